# SPDX-License-Identifier: EUPL-1.2
"""Ends of signatures: from which day they count, when they can be taken back, and that nothing undoes them after."""

from __future__ import annotations

from datetime import date

import pytest

from stelsel.kernel.entry import Ref
from stelsel.nouns.agreement import agreements_ended, end_name
from tests.nouns.agreement.signing import ADDRESS, DAY, World


@pytest.fixture
def world() -> World:
    return World()


def test_an_end_of_a_later_day_is_told_before_and_holds_from_that_day(world: World) -> None:
    place = world.agreement()
    world.sign("geeft", place)
    world.sign("krijgt", place)
    world.sign("krijgt", place, "revoke", on="2026-11-22", until="2026-12-01")
    assert world.standing(date(2026, 11, 21)).ends == (), "nobody had said so"
    before, last, first = (world.standing(day) for day in (DAY, date(2026, 11, 30), date(2026, 12, 1)))
    assert (before.state, last.state, first.state) == ("in-force", "in-force", "ended")
    for found, told in ((before, "zegt de afspraak op"), (first, "zegde de afspraak op")):
        (reason,) = found.end_reasons
        assert told in reason.text.nl
        assert "niet meer vanaf 1 december 2026, omdat: Het doel is vervallen." in reason.text.nl
        assert "no longer holds from 1 December 2026" in reason.text.en
        assert found.foreign == ()
    assert before.parties[1].outcome == "accept"
    assert world.state(date(2026, 11, 30)) == "in-force"


def test_the_first_of_two_ends_counts_and_a_later_signature_takes_it_back(world: World) -> None:
    place = world.agreement()
    world.sign("geeft", place)
    world.sign("krijgt", place)
    world.sign("krijgt", place, "revoke", on="2026-11-22", until="2026-12-10")
    world.sign("geeft", place, "revoke", on="2026-11-23", until="2026-12-01")
    assert [one.day.day for one in world.standing().ends] == [1, 10]
    assert world.state(date(2026, 12, 1)) == "ended"
    world.sign("geeft", place, on="2026-11-24")
    assert [one.day.day for one in world.standing().ends] == [10]
    assert world.state(date(2026, 12, 9)) == "in-force"
    assert world.state(date(2026, 12, 10)) == "ended"


def test_an_end_that_names_a_day_before_its_publication_counts_from_publication(world: World) -> None:
    place = world.agreement()
    world.sign("geeft", place)
    world.sign("krijgt", place)
    world.sign("krijgt", place, "revoke", on="2026-11-20", at="2026-11-23", until="2026-11-21")
    assert world.state(date(2026, 11, 22)) == "in-force"
    assert world.state(date(2026, 11, 23)) == "ended"


def ended(world: World, until: str = "2026-11-22") -> tuple[Ref, Ref]:
    """An agreement that both signed and one ended from a day: its leaf, and the end."""
    place = world.agreement()
    world.sign("geeft", place)
    world.sign("krijgt", place)
    return place, world.sign("krijgt", place, "revoke", on="2026-11-21", until=until)


def test_correcting_an_acceptance_after_the_end_revives_nothing(world: World) -> None:
    ended(world)
    assert world.state() == "ended"
    world.again("krijgt", 0, "correct", at="2026-11-23", mandate_ground="Mandaatregister 12")
    found = world.standing()
    assert found.state == "ended"
    assert [one.body.mandate_ground for one in found.parties[1].earlier] == ["Mandaatregister 12"]
    assert world.state(date(2026, 11, 21)) == "in-force", "a correction of words moves no day"


def test_nothing_that_is_said_later_revives_a_leaf_that_was_ended(world: World) -> None:
    place, _ = ended(world)
    for on in ("2026-11-22", "2026-11-23"):
        world.sign("krijgt", place, on=on)
        assert world.state() == "ended"
    again = world.agreement(op="correct", at="2026-11-23", summary="Opnieuw")
    world.sign("geeft", again, on="2026-11-23")
    world.sign("krijgt", again, on="2026-11-23")
    assert world.state() == "in-force", "a new version is signed anew"


def test_a_correction_changes_neither_day_nor_decision(world: World) -> None:
    ended(world, "2026-12-01")
    world.again("krijgt", 1, "correct", at="2026-11-22", signed_on=date(2027, 1, 1), no_longer_from=date(2027, 1, 1))
    assert [one.day for one in world.standing().ends] == [date(2026, 12, 1)]
    world.again("krijgt", 1, "correct", at="2026-11-23", signature_outcome="accept", no_longer_from=None)
    assert world.state(date(2026, 12, 1)) == "ended"


@pytest.mark.parametrize(
    ("at", "state"), [("2026-11-30", "in-force"), ("2026-12-01", "ended"), ("2027-02-01", "ended")]
)
def test_an_end_is_taken_back_only_before_its_day(world: World, at: str, state: str) -> None:
    ended(world, "2026-12-01")
    world.again("krijgt", 1, "withdraw", at=at)
    assert world.state(date(2026, 12, 1)) == state
    assert world.state(date(2027, 3, 1)) == state


def test_an_erased_end_stays_an_end_unless_it_was_taken_back_first(world: World) -> None:
    place = world.agreement()
    world.sign("geeft", place)
    world.sign("krijgt", place)
    leaf = world.standing().record
    world.sign("krijgt", place, "revoke", on="2026-11-21", until="2026-11-22", local=end_name(leaf, 1))
    world.again("krijgt", 1, "erase", at="2026-11-23")
    found = world.standing()
    assert found.state == "ended"
    assert "gewist" in found.end_reasons[0].text.nl
    assert world.state(date(2026, 11, 20)) == "in-force"
    assert agreements_ended(world.book()) == (ADDRESS,)


def test_an_end_that_was_taken_back_and_then_erased_is_none(world: World) -> None:
    place = world.agreement()
    world.sign("geeft", place)
    world.sign("krijgt", place)
    leaf = world.standing().record
    world.sign("krijgt", place, "revoke", on="2026-11-21", until="2026-12-01", local=end_name(leaf, 1))
    world.again("krijgt", 1, "withdraw", at="2026-11-22")
    world.again("krijgt", 1, "erase", at="2026-11-23")
    assert world.state(date(2026, 12, 2)) == "in-force"


def test_an_erased_acceptance_ends_nothing(world: World) -> None:
    place = world.agreement()
    world.sign("geeft", place)
    world.sign("krijgt", place)
    world.again("krijgt", 0, "erase", at="2026-11-23")
    assert world.state() == "partly-signed"
