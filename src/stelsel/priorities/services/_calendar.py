# SPDX-License-Identifier: EUPL-1.2
"""Terms that count from the day of an event."""

from calendar import monthrange
from datetime import date, timedelta

import msgspec


class Span(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long after a day; negative is before it. A month after the 31st is the last day of a shorter month."""

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0

    def after(self, day: date) -> date | None:
        """That day; None beyond the years that a calendar has."""
        months = day.year * 12 + day.month - 1 + self.years * 12 + self.months
        year, month = divmod(months, 12)
        try:
            there = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
            return there + timedelta(weeks=self.weeks, days=self.days)
        except (ValueError, OverflowError):
            return None
