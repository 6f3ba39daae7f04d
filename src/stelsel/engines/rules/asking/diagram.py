# SPDX-License-Identifier: EUPL-1.2
"""An outcome as a function of its unknown facts: an ordered, reduced decision diagram with a branch for each
representative answer. Two diagrams with the same number are the same function, so that whether a fact matters, and what
is left after an answer, is exact over those answers."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from stelsel.engines.rules.values import Value

MOST_NODES = 200_000
_LEAF = 1 << 30


class TooLarge(Exception):
    """The function does not fit in the bounds set for it."""


class Diagram:
    """Functions as numbers. Facts are numbered too; a lower number stands higher."""

    def __init__(self) -> None:
        self.fact: list[int] = []
        """Of each node the fact it asks; of a leaf a number above all facts."""
        self.kids: list[tuple[int, ...]] = []
        self.values: dict[int, Value] = {}
        """Of each leaf its outcome."""
        self._leaves: dict[Hashable, int] = {}
        self._nodes: dict[tuple[int, tuple[int, ...]], int] = {}
        self._fixed: dict[tuple[int, int, int], int] = {}
        self._support: dict[int, frozenset[int]] = {}

    def leaf(self, value: Value) -> int:
        """The function that always gives this."""
        key = (type(value).__name__, repr(value))
        if key not in self._leaves:
            self._leaves[key] = self._new(_LEAF, ())
            self.values[self._leaves[key]] = value
        return self._leaves[key]

    def constant(self, node: int) -> bool:
        """Whether nothing can change it."""
        return self.fact[node] == _LEAF

    def node(self, fact: int, kids: tuple[int, ...]) -> int:
        """The function that asks a fact and goes on with the kid of the answer; all below ask later facts."""
        if all(one == kids[0] for one in kids):
            return kids[0]
        key = (fact, kids)
        if key not in self._nodes:
            self._nodes[key] = self._new(fact, kids)
        return self._nodes[key]

    def choose(self, fact: int, kids: Sequence[int]) -> int:
        """As `node`, whatever facts stand below."""
        first = min(self.fact[one] for one in kids)
        if fact < first:
            return self.node(fact, tuple(kids))
        if fact == first:
            return self.node(fact, tuple(self.fixed(one, fact, at) for at, one in enumerate(kids)))
        width = next(len(self.kids[one]) for one in kids if self.fact[one] == first)
        made = (
            self.choose(fact, [self.kids[one][at] if self.fact[one] == first else one for one in kids])
            for at in range(width)
        )
        return self.node(first, tuple(made))

    def fixed(self, node: int, fact: int, at: int) -> int:
        """What is left of a function when a fact has its answer number `at`."""
        if self.fact[node] > fact:
            return node
        if self.fact[node] == fact:
            return self.kids[node][at]
        key = (node, fact, at)
        found = self._fixed.get(key)
        if found is None:
            found = self.node(self.fact[node], tuple(self.fixed(one, fact, at) for one in self.kids[node]))
            self._fixed[key] = found
        return found

    def support(self, node: int) -> frozenset[int]:
        """The facts that can change it: for each there are answers to the others with which it makes a difference."""
        found = self._support.get(node)
        if found is None:
            found = frozenset().union(*(self.support(one) for one in self.kids[node]))
            if not self.constant(node):
                found |= {self.fact[node]}
            self._support[node] = found
        return found

    def _new(self, fact: int, kids: tuple[int, ...]) -> int:
        if len(self.fact) >= MOST_NODES:
            raise TooLarge
        self.fact.append(fact)
        self.kids.append(kids)
        return len(self.fact) - 1
