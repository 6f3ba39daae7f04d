# SPDX-License-Identifier: EUPL-1.2
"""Claim `fsck`: a whole log proved from its bytes: leaves, contents, revisions, state roots, tiles, signatures."""

from __future__ import annotations

from bench.harness import Bar, Claim, Result, ours

CLAIM = Claim(
    name="fsck",
    what="entries a second proved from the files of a log",
    unit="/s",
    bar=Bar(50_000, on="ours", side="at least"),
)
ENTRIES = 100_000


def run() -> Result:
    """Proves a log that holds, then one with a flipped bit."""
    mine = ours("bench.fsck_ours", str(ENTRIES))
    print(f"  by CPU: {mine['entries'] / mine['cpu']:.0f} entries a CPU-second, {mine['states']} state roots")
    return Result(
        ours=mine["entries"] / mine["seconds"],
        seen=f"{mine['entries']} entries in {mine['seconds']:.1f} s",
        conditions={"the log holds": mine["holds"], "a flipped bit is named with its bytes": mine["named"]},
    )
