# SPDX-License-Identifier: EUPL-1.2
"""The columns that a program reads, made as the rule asks for them. What no text gives a type gets that of its use."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction

import msgspec

from stelsel.engines.rules.facts import PLACES
from stelsel.engines.rules.model import Kind
from stelsel.engines.rules.population import calendar
from stelsel.engines.rules.population.node import MOST_ITEMS, Loop, Node
from stelsel.engines.rules.population.program import Column, ColumnSort
from stelsel.engines.rules.population.refused import refusal
from stelsel.engines.rules.population.term import Bound, Sort, Term, Terms

MOST_AMOUNT, MOST_NUMBER, MOST_OF_ITEM = 10**12, 10**6, 10**8
"""Bounds of an amount (ten thousand million euros), another number, and a number of an item, unless a rule or the asker
says otherwise. A row outside them is refused."""
_SORTS: dict[str, ColumnSort] = {
    "amount": "amount", "number": "number", "boolean": "boolean", "date": "date", "string": "text", "text": "text",
}  # fmt: skip


class Cells(msgspec.Struct, frozen=True):
    """What the asker says of columns, by key or own name. `scales`: the cell holds so many times the value, so that it
    can hold parts. `limits`: the lowest and highest that a cell may hold."""

    scales: Mapping[str, int] = {}
    limits: Mapping[str, tuple[int, int]] = {}


class FactColumns:
    """The columns of one program."""

    def __init__(self, cells: Cells) -> None:
        self.make = Terms()
        self.columns: dict[str, Column] = {}
        self._parts: dict[str, tuple[Kind, str]] = {}
        self._scales, self._limits = cells.scales, cells.limits

    def fact(self, person: str, name: str, kind: Kind, where: str) -> Term:
        """A fact of a person, else of the household; a place where the name is one."""
        key = f"{person}.{name}"
        found = self._fact(key, kind, where)
        place = name.removesuffix("_code")
        if place not in PLACES:
            return found
        graph, here = self.make.graph, self._place(place)
        found = self.typed(found, "string", where)
        known = graph.no(graph.empty(place, None))
        return msgspec.structs.replace(
            found,
            value=graph.pick(known, here, found.value),
            known=graph.either(known, found.known),
            lacks=graph.pick(known, graph.zero, found.lacks),
        )

    def _fact(self, key: str, kind: Kind, where: str) -> Term:
        term = self._untyped(key, None)
        if kind.base == "object":
            return msgspec.structs.replace(term, sort="object")
        if kind.base == "list":
            self._parts.update({f"{key}[].{name}": (part, where) for name, part in kind.items})
            return self.as_list(term, 0, where)
        if kind.base == "any":
            return term
        return self._column(term, _SORTS[kind.base], kind, where)

    def _untyped(self, key: str, loop: Loop | None) -> Term:
        graph = self.make.graph
        empty = graph.empty(key, loop)
        made = self.make.made("any", graph.zero, graph.no(empty), graph.pick(empty, self.make.bit(key), graph.zero))
        return msgspec.structs.replace(made, column=key, loop=loop)

    def attribute(self, loop: Loop, name: str) -> Term:
        """A part of an item of a list, of the type that the list declares for it."""
        key = f"{loop[0]}[].{name}"
        kind, where = self._parts.get(key, (Kind(), ""))
        term = self._untyped(key, loop)
        return self._column(term, _SORTS[kind.base], kind, where) if kind.base in _SORTS else term

    def part(self, term: Term, name: str) -> Term:
        """A part of a fact that has parts."""
        graph, key = self.make.graph, f"{term.column}.{name}"
        made = self._untyped(key, term.loop)
        lacks = graph.pick(term.known, made.lacks, term.lacks)
        return msgspec.structs.replace(made, known=graph.both(term.known, made.known), lacks=lacks, doubt=term.doubt)

    def there(self, keys: Iterable[str]) -> None:
        """Columns for facts of which only matters whether they are there."""
        for key in keys:
            self.columns.setdefault(key, Column(key, "there", 0, 1))

    def typed(self, term: Term, base: str, where: str) -> Term:
        """A fact whose type was not known, as its use needs it; any other term as it is."""
        if term.sort != "any":
            return term
        if base not in _SORTS:
            raise refusal("type", where, name=term.column)
        return self._column(term, _SORTS[base], Kind(), where)

    def as_list(self, term: Term, depth: int, where: str) -> Term:
        """A fact that is a list: the column holds the number of its items."""
        if term.loop is not None:
            raise refusal("list", where)
        node = self._made(term.column, "list", (0, MOST_ITEMS), 1, Kind(), where, None)
        return msgspec.structs.replace(term, sort="list", value=node, loop=None)

    def _column(self, term: Term, sort: ColumnSort, kind: Kind, where: str) -> Term:
        key, loop = term.column, term.loop
        own = key.rpartition(".")[2]
        if sort == "number" and key in self.columns and self.columns[key].sort == "amount":
            sort = "amount"
        if sort in ("amount", "number"):
            scale = self._scales.get(key, self._scales.get(own, 1)) if sort == "number" else 1
            most = MOST_OF_ITEM if loop else MOST_AMOUNT if sort == "amount" else MOST_NUMBER * scale
            low, high = self._limits.get(key, self._limits.get(own, (-most, most)))
            low = low if kind.low is None else max(low, -int(-kind.low * scale // 1))
            high = high if kind.high is None else min(high, int(kind.high * scale // 1))
            node = self._made(key, sort, (low, high), scale, kind, where, loop)
            ends = [
                None if one is None else Bound(self._exact(one, scale), self.make.graph.true)
                for one in (kind.low, kind.high)
            ]
            made = self.make.made("number", node, term.known, term.lacks, scale=scale)
            if made.scale != scale:
                raise AssertionError(key)
            return self.make.bounded(made, ends[0], ends[1])
        bounds = {"boolean": (0, 1), "date": (calendar.FIRST, calendar.LAST), "text": (0, 0)}[sort]
        node = self._made(key, sort, bounds, 1, kind, where, loop)
        if sort == "boolean":
            made = self.make.truth(node, self.make.graph.is_no(key, loop))
            return msgspec.structs.replace(made, lacks=term.lacks)
        sorts: dict[ColumnSort, Sort] = {"date": "date", "text": "text"}
        return self.make.made(sorts[sort], node, term.known, term.lacks)

    def _exact(self, bound: Fraction, scale: int) -> Node:
        exact = bound * scale
        return self.make.graph.const(exact.numerator // exact.denominator)

    def _made(
        self, key: str, sort: ColumnSort, bounds: tuple[int, int], scale: int, kind: Kind, where: str, loop: Loop | None
    ) -> Node:
        low, high = bounds
        found = self.columns.get(key)
        if found is not None:
            if found.sort != sort and {found.sort, sort} != {"amount", "number"}:
                raise refusal("two-types", where, name=key, one=found.sort, other=sort)
            scale = found.scale
            low, high = max(low, found.low), min(high, found.high)
            sort = "amount" if "amount" in (found.sort, sort) else sort
        choices = tuple(str(one) for one in kind.choices) if sort == "text" else ()
        asked = found.asked if found else where
        past = max(kind.past_years if sort == "date" else 0, found.past_years if found else 0)
        choices = choices or (found.choices if found else ())
        self.columns[key] = Column(key, sort, low, high, scale, choices, asked, past)
        shape = {"boolean": "bool", "text": "text"}.get(sort, "int")
        if shape == "bool":
            return self.make.graph.column(key, "bool", 0, 1, loop)
        return self.make.graph.column(key, "text" if shape == "text" else "int", *bounds, loop)

    # Places.

    def _place(self, name: str) -> Node:
        self.columns.setdefault(name, Column(name, "text", 0, 0))
        return self.make.graph.column(name, "text", 0, 0, None)

    def in_place(self, code: str) -> Term:
        """Whether the household lives in a municipality, province or water board."""
        name = {"GM": "gemeente", "PV": "provincie"}.get(code[:2], "waterschap")
        graph = self.make.graph
        here = self._place(name)
        test = graph.both(graph.no(graph.empty(name, None)), graph.same(here, graph.const(code)))
        return self.make.truth(test, graph.no(test))

    def unless_nowhere(self, term: Term, kinds: Collection[str]) -> Term:
        """Unknown where no place of the household is known: then one of these kinds (GM, PV, WS) is missing."""
        graph = self.make.graph
        missing = graph.bits([self.make.bit(name) for name, code in PLACES.items() if code.prefix in kinds])
        for name in PLACES:
            self._place(name)
        somewhere = graph.either(*(graph.no(graph.empty(name, None)) for name in PLACES))
        return msgspec.structs.replace(
            term,
            value=graph.both(somewhere, term.value) if term.sort == "boolean" else term.value,
            nope=graph.both(somewhere, term.nope),
            known=graph.both(somewhere, term.known),
            nothing=graph.both(somewhere, term.nothing),
            lacks=graph.pick(somewhere, term.lacks, missing),
            low=None,
            high=None,
        )
