# SPDX-License-Identifier: EUPL-1.2
"""Types and units of expressions, found by going through the texts without computing.

A unit is eurocent, euro, percent, ratio, days, weeks, months or years; a number without a unit goes with all. What is
not known is `any` and never a clash.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from stelsel.engines.rules.library import Library, Scope, Version
from stelsel.engines.rules.model import (
    Action,
    Cond,
    Const,
    Expr,
    Field,
    ForEach,
    Input,
    Kind,
    Op,
    OpenTerm,
    Param,
    Ref,
    RuleText,
)
from stelsel.engines.rules.operations import OPERATIONS
from stelsel.kernel.text import Text, same

_MOST_HOPS, _MOST_LEVELS = 5, 150
"""Outputs followed to one another; expressions and definitions in one another. What lies deeper has no type."""
ANY, BOOLEAN, NUMBER = Kind(), Kind(base="boolean"), Kind(base="number")
_NUMERIC = ("number", "amount")
_ORDERED = (*_NUMERIC, "date", "string")  # text of a day


class Clash(NamedTuple):
    """What does not fit, on which line of which text."""

    text: RuleText
    line: int
    what: Text


class Types:
    """The types in one library. `clashes` gives what does not fit."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._made: dict[tuple[int, str], Kind] = {}
        self._found: dict[tuple[str, int, str], Clash] = {}
        self._hops = self._level = 0

    def clashes(self) -> tuple[Clash, ...]:
        """Everything that does not fit, by file and line."""
        for version in self.library.versions:
            for scope in version.scopes:
                for action in scope.article.actions:
                    self._action(version, scope, action)
        return tuple(self._found.values())

    def _action(self, version: Version, scope: Scope, action: Action) -> Kind:
        """The type of an output: as declared, else as found. They have to agree."""
        name = action.output.lower()
        key = (id(scope), name)
        if key not in self._made:
            declared = scope.kinds.get(name, ANY)
            if self._hops >= _MOST_HOPS:
                return declared  # it has its own turn
            self._made[key] = declared
            self._hops += 1
            found = self.kind(action.value, version, scope, {})
            self._hops -= 1
            if not _fits(declared, found):
                self._clash(scope, action.line, action.output, declared, found)
            if declared.base == "any":
                self._made[key] = found
        return self._made[key]

    def kind(self, expr: Expr, version: Version, scope: Scope, items: dict[str, Kind]) -> Kind:
        """The type of an expression; clashes inside it are kept."""
        if self._level >= _MOST_LEVELS:
            return ANY
        self._level += 1
        found = self._kind(expr, version, scope, items)
        self._level -= 1
        return found

    def _kind(self, expr: Expr, version: Version, scope: Scope, items: dict[str, Kind]) -> Kind:
        if isinstance(expr, Const):
            return _of(expr.value)
        if isinstance(expr, Ref):
            return self._ref(expr, version, scope, items)
        if isinstance(expr, Op):
            return self._op(expr, version, scope, items)
        if isinstance(expr, Cond):
            kinds = []
            for when, then in expr.cases:
                self._wants(when, self.kind(when, version, scope, items), "boolean", scope, "IF")
                kinds.append(self.kind(then, version, scope, items))
            kinds.append(self.kind(expr.default, version, scope, items))
            return self._alike(kinds, expr.line, scope, "IF")
        if isinstance(expr, ForEach):
            return self._each(expr, version, scope, items)
        return NUMBER if isinstance(expr, Param) else ANY

    def _each(self, expr: ForEach, version: Version, scope: Scope, items: dict[str, Kind]) -> Kind:
        self.kind(expr.subject, version, scope, items)
        inner = {**items, expr.name: ANY}
        if expr.where is not None:
            self._wants(expr.where, self.kind(expr.where, version, scope, inner), "boolean", scope, "where")
        value = self.kind(expr.value, version, scope, inner)
        if expr.combine in ("LIST", "COUNT"):
            return Kind(base="list") if expr.combine == "LIST" else NUMBER
        if expr.combine in ("AND", "OR"):
            return BOOLEAN
        self._wants(expr.value, value, "number", scope, expr.combine)
        return value

    def _ref(self, expr: Ref, version: Version, scope: Scope, items: dict[str, Kind]) -> Kind:
        if expr.path or expr.name in items:
            return ANY
        thing = scope.exact.get(expr.name)
        if thing is None and items:
            return ANY  # perhaps a part of the item
        thing = thing or scope.any_case.get(expr.name.lower())
        if isinstance(thing, Input | Field | OpenTerm):
            return thing.kind
        if isinstance(thing, Action):
            return self._action(version, scope, thing)
        if thing is not None:
            return self._definition(expr.name.lower(), thing, version, scope)
        other = version.outputs.get(expr.name.lower())
        return self._action(version, other, other.actions[expr.name.lower()]) if other else ANY

    def _definition(self, name: str, thing: Expr, version: Version, scope: Scope) -> Kind:
        """The type of a definition, found once."""
        key = (id(scope), f"={name}")
        if key not in self._made:
            self._made[key] = ANY
            found = self.kind(thing, version, scope, {})
            self._made[key] = Kind(base=found.base, unit=found.unit)
        return self._made[key]

    def _op(self, expr: Op, version: Version, scope: Scope, items: dict[str, Kind]) -> Kind:
        kinds = [self.kind(one, version, scope, items) for one in expr.args]
        if expr.name in ("AND", "OR"):
            for one, kind in zip(expr.args, kinds, strict=True):
                self._wants(one, kind, "boolean", scope, expr.name)
            return BOOLEAN
        if expr.name == "COALESCE":
            return self._alike(kinds, expr.line, scope, expr.name)
        operation = OPERATIONS[expr.name]
        for one, kind in zip(expr.args, kinds, strict=True):
            self._wants(one, kind, operation.takes, scope, expr.name)
        together = self._alike(kinds, expr.line, scope, expr.name) if operation.like else ANY
        if operation.gives == "same":
            return together
        if operation.gives == "first":
            return kinds[0]
        if operation.gives in ("product", "quotient"):
            return self._product(expr, kinds, scope, operation.gives == "quotient")
        return Kind(base=operation.gives)

    def _product(self, expr: Op, kinds: Sequence[Kind], scope: Scope, quotient: bool) -> Kind:
        """Money times money is a clash; money by money is a ratio; else the one unit that there is."""
        money = [one for one in kinds if one.unit in ("eurocent", "euro")]
        if len(money) > 1:
            if quotient:
                return NUMBER
            self._clash(scope, expr.line, expr.name, money[0], money[1])
        if money and (not quotient or kinds[0] is money[0]):
            return money[0]
        return NUMBER

    def _alike(self, kinds: Sequence[Kind], line: int, scope: Scope, what: str) -> Kind:
        """One type for several that have to be alike."""
        known = ANY
        for one in kinds:
            if one.base == "any":
                continue
            if not _fits(known, one):
                self._clash(scope, line, what, known, one)
                return ANY
            if known.base == "any" or (not known.unit and one.unit):
                known = Kind(base=one.base, unit=one.unit)
        return known

    def _wants(self, expr: Expr, kind: Kind, wanted: str, scope: Scope, what: str) -> None:
        fits = {"number": _NUMERIC, "ordered": _ORDERED, "boolean": ("boolean",)}.get(wanted)
        if fits and kind.base != "any" and kind.base not in fits:
            self._clash(scope, expr.line, what, Kind(base="number" if wanted == "ordered" else wanted), kind)

    def _clash(self, scope: Scope, line: int, what: str, one: Kind, other: Kind) -> None:
        said = _CLASH.fill(what=what, one=_name(one), other=_name(other))
        self._found.setdefault((scope.text.file, line, what), Clash(scope.text, line, said))


def _of(value: object) -> Kind:
    if isinstance(value, bool):
        return BOOLEAN
    if isinstance(value, int | Fraction):
        return NUMBER
    if isinstance(value, str):
        return Kind(base="string")
    if isinstance(value, date):
        return Kind(base="date")
    if isinstance(value, tuple):
        return Kind(base="list")
    return Kind(base="object") if isinstance(value, dict) else ANY


def _fits(one: Kind, other: Kind) -> bool:
    """Whether two types go together: one family, and one unit where both have one. A day may be written as text."""
    if "any" in (one.base, other.base):
        return True
    families = {"amount": "number", "date": "string"}
    if families.get(one.base, one.base) != families.get(other.base, other.base):
        return {one.base, other.base} == {"list", "object"}
    return not one.unit or not other.unit or one.unit == other.unit


def _name(kind: Kind) -> Text:
    unit = kind.unit if kind.unit and kind.base in _NUMERIC else ""
    base = _BASES[kind.base]
    if not unit:
        return base
    said = _UNITS.get(unit, same(unit))
    return Text(nl=f"{base.nl} ({said.nl})", en=f"{base.en} ({said.en})")


_BASES = {
    "boolean": Text(nl="ja of nee", en="yes or no"),
    "number": Text(nl="getal", en="number"),
    "amount": Text(nl="bedrag", en="amount"),
    "string": Text(nl="tekst", en="text"),
    "date": Text(nl="dag", en="day"),
    "list": Text(nl="lijst", en="list"),
    "object": Text(nl="samengesteld gegeven", en="object"),
    "any": Text(nl="onbekend", en="unknown"),
}
_UNITS = {
    "eurocent": Text(nl="eurocent", en="eurocent"),
    "euro": Text(nl="euro", en="euro"),
    "percent": Text(nl="procent", en="percent"),
    "ratio": Text(nl="verhouding", en="ratio"),
    "days": Text(nl="dagen", en="days"),
    "weeks": Text(nl="weken", en="weeks"),
    "months": Text(nl="maanden", en="months"),
    "years": Text(nl="jaren", en="years"),
}
_CLASH = Text(nl="Bij {what} gaan {one} en {other} niet samen.", en="In {what}, {one} and {other} do not go together.")
