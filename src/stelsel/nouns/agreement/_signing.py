# SPDX-License-Identifier: EUPL-1.2
"""Which signature of a party counts: the newest of it on exactly this leaf, from a log of the organisation itself."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.kernel.entry import Ref
from stelsel.nouns.agreement._body import Agreement
from stelsel.nouns.agreement._heirs import Seat, seat_of
from stelsel.nouns.agreement._parts import PartyRole
from stelsel.nouns.agreement._signature import AGREEMENT_SIGNATURE, AgreementSignature, SignatureOutcome


@dataclass(frozen=True)
class Signed:
    """A signature and where it stands."""

    record: Record
    body: AgreementSignature

    @property
    def said(self) -> date:
        """Since which day it is known: the day it says, and never before the day its log took it in. So nobody can make
        lawful afterwards what was not."""
        return max(self.body.signed_on, date.fromisoformat(self.record.envelope.at[:10]))

    @property
    def day(self) -> date:
        """From which day it counts: the day on which it is said, or the later one that an end names."""
        return max(self.said, self.body.no_longer_from or self.said)

    @property
    def own(self) -> bool:
        """Whether the organisation itself says so: stated, in a log of its own."""
        log = self.record.log
        return log.organisation == self.body.signing_party and self.record.envelope.mode == "stated"

    @property
    def place(self) -> Ref:
        """The leaf that it signs."""
        return Ref(self.body.log, self.body.index, self.body.hash)

    @property
    def moment(self) -> tuple[str, str, int]:
        """When it was published; the later one says what a party wants."""
        return self.record.envelope.at, self.record.log.origin, self.record.index


@dataclass(frozen=True)
class PartyStanding:
    """A party that must sign: who sits there, the signature that counts, those it replaced by that one (`earlier`),
    its signatures under other revisions (`older`), and its end that was said and counts from a later day
    (`ending`)."""

    organisation: str
    role: PartyRole
    seat: Seat
    signature: Signed | None = None
    earlier: tuple[Signed, ...] = ()
    older: tuple[Signed, ...] = ()
    ending: Signed | None = None

    @property
    def outcome(self) -> SignatureOutcome | None:
        """What the party said; None when it has not signed."""
        return self.signature.body.signature_outcome if self.signature else None

    @property
    def by_predecessor(self) -> bool:
        """Whether the signature is of an organisation that the one of now came after."""
        return self.signature is not None and self.signature.body.signing_party != self.seat.now


def place_of(record: Record) -> Ref:
    """Where a revision stands."""
    return Ref(record.log.origin, record.index, record.hash.hex())


def signatures_under(book: Book, address: str) -> tuple[Signed, ...]:
    """Every signature that names this agreement, own or not, oldest first."""
    return book.memo("nouns.agreement-signatures", lambda: _by_agreement(book)).get(address, ())


def _by_agreement(book: Book) -> dict[str, tuple[Signed, ...]]:
    found: dict[str, list[Signed]] = defaultdict(list)
    for record, body in book.rows(AGREEMENT_SIGNATURE):
        found[body.agreement].append(Signed(record, body))
    return {address: tuple(sorted(them, key=lambda one: one.moment)) for address, them in found.items()}


def must_sign(body: Agreement, record: Record) -> tuple[tuple[str, PartyRole], ...]:
    """Who must sign: provider and consumer of a text about a delivery; a gatekeeper judges and is not bound by it. Of a
    base, profile or policy every party but the organisation that states it: publishing it says the same."""
    sharing = body.text_type == "sharing"
    own = record.log.organisation if record.envelope.mode == "stated" and not sharing else None
    return tuple(
        dict.fromkeys(
            (one.organisation, one.party_role)
            for one in body.agreement_parties
            if (one.party_role in ("provider", "consumer") if sharing else one.organisation != own)
        )
    )


def parties_of(
    book: Book, body: Agreement, record: Record, signed: Sequence[Signed], day: date
) -> tuple[PartyStanding, ...]:
    """Each party that must sign this revision, as it stands on a day."""
    return tuple(
        _party(organisation, role, seat_of(book, organisation, day), place_of(record), signed, day)
        for organisation, role in must_sign(body, record)
    )


def _party(
    organisation: str, role: PartyRole, seat: Seat, place: Ref, signed: Sequence[Signed], day: date
) -> PartyStanding:
    told = [one for one in signed if one.own and one.said <= day and _speaks(seat, one)]
    mine = [one for one in told if one.day <= day]
    here = [one for one in mine if one.place == place]
    counts = max(here, key=lambda one: one.moment, default=None)
    earlier = tuple(one for one in here if one is not counts)
    older = tuple(one for one in mine if one.place != place)
    coming = [one for one in told if one.day > day and one.place == place]
    ahead = [one for one in coming if counts is None or one.moment > counts.moment]
    ending = min(ahead, key=lambda one: (one.day, one.moment), default=None)
    return PartyStanding(organisation, role, seat, counts, earlier, older, ending)


def _speaks(seat: Seat, one: Signed) -> bool:
    """Whether its organisation spoke for the party on the day on which it said this."""
    return any(turn.holds(one.body.signing_party, one.said) for turn in seat.turns)
