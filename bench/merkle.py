# SPDX-License-Identifier: EUPL-1.2
"""Claim `merkle`: 1,000,000 entries of 200 bytes, from their bytes to the root of RFC 6962; ours to all tiles as well.

Every process makes the same entries itself, outside the time. The peer of the ratio is pymerkle, which appends one by
one; the condition beside it is a bare loop that calls hashlib for the same leaves and nodes and keeps nothing. Seconds
are of the processor. Ours and the bare loop run in turn, the best of three each, so that both meet the same machine.
"""

from __future__ import annotations

from bench.harness import Bar, Claim, Result, ours, peer

CLAIM = Claim(
    name="merkle",
    what="processor seconds from 1,000,000 entries to all tiles and the root, beside pymerkle",
    unit="s",
    bar=Bar(0.1),
)
ENTRIES, ROUNDS, MOST_TIMES_BARE = 1_000_000, 3, 2.0


def run() -> Result:
    """Measures ours and the bare loop in turn, then pymerkle once."""
    pairs = [
        (ours("bench.merkle_ours", str(ENTRIES)), peer("bare-hashlib", "merkle.py", str(ENTRIES)))
        for _ in range(ROUNDS)
    ]
    theirs = peer("pymerkle", "merkle.py", str(ENTRIES))
    mine, bare = min(own["s"] for own, _ in pairs), min(other["s"] for _, other in pairs)
    appended = min(own["extend_s"] for own, _ in pairs)
    print(f"  ours {mine:.2f} s, of which {appended:.2f} s for tiles and root; bare loop {bare:.2f} s", end="")
    print(f" ({mine / bare:.2f} times); pymerkle {theirs['s']:.1f} s ({theirs['s'] / mine:.1f} times ours)")
    roots = {theirs["root"], *(side["root"] for pair in pairs for side in pair)}
    return Result(
        ours=mine,
        peer=theirs["s"],
        seen=f"a log of {ENTRIES:,} entries has its tiles and root again in {mine:.1f} s",
        conditions={
            "all three find the same root": len(roots) == 1,
            f"at most {MOST_TIMES_BARE:.0f} times a bare loop over the same leaves and nodes": mine
            <= MOST_TIMES_BARE * bare,
        },
    )
