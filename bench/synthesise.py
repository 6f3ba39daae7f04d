# SPDX-License-Identifier: EUPL-1.2
"""Claim `synthesise`: a synthetic country of 1,000,000 people as Parquet files, from nothing to the last byte.

Ours alone: no open maker of Dutch households with the facts of these laws was found to run beside it.
"""

from __future__ import annotations

from bench.harness import Bar, Claim, Result, ours

CLAIM = Claim(
    name="synthesise",
    what="seconds to make and write 1,000,000 synthetic people",
    unit="s",
    bar=Bar(20.0, on="ours"),
)
PERSONS, MOST_MB = 1_000_000, 1_000


def run() -> Result:
    """Measures a fresh process."""
    mine = ours("bench.synthesise_ours", str(PERSONS))
    print(
        f"  {mine['households']:,} households, {mine['mb_written']:.0f} MB written, {mine['peak_mb']:.0f} MB of memory"
    )
    return Result(
        ours=mine["s"],
        seen=f"a country to try rules on after {mine['s']:.1f} s",
        conditions={
            "exactly that many people": mine["persons"] == PERSONS,
            f"at most {MOST_MB} MB of memory": mine["peak_mb"] <= MOST_MB,
        },
    )
