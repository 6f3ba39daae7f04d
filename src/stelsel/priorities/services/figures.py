# SPDX-License-Identifier: EUPL-1.2
"""The figures and the lines of doubt that ship with the room."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from stelsel.engines.rules.doubts import Doubt, read_doubts
from stelsel.engines.rules.parameters import Parameters
from stelsel.nouns.rule_text import derived

RULES = Path(__file__).parent / "rules"
FIGURES = RULES / "parameters.csv"
DOUBTS = RULES / "doubts.csv"
DERIVED = derived()
"""What a law's own formula gives."""


@cache
def figures() -> Parameters:
    """Every figure with its grade and source."""
    return Parameters.read(FIGURES.read_bytes(), "rules/parameters.csv", DERIVED)


@cache
def doubts() -> Mapping[str, Doubt]:
    """Every line of doubt by its id."""
    return read_doubts(DOUBTS.read_bytes(), "rules/doubts.csv")
