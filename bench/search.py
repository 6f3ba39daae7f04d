# SPDX-License-Identifier: EUPL-1.2
"""Claim `search`: 100,000 entries of two audiences, found and counted per facet while somebody types.

1,000 mixed questions, one at a time in one thread: rare and common words, two words, an unfinished word, a typing
error, facets chosen, nothing typed. Every 50th answer is compared whole with a naive search.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from bench.harness import Bar, Claim, Result, ours, peer
from bench.search_entries import work

CLAIM = Claim(
    name="search",
    what="p95 of one search with facet counts over 100,000 entries in two audiences, beside SQLite FTS5",
    unit="ms",
    bar=Bar(20, on="ours"),
)
MOST_BUILD_S = 10.0


def p95(times: Sequence[float]) -> float:
    """The time that 95 of 100 searches stay within."""
    return sorted(times)[max(-(-len(times) * 95 // 100) - 1, 0)]


def run() -> Result:
    """Measures ours and the peer on the same entries and questions."""
    made = work()
    given = json.dumps(asdict(made)).encode()
    mine = ours("bench.search_ours", stdin=given)
    theirs = peer("sqlite-fts5", "search.py", stdin=given)
    pairs = list(zip(mine["totals"], theirs["totals"], strict=True))
    _explain([question[0] for question in made.questions], mine, theirs)
    return Result(
        ours=p95(mine["ms"]),
        peer=p95(theirs["ms"]),
        seen=f"an answer in {p95(mine['ms']):.1f} ms or less, 95 times in 100; "
        f"a new index of everything in {mine['build_s']:.1f} s",
        conditions={
            "page, total and counts are those of a naive search (every 50th question)": mine["agrees"],
            "finds at least as many as the peer, for every question": all(own >= other for own, other in pairs),
            f"both indexes stand within {MOST_BUILD_S:.0f} s": mine["build_s"] <= MOST_BUILD_S,
        },
    )


def _explain(kinds: Sequence[str], mine: dict, theirs: dict) -> None:
    print(f"  build: ours {mine['build_s']:.1f} s (peak {mine['peak_mb']:.0f} MB), peer {theirs['build_s']:.1f} s")
    for kind in sorted(set(kinds)):
        at = [place for place, name in enumerate(kinds) if name == kind]
        own, other = ([side["ms"][place] for place in at] for side in (mine, theirs))
        found = sum(mine["totals"][place] for place in at) / len(at)
        print(f"  p95 {kind}: ours {p95(own):.2f} ms, peer {p95(other):.2f} ms ({len(at)} questions, {found:.0f} hits)")
