# SPDX-License-Identifier: EUPL-1.2
"""Branches that no case can come to, and choices in which a case can fall between all branches."""

from __future__ import annotations

from collections.abc import Iterator

from stelsel.engines.rules.checks._found import Check, found
from stelsel.engines.rules.checks._known import MOST_WAYS, Known, assume
from stelsel.engines.rules.checks.references import roots
from stelsel.engines.rules.library import Library, Scope
from stelsel.engines.rules.model import Cond, Const, Expr, ForEach, Op, Param
from stelsel.engines.rules.parameters import Parameters
from stelsel.kernel.text import Text


def unreachable_branches(library: Library, figures: Parameters | None = None) -> tuple[Check, ...]:
    """Cases of a choice whose condition cannot hold: because of what came before, declared bounds and choices, or
    constants; and a rest that nothing is left for."""
    return tuple(
        found(version.text, line, "unreachable", _REST if rest else _DEAD, _CURE)
        for version in library.versions
        for scope in version.scopes
        for line, rest in Reach(scope).dead
    )


class Reach:
    """Which branches of the choices in an article can be come to. `dead`: line, and whether it is the rest of a choice.
    `open_ended`: the choices without a rest in which it can be that no case holds."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.dead: list[tuple[int, bool]] = []
        self.open_ended: set[int] = set()
        for root in roots(scope):
            self._visit(root, [{}])

    def _visit(self, expr: Expr, ways: list[Known]) -> None:
        if isinstance(expr, Cond):
            self._choice(expr, ways)
            return
        for part, fresh in _parts(expr):
            self._visit(part, [{}] if fresh else ways)

    def _choice(self, expr: Cond, ways: list[Known]) -> None:
        for when, then in expr.cases:
            self._visit(when, ways)
            holding = self._after(when, True, ways)
            if holding:
                self._visit(then, holding)
            else:
                self.dead.append((when.line, False))
            ways = self._after(when, False, ways)
            if not ways:
                break
        left = expr.cases[[one for one, _ in expr.cases].index(when) + 1 :] if not ways else ()
        self.dead += [(when.line, False) for when, _ in left]
        if has_rest(expr):
            if ways:
                self._visit(expr.default, ways)
            else:
                self.dead.append((expr.default.line, True))
        elif ways:
            self.open_ended.add(id(expr))

    def _after(self, when: Expr, truth: bool, ways: list[Known]) -> list[Known]:
        after = [way for known in ways for way in assume(when, truth, known, self.scope)]
        return after if len(after) <= MOST_WAYS else ways


def has_rest(expr: Cond) -> bool:
    """Whether a choice says what holds when no case does."""
    return not (isinstance(expr.default, Const) and expr.default.value is None and expr.default.line == expr.line)


def _parts(expr: Expr) -> Iterator[tuple[Expr, bool]]:
    """The parts of an expression, and whether names may mean something else in it."""
    if isinstance(expr, Op):
        yield from ((one, False) for one in expr.args)
    elif isinstance(expr, ForEach):
        yield expr.subject, False
        yield from ((one, True) for one in (expr.where, expr.value) if one is not None)
    elif isinstance(expr, Param) and expr.at is not None:
        yield expr.at, False


_DEAD = Text(
    nl="Deze voorwaarde kan hier nooit waar zijn: eerdere gevallen, grenzen of vaste waarden sluiten haar uit.",
    en="This condition can never hold here: earlier cases, bounds or constants exclude it.",
)
_REST = Text(nl="Voor deze rest blijft geen geval over.", en="No case is left for this rest.")
_CURE = Text(nl="Verbeter de voorwaarde of haal de tak weg.", en="Mend the condition or remove the branch.")
