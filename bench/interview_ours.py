# SPDX-License-Identifier: EUPL-1.2
"""Ours for the claim `interview`. Its last line is
`{"rules", "ours", "least", "fixed", "lazy", "worst", "above_fixed", "wrong", "slowest_ms", "big_ms"}`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from time import perf_counter
from typing import Any

from bench.interview_rules import OPEN, Answers, Oracle, Rule, generated
from stelsel.engines.rules import Facts, evaluate
from stelsel.engines.rules.asking import conclude, next_question
from stelsel.engines.rules.values import plain

SEEDS = range(60)
Ask = Callable[[Rule, Answers], str | None]


class Walk:
    """One way of asking on one rule: the expected number of questions, and whether every end is right."""

    def __init__(self, oracle: Oracle, ask: Ask) -> None:
        self.oracle, self.ask = oracle, ask
        self.keys = list(oracle.rule.domains)
        self.wrong = 0
        self.slowest = 0.0
        self.expected = self._from(oracle.start)

    def _from(self, answers: Answers) -> float:
        started = perf_counter()
        key = self.ask(self.oracle.rule, answers)
        self.slowest = max(self.slowest, perf_counter() - started)
        if key is None:
            self.wrong += self.oracle.settled[answers] is OPEN or self._value(answers) != self.oracle.settled[answers]
            return 0.0
        after = self.oracle.after(answers, self.keys.index(key))
        return 1 + sum(map(self._from, after)) / len(after)

    def _value(self, answers: Answers) -> Any:
        rule = self.oracle.rule
        facts = Facts(rule.document(answers))
        return plain(conclude(rule.library, rule.rule, rule.output, facts, rule.on, figures=rule.figures).value)


def best(rule: Rule, answers: Answers) -> str | None:
    """Our question."""
    facts = Facts(rule.document(answers))
    found = next_question(rule.library, rule.rule, rule.output, facts, rule.on, figures=rule.figures)
    return found.key if found else None


def lazy(rule: Rule, answers: Answers) -> str | None:
    """The first fact that the computation comes to need."""
    facts = Facts(rule.document(answers))
    outcome = evaluate(rule.library, rule.rule, rule.output, facts, rule.on, figures=rule.figures)
    return next((key for key in rule.domains if key in outcome.missing), None)


def main() -> None:
    """Measures and prints."""
    for seed in SEEDS:
        t=perf_counter()
        oracle = Oracle(generated(seed))
        t1=perf_counter()-t
        if oracle.least[oracle.start]==0: continue
        mine, plain = Walk(oracle, best), Walk(oracle, lazy)
        least=oracle.least[oracle.start]
        print(seed, len(oracle.sizes), round(t1,1), "least", round(least,3), "ours", round(mine.expected,3), round(mine.expected/least,3),"fixed", round(oracle.best_fixed_order(),3), "lazy", round(plain.expected,3), "wrong", mine.wrong, plain.wrong, "slowest", round(mine.slowest*1000), round(perf_counter()-t,1), flush=True)


if __name__ == "__main__":
    main()
