# SPDX-License-Identifier: EUPL-1.2
"""Claim `ingest`: entries taken over from somebody else's log: checkpoint, leaves, payload commitments, schema, stored
durably (files and index).

The peer does the same work for entries that each carry a hybrid signature (Ed25519 and ML-DSA-44): verify both, hash
the payload, read it by the same schema, store it in SQLite. Both figures are per CPU-second as well as by the clock;
the ratio is by CPU, for the machine is shared and both run on one core.
"""

from __future__ import annotations

from bench.harness import Bar, Claim, Result, ours, peer

CLAIM = Claim(
    name="ingest",
    what="entries a CPU-second taken over, verified and stored, beside a loop that verifies a signature per entry",
    unit="/s",
    bar=Bar(10, side="at least"),
)
ENTRIES = 100_000
LEAST = 10_000


def run() -> Result:
    """Measures both."""
    mine = ours("bench.ingest_ours", str(ENTRIES))
    theirs = peer("hybrid-per-entry", "ingest.py", "4000")
    wall = mine["entries"] / mine["seconds"]
    print(f"  by the clock: ours {wall:.0f}/s, peer {theirs['entries'] / theirs['seconds']:.0f}/s")
    return Result(
        ours=mine["entries"] / mine["cpu"],
        peer=theirs["entries"] / theirs["cpu"],
        seen=f"{mine['entries']} entries in {mine['seconds']:.1f} s",
        conditions={
            f"at least {LEAST} entries a second by the clock": wall >= LEAST,
            "the same files with one bit changed are refused": mine["refuses"],
        },
    )
