# SPDX-License-Identifier: EUPL-1.2
"""Proofs: a property of an outcome along one fact, for every answer to the questions of the rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal

import msgspec

from stelsel.engines.rules import _said
from stelsel.engines.rules.evaluate import no_version
from stelsel.engines.rules.library import Library, Version
from stelsel.engines.rules.model import NOWHERE, Basis, Kind, Ref
from stelsel.engines.rules.outcome import Figures
from stelsel.engines.rules.proofs import _words
from stelsel.engines.rules.proofs._cases import Cases, Leaf, Question
from stelsel.engines.rules.proofs._cliffs import EURO, MOST_CLIFFS, Cliff, cliffs, drops
from stelsel.engines.rules.proofs._curve import Curve, pieces_of
from stelsel.engines.rules.proofs._place import put
from stelsel.engines.rules.proofs._properties import Answer, agree, moves, no_gap, no_overlap, not_negative, why_open
from stelsel.engines.rules.sample import inside
from stelsel.engines.rules.values import Unknown, plain
from stelsel.kernel.problem import Finding, bad_input
from stelsel.kernel.text import Text

Property = Literal["not-negative", "monotone", "no-gap", "no-overlap", "agrees", "no-cliff"]
Verdict = Literal["proved", "refuted", "not-proved"]
HIGHEST_AMOUNT, HIGHEST_YEARS, HIGHEST_NUMBER = 100_000_000, 120, 1_000
"""How far a fact is followed when neither the rule nor the asker says: a million euro, 120 years, 1,000."""


class Witness(msgspec.Struct, frozen=True):
    """A case that shows something: facts that `evaluate` takes, and what it gives."""

    facts: dict[str, Any]
    output: str
    value: Any


class Proof(msgspec.Struct, frozen=True):
    """What is proved of an output along one fact, `input`, for every whole value from `first` up to `last`, on a day.

    `varied`: the questions for which every answer was taken; `fixed`: the facts that were given or had example values
    (of a number the lowest and another). `cases` is how many cases that gave. `direction` of a monotone
    outcome: falls, rises or flat. Refuted: `counterexample` holds what shows it, the values in order. Not proved: `why`
    names the line and the reason; nothing unknown passes for proved."""

    rule: str
    output: str
    on: date
    property: Property
    input: str
    first: int
    last: int
    verdict: Verdict
    says: Text
    basis: Basis = NOWHERE
    direction: Literal["", "falls", "rises", "flat"] = ""
    cases: int = 0
    varied: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    counterexample: tuple[Witness, ...] = ()
    cliffs: tuple[Cliff, ...] = ()
    why: tuple[Finding, ...] = ()


def prove(
    library: Library,
    rule: str,
    output: str,
    figures: Figures,
    on: date,
    *,
    facts: Mapping[str, Any] | None = None,
    along: Mapping[str, tuple[int, int] | None] | None = None,
    known_at: date | None = None,
) -> tuple[Proof, ...]:
    """What can be proved of an output on a day. `facts`: plain JSON of what is given; every yes-or-no question and
    choice that is not given gets every answer, anything else an example value. `along`: the keys of the facts to
    follow (`aanvrager.jaarinkomen`), each with its lowest and highest value or None; by default every number that the
    rule asks. BadInput where the rule or output is not there."""
    version = library.find(rule, "", output, on, known_at)
    if version is None:
        raise bad_input("rules-no-version", rule[:80], no_version(library, rule, on), _said.NO_VERSION_CURE)
    name = output.lower()
    scope = version.outputs.get(name)
    if scope is None:
        raise bad_input("rules-no-output", f"{rule[:80]}.{output[:80]}", _said.NO_OUTPUT, _said.NO_OUTPUT_CURE)
    companions = _companions(version, name)
    question = Question(library, rule, (name, *companions), figures, on, known_at, dict(facts or {}))
    kinds = _numbers(question, version)
    found: list[Proof] = []
    for key in along or sorted(kinds):
        kind = kinds.get(key, Kind(base="number"))
        span = (along or {}).get(key) or _span(kind)
        found += _Along(question, version, key, kind, span).proofs()
    return tuple(found)


def _companions(version: Version, name: str) -> tuple[str, ...]:
    """The outputs of the same article that say yes or no to what an amount gives."""
    scope = version.outputs[name]
    if scope.kinds.get(name, Kind()).unit != "eurocent":
        return ()
    return tuple(
        other
        for other, action in scope.actions.items()
        if scope.kinds.get(other, Kind()).base == "boolean" and "recht" in other
        if any(isinstance(one, Ref) and one.name.lower() == name for one in inside(action.value))
    )


def _numbers(question: Question, version: Version) -> dict[str, Kind]:
    """The facts with a number that the rule asks in some case."""
    found: dict[str, Kind] = {}
    for leaf in Cases(question, version).leaves():
        found |= {
            key: kind for key, kind in leaf.asked.items() if kind.base in ("number", "amount") and not kind.choices
        }
    return found


def _span(kind: Kind) -> tuple[int, int]:
    most = HIGHEST_AMOUNT if kind.unit == "eurocent" else HIGHEST_YEARS if kind.unit == "years" else HIGHEST_NUMBER
    low = 0 if kind.low is None else -int(-kind.low // 1)
    return low, max(low, most) if kind.high is None else int(kind.high // 1)


class _Along:
    """All properties of a question along one fact."""

    def __init__(self, question: Question, version: Version, key: str, kind: Kind, span: tuple[int, int]) -> None:
        self.question, self.version, self.key, self.kind = question, version, key, kind
        self.first, self.last = span
        self.name = question.outputs[0]
        self.scope = version.outputs[self.name]
        self.cases = Cases(question, version, key, span)
        self.leaves = list(self.cases.leaves())

    def proofs(self) -> Iterator[Proof]:
        """One proof for each property that means something here."""
        unit = self.scope.kinds.get(self.name, Kind())
        if unit.base in ("number", "amount"):
            yield self._made(
                "not-negative", [self._each(leaf, not_negative(*self._curve(leaf))) for leaf in self.leaves]
            )
        if unit.base in ("number", "amount", "boolean"):
            yield self._monotone()
        yield self._made("no-gap", [self._each(leaf, no_gap(*self._curve(leaf))) for leaf in self.leaves])
        if any(leaf.brackets for leaf in self.leaves):
            yield self._made("no-overlap", [self._each(leaf, self._overlap(leaf)) for leaf in self.leaves])
        for other in self.question.outputs[1:]:
            pairs = [self._each(leaf, self._agree(leaf, other)) for leaf in self.leaves]
            yield self._made("agrees", pairs, other=other)
        if unit.unit == "eurocent" and self.kind.unit == "eurocent":
            yield self._no_cliff()

    def _curve(self, leaf: Leaf) -> tuple[Any, int, int]:
        return leaf.values.get(self.name, Unknown()), self.first, self.last

    def _each(self, leaf: Leaf, answer: Answer) -> tuple[Leaf, Answer]:
        return leaf, Answer("open", why=leaf.refused[0]) if leaf.refused else answer

    def _overlap(self, leaf: Leaf) -> Answer:
        answers = [no_overlap(one, self.first, self.last) for one in leaf.brackets]
        return min(answers, key=lambda one: ("refuted", "open", "held").index(one.state), default=Answer("held"))

    def _agree(self, leaf: Leaf, other: str) -> Answer:
        return agree(leaf.values.get(other, Unknown()), *self._curve(leaf))

    def _monotone(self) -> Proof:
        """Never rises in any case, or never falls in any."""
        rises: tuple[Leaf, tuple[int, int]] | None = None
        falls: tuple[Leaf, tuple[int, int]] | None = None
        why: list[Finding] = []
        for leaf in self.leaves:
            found = moves(*self._curve(leaf))
            why += leaf.refused[:1] or ([found.why] if found.why else [])
            rises = rises or ((leaf, found.rise) if found.rise else None)
            falls = falls or ((leaf, found.fall) if found.fall else None)
        shown = [self._witness(leaf, x) for leaf, at in (one for one in (rises, falls) if one) for x in at]
        if rises and falls:
            return self._proof("monotone", "refuted", counterexample=tuple(shown))
        direction: Literal["falls", "rises", "flat"] = "falls" if falls else "rises" if rises else "flat"
        verdict = self._held(why)
        return self._proof("monotone", verdict, direction=direction if verdict == "proved" else "", why=self._told(why))

    def _no_cliff(self) -> Proof:
        found: dict[tuple[object, ...], Cliff] = {}
        why: list[Finding] = []
        for leaf in self.leaves:
            value = self._curve(leaf)[0]
            fall = drops(value, self.first, self.last)
            opened = [one.value for one in pieces_of(fall, self.first, self.last) if not isinstance(one.value, bool)]
            why += leaf.refused[:1] or [why_open(one) for one in opened[:1]]
            for one in cliffs(value, fall, leaf.edges, self.first, self.last):
                facts = put(leaf.facts, self.key, one.last)
                key = (one.last, one.before, one.after, one.where)
                found.setdefault(key, msgspec.structs.replace(one, facts=facts))
        listed = sorted(found.values(), key=lambda one: (-one.loss, one.last))[:MOST_CLIFFS]
        if not listed:
            return self._proof("no-cliff", self._held(why), why=self._told(why))
        worst = listed[0]
        shown = (
            Witness(dict(worst.facts), self.name, plain(worst.before)),
            Witness(put(dict(worst.facts), self.key, worst.last + EURO), self.name, plain(worst.after)),
        )
        return self._proof("no-cliff", "refuted", counterexample=shown, cliffs=tuple(listed), why=self._told(why))

    def _made(self, prop: Property, answers: list[tuple[Leaf, Answer]], other: str = "") -> Proof:
        refuted = next(((leaf, one) for leaf, one in answers if one.state == "refuted"), None)
        why = [one.why for _, one in answers if one.why]
        if refuted:
            leaf, answer = refuted
            outputs = (self.name, other) if other else (self.name,)
            shown = tuple(self._witness(leaf, x, name) for x in answer.at for name in outputs)
            return self._proof(prop, "refuted", counterexample=shown)
        return self._proof(prop, self._held(why), why=self._told(why))

    def _held(self, why: Sequence[Finding]) -> Verdict:
        return "proved" if self.leaves and not why and self.cases.complete else "not-proved"

    def _told(self, why: Sequence[Finding]) -> tuple[Finding, ...]:
        if not self.cases.complete:
            why = (*why, Finding("rules-cases", self.key, _words.MANY, _words.MANY_CURE))
        return tuple({(one.code, one.where): one for one in why}.values())

    def _witness(self, leaf: Leaf, x: int, name: str = "") -> Witness:
        value = leaf.values[name or self.name]
        found = value.at(x) if isinstance(value, Curve) else value
        return Witness(put(leaf.facts, self.key, x), name or self.name, plain(found))

    def _proof(self, prop: Property, verdict: Verdict, **more: Any) -> Proof:
        action = self.scope.actions[self.name]
        basis = action.basis if action.basis is not NOWHERE else self.scope.article.basis
        given = [key for leaf in self.leaves[:1] for key in leaf.asked if key not in self.cases.varied]
        fixed = sorted({*self.cases.fixed, *given} - {self.key} - set(self.cases.varied))
        says = _words.says(prop, verdict, self.name, self.key, len(self.leaves), more.get("direction", ""))
        return Proof(
            rule=self.question.rule,
            output=self.name,
            on=self.question.on,
            property=prop,
            input=self.key,
            first=self.first,
            last=self.last,
            verdict=verdict,
            says=says,
            basis=basis,
            cases=len(self.leaves),
            varied=tuple(sorted(self.cases.varied)),
            fixed=tuple(fixed),
            **more,
        )
