# SPDX-License-Identifier: EUPL-1.2
"""The shipped figures follow from the collected ones: exact values, sources kept, no grade raised."""

from __future__ import annotations

import csv
import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from stelsel.engines.rules.parameters import Figure
from stelsel.priorities.services.exchange.figures import derive
from stelsel.priorities.services.figures import DERIVED, FIGURES, doubts, figures


@pytest.fixture(scope="module")
def collected(shared_data: Path) -> bytes:
    return (shared_data.parent / "field" / "parameters.csv").read_bytes()


def test_the_shipped_table_follows_from_the_collected_one(collected: bytes) -> None:
    assert derive(collected, doubts()) == FIGURES.read_bytes(), "run tools/derive_figures.py"


def test_every_dated_figure_ships_with_its_value_grade_and_source(collected: bytes) -> None:
    rows = list(csv.DictReader(collected.decode().splitlines()))
    dated = {
        (row["bwb_id"] or row["law"], row["parameter"], row["valid_from"], row["valid_to"], Fraction(row["value"]),
         row["unit"], row["grade"], row["source"])
        for row in rows if row["valid_from"]
    }  # fmt: skip
    shipped = {
        (*one.key, str(one.valid_from), str(one.valid_to or ""), one.value, one.unit, one.grade, one.source)
        for one in figures().all()
    }
    assert shipped == dated
    assert len(rows) == 619
    assert len(shipped) == 591


def test_no_place_of_a_workplace_ships() -> None:
    assert not re.search(
        r"(^|[\s\"(,])(/work|/tmp|/home|/root|[A-Z]:\\)|shared/|file:", FIGURES.read_text(encoding="utf-8")
    )


def test_the_formula_of_cost_sharers_gives_the_printed_percentages() -> None:
    day = date(2025, 7, 1)
    fixed, each = (figures().on("BWBR0015703", made.name, day) for made in DERIVED)
    assert isinstance(fixed, Figure)
    assert isinstance(each, Figure)
    assert (fixed.grade, fixed.derived, fixed.uncertain) == ("I", True, ("pw-cost-sharer-formula",))
    for number in (2, 3, 4, 5, 6):
        printed = figures().on("BWBR0015703", f"costsharer_pct_{number}_persons", day)
        assert isinstance(printed, Figure)
        assert abs((fixed.value + number * each.value) / number - printed.value) <= Fraction(5, 1000)


def test_a_figure_names_its_doubts() -> None:
    found = figures().on("BWBR0002221", "aow_gross_single", date(2025, 1, 1))
    assert isinstance(found, Figure)
    assert found.uncertain == ("aow-official-announcement",)
    named = {name.partition("@")[0] for one in doubts().values() for name in one.figures}
    assert named <= {one.name for one in figures().all()}


def test_a_doubt_may_touch_a_figure_from_one_day_only() -> None:
    first, second = (figures().on("BWBR0002368", "akw_child_under_6", date(2024, month, 1)) for month in (1, 7))
    assert isinstance(first, Figure)
    assert isinstance(second, Figure)
    assert (first.uncertain, second.uncertain) == (("akw-first-half-2024",), ())
