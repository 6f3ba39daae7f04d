# SPDX-License-Identifier: EUPL-1.2
"""The same program for most rows: those in which the cells that can be filled are, which is a far smaller one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from stelsel.engines.rules.population.node import Graph, Node, in_order, text_of

MOST_STEPS, LEAST_SHARE = 2_000, 3
"""Larger programs take no assumptions, and assumptions that leave less than this part of the steps are of no use."""
Assumed = Mapping[str, bool]
"""What some columns of yes or no are taken to say."""


class Filling(msgspec.Struct, frozen=True):
    """What is known of cells beforehand: columns without an empty cell (`full`), those without any other (`empty`), and
    those with so many of both that no road is for one of them (`varied`). Any other column has few empty cells."""

    full: frozenset[str] = frozenset()
    empty: frozenset[str] = frozenset()
    varied: frozenset[str] = frozenset()


class Road(msgspec.Struct, frozen=True):
    """The steps for most rows: those in which some columns say what is assumed, and every cell is filled except in
    columns that are empty or varied. `decided`: whether there is a value."""

    roots: tuple[Node, ...]
    decided: Node
    assumed: Assumed

    def size(self) -> int:
        """The number of its steps."""
        return len(in_order((*self.roots, self.decided)))


def filled(roots: Sequence[Node], filling: Filling, assumed: Assumed | None = None) -> tuple[Node, ...]:
    """The steps for rows with so many cells filled, and in which some columns say what is assumed."""
    graph = Graph()
    made: dict[Node, Node] = {}
    for one in in_order(roots):
        made[one] = _step(graph, one, [made[part] for part in one.args], filling, assumed or {})
    return tuple(made[one] for one in roots)


def road(roots: Sequence[Node], decided: Node, filling: Filling) -> Road:
    """The road of most rows. What a filled row leaves undecided (a figure that is not there) is left out, by such
    assumptions as can do that: the ones that leave most steps to compute, so that they leave out least."""
    kept = whole(roots, decided, filling)
    if kept.decided.constant or len(in_order(kept.roots)) > MOST_STEPS:
        return kept
    best = max(roads(kept, filling), key=Road.size, default=kept)
    return best if best.size() * LEAST_SHARE >= len(in_order(kept.roots)) else kept


def roads(kept: Road, filling: Filling) -> Iterator[Road]:
    """Each road with an assumption that is enough for a value."""
    for assumed in _assumptions(kept.decided, filling):
        made = filled([*kept.roots, kept.decided], filling, assumed)
        yield Road(made[:-1], made[-1], assumed)


def _assumptions(decided: Node, filling: Filling) -> Iterator[dict[str, bool]]:
    """One or two columns of which what they say is enough for a value."""
    cells = {text_of(one) for one in in_order([decided]) if one.op == "col" and one.shape == "bool" and not one.loop}
    cells -= filling.varied
    rest: list[tuple[str, bool, Node]] = []
    for name in sorted(cells):
        for says in (False, True):
            (test,) = filled([decided], filling, {name: says})
            if test.constant and test.value:
                yield {name: says}
            elif not test.constant:
                rest.append((name, says, test))
    for at, (name, says, left) in enumerate(rest):
        for other, also, _ in rest[at + 1 :]:
            if other != name and filled([left], filling, {other: also})[0].value is True:
                yield {name: says, other: also}


def whole(roots: Sequence[Node], decided: Node, filling: Filling) -> Road:
    """The road of all rows with so many cells filled."""
    made = filled([*roots, decided], filling)
    return Road(made[:-1], made[-1], {})


def _step(graph: Graph, one: Node, args: list[Node], filling: Filling, assumed: Assumed) -> Node:
    if one.op == "const":
        return graph.const(one.value)
    if one.op in ("col", "isno", "null"):
        return _column(graph, one, filling, assumed)
    if one.over is not None:
        return graph.gather(one.op, one.over, args[0], args[-1])  # type: ignore[arg-type]
    if one.op in ("cut", "bits", "kept"):
        if one.op == "bits":
            return graph.bits(args)
        return graph.cut(args[0], args[1].low) if one.op == "cut" else graph.kept(args[0], args[1].low)
    run: dict[str, Callable[..., Node]] = {
        "add": graph.add, "sub": graph.sub, "mul": graph.mul, "div": graph.div, "min": graph.least, "max": graph.most,
        "lt": graph.less, "eq": graph.same, "not": graph.no, "and": graph.both, "or": graph.either, "if": graph.pick,
    }  # fmt: skip
    return run[one.op](*args)


def _column(graph: Graph, one: Node, filling: Filling, assumed: Assumed) -> Node:
    name = text_of(one)
    if one.op == "null":
        return graph.empty(name, one.loop) if name in filling.varied else graph.const(name in filling.empty)
    if name in filling.empty:
        if one.shape == "text":
            return graph.column(name, "text", 0, 0, one.loop)
        return graph.const(False) if one.shape == "bool" else graph.const(min(max(0, one.low), one.high))
    if name in assumed:
        return graph.const(assumed[name] == (one.op == "col"))
    if one.op == "isno" and name in filling.varied:
        return graph.is_no(name, one.loop)
    if one.op == "isno":
        return graph.no(graph.column(name, "bool", 0, 1, one.loop))
    return graph.column(name, one.shape, one.low, one.high, one.loop)
