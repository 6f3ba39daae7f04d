# SPDX-License-Identifier: EUPL-1.2
"""Terms of the law go on to a workday."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.kernel.terms_act import easter_of, extended, holidays, is_workday

DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))


@pytest.mark.parametrize(
    ("born", "last"),
    [
        ("2026-11-17", "2026-11-20"),
        ("2026-11-18", "2026-11-23"),
        ("2026-11-19", "2026-11-23"),
        ("2026-11-20", "2026-11-24"),
        ("2026-11-27", "2026-12-01"),
        ("2026-12-23", "2026-12-28"),
        ("2026-12-24", "2026-12-29"),
    ],
)
def test_three_days_hold_two_workdays_and_end_on_one(born: str, last: str) -> None:
    start = date.fromisoformat(born)
    assert extended(start, start + timedelta(days=3)) == date.fromisoformat(last)


def test_easter_and_the_days_that_go_with_it() -> None:
    assert [easter_of(year) for year in (2024, 2025, 2026, 2038)] == [
        date(2024, 3, 31),
        date(2025, 4, 20),
        date(2026, 4, 5),
        date(2038, 4, 25),
    ]
    assert {date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 14), date(2026, 5, 25)} < holidays(2026)
    assert date(2025, 4, 26) in holidays(2025)  # the 27th is a Sunday
    assert date(2026, 4, 27) in holidays(2026)


@given(DAYS, st.integers(1, 90))
def test_a_term_never_gets_shorter_and_ends_on_a_workday(start: date, days: int) -> None:
    end = extended(start, start + timedelta(days=days))
    assert end >= start + timedelta(days=days)
    assert is_workday(end)
    assert (end - start).days <= days + 10
