# SPDX-License-Identifier: EUPL-1.2
"""How an agreement stands: who signed what, when it holds, what came in its place, and what does not count."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from stelsel.kernel.canonical import canonical
from stelsel.kernel.problem import BadInput
from stelsel.kernel.time import Period
from stelsel.nouns.agreement import (
    STATES,
    AgreementParty,
    AgreementStanding,
    agreements_between,
    in_force_now,
    successor_version,
)
from stelsel.nouns.organisation import ORGANISATION, Organisation
from tests.nouns.agreement.signing import ADDRESS, DAY, GEEFT, GM, KRIJGT, STIL, World, municipality, text

NEXT = "dienst/agreement/levering-2"


@pytest.fixture
def world() -> World:
    return World()


def said(found: AgreementStanding) -> str:
    return "\n".join(one.text.nl for one in found.reasons)


def test_offered_then_partly_signed_then_in_force(world: World) -> None:
    place = world.agreement()
    found = world.standing()
    assert found.state == "offered"
    assert [one.role for one in found.unsigned] == ["provider", "consumer"]
    assert "tekende nog niet" in said(found)
    world.sign("geeft", place)
    assert world.state() == "partly-signed"
    world.sign("krijgt", place)
    found = world.standing()
    assert (found.state, found.in_force, found.unsigned) == ("in-force", True, ())
    assert found.parties[0].signature is not None
    assert "valt binnen de geldigheid" in said(found)
    assert world.state(date(2026, 11, 19)) == "offered", "nobody had signed on that day"


def test_not_yet_and_ended_by_days(world: World) -> None:
    place = world.agreement(valid=Period(date(2026, 12, 1), date(2026, 12, 31)))
    world.sign("geeft", place)
    world.sign("krijgt", place)
    assert world.state() == "not-yet"
    assert world.state(date(2026, 12, 1)) == "in-force"
    assert world.state(date(2026, 12, 31)) == "in-force"
    assert world.state(date(2027, 1, 1)) == "ended"
    assert "1 december 2026" in said(world.standing())


def test_one_party_may_refuse_and_one_may_end_it(world: World) -> None:
    place = world.agreement()
    world.sign("geeft", place)
    world.sign("krijgt", place, "reject")
    found = world.standing()
    assert found.state == "refused"
    assert "Het doel is vervallen." in said(found)
    world.sign("krijgt", place)
    assert world.state() == "in-force"
    world.sign("geeft", place, "revoke", on="2026-11-22")
    assert world.state() == "ended"
    assert world.state(date(2026, 11, 21)) == "in-force"


def test_a_correction_asks_for_new_signatures(world: World) -> None:
    place = world.agreement()
    world.sign("geeft", place)
    world.sign("krijgt", place)
    again = world.agreement(op="correct", at="2026-11-21", summary="Beter gezegd")
    found = world.standing()
    assert found.state == "offered"
    assert [len(one.older) for one in found.parties] == [1, 1]
    assert "andere revisie" in said(found)
    world.sign("geeft", again, on="2026-11-22")
    assert world.state() == "partly-signed"
    world.sign("krijgt", again, on="2026-11-22")
    assert world.state() == "in-force"


def test_a_gatekeeper_that_is_named_judges_and_does_not_sign(world: World) -> None:
    parties = tuple(
        AgreementParty(who, role)  # type: ignore[arg-type]
        for who, role in ((GEEFT, "provider"), (KRIJGT, "consumer"), (STIL, "gatekeeper"))
    )
    place = world.agreement(agreement_parties=parties)
    world.sign("geeft", place)
    world.sign("krijgt", place)
    assert world.state() == "in-force"
    world.sign("vreemd", place, "reject")
    assert world.state() == "in-force"


def test_what_does_not_count(world: World) -> None:
    place = world.agreement()
    world.sign("geeft", place)
    world.sign("vreemd", place, party=KRIJGT)  # in somebody else's log
    world.sign("vreemd", place)  # of no party
    world.sign("krijgt", place, mode="recorded")  # somebody read it somewhere
    world.sign("krijgt", place, address="dienst/agreement/anders")
    world.sign("krijgt", type(place)(place.log, place.index, "0" * 64))
    world.sign("krijgt", type(place)(place.log, place.index + 1, place.hash))
    found = world.standing()
    assert found.state == "partly-signed"
    assert len(found.foreign) == 3
    assert "die niet tellen: 3" in said(found)


def test_nobody_signs_back_in_time(world: World) -> None:
    place = world.agreement()
    world.sign("geeft", place)
    world.sign("krijgt", place, on="2026-11-02", at="2026-11-23")
    assert world.state(date(2026, 11, 22)) == "partly-signed"
    assert world.state(date(2026, 11, 23)) == "in-force"
    world.sign("geeft", place, "revoke", on="2026-12-24", at="2026-11-24")
    assert world.state() == "in-force", "it ends on the day that it says"
    assert world.state(date(2026, 12, 24)) == "ended"


def test_a_base_holds_by_publication(world: World) -> None:
    world.agreement(text_type="base", agreement_parties=(), valid=Period(date(2026, 11, 10), date(2026, 12, 10)))
    assert world.state() == "base"
    assert world.standing().in_force
    assert world.state(date(2026, 11, 9)) == "not-yet"
    assert world.state(date(2026, 12, 11)) == "ended"
    world.agreement("dienst/agreement/later", text_type="base", agreement_parties=(), at="2026-11-12")
    assert world.state(date(2026, 11, 11), "dienst/agreement/later") == "not-yet"


def test_a_policy_of_the_one_who_states_it_needs_no_signature_of_it(world: World) -> None:
    world.agreement(
        "geeft/agreement/beleid", text_type="policy", agreement_parties=(AgreementParty(GEEFT, "provider"),)
    )
    assert world.state(address="geeft/agreement/beleid") == "base"
    world.agreement(
        "geeft/agreement/ander", text_type="policy", agreement_parties=(AgreementParty(KRIJGT, "provider"),)
    )
    assert world.state(address="geeft/agreement/ander") == "offered"


def test_a_newer_version_ends_the_old_one_when_it_comes_into_force(world: World) -> None:
    place = world.agreement()
    world.sign("geeft", place)
    world.sign("krijgt", place)
    newer = world.agreement(NEXT, supersedes=ADDRESS, version="2", at="2026-11-21")
    assert world.state() == "in-force", "nobody signed the newer one"
    world.sign("geeft", newer, address=NEXT, on="2026-11-22")
    assert world.state() == "in-force"
    world.sign("krijgt", newer, address=NEXT, on="2026-11-22")
    found = world.standing()
    assert (found.state, found.replaced_by) == ("ended", NEXT)
    assert "Leveren van adressen 2" in said(found)
    assert successor_version(world.book(), ADDRESS, DAY) == NEXT
    assert [one.address for one in in_force_now(world.book(), GEEFT, KRIJGT, DAY)] == [NEXT]
    assert world.state(date(2026, 11, 21)) == "in-force"
    world.sign("geeft", newer, "revoke", address=NEXT, on="2026-11-23")
    assert world.state(address=NEXT) == "ended"
    assert world.state() == "ended", "what was replaced does not come back by itself"


def test_what_comes_after_a_version_that_nobody_signed_replaces_the_first(world: World) -> None:
    place = world.agreement()
    last = "dienst/agreement/levering-3"
    world.agreement(NEXT, supersedes=ADDRESS, version="2")
    third = world.agreement(last, supersedes=NEXT, version="3")
    for who in ("geeft", "krijgt"):
        world.sign(who, place)
        world.sign(who, third, address=last)
    assert world.standing().replaced_by == last
    assert world.state(address=NEXT) == "ended"


def test_strangers_replace_nothing(world: World) -> None:
    place = world.agreement()
    world.sign("geeft", place)
    world.sign("krijgt", place)
    mine = "vreemd/agreement/kaping"
    parties = (AgreementParty(STIL, "provider"), AgreementParty(STIL, "consumer"))
    taken = world.agreement(mine, supersedes=ADDRESS, agreement_parties=parties)
    world.sign("vreemd", taken, address=mine)
    assert world.state(address=mine) == "in-force"
    found = world.standing()
    assert (found.state, found.replaced_by) == ("in-force", None)
    assert mine in said(found)
    base, other = "dienst/agreement/basis", "vreemd/agreement/basis"
    world.agreement(base, text_type="base", agreement_parties=())
    world.agreement(other, text_type="base", agreement_parties=(), supersedes=base)
    assert world.state(address=base) == "base"
    world.agreement("dienst/agreement/basis-2", text_type="base", agreement_parties=(), supersedes=base)
    assert world.state(address=base) == "ended"


def test_versions_in_a_circle_are_unknown(world: World) -> None:
    first = world.agreement(supersedes=NEXT)
    second = world.agreement(NEXT, supersedes=ADDRESS)
    for who in ("geeft", "krijgt"):
        world.sign(who, first)
        world.sign(who, second, address=NEXT)
    found = world.standing()
    assert (found.state, found.circle) == ("unknown", (ADDRESS, NEXT, ADDRESS))
    assert f"{ADDRESS} → {NEXT} → {ADDRESS}" in said(found)
    assert world.state(address=NEXT) == "unknown"
    after = world.agreement("dienst/agreement/na-de-kring", supersedes=NEXT)
    for who in ("geeft", "krijgt"):
        world.sign(who, after, address="dienst/agreement/na-de-kring")
    assert world.state(address="dienst/agreement/na-de-kring") == "in-force"


def test_a_text_without_parties_is_unknown_and_one_that_is_not_there_is_refused(world: World) -> None:
    body = text(agreement_parties=(AgreementParty(GEEFT, "provider"),))
    world.add(ADDRESS, "put", canonical(msgspec.to_builtins(body)))
    assert world.state() == "unknown"
    for address in ("dienst/agreement/nergens", "https://elders.invalid/x", "dienst/supplier/x"):
        with pytest.raises(BadInput) as caught:
            world.standing(address=address)
        assert caught.value.findings[0].code == "no-agreement"


def test_every_state_has_words_and_every_standing_has_reasons(world: World) -> None:
    world.agreement()
    assert world.standing().reasons
    assert set(STATES) == {
        "offered", "partly-signed", "in-force", "not-yet", "ended", "refused", "base", "unknown",
    }  # fmt: skip


OLD = municipality("gm9001", "Oud", None, date(2026, 11, 21), successors=(GM + "gm9010",))
NEW = municipality("gm9010", "Nieuw", date(2026, 11, 22), predecessors=(GM + "gm9001",))


def merged(*bodies: object) -> World:
    world = World({"nieuw": GM + "gm9010"})
    world.record(*(bodies or (OLD, NEW)))  # type: ignore[arg-type]
    return world


def test_a_signature_goes_on_for_the_one_successor() -> None:
    world = merged()
    place = world.agreement()
    world.sign("geeft", place)
    world.sign("krijgt", place)
    found = world.standing()
    assert found.state == "in-force"
    assert found.parties[0].seat.now == GM + "gm9010"
    assert found.parties[0].by_predecessor
    assert "Oud ging akkoord" in said(found)
    assert "opvolger Nieuw" in said(found)
    assert [one.address for one in in_force_now(world.book(), GM + "gm9010", KRIJGT, DAY)] == [ADDRESS]
    assert [one.address for one in in_force_now(world.book(), GEEFT, KRIJGT, DAY)] == [ADDRESS]


def test_the_successor_signs_for_the_party_and_only_from_its_own_day() -> None:
    world = merged()
    place = world.agreement()
    world.sign("krijgt", place)
    world.sign("nieuw", place, on="2026-11-20")
    assert world.state() == "partly-signed", "it was not there on that day"
    world.sign("nieuw", place, on="2026-11-23")
    assert world.state() == "in-force"
    world.sign("geeft", place, "revoke", on="2026-11-23")
    assert world.state() == "in-force", "who no longer exists ends nothing"
    world.sign("nieuw", place, "revoke", on="2026-11-24")
    assert world.state() == "ended"


def test_after_a_split_nobody_can_tell() -> None:
    split = municipality("gm9001", "Oud", None, date(2026, 11, 21), successors=(GM + "gm9010", GM + "gm9011"))
    world = merged(split, NEW, municipality("gm9011", "Ander"))
    place = world.agreement()
    world.sign("geeft", place)
    world.sign("krijgt", place)
    found = world.standing()
    assert found.state == "unknown"
    assert "Nieuw, Ander" in said(found)
    assert world.state(date(2026, 11, 21)) == "in-force"
    assert [one.state for one in agreements_between(world.book(), GM + "gm9011", KRIJGT, DAY)] == ["unknown"]


@pytest.mark.parametrize(
    "bodies",
    [
        (municipality("gm9001", "Oud", None, date(2026, 11, 21)),),
        (OLD,),
        (OLD, municipality("gm9010", "Nieuw", None, date(2026, 11, 22), successors=(GEEFT,))),
        (OLD, NEW, municipality("gm9001", "Oud", None, date(2026, 11, 21), successors=(STIL,))),
        (OLD, NEW, municipality("gm9001", "Oud")),
    ],
    ids=["no successor", "successor not there", "in a circle", "two that contradict", "one says it lives"],
)
def test_a_successor_that_cannot_be_told_is_unknown(bodies: tuple[object, ...]) -> None:
    world = merged(*bodies)
    place = world.agreement()
    world.sign("geeft", place)
    world.sign("krijgt", place)
    assert world.state() == "unknown"


def test_a_newer_version_with_the_successor_replaces_one_with_the_predecessor() -> None:
    world = merged()
    place = world.agreement()
    world.sign("geeft", place)
    world.sign("krijgt", place)
    newer = world.agreement(NEXT, supersedes=ADDRESS, provider=GM + "gm9010", at="2026-11-22")
    world.sign("nieuw", newer, address=NEXT, on="2026-11-23")
    world.sign("krijgt", newer, address=NEXT, on="2026-11-23")
    assert world.standing().replaced_by == NEXT


def test_what_a_stranger_says_of_an_organisation_moves_no_seat(world: World) -> None:
    """Somebody publishes that the provider ended and that it is the successor itself, and signs."""
    place = world.agreement()
    world.sign("krijgt", place)
    world.organisation["aanvaller"] = GM + "gm9666"
    told = Organisation("Geeft", "municipality", tooi=GEEFT, valid=Period(None, date(2026, 11, 1)),
                        successors=(GM + "gm9666",))  # fmt: skip
    for at, mode in enumerate(("stated", "recorded")):
        world.add(f"aanvaller/organisation/geeft-{at}", "put", ORGANISATION.encode(told), "2026-11-02", mode)
    world.record(*(Organisation(f"Gemeente {at}", "municipality", tooi=f"{GM}gm80{at:02}") for at in range(9)))
    world.sign("aanvaller", place)
    assert world.state() == "partly-signed"


def test_what_a_predecessor_ended_in_time_stays_ended() -> None:
    world = merged()
    place = world.agreement()
    world.sign("geeft", place)
    world.sign("krijgt", place)
    world.sign("geeft", place, "revoke", on="2026-11-20", until="2026-11-24")
    assert world.state(date(2026, 11, 23)) == "in-force"
    assert world.state() == "ended", "it still existed when it said so"
