# SPDX-License-Identifier: EUPL-1.2
"""Claim `route`: from a question in own words to the right door, on questions of our own. They were written beside the
ways to say a service and blind to them, and those that share a run of four words with one were left out (223 of 583).
No weight was fitted on this half, but its figures were seen while the other half was used, so it is no longer unseen in
the strict sense. The peer is the better of the two parts, letters alone and meaning alone.

The questions and the sayings have one author; what strangers ask will do worse.
"""

from __future__ import annotations

from bench.harness import Bar, Claim, Result, ours

CLAIM = Claim(
    name="route",
    what="share of questions with the right service first, beside the better of the two parts",
    unit="share",
    bar=Bar(1.0, side="at least"),
)
FIRST, FIVE, REFUSED, ENGLISH, WRONG, COVERED, MOST_MS = 0.60, 0.85, 0.90, 0.90, 0.05, 0.70, 60


def run() -> Result:
    """Measures in one process, on one thread."""
    mine = ours("bench.route_ours", environment={"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"})
    parts = {name: mine[name]["first"] for name in ("letters", "meaning")}
    for name in ("together", "letters", "meaning", "nl", "en"):
        print(
            f"  {name}: first {mine[name]['first']:.1%}, among five {mine[name]['five']:.1%} of {mine[name]['asked']}"
        )
    print(f"  at {COVERED:.0%} answered {mine['wrong']:.1%} go to a wrong organisation, {mine['wrong_service']:.1%} get"
          f" another service; off-topic refused {mine['refused']:.1%} of {mine['off_topic']}")  # fmt: skip
    print(f"  {mine['p50_ms']:.1f} ms in the middle, {mine['p95_ms']:.1f} ms at p95; ready in {mine['ready_s']:.1f} s")
    return Result(
        ours=mine["together"]["first"],
        peer=max(parts.values()),
        seen=f"the doors within {mine['p95_ms']:.0f} ms",
        conditions={
            f"first at least {FIRST:.0%}": mine["together"]["first"] >= FIRST,
            f"among five at least {FIVE:.0%}": mine["together"]["five"] >= FIVE,
            f"off-topic refused at least {REFUSED:.0%}": mine["refused"] >= REFUSED,
            f"English at least {ENGLISH:.0%} of Dutch": mine["en"]["first"] >= ENGLISH * mine["nl"]["first"],
            f"wrong door at most {WRONG:.0%} at {COVERED:.0%} answered": mine["wrong"] <= WRONG,
            f"p95 at most {MOST_MS} ms": mine["p95_ms"] <= MOST_MS,
            "at least 300 questions on 150 products": mine["all"] >= 300 and mine["products"] >= 150,
        },
    )
