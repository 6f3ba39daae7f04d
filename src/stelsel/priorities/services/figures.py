# SPDX-License-Identifier: EUPL-1.2
"""The figures and the lines of doubt that ship with the room, and the figures that a law's own formula gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path

from stelsel.engines.rules.doubts import Doubt, read_doubts
from stelsel.engines.rules.parameters import Derived, Parameters

RULES = Path(__file__).parent / "rules"
FIGURES = RULES / "parameters.csv"
DOUBTS = RULES / "doubts.csv"


def _fixed(of: Sequence[Fraction]) -> Fraction:
    return 4 * (of[0] - of[1])


def _each(of: Sequence[Fraction]) -> Fraction:
    return 2 * of[1] - of[0]


_SHARERS = ("costsharer_pct_2_persons", "costsharer_pct_4_persons")
_SAYS = "(fixed + A x each) / A is 50% for two and 40% for four persons, which the printed percentages give exactly"
DERIVED = tuple(
    Derived(
        "Participatiewet", "BWBR0015703", "22a.1", name, "percent of married norm, per person", _SHARERS, make, _SAYS
    )
    for name, make in (("costsharer_fixed_share", _fixed), ("costsharer_share_each", _each))
)
"""Both parts of the formula for people who share costs, from the two percentages that are printed without rounding."""


@cache
def figures() -> Parameters:
    """Every figure with its grade and source."""
    return Parameters.read(FIGURES.read_bytes(), "rules/parameters.csv", DERIVED)


@cache
def doubts() -> Mapping[str, Doubt]:
    """Every line of doubt by its id."""
    return read_doubts(DOUBTS.read_bytes(), "rules/doubts.csv")
