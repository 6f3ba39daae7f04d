# SPDX-License-Identifier: EUPL-1.2
"""Terms that count from the day of an event."""

from calendar import monthrange
from datetime import date, timedelta

import msgspec

from stelsel.kernel.terms_act import extended


class Span(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long after a day; negative is before it. A month after the 31st is the last day of a shorter month."""

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0

    @property
    def is_short(self) -> bool:
        """Whether the Algemene termijnenwet is about a term so long (articles 1(2) and 4)."""
        days = self.days + 7 * self.weeks
        ahead = min(self.months, self.weeks, self.days) >= 0 and (self.months or days)
        return bool(ahead) and not self.years and self.months <= 3 and self.weeks <= 12 and self.days <= 90

    def last_day(self, day: date, by_law: bool) -> date | None:
        """The last day of a term that runs so long after a day; one that a law sets goes on to a workday."""
        end = self.after(day)
        return extended(day, end) if end and by_law and self.is_short else end

    def after(self, day: date) -> date | None:
        """That day; None beyond the years that a calendar has."""
        months = day.year * 12 + day.month - 1 + self.years * 12 + self.months
        year, month = divmod(months, 12)
        try:
            there = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
            return there + timedelta(weeks=self.weeks, days=self.days)
        except (ValueError, OverflowError):
            return None
