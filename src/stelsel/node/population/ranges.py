# SPDX-License-Identifier: EUPL-1.2
"""Whole households in pieces: ranges of household numbers with about as many persons each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from stelsel.node.population.columns import literal

Key = int | str
PERSONS_IN_PIECE = 1_000_000


@dataclass(frozen=True)
class Range:
    """Households above `low` and up to `high`; None: without end. What stands in no household is in the first."""

    low: Key | None = None
    high: Key | None = None

    def test(self, column: str) -> str:
        """The test in SQL; empty for all."""
        tests = [
            f"{column} {sign} {literal(end)}" for sign, end in ((">", self.low), ("<=", self.high)) if end is not None
        ]
        if self.low is None and tests:
            return f"({tests[0]} OR {column} IS NULL)"
        return " AND ".join(tests)


def ranges(cuts: Sequence[Key]) -> tuple[Range, ...]:
    """The ranges between some cuts, which are in order."""
    ends = [None, *dict.fromkeys(cuts), None]
    return tuple(Range(low, high) for low, high in pairwise(ends))


def shares(persons: int) -> list[float]:
    """Where to cut so many persons: shares of them; none where they are one piece."""
    pieces = -(-persons // PERSONS_IN_PIECE)
    return [at / pieces for at in range(1, pieces)]
