# SPDX-License-Identifier: EUPL-1.2
"""Claim `rules-equality`: for 100,000 households over all our laws, and for every edge of a bracket with a eurocent to
both sides, a rule for all gives what the same rule gives for one: value, missing facts, grade and lines of doubt. The
kernel and DuckDB run whole, from CSV to results; over a million persons more they give the same as each other."""

from __future__ import annotations

from bench.harness import Bar, Claim, Result, ours

CLAIM = Claim(
    name="rules-equality",
    what="households for which the rule for all says something else than the rule for one",
    unit="households",
    bar=Bar(0, on="ours"),
)


def run() -> Result:
    """Compares."""
    mine = ours("bench.rules_equality_ours")
    return Result(
        ours=mine["kernel"] + mine["duckdb"] + mine["between"],
        seen=f"{mine['households']:,} households and {mine['edges']:,} edges of {mine['laws']} laws and years compared"
        f" with one case each, and {mine['rows']:,} results of a million persons with each other, in"
        f" {mine['seconds']:.0f} s",
        conditions={
            "100,000 households": mine["households"] >= 100_000,
            "a million persons": mine["persons"] >= 1_000_000,
            "a part of them is undecided, a part is not": 0.2 < mine["decided"] / mine["all"] < 0.99,
        },
    )
