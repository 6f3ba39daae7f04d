# SPDX-License-Identifier: EUPL-1.2
"""The same program for rows in which every cell is filled: a far smaller one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

import msgspec

from stelsel.engines.rules.population.node import Graph, Node, in_order, text_of

MOST_STEPS = 2_000
Assumed = Mapping[str, bool]
"""What some columns of yes or no are taken to say."""


class Road(msgspec.Struct, frozen=True):
    """The steps for most rows: those without an empty cell in which some columns say what is assumed."""

    roots: tuple[Node, ...]
    assumed: Assumed


def filled(roots: Sequence[Node], assumed: Assumed | None = None) -> tuple[Node, ...]:
    """The steps for rows without an empty cell, in which some columns say what is assumed."""
    graph = Graph()
    made: dict[Node, Node] = {}
    for one in in_order(roots):
        made[one] = _step(graph, one, [made[part] for part in one.args], assumed or {})
    return tuple(made[one] for one in roots)


def road(roots: Sequence[Node], known: Node) -> Road:
    """The road of most rows. What a filled row leaves undecided (a figure that is not there) is left out, by such
    assumptions as can do that: the ones that leave most steps to compute, so that they leave out least."""
    plain = filled([*roots, known])
    if plain[-1].constant or len(in_order(plain)) > MOST_STEPS:
        return Road(plain[:-1], {})
    names = sorted({text_of(one) for one in in_order(plain) if one.op == "col" and one.shape == "bool"})
    single = [(name, says) for name in names for says in (False, True)]
    found: list[tuple[int, Road]] = []
    for pairs in [*((one,) for one in single), *combinations(single, 2)]:
        made = filled([*roots, known], dict(pairs))
        if made[-1].constant and made[-1].value:
            found.append((len(in_order(made)), Road(made[:-1], dict(pairs))))
    return max(found, key=lambda one: one[0])[1] if found else Road(plain[:-1], {})


def _step(graph: Graph, one: Node, args: list[Node], assumed: Assumed) -> Node:
    if one.op in ("const", "null"):
        return graph.const(one.value) if one.op == "const" else graph.false
    if one.op in ("col", "isno") and one.value in assumed:
        return graph.const(assumed[text_of(one)] == (one.op == "col"))
    if one.op == "isno":
        return graph.no(graph.column(text_of(one), "bool", 0, 1, one.loop))
    if one.op == "col":
        return graph.column(text_of(one), one.shape, one.low, one.high, one.loop)
    if one.op in ("cut", "bits", "kept"):
        return graph.cut(args[0], args[1].low) if one.op == "cut" else graph.bits(args)
    if one.over is not None:
        return graph.gather(one.op, one.over, args[0], args[-1])  # type: ignore[arg-type]
    run: dict[str, Callable[..., Node]] = {
        "add": graph.add, "sub": graph.sub, "mul": graph.mul, "div": graph.div, "min": graph.least, "max": graph.most,
        "lt": graph.less, "eq": graph.same, "not": graph.no, "and": graph.both, "or": graph.either, "if": graph.pick,
    }  # fmt: skip
    return run[one.op](*args)
