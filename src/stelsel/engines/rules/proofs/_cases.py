# SPDX-License-Identifier: EUPL-1.2
"""All cases of one rule for one varying fact: every answer to each yes-or-no question and each choice that the outcome
comes to ask, and example values for other facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from stelsel.engines.rules.facts import PLACES, Facts
from stelsel.engines.rules.library import Library, Version
from stelsel.engines.rules.model import Kind
from stelsel.engines.rules.outcome import Figures
from stelsel.engines.rules.proofs._curve import pieces_of
from stelsel.engines.rules.proofs._place import put, small, with_curve
from stelsel.engines.rules.proofs._symbolic import Bracket, Edge, SymbolicCase, variable
from stelsel.engines.rules.sample import Samples
from stelsel.engines.rules.values import Unknown, Value, unknowns
from stelsel.kernel.problem import BadInput, Finding

MOST_CASES, MOST_CHOICES, MOST_WORK = 512, 12, 150_000
"""Cases; answers to one question that are each taken; expressions computed for one fact in all cases together."""
MOST_TWICE = 6
"""Facts of which a number gets two examples; further ones get one."""


class Question(msgspec.Struct, frozen=True):
    """What is asked: outputs of a rule on a day, and the facts that are given."""

    library: Library
    rule: str
    outputs: tuple[str, ...]
    figures: Figures
    on: date
    known_at: date | None
    facts: Mapping[str, Any]
    about: str = "aanvrager"


class Leaf(msgspec.Struct, frozen=True):
    """One case: its facts (with any value for the varying one), what each output is along it, where it turns and why.
    `refused`: a fact or a limit that stops the computation."""

    facts: dict[str, Any]
    values: dict[str, Value]
    edges: dict[int, list[Edge]]
    brackets: tuple[Bracket, ...]
    asked: dict[str, Kind]
    refused: tuple[Finding, ...] = ()


class Cases:
    """The cases of a question. After going through `leaves`: `varied` are the keys of the questions that got every
    answer, `fixed` of the facts that got one value, `complete` whether no case was left out."""

    def __init__(self, question: Question, version: Version, key: str = "", span: tuple[int, int] = (0, 0)) -> None:
        self.question, self.version, self.key = question, version, key
        self.curve = variable(*span)
        self.samples = Samples(question.library)
        self.varied: dict[str, None] = {}
        self.fixed: dict[str, None] = {}
        self.complete = True
        self.work = 0
        self.twice: dict[str, bool] = {}

    def leaves(self) -> Iterator[Leaf]:
        """Every case, within the limits."""
        waiting = [small(self.question.facts)]
        found = 0
        while waiting:
            if found >= MOST_CASES or self.work > MOST_WORK:
                self.complete = False
                return
            leaf = self._leaf(waiting.pop())
            missing = _missing(leaf)
            following = self._answers(leaf, missing[0]) if missing and not leaf.refused else []
            if following:
                waiting += following
                continue
            found += 1
            yield leaf

    def _leaf(self, facts: dict[str, Any]) -> Leaf:
        question = self.question
        try:
            known = Facts(facts, question.about)
            if self.key:
                known = with_curve(facts, self.key, question.about, self.curve)
            case = SymbolicCase(
                question.library, question.rule, known, question.on, question.known_at, question.figures
            )
            values = {name: case.value_of(self.version, name) for name in question.outputs}
        except BadInput as problem:
            return Leaf(facts, {}, {}, (), {}, problem.findings)
        symbolic = case.symbolic
        self.work += symbolic.steps + len(case.asked)
        return Leaf(facts, values, symbolic.edges, tuple(symbolic.brackets.values()), case.asked)

    def _answers(self, leaf: Leaf, key: str) -> list[dict[str, Any]]:
        """The facts with each answer to a question, or with one value for what is no such question."""
        kind = leaf.asked.get(key, Kind())
        if _is_question(kind):
            self.varied[key] = None
            answers: tuple[object, ...] = (True, False) if kind.base == "boolean" else kind.choices
        else:
            self.fixed[key] = None
            answers = self._examples(key, kind)
        try:
            return [put(leaf.facts, key, one) for one in answers]
        except (LookupError, TypeError):
            return []

    def _examples(self, key: str, kind: Kind) -> tuple[object, ...]:
        """Values for a fact that is no question with few answers: of a number the lowest and another."""
        if key in PLACES:
            return (PLACES[key].example,)
        value = self.samples.value(key.rpartition(".")[2], self.version.text.format)
        self.twice.setdefault(key, len(self.twice) < MOST_TWICE)
        if self.twice[key] and kind.base in ("number", "amount") and isinstance(value, int):
            return tuple(dict.fromkeys((0 if kind.low is None else -int(-kind.low // 1), value)))
        return (value,)


def _missing(leaf: Leaf) -> list[str]:
    """The facts that a case still needs, for some x; questions with few answers first, as they make others needless."""
    keys = {key for value in leaf.values.values() for one in open_ones(value) for key in one.missing}
    return sorted(keys, key=lambda key: (not _is_question(leaf.asked.get(key, Kind())), key))


def _is_question(kind: Kind) -> bool:
    return kind.base == "boolean" or 0 < len(kind.choices) <= MOST_CHOICES


def open_ones(value: Value) -> list[Unknown]:
    """What is unknown along a value."""
    return [one for piece in pieces_of(value, 0, 0) for one in unknowns(piece.value)]
