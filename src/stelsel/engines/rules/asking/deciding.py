# SPDX-License-Identifier: EUPL-1.2
"""Which unknown facts would decide: those that can still change the outcome, and which of them may do so alone."""

from __future__ import annotations

import random
from datetime import date

import msgspec

from stelsel.engines.rules.asking.case import Case, changed, decided
from stelsel.engines.rules.asking.diagram import TooLarge
from stelsel.engines.rules.asking.domains import Domains, Likely
from stelsel.engines.rules.asking.interview import Lookahead
from stelsel.engines.rules.asking.space import Space
from stelsel.engines.rules.facts import Facts
from stelsel.engines.rules.library import Library
from stelsel.engines.rules.outcome import Figures, Outcome
from stelsel.engines.rules.values import Value, plain

BUDGET = 40_000
"""Steps of computation that may be spent; past it what is said is not exact."""
MOST_WALKS, MOST_TRIES = 8, 80
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
        space = Space(case, facts, outcome, domains, BUDGET)
    except TooLarge:
        domains = Domains(case, Likely())
        table = Lookahead(case, facts, outcome, domains)
        proofs = _proofs(case, facts, table.keys, domains)
        some = tuple(Decider(key, bool(table.settling(key)), key in proofs) for key in table.keys)
        return Deciding(some, tuple((one.key,) for one in some if one.alone), False)
    proved = {space.keys[one]: one for one in space.diagram.support(space.root)}
    named = [key for key in domains.see(outcome) if key in proved or not space.exact]
    return Deciding(
        facts=tuple(Decider(key, key in proved and bool(space.settling(proved[key])), key in proved) for key in named),
        together=_together(space),
        exact=space.exact,
    )


def _proofs(case: Case, facts: Facts, keys: tuple[str, ...], domains: Domains) -> set[str]:
    """Facts of which two full cases were found that differ in this fact only and in their outcome."""
    chance = random.Random(1)  # noqa: S311 - the same cases each time
    found, tries = set[str](), MOST_TRIES

    def full(known: dict[str, Value]) -> tuple[Outcome | None, dict[str, Value]]:
        nonlocal tries
        while tries > 0 and (outcome := case.possible(changed(facts, known))) is not None:
            tries -= 1
            if decided(outcome):
                return outcome, known
            known = {**known, **{key: chance.choice(domains.of(key).values) for key in domains.see(outcome)}}
        return None, known

    for _ in range(MOST_WALKS):
        base, known = full({})
        for key in (one for one in keys if base is not None and one in known and one not in found):
            other = chance.choice([one for one in domains.of(key).values if one != known[key]] or [known[key]])
            turned, _ = full({**known, key: other})
            if base is not None and turned is not None and plain(base.value) != plain(turned.value):
                found.add(key)
    return found


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
