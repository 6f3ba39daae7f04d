# SPDX-License-Identifier: EUPL-1.2
"""Claim `rules-kernel`: the health-care allowance of two million households in one pass over arrays, beside a loop that
only reads as many bytes. Every fact is known; 2% of the households go by themselves (they live in a treaty country).

Of every other law: the kernel over arrays beside the query of the same program over tables in DuckDB.
"""

from __future__ import annotations

from bench.harness import Bar, Claim, Result, ours

CLAIM = Claim(
    name="rules-kernel",
    what="gigabytes of facts a second in the kernel of the rule, beside a loop that only reads them",
    unit="GB/s",
    bar=Bar(0.5, side="at least"),
)
LEAST_TIMES = 10


def run() -> Result:
    """Measures both in one process."""
    mine = ours("bench.rules_kernel_ours")
    print(f"  {mine['ns']:.2f} ns a household, {mine['bytes']} bytes read; with 2% of the cells empty "
          f"{mine['ns_unknown']:.2f} ns")  # fmt: skip
    times = {name: there / here for name, (here, there) in mine["laws"].items()}
    for name, (here, there) in mine["laws"].items():
        print(f"  {name}: kernel {here * 1000:.2f} ms, DuckDB {there * 1000:.1f} ms, {times[name]:.0f} times")
    return Result(
        ours=mine["ours"],
        peer=mine["peer"],
        seen=f"the amounts of 18 million people after {mine['ns'] * 0.018:.2f} s",
        conditions={
            "the roads give what the long way gives": mine["same"],
            f"every other law {LEAST_TIMES} times as fast as its query": min(times.values()) >= LEAST_TIMES,
        },
    )
