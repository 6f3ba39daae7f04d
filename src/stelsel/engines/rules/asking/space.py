# SPDX-License-Identifier: EUPL-1.2
"""Everything that the unknown facts of one case can still make of its outcome."""

from __future__ import annotations

from stelsel.engines.rules.asking._cuts import steps_of
from stelsel.engines.rules.asking.case import Case, changed, decided
from stelsel.engines.rules.asking.diagram import Diagram, TooLarge
from stelsel.engines.rules.asking.domains import Domain, Domains
from stelsel.engines.rules.facts import Facts
from stelsel.engines.rules.outcome import Outcome
from stelsel.engines.rules.values import Unknown, Value

MOST_ROUNDS, MOST_FACTS = 3, 40


class Space:
    """The outcome as a diagram over the unknown facts. TooLarge past the budget, in steps of computation."""

    def __init__(self, case: Case, facts: Facts, outcome: Outcome, domains: Domains, budget: int) -> None:
        self.case, self.domains, self.left, self.about = case, domains, budget, facts.about
        self.settled = False
        self.grade = 0
        self.uncertain: set[str] = set()
        """The worst grade and all doubts of the outcomes that it was made from."""
        for _ in range(MOST_ROUNDS):
            self.diagram = Diagram()
            self.keys: list[str] = []
            self._at: dict[str, int] = {}
            self._askable: dict[int, list[int]] = {}
            self.root = self._explore(facts, outcome, {})
            self.settled = all(domains.fresh(key) for key in self.keys)
            if self.settled:
                break
            domains.forget()

    @property
    def exact(self) -> bool:
        """Whether the representative answers stand for all possible ones, of every fact that came up."""
        return self.settled and all(self.domains.of(key).exact for key in self.keys)

    def domain(self, fact: int) -> Domain:
        """The representative answers of a fact by its number."""
        return self.domains.of(self.keys[fact])

    def settling(self, fact: int) -> list[tuple[Value, Value]]:
        """The answers about a fact that settle the outcome, with that outcome."""
        kids = [(value, self.diagram.fixed(self.root, fact, at)) for at, value in enumerate(self.domain(fact).values)]
        return [(value, self.diagram.values[kid]) for value, kid in kids if self.diagram.constant(kid)]

    def askable(self, node: int) -> list[int]:
        """The facts that can change this function and can be asked already: parts of a list or object only when it is
        known which there are, and about another person only when no answer of yes or no may do without that person."""
        found = self._askable.get(node)
        if found is None:
            support = sorted(self.diagram.support(node))
            names = [self.keys[one] for one in support]
            ready = [one for one in support if not any(part_of(self.keys[one], name) for name in names)]
            found = [one for one in ready if not self._early(node, one, ready)] or ready
            self._askable[node] = found
        return found

    def _early(self, node: int, fact: int, ready: list[int]) -> bool:
        person = person_of(self.keys[fact])
        if person in ("", self.about, "huishouden"):
            return False
        for one in ready:
            if self.domain(one).field.kind == "yes-no" and person_of(self.keys[one]) == self.about:
                for at in range(2):
                    left = self.diagram.support(self.diagram.fixed(node, one, at))
                    if not any(person_of(self.keys[each]) == person for each in left):
                        return True
        return False

    def _explore(self, facts: Facts, outcome: Outcome, known: dict[str, Value]) -> int:
        self.left -= steps_of(outcome.tree)
        if self.left < 0 or len(known) > MOST_FACTS:
            raise TooLarge
        if decided(outcome):
            value = outcome.value
            self.grade = max(self.grade, outcome.tree.grade)
            self.uncertain.update(outcome.uncertain)
            return self.diagram.leaf(_STUCK if type(value) is Unknown else value)
        key = self.domains.see(outcome)[0]
        if key not in self._at:
            self._at[key] = len(self.keys)
            self.keys.append(key)
        kids: list[int | None] = []
        for value in self.domains.of(key).values:
            more = {**known, key: value}
            found = self.case.possible(changed(facts, more))
            kids.append(None if found is None else self._explore(facts, found, more))
        possible = [one for one in kids if one is not None]
        if not possible:
            raise TooLarge
        return self.diagram.choose(self._at[key], [possible[0] if one is None else one for one in kids])


def part_of(key: str, whole: str) -> bool:
    """Whether a key is a part of a list or object."""
    return key.startswith((f"{whole}[", f"{whole}."))


def person_of(key: str) -> str:
    """The person in a key; empty for a place."""
    return key.split(".", maxsplit=1)[0].split("[", maxsplit=1)[0] if "." in key else ""


_STUCK = Unknown()
"""The outcome where something else than a fact stands in the way."""
