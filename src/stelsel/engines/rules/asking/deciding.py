# SPDX-License-Identifier: EUPL-1.2
"""Which unknown facts would decide: those that can still change the outcome, and which of them may do so alone."""

from __future__ import annotations

from datetime import date

import msgspec

from stelsel.engines.rules.asking._cuts import steps_of
from stelsel.engines.rules.asking.case import Case, changed, decided
from stelsel.engines.rules.asking.diagram import TooLarge
from stelsel.engines.rules.asking.domains import Domains, Likely
from stelsel.engines.rules.asking.interview import Lookahead
from stelsel.engines.rules.asking.space import Space
from stelsel.engines.rules.facts import Facts
from stelsel.engines.rules.library import Library
from stelsel.engines.rules.outcome import Figures, Outcome
from stelsel.engines.rules.values import Value, plain

HOPEFUL = 40_000
"""Steps of the tree times the square of the number of unknown facts, past which not all is gone over."""
BUDGET = 40_000
"""Steps of computation that may be spent; past it what is said is not exact."""
MOST_WALKS, MOST_TRIES = 4, 250
"""Full cases that are made up to prove that facts matter, and outcomes computed for it."""
MOST_TOGETHER = 4
"""Facts in the largest set that is looked for."""


class Decider(msgspec.Struct, frozen=True):
    """An unknown fact that can change the outcome. `alone`: some answer to it settles the outcome whatever the rest is.
    `proved`: two full cases are known that differ in this fact only and in their outcome."""

    key: str
    alone: bool
    proved: bool


class Deciding(msgspec.Struct, frozen=True):
    """What would decide. `facts` in the order of the computation; none when the outcome is settled. `together`: the
    smallest sets of facts that may settle it with some answers (one fact each when any decides alone); empty when none
    of at most four was found. `exact`: nothing else can matter, and all of these do. Not exact where a number goes into
    the outcome itself (its answers are then tried at some values between its thresholds), where a list is still to be
    given, or past the budget; then every fact that the computation came to need is named."""

    facts: tuple[Decider, ...]
    together: tuple[tuple[str, ...], ...]
    exact: bool


def deciding(
    library: Library,
    rule: str,
    output: str,
    facts: Facts,
    on: date,
    *,
    known_at: date | None = None,
    figures: Figures | None = None,
) -> Deciding:
    """The unknown facts that would decide one outcome. BadInput as `evaluate` gives it."""
    case = Case(library, rule, output, on, known_at, figures)
    outcome = case.outcome(facts)
    if decided(outcome):
        return Deciding((), (), True)
    domains = Domains(case, Likely())
    try:
        if steps_of(outcome.tree) * len(outcome.missing) ** 2 > HOPEFUL:
            raise TooLarge
        space = Space(case, facts, outcome, domains, BUDGET)
    except TooLarge:
        domains = Domains(case, Likely())
        table = Lookahead(case, facts, outcome, domains)
        proofs = _Proofs(case, facts, table.keys, domains).found
        some = tuple(Decider(key, bool(table.settling(key)), key in proofs) for key in table.keys)
        return Deciding(some, tuple((one.key,) for one in some if one.alone), False)
    proved = {space.keys[one]: one for one in space.diagram.support(space.root)}
    named = [key for key in domains.see(outcome) if key in proved or not space.exact]
    return Deciding(
        facts=tuple(Decider(key, key in proved and bool(space.settling(proved[key])), key in proved) for key in named),
        together=_together(space),
        exact=space.exact,
    )


class _Proofs:
    """Facts of which two full cases are found that differ in this fact only and in their outcome. Each of some full
    cases, made of answers that leave the outcome open as long as that can be, is tried with every fact otherwise."""

    def __init__(self, case: Case, facts: Facts, keys: tuple[str, ...], domains: Domains) -> None:
        self.case, self.facts, self.domains, self.left = case, facts, domains, MOST_TRIES
        self.found: set[str] = set()
        for turn in range(MOST_WALKS):
            base, known = self._full({}, turn)
            for key in (one for one in keys if base is not None and one in known and one not in self.found):
                values = domains.of(key).values
                other = values[(values.index(known[key]) + 1) % len(values)]
                turned, _ = self._full({**known, key: other}, turn)
                if base is not None and turned is not None and plain(base.value) != plain(turned.value):
                    self.found.add(key)

    def _full(self, known: dict[str, Value], turn: int) -> tuple[Outcome | None, dict[str, Value]]:
        """The known answers with others to them until the outcome is there."""
        outcome = self._try(known)
        while outcome is not None and not decided(outcome):
            key = next((one for one in outcome.missing if one in self.domains.fields), outcome.missing[0])
            if key not in self.domains.fields:
                self.domains.see(outcome)
            values = self.domains.of(key).values
            some = [{**known, key: values[(at + turn) % len(values)]} for at in range(len(values))]
            tried = [(found, one) for one in some if (found := self._try(one)) is not None]
            if not tried:
                return None, known
            outcome, known = min(tried, key=lambda one: (decided(one[0]), len(one[0].troubles)))
        return outcome, known

    def _try(self, known: dict[str, Value]) -> Outcome | None:
        self.left -= 1
        return self.case.possible(changed(self.facts, known)) if self.left > 0 else None


def _together(space: Space) -> tuple[tuple[str, ...], ...]:
    """The smallest sets of facts with answers that leave one outcome."""
    if space.diagram.constant(space.root):
        return ()
    known: dict[tuple[int, int], frozenset[frozenset[int]]] = {}

    def sets(node: int, size: int) -> frozenset[frozenset[int]]:
        if space.diagram.constant(node):
            return frozenset({frozenset()})
        if size == 0:
            return frozenset()
        if (node, size) not in known:
            found = set[frozenset[int]]()
            for fact in space.askable(node):
                for at in range(len(space.domain(fact).values)):
                    found |= {one | {fact} for one in sets(space.diagram.fixed(node, fact, at), size - 1)}
            known[node, size] = frozenset(found)
        return known[node, size]

    for size in range(1, MOST_TOGETHER + 1):
        if found := sets(space.root, size):
            return tuple(sorted(tuple(space.keys[one] for one in sorted(each)) for each in found))
    return ()
