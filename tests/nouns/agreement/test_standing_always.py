# SPDX-License-Identifier: EUPL-1.2
"""What holds of every standing, whatever is signed in whatever order; and the mergers that really were."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stelsel.nouns.agreement import AgreementParty, AgreementStanding, agreements_between, place_of
from stelsel.nouns.organisation import ORGANISATION, Organisation, example
from stelsel.nouns.supplier import SUPPLIER, Supplier
from tests.nouns.agreement.signing import ADDRESS, DAY, GEEFT, GM, KRIJGT, STIL, World, municipality
from tools.derive_organisations import SHIPPED

OUTCOMES = st.sampled_from(["accept", "reject", "revoke"])
MOVES = st.lists(st.tuples(st.sampled_from(["geeft", "krijgt"]), OUTCOMES, st.integers(2, 28)), max_size=6)
"""Who signs what on which day of November."""
Moves = Sequence[tuple[str, str, int]]


def world_of(moves: Moves) -> World:
    """A world in which these signatures stand."""
    world = World()
    place = world.agreement()
    for who, outcome, day in moves:
        world.sign(who, place, outcome, on=f"2026-11-{day:02}")
    return world


def told(found: AgreementStanding) -> tuple[Any, ...]:
    """What a standing says, without the places where it is written."""
    parties = tuple((one.organisation, one.role, one.outcome, one.seat.now) for one in found.parties)
    return found.state, found.replaced_by, parties


@settings(max_examples=60, deadline=None)
@given(MOVES, st.randoms())
def test_any_order_of_parties_gives_the_same_standing(moves: Moves, random: Any) -> None:
    """Signatures of two parties may come in any order; of one party they come as it wrote them."""
    queues = {who: [one for one in moves if one[0] == who] for who in ("geeft", "krijgt")}
    shuffled = []
    while any(queues.values()):
        shuffled.append(queues[random.choice([who for who, left in queues.items() if left])].pop(0))
    assert told(in_minutes(moves).standing()) == told(in_minutes(shuffled).standing())


def in_minutes(moves: Moves) -> World:
    """All in one log each, each signature in the minute that its own party gives it."""
    world = World()
    place = world.agreement()
    written: dict[str, int] = {}
    for who, outcome, _ in moves:
        written[who] = written.get(who, 0) + 1
        world.sign(who, place, outcome, on="2026-11-20", at=f"2026-11-{written[who]:02}")
    return world


@settings(max_examples=60, deadline=None)
@given(MOVES, st.lists(st.tuples(st.sampled_from([GEEFT, KRIJGT, STIL]), OUTCOMES), min_size=1, max_size=3))
def test_a_signature_from_a_log_of_somebody_else_never_counts(moves: Moves, foreign: list[tuple[str, str]]) -> None:
    plain = world_of(moves)
    other = world_of(moves)
    for party, outcome in foreign:
        other.sign("vreemd", place_of(other.standing().record), outcome, party=party)
    for day in (DAY, date(2026, 11, 10)):
        assert told(other.standing(day)) == told(plain.standing(day))
    assert len(other.standing().foreign) >= len(foreign)


@settings(max_examples=60, deadline=None)
@given(MOVES)
def test_what_has_nothing_to_do_with_it_changes_nothing(moves: Moves) -> None:
    plain, more = world_of(moves), world_of(moves)
    elsewhere = more.agreement("vreemd/agreement/iets-anders", provider=STIL)
    more.sign("vreemd", elsewhere, address="vreemd/agreement/iets-anders")
    more.add("vreemd/supplier/wolk", "put", SUPPLIER.encode(Supplier(name="Wolk")))
    more.record(municipality("gm9050", "Verweg", None, date(2026, 1, 1), successors=(GM + "gm9051",)))
    for day in (DAY, date(2026, 11, 10)):
        mine, yours = plain.standing(day), more.standing(day)
        assert told(mine) == told(yours)
        assert [one.text for one in mine.reasons] == [one.text for one in yours.reasons]


@settings(max_examples=60, deadline=None)
@given(MOVES, st.integers(1, 28))
def test_in_force_only_with_the_yes_of_everybody(moves: Moves, day: int) -> None:
    when = date(2026, 11, day)
    found = world_of(moves).standing(when)
    last = {who: [outcome for one, outcome, on in by_moment(moves) if one == who and on <= day] for who in NAMES}
    yes = all(said and said[-1] == "accept" and "revoke" not in said for said in last.values())
    assert (found.state == "in-force") == yes, "and an end is the last word on a leaf"
    assert found.reasons


NAMES = ("geeft", "krijgt")


def by_moment(moves: Moves) -> Moves:
    """In the order in which the logs took them in: by day, within a day as they came."""
    return sorted(moves, key=lambda one: one[2])


@pytest.fixture(scope="module")
def register() -> list[Organisation]:
    """Every municipality of the register that ships with the product."""
    return [
        draft.body
        for draft in example(SHIPPED).drafts
        if draft.kind is ORGANISATION and draft.body.tooi and "/gemeente/" in draft.body.tooi
    ]


BRIELLE, VOORNE, HAAREN, DELFT = (GM + one for one in ("gm0501", "gm1992", "gm0788", "gm0503"))


def real(register: list[Organisation], provider: str, signed: str) -> World:
    world = World({"gever": provider, "delft": DELFT, "voorne": VOORNE})
    world.record(*register)
    parties = (AgreementParty(provider, "provider"), AgreementParty(DELFT, "consumer"))
    place = world.agreement(at="2020-01-02", agreement_parties=parties)
    world.sign("gever", place, on=signed)
    world.sign("delft", place, on=signed)
    return world


def test_brielle_signed_and_voorne_aan_zee_is_bound(register: list[Organisation]) -> None:
    world = real(register, BRIELLE, "2020-02-03")
    assert world.state(date(2020, 2, 2)) == "offered"
    assert world.state(date(2022, 12, 31)) == "in-force"
    found = world.standing()
    assert (found.state, found.parties[0].seat.now, found.parties[0].by_predecessor) == ("in-force", VOORNE, True)
    reasons = [one.text.nl for one in found.reasons]
    assert (
        "Gemeente Brielle is vanaf 1 januari 2023 opgegaan in Gemeente Voorne aan Zee. De afspraak gaat mee." in reasons
    )
    assert any("blijft gelden voor de opvolger Gemeente Voorne aan Zee" in one for one in reasons)
    listed = agreements_between(world.book(), VOORNE, DELFT, DAY)
    assert [(one.address, one.state) for one in listed] == [(ADDRESS, "in-force")]
    world.sign("voorne", place_of(world.standing().record), "revoke", on="2026-11-23")
    assert world.state() == "ended"
    assert world.state(date(2026, 11, 22)) == "in-force"


def test_haaren_was_split_over_four_and_nobody_can_tell(register: list[Organisation]) -> None:
    world = real(register, HAAREN, "2020-02-03")
    assert world.state(date(2020, 12, 31)) == "in-force"
    found = world.standing(date(2021, 1, 1))
    assert found.state == "unknown"
    reasons = "\n".join(one.text.nl for one in found.reasons)
    for name in ("Boxtel", "Oisterwijk", "Tilburg", "Vught"):
        assert name in reasons


def test_every_real_merger_into_one_carries_a_signature(register: list[Organisation]) -> None:
    told = {one.tooi: one for one in register}
    merged = [
        one
        for one in register
        if one.valid.end and date(2018, 1, 1) < one.valid.end and len(one.successors) == 1 and one.successors[0] in told
    ]
    assert len(merged) > 40
    for one in merged[::7]:
        assert one.tooi
        found = real(register, one.tooi, "2018-01-01").standing()
        assert found.state == "in-force", one.name
        assert found.parties[0].seat.now == one.successors[0]
