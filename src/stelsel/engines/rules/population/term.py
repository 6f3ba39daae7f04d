# SPDX-License-Identifier: EUPL-1.2
"""A value of a rule as steps of a program: the value itself, whether it is known, which facts it lacks, and between
which bounds it lies while it is unknown. What is known here is exactly what `evaluate` knows for one case."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Literal

import msgspec

from stelsel.engines.rules.population.node import Graph, Loop, Node
from stelsel.engines.rules.values import Trouble

Sort = Literal["number", "boolean", "date", "text", "list", "object", "nothing", "any", "never"]
"""nothing: known to be absent. any: a fact whose type shows where it is used. object: has parts. never: cannot be
computed."""
MOST_FACTS, MOST_BITS = 40, 63
"""Facts that one program may name, and bits of a mask: those above the facts are of troubles."""
_FACTS = (1 << MOST_FACTS) - 1


class Bound(msgspec.Struct, frozen=True):
    """A bound: its value and where it holds. Where the term is known, it holds and is the value of the term."""

    value: Node
    holds: Node


class Term(msgspec.Struct, frozen=True):
    """`value` / (`scale` x `by`) is the value where it is `known` and not `nothing`. `lacks` are the facts and troubles
    that are missing, 0 where known. `low` and `high` hold where it is unknown. `doubt` are the grade and the lines of
    doubt that the value used. `column` and `loop` name a fact whose type is not known yet, or a list; `items` are the
    items of a list that is written out. Of yes or no, `value` is known to be yes and `nope` known to be no."""

    sort: Sort
    value: Node
    known: Node
    nothing: Node
    lacks: Node
    doubt: Node
    nope: Node
    scale: int = 1
    by: Node | None = None
    low: Bound | None = None
    high: Bound | None = None
    unit: str = ""
    column: str = ""
    loop: Loop | None = None
    items: tuple[Term, ...] | None = None


class Aligned(msgspec.Struct, frozen=True):
    """Numbers on one scale, so that their values compare and add up."""

    values: tuple[Node, ...]
    lows: tuple[Bound, ...]
    highs: tuple[Bound, ...]
    scale: int
    by: Node | None


class TooManyBits(Exception):
    """A program that names more facts and troubles than a mask has bits."""


class Terms:
    """Makes terms. `facts` (by key) have the lowest bits of a mask, `troubles` those from `MOST_FACTS` on; `doubts` are
    the lines of doubt, each by its bit."""

    def __init__(self) -> None:
        self.graph = Graph()
        self.facts: list[str] = []
        self.troubles: list[Trouble] = []
        self.doubts: list[str] = []
        self._bit_of: dict[object, int] = {}

    def bit(self, what: str | Trouble) -> Node:
        """The mask with the bit of a fact or trouble."""
        key = what if isinstance(what, str) else (what.code, what.where)
        if key not in self._bit_of:
            if isinstance(what, str):
                self.facts.append(what)
                self._bit_of[key] = len(self.facts) - 1
            else:
                self.troubles.append(what)
                self._bit_of[key] = MOST_FACTS + len(self.troubles) - 1
            if len(self.facts) > MOST_FACTS or len(self.troubles) > MOST_BITS - MOST_FACTS:
                raise TooManyBits
        return self.graph.const(1 << self._bit_of[key])

    def asks(self, tests: Sequence[Term]) -> Node:
        """Where one of some conditions is unknown for facts only: it can still turn out either way."""
        graph = self.graph
        limit = graph.const(_FACTS + 1)
        return graph.either(*(graph.both(graph.no(one.known), graph.less(one.lacks, limit)) for one in tests))

    def conditional(self, asked: Node, lacks: Node) -> Node:
        """What is missing of a value that counts only if a condition turns out so: where that is `asked` still, what
        stands in its way does not hold the outcome back yet."""
        return self.graph.pick(asked, self.graph.kept(lacks, _FACTS), lacks)

    def doubt(self, grade: int, lines: Sequence[str] = ()) -> Node:
        """The mask of a grade (0 is L, 3 is I: as many low bits) and lines of doubt."""
        mask = (1 << grade) - 1
        for line in lines:
            if line not in self.doubts:
                self.doubts.append(line)
            mask |= 1 << (3 + self.doubts.index(line))
        return self.graph.const(mask)

    # Terms that are the same for every row.

    def constant(self, value: object) -> Term | None:
        """A scalar as a term; None for what is none."""
        if value is None:
            return self.made("nothing", self.graph.zero, nothing=self.graph.true)
        if isinstance(value, bool):
            return self.truth(self.graph.const(value), self.graph.const(not value))
        if isinstance(value, int | Fraction):
            exact = Fraction(value)
            return self.made("number", self.graph.const(exact.numerator), scale=exact.denominator)
        if isinstance(value, date):
            return self.made("date", self.graph.const(value.year * 10000 + value.month * 100 + value.day))
        return self.made("text", self.graph.const(value)) if isinstance(value, str) else None

    def stuck(self, trouble: Trouble) -> Term:
        """What cannot be computed."""
        return self.made("never", self.graph.zero, known=self.graph.false, lacks=self.bit(trouble))

    def made(  # noqa: PLR0913, PLR0917 - the parts of a term, all but two with a usual value
        self,
        sort: Sort,
        value: Node,
        known: Node | None = None,
        lacks: Node | None = None,
        doubt: Node | None = None,
        nothing: Node | None = None,
        scale: int = 1,
        by: Node | None = None,
        low: Bound | None = None,
        high: Bound | None = None,
    ) -> Term:
        """A term; where not said otherwise it is known, there, and without doubt. Its scale is as small as can be."""
        graph = self.graph
        known = graph.true if known is None else known
        low, high = (
            None if one is None or one.holds is graph.false or known is graph.true else one for one in (low, high)
        )
        nodes = [value, *(one.value for one in (low, high) if one)]
        common = math.gcd(scale, *(_factor(one) for one in nodes))
        if common > 1:
            scale //= common
            value = self.shared(value, common)
            low, high = (
                None if one is None else Bound(self.shared(one.value, common), one.holds) for one in (low, high)
            )
        return Term(
            sort,
            value,
            known,
            graph.false if nothing is None else nothing,
            graph.zero if lacks is None or known is graph.true else lacks,
            graph.zero if doubt is None else doubt,
            graph.false,
            scale,
            by,
            low,
            high,
        )

    def truth(self, yes: Node, nope: Node, lacks: Node | None = None, doubt: Node | None = None) -> Term:
        """Yes, no or unknown: where it is known to be the one, and where the other."""
        known = self.graph.either(yes, nope)
        if lacks is not None and known is not self.graph.true:
            lacks = self.graph.pick(known, self.graph.zero, lacks)
        return msgspec.structs.replace(self.made("boolean", yes, known, lacks, doubt), nope=nope)

    def whether(self, value: Node, known: Node, lacks: Node, doubt: Node) -> Term:
        """Yes or no by a step that only counts where it is known."""
        graph = self.graph
        made = self.truth(graph.both(known, value), graph.both(known, graph.no(value)), None, doubt)
        return msgspec.structs.replace(made, known=known, lacks=lacks)

    def shared(self, node: Node, by: int) -> Node:
        """A step of which every value is a multiple of `by`, divided by it."""
        graph = self.graph
        if node.constant:
            return graph.const(node.low // by)
        if node.op == "mul" and node.args[1].constant:
            own = math.gcd(node.args[1].low, by)
            rest = graph.mul(node.args[0], graph.const(node.args[1].low // own))
            return rest if own == by else self.shared(rest, by // own)
        if node.op == "if":
            return graph.pick(node.args[0], self.shared(node.args[1], by), self.shared(node.args[2], by))
        raise AssertionError(node.op)

    # Numbers.

    def is_number(self, term: Term) -> Node:
        """Where it is known and there."""
        return self.graph.both(term.known, self.graph.no(term.nothing))

    def low_of(self, term: Term) -> Bound:
        """The lowest it can be."""
        return self._end(term, term.low)

    def high_of(self, term: Term) -> Bound:
        """The highest it can be."""
        return self._end(term, term.high)

    def _end(self, term: Term, end: Bound | None) -> Bound:
        if term.sort not in ("number", "never"):
            return Bound(self.graph.zero, self.graph.false)
        return Bound(term.value, self.is_number(term)) if end is None else end

    def bounded(self, term: Term, low: Bound | None, high: Bound | None) -> Term:
        """A number with bounds for where it is unknown."""
        graph, there = self.graph, self.is_number(term)
        if term.known is graph.true:
            return term

        def whole(one: Bound | None) -> Bound | None:
            if one is None or one.holds is graph.false:
                return None
            holds = graph.either(there, graph.both(graph.no(term.known), one.holds))
            return Bound(graph.pick(term.known, term.value, one.value), holds)

        return msgspec.structs.replace(term, low=whole(low), high=whole(high))

    def aligned(self, terms: Sequence[Term]) -> Aligned:
        """The values and bounds of numbers on one scale."""
        graph = self.graph
        scale = math.lcm(*(one.scale for one in terms))
        divisors = tuple(dict.fromkeys(one.by for one in terms if one.by is not None))
        by: Node | None = None
        for one in divisors:
            by = one if by is None else graph.mul(by, one)

        def up(node: Node, term: Term) -> Node:
            made = graph.mul(node, graph.const(scale // term.scale))
            for divisor in divisors:
                made = made if divisor is term.by else graph.mul(made, divisor)
            return made

        lows, highs = [self.low_of(one) for one in terms], [self.high_of(one) for one in terms]
        return Aligned(
            tuple(up(one.value, one) for one in terms),
            tuple(Bound(up(end.value, one), end.holds) for end, one in zip(lows, terms, strict=True)),
            tuple(Bound(up(end.value, one), end.holds) for end, one in zip(highs, terms, strict=True)),
            scale,
            by,
        )

    # What is unknown in several.

    def unknown_of(self, terms: Sequence[Term]) -> tuple[Node, Node]:
        """Where all are known, and what they lack together."""
        return self.graph.both(*(one.known for one in terms)), self.graph.bits([one.lacks for one in terms])

    def doubts_of(self, terms: Sequence[Term]) -> Node:
        """The doubts of some together."""
        return self.graph.bits([one.doubt for one in terms])

    def within(self, term: Term, doubt: Node) -> Term:
        """The same with more doubt."""
        return msgspec.structs.replace(term, doubt=self.graph.bits([term.doubt, doubt]))

    def refused(self, term: Term, where: Node, trouble: Trouble) -> Term:
        """The same, except that it cannot be computed in some rows, for one reason."""
        graph = self.graph
        if where is graph.false:
            return term
        fine = graph.no(where)
        low, high = (
            None if one is None else Bound(one.value, graph.both(one.holds, fine)) for one in (term.low, term.high)
        )
        return msgspec.structs.replace(
            term,
            known=graph.both(term.known, fine),
            nothing=graph.both(term.nothing, fine),
            lacks=graph.pick(where, self.bit(trouble), term.lacks),
            value=graph.both(term.value, fine) if term.sort == "boolean" else term.value,
            nope=graph.both(term.nope, fine),
            low=low,
            high=high,
        )


def _factor(node: Node) -> int:
    """A number that divides every value of a step."""
    if node.constant:
        return abs(node.low)
    if node.op == "mul" and node.args[1].constant:
        return abs(node.args[1].low)
    return math.gcd(_factor(node.args[1]), _factor(node.args[2])) if node.op == "if" else 1
