# SPDX-License-Identifier: EUPL-1.2
"""The shape of a task, the next signature, and standing in."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import same
from stelsel.nouns.task import NewTask, Receiver, Signature, TaskReason, may_approve, substitutes

NAMES = st.sampled_from("abcde")
DAYS = st.dates(date(2026, 1, 1), date(2026, 1, 20))


@pytest.mark.parametrize("written", ["account:ans", "account:j@x.nl", "role:wolk/publisher", "mandate:wolk/financien"])
def test_a_receiver_reads_back(written: str) -> None:
    assert str(Receiver.read(written)) == written


@pytest.mark.parametrize("wrong", ["", "ans", "account:", "role:wolk", "role:wolk/boss", "role:Wolk/reader", "x:y/z"])
def test_what_is_no_receiver_is_refused(wrong: str) -> None:
    with pytest.raises(BadInput):
        Receiver.read(wrong)


def test_a_task_needs_a_known_kind_a_subject_and_a_reason() -> None:
    why = (TaskReason(same("daarom")),)
    whom = Receiver("account", "ans")
    assert NewTask("judge", "wolk", whom, same("x"), why, "dossier:1").due is None
    for kind, reasons, about in (("x", why, "a"), ("judge", (), "a"), ("judge", why, ""), ("judge", why, "a" * 301)):
        with pytest.raises(BadInput):
            NewTask(kind, "wolk", whom, same("x"), reasons, about)


def test_the_second_signature_is_of_another_than_the_first_and_than_who_asked() -> None:
    assert may_approve("ans", (), 1, "bea") == ""
    assert may_approve("ans", (), 2, "bea") == ""
    assert may_approve("ans", (Signature("ans"),), 2, "bea") == "again"
    assert may_approve("bea", (Signature("ans"),), 2, "bea") == "own-request"
    assert may_approve("cas", (Signature("ans"),), 2, "bea") == ""
    assert may_approve("ans", (Signature("bob", "ans"),), 2, "bea") == "again"


@given(st.lists(NAMES, max_size=4), NAMES, st.sampled_from([1, 2]))
def test_no_two_signatures_of_one_person(by: list[str], asked_by: str, needed: int) -> None:
    given_now: list[Signature] = []
    for name in by:
        if len(given_now) < needed and not may_approve(name, given_now, needed, asked_by):
            given_now.append(Signature(name))
    signed = [one.by for one in given_now]
    assert len(set(signed)) == len(signed)
    if needed == 2 and len(signed) == 2:
        assert signed[-1] != asked_by


def test_standing_in_goes_through_others_on_the_days_that_overlap() -> None:
    pairs = [
        ("a", "b", date(2026, 1, 1), date(2026, 1, 10)),
        ("b", "c", date(2026, 1, 8), date(2026, 1, 20)),
    ]
    assert substitutes(pairs, "a", date(2026, 1, 5)) == {"b"}
    assert substitutes(pairs, "a", date(2026, 1, 9)) == {"b", "c"}
    assert substitutes(pairs, "a", date(2026, 1, 12)) == frozenset()
    assert substitutes(pairs, "b", date(2026, 1, 1), date(2026, 1, 20)) == {"c"}


@given(st.lists(st.tuples(NAMES, NAMES, DAYS, DAYS), max_size=6), NAMES, DAYS)
def test_standing_in_is_reachability_on_that_day(
    rows: list[tuple[str, str, date, date]], person: str, day: date
) -> None:
    found, more = {person}, True
    while more:
        reached = {by for who, by, first, last in rows if who in found and first <= day <= last}
        more = not reached <= found
        found |= reached
    through = {by for who, by, first, last in rows if who in found and first <= day <= last}
    assert substitutes(rows, person, day) == through
