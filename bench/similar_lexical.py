# SPDX-License-Identifier: EUPL-1.2
"""Claim `similar-lexical`: who already does this, over the registers of three countries with all their texts.

The question as a face asks it, whole: scores, groups, shared words, tables, and the count that foreign registers would
add. Three kinds of need: an application as the question, its goal in full, and its name. The peer is scikit-learn:
character TF-IDF (3 to 5 letters) and cosine, which ranks only: no groups, no reasons. How often the same product at
another organisation stands in the first five lines is measured for both, on needs whose text nobody else copied. A line
of ours is an application with all who have it, a line of the peer one entry; entry by entry is printed too, without a
bar: there the peer, which reads parts of words, is a little better.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from bench.harness import Bar, BenchTrouble, Claim, Result, ours, peer

CLAIM = Claim(
    name="similar-lexical",
    what="p95 of finding who does something similar, with reasons, over the AI registers with their texts",
    unit="ms",
    bar=Bar(20, on="ours"),
)
ENTRIES = 5_277
REFUSED = 3


def p95(times: Sequence[float]) -> float:
    """The time that 95 of 100 questions stay within."""
    return sorted(times)[max(-(-len(times) * 95 // 100) - 1, 0)]


def run() -> Result:
    """Measures ours and the peer on the same applications and questions."""
    mine = ours("bench.similar_lexical_ours")
    if not mine["entries"]:
        raise BenchTrouble("no real input: set STELSEL_SHARED to the folder that holds data/")
    theirs = peer("sklearn-tfidf", "similar.py", stdin=json.dumps(mine["work"]).encode())
    own, other = mine["hits"] / mine["asked"], theirs["hits"] / mine["asked"]
    for kind in sorted(set(mine["kinds"])):
        at = [place for place, name in enumerate(mine["kinds"]) if name == kind]
        spent = p95([mine["ms"][place] for place in at])
        print(
            f"  p95 {kind}: ours {spent:.2f} ms, peer {p95([theirs['ms'][place] for place in at]):.2f} ms ({len(at)})"
        )
    print(f"  made once: ours {mine['build_s']:.1f} s, peer {theirs['build_s']:.1f} s")
    print(f"  same product elsewhere in the first five lines: ours {own:.3f}, peer {other:.3f} ({mine['asked']} needs)")
    print(f"  the same, entry by entry without groups: ours {mine['entry_hits'] / mine['asked']:.3f}, peer {other:.3f}")
    return Result(
        ours=p95(mine["ms"]),
        peer=p95(theirs["ms"]),
        seen=f"an answer in {p95(mine['ms']):.1f} ms or less, 95 times in 100, from {mine['entries']:,} entries",
        conditions={
            f"at least {ENTRIES:,} entries, but for {REFUSED} that hold nothing": mine["entries"] >= ENTRIES - REFUSED,
            "the same product elsewhere stands in the first five lines at least as often as with the peer": own
            >= other,
        },
    )
