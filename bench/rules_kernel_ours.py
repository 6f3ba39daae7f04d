# SPDX-License-Identifier: EUPL-1.2
"""Ours for the claim `rules-kernel`. Its last line is `{"ours", "peer", "ns", "ns_unknown", "bytes", "same", "laws"}`;
`laws`: of each other law the seconds of its kernel and of its query in DuckDB."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy

from bench.rules_people import LAWS, UNKNOWN, allowance, law
from stelsel.engines.rules.population import Column
from stelsel.engines.rules.population.kernel import Kernel, run
from stelsel.engines.rules.population.layout import Array, empty_of, type_of
from stelsel.engines.rules.population.machine import Machine
from stelsel.engines.rules.population.sql import query
from stelsel.engines.synthetic import Options
from stelsel.node import synthetic
from stelsel.node.population.connection import connected
from stelsel.node.population.kernel_engine import placed
from stelsel.node.population.rows import bad_households, keep_right
from stelsel.node.population.source import source_of
from stelsel.node.population.tables import open_tables, wanted

HOUSEHOLDS, ROUNDS, PERSONS = 2_000_000, 7, 500_000
YES = {"heeft_toeslagpartner": 0.45, "is_verzekerd": 0.97, "zelfde_partner_hele_jaar": 0.95, "verandert_dit_jaar": 0.05}
THREADS = (1, len(os.sched_getaffinity(0)))
READ = """
define void @run(i64 %first, i64 %last, ptr %table) {
entry:
  %words = load ptr, ptr %table
  %place = getelementptr ptr, ptr %table, i64 1
  %out = load ptr, ptr %place
  br label %each
each:
  %at = phi i64 [ %first, %entry ], [ %next, %each ]
  %a = phi <32 x i64> [ zeroinitializer, %entry ], [ %sum, %each ]
  %from = getelementptr i64, ptr %words, i64 %at
  %some = load <32 x i64>, ptr %from, align 8
  %sum = add <32 x i64> %a, %some
  %next = add i64 %at, 32
  %more = icmp slt i64 %next, %last
  br i1 %more, label %each, label %done
done:
  %total = call i64 @llvm.vector.reduce.add.v32i64(<32 x i64> %sum)
  %share = udiv i64 %first, 65536
  %to = getelementptr i64, ptr %out, i64 %share
  store i64 %total, ptr %to
  ret void
}
declare i64 @llvm.vector.reduce.add.v32i64(<32 x i64>)
"""
"""A loop that only reads: the sum of words, for each share of them."""


def cells(column: Column, random: Any) -> Array:
    """A column of facts."""
    kind, size = type_of(column), HOUSEHOLDS
    if column.sort == "boolean":
        return numpy.asarray(random.random(size) < YES.get(column.field, 0.01)).astype(kind)
    if column.sort == "date":
        days = random.integers(1935, 2009, size) * 10000 + random.integers(1, 13, size) * 100
        return numpy.asarray(days + random.integers(1, 29, size)).astype(kind)
    most = {"maanden_met_recht": 13, "jaarinkomen": 6_000_000}.get(column.field, 30_000_000)
    return numpy.asarray(random.integers(0, most, size)).astype(kind)


def quickest(*some: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Seconds for the quickest of some, in the best of some rounds; they take turns."""
    best = float("inf")
    for at in range(rounds + 1):
        for work in some:
            started = perf_counter()
            work()
            best = min(best, perf_counter() - started) if at else best
    return best


def everyone(machine: Machine, arrays: Sequence[Array], size: int) -> float:
    """Seconds over so many, on one processor or on all."""
    return quickest(*(lambda threads=one: run(machine, arrays, (0, size), threads) for one in THREADS))


def reading(count: int) -> float:
    """Seconds for only reading so many bytes."""
    words = numpy.ones(count // 8 // 65_536 * 65_536, dtype=numpy.int64)
    totals = numpy.zeros(len(words) // 65_536 + 1, dtype=numpy.int64)
    seconds = everyone(Machine(READ), [words, totals], len(words))
    return seconds * count / words.nbytes


def same(made: Kernel, facts: dict[str, Array]) -> bool:
    """Whether the roads give what the long way gives."""
    few = {name: one[:100_000] for name, one in facts.items()}
    one, other = (made(few, {}, 100_000, roads=roads)["value"] for roads in (True, False))
    return bool(numpy.array_equal(one, other))


def other_laws() -> dict[str, tuple[float, float]]:
    """Of each other law the seconds of its kernel and of its query in DuckDB, over the same people in memory."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        synthetic.write(Options(persons=PERSONS, seed=1, on=date(2026, 1, 1)), Path(folder) / "people")
        source = source_of(Path(folder) / "people")
        for name, output in LAWS:
            program = law(name, output)
            with (
                source.opened(Path(folder), wanted(program, ())) as opened,
                connected(Path(folder)) as base,
            ):
                open_tables(base, source, opened, 0, program, ())
                bad_households(base, program, [])
                keep_right(base, program)
                text = f"CREATE OR REPLACE TEMP TABLE found AS {query(program, 'duckdb').text}"
                there = quickest(lambda: base.execute(text), rounds=1 if "opvang" in name else 3)  # noqa: B023
                made = Kernel(program)
                given = placed(base, made.layout)
                here = quickest(*(
                    lambda threads=one: made(  # noqa: B023
                        given.columns, given.starts, len(given.household), groups=given.groups, roads=True,  # noqa: B023
                        threads=threads,
                    ) for one in THREADS
                ))  # fmt: skip
            found[f"{name} {output}"] = (here, there)
            print(f"{name} {output}: {there / here:.0f} times", file=sys.stderr, flush=True)
    return found


def main() -> None:
    """Measures and prints."""
    made = Kernel(allowance(), ("value",))
    random = numpy.random.default_rng(1)
    facts = {one.name: cells(one, random) for one in made.layout.columns}
    size = sum(one.itemsize for one in facts.values())
    out = numpy.zeros(HOUSEHOLDS, dtype=made.layout.answers[0].type)
    arrays = [*facts.values(), out]
    machine = made.machine(made.filling(facts, {}, (0, HOUSEHOLDS)))
    seconds = everyone(machine, arrays, HOUSEHOLDS)
    equal = same(made, facts)
    reads = reading(HOUSEHOLDS * size)
    for one in made.layout.columns:
        facts[one.name][random.random(HOUSEHOLDS) < UNKNOWN] = empty_of(one)
    machine = made.machine(made.filling(facts, {}, (0, HOUSEHOLDS)))
    unknown = everyone(machine, arrays, HOUSEHOLDS)
    equal &= same(made, facts)
    bytes_read, billion = HOUSEHOLDS * size, 1e9
    print(json.dumps({
        "ours": bytes_read / seconds / billion, "peer": bytes_read / reads / billion,
        "ns": seconds / HOUSEHOLDS * billion, "ns_unknown": unknown / HOUSEHOLDS * billion, "bytes": size,
        "same": equal, "laws": other_laws(),
    }))  # fmt: skip


if __name__ == "__main__":
    main()
