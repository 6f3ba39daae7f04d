# SPDX-License-Identifier: EUPL-1.2
"""Child budget by hand: amounts per child and age, less a share of the income above the threshold, month by month."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from tests.priorities.services.rules.reading import age, awarded, before_month, cents, day, down, fact, joint, share

LAW = "BWBR0022751"


def outcome(output: str, facts: dict[str, Any], on: date) -> tuple[Fraction | bool, set[str]]:
    """The value of an output and the lines of doubt that the case touches."""
    if output == "aanvraag_gedaan":
        other = fact(facts, "ontvangt_andere_toeslag")
        return bool(other or fact(facts, "heeft_kindgebonden_budget_aangevraagd")), set()
    year, doubts = _year(facts, on)
    if output == "heeft_recht_op_kindgebonden_budget":
        return year > 0, doubts
    if output == "kindgebonden_budget_voorschot_per_maand":
        return down(year / 12, 100), doubts | {"awir-monthly-advance"}
    assert output == "kindgebonden_budget_per_jaar"
    return year, doubts


def _year(facts: dict[str, Any], on: date) -> tuple[Fraction, set[str]]:
    partner = fact(facts, "heeft_toeslagpartner")
    rich = _too_rich(facts, on)
    monthly = [Fraction(0) if rich else _rate(facts, on, month) for month in range(1, 13)]
    if fact(facts, "verandert_dit_jaar") or (partner and not fact(facts, "zelfde_partner_hele_jaar")):
        amount = monthly[on.month - 1] * fact(facts, "maanden_met_recht") / 12
        return awarded(amount, on), {"awir-part-year-rounding", "awir-change-during-month"}
    changes = any(_state(child, on, 1) != _state(child, on, 12) for child in fact(facts, "kinderen"))
    return awarded(sum(monthly, Fraction(0)) / 12, on), {"kgb-age-weighting"} if changes else set()


def _too_rich(facts: dict[str, Any], on: date) -> bool:
    couple = fact(facts, "heeft_toeslagpartner") and fact(facts, "zelfde_partner_hele_jaar")
    limit = cents(LAW, "kgb_wealth_limit_partners" if couple else "kgb_wealth_limit_single", on)
    return joint(facts, "rendementsgrondslag") > limit


def _state(child: dict[str, Any], on: date, month: int) -> int | None:
    """None without right in that month, else the age band: 0, 12 or 16."""
    born, eve = day(child["geboortedatum"]), before_month(on, month)
    if not child["ontvangt_kinderbijslag"] or born > eve or age(born, eve) >= 18:
        return None
    return 16 if age(born, eve) >= 16 else 12 if age(born, eve) >= 12 else 0


def _rate(facts: dict[str, Any], on: date, month: int) -> Fraction:
    """The yearly amount as it would be if this month's family lasted all year."""
    bands = [band for child in fact(facts, "kinderen") if (band := _state(child, on, month)) is not None]
    if not bands:
        return Fraction(0)
    top = cents(LAW, "kgb_first_child", on) + (len(bands) - 1) * cents(LAW, "kgb_each_further_child", on)
    top += bands.count(12) * cents(LAW, "kgb_age_12_15_increase", on)
    top += bands.count(16) * cents(LAW, "kgb_age_16_17_increase", on)
    threshold = cents(LAW, "drempelinkomen_as_applied", on)
    if fact(facts, "heeft_toeslagpartner"):
        threshold += cents(LAW, "kgb_partner_threshold_increment", on)
    else:
        top += cents(LAW, "kgb_no_partner_increase", on)
    left = top - share(LAW, "kgb_taper_pct", on) * max(Fraction(0), joint(facts, "jaarinkomen") - threshold)
    abroad = any(child["woont_buiten_eer"] for child in fact(facts, "kinderen"))
    return max(Fraction(0), left) * (share(LAW, "kgb_landenpercentage", on) if abroad else 1)
