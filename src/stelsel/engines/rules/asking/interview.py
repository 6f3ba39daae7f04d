# SPDX-License-Identifier: EUPL-1.2
"""The interview: which question is best asked next, and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any

import msgspec

from stelsel.engines.rules.asking._cuts import steps_of
from stelsel.engines.rules.asking._why import place_of, why
from stelsel.engines.rules.asking.case import Case, changed, decided, with_answer
from stelsel.engines.rules.asking.diagram import TooLarge
from stelsel.engines.rules.asking.domains import Domains, Likely
from stelsel.engines.rules.asking.fields import FactField
from stelsel.engines.rules.asking.plan import Plan
from stelsel.engines.rules.asking.space import Space
from stelsel.engines.rules.facts import Facts
from stelsel.engines.rules.library import Library
from stelsel.engines.rules.model import Basis
from stelsel.engines.rules.outcome import GRADES, Figures, Outcome, Step
from stelsel.engines.rules.values import Unknown, Value
from stelsel.engines.rules.words import Names, plain_name
from stelsel.kernel.text import Text

EVEN = Likely()
HOPEFUL = 6_000
"""Steps of the tree times the square of the number of unknown facts, past which no whole plan is tried."""
PLANNED, AHEAD = 5_000, 12_000
"""Steps of computation that a whole plan may cost, and looking one question ahead where that is too little."""


class Question(msgspec.Struct, frozen=True):
    """The question to ask next. `key`: the fact (`aanvrager.inkomen`), `field`: how to ask it, `why`: one to three
    sentences, `basis`: the article that needs it, `deciding`: some answer settles the outcome at once, `left`: how
    many facts may still be asked at most, as far as is known now, this one with it."""

    key: str
    field: FactField
    why: Text
    basis: Basis
    deciding: bool
    left: int


def next_question(  # noqa: PLR0913 - the case, and how it is asked
    library: Library,
    rule: str,
    output: str,
    facts: Facts,
    on: date,
    *,
    known_at: date | None = None,
    figures: Figures | None = None,
    likely: Likely = EVEN,
    names: Names = plain_name,
    skip: Collection[str] = (),
) -> Question | None:
    """The best question to ask now, none of `skip`; or None when the outcome is settled (`conclude` gives it) or no
    fact helps. BadInput as `evaluate` gives it."""
    case = Case(library, rule, output, on, known_at, figures)
    outcome = case.outcome(facts)
    if decided(outcome):
        return None
    domains = Domains(case, likely)
    space = _space(case, facts, outcome, domains)
    if space is not None and settled(space):
        return None
    key, settles = "", list[tuple[Value, Value]]()
    if space is not None and not space.diagram.constant(space.root):
        fact = Plan(space).best(space.root)
        key, settles = space.keys[fact], space.settling(fact)
    if not key or key in skip:
        table = Lookahead(case, facts, outcome, domains, skip)
        if not table.after:
            return None
        key = table.best()
        settles = table.settling(key)
    _, basis = place_of(outcome, key)
    return Question(
        key=key,
        field=domains.fields[key],
        why=why(outcome, key, settles, _truths(library), names),
        basis=basis,
        deciding=bool(settles),
        left=len(outcome.missing) if space is None else max(1, len(space.diagram.support(space.root))),
    )


def conclude(
    library: Library,
    rule: str,
    output: str,
    facts: Facts,
    on: date,
    *,
    known_at: date | None = None,
    figures: Figures | None = None,
) -> Outcome:
    """The outcome as `evaluate` gives it; and where that still misses facts though none of them can change the outcome,
    that outcome, with the worst grade and all doubts of the cases that it was proved by."""
    case = Case(library, rule, output, on, known_at, figures)
    outcome = case.outcome(facts)
    if decided(outcome):
        return outcome
    space = _space(case, facts, outcome, Domains(case, EVEN))
    if space is None or not settled(space):
        return outcome
    value, uncertain = space.diagram.values[space.root], tuple(sorted(space.uncertain))
    tree = outcome.tree
    step = Step("output", tree.name, value, tree.basis, tree.line, (tree,), grade=space.grade, unit=tree.unit)
    official = space.grade <= 1 and not uncertain
    return msgspec.structs.replace(
        outcome,
        value=value,
        grade=GRADES[space.grade],
        standing="official" if official else "provisional",
        missing=(),
        troubles=(),
        uncertain=uncertain,
        tree=step,
    )


def settled(space: Space) -> bool:
    """Whether all that the unknown facts can be gives one outcome."""
    root = space.root
    return space.diagram.constant(root) and space.exact and type(space.diagram.values[root]) is not Unknown


def _space(case: Case, facts: Facts, outcome: Outcome, domains: Domains) -> Space | None:
    if steps_of(outcome.tree) * len(outcome.missing) ** 2 > HOPEFUL:
        return None
    try:
        return Space(case, facts, outcome, domains, PLANNED)
    except TooLarge:
        return None


def answered(document: Mapping[str, Any], question: Question, answer: object) -> dict[str, Any]:
    """The facts as plain JSON with the answer to a question in its place. A list may be answered with how many there
    are. BadInput where the facts have no place for it."""
    if question.field.kind == "list" and type(answer) is int:
        answer = [{} for _ in range(max(0, answer))]
    return with_answer(document, question.key, answer)


class Lookahead:
    """What each answer to each question would leave open: one step ahead, within a budget."""

    def __init__(
        self, case: Case, facts: Facts, outcome: Outcome, domains: Domains, skip: Collection[str] = ()
    ) -> None:
        self.domains, self.outcome, self.about = domains, outcome, facts.about
        self.keys = tuple(key for key in domains.see(outcome) if key not in skip)
        self.after: dict[str, list[tuple[Value, Fraction, Outcome]]] = {}
        left = AHEAD
        cost = steps_of(outcome.tree)
        for key in sorted(self.keys, key=lambda one: len(domains.of(one).values)):
            domain = domains.of(key)
            left -= cost * len(domain.values)
            if left < 0 and self.after:
                break
            tried = [
                (value, chance, case.possible(changed(facts, {key: value})))
                for value, chance in zip(domain.values, domain.chances, strict=True)
            ]
            self.after[key] = [(value, chance, found) for value, chance, found in tried if found is not None]

    def best(self) -> str:
        """The question that leaves the least open; a fact about another person only when no question is left that may
        do without that person."""
        allowed = [key for key in self.keys if key in self.after and not self._early(key)]
        return min(allowed or list(self.after), key=self._open)

    def settling(self, key: str) -> list[tuple[Value, Value]]:
        """The answers to a question that settle the outcome, with that outcome."""
        return [(value, one.value) for value, _, one in self.after.get(key, ()) if decided(one)]

    def _open(self, key: str) -> Fraction:
        """Expected cost of what may still be asked after this question, with its own."""
        domains = self.domains
        cost = Fraction(domains.likely.cost_of(domains.fields[key]))
        for _, chance, one in self.after[key]:
            cost += chance * sum(
                domains.likely.cost_of(domains.fields[left]) if left in domains.fields else 1 for left in one.missing
            )
        return cost

    def _early(self, key: str) -> bool:
        """Whether an answer about somebody else may leave nothing to ask about this person."""
        person = key.split(".", maxsplit=1)[0]
        about = self.about
        if person == about or "." not in key:
            return False
        return any(
            not any(left.split(".")[0] == person for left in one.missing)
            for other, found in self.after.items()
            if other.split(".")[0] != person and self.domains.fields[other].kind == "yes-no"
            for _, _, one in found
        )


@lru_cache(maxsize=4)
def _truths(library: Library) -> dict[str, bool]:
    """Of each output by name, whether it is a yes or no."""
    return {
        name: kind.base == "boolean"
        for version in library.versions
        for scope in version.scopes
        for name, kind in scope.kinds.items()
    }
