# SPDX-License-Identifier: EUPL-1.2
"""Child benefit by hand: the printed amount per quarter by age on the first day of the quarter, articles 11 and 12."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from tests.priorities.services.rules.reading import age, cents, day, fact, share

LAW = "BWBR0002368"


def outcome(output: str, facts: dict[str, Any], on: date) -> tuple[Fraction | bool, set[str]]:
    """The value of an output, and the line of doubt that touches the amounts of the first half of 2024."""
    if output == "extra_bedrag_per_jaar":
        extra = fact(facts, "heeft_recht_op_extra_bedrag")
        return cents(LAW, "akw_extra_amount_year", on) if extra else Fraction(0), set()
    assert output == "kinderbijslag_per_kwartaal"
    first = date(on.year, (on.month - 1) // 3 * 3 + 1, 1)
    total, touched = Fraction(0), set[str]()
    for child in fact(facts, "kinderen") if fact(facts, "is_verzekerd_voor_kinderbijslag") else ():
        born = day(child["geboortedatum"])
        if not child["behoort_tot_huishouden"] or born > first or age(born, first) >= 18:
            continue
        years = age(born, first)
        name = "akw_child_under_6" if years < 6 else "akw_child_6_11" if years < 12 else "akw_child_12_17"
        amount = cents(LAW, name, on) * (2 if child["dubbele_kinderbijslag"] else 1)
        touched |= {"akw-first-half-2024"} if on < date(2024, 7, 1) else set()
        total += amount * (share(LAW, "akw_landenpercentage", on) if child["woont_buiten_eer"] else 1)
    return total, touched
