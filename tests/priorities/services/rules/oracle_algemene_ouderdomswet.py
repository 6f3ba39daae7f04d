# SPDX-License-Identifier: EUPL-1.2
"""State pension by hand: the announced amount, less two percent for each uninsured year, articles 9, 13 and 29."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from tests.priorities.services.rules.reading import cents, fact, half_up, share

LAW = "BWBR0002221"


def outcome(output: str, facts: dict[str, Any], on: date) -> tuple[Fraction | bool, set[str]]:
    """The value of an output and the lines of doubt that the case touches."""
    kind = "partner_each" if fact(facts, "heeft_aow_partner") else "single"
    if output == "vakantiegeld_opbouw_per_maand":
        amount = cents(LAW, f"aow_holiday_{kind}", on) if fact(facts, "heeft_aow_leeftijd") else Fraction(0)
        return amount, {"aow-official-announcement", "aow-holiday-amounts"}
    assert output == "aow_bruto_per_maand"
    if not fact(facts, "heeft_aow_leeftijd"):
        return Fraction(0), set()
    full = cents(LAW, f"aow_gross_{kind}", on)
    missed = fact(facts, "niet_verzekerde_jaren")
    if not missed:
        return full, {"aow-official-announcement"}
    left = half_up(full * (1 - missed * share(LAW, "aow_reduction_per_uninsured_year", on)))
    return left, {"aow-official-announcement", "aow-reduced-rounding"}
