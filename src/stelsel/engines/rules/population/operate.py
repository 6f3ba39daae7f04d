# SPDX-License-Identifier: EUPL-1.2
"""Operations by name on terms: types first, what is the same for all cases at once, the rest as steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import cast

import msgspec

from stelsel.engines.rules._three import located
from stelsel.engines.rules.operations import NOTHING, apply
from stelsel.engines.rules.population import arithmetic, calendar, choice, each
from stelsel.engines.rules.population.facts import FactColumns
from stelsel.engines.rules.population.node import Loop, Node
from stelsel.engines.rules.population.refused import refusal
from stelsel.engines.rules.population.term import Sort, Term
from stelsel.engines.rules.values import Trouble, Unknown, Value, as_day

_ARITHMETIC: Mapping[str, arithmetic.Run] = {
    "ADD": arithmetic.total,
    "SUBTRACT": arithmetic.difference,
    "MULTIPLY": arithmetic.product,
    "DIVIDE": arithmetic.quotient,
    "MIN": arithmetic.smallest,
    "MAX": arithmetic.largest,
}
_WORDS = {"number": "number", "boolean": "boolean", "date": "date", "text": "string"}


class Operate:
    """Operations on the terms of one program."""

    def __init__(self, facts: FactColumns) -> None:
        self.facts, self.make = facts, facts.make

    def __call__(self, name: str, terms: Sequence[Term], where: str) -> Term:
        """An operation with its arguments."""
        values = [self.value(one) for one in terms]
        if all(one is not _VARIES for one in values) and name not in ("MULTIPLY", "COALESCE", "LIST"):
            made = located(apply(name, values), where)
            return self.make.within(self._fixed(made, where), self.make.doubts_of(terms))
        if name in _ARITHMETIC:
            return _ARITHMETIC[name](self.make, self._as(terms, "number", where), where)
        if name in ("ROUND", "CEIL", "FLOOR"):
            step = values[1]
            term = self._as(terms[:1], "number", where)[0]
            return arithmetic.rounded(self.make, term, Fraction(step), name, where)
        if name in ("EQUALS", "IN") or name.startswith(("GREATER", "LESS")):
            return self._compared(name, terms, where)
        if name == "NOT":
            return arithmetic.negated(self.make, self._as(terms, "boolean", where)[0], where)
        if name == "COALESCE":
            alike, sort = self.alike(terms, where)
            return choice.first_of(self.make, alike, sort)
        if name == "DATE_DIFF":
            return self._between(self._as(terms[:2], "date", where), values[2], where)
        return self._about(name, terms, where)

    def _about(self, name: str, terms: Sequence[Term], where: str) -> Term:
        """What is asked about a value without computing with it."""
        graph, term = self.make.graph, terms[0]
        if name == "LIST":
            return msgspec.structs.replace(self.constant((), where), items=tuple(terms))
        if name == "IS_NULL":
            return self.make.whether(term.nothing, term.known, term.lacks, term.doubt)
        if name in ("EXISTS", "LENGTH"):
            if term.sort == "list":
                if name == "LENGTH":
                    return self.make.made("number", term.value, term.known, term.lacks, term.doubt)
                return self.make.whether(graph.less(graph.zero, term.value), term.known, term.lacks, term.doubt)
            if name == "EXISTS":
                return self.make.whether(graph.no(term.nothing), term.known, term.lacks, term.doubt)
        raise refusal("operation", where, name=name)

    # Values that are the same for all cases.

    def constant(self, value: object, where: str) -> Term:
        """A value that is written out."""
        if isinstance(value, tuple):
            empty = self.make.made("list", self.make.graph.const(len(value)))
            return msgspec.structs.replace(empty, items=tuple(self.constant(one, where) for one in value))
        made = self.make.constant(value)
        if made is None:
            raise refusal("operation", where, name="OBJECT")
        return made

    def _fixed(self, value: Value, where: str) -> Term:
        if type(value) is Unknown:
            assert not value.missing
            return self.make.stuck(min(value.troubles, key=lambda one: (one.code, one.where)))
        return self.constant(value, where)

    def value(self, term: Term) -> Value:
        """The value where it is the same for all cases, else `_VARIES`."""
        if term.items is not None:
            some = tuple(self.value(one) for one in term.items)
            return _VARIES if any(one is _VARIES for one in some) else some
        fixed = term.value.constant and term.known is self.make.graph.true and term.nothing.constant and term.by is None
        if not fixed or term.sort not in ("number", "boolean", "date", "text", "nothing"):
            return _VARIES
        if term.nothing.value:
            return None
        if term.sort == "number":
            exact = Fraction(term.value.low, term.scale)
            return exact.numerator if exact.denominator == 1 else exact
        return calendar.day(term.value.low) if term.sort == "date" else term.value.value

    # Types.

    def _as(self, terms: Sequence[Term], sort: Sort, where: str) -> list[Term]:
        """Terms of one sort: a fact without a type gets it; text that is a day is one."""
        return [self._one_as(one, sort, where) for one in terms]

    def _one_as(self, term: Term, sort: Sort, where: str) -> Term:
        if term.sort == "any":
            return self.facts.typed(term, _WORDS.get(sort, sort), where)
        if sort == "date" and term.sort == "text":
            day = as_day(self.value(term))
            if day is not None:
                return self.make.within(cast(Term, self.make.constant(day)), term.doubt)
        if term.sort not in (sort, "nothing", "never"):
            raise refusal("kind", where, wanted=sort, found=term.sort)
        if sort == "boolean" and term.sort in ("nothing", "never"):
            return msgspec.structs.replace(term, value=self.make.graph.false)
        return term

    def condition(self, term: Term, where: str) -> Term:
        """A condition: yes, no or unknown."""
        return choice.truth(self.make, self._one_as(term, "boolean", where), where)

    def alike(self, terms: Sequence[Term], where: str) -> tuple[list[Term], Sort]:
        """Terms of one sort, and that sort."""
        sorts = {one.sort for one in terms} - {"nothing", "never", "any"}
        if sorts == {"text", "date"}:
            sorts = {"date"}
        if len(sorts) > 1:
            one, other = sorted(sorts)[:2]
            raise refusal("kind", where, wanted=one, found=other)
        if not sorts and any(one.sort == "any" for one in terms):
            raise refusal("type", where, name=next(one.column for one in terms if one.sort == "any"))
        sort: Sort = sorts.pop() if sorts else "nothing"
        if sort in ("list", "object"):
            raise refusal("list", where)
        return [one if sort == "nothing" else self._one_as(one, sort, where) for one in terms], sort

    # Choices.

    def decided(self, terms: Sequence[Term], decisive: bool) -> Term:
        """AND or OR of conditions."""
        return choice.all_of(self.make, terms, decisive)

    def choose(self, tests: Sequence[Term], branches: Sequence[Term], where: str) -> Term:
        """The branch of the first test that holds, else the last."""
        alike, sort = self.alike(branches, where)
        return choice.cases(self.make, tests, alike, sort)

    def gathered(
        self, subject: Term, tests: Sequence[Term], values: Sequence[Term], loop: Loop | None, combine: str, where: str
    ) -> Term:
        """FOREACH."""
        wanted: Sort = "boolean" if combine in ("AND", "OR") else "number"
        some = values if combine == "COUNT" else self._as(values, wanted, where)
        return each.gathered(self.make, each.Items(subject, tests, some, loop), combine, where)

    def band(self, at: Term, bands: Sequence[tuple[int, int | None, Term]], none: Term, where: str) -> Term:
        """The figure of the first band that holds an amount in eurocents, both ends in whole euros."""
        graph, make = self.make.graph, self.make
        divisor = graph.const(at.scale * 100)
        euros = graph.div(at.value, divisor if at.by is None else graph.mul(divisor, at.by))
        terms = [*(one for _, _, one in bands), none]
        scale = make.aligned(terms).scale
        chosen = [self._on_scale(one, scale) for one in terms]
        value, known, lacks, doubt = chosen[-1], none.known, none.lacks, none.doubt
        for (low, high, one), own in reversed(list(zip(bands, chosen, strict=False))):
            inside = graph.no(graph.less(euros, graph.const(low)))
            if high is not None:
                inside = graph.both(inside, graph.less(euros, graph.const(high + 1)))
            value, known = graph.pick(inside, own, value), graph.pick(inside, one.known, known)
            lacks, doubt = graph.pick(inside, one.lacks, lacks), graph.pick(inside, one.doubt, doubt)
        made = make.made(
            "number", value, graph.both(at.known, known), graph.pick(at.known, lacks, at.lacks),
            graph.bits([at.doubt, graph.pick(at.known, doubt, graph.zero)]), scale=scale,
        )  # fmt: skip
        return make.refused(made, at.nothing, Trouble("nothing", where, NOTHING))

    def _on_scale(self, term: Term, scale: int) -> Node:
        return self.make.graph.mul(term.value, self.make.graph.const(scale // term.scale))

    def looked_up(self, subject: Term, table: Mapping[str, object], where: str) -> Term:
        """GET from a table that is written out: nothing where the key is not there."""
        keys = [int(key) if subject.sort == "number" and key.lstrip("-").isdigit() else key for key in table]
        tests = [self._compared("EQUALS", (subject, self.constant(key, where)), where) for key in keys]
        values = [self.constant(one, where) for one in table.values()]
        return self.choose(tests, [*values, self.constant(None, where)], where)

    # Comparing.

    def _compared(self, name: str, terms: Sequence[Term], where: str) -> Term:
        if name == "IN":
            subject, some = terms
            if some.items is None:
                raise refusal("list", where)
            if subject.sort == "any":
                subject = self.alike([subject, *some.items], where)[0][0]
            items = [self._one_as(one, "date", where) if subject.sort == "date" else one for one in some.items]
            return self.make.within(arithmetic.among(self.make, subject, items), self.make.doubts_of(some.items))
        if name == "EQUALS":
            sorts = {one.sort for one in terms}
            if not sorts & {"nothing", "never"}:
                terms, _ = self.alike(terms, where)
            return arithmetic.equal(self.make, terms, where)
        ordered, sort = self.alike(terms, where)
        if sort not in ("number", "date", "nothing"):
            raise refusal("kind", where, wanted="number", found=sort)
        return arithmetic.compared(self.make, name, ordered, where)

    def _between(self, terms: Sequence[Term], unit: Value, where: str) -> Term:
        start, end = terms
        node = None
        if isinstance(unit, str):
            node = calendar.between(self.make.graph, start.value, end.value, unit)
        if node is None:
            raise refusal("operation", where, name="DATE_DIFF")
        known, lacks = self.make.unknown_of(terms)
        made = self.make.made("number", node, known, lacks, self.make.doubts_of(terms))
        bad = self.make.graph.both(known, self.make.graph.either(start.nothing, end.nothing))
        return self.make.refused(made, bad, Trouble("nothing", where, NOTHING))


class _Varies:
    """Stands for a value that differs from case to case."""


_VARIES = _Varies()
