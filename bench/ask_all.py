# SPDX-License-Identifier: EUPL-1.2
"""Claim `ask-all`: every question of every room, asked by a visitor and by an organisation, on the example country."""

from __future__ import annotations

from bench.harness import Bar, Claim, Result, ours
from bench.search import p95

CLAIM = Claim(
    name="ask-all",
    what="p95 of the slowest question of all rooms, warm, on the whole example country",
    unit="ms",
    bar=Bar(300, on="ours"),
)
ROUNDS = 40


def run() -> Result:
    """Asks every question many times; the figure is the p95 of the slowest."""
    mine = ours("bench.ask_all_ours", str(ROUNDS))
    worst = {name: p95(times) for name, times in mine["ms"].items()}
    for name, figure in sorted(worst.items()):
        print(f"  {name}: p95 {figure:.1f} ms, first time {mine['first_ms'][name]:.0f} ms")
    coldest = max(mine["first_ms"].values())
    slowest = max(worst, key=lambda name: worst[name])
    return Result(
        ours=worst[slowest],
        seen=f"the slowest is {slowest}; the first answer after a start takes up to {coldest:.0f} ms",
        conditions={"every question of the catalogue was asked": mine["asked"] == len(worst)},
    )
