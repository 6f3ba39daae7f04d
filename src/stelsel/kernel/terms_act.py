# SPDX-License-Identifier: EUPL-1.2
"""The last day of a term that a law sets (Algemene termijnenwet): a term that ends on a Saturday, Sunday or public
holiday goes on until the next day that is none of these (article 1(1)); one of at least three days holds at least two
such days (article 2). Not for terms that count back (article 1(2)), nor for those of more than 90 days, twelve weeks or
three months, or of years (article 4)."""

from collections.abc import Iterator
from datetime import date, timedelta

DAY = timedelta(days=1)


def holidays(year: int) -> frozenset[date]:
    """The public holidays of article 3, with Good Friday, which article 3(2) puts on a level with them. Not what a
    decree adds for one year (article 3(3))."""
    easter = easter_of(year)
    king = date(year, 4, 27)
    moved = [easter + timedelta(days=days) for days in (-2, 1, 39, 50)]
    fixed = [date(year, 1, 1), date(year, 5, 5), date(year, 12, 25), date(year, 12, 26)]
    return frozenset((*fixed, *moved, king if king.weekday() != 6 else king - DAY))


def easter_of(year: int) -> date:
    """Easter Sunday (the computation of Meeus, Jones and Butcher for the Gregorian calendar)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * i) // 451
    month, day = divmod(h + i - 7 * m + 114, 31)
    return date(year, month, day + 1)


def is_workday(day: date) -> bool:
    """Whether a day is no Saturday, Sunday or public holiday."""
    return day.weekday() < 5 and day not in holidays(day.year)


def extended(start: date, end: date) -> date:
    """The last day of a term that begins the day after `start` and would end on `end`."""
    if (end - start).days >= 3:
        while sum(1 for day in _days(start, end) if is_workday(day)) < 2:
            end += DAY
    while not is_workday(end):
        end += DAY
    return end


def _days(start: date, end: date) -> Iterator[date]:
    """The days of a term, at most so many as decide whether two of them are workdays."""
    for number in range(1, min((end - start).days, 14) + 1):
        yield start + timedelta(days=number)
