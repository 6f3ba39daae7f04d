# SPDX-License-Identifier: EUPL-1.2
"""The impact rule over numbered nodes: what happens to each system when some nodes are gone, and along which path."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from stelsel.engines.graph import Graph, Reach, reach
from stelsel.engines.graph.graph import Mask
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.priorities.resilience.policy import State, Step, impact_rule

Edge = tuple[str, str, str | None]
"""(what depends, on what, the effect when that is gone; None is unknown)"""


@dataclass(frozen=True)
class Hit:
    """What happens to one system: its node, the step of the rule that decides, the edges from what is gone to the
    system (from a component without supplier for an unseen chain; empty without one), and whether it may yet stop."""

    system: int
    step: Step
    path: tuple[int, ...]
    may_stop: bool = False

    @property
    def state(self) -> State:
        """The state of the system."""
        return self.step.then


@dataclass(frozen=True, eq=False)
class Net:
    """Names as numbered nodes. Edges of `graph` run from what is depended on to what depends, in the order given."""

    keys: tuple[str, ...]
    number: dict[str, int]
    systems: tuple[int, ...]
    unsupplied: tuple[int, ...]
    graph: Graph
    effects: tuple[str | None, ...]

    @classmethod
    def of(cls, systems: Sequence[str], edges: Sequence[Edge], unsupplied: Collection[str]) -> "Net":
        """The net of these systems and edges; `unsupplied` are the components of which nobody named a supplier.
        BadInput for an effect that the rule does not know."""
        impact_rule().check(effect for _, _, effect in edges)
        names = dict.fromkeys([*systems, *(end for edge in edges for end in edge[:2]), *unsupplied])
        number = {name: place for place, name in enumerate(names)}
        graph = Graph.of(len(number), [(number[on], number[dependent]) for dependent, on, _ in edges])
        return cls(
            tuple(number),
            number,
            tuple(number[name] for name in systems),
            tuple(sorted(number[name] for name in unsupplied)),
            graph,
            tuple(effect for _, _, effect in edges),
        )

    @cached_property
    def stopping(self) -> Mask:
        """Which edges surely stop what depends."""
        return np.array([effect == "stops" for effect in self.effects], dtype=np.bool_)

    @cached_property
    def stated(self) -> Mask:
        """Of which edges somebody said what happens."""
        return np.array([effect is not None for effect in self.effects], dtype=np.bool_)

    @cached_property
    def unseen(self) -> Reach:
        """What rests, in the end, on a component of which nobody named the supplier."""
        return reach(self.graph, self.unsupplied)

    @cached_property
    def bare(self) -> frozenset[int]:
        """Nodes of which nobody said what they rest on."""
        return frozenset(np.flatnonzero(np.bincount(self.graph.target, minlength=self.graph.nodes) == 0).tolist())

    def stopped_by(self, gone: Collection[int], without: int | None = None) -> list[int]:
        """The systems that surely stop when these nodes are gone; `without` leaves one edge out."""
        allowed = self.stopping
        if without is not None:
            allowed = allowed.copy()
            allowed[without] = False
        found = reach(self.graph, gone, allowed)
        return [system for system in self.systems if found.holds(system)]


def impact(net: Net, gone: Collection[int]) -> list[Hit]:
    """What happens to each system, in the order the systems were given. BadInput when nothing is gone."""
    if not gone:
        raise bad_input("nothing-gone", "", *_NOTHING)
    stops, degrades = reach(net.graph, gone, net.stopping), reach(net.graph, gone, net.stated)
    touched, may_stop = reach(net.graph, gone), reach(net.graph, gone, net.stopping | ~net.stated)
    by = {"stops": stops, "degrades": degrades, "touched": touched, "unseen": net.unseen}
    hits = []
    for system in net.systems:
        holds = {name: found.holds(system) for name, found in by.items()} | {"bare": system in net.bare}
        step = impact_rule().step(holds)
        path = tuple(by[step.when].path(system)) if step.when in by else ()
        hits.append(Hit(system, step, path, step.then != "stops" and (may_stop.holds(system) or holds["unseen"])))
    return hits


_NOTHING = (
    Text(nl="Er is niets genoemd dat verdwijnt.", en="Nothing was named that disappears."),
    Text(nl="Noem een leverancier die in uw vermeldingen staat.", en="Name a supplier that your entries mention."),
)
