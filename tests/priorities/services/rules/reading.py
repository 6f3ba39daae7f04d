# SPDX-License-Identifier: EUPL-1.2
"""What the oracles read: figures straight from the CSV, ages and days by hand. Shares no code with the product."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).resolve().parents[4] / "src/stelsel/priorities/services/rules/parameters.csv"
with TABLE.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))


class Refused(Exception):
    """A figure is missing; its name."""


@cache
def figure(law: str, name: str, on: date) -> Fraction:
    """The value of a figure as printed."""
    for row in ROWS:
        if (
            row["bwb_id"] == law
            and row["parameter"] == name
            and row["valid_from"] <= str(on) <= (row["valid_to"] or "9")
        ):
            return Fraction(row["value"])
    raise Refused(name)


def cents(law: str, name: str, on: date) -> Fraction:
    """A figure in euros as eurocents."""
    return figure(law, name, on) * 100


def share(law: str, name: str, on: date) -> Fraction:
    """A percentage as a ratio."""
    return figure(law, name, on) / 100


def half_up(value: Fraction, step: int = 1) -> Fraction:
    """To the nearest multiple of `step`, a half goes up."""
    return Fraction((value / step + Fraction(1, 2)).__floor__() * step)


def down(value: Fraction, step: int = 1) -> Fraction:
    """Cut down to a multiple of `step`."""
    return Fraction((value / step).__floor__() * step)


def day(text: str) -> date:
    """A day from a fact."""
    return date.fromisoformat(text)


def age(born: date, on: date) -> int:
    """Whole years on a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def before_month(on: date, month: int | None = None) -> date:
    """The last day of the month before that of `on` (or before a month of its year)."""
    return date(on.year, month or on.month, 1) - timedelta(days=1)


def fact(facts: dict[str, Any], name: str, who: str = "aanvrager") -> Any:
    """A fact of a person, else of the household."""
    person = facts["personen"].get(who, {})
    return person[name] if name in person else facts["huishouden"][name]


def awarded(unrounded: Fraction, on: date) -> Fraction:
    """Awir 14.4 and 14.5: whole euros, nothing below the minimum."""
    whole = half_up(unrounded, 100)
    return whole if whole >= cents("BWBR0018472", "allowance_minimum_award", on) else Fraction(0)


def joint(facts: dict[str, Any], name: str) -> Fraction:
    """A yearly amount of the applicant and, where there is one, the partner."""
    total = Fraction(fact(facts, name))
    return total + fact(facts, name, "partner") if fact(facts, "heeft_toeslagpartner") else total
