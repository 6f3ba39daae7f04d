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


class Road(msgspec.Struct, frozen=True):
    """The steps for most rows: those in which some columns say what is assumed, and every cell is filled except those
    of the columns that are `empty` in all rows. `decided`: whether there is a value."""

    roots: tuple[Node, ...]
    decided: Node
    assumed: Assumed
    empty: frozenset[str] = frozenset()


def filled(
    roots: Sequence[Node], assumed: Assumed | None = None, empty: frozenset[str] = frozenset()
) -> tuple[Node, ...]:
    """The steps for rows of which only some columns are empty, and some say what is assumed."""
    graph = Graph()
    made: dict[Node, Node] = {}
    for one in in_order(roots):
        made[one] = _step(graph, one, [made[part] for part in one.args], assumed or {}, empty)
    return tuple(made[one] for one in roots)


def road(roots: Sequence[Node], decided: Node, empty: frozenset[str] = frozenset()) -> Road:
    """The road of most rows. What a filled row leaves undecided (a figure that is not there) is left out, by such
    assumptions as can do that: the ones that leave most steps to compute, so that they leave out least."""
    kept = whole(roots, decided, empty)
    if empty or kept.decided.constant or len(in_order(kept.roots)) > MOST_STEPS:
        return kept
    found = []
    for assumed in _assumptions(kept.decided):
        made = filled([*kept.roots, kept.decided], assumed)
        found.append((len(in_order(made)), Road(made[:-1], made[-1], assumed)))
    most, best = max(found, key=lambda one: one[0], default=(0, kept))
    return best if most * LEAST_SHARE >= len(in_order(kept.roots)) else kept


def _assumptions(decided: Node) -> Iterator[dict[str, bool]]:
    """One or two columns of which what they say is enough for a value."""
    cells = {text_of(one) for one in in_order([decided]) if one.op == "col" and one.shape == "bool" and not one.loop}
    rest: list[tuple[str, bool, Node]] = []
    for name in sorted(cells):
        for says in (False, True):
            (test,) = filled([decided], {name: says})
            if test.constant and test.value:
                yield {name: says}
            elif not test.constant:
                rest.append((name, says, test))
    for at, (name, says, left) in enumerate(rest):
        for other, also, _ in rest[at + 1 :]:
            if other != name and filled([left], {other: also})[0].value is True:
                yield {name: says, other: also}


def whole(roots: Sequence[Node], decided: Node, empty: frozenset[str] = frozenset()) -> Road:
    """The road of all rows without an empty cell, but for the columns that have no other."""
    made = filled([*roots, decided], None, empty)
    return Road(made[:-1], made[-1], {}, empty)


def _step(graph: Graph, one: Node, args: list[Node], assumed: Assumed, empty: frozenset[str]) -> Node:
    if one.op == "const":
        return graph.const(one.value)
    if one.op == "null":
        return graph.const(text_of(one) in empty)
    if one.op in ("col", "isno"):
        return _column(graph, one, assumed, empty)
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


def _column(graph: Graph, one: Node, assumed: Assumed, empty: frozenset[str]) -> Node:
    name = text_of(one)
    if name in empty:
        if one.shape == "text":
            return graph.column(name, "text", 0, 0, one.loop)
        return graph.const(False) if one.shape == "bool" else graph.const(min(max(0, one.low), one.high))
    if name in assumed:
        return graph.const(assumed[name] == (one.op == "col"))
    if one.op == "isno":
        return graph.no(graph.column(name, "bool", 0, 1, one.loop))
    return graph.column(name, one.shape, one.low, one.high, one.loop)
