# SPDX-License-Identifier: EUPL-1.2
"""Claim `authorise`: what the checks of who may what add to a list page: the same page with them, beside the same page
where every check answers yes.

The visitor may see every log, so that both pages are the same. Checked and unchecked turns alternate in one process.
"""

from __future__ import annotations

from statistics import median

from bench.harness import Bar, Claim, Result, ours

CLAIM = Claim(
    name="authorise",
    what="median CPU of a list page of 50 rows with every check of who may what, beside the same page without",
    unit="ms",
    bar=Bar(1.05),
)
ROUNDS = 400


def run() -> Result:
    """Measures both in one process."""
    found = ours("bench.authorise_ours", str(ROUNDS))
    checked, unchecked = (median(found["cpu_ms"][name]) for name in ("checked", "unchecked"))
    print(f"  one check of a log {found['check_ns']:.0f} ns, of a page {found['door_ns']:.0f} ns; {found['logs']} logs")
    return Result(
        ours=checked,
        peer=unchecked,
        seen=f"the checks take {(checked - unchecked) * 1000:+.0f} microseconds of a page of {checked:.1f} ms",
        conditions={
            "both pages are the same": found["same"],
            "the list has 50 rows": found["rows"] == 51,
            "a page asks the table": found["asked"] > 0,
        },
    )
