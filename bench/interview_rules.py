# SPDX-License-Identifier: EUPL-1.2
"""Small rules for the claim `interview` and the slow oracle beside it: the least questions on average that any way of
asking needs, by going over every set of answers that somebody could have given so far. It shares nothing with the
engine's own planning but the evaluation of full cases."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import product
from math import prod
from typing import Any, NamedTuple

import yaml

from stelsel.engines.rules import Facts, Library, evaluate, read_rules
from stelsel.engines.rules.outcome import Figures
from stelsel.engines.rules.values import plain
from stelsel.priorities.services.figures import RULES, figures

DAY = date(2026, 3, 1)
MOST_STATES = 70_000
_BORN = "aanvrager.geboortedatum"
Answers = tuple[int, ...]
"""Of each fact the number of its answer; -1 for unknown."""


class Rule(NamedTuple):
    """A rule with its facts (by key) and for each the answers that stand for all."""

    name: str
    library: Library
    rule: str
    output: str
    domains: Mapping[str, Sequence[Any]]
    on: date = DAY
    figures: Figures | None = None

    def document(self, answers: Answers) -> dict[str, Any]:
        """The facts as JSON."""
        people: dict[str, dict[str, Any]] = {"aanvrager": {}}
        for (key, values), at in zip(self.domains.items(), answers, strict=True):
            if at >= 0:
                person, name = key.split(".")
                people.setdefault(person, {})[name] = values[at]
        return {"personen": people}

    def value(self, answers: Answers) -> Any:
        """The outcome of a full case, as plain data."""
        facts = Facts(self.document(answers))
        found = evaluate(self.library, self.rule, self.output, facts, self.on, figures=self.figures)
        return plain(found.value)


def our_own() -> list[Rule]:
    """Outputs of our own texts with at most seven facts; for numbers and days an answer in each part of the law."""
    texts = (read_rules(path.read_bytes(), path.name) for path in sorted(RULES.glob("*/*.yaml")))
    library, yes_no = Library(texts), (True, False)
    grown, turns_18, child = "1980-05-15", "2008-06-15", "2015-06-15"
    some: list[tuple[str, str, dict[str, Sequence[Any]]]] = [
        (
            "wet_op_de_zorgtoeslag",
            "vermogen_boven_grens",
            {
                "aanvrager.heeft_toeslagpartner": yes_no,
                "aanvrager.zelfde_partner_hele_jaar": yes_no,
                "aanvrager.rendementsgrondslag": (0, 16_000_000, 30_000_000),
                "partner.rendementsgrondslag": (0, 16_000_000, 30_000_000),
            },
        ),
        (
            "wet_op_de_zorgtoeslag",
            "geldt_hele_jaar",
            {
                "aanvrager.verandert_dit_jaar": yes_no,
                "aanvrager.geboortedatum": (grown, turns_18, child),
                "aanvrager.heeft_toeslagpartner": yes_no,
                "aanvrager.zelfde_partner_hele_jaar": yes_no,
                "partner.geboortedatum": (grown, turns_18, child),
            },
        ),
        ("wet_op_de_zorgtoeslag", "is_verzekerde", {"aanvrager.is_verzekerd": yes_no, _BORN: (grown, child)}),
        (
            "besluit_kinderopvangtoeslag",
            "voldoet_aan_voorwaarden",
            {
                "aanvrager.opvang_is_geregistreerd": yes_no,
                "aanvrager.betaalt_eigen_bijdrage": yes_no,
                "aanvrager.werken_of_tellen_alle_ouders": yes_no,
            },
        ),
        (
            "inkomenstoeslag_alphen_aan_den_rijn",
            "inkomenstoeslag_bedrag",
            {
                "aanvrager.is_gehuwd": yes_no,
                "aanvrager.heeft_kind_onder_12": yes_no,
                "aanvrager.heeft_kind_van_12_tot_18": yes_no,
            },
        ),
        (
            "participatiewet",
            "norm_alleenstaande",
            {
                "aanvrager.heeft_aow_leeftijd": yes_no,
                _BORN: (grown, "2006-06-15", child),
                "aanvrager.zonder_steun_van_ouders": yes_no,
            },
        ),
    ]
    return [Rule(output, library, law, output, domains, DAY, figures()) for law, output, domains in some]


def generated(seed: int) -> Rule:
    """A rule of 3 to 10 facts (yes or no, amounts with thresholds, choices), each used once or more."""
    chance = random.Random(seed)
    inputs: list[dict[str, Any]] = []
    domains: dict[str, Sequence[Any]] = {}
    tests: list[Any] = []
    states = 1
    for at in range(chance.randint(3, 10)):
        name = f"f{at}"
        field, values, some = _fact(chance, name)
        if states * (len(values) + 1) > MOST_STATES:
            break
        states *= len(values) + 1
        inputs.append(field)
        domains[f"aanvrager.{name}"] = values
        tests += some
    tests += chance.sample(tests, chance.randint(0, len(tests) // 3))
    chance.shuffle(tests)
    amount = chance.random() < 0.4
    body = _tree(chance, tests)
    kind = "number" if amount else "boolean"
    if amount:
        half = len(tests) // 2
        cases = [{"when": _tree(chance, tests[:half]), "then": 0}, {"when": _tree(chance, tests[half:]), "then": 100}]
        body = {"operation": "IF", "cases": cases, "default": 200}
    return Rule(f"seed {seed}", _library(inputs, body, kind), "wet", "uit", domains)


def _fact(chance: random.Random, name: str) -> tuple[dict[str, Any], Sequence[Any], list[Any]]:
    """An input, its answers and the tests it is used in."""
    which = chance.random()
    if which < 0.6:
        return {"name": name, "type": "boolean", "source": {}}, (True, False), [f"${name}"]
    if which < 0.8:
        choices = ["A", "B", "C"]
        field = {"name": name, "type": "string", "type_spec": {"enum": choices}, "source": {}}
        return field, choices, [{"operation": "EQUALS", "subject": f"${name}", "value": chance.choice(choices)}]
    limits = sorted(chance.sample(range(1_000, 90_000, 500), chance.randint(1, 2)))
    tests = [
        {"operation": chance.choice(["LESS_THAN", "GREATER_THAN_OR_EQUAL"]), "subject": f"${name}", "value": limit}
        for limit in limits
    ]
    values = (limits[0] - 500, *(limit + 250 for limit in limits))
    spec = {"unit": "eurocent", "min": 0}
    return {"name": name, "type": "amount", "type_spec": spec, "source": {}}, values, tests


def _tree(chance: random.Random, tests: Sequence[Any]) -> Any:
    """Some tests joined by and, or, not and if."""
    if len(tests) == 1:
        one = tests[0]
        return {"operation": "NOT", "value": one} if chance.random() < 0.3 else one
    if len(tests) >= 3 and chance.random() < 0.3:
        return {
            "operation": "IF",
            "cases": [{"when": tests[0], "then": _tree(chance, tests[1 : 1 + len(tests[1:]) // 2])}],
            "default": _tree(chance, tests[1 + len(tests[1:]) // 2 :]),
        }
    cut = chance.randint(1, len(tests) - 1)
    parts = [_tree(chance, tests[:cut]), _tree(chance, tests[cut:])]
    return {"operation": chance.choice(["AND", "OR"]), "conditions": parts}


def _library(inputs: list[dict[str, Any]], body: Any, kind: str) -> Library:
    execution = {
        "input": inputs,
        "output": [{"name": "uit", "type": kind}],
        "actions": [{"output": "uit", "value": body}],
    }
    article = {
        "number": "1",
        "text": "Tekst.",
        "url": "https://example.nl/1",
        "machine_readable": {"execution": execution},
    }
    text = {
        "$id": "wet",
        "name": "Wet",
        "regulatory_layer": "WET",
        "url": "https://example.nl",
        "publication_date": "2020-01-01",
        "bwb_id": "BWBR0000001",
        "articles": [article],
    }
    return Library([read_rules(yaml.safe_dump(text, sort_keys=False).encode(), "wet.yaml")])


class Oracle:
    """Every partial case of a rule: whether it is decided, which facts matter, and the least expected number of
    questions from there."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.sizes = tuple(len(values) for values in rule.domains.values())
        self.settled: dict[Answers, Any] = {}
        """Of each partial case the outcome that all its full cases share, else OPEN."""
        self.matters: dict[Answers, int] = {}
        """Of each partial case the facts that can still change the outcome, as bits."""
        self.least: dict[Answers, float] = {}
        for answers in product(*((*range(size), -1) for size in self.sizes)):  # what comes after a case stands first
            self._add(answers)

    @property
    def start(self) -> Answers:
        """The case of which nothing is known."""
        return (-1,) * len(self.sizes)

    def after(self, answers: Answers, fact: int) -> list[Answers]:
        """The cases after each answer to a fact."""
        return [(*answers[:fact], at, *answers[fact + 1 :]) for at in range(self.sizes[fact])]

    def best_fixed_order(self) -> float:
        """The least expected number of questions of any fixed order, one that skips what cannot matter any more: the
        shortest way through the sets of facts that were gone over."""
        count = len(self.sizes)
        best = [0.0]
        for done in range(1, 1 << count):
            before = [(done ^ (1 << fact), fact) for fact in range(count) if done >> fact & 1]
            best.append(min(best[other] + self._share(other, fact) for other, fact in before))
        return best[-1]

    def _share(self, done: int, fact: int) -> float:
        """How often a fact is asked when those of a set were gone over before it."""
        some = [range(size) if done >> at & 1 else (-1,) for at, size in enumerate(self.sizes)]
        return sum(self.matters[answers] >> fact & 1 for answers in product(*some)) / prod(map(len, some))

    def _add(self, answers: Answers) -> None:
        open_ones = [fact for fact, at in enumerate(answers) if at < 0]
        if not open_ones:
            self.settled[answers], self.matters[answers] = self.rule.value(answers), 0
            self.least[answers] = 0.0
            return
        below = {fact: self.after(answers, fact) for fact in open_ones}
        first = below[open_ones[0]]
        values = [self.settled[one] for one in first]
        same = values[0] is not OPEN and all(one == values[0] for one in values)
        self.settled[answers] = values[0] if same else OPEN
        bits = 0
        for fact in open_ones[:2]:
            for one in below[fact]:
                bits |= self.matters[one]
        if len(open_ones) == 1 and not same:
            bits = 1 << open_ones[0]
        self.matters[answers] = bits
        self.least[answers] = 0.0 if same else min(self._cost(some) for some in below.values())

    def _cost(self, after: list[Answers]) -> float:
        return 1 + sum(self.least[one] for one in after) / len(after)


OPEN = object()
"""The outcome of a case that is not decided."""
