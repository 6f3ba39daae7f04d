# SPDX-License-Identifier: EUPL-1.2
"""Claim `postgres`: pages of a node with 100,000 entries on PostgreSQL, beside the same node on SQLite.

The node is filled on SQLite and moved with `stelsel migrate-to`'s own code; both are then asked in turns. The server is
of this run alone, with fsync on. The figure is the worst of the four pages.
"""

from __future__ import annotations

import tempfile
from statistics import median
from typing import Any

from bench.harness import Bar, Claim, Result, ours
from tools.postgresql import Cluster

CLAIM = Claim(
    name="postgres",
    what="median request (worst of start, list, entry and search) at 100,000 entries, beside the same node on SQLite",
    unit="ms",
    bar=Bar(1.5),
)
SIZE = 100_000
ROUNDS, TURNS = 50, 4


def run() -> Result:
    """Fills, moves, and asks SQLite and PostgreSQL in turns."""
    with tempfile.TemporaryDirectory() as home, Cluster(durable=True) as cluster, cluster.database() as address:
        moved = ours("bench.postgres_ours", "fill", str(SIZE), stdin=address.encode(), environment=_node(home, ""))
        asked: dict[str, list[dict[str, Any]]] = {"": [], address: []}
        for _ in range(TURNS):
            for place, found in asked.items():
                found.append(ours("bench.postgres_ours", "ask", str(ROUNDS), environment=_node(home, place)))
    figures = {page: (_median(asked[address], page), _median(asked[""], page)) for page in asked[""][0]["ms"]}
    for page, (on_server, in_file) in figures.items():
        print(f"  {page}: PostgreSQL {on_server:.2f} ms, SQLite {in_file:.2f} ms, ratio {on_server / in_file:.2f}")
    worst = max(figures.values(), key=lambda pair: pair[0] / pair[1])
    bodies = {str(one["pages"]) for found in asked.values() for one in found}
    return Result(
        ours=worst[0],
        peer=worst[1],
        seen=f"the node of {moved['entries']} entries moves, with proof, in {moved['move_s']:.1f} s",
        conditions={"both give the same pages": len(bodies) == 1, f"{SIZE} entries": moved["entries"] >= SIZE},
    )


def _node(home: str, database: str) -> dict[str, str]:
    return {"STELSEL_HOME": home, "STELSEL_DATABASE": database, "DJANGO_SETTINGS_MODULE": "stelsel.node.settings"}


def _median(found: list[dict[str, Any]], page: str) -> float:
    return median([spent for one in found for spent in one["ms"][page]])
