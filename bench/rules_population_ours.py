# SPDX-License-Identifier: EUPL-1.2
"""Ours for the claim `rules-population`: reads the folder of its argument. Its last line is `{"seconds", "one", "made",
"threads"}`."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy

from bench.rules_people import allowance
from stelsel.engines.rules.population.kernel import Kernel
from stelsel.engines.rules.population.pivot import Table, pivoted

ROUNDS = 7


def main() -> None:
    """Measures and prints."""
    folder = Path(sys.argv[1])
    given = {one.stem: numpy.load(one) for one in folder.glob("*.npy")}
    made = Kernel(allowance())

    def amounts(threads: int | None) -> tuple[Any, Any]:
        table = Table(given["household"], given["role"], ("aanvrager", "partner"), given)
        placed = pivoted(made.layout, table, None, {})
        found = made(placed.columns, {}, len(placed.household), groups=placed.groups, roads=True, threads=threads)
        return placed.household, found["value"]

    started = perf_counter()
    household, value = amounts(None)
    made_in = perf_counter() - started
    best = {}
    for threads in (None, 1):
        times = []
        for _ in range(ROUNDS):
            started = perf_counter()
            household, value = amounts(threads)
            times.append(perf_counter() - started)
        best[threads] = min(times)
    numpy.save(folder / "ours-amounts.npy", value[numpy.argsort(household)].astype(numpy.int64))
    print(json.dumps({
        "seconds": best[None], "one": best[1], "made": made_in - best[None], "threads": len(os.sched_getaffinity(0)),
    }))  # fmt: skip


if __name__ == "__main__":
    main()
