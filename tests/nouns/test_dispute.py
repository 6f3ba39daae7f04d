# SPDX-License-Identifier: EUPL-1.2
"""A dispute counts with the right log, index, hash and readers; only the disputed publisher answers it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from stelsel.book.audience import Asker
from stelsel.book.book import Book
from stelsel.book.view import LogView
from stelsel.catalogue import KINDS
from stelsel.kernel.entry import Envelope, Ref, commitment
from stelsel.kernel.problem import BadInput
from stelsel.nouns.dispute import DISPUTE, DISPUTE_ANSWER, Dispute, DisputeAnswer, dispute_at, disputes_of
from stelsel.nouns.supplier import SUPPLIER, Supplier
from stelsel.register.log import LogName, Stored
from stelsel.register.tree import leaf_hash
from tests.books import SALT, Shelf

ENTRY, OBJECTION, ANSWER = "wolk/supplier/wolk", "buur/dispute/a", "wolk/dispute-answer/a"


class Logs:
    """Logs that grow leaf by leaf."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str], list[Stored]] = {}
        self.minute = 0

    def add(self, id: str, op: str, payload: bytes, audience: str = "public", ref: Ref | None = None) -> Ref:
        """Append a leaf in the log of its publisher; the place where it stands."""
        publisher, kind, _ = id.split("/")
        rows = self.rows.setdefault((publisher, audience), [])
        self.minute += 1
        leaf = Envelope(
            op=op,  # type: ignore[arg-type]
            type=f"{kind}/1",
            id=id,
            rev=1,
            at=f"2026-11-24T10:{self.minute:02}:00Z",
            h=commitment(SALT, payload),
            org=publisher,
            mode="stated",
            why=None if op == "put" else "reden",
            ref=ref,
        ).encode()
        rows.append(Stored(len(rows), leaf, SALT, payload))
        return Ref(f"test.example/{publisher}/{audience}", len(rows) - 1, leaf_hash(leaf).hex())

    def entry(self, name: str = "Wolk", op: str = "put", audience: str = "public") -> Ref:
        """The entry that is disputed."""
        return self.add(ENTRY, op, SUPPLIER.encode(Supplier(name=name)), audience)

    def dispute(self, ref: Ref, about: str = ENTRY, audience: str = "public") -> Ref:
        """Buur disputes."""
        return self.add(OBJECTION, "dispute", DISPUTE.encode(Dispute(about, "De naam klopt niet.")), audience, ref)

    def answer(self, place: Ref, id: str = ANSWER, dispute: str = OBJECTION) -> Ref:
        """Wolk answers."""
        body = DisputeAnswer(dispute, place.log, place.index, place.hash, "rejected", "Zo heten wij.")
        return self.add(id, "put", DISPUTE_ANSWER.encode(body))

    def book(self, asker: Asker | None = None) -> Book:
        """What this asker sees; all of it where nobody is named."""
        who = asker or Asker(frozenset({"wolk", "buur", "derde"}), government=True)
        views = []
        for (publisher, audience), rows in self.rows.items():
            log = LogName(f"test.example/{publisher}/{audience}", publisher, audience, publisher)  # type: ignore[arg-type]
            if who.may_see(log):
                views.append(LogView(log, KINDS).grown(rows))
        return Book(views, KINDS, who, Shelf(), date(2026, 11, 24))


@pytest.fixture
def logs() -> Logs:
    return Logs()


def states(logs: Logs, asker: Asker | None = None) -> list[str]:
    return [one.state for one in disputes_of(logs.book(asker), ENTRY)]


def test_open_until_answered_and_open_again_without_the_answer(logs: Logs) -> None:
    place = logs.dispute(logs.entry())
    assert states(logs) == ["open"]
    logs.answer(place)
    (found,) = disputes_of(logs.book(), ENTRY)
    assert found.state == "answered"
    assert found.answer is not None
    assert (found.answer.body.verdict, found.answer.body.reasons) == ("rejected", "Zo heten wij.")
    logs.add(ANSWER, "withdraw", b"{}")
    assert states(logs) == ["open"]


def test_a_correction_of_the_entry_does_not_answer(logs: Logs) -> None:
    logs.dispute(logs.entry())
    logs.entry("Wolk NV", "correct")
    (found,) = disputes_of(logs.book(), ENTRY)
    assert (found.state, found.revision.index) == ("open", 0)


def test_whoever_disputes_may_take_it_back_and_say_it_again(logs: Logs) -> None:
    place = logs.entry()
    logs.dispute(place)
    logs.add(OBJECTION, "withdraw", b"{}")
    assert states(logs) == ["withdrawn"]
    logs.dispute(place)
    assert states(logs) == ["open"]


def test_a_corrected_dispute_asks_for_a_new_answer(logs: Logs) -> None:
    logs.answer(logs.dispute(logs.entry()))
    place = logs.add(OBJECTION, "correct", DISPUTE.encode(Dispute(ENTRY, "Ook het adres niet.")))
    (found,) = disputes_of(logs.book(), ENTRY)
    assert found.state == "open"
    assert found.body is not None
    assert found.body.what_is_wrong == "Ook het adres niet."
    logs.answer(place, "wolk/dispute-answer/b")
    assert states(logs) == ["answered"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"hash": "0" * 64},
        {"index": 1},
        {"log": "test.example/elders/public"},
    ],
)
def test_a_wrong_place_does_not_count(logs: Logs, wrong: dict[str, Any]) -> None:
    place = logs.entry()
    logs.entry("Wolk NV", "correct")
    good = {"log": place.log, "index": place.index, "hash": place.hash}
    logs.dispute(Ref(**{**good, **wrong}))
    assert states(logs) == []
    assert dispute_at(logs.book(), OBJECTION) is None


def test_a_dispute_without_the_operation_does_not_count(logs: Logs) -> None:
    logs.entry()
    logs.add(OBJECTION, "put", DISPUTE.encode(Dispute(ENTRY, "Nee.")))
    assert states(logs) == []


def test_another_address_in_the_text_does_not_count(logs: Logs) -> None:
    logs.dispute(logs.entry(), about="wolk/supplier/anders")
    assert states(logs) == []


@pytest.mark.parametrize("wrong", [{"hash": "0" * 64}, {"index": 7}, {"log": "test.example/wolk/public"}])
def test_an_answer_to_another_leaf_does_not_count(logs: Logs, wrong: dict[str, Any]) -> None:
    place = logs.dispute(logs.entry())
    logs.answer(Ref(**{"log": place.log, "index": place.index, "hash": place.hash, **wrong}))
    assert states(logs) == ["open"]


@pytest.mark.parametrize("publisher", ["buur", "derde"])
def test_an_answer_of_somebody_else_does_not_count(logs: Logs, publisher: str) -> None:
    place = logs.dispute(logs.entry())
    logs.answer(place, f"{publisher}/dispute-answer/a")
    assert states(logs) == ["open"]
    logs.answer(place, dispute="buur/dispute/anders")
    assert states(logs) == ["open"]


@pytest.mark.parametrize(
    ("entry", "dispute", "counts"),
    [("gov", "gov", True), ("public", "gov", True), ("gov", "public", False), ("own", "own", False)],
)
def test_readers_of_a_dispute_may_read_the_entry(logs: Logs, entry: str, dispute: str, counts: bool) -> None:
    logs.dispute(logs.entry(audience=entry), audience=dispute)
    assert (states(logs) == ["open"]) is counts
    if dispute == "gov":
        assert states(logs, Asker()) == []


def test_an_erased_dispute_is_taken_back(logs: Logs) -> None:
    logs.dispute(logs.entry())
    logs.add(OBJECTION, "erase", b"{}")
    (found,) = disputes_of(logs.book(), ENTRY)
    assert (found.state, found.body) == ("withdrawn", None)


def test_a_dispute_and_an_answer_say_something() -> None:
    with pytest.raises(BadInput) as empty:
        DISPUTE.convert({"betwisteVermelding": ENTRY, "watKloptNiet": " "})
    assert empty.value.findings[0].where == "watKloptNiet"
    with pytest.raises(BadInput) as address:
        DISPUTE.convert({"betwisteVermelding": "wolk", "watKloptNiet": "Alles."})
    assert address.value.findings[0].where == "betwisteVermelding"
    answer = {"betwisting": OBJECTION, "logboek": "x", "index": 0, "hash": "0" * 64, "oordeel": "accepted"}
    with pytest.raises(BadInput) as reasons:
        DISPUTE_ANSWER.convert({**answer, "redenen": ""})
    assert reasons.value.findings[0].where == "redenen"
    assert "publisher of the disputed entry" in DISPUTE_ANSWER.decider
