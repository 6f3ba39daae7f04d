# SPDX-License-Identifier: EUPL-1.2
"""Ours for the claim `rules-kernel`. Its last line is `{"ours", "peer", "ns", "ns_unknown", "bytes", "same"}`."""

from __future__ import annotations

import json
from collections.abc import Callable
from time import perf_counter
from typing import Any

import numba
import numpy

from bench.rules_people import UNKNOWN, allowance
from stelsel.engines.rules.population import Column
from stelsel.engines.rules.population.kernel import empty_of, kernel, type_of

HOUSEHOLDS, ROUNDS = 2_000_000, 7
YES = {"heeft_toeslagpartner": 0.45, "is_verzekerd": 0.97, "zelfde_partner_hele_jaar": 0.95, "verandert_dit_jaar": 0.05}


def cells(column: Column, random: Any) -> Any:
    """A column of facts."""
    kind, size = type_of(column), HOUSEHOLDS
    if column.sort == "boolean":
        return (random.random(size) < YES.get(column.field, 0.01)).astype(kind)
    if column.sort == "date":
        days = random.integers(1935, 2009, size) * 10000 + random.integers(1, 13, size) * 100
        return (days + random.integers(1, 29, size)).astype(kind)
    most = {"maanden_met_recht": 13, "jaarinkomen": 6_000_000}.get(column.field, 30_000_000)
    return random.integers(0, most, size).astype(kind)


def quickest(work: Callable[[], object]) -> float:
    """Seconds for one, in the best of some rounds."""
    work()
    found = []
    for _ in range(ROUNDS):
        started = perf_counter()
        work()
        found.append(perf_counter() - started)
    return min(found)


@numba.njit  # type: ignore[untyped-decorator]
def read(words: Any) -> int:
    """Only reads."""
    total = 0
    for one in words:
        total += one
    return total


def main() -> None:
    """Measures and prints."""
    program = allowance()
    made = kernel(program, ("value",))
    random = numpy.random.default_rng(1)
    by_name = {one.name: one for one in program.columns}
    facts = {name: cells(by_name[name], random) for name in made.columns}
    size = sum(one.itemsize for one in facts.values())
    out = numpy.zeros(HOUSEHOLDS, dtype=made.types[0])
    run = made.function()
    seconds = quickest(lambda: run(0, HOUSEHOLDS, *facts.values(), out))
    few = 20_000
    same = numpy.array_equal(
        made({name: one[:few].tolist() for name, one in facts.items()}, {}, few, compiled=False)["value"], out[:few]
    )
    words = numpy.ones(HOUSEHOLDS * size // 8, dtype=numpy.int64)
    reading = quickest(lambda: read(words))
    for name, one in facts.items():
        one[random.random(HOUSEHOLDS) < UNKNOWN] = empty_of(by_name[name])
    unknown = quickest(lambda: run(0, HOUSEHOLDS, *facts.values(), out))
    bytes_read, billion = HOUSEHOLDS * size, 1e9
    print(json.dumps({
        "ours": bytes_read / seconds / billion, "peer": bytes_read / reading / billion,
        "ns": seconds / HOUSEHOLDS * billion, "ns_unknown": unknown / HOUSEHOLDS * billion, "bytes": size,
        "same": bool(same),
    }))  # fmt: skip


if __name__ == "__main__":
    main()
