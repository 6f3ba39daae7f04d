# SPDX-License-Identifier: EUPL-1.2
"""Claim `rules-case`: one explained case over four laws (the health-care allowance with income, partner and wealth),
the tree of the explanation with it; and the same with a household in a register of 100,000.

Ours alone: no peer is run yet.
"""

from __future__ import annotations

from bench.harness import Bar, Claim, Result, ours

CLAIM = Claim(
    name="rules-case",
    what="milliseconds for one explained case over four laws",
    unit="ms",
    bar=Bar(2.0, on="ours"),
)
MOST_GROWTH = 1.2


def run() -> Result:
    """Measures the case alone and beside 100,000 others."""
    mine = ours("bench.rules_case_ours")
    growth = mine["large_ms"] / mine["ms"]
    print(f"  {mine['steps']} steps in the tree; told in words {mine['words_ms']:.2f} ms", end="")
    print(f"; beside 100,000 others {growth:.2f} times")
    return Result(
        ours=mine["ms"],
        seen=f"an outcome with its explanation in words within {mine['ms'] + mine['words_ms']:.1f} ms",
        conditions={
            f"a register of 100,000 costs at most {MOST_GROWTH} times one of 1": growth <= MOST_GROWTH,
            "the outcome is exact": mine["value"] == 163_800,
            "four laws were used": mine["laws"] == 4,
        },
    )
