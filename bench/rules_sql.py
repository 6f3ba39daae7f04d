# SPDX-License-Identifier: EUPL-1.2
"""Claim `rules-sql`: the health-care allowance of a million households in DuckDB, by the query that the rule text
compiles to, beside a query written by hand for the same (bench/queries). Both give an amount, or none where the facts
do not decide it.
"""

from __future__ import annotations

from bench.harness import Bar, Claim, Result, ours

CLAIM = Claim(
    name="rules-sql",
    what="seconds for a million households by the query of the rule, beside a query written by hand",
    unit="s",
    bar=Bar(1.5),
)


def run() -> Result:
    """Measures both in one process."""
    mine = ours("bench.rules_sql_ours")
    print(f"  with what is missing and how sure it is as well: {mine['full_s']:.2f} s")
    return Result(
        ours=mine["ours_s"],
        peer=mine["peer_s"],
        seen=f"the amounts of {mine['households']:,} households after {mine['ours_s']:.1f} s",
        conditions={
            "both give the same for every household": mine["different"] == 0,
            "most households are decided": mine["decided"] > 0.8 * mine["households"],
        },
    )
