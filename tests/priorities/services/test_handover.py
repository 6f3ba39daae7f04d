# SPDX-License-Identifier: EUPL-1.2
"""A handover by its messages: bytes and back, every fold by rule, and whatever comes in whatever order."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.kernel.problem import BadInput
from stelsel.priorities.services import handover as ho
from stelsel.priorities.services.handover import (
    ACTS,
    KINDS,
    PARTIES,
    Accepted,
    Answered,
    AskedMore,
    Consent,
    Escalated,
    Fact,
    Message,
    Offered,
    Refused,
    ToldMore,
    Withdrawn,
    against,
    encoded,
    read,
    standing,
)

ID = "0123456789abcdef" * 2
MONDAY = date(2026, 11, 23)


def at(days: int = 0) -> str:
    return f"{MONDAY + timedelta(days=days)}T09:00:00Z"


def offered(**more: Any) -> Offered:
    plain: dict[str, Any] = {
        "handover": ID, "sequence": 1, "party": "giver", "sent_at": at(), "version": 1, "giver": "gemeente",
        "taker": "waterschap", "question": "Wie maakt de sloot schoon?",
        "consent": Consent("Ik vind dat goed, voor deze vraag.", at(), "counter"), "case_hash": "a" * 64,
        "hear_back": "code", "product": "sloot", "facts": (Fact("plaats", "Dorpsweg"),), **more,
    }  # fmt: skip
    return Offered(**plain)


MORE: dict[type[Message], dict[str, Any]] = {
    Refused: {"why": "Niet van ons."},
    AskedMore: {"text": "Waar precies?"},
    ToldMore: {"text": "Bij de brug.", "told_how": "self"},
    Answered: {"text": "Donderdag."},
    Withdrawn: {"told_how": "phone"},
}


def made(kind: type[Message], number: int, party: str, days: int = 0) -> Message:
    if kind is Offered:
        return offered(sequence=number, party=party, sent_at=at(days))
    return kind(handover=ID, sequence=number, party=party, sent_at=at(days), version=1, **MORE.get(kind, {}))  # type: ignore[arg-type]


def talk(*steps: tuple[type[Message], str, int]) -> list[Message]:
    return [offered(), *(made(kind, number, party, days) for number, (kind, party, days) in enumerate(steps, 2))]


@pytest.mark.parametrize("kind", KINDS)
def test_there_and_back(kind: type[Message]) -> None:
    one = made(kind, 3, "person")
    raw = encoded(one)
    assert read(raw) == one
    assert b'"soort"' in raw
    assert b"sequence" not in raw


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"onbekend": 1}, "handover-form"),
        ({"versie": 2}, "handover-version"),
        ({"versie": None}, "handover-form"),
        ({"vraag": "x" * 2001}, "handover-form"),
        ({"vraag": ""}, "handover-form"),
        ({"verzondenOp": "2026-02-30T09:00:00Z"}, "handover-form"),
        ({"verzondenOp": "1900-01-01T09:00:00Z"}, "handover-form"),
        ({"overdracht": "../" * 10}, "handover-form"),
        ({"feiten": [{"omschrijving": "x", "waarde": "y"}] * 13}, "handover-form"),
        ({"soort": "anders"}, "handover-form"),
        ({"vraag": "x" * 70_000}, "handover-size"),
    ],
)
def test_what_does_not_fit_is_refused_without_repeating_it(change: dict[str, Any], code: str) -> None:
    plain = {**msgspec.json.decode(encoded(offered())), **change}
    with pytest.raises(BadInput) as told:
        read(msgspec.json.encode(plain))
    assert told.value.findings[0].code == code
    assert "xxx" not in str(told.value)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    with pytest.raises(BadInput):
        read(raw)


@pytest.mark.parametrize(
    ("steps", "status", "waits"),
    [
        ((), "offered", "taker"),
        (((Accepted, "taker", 0),), "accepted", "taker"),
        (((AskedMore, "taker", 0),), "asked", "person"),
        (((AskedMore, "taker", 0), (ToldMore, "person", 1)), "offered", "taker"),
        (((Accepted, "taker", 0), (AskedMore, "taker", 0), (ToldMore, "person", 1)), "accepted", "taker"),
        (((AskedMore, "taker", 0), (Accepted, "taker", 0)), "asked", "person"),
        (((Refused, "taker", 0),), "refused", "giver"),
        (((Refused, "taker", 0), (Answered, "giver", 1)), "answered", ""),
        (((Answered, "taker", 0),), "answered", ""),
        (((Accepted, "taker", 0), (Withdrawn, "person", 0)), "withdrawn", ""),
    ],
)
def test_how_it_stands(steps: Any, status: str, waits: str) -> None:
    found = standing(talk(*steps), MONDAY)
    assert (found.status, found.waits_for, found.findings) == (status, waits, ())


def test_terms_with_their_last_day_and_ground() -> None:
    found = standing([offered()], MONDAY + timedelta(days=2))
    by_name = {one.ground.name: one for one in found.terms}
    assert by_name["forward"].met == MONDAY
    assert "2:3 lid 1" in by_name["forward"].ground.source.nl
    assert by_name["respond"].last_day == date(2026, 11, 25)
    assert not by_name["respond"].ground.law
    assert "geen wet" in by_name["respond"].ground.source.nl
    assert by_name["decide"].last_day == date(2027, 1, 18)
    assert "4:13" in by_name["decide"].ground.source.nl
    assert (found.due, found.overdue) == (date(2026, 11, 25), False)
    late = standing([offered()], date(2026, 11, 26))
    assert late.overdue
    assert all("escalate" in acts for acts in late.acts.values())


def test_late_is_escalated_once_for_a_term() -> None:
    first = talk((Escalated, "node", 3))
    assert standing(first, MONDAY + timedelta(days=3)).escalated == {"respond"}
    again = against(first, made(Escalated, 3, "person", 4))
    assert again is not None
    assert again.code == "handover-not-late"
    assert against(first, made(Escalated, 3, "person", 100)) is None  # eight weeks are over as well
    early = against([offered()], made(Escalated, 2, "person", 2))
    assert early is not None
    assert early.code == "handover-not-late"


def test_a_question_to_the_person_stops_the_clock_of_the_others() -> None:
    asked = talk((Accepted, "taker", 0), (AskedMore, "taker", 1))
    assert not standing(asked, MONDAY + timedelta(days=365)).overdue
    assert standing(asked, MONDAY).due is None


@pytest.mark.parametrize(
    ("before", "new", "code"),
    [
        ((), (Accepted, 2, "giver"), "handover-party"),
        ((), (Accepted, 3, "taker"), "handover-order"),
        ((), (Accepted, 1, "taker"), "handover-twice"),
        ((), (ToldMore, 2, "person"), "handover-not-now"),
        ((), (Answered, 2, "giver"), "handover-party"),
        ((), (Offered, 2, "giver"), "handover-twice"),
        (((Answered, "taker", 0),), (Withdrawn, 3, "person"), "handover-over"),
        (((Accepted, "taker", 0),), (Refused, 3, "taker"), "handover-not-now"),
        (((Accepted, "taker", 0),), (Accepted, 2, "taker"), "handover-twice"),
    ],
)
def test_what_does_not_follow_is_named(before: Any, new: Any, code: str) -> None:
    kind, number, party = new
    found = standing([*talk(*before), made(kind, number, party)], MONDAY)
    assert [one.code for one in found.findings] == [code]
    assert len(found.taken) == len(before) + 1


def test_nothing_before_the_offer_and_nothing_to_oneself() -> None:
    assert standing([], MONDAY).status == "nothing"
    codes = [one.code for one in standing([made(Accepted, 1, "taker"), offered(taker="gemeente")], MONDAY).findings]
    assert codes == ["handover-no-offer", "handover-to-oneself"]
    later = offered(consent=Consent("Ik vind dat goed, voor deze vraag.", at(1), "self"))
    assert standing([later], MONDAY).findings[0].code == "handover-consent"


messages = st.builds(made, st.sampled_from(KINDS), st.integers(1, 9), st.sampled_from(PARTIES), st.integers(0, 400))


@given(st.lists(messages, max_size=12), st.integers(-10, 500))
def test_any_messages_in_any_order_fold(found: list[Message], days: int) -> None:
    today = MONDAY + timedelta(days=days)
    one = standing([offered(), *found], today)
    assert len(one.taken) + len(one.findings) == len(found) + 1
    again = standing(one.taken, today)
    assert msgspec.structs.asdict(one.taken[0]) == msgspec.structs.asdict(again.taken[0])
    assert (again.findings, again.status, again.terms, again.acts) == ((), one.status, one.terms, one.acts)
    assert one.over == (one.waits_for == "")
    assert all(not acts for acts in one.acts.values()) == one.over


@given(st.lists(messages, max_size=8), st.integers(0, 500))
def test_an_act_that_is_offered_is_taken_and_no_other(found: list[Message], days: int) -> None:
    taken = standing([offered(), *found], MONDAY).taken
    last = (ho.day_of(taken[-1]) - MONDAY).days + days
    one = standing(taken, MONDAY + timedelta(days=last))
    for party in PARTIES:
        for act, kind in ACTS.items():
            new = made(kind, len(taken) + 1, party, last)
            assert (against(taken, new) is None) == (act in one.acts[party]), (party, act)


@given(st.lists(messages, max_size=6), st.data())
def test_a_message_twice_changes_nothing(found: list[Message], data: st.DataObject) -> None:
    taken = standing([offered(), *found], MONDAY).taken
    again = data.draw(st.sampled_from(taken))
    assert standing([*taken, again], MONDAY).taken == taken


def test_numbers_of_persons_are_made_unreadable() -> None:
    assert ho.unreadable("Mijn bsn is 111222333, bel me.") == ("Mijn bsn is •••••••••, bel me.", True)
    assert ho.unreadable("Op NL91ABNA0417164300 graag") == ("Op NL••ABNA•••••••••• graag", True)
    assert ho.unreadable("１１１２２２３３３ en 111222333") == ("••••••••• en •••••••••", True)
    assert ho.unreadable("Kavel 12, 3 meter’s") == ("Kavel 12, 3 meter’s", False)
    assert ho.unreadable_fact("BSN", "12345 678") == (Fact("BSN", "••••• •••"), True)


@given(st.text(max_size=80))
def test_nothing_the_lint_sees_is_left(text: str) -> None:
    said, _ = ho.unreadable(f"{text} 111222333 {text}")
    assert ho.unreadable(said) == (said, False)
