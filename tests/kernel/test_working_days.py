# SPDX-License-Identifier: EUPL-1.2
"""Days that count and terms that end, against known dates and the letter of the Algemene termijnenwet."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.kernel.problem import BadInput
from stelsel.kernel.working_days import (
    UNITS,
    Term,
    Unit,
    easter,
    ends,
    holidays,
    is_working_day,
    next_working_day,
)

KNOWN = {
    # Good Friday, Easter Monday, King's Day, Ascension Day, Whit Monday
    2024: "03-29 04-01 04-27 05-09 05-20",
    2025: "04-18 04-21 04-26 05-29 06-09",
    2026: "04-03 04-06 04-27 05-14 05-25",
    2027: "03-26 03-29 04-27 05-06 05-17",
    2028: "04-14 04-17 04-27 05-25 06-05",
    2029: "03-30 04-02 04-27 05-10 05-21",
    2030: "04-19 04-22 04-27 05-30 06-10",
    2031: "04-11 04-14 04-26 05-22 06-02",
    2032: "03-26 03-29 04-27 05-06 05-17",
    2033: "04-15 04-18 04-27 05-26 06-06",
    2034: "04-07 04-10 04-27 05-18 05-29",
    2035: "03-23 03-26 04-27 05-03 05-14",
}
DECREES = {2024: "05-10 12-27", 2025: "05-30", 2026: "01-02 05-15", 2027: "05-07", 2028: "04-28 05-26"}
DAY = timedelta(days=1)
DAYS = st.dates(date(2014, 1, 2), date(2080, 12, 31))
SHORT = st.builds(Term, st.integers(1, 90), st.just("days")) | st.builds(Term, st.integers(1, 12), st.just("weeks"))


@pytest.mark.parametrize("year", KNOWN)
def test_the_holidays_of_a_year_are_those_of_the_calendar(year: int) -> None:
    moving = [f"{year}-{day}" for day in f"{KNOWN[year]} {DECREES.get(year, '')}".split()]
    fixed = [f"{year}-{day}" for day in ("01-01", "05-05", "12-25", "12-26")]
    assert {str(day) for day in holidays(year)} == {*moving, *fixed}


@given(st.integers(1900, 4000))
def test_easter_is_the_sunday_after_the_full_moon_of_the_tables(year: int) -> None:
    century = year // 100  # the same by the Gregorian epact of Clavius, from other formulas
    epact = (14 + 11 * (year % 19) - 3 * (century + 1) // 4 + (5 + 8 * (century + 1)) // 25) % 30
    if epact == 0 or (epact == 1 and year % 19 > 10):
        epact += 1
    moon = date(year, 4, 19) - epact * DAY
    sunday = moon + (6 - moon.weekday() or 7) * DAY
    assert easter(year) == sunday


def test_a_year_without_known_holidays_is_refused() -> None:
    for year in (2013, 4001):
        with pytest.raises(BadInput):
            holidays(year)


@pytest.mark.parametrize(
    ("since", "count", "unit", "last"),
    [
        ("2026-12-23", 10, "working-days", "2027-01-08"),
        ("2026-11-26", 1, "working-days", "2026-11-27"),
        ("2026-04-30", 10, "working-days", "2026-05-19"),  # 5, 14 and 15 May do not count
        ("2026-11-13", 6, "weeks", "2026-12-28"),  # Friday Christmas, Saturday, Sunday
        ("2025-12-24", 1, "days", "2025-12-29"),
        ("2026-11-26", 3, "days", "2026-11-30"),  # Fri, Sat, Sun
        ("2026-11-27", 3, "days", "2026-12-01"),  # Sat, Sun, Mon holds one working day: art. 2
        ("2027-01-31", 1, "months", "2027-03-01"),  # 28 February is a Sunday
        ("2028-01-31", 1, "months", "2028-02-29"),
        ("2026-09-25", 90, "days", "2026-12-24"),
        ("2026-09-26", 90, "days", "2026-12-28"),
        ("2026-09-25", 91, "days", "2026-12-25"),  # art. 4: more than 90 days
        ("2026-10-02", 12, "weeks", "2026-12-28"),
        ("2026-09-25", 13, "weeks", "2026-12-25"),
        ("2026-09-25", 3, "months", "2026-12-28"),
        ("2026-08-25", 4, "months", "2026-12-25"),
        ("2025-12-25", 1, "years", "2026-12-25"),
        ("2024-02-29", 1, "years", "2025-02-28"),
    ],
)
def test_a_term_ends_on_the_day_of_the_law(since: str, count: int, unit: Unit, last: str) -> None:
    assert ends(date.fromisoformat(since), Term(count, unit)).last_day == date.fromisoformat(last)


@given(DAYS, SHORT)
def test_a_short_term_ends_on_a_working_day_and_holds_two(since: date, term: Term) -> None:
    found = ends(since, term)
    assert is_working_day(found.last_day)
    assert found.last_day >= found.plain
    inside = [since + n * DAY for n in range(1, (found.last_day - since).days + 1)]
    enough = sum(map(is_working_day, inside)) >= 2
    assert enough or (found.plain - since).days < 3
    shorter = next_working_day(found.plain)
    if found.last_day != shorter:  # extended further only where two working days were missing, and no further than that
        assert sum(is_working_day(day) for day in inside if day <= shorter) < 2
        assert sum(map(is_working_day, inside)) == 2


@given(DAYS, st.integers(1, 60))
def test_working_days_are_counted_one_by_one(since: date, count: int) -> None:
    found = ends(since, Term(count, "working-days"))
    inside = [since + n * DAY for n in range(1, (found.last_day - since).days + 1)]
    assert sum(map(is_working_day, inside)) == count
    assert is_working_day(found.last_day)
    assert {day for day, _ in found.passed} == {day for day in inside if not is_working_day(day)}


@given(DAYS, st.integers(13, 200))
def test_a_long_term_is_not_extended(since: date, weeks: int) -> None:
    assert ends(since, Term(weeks, "weeks")).last_day == since + timedelta(weeks=weeks)


@given(DAYS, st.integers(1, 10), st.sampled_from(UNITS))
def test_every_calculation_says_where_it_begins_and_ends(since: date, count: int, unit: Unit) -> None:
    found = ends(since, Term(count, unit))
    for language in ("nl", "en"):
        said = found.words.to(language)
        assert str(since.year) in said
        assert f" {found.last_day.day} " in said
        assert "{" not in said
        unknown = "onbekend" if language == "nl" else "unknown"
        assert (unknown in said) == (not found.certain)


def test_the_calculation_names_the_holidays_and_the_article() -> None:
    counted = ends(date(2026, 12, 23), Term(10, "working-days")).words
    assert "eerste kerstdag (25 december 2026)" in counted.nl
    assert "New Year's Day (1 January 2027)" in counted.en
    assert "art. 1" in ends(date(2026, 11, 13), Term(6, "weeks")).words.nl
    assert "art. 2" in ends(date(2026, 11, 27), Term(3, "days")).words.nl
    assert "art. 4" in ends(date(2025, 12, 25), Term(1, "years")).words.nl
    assert ends(date(2026, 11, 2), Term(1, "weeks")).words.nl == (
        "Vanaf 2 november 2026: 1 week, dus tot en met 9 november 2026. De laatste dag is 9 november 2026."
    )


@pytest.mark.parametrize(("count", "unit"), [(0, "days"), (-1, "weeks"), (11, "years"), (1, "hours")])
def test_what_is_no_term_is_refused(count: int, unit: Unit) -> None:
    with pytest.raises(BadInput):
        Term(count, unit)
