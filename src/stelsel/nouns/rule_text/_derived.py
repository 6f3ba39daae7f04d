# SPDX-License-Identifier: EUPL-1.2
"""The figures that a law's own formula gives, where no source prints them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stelsel.engines.rules.parameters import Derived

_SHARERS = ("costsharer_pct_2_persons", "costsharer_pct_4_persons")
_SAYS = "(fixed + A x each) / A is 50% for two and 40% for four persons, which the printed percentages give exactly"


def _fixed(of: Sequence[Fraction]) -> Fraction:
    return 4 * (of[0] - of[1])


def _each(of: Sequence[Fraction]) -> Fraction:
    return 2 * of[1] - of[0]


@cache
def derived() -> tuple[Derived, ...]:
    """Both parts of the formula for people who share costs (Participatiewet, article 22a.1), from the two percentages
    that are printed without rounding."""
    from stelsel.engines.rules.parameters import Derived

    law, article, unit = "Participatiewet", "22a.1", "percent of married norm, per person"
    parts = (("costsharer_fixed_share", _fixed), ("costsharer_share_each", _each))
    return tuple(Derived(law, "BWBR0015703", article, name, unit, _SHARERS, make, _SAYS) for name, make in parts)
