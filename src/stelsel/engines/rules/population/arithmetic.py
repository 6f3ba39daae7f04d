# SPDX-License-Identifier: EUPL-1.2
"""The operations on terms: for every row what `operations.apply` does with the values of one case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

import msgspec

from stelsel.engines.rules.operations import NO_TRUTH, NOTHING, ZERO
from stelsel.engines.rules.population.node import Node
from stelsel.engines.rules.population.term import Bound, Term, Terms
from stelsel.engines.rules.values import Trouble

Run = Callable[[Terms, Sequence[Term], str], Term]


def total(make: Terms, terms: Sequence[Term], where: str) -> Term:
    """ADD"""
    graph, aligned = make.graph, make.aligned(terms)
    known, lacks = make.unknown_of(terms)

    def end(bounds: Sequence[Bound]) -> Bound:
        return Bound(_sum(make, [one.value for one in bounds]), graph.both(*(one.holds for one in bounds)))

    made = make.made(
        "number", _sum(make, aligned.values), known, lacks, make.doubts_of(terms), scale=aligned.scale, by=aligned.by,
        low=end(aligned.lows), high=end(aligned.highs),
    )  # fmt: skip
    return _needs_values(make, made, terms, where)


def difference(make: Terms, terms: Sequence[Term], where: str) -> Term:
    """SUBTRACT"""
    return total(make, [terms[0], *(_turned(make, one) for one in terms[1:])], where)


def _turned(make: Terms, term: Term) -> Term:
    graph, minus = make.graph, make.graph.const(-1)

    def turned(end: Bound | None) -> Bound | None:
        return None if end is None else Bound(graph.mul(end.value, minus), end.holds)

    return msgspec.structs.replace(
        term, value=graph.mul(term.value, minus), low=turned(term.high), high=turned(term.low)
    )


def _sum(make: Terms, nodes: Sequence[Node]) -> Node:
    """A sum in which what is taken off is taken off."""
    graph, found = make.graph, make.graph.zero
    for one in nodes:
        if one.op == "mul" and one.args[1].constant and one.args[1].low < 0:
            found = graph.sub(found, graph.mul(one.args[0], graph.const(-one.args[1].low)))
        else:
            found = graph.add(found, one)
    return found


def product(make: Terms, terms: Sequence[Term], where: str) -> Term:
    """MULTIPLY: zero as soon as one is zero, whatever the others are."""
    graph = make.graph
    value, scale = graph.const(1), 1
    by: Node | None = None
    for one in terms:
        value, scale = graph.mul(value, one.value), scale * one.scale
        if one.by is not None:
            by = one.by if by is None else graph.mul(by, one.by)
    zeros = [graph.both(make.is_number(one), graph.same(one.value, graph.zero)) for one in terms]
    zero = graph.either(*zeros)
    known, lacks = make.unknown_of(terms)
    low, high = _product_ends(make, terms)
    ends = [] if low is None else [low], [] if high is None else [high]
    there = graph.either(zero, graph.both(*(make.is_number(one) for one in terms)))
    made = make.made(
        "number", value, graph.either(zero, known), graph.pick(zero, graph.zero, lacks), scale=scale, by=by,
        low=_first(make, [*ends[0], Bound(value, there)]) if low else None,
        high=_first(make, [*ends[1], Bound(value, there)]) if high else None,
    )  # fmt: skip
    bad = graph.both(graph.either(*(one.nothing for one in terms)), graph.no(zero))
    made = make.refused(made, bad, Trouble("nothing", where, NOTHING))
    doubt = make.doubts_of(terms)
    for one, test in zip(reversed(terms), reversed(zeros), strict=True):
        doubt = graph.pick(test, one.doubt, doubt)
    return msgspec.structs.replace(made, doubt=doubt)


def _product_ends(make: Terms, terms: Sequence[Term]) -> tuple[Bound | None, Bound | None]:
    """The bounds while unknown. With one unknown its bounds times the rest; with more not below zero where none is."""
    graph = make.graph
    open_ones = [one for one in terms if one.known is not graph.true]
    if not open_ones or any(one.sort == "never" for one in terms):
        return None, None
    lows: list[Bound] = []
    highs: list[Bound] = []
    for one in open_ones:
        rest, sure = graph.const(1), graph.no(one.known)
        for other in terms:
            if other is not one:
                rest, sure = graph.mul(rest, other.value), graph.both(sure, make.is_number(other))
        low, high = one.low, one.high
        upright = graph.less(graph.zero, rest)
        for ends, straight, turned in ((lows, low, high), (highs, high, low)):
            for end, where in ((straight, upright), (turned, graph.no(upright))):
                if end is not None:
                    ends.append(Bound(graph.mul(end.value, rest), graph.both(sure, where, end.holds)))
    if len(open_ones) > 1:
        lows.append(Bound(graph.zero, _several_above(make, terms, open_ones)))
        lows = [one for one in lows if one.holds is not graph.false]
    return _first(make, lows), _first(make, highs)


def _several_above(make: Terms, terms: Sequence[Term], open_ones: Sequence[Term]) -> Node:
    """Where more than one is unknown, none of those below zero, and the product of the known ones above zero."""
    graph = make.graph
    fine: list[Node] = []
    odd = graph.false
    for one in terms:
        fine.append(graph.no(one.nothing))
        above = graph.false
        if one.low is not None:
            above = graph.both(one.low.holds, graph.no(graph.less(one.low.value, graph.zero)))
        fine.append(graph.either(one.known, above))
        odd = graph.pick(graph.both(one.known, graph.less(one.value, graph.zero)), graph.no(odd), odd)
    two = graph.either(*(
        graph.both(graph.no(one.known), graph.no(other.known))
        for at, one in enumerate(open_ones) for other in open_ones[:at]
    ))  # fmt: skip
    return graph.both(two, *fine, graph.no(odd))


def _first(make: Terms, ends: Sequence[Bound]) -> Bound | None:
    """The bound that holds, of some of which at most one holds."""
    graph = make.graph
    kept = [one for one in ends if one.holds is not graph.false]
    if not kept:
        return None
    value = kept[-1].value
    for one in reversed(kept[:-1]):
        value = graph.pick(one.holds, one.value, value)
    return Bound(value, graph.either(*(one.holds for one in kept)))


def quotient(make: Terms, terms: Sequence[Term], where: str) -> Term:
    """DIVIDE: the first by the rest."""
    made, graph = terms[0], make.graph
    zeros: list[Node] = []
    for divisor in terms[1:]:
        zeros.append(graph.both(make.is_number(divisor), graph.same(divisor.value, graph.zero)))
        made = _divided(make, made, divisor)
    bad = graph.either(*(one.nothing for one in terms))
    zero = graph.both(graph.either(*zeros), graph.no(bad))
    made = msgspec.structs.replace(made, doubt=make.doubts_of(terms), nothing=graph.false)
    made = make.refused(made, zero, Trouble("zero", where, ZERO))
    return make.refused(made, bad, Trouble("nothing", where, NOTHING))


def _divided(make: Terms, term: Term, divisor: Term) -> Term:
    """A number divided by one that is not zero: the numerator gets its sign, the denominator its size."""
    graph = make.graph
    known, lacks = make.unknown_of((term, divisor))
    if divisor.value.constant and divisor.by is None:
        exact = Fraction(divisor.value.low, divisor.scale) if divisor.value.low else Fraction(1)
        factor, scale, by = graph.const(divisor.scale * (1 if exact > 0 else -1)), abs(divisor.value.low) or 1, term.by
    else:
        below = graph.less(divisor.value, graph.zero)
        size = graph.pick(below, graph.mul(divisor.value, graph.const(-1)), divisor.value)
        size = graph.most(size, graph.const(1))
        factor, scale = graph.pick(below, graph.const(-divisor.scale), graph.const(divisor.scale)), 1
        if divisor.by is not None:
            factor = graph.mul(factor, divisor.by)
        by = size if term.by is None else graph.mul(term.by, size)
    upright = graph.less(graph.zero, factor)

    def end(straight: Bound, turned: Bound) -> Bound | None:
        if term.low is None and term.high is None:
            return None
        return _first(make, [
            Bound(graph.mul(one.value, factor), graph.both(one.holds, side, divisor.known))
            for one, side in ((straight, upright), (turned, graph.no(upright)))
        ])  # fmt: skip

    low, high = make.low_of(term), make.high_of(term)
    return make.made(
        "number", graph.mul(term.value, factor), known, lacks, scale=term.scale * scale, by=by,
        low=end(low, high), high=end(high, low),
    )  # fmt: skip


def smallest(make: Terms, terms: Sequence[Term], where: str) -> Term:
    """MIN"""
    return msgspec.structs.replace(_extreme(make, terms, where, make.graph.least, False), doubt=make.doubts_of(terms))


def largest(make: Terms, terms: Sequence[Term], where: str) -> Term:
    """MAX"""
    return msgspec.structs.replace(_extreme(make, terms, where, make.graph.most, True), doubt=make.doubts_of(terms))


def _extreme(make: Terms, terms: Sequence[Term], where: str, best: Callable[[Node, Node], Node], up: bool) -> Term:
    """MIN or MAX: what is unknown and by its bounds cannot be the best does not matter."""
    graph, aligned = make.graph, make.aligned(terms)
    reach, other = (aligned.highs, aligned.lows) if up else (aligned.lows, aligned.highs)
    there = [make.is_number(one) for one in terms]
    spread = [*aligned.values, *(end.value for end in (*reach, *other) if end.holds is not graph.false)]
    floor = graph.const(min(one.low for one in spread) if up else max(one.high for one in spread))

    def among(values: Sequence[Node], tests: Sequence[Node]) -> Node:
        found = floor
        for value, test in zip(values, tests, strict=True):
            found = best(found, graph.pick(test, value, floor))
        return found

    matters: list[Node] = []
    for at, (one, end) in enumerate(zip(terms, reach, strict=True)):
        if one.known is graph.true:
            matters.append(graph.false)
            continue
        own = Bound(end.value, end.holds) if (one.high if up else one.low) is not None else Bound(floor, graph.false)
        rest = [number for number in range(len(terms)) if number != at]
        known_best = among([aligned.values[number] for number in rest], [there[number] for number in rest])
        beats = graph.less(known_best, own.value) if up else graph.less(own.value, known_best)
        alone = graph.no(graph.either(*(there[number] for number in rest)))
        matters.append(graph.both(graph.no(one.known), graph.either(alone, graph.no(own.holds), beats)))
    open_ones, any_known = graph.either(*matters), graph.either(*there)
    lacks = graph.bits([graph.pick(test, one.lacks, graph.zero) for one, test in zip(terms, matters, strict=True)])
    found = among([one.value for one in reach], [graph.true] * len(terms))
    near_tests = [one.holds for one in other]
    near = Bound(among([one.value for one in other], near_tests), graph.either(*near_tests))
    edge = Bound(
        found, graph.both(*(graph.either(graph.no(m), one.holds) for m, one in zip(matters, reach, strict=True)))
    )
    low, high = (near, edge) if up else (edge, near)
    known = graph.both(any_known, graph.no(open_ones))
    made = make.made("number", found, known, lacks, scale=aligned.scale, by=aligned.by, low=low, high=high)
    return _needs_values(make, made, terms, where)


def rounded(make: Terms, term: Term, step: Fraction, how: str, where: str) -> Term:
    """ROUND (a half goes away from zero), CEIL or FLOOR to a multiple of `step`."""
    graph = make.graph

    def run(node: Node) -> Node:
        above = graph.mul(node, graph.const(step.denominator))
        below = graph.const(term.scale * step.numerator)
        if term.by is not None:
            below = graph.mul(below, term.by)
        return graph.mul(_whole(make, above, below, how), graph.const(step.numerator))

    def end(one: Bound | None) -> Bound | None:
        return None if one is None else Bound(run(one.value), one.holds)

    made = make.made(
        "number", run(term.value), term.known, term.lacks, term.doubt, scale=step.denominator,
        low=end(term.low), high=end(term.high),
    )  # fmt: skip
    return _needs_values(make, made, (term,), where)


def _whole(make: Terms, above: Node, below: Node, how: str) -> Node:
    """A whole number from above / below."""
    graph = make.graph
    if how == "FLOOR" or (below.constant and below.low == 1):
        return graph.div(above, below)
    if how == "CEIL":
        return graph.div(graph.add(above, graph.sub(below, graph.const(1))), below)
    if below.constant and below.low % 2 == 0:
        half, unit = graph.const(below.low // 2), below
    else:
        half, unit, above = below, graph.mul(below, graph.const(2)), graph.mul(above, graph.const(2))
    up = graph.div(graph.add(above, half), unit)
    if above.low >= 0:
        return up
    minus = graph.const(-1)
    down = graph.mul(graph.div(graph.add(graph.mul(above, minus), half), unit), minus)
    return graph.pick(graph.less(above, graph.zero), down, up)


def compared(make: Terms, name: str, terms: Sequence[Term], where: str) -> Term:
    """The four comparisons, of numbers or days; bounds decide where they can."""
    graph = make.graph
    left, right = terms if name.startswith("LESS") else (terms[1], terms[0])
    strict = not name.endswith("EQUAL")
    test = graph.less if strict else graph.most_is
    both_known, lacks = make.unknown_of(terms)
    bounds = [one for term in terms for one in (term.low, term.high) if one is not None]
    if "date" in (left.sort, right.sort) or not bounds:
        a, b = (left.value, right.value) if "date" in (left.sort, right.sort) else make.aligned((left, right)).values
        made = make.whether(test(a, b), both_known, lacks, make.doubts_of(terms))
    else:
        both = make.aligned((left, right))
        yes = graph.both(both.highs[0].holds, both.lows[1].holds, test(both.highs[0].value, both.lows[1].value))
        nope = graph.both(
            both.lows[0].holds, both.highs[1].holds, graph.no(test(both.lows[0].value, both.highs[1].value))
        )
        made = make.truth(yes, nope, lacks, make.doubts_of(terms))
    bad = graph.both(both_known, graph.either(left.nothing, right.nothing))
    return make.refused(made, bad, Trouble("nothing", where, NOTHING))


def equal(make: Terms, terms: Sequence[Term], where: str) -> Term:
    """EQUALS: nothing is only nothing."""
    graph = make.graph
    left, right = terms
    known, lacks = make.unknown_of(terms)
    doubt = make.doubts_of(terms)
    absent = graph.either(left.nothing, right.nothing)
    if left.sort == right.sort == "boolean":
        yes = graph.either(
            graph.both(left.value, right.value), graph.both(left.nope, right.nope),
            graph.both(left.nothing, right.nothing),
        )  # fmt: skip
        return make.truth(yes, graph.both(known, graph.no(yes)), lacks, doubt)
    apart = graph.false
    a_value, b_value = left.value, right.value
    if "number" in (left.sort, right.sort) and "nothing" not in (left.sort, right.sort):
        both = make.aligned(terms)
        a_value, b_value = both.values
        apart = graph.either(*(
            graph.both(high.holds, low.holds, graph.less(high.value, low.value))
            for high, low in ((both.highs[0], both.lows[1]), (both.highs[1], both.lows[0]))
            if high.holds is not graph.false and low.holds is not graph.false
        )) if any(one is not None for term in terms for one in (term.low, term.high)) else graph.false  # fmt: skip
    value = graph.false if a_value.shape != b_value.shape else graph.same(a_value, b_value)
    value = graph.pick(absent, graph.both(left.nothing, right.nothing), value)
    if apart is graph.false:
        return make.whether(value, known, lacks, doubt)
    return make.truth(graph.both(known, value), graph.either(apart, graph.both(known, graph.no(value))), lacks, doubt)


def among(make: Terms, subject: Term, some: Sequence[Term]) -> Term:
    """IN, of a list that is written out."""
    graph = make.graph
    value = graph.false
    for one in some:
        if one.sort == "nothing":
            value = graph.either(value, subject.nothing)
        elif one.sort == subject.sort or {one.sort, subject.sort} == {"text", "date"}:
            value = graph.either(value, equal(make, (subject, one), "").value)
    return make.whether(value, subject.known, subject.lacks, subject.doubt)


def negated(make: Terms, term: Term, where: str) -> Term:
    """NOT"""
    made = msgspec.structs.replace(term, value=term.nope, nope=term.value)
    return make.refused(made, term.nothing, Trouble("kind", where, NO_TRUTH))


def _needs_values(make: Terms, made: Term, terms: Sequence[Term], where: str) -> Term:
    """Numbers have to be there: nothing is not a number."""
    return make.refused(made, make.graph.either(*(one.nothing for one in terms)), Trouble("nothing", where, NOTHING))
