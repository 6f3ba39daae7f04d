# SPDX-License-Identifier: EUPL-1.2
"""Claim `rules-load`: every shared law file of both formats, from its bytes to a checked library."""

from __future__ import annotations

from bench.harness import Bar, Claim, Result, ours

CLAIM = Claim(
    name="rules-load",
    what="seconds to load and check all shared laws",
    unit="s",
    bar=Bar(3.0, on="ours"),
)
FILES = 102


def run() -> Result:
    """Measures a fresh process."""
    mine = ours("bench.rules_load_ours")
    print(f"  {mine['loaded']} files, {mine['bytes'] / 1e6:.1f} MB; {mine['findings']} findings of the checks")
    return Result(
        ours=mine["s"],
        seen=f"all laws are there {mine['s']:.1f} s after the start",
        conditions={f"all {FILES} files load": mine["loaded"] == FILES and mine["refused"] == 0},
    )
