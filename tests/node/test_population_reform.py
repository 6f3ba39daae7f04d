# SPDX-License-Identifier: EUPL-1.2
"""What a reform does by classes and to marginal pressure, and that no number tells of one to four households."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as some

from stelsel.engines.rules import Facts, evaluate
from stelsel.engines.rules.population import Program, compile_rule
from stelsel.engines.synthetic import Options
from stelsel.engines.synthetic.cases import facts_of, households
from stelsel.kernel.problem import BadInput
from stelsel.node import synthetic
from stelsel.node.population import Ran, Wish, numbers, run
from stelsel.node.population.few import hidden_and_few, merged, too_few, without_few
from stelsel.node.population.more import more_of
from stelsel.node.population.reform import RATES, reform
from stelsel.node.population.source import source_of
from stelsel.nouns.rule_text import shipped_rules

RULES = shipped_rules()
CHILD_BUDGET = ("wet_op_het_kindgebonden_budget", "kindgebonden_budget_per_jaar")
ASSISTANCE = ("participatiewet", "bijstand_per_maand")
DAYS = date(2025, 1, 1), date(2026, 1, 1)


def program(law: tuple[str, str], on: date) -> Program:
    return compile_rule(RULES.library, *law, on, figures=RULES.figures)


@pytest.fixture(scope="module")
def land(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("land") / "land"
    synthetic.write(Options(2_500, 3, DAYS[1], False), folder)
    return folder


def computed(land: Path, to: Path, law: tuple[str, str], on: date, by: tuple[str, ...] = ()) -> Ran:
    made = program(law, on)
    return run(Wish(made, source_of(land), to, by, more=more_of(made)))


def band(rate: Fraction) -> int:
    return sum(rate * 100 > edge for edge in RATES)


def pressures(land: Path, law: tuple[str, str], fact: str, step: int) -> tuple[Counter[int], Counter[int]]:
    """Before and after, of how many households the rate is in which band, one case at a time; where all is decided."""
    found = Counter[int](), Counter[int]()
    for rows in households(pl.read_parquet(land / "synthetic-persons-*.parquet")):
        outcomes = []
        for more in (0, step):
            for on in DAYS:
                facts = facts_of(rows, DAYS[1], on)
                place: Any = facts["personen"]["aanvrager"] if fact == "jaarinkomen" else facts["huishouden"]
                place[fact] += more
                outcomes.append(evaluate(RULES.library, *law, Facts(facts), on, figures=RULES.figures))
        if not any(one.missing or one.troubles for one in outcomes):
            values = [Fraction(one.value) for one in outcomes]  # type: ignore[arg-type]
            for side in (0, 1):
                found[side][band((values[side] - values[side + 2]) / step)] += 1
    return found


@pytest.mark.parametrize(
    ("law", "fact", "step"), [(CHILD_BUDGET, "jaarinkomen", 10_000), (ASSISTANCE, "inkomen_per_maand", 833)]
)
def test_pressure_before_and_after_is_that_of_each_case(
    land: Path, tmp_path: Path, law: tuple[str, str], fact: str, step: int
) -> None:
    sides = [computed(land, tmp_path / str(on), law, on) for on in DAYS]
    found = reform(sides[0].files, sides[1].files, more=more_of(program(law, DAYS[0])))
    for at, cases in enumerate(pressures(land, law, fact, step)):
        assert sum(cases.values()) > 500
        for one in found.pressure:
            inside = range(0 if one.low is None else RATES.index(one.low) + 1, _end(one.high))
            assert (one.after if at else one.before) == sum(cases[place] for place in inside)
        assert len(found.pressure) > 1


def _end(high: int | None) -> int:
    return len(RATES) + 1 if high is None else RATES.index(high) + 1


def test_a_fact_that_is_no_amount_has_no_pressure() -> None:
    with pytest.raises(BadInput, match="does not depend on an amount “is_verzekerd”"):
        more_of(program(CHILD_BUDGET, DAYS[1]), "is_verzekerd")
    assert more_of(program(("algemene_kinderbijslagwet", "kinderbijslag_per_kwartaal"), DAYS[1])) is None


def test_classes_of_income_and_age(land: Path, tmp_path: Path) -> None:
    by = ("jaarinkomen:1000000", "geboortedatum:10")
    ran = computed(land, tmp_path / "uit", CHILD_BUDGET, DAYS[1], by)
    found = duckdb.sql(f'SELECT household, "{by[0]}", "{by[1]}" FROM read_parquet(\'{ran.files[0]}\')').fetchall()
    people = {
        row["huishouden"]: row
        for row in pl.read_parquet(land / "synthetic-persons-*.parquet").iter_rows(named=True)
        if row["rol"] == "aanvrager"
    }
    for household, income, age in found:
        row = people[household]
        born = row["geboortedatum"]
        years = DAYS[1].year - born.year - ((born.month, born.day) > (DAYS[1].month, DAYS[1].day))
        assert (int(income), int(age)) == (row["jaarinkomen"] // 1_000_000 * 1_000_000, years // 10 * 10)
    assert len(numbers(ran.files, by[:1]).groups) > 3
    told = numbers(ran.files, by[:1])
    names = [int(one.name.partition("..")[0]) for one in told.groups]
    assert names == sorted(names)
    assert not any(one.hidden or one.few for one in told.groups), "small classes stand together"
    assert sum(one.total for one in told.groups) == told.whole.total
    changed = reform(ran.files, ran.files, by[:1])
    assert sum(one.same for one in changed.groups) == changed.whole.same


@pytest.mark.parametrize("by", ["jaarinkomen:0", "jaarinkomen:-1", "jaarinkomen:x", "woning:10", "gemeente:2"])
def test_classes_that_cannot_be_are_told(land: Path, tmp_path: Path, by: str) -> None:
    with pytest.raises(BadInput, match="classes"):
        computed(land, tmp_path / "uit", CHILD_BUDGET, DAYS[1], (by,))


def test_a_source_of_a_few_households_tells_its_size_only(tmp_path: Path) -> None:
    rows = ", ".join(f"({at}, 0, 1, '', '', 'official')" for at in range(3))
    names = "household, value, per, missing, troubles, standing"
    duckdb.sql(f"COPY (SELECT * FROM (VALUES {rows}) t({names})) TO '{tmp_path}/a.parquet' (FORMAT parquet)")
    found = numbers([tmp_path / "a.parquet"])
    assert (found.whole.households, found.whole.few, found.standing) == (3, True, ())
    assert reform([tmp_path / "a.parquet"], [tmp_path / "a.parquet"]).whole.few


COUNTS = some.lists(some.one_of(some.integers(0, 12), some.integers(0, 5)), max_size=8)


@given(COUNTS)
def test_counts_that_are_not_told_do_not_follow_from_the_whole(counts: list[int]) -> None:
    told = without_few(counts)
    hidden = [one for one, shown in zip(counts, told, strict=True) if shown is None]
    assert not any(shown is not None and 0 < shown < 5 for shown in told)
    others = sum(1 for one in counts if one) - len(hidden)
    assert not hidden or not others or (len(hidden) > 1 and sum(hidden) >= 5)


@given(some.lists(some.tuples(some.integers(0, 9), some.integers(0, 9), some.integers(0, 9)), min_size=1, max_size=6))
def test_groups_that_are_not_told_do_not_follow_from_the_whole(cells: list[tuple[int, int, int]]) -> None:
    groups = [(sum(one), one) for one in cells]
    hidden, few = hidden_and_few(groups)
    everyone = set(range(len(groups)))
    for at in everyone - hidden - few:
        assert groups[at][0] >= 5
        assert not any(0 < one < 5 for one in cells[at])
    for together, counted in ((hidden, [[size] for size, _ in groups]), (hidden | few, cells)):
        if together and together != everyone:
            assert len(together) > 1
            assert not any(0 < sum(some) < 5 for some in zip(*(counted[at] for at in together), strict=True))


@given(some.lists(some.tuples(some.integers(0, 9), some.integers(0, 9)), min_size=1, max_size=6))
def test_bands_are_taken_together_until_none_is_small(counts: list[tuple[int, int]]) -> None:
    bands = [(at, at + 1) for at in range(len(counts))]
    found = merged(bands, counts)
    assert [one[0] for one, _ in found] == [0, *(one[1] for one, _ in found[:-1])]
    for (low, high), told in found:
        assert low is not None
        assert high is not None
        assert told == tuple(map(sum, zip(*counts[low:high], strict=True)))
    assert len(found) == 1 or not any(too_few(told) for _, told in found)
    assert len(found) == len(bands) or any(too_few(one) for one in counts)
