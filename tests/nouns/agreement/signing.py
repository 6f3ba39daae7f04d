# SPDX-License-Identifier: EUPL-1.2
"""Agreements and signatures in logs in memory, each leaf at a moment of its own, and books over them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec.structs import replace

from stelsel.book.audience import Asker
from stelsel.book.book import Book
from stelsel.book.view import LogView
from stelsel.catalogue import KINDS
from stelsel.kernel.canonical import canonical
from stelsel.kernel.entry import Envelope, Ref, Source, commitment, decode_envelope
from stelsel.kernel.time import Period
from stelsel.nouns.agreement import (
    AGREEMENT,
    AGREEMENT_SIGNATURE,
    Agreement,
    AgreementParty,
    AgreementSignature,
    AgreementStanding,
    agreement_standing,
)
from stelsel.nouns.organisation import ORGANISATION, Organisation
from stelsel.register.log import LogName, Stored
from stelsel.register.tree import leaf_hash
from tests.books import SALT, Shelf

GM = "https://identifier.overheid.nl/tooi/id/gemeente/"
GEEFT, KRIJGT, STIL = GM + "gm9001", GM + "gm9002", GM + "gm9003"
ADDRESS = "dienst/agreement/levering"
DAY = date(2026, 11, 24)


class World:
    """Logs by publisher; each is the log of one organisation."""

    def __init__(self, logs: Mapping[str, str] | None = None) -> None:
        self.organisation = {"dienst": "dienst", "geeft": GEEFT, "krijgt": KRIJGT, "vreemd": STIL, **(logs or {})}
        self.rows: dict[str, list[Stored]] = {}
        self.clock = 0

    def add(self, id: str, op: str, payload: bytes, at: str = "", mode: str = "stated", org: str = "") -> Ref:
        """Append a leaf in the log of its publisher, on a day or else one minute after the last; where it stands."""
        publisher, kind, _ = id.split("/")
        rows = self.rows.setdefault(publisher, [])
        self.clock += 1
        moment = f"{at or '2026-11-20'}T{self.clock // 60 % 24:02}:{self.clock % 60:02}:00Z"
        leaf = Envelope(
            op=op,  # type: ignore[arg-type]
            type=f"{kind}/1",
            id=id,
            rev=1,
            at=moment,
            h=commitment(SALT, payload),
            org=org or self.organisation[publisher],
            mode=mode,  # type: ignore[arg-type]
            src=Source("TOOI", "2026-05-19") if mode == "recorded" else None,
            why=None if op == "put" else "reden",
        ).encode()
        rows.append(Stored(len(rows), leaf, SALT, payload))
        return Ref(f"test.example/{publisher}/public", len(rows) - 1, leaf_hash(leaf).hex())

    def agreement(self, address: str = ADDRESS, op: str = "put", at: str = "2026-11-01", **changed: Any) -> Ref:
        """Publish an agreement, or a correction of it."""
        return self.add(address, op, AGREEMENT.encode(text(**changed)), at)

    def sign(
        self,
        publisher: str,
        place: Ref,
        outcome: str = "accept",
        *,
        on: str = "2026-11-20",
        at: str = "",
        party: str = "",
        address: str = ADDRESS,
        mode: str = "stated",
        until: str = "",
        local: str = "",
    ) -> Ref:
        """A signature, or an end from the day `until`, in the log of a publisher."""
        reasons = "" if outcome == "accept" else "Het doel is vervallen."
        body = AgreementSignature(
            address,
            place.log,
            place.index,
            place.hash,
            party or self.organisation[publisher],
            outcome,  # type: ignore[arg-type]
            "Mandaatbesluit 2026, artikel 4",
            date.fromisoformat(on),
            reasons,
            date.fromisoformat(until) if until else None,
        )
        name = local or f"h-{self.clock + 1}"
        return self.add(
            f"{publisher}/agreement-signature/{name}", "put", AGREEMENT_SIGNATURE.encode(body), at or on, mode
        )

    def again(self, publisher: str, index: int, op: str, *, at: str, **changed: Any) -> Ref:
        """Correct, withdraw or erase the signature that stands at this place in the log of a publisher."""
        rows = self.rows[publisher]
        address = decode_envelope(rows[index].leaf).id
        body = AGREEMENT_SIGNATURE.decode(rows[index].payload).body
        payload = AGREEMENT_SIGNATURE.encode(replace(body, **changed)) if op == "correct" else canonical({})
        if op == "erase":
            self.rows[publisher] = [
                Stored(one.index, one.leaf, b"", b"") if decode_envelope(one.leaf).id == address else one
                for one in rows
            ]
        return self.add(address, op, payload, at)

    def record(self, *bodies: Organisation, publisher: str = "register") -> None:
        """What a register tells of organisations."""
        self.organisation.setdefault(publisher, publisher)
        for body in bodies:
            assert body.tooi, "organisations of a register have addresses"
            local = f"{body.tooi.rsplit('/', 1)[-1]}-{self.clock}"
            self.add(
                f"{publisher}/organisation/{local}",
                "put",
                ORGANISATION.encode(body),
                "2020-01-01",
                "recorded",
                body.tooi,
            )

    def book(self, day: date = DAY) -> Book:
        """All of it."""
        who = Asker(frozenset(self.rows), government=True)
        views = [
            LogView(LogName(f"test.example/{one}/public", one, "public", self.organisation[one]), KINDS).grown(rows)
            for one, rows in self.rows.items()
        ]
        return Book(views, KINDS, who, Shelf(), day)

    def standing(self, day: date = DAY, address: str = ADDRESS) -> AgreementStanding:
        """How the agreement stands on a day."""
        return agreement_standing(self.book(day), address, day)

    def state(self, day: date = DAY, address: str = ADDRESS) -> str:
        """Only the state."""
        return self.standing(day, address).state


def text(provider: str = GEEFT, consumer: str = KRIJGT, **changed: Any) -> Agreement:
    """An agreement about a delivery."""
    plain: dict[str, Any] = {
        "identificatie": "levering",
        "versie": "1",
        "titel": "Leveren van adressen",
        "delingsdoel": "Belasting heffen",
        "rechtsgronden": [{"wetsidentificatie": "BWBR0005537", "artikel": "1", "grond": "e"}],
        "toestemmingen": [{"regelnaam": "t", "wanneer": "doel = belasting"}],
    }
    body = AGREEMENT.convert({**plain, "tekstsoort": "base"}).body
    told: dict[str, Any] = {
        "text_type": "sharing",
        "agreement_parties": (AgreementParty(provider, "provider"), AgreementParty(consumer, "consumer")),
        **changed,
    }
    return Agreement(**{**{name: getattr(body, name) for name in body.__struct_fields__}, **told})


def municipality(code: str, name: str, start: date | None = None, end: date | None = None, **more: Any) -> Organisation:
    """An organisation of a register."""
    return Organisation(
        name=name,
        organisation_type="municipality",
        tooi=GM + code,
        active=end is None,
        valid=Period(start, end),
        **more,
    )
