# SPDX-License-Identifier: EUPL-1.2
"""Figures with a grade and a source: found on a day, derived, missing with a reason; bad tables named by line."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.engines.rules.parameters import COLUMNS, Derived, Figure, Missing, Parameters, worst
from stelsel.kernel.documents import table
from stelsel.kernel.problem import BadInput

ROW = ("Wet", "BWBR0000001", "1", "norm", "2024-01-01", "2024-06-30", "10.50", "EUR/month", "L", "Stb. 2023, 1", "")


def rows(*changes: dict[str, str]) -> bytes:
    return table(
        COLUMNS, [[change.get(name, cell) for name, cell in zip(COLUMNS, ROW, strict=True)] for change in changes]
    )


def read(*changes: dict[str, str]) -> Parameters:
    return Parameters.read(rows(*changes), "t.csv")


def refused(*changes: dict[str, str]) -> list[tuple[str, str]]:
    with pytest.raises(BadInput) as problem:
        read(*changes)
    return [(finding.code, finding.where) for finding in problem.value.findings]


def test_a_figure_is_found_on_its_days_with_exact_value() -> None:
    found = read({}).on("BWBR0000001", "norm", date(2024, 6, 30))
    assert isinstance(found, Figure)
    assert found.value == Fraction(21, 2)
    assert found.exact == 1050
    assert read({"unit": "percent", "value": "1.879"}).all()[0].exact == Fraction(1879, 100_000)
    assert read({"unit": "hours", "value": "230"}).all()[0].exact == 230


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (date(2023, 12, 31), "Known from 2024-01-01"),
        (date(2024, 8, 1), "gap on 2024-08-01: known up to 2024-06-30 and again from 2025-01-01"),
        (date(2026, 1, 1), "Known up to 2025-12-31"),
    ],
)
def test_what_is_missing_says_what_is_known(day: date, says: str) -> None:
    found = read({}, {"valid_from": "2025-01-01", "valid_to": "2025-12-31"}).on("BWBR0000001", "norm", day)
    assert isinstance(found, Missing)
    assert found.what == ("BWBR0000001", "norm")
    assert says in found.why.en


def test_an_unknown_name_is_missing_too() -> None:
    found = read({}).on("BWBR0000001", "other", date(2024, 1, 1))
    assert isinstance(found, Missing)
    assert "not in the table" in found.why.en


def test_a_law_without_identifier_is_found_by_its_name() -> None:
    assert isinstance(read({"bwb_id": ""}).on("Wet", "norm", date(2024, 1, 1)), Figure)


def test_gaps_in_a_stretch_are_said() -> None:
    known = read({}, {"valid_from": "2025-01-01", "valid_to": ""})
    assert known.gaps("BWBR0000001", "norm", date(2024, 1, 1), date(2026, 12, 31)) == (
        (date(2024, 7, 1), date(2024, 12, 31)),
    )
    assert known.gaps("BWBR0000001", "none", date(2024, 1, 1), date(2024, 1, 2)) == (
        (date(2024, 1, 1), date(2024, 1, 2)),
    )


@pytest.mark.parametrize(
    ("change", "code", "column"),
    [
        ({"grade": "A"}, "figure-unknown-grade", "grade"),
        ({"unit": "guilders"}, "figure-unknown-unit", "unit"),
        ({"value": "ten"}, "figure-no-number", "value"),
        ({"value": "1e9"}, "figure-no-number", "value"),
        ({"value": ""}, "figure-no-number", "value"),
        ({"valid_from": ""}, "figure-empty", "valid_from"),
        ({"valid_from": "01-01-2024"}, "figure-date", "valid_from"),
        ({"valid_to": "2024-02-30"}, "figure-date", "valid_to"),
        ({"valid_to": "2023-12-31"}, "figure-period", "valid_to"),
        ({"source": ""}, "figure-empty", "source"),
        ({"parameter": "Norm!"}, "figure-name", "parameter"),
    ],
)
def test_a_bad_cell_is_named_by_line_and_column(change: dict[str, str], code: str, column: str) -> None:
    assert refused({"parameter": "other"}, change) == [(code, f"t.csv line 3 column {column}")]


def test_days_that_two_rows_share_are_named() -> None:
    assert refused({"valid_to": ""}, {"valid_from": "2025-01-01", "valid_to": "2025-12-31"}) == [
        ("figure-overlap", "t.csv line 3 column valid_from")
    ]
    assert refused({"valid_from": "2024-06-30", "valid_to": ""}, {}) == [
        ("figure-overlap", "t.csv line 2 column valid_from")
    ]
    covered = ({"valid_to": ""}, {"valid_from": "2024-02-01", "valid_to": "2024-02-02"}, {"valid_from": "2024-03-01"})
    assert [where for _, where in refused(*covered)] == [f"t.csv line {n} column valid_from" for n in (3, 4)]


def test_all_faults_are_told_at_once_and_a_short_row_too() -> None:
    assert len(refused({"grade": "X"}, {"unit": "Y", "value": "Z"})) == 3
    with pytest.raises(BadInput, match="another number of fields"):
        Parameters.read(rows({}) + b"a,b\n", "t.csv")


def test_a_derived_figure_has_the_worst_grade_and_a_printed_one_goes_first() -> None:
    half = Derived(
        "Wet", "BWBR0000001", "2", "half", "EUR/month", ("norm", "share"), lambda of: of[0] * of[1] / 100, "art. 2"
    )
    raw = rows(
        {}, {"parameter": "share", "unit": "percent", "value": "50", "grade": "S", "valid_to": "", "uncertain": "x-y"}
    )
    known = Parameters.read(raw, "t.csv", [half])
    found = known.on("BWBR0000001", "half", date(2024, 3, 1))
    assert isinstance(found, Figure)
    assert (found.value, found.grade, found.derived, found.uncertain) == (Fraction(21, 4), "S", True, ("x-y",))
    assert (found.valid_from, found.valid_to) == (date(2024, 1, 1), date(2024, 6, 30))
    assert known.on("BWBR0000001", "half", date(2024, 7, 1)) == known.on("BWBR0000001", "norm", date(2024, 7, 1))
    assert known.gaps("BWBR0000001", "half", date(2024, 1, 1), date(2024, 12, 31)) == (
        (date(2024, 7, 1), date(2024, 12, 31)),
    )
    printed = Parameters.read(raw + rows({"parameter": "half", "value": "5.3"}).split(b"\n", 1)[1], "t.csv", [half])
    first = printed.on("BWBR0000001", "half", date(2024, 3, 1))
    assert isinstance(first, Figure)
    assert (first.value, first.derived) == (Fraction(53, 10), False)


def test_a_band_is_found_by_whole_euros_with_both_ends_in() -> None:
    known = read(
        {"parameter": "pct_0_99", "unit": "percent", "value": "96"}, {"parameter": "pct_100_up", "unit": "percent"}
    )
    day = date(2024, 1, 1)
    names = [known.band("BWBR0000001", "pct", Fraction(cents), day) for cents in (0, 9_999, 10_000, 10**9)]
    assert [one.name for one in names if isinstance(one, Figure)] == [
        "pct_0_99",
        "pct_0_99",
        "pct_100_up",
        "pct_100_up",
    ]
    assert isinstance(known.band("BWBR0000001", "pct", Fraction(-1), day), Missing)


@given(st.lists(st.sampled_from("LOSI"), max_size=6))
def test_the_worst_grade_is_never_better_than_any(grades: list[str]) -> None:
    found = worst(grades)  # type: ignore[arg-type]
    assert all("LOSI".index(found) >= "LOSI".index(one) for one in grades)
    assert found in [*grades, "L"]


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 60)), min_size=1, max_size=6))
def test_overlap_is_refused_exactly_when_a_day_is_shared(spans: list[tuple[int, int]]) -> None:
    start = date(2024, 1, 1)
    days = [{start + timedelta(first + n) for n in range(length + 1)} for first, length in spans]
    cells = [{"valid_from": str(min(one)), "valid_to": str(max(one))} for one in days]
    if sum(map(len, days)) == len(set.union(*days)):
        assert len(read(*cells).all()) == len(spans)
    else:
        assert {code for code, _ in refused(*cells)} == {"figure-overlap"}
