# SPDX-License-Identifier: EUPL-1.2
"""FOREACH for every row: over the items of a list of the household (a grouped total), or of one that is written out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import msgspec

from stelsel.engines.rules.operations import NOTHING
from stelsel.engines.rules.population.node import Graph, Loop, Node
from stelsel.engines.rules.population.term import Bound, Term, Terms
from stelsel.engines.rules.values import Trouble

How = Literal["sum", "min", "max", "any", "bits"]


class Items(msgspec.Struct):
    """The items: whether each counts (`tests`) and its value. `loop`: one pair stands for all items of a list."""

    subject: Term
    tests: Sequence[Term]
    values: Sequence[Term]
    loop: Loop | None


class _Over:
    """Takes the items together."""

    def __init__(self, graph: Graph, loop: Loop | None) -> None:
        self.graph, self.loop = graph, loop

    def __call__(self, how: How, where: Sequence[Node], values: Sequence[Node] | None = None) -> Node:
        graph = self.graph
        given = [graph.zero] * len(where) if values is None else values
        if self.loop is not None:
            return graph.gather(how, self.loop, where[0], given[0])
        if how == "any":
            return graph.either(*where)
        if how == "bits":
            return graph.bits([graph.zero, *(graph.pick(c, v, graph.zero) for c, v in zip(where, given, strict=True))])
        if how == "sum":
            found = graph.zero
            for test, value in zip(where, given, strict=True):
                found = graph.add(found, graph.pick(test, value, graph.zero))
            return found
        ends = [one.low if how == "max" else one.high for one in given] or [0]
        far = graph.const(min(ends) if how == "max" else max(ends))
        best: Callable[[Node, Node], Node] = graph.most if how == "max" else graph.least
        found = far
        for test, value in zip(where, given, strict=True):
            found = best(found, graph.pick(test, value, far))
        return found


def gathered(make: Terms, items: Items, combine: str, where: str) -> Term:
    """FOREACH with `combine` ADD, MIN, MAX, AND, OR or COUNT."""
    graph, over, subject = make.graph, _Over(make.graph, items.loop), items.subject
    sure = [one.value for one in items.tests]
    kept = [graph.no(one.nope) for one in items.tests]
    if combine == "COUNT":
        doubtful = [graph.no(one.known) for one in items.tests]
        count = over("sum", sure, [graph.const(1)] * len(sure))
        made = make.made(
            "number", count, graph.no(over("any", doubtful)), over("bits", doubtful, [one.lacks for one in items.tests])
        )
    elif combine in ("AND", "OR"):
        made = _decided(make, items, over, sure, kept, combine == "OR")
    elif combine == "ADD":
        made = _total(make, items, over, sure, kept)
    else:
        made = _extreme(make, items, over, sure, kept, combine == "MAX")
    if combine in ("ADD", "MIN", "MAX"):
        bad = over("any", [graph.both(s, v.nothing) for s, v in zip(sure, items.values, strict=True)])
        made = make.refused(made, bad, Trouble("nothing", where, NOTHING))
    low = Bound(graph.zero, graph.true) if combine == "COUNT" else None
    always = [graph.true] * len(kept)
    doubts = [subject.doubt, over("bits", always, [one.doubt for one in items.tests])]
    if combine != "COUNT" or items.values:
        doubts.append(over("bits", kept, [one.doubt for one in items.values]))
    return msgspec.structs.replace(
        _with_list(make, made, subject, low), doubt=graph.bits(doubts), nothing=graph.both(subject.known, made.nothing)
    )


def _with_list(make: Terms, made: Term, subject: Term, low: Bound | None) -> Term:
    """Unknown where the list itself is."""
    graph = make.graph
    if subject.known is graph.true:
        return made

    def end(given: Bound | None, inside: Bound, otherwise: Bound | None) -> Bound | None:
        if given is None and otherwise is None:
            return None
        outside = Bound(graph.zero, graph.false) if otherwise is None else otherwise
        return Bound(
            graph.pick(subject.known, inside.value, outside.value),
            graph.pick(subject.known, inside.holds, outside.holds),
        )

    return msgspec.structs.replace(
        made,
        value=graph.both(subject.known, made.value) if made.sort == "boolean" else made.value,
        nope=graph.both(subject.known, made.nope),
        known=graph.both(subject.known, made.known),
        lacks=graph.pick(subject.known, made.lacks, subject.lacks),
        low=end(made.low, make.low_of(made), low),
        high=end(made.high, make.high_of(made), None),
    )


def _open(make: Terms, items: Items, kept: Sequence[Node]) -> tuple[list[Node], list[Node]]:
    """Which items are unknown or may not count, and what they lack."""
    graph = make.graph
    some = [
        graph.both(keeps, graph.no(graph.both(test.known, value.known)))
        for keeps, test, value in zip(kept, items.tests, items.values, strict=True)
    ]
    lacks = [
        graph.bits([test.lacks, make.conditional(make.asks([test]), value.lacks)])
        for test, value in zip(items.tests, items.values, strict=True)
    ]
    return some, lacks


def _decided(
    make: Terms, items: Items, over: _Over, sure: Sequence[Node], kept: Sequence[Node], decisive: bool
) -> Term:
    graph = make.graph
    open_ones, lacks = _open(make, items, kept)
    decided = over("any", [
        graph.both(counts, one.value if decisive else one.nope)
        for counts, one in zip(sure, items.values, strict=True)
    ])  # fmt: skip
    rest = graph.both(graph.no(decided), graph.no(over("any", open_ones)))
    yes, nope = (decided, rest) if decisive else (rest, decided)
    return make.truth(yes, nope, over("bits", open_ones, lacks))


def _total(make: Terms, items: Items, over: _Over, sure: Sequence[Node], kept: Sequence[Node]) -> Term:
    graph, aligned = make.graph, make.aligned(items.values)
    open_ones, lacks = _open(make, items, kept)
    value = over("sum", sure, aligned.values)

    def end(bounds: Sequence[Bound]) -> Bound:
        loose = [
            graph.both(keeps, graph.no(graph.both(counts, one.holds)))
            for keeps, counts, one in zip(kept, sure, bounds, strict=True)
        ]
        return Bound(over("sum", sure, [one.value for one in bounds]), graph.no(over("any", loose)))

    return make.made(
        "number", value, graph.no(over("any", open_ones)), over("bits", open_ones, lacks), scale=aligned.scale,
        by=aligned.by, low=end(aligned.lows), high=end(aligned.highs),
    )  # fmt: skip


def _extreme(make: Terms, items: Items, over: _Over, sure: Sequence[Node], kept: Sequence[Node], up: bool) -> Term:
    """MIN or MAX; nothing where no item counts."""
    graph, aligned = make.graph, make.aligned(items.values)
    how: How = "max" if up else "min"
    reach, other = (aligned.highs, aligned.lows) if up else (aligned.lows, aligned.highs)
    open_ones, lacks = _open(make, items, kept)
    there = [graph.both(counts, make.is_number(one)) for counts, one in zip(sure, items.values, strict=True)]
    any_there = over("any", there)
    found = over(how, there, aligned.values)
    matters: list[Node] = []
    for test, counts, end in zip(open_ones, sure, reach, strict=True):
        beats = graph.less(found, end.value) if up else graph.less(end.value, found)
        loose = graph.no(graph.both(counts, end.holds))
        matters.append(graph.both(test, graph.either(graph.no(any_there), loose, beats)))
    near = [
        graph.either(t, graph.both(m, s, one.holds)) for t, m, s, one in zip(there, matters, sure, other, strict=True)
    ]
    far = [graph.either(t, m) for t, m in zip(there, matters, strict=True)]
    loose_ones = [
        graph.both(m, graph.no(graph.both(s, one.holds))) for m, s, one in zip(matters, sure, reach, strict=True)
    ]
    ends = (
        Bound(over(how, near, [one.value for one in other]), over("any", near)),
        Bound(over(how, far, [one.value for one in reach]), graph.no(over("any", loose_ones))),
    )
    low, high = ends if up else reversed(ends)
    return make.made(
        "number", found, graph.no(over("any", matters)), over("bits", matters, lacks), None,
        graph.no(over("any", kept)), aligned.scale, aligned.by, low, high,
    )  # fmt: skip
