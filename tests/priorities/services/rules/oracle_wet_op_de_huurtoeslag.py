# SPDX-License-Identifier: EUPL-1.2
"""Rent allowance 2026 by hand: three bands of rent above the own rent, less a share of the income above a point."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from tests.priorities.services.rules.reading import age, awarded, cents, day, down, fact, joint, share

LAW, AWIR = "BWBR0008659", "BWBR0018472"


def outcome(output: str, facts: dict[str, Any], on: date) -> tuple[Fraction | bool, set[str]]:
    """The value of an output and the lines of doubt that the case touches."""
    month, doubts = _month(facts, on)
    if fact(facts, "verandert_dit_jaar"):
        year = awarded(month * fact(facts, "maanden_met_recht"), on)
        doubts |= {"awir-part-year-rounding", "awir-change-during-month"}
    else:
        year = awarded(month * 12, on)
        if fact(facts, "medebewoners"):
            doubts |= {"wht-coresident-wealth"}
    if output == "huurtoeslag_per_jaar":
        return year, doubts
    assert output == "huurtoeslag_per_maand"
    return down(month, 100) if year else Fraction(0), doubts


def _month(facts: dict[str, Any], on: date) -> tuple[Fraction, set[str]]:
    couple = fact(facts, "heeft_toeslagpartner")
    limit = cents(AWIR, "wealth_limit_general_partners" if couple else "wealth_limit_general_per_person", on)
    if joint(facts, "rendementsgrondslag") > limit:
        return Fraction(0), set()
    income, doubts = _income(facts, on)
    rent = min(
        Fraction(fact(facts, "kale_huur")), cents(LAW, "max_rent_young" if _young(facts, on) else "max_rent", on)
    )
    persons = fact(facts, "aantal_personen")
    alone = persons == 1
    own = cents(LAW, "basishuur_as_applied_1_person" if alone else "basishuur_as_applied_2plus", on)
    quality = cents(LAW, "kwaliteitskortingsgrens", on)
    capping = cents(LAW, "aftoppingsgrens_1_2_persons" if persons <= 2 else "aftoppingsgrens_3plus", on)
    marks = [own, max(own, quality), max(own, capping), rent]
    rates = [Fraction(1), share("BWBR0008763", "pct_between_quality_and_aftopping", on),
             share("BWBR0008763", "pct_above_aftopping", on)]  # fmt: skip
    total = Fraction(0)
    for low, high, rate in zip(marks, marks[1:], rates, strict=False):
        total += rate * max(Fraction(0), min(rent, high) - low)
    kind = "eenpersoons" if alone else "meerpersoons"
    over = max(Fraction(0), income - cents(LAW, f"minimum_inkomensijkpunt_{kind}", on))
    return max(Fraction(0), total - share(LAW, f"income_taper_{kind}", on) * over / 12), doubts


def _income(facts: dict[str, Any], on: date) -> tuple[Fraction, set[str]]:
    total, doubts = joint(facts, "jaarinkomen"), set[str]()
    for one in fact(facts, "medebewoners"):
        born, part = day(one["geboortedatum"]), Fraction(one["jaarinkomen"])
        if one["is_kind"] and age(born, on) < 23:
            part = max(Fraction(0), part - cents(AWIR, "coresident_child_under_23_income_exemption", on))
        if one["is_kind"] and born.year + 23 == on.year:
            doubts.add("awir-coresident-age-day")
        total += part
    return total, doubts


def _young(facts: dict[str, Any], on: date) -> bool:
    people = ["aanvrager", "partner"] if fact(facts, "heeft_toeslagpartner") else ["aanvrager"]
    oldest = max(age(day(fact(facts, "geboortedatum", who)), on) for who in people)
    return oldest < 21 and not fact(facts, "heeft_inwonend_kind") and not fact(facts, "heeft_handicap")
