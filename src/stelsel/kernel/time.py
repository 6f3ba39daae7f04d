# SPDX-License-Identifier: EUPL-1.2
"""Days, instants and periods. Nothing here reads a clock."""

import re
from datetime import UTC, date, datetime

from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.values import Value

_MONTHS_NL = "januari februari maart april mei juni juli augustus september oktober november december".split()
_MONTHS_EN = "January February March April May June July August September October November December".split()

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Period(Value, frozen=True):
    """From a day up to and including a day; a missing end is open. Unit: calendar days."""

    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            raise ValueError("the first day of a period lies after its last day")

    def holds(self, day: date) -> bool:
        """Whether `day` lies in the period; an unknown start or end counts as open."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


def instant(moment: datetime) -> str:
    """A moment as RFC 3339 in UTC with whole seconds, for instance 2026-11-24T10:00:00Z."""
    assert moment.tzinfo is not None, "a moment needs a time zone"
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day(text: str, where: str = "") -> date:
    """A day from YYYY-MM-DD; BadInput otherwise (API Design Rules date-time/format)."""
    try:
        if not _DAY.fullmatch(text):  # fromisoformat also reads 20261123 and 2026-W48-1
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        raise bad_input(
            "date-format",
            where,
            Text(nl=f"“{text[:40]}” is geen datum.", en=f"“{text[:40]}” is not a date."),
            Text(nl="Schrijf de datum als 2026-11-23.", en="Write the date as 2026-11-23."),
        ) from None


def say_day(when: date, language: str) -> str:
    """A day in words: 23 november 2026 / 23 November 2026."""
    months = _MONTHS_EN if language.startswith("en") else _MONTHS_NL
    return f"{when.day} {months[when.month - 1]} {when.year}"


def say_month(when: date, language: str) -> str:
    """A month in words: november 2026 / November 2026."""
    return say_day(when, language).partition(" ")[2]
