# SPDX-License-Identifier: EUPL-1.2
"""Social-assistance norms and the individual income supplement by hand: articles 19 to 24a, 34 and 36."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from tests.priorities.services.rules.reading import Refused, age, cents, day, down, fact, figure, half_up, share

LAW = "BWBR0015703"
Norm = tuple[Fraction, set[str]]
TOWNS = {"GM0484": "alphen_aan_den_rijn", "GM0928": "kerkrade", "GM1731": "midden_drenthe"}


def outcome(output: str, facts: dict[str, Any], on: date) -> tuple[Fraction | bool, set[str]]:
    """The value of an output and the lines of doubt that the case touches."""
    if output == "bijstandsnorm":
        return _norm(facts, on)
    if output == "individuele_inkomenstoeslag":
        return _supplement(facts, on)
    assert output == "bijstand_per_maand"
    if _rich(facts, on):
        return Fraction(0), set()
    norm, doubts = _norm(facts, on)
    if fact(facts, "heeft_inkomsten_uit_werk"):
        doubts = doubts | {"pw-earnings-disregard"}
    return max(Fraction(0), norm - fact(facts, "inkomen_per_maand")), doubts


def _norm(facts: dict[str, Any], on: date) -> Norm:
    own = _age(facts, "aanvrager", on)
    married = fact(facts, "is_gehuwd")
    if own < 18:
        return Fraction(0), set()
    if fact(facts, "in_inrichting"):
        kind = "married" if married else "single"
        parts = (f"norm_institution_{kind}", f"norm_institution_supplement_{kind}")
        return sum((cents(LAW, name, on) for name in parts), Fraction(0)), set()
    if fact(facts, "aantal_kostendelers") > 1 and own >= 21:
        return _sharer(facts, on), {"pw-cost-sharer-formula"}
    if not married:
        return _alone(facts, own, on), set()
    return _couple(facts, own, on) if fact(facts, "partner_heeft_recht") else _half(facts, own, on)


def _alone(facts: dict[str, Any], own: int, on: date) -> Fraction:
    if own >= 21:
        pensioner = fact(facts, "heeft_aow_leeftijd")
        return cents(
            LAW, "norm_aow_single_or_single_parent" if pensioner else "norm_21_to_aow_single_or_single_parent", on
        )
    norm = cents(LAW, "norm_18_20_single_parent" if _child(facts) else "norm_18_20_single_no_children", on)
    if on.year >= 2026 and fact(facts, "zonder_steun_van_ouders"):
        raised = norm + cents(LAW, "norm_18_20_increase_no_parental_support", on)
        return min(raised, cents(LAW, "norm_21_to_aow_single_or_single_parent", on))
    return norm


def _couple(facts: dict[str, Any], own: int, on: date) -> Norm:
    other = _age(facts, "partner", on)
    pension = [
        fact(facts, "heeft_aow_leeftijd", who) for who, years in (("aanvrager", own), ("partner", other)) if years >= 21
    ]
    if other < 18 or (min(own, other) < 21 and any(pension)):
        raise Refused("norm_spouse_under_18_or_under_21_with_aow")
    if min(own, other) >= 21:
        names = {2: "norm_aow_married_both", 1: "norm_aow_married_one", 0: "norm_21_to_aow_married"}
        return cents(LAW, names[sum(pension)], on), set()
    both = "norm_18_20_both" if max(own, other) < 21 else "norm_one_18_20_other_21plus"
    norm = cents(LAW, f"{both}_{'with' if _child(facts) else 'no'}_children", on)
    if on.year >= 2026 and fact(facts, "zonder_steun_van_ouders"):
        raised = norm + cents(LAW, "norm_18_20_increase_no_parental_support", on)
        return min(raised, cents(LAW, "norm_21_to_aow_married", on)), {"pw-young-couple-increase"}
    return norm, set()


def _half(facts: dict[str, Any], own: int, on: date) -> Norm:
    if own < 21:
        raise Refused("norm_under_21_spouse_not_entitled")
    name = "norm_aow_married_one" if fact(facts, "heeft_aow_leeftijd") else "norm_21_to_aow_married"
    norm = cents(LAW, name, on) / 2
    if on.year >= 2026 and _child(facts):
        norm += cents("BWBR0022751", "kgb_no_partner_increase", on) / 12
    return (norm, set()) if norm == down(norm) else (half_up(norm), {"pw-cent-rounding"})


def _sharer(facts: dict[str, Any], on: date) -> Fraction:
    number = fact(facts, "aantal_kostendelers")
    each = half_up((Fraction(40, 100) + number * Fraction(30, 100)) / number * cents(LAW, "norm_21_to_aow_married", on))
    if not fact(facts, "is_gehuwd") or not fact(facts, "partner_heeft_recht"):
        return each
    if _age(facts, "partner", on) >= 21:
        return 2 * each
    kind = "with" if _child(facts) else "no"
    return each + cents(LAW, f"costsharer_part_18_20_spouse_{kind}_children", on)


def _rich(facts: dict[str, Any], on: date) -> bool:
    over = max(Fraction(0), fact(facts, "overwaarde_woning") - cents(LAW, "home_equity_disregard", on))
    kind = "married" if fact(facts, "is_gehuwd") else "single_parent" if _child(facts) else "single"
    return bool(fact(facts, "vermogen") + over > cents(LAW, f"wealth_limit_{kind}", on))


def _supplement(facts: dict[str, Any], on: date) -> tuple[Fraction, set[str]]:
    town = TOWNS[facts["gemeente"]]
    if _age(facts, "aanvrager", on) < 21 or fact(facts, "heeft_aow_leeftijd") or _rich(facts, on):
        return Fraction(0), set()
    if fact(facts, "heeft_zicht_op_verbetering") or fact(facts, "kreeg_toeslag_in_12_maanden"):
        return Fraction(0), set()
    norm, doubts = _norm(facts, on)
    doubts = doubts | {"iit-local-page"}
    limit = share(LAW, f"iit_{town}_income_limit_pct_of_norm", on) * norm
    if fact(facts, "hoogste_maandinkomen_in_periode") > limit:
        return Fraction(0), doubts
    kind = "couple" if fact(facts, "is_gehuwd") else "single"
    if town == "alphen_aan_den_rijn":
        if fact(facts, "heeft_kind_van_12_tot_18"):
            kind += "_child_12_17"
        elif fact(facts, "heeft_kind_onder_12"):
            kind += "_child_under_12"
    elif kind == "single" and _child(facts):
        kind = "single_parent"
    return figure(LAW, f"iit_{town}_{kind}", on) * 100, doubts


def _age(facts: dict[str, Any], who: str, on: date) -> int:
    return age(day(fact(facts, "geboortedatum", who)), on)


def _child(facts: dict[str, Any]) -> bool:
    return bool(fact(facts, "heeft_ten_laste_komend_kind"))
