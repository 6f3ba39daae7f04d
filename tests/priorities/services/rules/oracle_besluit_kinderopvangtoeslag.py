# SPDX-License-Identifier: EUPL-1.2
"""Childcare allowance 2026 by hand: hours times price times the percentage of the band, cut to whole euros."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from tests.priorities.services.rules.reading import ROWS, Refused, awarded, cents, down, fact, figure, joint

LAW = "BWBR0017321"


def outcome(output: str, facts: dict[str, Any], on: date) -> tuple[Fraction | bool, set[str]]:
    """The value of an output and the lines of doubt that the case touches."""
    parts = _parts(facts, on)
    month = sum((cost * rate for cost, rate, _ in parts), Fraction(0))
    year = awarded(12 * month, on)
    if output == "kinderopvangtoeslag_per_jaar":
        return year, {"kot-cent-rounding"}
    assert output == "kinderopvangtoeslag_per_maand"
    if not year:
        return Fraction(0), set()
    exact = all(value.denominator == 1 for cost, rate, other in parts for value in (cost, cost * rate, cost * other))
    slack = 2 * len(parts)
    near = not exact and down(month - slack, 100) != down(month + slack, 100)
    return down(month, 100), {"kot-cent-rounding"} if near else set()


def _parts(facts: dict[str, Any], on: date) -> list[tuple[Fraction, Fraction, Fraction]]:
    """Of each child the cost that counts, its percentage, and that of a next child."""
    children = fact(facts, "kinderen_opvang")
    conditions = ("opvang_is_geregistreerd", "werken_of_tellen_alle_ouders", "betaalt_eigen_bijdrage")
    if not all(fact(facts, name) for name in conditions):
        return []
    first_child = sorted(children, key=lambda one: (one["uren_per_maand"], one["uren_per_maand"] * one["uurprijs"]))
    euros = int(joint(facts, "jaarinkomen") // 100)
    found = []
    for place, child in enumerate(reversed(first_child)):
        price = min(Fraction(child["uurprijs"]), cents(LAW, f"kot_max_hourly_{child['soort_opvang']}", on))
        hours = min(Fraction(child["uren_per_maand"]), figure(LAW, "kot_max_hours_per_child_month", on))
        other = _band("kot_pct_next_child", euros, on)
        found.append((price * hours, other if place else _band("kot_pct_first_child", euros, on), other))
    return found


def _band(family: str, euros: int, on: date) -> Fraction:
    for row in ROWS:
        name = row["parameter"]
        if name.startswith(family) and row["valid_from"] <= str(on) <= row["valid_to"]:
            low, high = name.split("_income_")[1].split("_")
            if int(low) <= euros and (high == "up" or euros <= int(high)):
                return Fraction(row["value"]) / 100
    raise Refused(f"{family}_income")
