# SPDX-License-Identifier: EUPL-1.2
"""Days that count and terms that end, after the Algemene termijnenwet (BWBR0002448). Nothing here reads a clock.

Art. 1(1): a term that ends on a Saturday, a Sunday or a generally recognised holiday runs on to and including the next
day that is none of these. Art. 2: a term of at least three days holds at least two such days. Art. 3: which days are
holidays. Art. 4(a): none of this for terms of more than 90 days, twelve weeks or three months, or in years; terms in
hours have no place here. A term begins on the day after the event (as in Awb art. 6:8(1)), so that day is not counted.
"""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Literal, get_args

from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.time import say_day

Unit = Literal["working-days", "days", "weeks", "months", "years"]
"""working-days: neither Saturday, Sunday nor holiday. The others count on the calendar."""
UNITS: tuple[Unit, ...] = get_args(Unit)

FIRST_YEAR, LAST_YEAR = 2014, 4000
"""Since 2014 the King's birthday is celebrated on 27 April; the Gregorian Easter rule is not agreed on without end."""
EQUATED_FROM, EQUATED_UNTIL = 2023, 2028
"""The years of which the royal decrees of art. 3(3) stand in `EQUATED`; of other years those days are unknown."""
EQUATED = frozenset(
    date.fromisoformat(day)
    for day in "2023-04-28 2023-05-19 2024-05-10 2024-12-27 2025-05-30 2026-01-02 2026-05-15 2027-05-07 2028-04-28 "
    "2028-05-26".split()
)
"""Days that a decree puts on a level with a holiday (art. 3(3)): Besluit gelijkstelling van 28 april 2023, 19 mei 2023,
10 mei 2024, 27 december 2024 en 30 mei 2025; and of 2 januari 2026, 15 mei 2026, 7 mei 2027, 28 april 2028 en 26 mei
2028."""

_EQUATED = Text(nl="een met een feestdag gelijkgestelde dag", en="a day that counts as a holiday")
_SATURDAY, _SUNDAY = Text(nl="een zaterdag", en="a Saturday"), Text(nl="een zondag", en="a Sunday")
_NO_EXTENSION: Mapping[Unit, int] = {"days": 90, "weeks": 12, "months": 3, "years": 0}
"""Art. 4(a): a term of more than this is not extended."""
_LONGEST: Mapping[Unit, int] = {"working-days": 2600, "days": 3660, "weeks": 520, "months": 120, "years": 10}
_DAY = timedelta(days=1)


def easter(year: int) -> date:
    """Easter Sunday by the Gregorian computus (the anonymous algorithm that Meeus gives in Astronomical Algorithms,
    chapter 8)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    skipped = century - century // 4 - (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + skipped + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@cache
def holidays(year: int) -> Mapping[date, Text]:
    """The days of a year that art. 3 names, by day, with the decrees that are known. BadInput outside 2014-4000."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise bad_input(
            "year",
            str(year),
            Text(nl=f"De feestdagen van {year} kennen we niet.", en=f"We do not know the holidays of {year}."),
            Text(nl=f"Kies een jaar vanaf {FIRST_YEAR}.", en=f"Choose a year from {FIRST_YEAR}."),
        )
    sunday = easter(year)
    king = date(year, 4, 27)
    found = {day: _EQUATED for day in EQUATED if day.year == year}
    found |= {
        date(year, 1, 1): Text(nl="Nieuwjaarsdag", en="New Year's Day"),
        sunday - 2 * _DAY: Text(nl="Goede Vrijdag", en="Good Friday"),
        sunday + _DAY: Text(nl="tweede paasdag", en="Easter Monday"),
        king - _DAY if king.weekday() == 6 else king: Text(nl="Koningsdag", en="King's Day"),
        date(year, 5, 5): Text(nl="Bevrijdingsdag", en="Liberation Day"),
        sunday + 39 * _DAY: Text(nl="Hemelvaartsdag", en="Ascension Day"),
        sunday + 50 * _DAY: Text(nl="tweede pinksterdag", en="Whit Monday"),
        date(year, 12, 25): Text(nl="eerste kerstdag", en="Christmas Day"),
        date(year, 12, 26): Text(nl="tweede kerstdag", en="Boxing Day"),
    }
    return MappingProxyType(dict(sorted(found.items())))


def why_free(day: date) -> Text | None:
    """Why a day is no working day: the holiday, else Saturday or Sunday; None for a working day."""
    weekend: dict[int, Text] = {5: _SATURDAY, 6: _SUNDAY}
    return holidays(day.year).get(day) or weekend.get(day.weekday())


def is_working_day(day: date) -> bool:
    """Whether a day is neither Saturday, Sunday, holiday nor put on a level with one."""
    return why_free(day) is None


def next_working_day(day: date) -> date:
    """The day itself when it is a working day, else the first one after it (art. 1(1))."""
    while not is_working_day(day):
        day += _DAY
    return day


@dataclass(frozen=True, slots=True)
class Term:
    """So many units. BadInput for none, a negative number, or more than ten years."""

    count: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.unit not in UNITS or not 1 <= self.count <= _LONGEST[self.unit]:
            raise bad_input(
                "term",
                f"{self.count} {self.unit}"[:40],
                Text(nl="Deze termijn kan niet.", en="This term is not possible."),
                Text(
                    nl=f"Kies 1 of meer, hoogstens tien jaar, in {', '.join(UNITS)}.",
                    en=f"Choose 1 or more, ten years at most, in {', '.join(UNITS)}.",
                ),
            )

    @property
    def words(self) -> Text:
        """The term as people say it: 10 werkdagen, 6 weeks."""
        nl, en = _WORDS[self.unit][self.count == 1]
        return Text(nl=f"{self.count} {nl}", en=f"{self.count} {en}")

    @property
    def extended(self) -> bool:
        """Whether art. 1 and 2 hold for a term of this length."""
        return self.unit == "working-days" or self.count <= _NO_EXTENSION[self.unit]


@dataclass(frozen=True, slots=True)
class Ending:
    """How a term ends: the event it is counted from, the term, the day by the calendar alone, the last day of the term,
    and the free days that made a difference (passed over while counting, or at the end), with why."""

    since: date
    term: Term
    plain: date
    last_day: date
    passed: tuple[tuple[date, Text], ...]

    @property
    def certain(self) -> bool:
        """False where a decree of art. 3(3) may still add a free day: years of which none is known."""
        years = (self.since.year, self.last_day.year)
        return not self.term.extended or all(EQUATED_FROM <= year <= EQUATED_UNTIL for year in years)

    @property
    def words(self) -> Text:
        """The calculation in one or two sentences."""
        return Text(nl=self._said("nl"), en=self._said("en"))

    def _said(self, language: str) -> str:
        named = [
            f"{why.to(language)} ({say_day(day, language)})"
            for day, why in self.passed
            if self.term.unit != "working-days" or why not in (_SATURDAY, _SUNDAY)
        ]
        values = {
            "since": say_day(self.since, language),
            "term": self.term.words.to(language),
            "plain": say_day(self.plain, language),
            "last": say_day(self.last_day, language),
            "named": ", ".join(named),
        }
        said = (_COUNTED if self.term.unit == "working-days" else _CALENDAR).to(language).format(**values)
        if self.term.unit == "working-days":
            said += _NOT_COUNTED.to(language).format(**values) if named else ""
        elif self.last_day != self.plain:
            further = _TWO_DAYS if self.last_day > next_working_day(self.plain) else _MOVED
            said += further.to(language).format(**values)
        elif not self.term.extended and why_free(self.plain):
            said += _NOT_MOVED.to(language)
        return f"{said}. {_LAST.to(language).format(**values)}" + ("" if self.certain else _UNKNOWN.to(language))


def ends(since: date, term: Term) -> Ending:
    """When a term ends that is counted from an event on `since` (that day itself does not count). A month without that
    day of the month ends on its last day. BadInput for years whose holidays are not known."""
    if term.unit == "working-days":
        return _counted(since, term)
    plain = _on_calendar(since, term)
    if not term.extended:
        return Ending(since, term, plain, plain, ())
    last_day = next_working_day(plain)
    if plain - since >= 3 * _DAY:  # art. 2
        while sum(is_working_day(day) for day in _days(since, last_day)) < 2:
            last_day = next_working_day(last_day + _DAY)
    passed = tuple((day, why) for day in _days(plain - _DAY, last_day) if (why := why_free(day)))
    return Ending(since, term, plain, last_day, passed if last_day != plain else ())


def _counted(since: date, term: Term) -> Ending:
    day, left, passed = since, term.count, []
    while left:
        day += _DAY
        why = why_free(day)
        if why is None:
            left -= 1
        else:
            passed.append((day, why))
    return Ending(since, term, day, day, tuple(passed))


def _on_calendar(since: date, term: Term) -> date:
    if term.unit in ("days", "weeks"):
        return since + timedelta(days=term.count * (7 if term.unit == "weeks" else 1))
    months = since.year * 12 + since.month - 1 + term.count * (12 if term.unit == "years" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(since.day, calendar.monthrange(year, month + 1)[1]))


def _days(after: date, until: date) -> list[date]:
    """The days after one day, up to and including another."""
    return [after + count * _DAY for count in range(1, (until - after).days + 1)]


_WORDS: Mapping[Unit, tuple[tuple[str, str], tuple[str, str]]] = {
    "working-days": (("werkdagen", "working days"), ("werkdag", "working day")),
    "days": (("dagen", "days"), ("dag", "day")),
    "weeks": (("weken", "weeks"), ("week", "week")),
    "months": (("maanden", "months"), ("maand", "month")),
    "years": (("jaar", "years"), ("jaar", "year")),
}
"""Unit -> (many, one), each in Dutch and English."""
_COUNTED = Text(
    nl="Vanaf {since}: {term}, te beginnen met de dag erna, zonder zaterdagen en zondagen",
    en="From {since}: {term}, beginning the day after, without Saturdays and Sundays",
)
_NOT_COUNTED = Text(nl=", en zonder {named}", en=", and without {named}")
_CALENDAR = Text(nl="Vanaf {since}: {term}, dus tot en met {plain}", en="From {since}: {term}, so until {plain}")
_MOVED = Text(
    nl="; verlengd vanwege {named} (Algemene termijnenwet, art. 1)",
    en="; extended because of {named} (Algemene termijnenwet, art. 1)",
)
_TWO_DAYS = Text(
    nl="; verlengd omdat er minstens twee werkdagen in vallen (Algemene termijnenwet, art. 2)",
    en="; extended because it must hold two working days (Algemene termijnenwet, art. 2)",
)
_NOT_MOVED = Text(
    nl="; zo'n lange termijn wordt niet verlengd (Algemene termijnenwet, art. 4)",
    en="; so long a term is not extended (Algemene termijnenwet, art. 4)",
)
_LAST = Text(nl="De laatste dag is {last}.", en="The last day is {last}.")
_UNKNOWN = Text(
    nl=" Of een besluit hier nog een vrije dag aan toevoegt, is onbekend.",
    en=" Whether a decree adds another free day is unknown.",
)
