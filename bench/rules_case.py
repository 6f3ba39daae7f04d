# SPDX-License-Identifier: EUPL-1.2
"""Claim `rules-case`: one explained case over four laws (the health-care allowance with income, partner and wealth),
the tree of the explanation with it, beside OpenFisca-core; and the same with the household in a register of 100,000 and
the laws among 100,000 other texts.

The engine of poc-machine-law is not on a package index, so the peer is OpenFisca-core with a small system of the same
formulas, one situation from its JSON, its trace on for the explanation.
"""

from __future__ import annotations

import json

from bench.harness import Bar, Claim, Result, ours, peer
from bench.rules_case_ours import PERSON

CLAIM = Claim(
    name="rules-case",
    what="milliseconds for one explained case over four laws, beside OpenFisca-core",
    unit="ms",
    bar=Bar(0.2),
)
MOST_MS, MOST_GROWTH = 2.0, 1.2


def run() -> Result:
    """Measures the case here and there, and beside 100,000 others."""
    theirs = peer("openfisca-core", "rules_case.py", stdin=json.dumps(PERSON).encode())
    mine = ours("bench.rules_case_ours")
    growth = mine["large_ms"] / mine["row_ms"]
    print(f"  ours {mine['steps']} steps in the tree, told in words {mine['words_ms']:.2f} ms", end="")
    print(f"; peer {theirs['lines']} lines in its trace")
    print(f"  from a register of 1 {mine['row_ms']:.3f} ms; of 100,000 {mine['large_ms']:.3f} ms, {growth:.2f} times")
    return Result(
        ours=mine["ms"],
        peer=theirs["ms"],
        seen=f"an outcome with its explanation in words within {mine['ms'] + mine['words_ms']:.1f} ms",
        conditions={
            f"at most {MOST_MS:.0f} ms": mine["ms"] <= MOST_MS,
            f"a register of 100,000 costs at most {MOST_GROWTH} times one of 1": growth <= MOST_GROWTH,
            "the outcome is exact, and that of the peer is the same": mine["value"] == theirs["value"] == 163_800,
            "four laws were used": mine["laws"] == 4,
        },
    )
