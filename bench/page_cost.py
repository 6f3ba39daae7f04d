# SPDX-License-Identifier: EUPL-1.2
"""Claim `page-cost`: the CPU of our start page and of a list of 50 rows, beside a plain Django view of the same bytes.

Ours carries sessions, authentication, security headers and the reading of the logs; the peer carries nothing. Neither
keeps a response. The figure is the worse of the two pages.
"""

from __future__ import annotations

import json
from statistics import median

from bench.harness import Bar, Claim, Result, ours, peer

CLAIM = Claim(
    name="page-cost",
    what="median CPU of a page (worse of start and 50-row list), beside a plain Django view of the same bytes",
    unit="ms",
    bar=Bar(1.5),
)
ROUNDS = 200


def run() -> Result:
    """Measures ours, then the peer on the bytes that ours gave."""
    mine = ours("bench.page_cost_ours", str(ROUNDS))
    theirs = peer("plain-django", "page.py", stdin=json.dumps({"pages": mine["pages"], "rounds": ROUNDS}).encode())
    figures = {}
    for name in mine["pages"]:
        own, other = median(mine["cpu_ms"][name]), median(theirs[name]["cpu_ms"])
        figures[name] = (own, other)
        size = len(mine["pages"][name])
        print(f"  {name}: ours {own:.2f} ms, peer {other:.2f} ms, ratio {own / other:.2f}, {size} characters")
    worst = max(figures.values(), key=lambda pair: pair[0] / pair[1])
    return Result(
        ours=worst[0],
        peer=worst[1],
        seen=f"a server core makes {1000 / worst[0]:.0f} of these pages a second",
        conditions={
            "the peer gives the same bytes": all(theirs[name]["same"] for name in mine["pages"]),
            "the list has 50 rows": mine["pages"]["list"].count("<tr") == 51,
        },
    )
