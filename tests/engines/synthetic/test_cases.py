# SPDX-License-Identifier: EUPL-1.2
"""A household as the facts of a case: every fact that our texts ask, in their words."""

from __future__ import annotations

from datetime import date

import polars as pl

from stelsel.engines.rules import Facts
from stelsel.engines.synthetic import COLUMNS, facts_of, households
from tests.engines.synthetic.conftest import country

ON = date(2026, 3, 1)


def test_every_household_becomes_one_case() -> None:
    frame = country(7_777)
    found = list(households(frame))
    assert len(found) == frame["huishouden"].max()
    assert sum(map(len, found)) == 7_777
    for household in found:
        facts = facts_of(household, ON)
        people = facts["personen"]
        assert isinstance(people, dict)
        assert set(people) == ({"aanvrager", "partner"} if household[0]["partner"] else {"aanvrager"})
        inside = facts["huishouden"]
        assert isinstance(inside, dict)
        assert len(people) + len(inside["kinderen"]) + len(inside["medebewoners"]) == len(household)
        assert len(inside["kinderen_opvang"]) <= len(inside["kinderen"])
        Facts(facts)


def test_an_adult_child_is_a_co_resident_and_a_young_one_is_not() -> None:
    for household in households(country(7_777)):
        inside = facts_of(household, ON)["huishouden"]
        assert isinstance(inside, dict)
        for child in inside["kinderen"]:
            assert date.fromisoformat(child["geboortedatum"]) > date(2008, 3, 1)
        for other in inside["medebewoners"]:
            assert set(other) == {"geboortedatum", "is_kind", "jaarinkomen"}
            assert not other["is_kind"] or date.fromisoformat(other["geboortedatum"]) <= date(2008, 3, 1)


def test_what_is_left_out_is_not_there() -> None:
    frame = country(7_777, missing=True).filter(pl.col("rol") == "aanvrager")
    empty = [row for row in households(frame) if row[0]["jaarinkomen"] is None]
    assert empty
    for household in empty:
        people = facts_of(household, ON)["personen"]
        assert isinstance(people, dict)
        assert "jaarinkomen" not in people["aanvrager"]


def test_facts_stand_in_the_words_of_the_columns() -> None:
    couple = next(one for one in households(country(7_777)) if one[0]["partner"] and len(one) > 3)
    facts = facts_of(couple, ON)
    people, inside = facts["personen"], facts["huishouden"]
    assert isinstance(people, dict)
    assert isinstance(inside, dict)
    assert set(people["aanvrager"]) == {one.name for one in COLUMNS if one.of == "person" and one.fact}
    assert {one.name for one in COLUMNS if one.of == "household" and one.fact} < set(inside)
    assert facts["gemeente"] == couple[0]["gemeente"]
