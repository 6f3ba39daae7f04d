# SPDX-License-Identifier: EUPL-1.2
"""What is known of values on the way to a branch: bounds, choices, and what is excluded. More is allowed than can be,
never less: what is called impossible here is impossible."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from stelsel.engines.rules.library import Scope
from stelsel.engines.rules.model import Cond, Const, Expr, Field, ForEach, Input, Kind, Op, Param, Ref
from stelsel.engines.rules.values import as_day, is_number

MOST_WAYS = 32
"""Ways to get somewhere that are kept apart; past that, nothing is excluded any more."""
MOST_KEYS = 100
"""Values of which something is kept at once; past that, nothing more is learned."""
Key = tuple[object, ...]
Plain = int | Fraction | date | str | bool
_TURNED = {"GREATER_THAN": "LESS_THAN", "LESS_THAN": "GREATER_THAN",
           "GREATER_THAN_OR_EQUAL": "LESS_THAN_OR_EQUAL", "LESS_THAN_OR_EQUAL": "GREATER_THAN_OR_EQUAL"}  # fmt: skip
_OPPOSITE = {"GREATER_THAN": "LESS_THAN_OR_EQUAL", "LESS_THAN_OR_EQUAL": "GREATER_THAN",
             "LESS_THAN": "GREATER_THAN_OR_EQUAL", "GREATER_THAN_OR_EQUAL": "LESS_THAN"}  # fmt: skip
_SIDES = {"GREATER_THAN": {1}, "LESS_THAN": {-1}, "GREATER_THAN_OR_EQUAL": {0, 1}, "LESS_THAN_OR_EQUAL": {-1, 0},
          "EQUALS": {0}}  # fmt: skip


class Domain(NamedTuple):
    """The values that something can still have. `only`: one of these; `without`: none of these; `null`: or nothing."""

    low: int | Fraction | date | None = None
    low_open: bool = False
    high: int | Fraction | date | None = None
    high_open: bool = False
    only: frozenset[object] | None = None
    without: frozenset[object] = frozenset()
    null: bool = True

    def holds(self, value: object) -> bool:
        """Whether a value lies within."""
        if value in self.without:
            return False
        for end, sign, is_open in ((self.low, 1, self.low_open), (self.high, -1, self.high_open)):
            side = order(value, end)
            if side is not None and (side * sign < 0 or (side == 0 and is_open)):
                return False
        return True

    @property
    def empty(self) -> bool:
        """Whether nothing is left."""
        if self.null:
            return False
        if self.only is not None:
            return not any(self.holds(one) for one in self.only)
        side = order(self.low, self.high)
        if side is None:
            return False
        return side > 0 or (side == 0 and not self.holds(self.low)) or (side == 0 and (self.low_open or self.high_open))

    def cut(self, test: str, value: int | Fraction | date) -> Domain:
        """What is left where it compares so with a value."""
        is_open = test in ("GREATER_THAN", "LESS_THAN")
        found = self._replace(null=False)
        if test.startswith("GREATER"):
            side = order(value, self.low)
            if self.low is None or side == 1 or (side == 0 and is_open):
                return found._replace(low=value, low_open=is_open)
        else:
            side = order(value, self.high)
            if self.high is None or side == -1 or (side == 0 and is_open):
                return found._replace(high=value, high_open=is_open)
        return found


Known = Mapping[Key, Domain]


def order(one: object, other: object) -> int | None:
    """-1, 0 or 1 for values that have an order; None for others."""
    if is_number(one) and is_number(other):
        assert isinstance(one, int | Fraction)
        assert isinstance(other, int | Fraction)
        return (one > other) - (one < other)
    days = as_day(one), as_day(other)
    return (days[0] > days[1]) - (days[0] < days[1]) if days[0] and days[1] else None


def key_of(expr: Expr) -> Key:
    """What an expression is, without its place."""
    if isinstance(expr, Ref):
        return ("$", expr.name.lower(), *(part.lower() for part in expr.path))
    if isinstance(expr, Const):
        return ("=", type(expr.value).__name__, repr(expr.value))
    if isinstance(expr, Op):
        return (expr.name, *map(key_of, expr.args))
    if isinstance(expr, Cond):
        return ("IF", *(key_of(one) for case in expr.cases for one in case), key_of(expr.default))
    if isinstance(expr, Param):
        return ("figure", expr.bwb_id, expr.name, expr.on, *((key_of(expr.at),) if expr.at else ()))
    if isinstance(expr, ForEach):
        parts = [one for one in (expr.subject, expr.where, expr.value) if one is not None]
        return ("FOREACH", expr.name, expr.combine, *map(key_of, parts))
    return ("gap", id(expr))


def constant(expr: Expr, scope: Scope) -> Const | None:
    """The written-out value that an expression is, by itself or by its definition."""
    for _ in range(5):
        if isinstance(expr, Const):
            return expr
        if not isinstance(expr, Ref) or expr.path:
            return None
        thing = scope.exact.get(expr.name) or scope.any_case.get(expr.name.lower())
        if not isinstance(thing, Const | Ref):
            return None
        expr = thing
    return None


def assume(expr: Expr, truth: bool, known: Known, scope: Scope) -> list[Known]:
    """The ways in which a condition can be true (or not), each with what is then known. Empty: it cannot."""
    if isinstance(expr, Const):
        return [known] if expr.value is truth or not isinstance(expr.value, bool) else []
    if isinstance(expr, Ref):
        fixed = constant(expr, scope)
        if fixed is not None:
            return assume(fixed, truth, known, scope)
        return _with(known, key_of(expr), _domain(known, expr, scope)._replace(null=False), {truth}, True)
    return _operation(expr, truth, known, scope) if isinstance(expr, Op) else [known]


def _operation(expr: Op, truth: bool, known: Known, scope: Scope) -> list[Known]:
    if expr.name == "NOT":
        return assume(expr.args[0], not truth, known, scope)
    if expr.name in ("AND", "OR"):
        return _several(expr, truth, known, scope)
    if expr.name in _SIDES and len(expr.args) == 2:
        return _compared(expr.name, expr.args[0], expr.args[1], truth, known, scope)
    domain = _domain(known, expr.args[0], scope)
    if expr.name == "IS_NULL":
        if not truth:
            return _with(known, key_of(expr.args[0]), domain._replace(null=False))
        return [{**known, key_of(expr.args[0]): Domain(only=frozenset())}] if domain.null else []
    listed = constant(expr.args[1], scope) if expr.name == "IN" else None
    if listed is not None and isinstance(listed.value, tuple):
        return _with(known, key_of(expr.args[0]), domain, set(map(_hashable, listed.value)), truth)
    return _with(known, key_of(expr), known.get(key_of(expr), Domain(null=False)), {truth}, True)


def _several(expr: Op, truth: bool, known: Known, scope: Scope) -> list[Known]:
    """AND that holds and OR that fails need all their parts; else one part is enough."""
    if (expr.name == "AND") is not truth:
        ways: list[Known] = []
        for one in expr.args:
            ways += assume(one, truth, known, scope)
            if len(ways) > MOST_WAYS:
                return [known]
        return ways
    ways = [known]
    for one in expr.args:
        ways = [after for way in ways for after in assume(one, truth, way, scope)]
        if len(ways) > MOST_WAYS:
            return [known]
    return ways


def _compared(test: str, one: Expr, other: Expr, truth: bool, known: Known, scope: Scope) -> list[Known]:
    left, right = constant(one, scope), constant(other, scope)
    if left is not None and right is None:
        return _compared(_TURNED.get(test, test), other, one, truth, known, scope)
    if right is None:
        keys = sorted((key_of(one), key_of(other)), key=repr)
        turn = 1 if keys[0] == key_of(one) else -1
        sides = {turn * side for side in (_SIDES[test] if truth else {-1, 0, 1} - _SIDES[test])}
        pair: Key = ("pair", *keys)
        domain = known.get(pair, Domain(only=frozenset({-1, 0, 1}), null=test == "EQUALS" and not truth))
        return _with(known, pair, domain, set(sides), True, also_null=test == "EQUALS" and not truth)
    value = right.value
    if left is not None:
        side = 0 if test == "EQUALS" and left.value == value else order(left.value, value)
        return [known] if side is None or (side in _SIDES[test]) is truth else []
    domain = _domain(known, one, scope)
    if test == "EQUALS":
        if isinstance(value, bool) and isinstance(one, Op):
            return assume(one, truth is value, known, scope)
        return _with(known, key_of(one), domain, {_hashable(value)}, truth)
    day = as_day(value)
    if not is_number(value) and day is None:
        return [known]
    assert value is not None
    limit = day if day is not None else value
    assert isinstance(limit, int | Fraction | date)
    return _with(known, key_of(one), domain.cut(test if truth else _OPPOSITE[test], limit))


def _with(
    known: Known, key: Key, domain: Domain, some: set[object] | None = None, among: bool = True, also_null: bool = False
) -> list[Known]:
    """What is known and that a value lies in a domain, and among some values (or not among them)."""
    if some is not None and among:
        only = frozenset(some) if domain.only is None else domain.only & some
        domain = domain._replace(only=only, null=domain.null and (None in some or also_null))
    elif some is not None:
        only_now = None if domain.only is None else domain.only - some
        domain = domain._replace(only=only_now, without=domain.without | some, null=domain.null and None not in some)
    if domain.empty:
        return []
    return [known] if key not in known and len(known) >= MOST_KEYS else [{**known, key: domain}]


def _domain(known: Known, expr: Expr, scope: Scope) -> Domain:
    """What is known of a value already, else what its declaration says."""
    found = known.get(key_of(expr))
    if found is not None or not isinstance(expr, Ref) or expr.path:
        return found or Domain()
    thing = scope.exact.get(expr.name) or scope.any_case.get(expr.name.lower())
    kind = thing.kind if isinstance(thing, Input | Field) else Kind()
    only = frozenset(kind.choices) if kind.choices else frozenset({True, False}) if kind.base == "boolean" else None
    return Domain(low=kind.low, high=kind.high, only=only)


def _hashable(value: object) -> object:
    return repr(value) if isinstance(value, dict | list | tuple) else value
