# SPDX-License-Identifier: EUPL-1.2
"""Claim `interview`: the number of questions we ask against the exact least that any way of asking needs, on rules of
at most ten facts; and against every fixed order of questions.

The least is found by going over every set of answers that somebody could have given so far (`interview_rules`), with
all answers that stand for a part of the rule equally likely. The fixed order is the best of all orders, and skips what
cannot matter any more, which a form with fixed questions does not do.
"""

from __future__ import annotations

from bench.harness import Bar, Claim, Result, ours

CLAIM = Claim(
    name="interview",
    what="expected questions, added over rules of at most ten facts, against the exact optimum",
    unit="questions",
    bar=Bar(1.15),
)
MOST_MS = 100


def run() -> Result:
    """Asks on all rules, in each case that can come up."""
    found = ours("bench.interview_ours")
    print(
        f"  {found['rules']} rules; best fixed order {found['fixed']:.1f}, order of the computation {found['lazy']:.1f}"
    )
    print(f"  worst rule {found['worst']:.3f} times its least; slowest question on a rule {found['slowest_ms']:.0f} ms")
    return Result(
        ours=found["ours"],
        peer=found["least"],
        seen=f"the next question of the health-care allowance of a couple within {found['household_ms']:.0f} ms",
        conditions={
            "every interview ends with the decision that full facts give": found["wrong"] == 0,
            "no rule takes more than 1.15 times its least": found["worst"] <= 1.15,
            "fewer questions than any fixed order, over all rules": found["ours"] < found["fixed"],
            f"a question about a household takes at most {MOST_MS} ms": found["household_ms"] <= MOST_MS,
        },
    )
