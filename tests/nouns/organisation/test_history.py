# SPDX-License-Identifier: EUPL-1.2
"""Organisations of a past day and who came after them, on the real mergers."""

from __future__ import annotations

from datetime import date

import pytest

from stelsel.kernel.time import Period
from stelsel.nouns.organisation import ORGANISATION, Organisation, Organisations, Step, example, existed
from tools.derive_organisations import SHIPPED

TOOI = "https://identifier.overheid.nl/tooi/id/"
GM = TOOI + "gemeente/"


@pytest.fixture(scope="module")
def organisations() -> Organisations:
    return Organisations((draft.local, draft.body) for draft in example(SHIPPED).drafts if draft.kind is ORGANISATION)


# CBS, "Gemeentelijke indeling" per year.
@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2005, 1, 1), 467),
        (date(2010, 1, 1), 431),
        (date(2015, 1, 1), 393),
        (date(2018, 1, 1), 380),
        (date(2019, 1, 1), 355),
        (date(2020, 1, 1), 355),
        (date(2021, 1, 1), 352),
        (date(2022, 1, 1), 345),
        (date(2022, 3, 23), 345),
        (date(2022, 3, 24), 344),
        (date(2023, 1, 1), 342),
        (date(2026, 11, 24), 342),
    ],
)
def test_the_number_of_municipalities_of_a_day(organisations: Organisations, day: date, count: int) -> None:
    assert len(organisations.of_type("municipality", day)) == count


def test_ministries_provinces_and_water_boards_of_a_day(organisations: Organisations) -> None:
    assert len(organisations.of_type("ministry", date(2025, 1, 1))) == 15
    assert len(organisations.of_type("ministry", date(2026, 11, 24))) == 12
    assert len(organisations.of_type("province", date(1990, 1, 1))) == 12
    assert len(organisations.of_type("water-board", date(2026, 11, 24))) == 21


def test_unknown_first_days_are_said(organisations: Organisations) -> None:
    found = organisations.on(date(2026, 11, 24))
    assert len(found.organisations) == 1143
    assert found.open_start
    assert set(found.open_start) <= set(found.organisations)
    assert found.unknown == ()


def test_weesp_joined_amsterdam(organisations: Organisations) -> None:
    assert organisations.successors(GM + "gm0457", date(2022, 3, 23)).alive == (GM + "gm0457",)
    found = organisations.successors(GM + "gm0457", date(2022, 3, 24))
    assert found.alive == (GM + "gm0363",)
    assert found.steps == (Step(GM + "gm0457", GM + "gm0363", date(2022, 3, 24), "extension"),)


@pytest.mark.parametrize("code", ["gm0501", "gm0530", "gm0614"])
def test_three_municipalities_became_voorne_aan_zee(organisations: Organisations, code: str) -> None:
    found = organisations.successors(GM + code, date(2023, 1, 1))
    assert found.steps == (Step(GM + code, GM + "gm1992", date(2023, 1, 1), "merger"),)
    assert GM + code in organisations.by_tooi[GM + "gm1992"].body.predecessors


def test_haaren_was_divided_among_four(organisations: Organisations) -> None:
    found = organisations.successors(GM + "gm0788", date(2021, 1, 1))
    assert found.alive == tuple(GM + code for code in ("gm0757", "gm0824", "gm0855", "gm0865"))
    assert {step.day for step in found.steps} == {date(2021, 1, 1)}


def test_a_chain_is_walked_to_the_end_and_stops_at_the_asked_day(organisations: Organisations) -> None:
    ten_boer = organisations.successors(GM + "gm0009", date(2026, 1, 1))
    assert ten_boer.alive == (GM + "gm0014",)
    chains = [
        organisations.successors(known.body.tooi, date(2026, 1, 1))
        for known in organisations
        if known.body.organisation_type == "municipality" and known.body.tooi
    ]
    assert all(chain.alive and not chain.without for chain in chains), "every municipality has a heir"
    assert max(len(chain.steps) for chain in chains) >= 3
    longest = max(chains, key=lambda chain: len({step.day for step in chain.steps}))
    first = longest.steps[0]
    assert organisations.successors(first.old, first.day).alive == tuple(
        sorted(step.new for step in longest.steps if step.old == first.old)
    )


def test_names_of_the_past(organisations: Organisations) -> None:
    ministry = TOOI + "ministerie/mnre1045"
    assert organisations.name_on(ministry, date(2012, 6, 1)) == "Economische Zaken, Landbouw en Innovatie"
    assert organisations.name_on(ministry, date(2025, 6, 1)) == "Economische Zaken"
    assert organisations.name_on(ministry, date(2026, 6, 1)) == "Economische Zaken en Klimaat"
    water_board = TOOI + "waterschap/ws0155"
    assert organisations.name_on(water_board, date(2015, 1, 1)) == "Hoogheemraadschap Amstel, Gooi en Vecht"


def test_water_boards_merged(organisations: Organisations) -> None:
    found = organisations.successors(TOOI + "waterschap/ws0151", date(2016, 1, 1))
    assert found.alive == (TOOI + "waterschap/ws0664",)
    assert found.steps[0].kind == "merger"


def test_an_end_without_successor_is_said(organisations: Organisations) -> None:
    found = organisations.successors(TOOI + "oorg/oorg10145", date(2026, 1, 1))
    assert (found.alive, found.without) == ((), (TOOI + "oorg/oorg10145",))
    assert organisations.by_tooi[TOOI + "oorg/oorg10145"].body.ended_by == "closure"


def test_an_ended_organisation_without_a_last_day_is_unknown() -> None:
    body = Organisation(name="Ooit", organisation_type="other", active=False)
    assert existed(body, date(2020, 1, 1)) is None
    found = Organisations([("ooit", body)]).on(date(2020, 1, 1))
    assert (found.organisations, len(found.unknown)) == ((), 1)


def test_a_circle_of_successors_ends() -> None:
    def ended(code: str, next_code: str) -> Organisation:
        valid = Period(None, date(2000, 1, 1))
        return Organisation(
            name=code,
            organisation_type="other",
            tooi=GM + code,
            active=False,
            valid=valid,
            successors=(GM + next_code,),
        )

    circle = Organisations([("a", ended("gm0001", "gm0002")), ("b", ended("gm0002", "gm0001"))])
    assert circle.successors(GM + "gm0001", date(2001, 1, 1)).alive == ()
