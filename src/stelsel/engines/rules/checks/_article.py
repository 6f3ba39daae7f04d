# SPDX-License-Identifier: EUPL-1.2
"""One article as the patterns of defects look at it: its expressions with what is around them, types and constants."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from stelsel.engines.rules.checks._found import Check, Severity, found
from stelsel.engines.rules.checks._known import constant
from stelsel.engines.rules.checks.references import roots
from stelsel.engines.rules.library import Named, Scope, Version
from stelsel.engines.rules.model import Cond, Expr, ForEach, Kind, Op, Param, Ref
from stelsel.engines.rules.sample import inside
from stelsel.engines.rules.types import Types
from stelsel.engines.rules.values import is_number
from stelsel.kernel.text import Text

MONEY = ("eurocent", "euro")


class Article:
    """One article with its version and types. `nodes` gives every expression with those it stands in, nearest last;
    `needed` the names that something in the text uses."""

    def __init__(self, types: Types, version: Version, scope: Scope, needed: frozenset[str]) -> None:
        self.types, self.version, self.scope, self.needed = types, version, scope, needed
        self.nodes = [pair for root in roots(scope) for pair in walk(root, ())]

    def kind(self, expr: Expr) -> Kind:
        """The type of an expression, `any` where it is not known."""
        return self.types.kind(expr, self.version, self.scope, {})

    def is_money(self, expr: Expr) -> bool:
        """Whether an expression is known to be an amount of money."""
        return self.kind(expr).unit in MONEY

    def thing(self, expr: Expr) -> Named | None:
        """What a name in this article stands for; None for what is no name or not of this article."""
        if not isinstance(expr, Ref):
            return None
        return self.scope.exact.get(expr.name) or self.scope.any_case.get(expr.name.lower())

    def number(self, expr: Expr) -> tuple[int | Fraction, int] | None:
        """A written-out number, by itself or by a definition, and its line."""
        fixed = constant(expr, self.scope)
        if fixed is None or not is_number(fixed.value):
            return None
        assert isinstance(fixed.value, int | Fraction)
        return fixed.value, fixed.line

    def names(self, expr: Expr) -> set[str]:
        """The names in an expression, in small letters."""
        return {one.name.lower() for one in inside(expr) if isinstance(one, Ref)}

    def found(self, line: int, code: str, what: Text, cure: Text, severity: Severity = "warning") -> Check:
        """What a pattern found on a line of this article."""
        return found(self.version.text, line, f"lint-{code}", what, cure, severity)


def needed_names(version: Version) -> frozenset[str]:
    """Every name that an output of a text, or a question to another rule, is made of, in small letters."""
    return frozenset(
        one.name.lower()
        for scope in version.scopes
        for root in roots(scope)
        for one in inside(root)
        if isinstance(one, Ref)
    )


def walk(expr: Expr, around: tuple[Expr, ...]) -> Iterator[tuple[Expr, tuple[Expr, ...]]]:
    """An expression and all in it, each with what it stands in."""
    yield expr, around
    inner = (*around, expr)
    parts: tuple[Expr, ...] = ()
    if isinstance(expr, Op):
        parts = expr.args
    elif isinstance(expr, Cond):
        parts = (*(one for case in expr.cases for one in case), expr.default)
    elif isinstance(expr, ForEach):
        parts = tuple(one for one in (expr.subject, expr.where, expr.value) if one is not None)
    elif isinstance(expr, Param) and expr.at is not None:
        parts = (expr.at,)
    for one in parts:
        yield from walk(one, inner)
