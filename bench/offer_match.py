# SPDX-License-Identifier: EUPL-1.2
"""Claim `offer-match`: 1,000 random demands against all distinct real offers, each answered whole with facets.

The peer is a naive buyer that reads every offer for every demand; both must give the same offers in the same order and
the same counts per reason. Demands are drawn as buyers ask: a place, a size, sometimes an architecture, graphics cards,
a certificate or a minimum sovereignty level. Most must have something to choose from.
"""

from __future__ import annotations

import json

from bench.harness import Bar, Claim, Result, ours, peer
from bench.search import p95

CLAIM = Claim(
    name="offer-match",
    what="p95 of one whole answer, with facets, over all distinct real offers, beside a naive buyer",
    unit="ms",
    bar=Bar(20, on="ours"),
)
DEMANDS, SOME, BLOCKED = 1000, 700, 200


def run() -> Result:
    """Measures ours, then the naive buyer on the same entries and demands."""
    mine = ours("bench.offer_match_ours", str(DEMANDS))
    with open(mine["entries"], encoding="utf-8") as file:
        theirs = peer("naive-match", "naive_match.py", stdin=file.read().encode())
    answers = theirs["answers"]
    sizes = [len(answer["fits"]) for answer in answers]
    some = sum(1 <= size <= 500 for size in sizes)
    blocked = sum(answer["only_unknown"] > 0 for answer in answers)
    print(f"  offers: {mine['offers']}; demands with 1..500 fitting: {some}; offers lost only by unknown: {blocked}")
    return Result(
        ours=p95(mine["ms"]),
        peer=p95(theirs["ms"]),
        seen=f"an answer in {p95(mine['ms']):.1f} ms or less, 95 times in 100",
        conditions={
            "same offers in the same order, and the same counts, for every demand": _same(mine["answers"], answers),
            f"at least {SOME} demands have between 1 and 500 fitting offers": some >= SOME,
            f"at least {BLOCKED} demands lose offers only by what is unknown": blocked >= BLOCKED,
        },
    )


def _same(mine: list[dict], theirs: list[dict]) -> bool:
    for place, (own, other) in enumerate(zip(mine, theirs, strict=True)):
        if own != other:
            print(f"  demand {place} differs: {json.dumps(own)[:300]} and {json.dumps(other)[:300]}")
            return False
    return True
