# SPDX-License-Identifier: EUPL-1.2
"""Remission by hand: it refuses where there is payment capacity, since the share of it has no known date."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from tests.priorities.services.rules.oracle_participatiewet import outcome as assistance
from tests.priorities.services.rules.reading import cents, fact, share

LAW, HHNK = "BWBR0004766", "CVDR686061"


def outcome(output: str, facts: dict[str, Any], on: date) -> tuple[Fraction | bool, set[str]]:
    """The value of an output and the lines of doubt that the case touches."""
    local = facts.get("waterschap") == "WS0651"
    kind = (
        "couple"
        if fact(facts, "is_gehuwd")
        else "single_parent"
        if fact(facts, "heeft_ten_laste_komend_kind")
        else "single"
    )
    free = cents(HHNK, f"kwijtschelding_hhnk_extra_assets_{kind}", on) if local else Fraction(0)
    wealth = max(Fraction(0), fact(facts, "vermogen") - free)
    if output == "vermogen_dat_telt":
        return wealth, {"kwi-outdated-text"}
    norm, doubts = assistance("bijstandsnorm", facts, on)
    part = share(HHNK, "kwijtschelding_hhnk_pct_of_norm", on) if local else share(LAW, "default_pct_of_norm", on)
    capacity = max(Fraction(0), fact(facts, "netto_inkomen_12_maanden") - 12 * part * norm)
    doubts = doubts | {"kwi-outdated-text"}
    if output == "betalingscapaciteit":
        return capacity, doubts
    assert output == "kwijtschelding"
    used = share(LAW, "share_of_payment_capacity_to_be_used", on) * capacity if capacity else Fraction(0)
    return max(Fraction(0), fact(facts, "aanslag") - wealth - used), doubts
