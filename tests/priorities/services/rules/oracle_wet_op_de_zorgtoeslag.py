# SPDX-License-Identifier: EUPL-1.2
"""Health-care allowance by hand, from the rules of calculation: standard premium less norm premium, articles 1 to 4."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from tests.priorities.services.rules.reading import age, awarded, before_month, cents, day, down, fact, joint, share

LAW = "BWBR0018451"


def outcome(output: str, facts: dict[str, Any], on: date) -> tuple[Fraction | bool, set[str]]:
    """The value of an output and the lines of doubt that the case touches."""
    year, doubts = _year(facts, on)
    if output == "heeft_recht_op_zorgtoeslag":
        return year > 0, doubts
    if output == "zorgtoeslag_voorschot_per_maand":
        return down(year / 12, 100), doubts | {"awir-monthly-advance"}
    assert output == "zorgtoeslag_per_jaar"
    return year, doubts


def _year(facts: dict[str, Any], on: date) -> tuple[Fraction, set[str]]:
    partner = fact(facts, "heeft_toeslagpartner")
    people = ["aanvrager", "partner"] if partner else ["aanvrager"]
    years = [
        [
            age(_born(facts, who), on.replace(year, month, last))
            for year, month, last in ((on.year - 1, 12, 31), (on.year, 11, 30))
        ]
        for who in people
    ]
    turning = any(before < 18 <= after for before, after in years)
    whole = not (
        fact(facts, "verandert_dit_jaar") or turning or (partner and not fact(facts, "zelfde_partner_hele_jaar"))
    )
    amount = _unrounded(facts, on, people)
    if whole:
        return awarded(amount, on), set()
    return awarded(amount * fact(facts, "maanden_met_recht") / 12, on), {
        "awir-part-year-rounding", "awir-change-during-month"}  # fmt: skip


def _unrounded(facts: dict[str, Any], on: date, people: list[str]) -> Fraction:
    if not _insured(facts, "aanvrager", on):
        return Fraction(0)
    couple = len(people) == 2
    limit = "wealth_limit_partners" if couple and fact(facts, "zelfde_partner_hele_jaar") else "wealth_limit_single"
    if joint(facts, "rendementsgrondslag") > cents(LAW, limit, on):
        return Fraction(0)
    threshold = cents(LAW, "drempelinkomen_as_applied", on)
    norm = share(LAW, "normpremie_pct_drempel_partner" if couple else "normpremie_pct_drempel_single", on) * threshold
    norm += share(LAW, "normpremie_pct_above_drempel", on) * max(Fraction(0), joint(facts, "jaarinkomen") - threshold)
    premium = Fraction(0)
    for who in people:
        abroad = share(LAW, "landenfactor", on) if fact(facts, "woont_in_verdragsland", who) else 1
        premium += cents(LAW, "standaardpremie", on) * abroad
    allowance = max(Fraction(0), premium - norm)
    if couple and not _insured(facts, "partner", on):
        allowance *= share(LAW, "share_when_partner_not_insured", on)
    return allowance


def _insured(facts: dict[str, Any], who: str, on: date) -> bool:
    return bool(fact(facts, "is_verzekerd", who)) and age(_born(facts, who), before_month(on)) >= 18


def _born(facts: dict[str, Any], who: str) -> date:
    return day(fact(facts, "geboortedatum", who))
