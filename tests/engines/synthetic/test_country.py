# SPDX-License-Identifier: EUPL-1.2
"""The people: exactly as many as asked, the same each time, and in households that can be."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from stelsel.engines.synthetic import COLUMNS, SCHEMA, Marginals, Options, assumptions, synthesise
from stelsel.engines.synthetic.assumptions import missing_shares
from tests.engines.synthetic.conftest import country

SEEDS = (1, 2, 3)
ON = date(2026, 1, 1)


def aged(frame: pl.DataFrame) -> pl.DataFrame:
    """With the age on 1 January 2026 in whole years."""
    born = pl.col("geboortedatum")
    first = (born.dt.month() == 1) & (born.dt.day() == 1)
    return frame.with_columns(age=2025 - born.dt.year() + first.cast(pl.Int32))


@pytest.mark.parametrize("persons", [1_000, 7_777, 120_000])
def test_there_are_exactly_as_many_people_as_asked(persons: int) -> None:
    frame = country(persons)
    assert len(frame) == persons
    assert dict(frame.schema) == dict(SCHEMA)
    assert frame["persoon"].to_list() == list(range(1, persons + 1))
    assert frame["synthetisch"].all()


def test_the_same_seed_gives_the_same_people_and_another_does_not(marginals: Marginals) -> None:
    again = pl.concat(synthesise(marginals, Options(7_777)))
    assert_frame_equal(again, country(7_777))
    assert not country(7_777, 2).equals(again)


@pytest.mark.parametrize("seed", SEEDS)
def test_everyone_is_in_one_household_with_one_applicant(seed: int) -> None:
    homes = (
        country(120_000, seed)
        .group_by("huishouden", maintain_order=True)
        .agg(
            first=pl.col("rol").first().cast(pl.String),
            applicants=(pl.col("rol") == "aanvrager").sum(),
            partners=(pl.col("rol") == "partner").sum(),
            kind=pl.col("soort_huishouden").first().cast(pl.String),
            kinds=pl.col("soort_huishouden").n_unique(),
            towns=pl.col("gemeente").n_unique(),
            size=pl.len(),
            said=pl.col("aantal_personen").first(),
        )
    )
    assert homes["huishouden"].to_list() == list(range(1, len(homes) + 1))
    assert (homes["first"] == "aanvrager").all()
    assert (homes["applicants"] == 1).all()
    assert ((homes["partners"] == 1) == (homes["kind"] == "paar")).all()
    assert ((homes["kinds"] == 1) & (homes["towns"] == 1)).all()
    assert (homes["size"] == homes["said"]).all()
    assert homes.filter(pl.col("kind").is_in(["alleenstaand", "instelling"]))["size"].max() == 1
    assert homes.filter(pl.col("kind").is_in(["paar", "eenouder"]))["size"].min() == 2


@pytest.mark.parametrize("seed", SEEDS)
def test_partners_point_at_each_other(seed: int) -> None:
    frame = country(120_000, seed)
    both = frame.filter(pl.col("partner").is_not_null()).select("persoon", "partner", "huishouden")
    back = both.join(both, left_on="partner", right_on="persoon", how="left")
    assert len(both) == (frame["rol"] == "partner").sum() * 2
    assert (back["partner_right"] == back["persoon"]).all()
    assert (back["huishouden_right"] == back["huishouden"]).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_parent_is_at_least_fifteen_years_older(seed: int) -> None:
    frame = aged(country(120_000, seed))
    people = frame.select("persoon", "huishouden", "age", "rol")
    children = frame.filter(pl.col("rol") == "kind")
    assert children["ouder_1"].is_not_null().all()
    for name in ("ouder_1", "ouder_2"):
        pairs = children.join(people, left_on=name, right_on="persoon", how="inner")
        assert len(pairs) == children[name].is_not_null().sum()
        assert (pairs["age_right"] - pairs["age"]).min() >= 15
        assert (pairs["huishouden_right"] == pairs["huishouden"]).all()
    heads = people.filter(pl.col("rol").is_in(["aanvrager", "partner"]))
    above = frame.filter(pl.col("rol") == "ouder").join(heads, on="huishouden")
    assert (above["age"] - above["age_right"]).min() >= 15


def test_nobody_under_eighteen_is_a_head_and_few_children_fit_no_parent() -> None:
    frame = aged(country(120_000))
    assert frame.filter(pl.col("rol").is_in(["aanvrager", "partner"]))["age"].min() >= 18
    assert (frame["rol"] == "medebewoner").mean() < 0.001


def test_amounts_are_whole_cents_that_can_be() -> None:
    frame = country(120_000)
    money = [one.name for one in COLUMNS if one.unit.startswith("eurocent")]
    assert {"jaarinkomen", "kale_huur", "vermogen", "uurprijs"} <= set(money)
    lowest = frame.select(pl.col(money).min()).row(0)
    assert min(lowest) >= 0
    assert frame.filter(pl.col("kale_huur") > 0).select((pl.col("woning") != "koop").all()).item()


def test_ages_hold_on_any_day(marginals: Marginals) -> None:
    for on in (date(2024, 2, 29), date(2025, 12, 31), date(2026, 1, 1)):
        frame = pl.concat(synthesise(marginals, Options(3_000, on=on)))
        assert frame["geboortedatum"].max() <= on
        old = frame.filter(pl.col("heeft_aow_leeftijd"))["geboortedatum"].max()
        young = frame.filter(~pl.col("heeft_aow_leeftijd"))["geboortedatum"].min()
        limit = date(on.year - 67, on.month, min(on.day, 28))
        assert old < young
        assert abs((old - limit).days) < 60


def test_facts_are_left_out_in_the_stated_shares_and_nothing_else_changes() -> None:
    whole, holes = country(120_000), country(120_000, missing=True)
    shares = missing_shares()
    kept = [one.name for one in COLUMNS if one.name not in shares]
    assert_frame_equal(whole.select(kept), holes.select(kept))
    for name, share in shares.items():
        there = whole[name].is_not_null()
        assert holes.filter(there)[name].is_null().mean() == pytest.approx(share, rel=0.2), name
        both = there & holes[name].is_not_null()
        assert (whole.filter(both)[name] == holes.filter(both)[name]).all()


def test_a_fact_of_a_household_is_the_same_on_all_its_rows() -> None:
    for frame in (country(7_777), country(7_777, missing=True)):
        names = [one.name for one in COLUMNS if one.of == "household"]
        assert frame.group_by("huishouden").agg(pl.col(names).n_unique()).select(pl.col(names).max()).row(0) == (
            1,
        ) * len(names)


def test_every_column_and_assumption_is_said_in_both_languages_and_to_be_synthetic() -> None:
    for column in COLUMNS:
        assert column.about.en.startswith("Synthetic. ")
        assert column.about.nl.startswith("Verzonnen. ")
    for one in assumptions().values():
        assert one.value
        assert one.unit
        assert one.source
        assert one.why.nl != one.why.en
