# SPDX-License-Identifier: EUPL-1.2
"""Claim `append`: 64 writers publish one entry at a time into one log; each is told only when its entry is signed
and durable in files and index."""

from __future__ import annotations

from bench.harness import Bar, Claim, Result, ours

CLAIM = Claim(
    name="append",
    what="acknowledged publishes a second with 64 writers in group commit",
    unit="/s",
    bar=Bar(500, on="ours", side="at least"),
)
MOST_P95_MS = 50.0


def run() -> Result:
    """Measures one node."""
    mine = ours("bench.append_ours")
    waits = sorted(mine["ms"])
    p95 = waits[len(waits) * 95 // 100]
    rate = len(waits) / mine["seconds"]
    print(f"  {mine['groups']} groups, {len(waits) / mine['groups']:.0f} entries each")
    return Result(
        ours=rate,
        seen=f"an acknowledgement within {p95:.0f} ms, 95 times in 100",
        conditions={f"p95 at most {MOST_P95_MS:.0f} ms": p95 <= MOST_P95_MS, "the log holds": mine["holds"]},
    )
