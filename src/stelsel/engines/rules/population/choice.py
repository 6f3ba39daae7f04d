# SPDX-License-Identifier: EUPL-1.2
"""And, or, if and the first that is there, for every row: what is not needed never makes an answer unknown."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from stelsel.engines.rules import _said
from stelsel.engines.rules.population.node import Node
from stelsel.engines.rules.population.term import Bound, Sort, Term, Terms
from stelsel.engines.rules.values import Trouble


def truth(make: Terms, term: Term, where: str) -> Term:
    """A condition: nothing is neither yes nor no."""
    return make.refused(term, term.nothing, Trouble("kind", where, _said.NO_TRUTH))


def all_of(make: Terms, terms: Sequence[Term], decisive: bool) -> Term:
    """AND (decided by the first that is false) and OR (by the first that is true)."""
    graph = make.graph
    deciding = [one.value if decisive else one.nope for one in terms]
    decided = graph.either(*deciding)
    rest = graph.both(*(one.nope if decisive else one.value for one in terms))
    doubt = make.doubts_of(terms)
    for one, test in zip(reversed(terms), reversed(deciding), strict=True):
        doubt = graph.pick(test, one.doubt, doubt)
    yes, nope = (decided, rest) if decisive else (rest, decided)
    lacks = make.conditional(make.asks(terms), graph.bits([one.lacks for one in terms]))
    return make.truth(yes, nope, lacks, doubt)


def first_of(make: Terms, terms: Sequence[Term], sort: Sort) -> Term:
    """COALESCE: the first that is there."""
    graph = make.graph
    found = make.within(terms[-1], graph.zero)
    for one in reversed(terms[:-1]):
        found = _if(make, one.nothing, found, one, sort)
    return found


def _if(make: Terms, test: Node, yes: Term, no: Term, sort: Sort) -> Term:
    """One of two terms, by a test that is always known."""
    graph = make.graph
    values, scale, by = _values(make, (yes, no), sort)
    ends: list[Bound] = []
    for one, other in ((make.low_of(yes), make.low_of(no)), (make.high_of(yes), make.high_of(no))):
        ends.append(Bound(graph.pick(test, one.value, other.value), graph.pick(test, one.holds, other.holds)))
    same_scale = yes.scale == no.scale == scale and yes.by is no.by
    made = make.made(
        sort, graph.pick(test, *values), graph.pick(test, yes.known, no.known), graph.pick(test, yes.lacks, no.lacks),
        graph.pick(test, yes.doubt, no.doubt), graph.pick(test, yes.nothing, no.nothing), scale, by,
        ends[0] if same_scale else None, ends[1] if same_scale else None,
    )  # fmt: skip
    return msgspec.structs.replace(made, nope=graph.pick(test, yes.nope, no.nope))


def _values(make: Terms, terms: Sequence[Term], sort: Sort) -> tuple[tuple[Node, ...], int, Node | None]:
    """The values of some terms in one shape and on one scale; a term that never has a value gets a place to hold."""
    if sort == "number":
        both = make.aligned(terms)
        return both.values, both.scale, both.by
    graph = make.graph
    holder = {"boolean": graph.false, "text": graph.const(""), "date": graph.zero}.get(sort, graph.zero)
    return tuple(one.value if one.value.shape == holder.shape else holder for one in terms), 1, None


class _Chosen(msgspec.Struct):
    """What the rest of the cases gives: the value, whether all that can still be chosen is known and the same, what is
    missing if not (of the conditions that are unknown, and of what can be chosen; `asked`: a condition is unknown for
    facts only), the bounds, and the doubts of all that was computed and of what can be chosen."""

    value: Node
    nope: Node
    agreed: Node
    nothing: Node
    tests: Node
    chosen: Node
    asked: Node
    low: Bound
    high: Bound
    every: Node
    branches: Node
    open: Node


def cases(make: Terms, tests: Sequence[Term], branches: Sequence[Term], sort: Sort) -> Term:
    """IF: `branches` has one more than `tests`, the default. With a test unknown the value is known only when all that
    can still be chosen is the same."""
    graph = make.graph
    values, scale, by = _values(make, branches, sort)
    if sort == "number":
        both = make.aligned(branches)
        lows, highs = both.lows, both.highs
    else:
        lows = highs = tuple(Bound(graph.zero, graph.false) for _ in branches)
    last = branches[-1]
    rest = _Chosen(
        values[-1],
        last.nope,
        last.known,
        last.nothing,
        graph.zero,
        last.lacks,
        graph.false,
        lows[-1],
        highs[-1],
        last.doubt,
        last.doubt,
        graph.false,
    )
    for at in reversed(range(len(tests))):
        rest = _case(make, tests[at], branches[at], (values[at], lows[at], highs[at]), rest)
    doubt = graph.pick(graph.both(rest.open, rest.agreed), rest.branches, rest.every)
    raw = graph.bits([rest.tests, make.conditional(rest.asked, rest.chosen)])
    lacks = graph.pick(rest.agreed, graph.zero, raw)
    made = make.made(
        sort, rest.value, rest.agreed, lacks, doubt, rest.nothing, scale, by,
        rest.low if sort == "number" else None, rest.high if sort == "number" else None,
    )  # fmt: skip
    return msgspec.structs.replace(made, nope=rest.nope)


def _case(make: Terms, test: Term, branch: Term, ends: tuple[Node, Bound, Bound], rest: _Chosen) -> _Chosen:
    graph = make.graph
    value, low, high = ends

    yes, no = test.value, test.nope

    def chosen(one: Node, other: Node, unknown: Node) -> Node:
        return graph.pick(yes, one, graph.pick(no, other, unknown))

    def where(one: Node, other: Node, unknown: Node) -> Node:  # `unknown` holds only where both do
        return graph.either(graph.both(yes, one), graph.both(no, other), unknown)

    def end(one: Bound, other: Bound, up: bool) -> Bound:
        furthest = (graph.most if up else graph.least)(one.value, other.value)
        return Bound(
            chosen(one.value, other.value, furthest),
            where(one.holds, other.holds, graph.both(one.holds, other.holds)),
        )

    nothing = where(branch.nothing, rest.nothing, graph.both(branch.nothing, rest.nothing))
    if value.shape == "bool":
        value = where(value, rest.value, graph.both(value, rest.value))
        nope = where(branch.nope, rest.nope, graph.both(branch.nope, rest.nope))
        agreed = graph.either(value, nope, nothing)
    else:
        there = graph.both(make.is_number(branch), rest.agreed, graph.no(rest.nothing))
        alike = graph.either(graph.both(branch.nothing, rest.nothing), graph.both(there, graph.same(value, rest.value)))
        agreed = where(branch.known, rest.agreed, alike)
        value, nope = graph.pick(yes, value, rest.value), graph.false
    both = graph.bits([branch.doubt, rest.branches])
    return _Chosen(
        value,
        nope,
        agreed,
        nothing,
        chosen(graph.zero, rest.tests, graph.bits([test.lacks, rest.tests])),
        chosen(branch.lacks, rest.chosen, graph.bits([branch.lacks, rest.chosen])),
        graph.both(graph.no(yes), graph.either(rest.asked, make.asks([test]))),
        end(low, rest.low, False),
        end(high, rest.high, True),
        graph.bits([test.doubt, chosen(branch.doubt, rest.every, graph.bits([branch.doubt, rest.every]))]),
        chosen(branch.doubt, rest.branches, both),
        graph.both(graph.no(yes), graph.either(graph.no(no), rest.open)),
    )
