# SPDX-License-Identifier: EUPL-1.2
"""Claim `load-country`: the whole example country loads, validated, signed and durable."""

from __future__ import annotations

from bench.harness import Bar, Claim, Result, ours

CLAIM = Claim(
    name="load-country",
    what="seconds to load the whole example country into an empty node, validated, signed and durable",
    unit="s",
    bar=Bar(60, on="ours"),
)
LEAST = 10_000


def run() -> Result:
    """Loads into an empty node."""
    mine = ours("bench.ask_all_ours", "0")
    rate = mine["entries"] / mine["load_s"]
    return Result(
        ours=mine["load_s"],
        seen=f"{mine['entries']} entries in {mine['load_s']:.1f} s, {rate:.0f} a second",
        conditions={f"at least {LEAST} entries": mine["entries"] >= LEAST, "the logs verify": mine["sound"]},
    )
