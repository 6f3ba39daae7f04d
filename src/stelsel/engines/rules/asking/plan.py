# SPDX-License-Identifier: EUPL-1.2
"""The order of questions that costs least on average: exact where the function is small, else one step better than
always asking what leaves the fewest facts open.

The cost is an expectation over representative answers, never part of an outcome; it is the one place of the engine with
binary fractions.
"""

from __future__ import annotations

from operator import mul

from stelsel.engines.rules.asking.diagram import TooLarge
from stelsel.engines.rules.asking.space import Space

MOST_STATES = 3_000
"""Functions that the exact search may look at."""
_SAME = 1e-9


class Plan:
    """What to ask in each function of one space."""

    def __init__(self, space: Space) -> None:
        self.space, self.diagram = space, space.diagram
        self._exact: dict[int, tuple[float, int]] = {}
        self._quick: dict[int, float] = {}
        self._domains = [space.domain(one) for one in range(len(space.keys))]
        likely = space.domains.likely
        self._costs = [float(likely.cost_of(one.field)) for one in self._domains]
        self._chances = [tuple(map(float, one.chances)) for one in self._domains]

    def best(self, node: int) -> int:
        """The fact to ask first."""
        try:
            return self.exact(node)[1]
        except TooLarge:
            return min(self.space.askable(node), key=lambda fact: (round(self._after(node, fact), 9), fact))

    def exact(self, node: int) -> tuple[float, int]:
        """The least expected cost, and the fact that is asked first. TooLarge past `MOST_STATES`."""
        if self.diagram.constant(node):
            return 0.0, -1
        found = self._exact.get(node)
        if found is None:
            if len(self._exact) >= MOST_STATES:
                raise TooLarge
            found = self._exact[node] = self._search(node)
        return found

    def _search(self, node: int) -> tuple[float, int]:
        """Tries every fact, the most promising first; stops with one as soon as it cannot be the best."""
        best = (float("inf"), -1)
        tried = sorted((self._least(node, fact), fact) for fact in self.space.askable(node))
        for least, fact in tried:
            if least >= best[0] - _SAME:
                break
            kids = [self.diagram.fixed(node, fact, at) for at in range(len(self._chances[fact]))]
            hoped = [self._bound(kid) for kid in kids]
            cost = self._costs[fact] + sum(map(mul, self._chances[fact], hoped))
            for chance, kid, bound in zip(self._chances[fact], kids, hoped, strict=True):
                cost += chance * (self.exact(kid)[0] - bound)
                if cost >= best[0] - _SAME:
                    break
            else:
                best = (cost, fact)
        return best

    def _least(self, node: int, fact: int) -> float:
        """What asking this first costs at least."""
        kids = enumerate(self._chances[fact])
        return self._costs[fact] + sum(chance * self._bound(self.diagram.fixed(node, fact, at)) for at, chance in kids)

    def _bound(self, node: int) -> float:
        """What a function costs at least: its cheapest fact."""
        if self.diagram.constant(node):
            return 0.0
        known = self._exact.get(node)
        return known[0] if known else min(self._costs[one] for one in self.diagram.support(node))

    def _quickly(self, node: int) -> float:
        """What it costs to ask each time what leaves the fewest facts."""
        if self.diagram.constant(node):
            return 0.0
        found = self._quick.get(node)
        if found is None:
            fact = min(self.space.askable(node), key=lambda one: (self._open(node, one), one))
            found = self._quick[node] = self._after(node, fact)
        return found

    def _after(self, node: int, fact: int) -> float:
        kids = enumerate(self._chances[fact])
        return self._costs[fact] + sum(
            chance * self._quickly(self.diagram.fixed(node, fact, at)) for at, chance in kids
        )

    def _open(self, node: int, fact: int) -> float:
        return self._costs[fact] + sum(
            chance * sum(self._costs[one] for one in self.diagram.support(self.diagram.fixed(node, fact, at)))
            for at, chance in enumerate(self._chances[fact])
        )
