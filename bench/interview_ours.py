# SPDX-License-Identifier: EUPL-1.2
"""Ours for the claim `interview`. Its last line is
`{"rules", "ours", "least", "fixed", "lazy", "worst", "wrong", "slowest_ms", "household_ms"}`: expected numbers of
questions, added over the rules."""

from __future__ import annotations

import json
from collections.abc import Callable
from time import perf_counter
from typing import Any

from bench.interview_rules import DAY, OPEN, Answers, Oracle, Rule, generated, our_own
from stelsel.engines.rules import Facts, evaluate
from stelsel.engines.rules.asking import answered, conclude, next_question
from stelsel.engines.rules.values import plain
from stelsel.priorities.services.figures import figures

SEEDS = range(100)
PERSON = {
    "geboortedatum": "1980-05-15",
    "is_verzekerd": True,
    "woont_in_verdragsland": False,
    "rendementsgrondslag": 0,
    "jaarinkomen": 2_000_000,
    "verandert_dit_jaar": False,
}
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


def household() -> float:
    """Milliseconds of the slowest question about the health-care allowance of a couple, each the best of three."""
    library, law = our_own()[0].library, ("wet_op_de_zorgtoeslag", "zorgtoeslag_per_jaar")
    people = {
        "aanvrager": {**PERSON, "heeft_toeslagpartner": True, "zelfde_partner_hele_jaar": True},
        "partner": PERSON,
    }
    document: dict[str, Any] = {}
    slowest = 0.0
    while True:
        took = []
        for _ in range(3):
            started = perf_counter()
            found = next_question(library, *law, Facts(document), DAY, figures=figures())
            took.append((perf_counter() - started) * 1000)
        slowest = max(slowest, min(took))
        if found is None:
            return slowest
        person, name = found.key.split(".")
        document = answered(document, found, people[person][name])


def main() -> None:
    """Measures and prints."""
    found = dict.fromkeys(("least", "ours", "fixed", "lazy", "worst", "wrong", "slowest_ms"), 0.0)
    rules = [*map(generated, SEEDS), *our_own()]
    counted = 0
    for rule in rules:
        oracle = Oracle(rule)
        least = oracle.least[oracle.start]
        if not least:
            continue  # nothing in it can matter
        counted += 1
        mine = Walk(oracle, best)
        found["least"] += least
        found["ours"] += mine.expected
        found["fixed"] += oracle.best_fixed_order()
        found["lazy"] += Walk(oracle, lazy).expected
        found["worst"] = max(found["worst"], mine.expected / least)
        found["wrong"] += mine.wrong
        found["slowest_ms"] = max(found["slowest_ms"], mine.slowest * 1000)
    print(json.dumps({**found, "rules": counted, "household_ms": household()}))


if __name__ == "__main__":
    main()
