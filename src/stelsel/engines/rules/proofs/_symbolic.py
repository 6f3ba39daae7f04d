# SPDX-License-Identifier: EUPL-1.2
"""The evaluation itself, with one fact that is a curve in place of a number. Names, versions, delegation and lists go
as in any case; only what is computed with curves is done here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from stelsel.engines.rules import _said
from stelsel.engines.rules._compute import MOST_LIST, Compute, Frame, at_line, too_much
from stelsel.engines.rules._three import combined, either, located
from stelsel.engines.rules.evaluate import Case
from stelsel.engines.rules.facts import Facts
from stelsel.engines.rules.library import Library, Version
from stelsel.engines.rules.model import NOWHERE, Basis, Cond, Const, Field, ForEach, Input, Kind, Op, Param, Ref
from stelsel.engines.rules.outcome import Figures, Step
from stelsel.engines.rules.parameters import Parameters
from stelsel.engines.rules.proofs._curve import Curve, has_curve, lift, whole_curve
from stelsel.engines.rules.proofs._run import Piece, Run, split
from stelsel.engines.rules.proofs._work import is_outside, on_stretch, outside
from stelsel.engines.rules.values import Unknown, Value, is_number, stuck, unknown
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text

_LOOKS_NOT_IN = ("LIST", "OBJECT", "LENGTH", "EXISTS", "IS_NULL", "GET")
"""Operations that do not care what the items of a list are."""


class Edge(NamedTuple):
    """Why the outcome may turn at some x: the comparison, with its place."""

    where: str
    basis: Basis
    decides: bool


class Bracket(NamedTuple):
    """A choice whose conditions follow the varying fact: for each case, where its condition holds."""

    where: str
    basis: Basis
    tests: tuple[Value, ...]


class Symbolic(Compute):
    """Computes expressions of which some are curves, and keeps where they turn."""

    def __init__(self, on: date, figures: Figures, resolve: Callable[[Ref, Frame], Step]) -> None:
        super().__init__(on, figures, resolve)
        self.edges: dict[int, list[Edge]] = {}
        self.brackets: dict[tuple[int, ...], Bracket] = {}

    def applied(self, expr: Op, values: list[Value], frame: Frame) -> Value:
        """What an operation gives, stretch by stretch."""
        name, where = expr.name, at_line(frame, expr)
        if name not in _LOOKS_NOT_IN and any(map(has_curve, values)):
            return located(outside(name), where)
        if not any(isinstance(one, Curve) for one in values):
            return unknown(values) if any(map(is_outside, values)) else super().applied(expr, values, frame)
        found = lift(values, lambda first, last, some: _placed(on_stretch(name, first, last, some), where))
        self._turns(found, values, where, expr.basis, frame)
        return found

    def _turns(self, found: Value, values: Sequence[Value], where: str, basis: Basis, frame: Frame) -> None:
        """Keeps every x where this turns and its arguments do not."""
        if isinstance(found, Curve) and len(found.starts) < _MANY:
            known = {start for one in values if isinstance(one, Curve) for start in one.starts}
            own = basis if basis is not NOWHERE else frame.scope.article.basis
            for start in set(found.starts) - known:
                decides = isinstance(found.at(start), bool)
                self.edges.setdefault(start, []).append(Edge(where, own, decides))

    def _all(self, expr: Op, frame: Frame, decisive: bool) -> Step:
        children: list[Step] = []
        for at, arg in enumerate(expr.args):
            children.append(self(arg, frame))
            if children[-1].value is decisive:
                return self._done(expr, decisive, children, children[-1:], expr.args[at + 1 :], "decided")
        where = at_line(frame, expr)
        value = lift(
            [one.value for one in children],
            lambda first, last, some: [Piece(first, last, _kleene(some, decisive, where))],
        )
        return self._done(expr, value, children, children)

    def _first(self, expr: Op, frame: Frame) -> Step:
        children: list[Step] = []
        for arg in expr.args:
            children.append(self(arg, frame))
            if children[-1].value is not None and not isinstance(children[-1].value, Curve):
                break
        value = lift(
            [one.value for one in children],
            lambda first, last, some: [Piece(first, last, next((one for one in some if one is not None), None))],
        )
        return self._done(expr, value, children, children)

    def _cond(self, expr: Cond, frame: Frame) -> Step:
        tests: list[Value] = []
        thens: list[Value] = []
        children: list[Step] = []
        decided = False
        for when, then in expr.cases:
            test = self(when, frame)
            tests.append(test.value)
            children.append(test)
            if decided or test.value is False:
                thens.append(None)
            else:
                children.append(self(then, frame))
                thens.append(children[-1].value)
                decided = lift(tests, _covered) is True
            if decided and not any(isinstance(one, Curve) for one in tests):
                break
        children.append(Step("gap", "", None, NOWHERE, expr.line) if decided else self(expr.default, frame))
        thens.append(children[-1].value)
        where, number = at_line(frame, expr), len(tests)
        if any(isinstance(one, Curve) for one in tests):
            self._bracket(expr, tests, frame)
        value = lift(
            [*tests, *thens], lambda first, last, some: [Piece(first, last, _choose(first, last, some, number, where))]
        )
        return self._done(expr, value, children, children)

    def _bracket(self, expr: Cond, tests: list[Value], frame: Frame) -> None:
        basis = expr.basis if expr.basis is not NOWHERE else frame.scope.article.basis
        key = (id(expr), *map(id, tests))
        self.brackets.setdefault(key, Bracket(at_line(frame, expr), basis, tuple(tests)))

    def _each(self, expr: ForEach, frame: Frame) -> Step:
        subject = self(expr.subject, frame)
        some, where = subject.value, at_line(frame, expr)
        if isinstance(some, Unknown | Curve):
            value = (
                outside("FOREACH")
                if isinstance(some, Curve)
                else unknown((some,), 0 if expr.combine == "COUNT" else None)
            )
            return self._done(expr, located(value, where), [subject], (subject,))
        items = () if some is None else some if isinstance(some, tuple) else (some,)
        if len(items) > MOST_LIST:
            raise too_much(where)
        tests, values, children = list[Value](), list[Value](), [subject]
        for item in items:
            inner = frame.at({**frame.items, expr.name: item})
            test = True if expr.where is None else self(expr.where, inner).value
            if test is False:
                continue
            children.append(self(expr.value, inner))
            tests.append(test)
            values.append(children[-1].value)
        found = lift(
            [*tests, *values],
            lambda first, last, both: _placed(
                _gathered(expr.combine, first, last, both[: len(tests)], both[len(tests) :]), where
            ),
        )
        return self._done(expr, found, children, children)

    def _param(self, expr: Param, frame: Frame) -> Step:
        at = None if expr.at is None else self(expr.at, frame)
        if at is None or not isinstance(at.value, Curve):
            return super()._param(expr, frame)
        day = self.on.replace(day=1, month=1 if expr.on == "year" else self.on.month) if expr.on != "day" else self.on
        where = at_line(frame, expr)
        if not isinstance(self.figures, Parameters):
            return Step("figure", expr.name, located(outside("figure"), where), NOWHERE, expr.line)
        bands = self.figures.bands(expr.bwb_id, expr.name, day)
        edges = sorted({end for low, high, _ in bands for end in (low, low if high is None else high + 1)})
        found = lift([at.value], lambda first, last, some: self._banded(expr, first, last, some[0], edges, frame))
        self._turns(found, [at.value], where, Basis(bwb_id=expr.bwb_id), frame)
        return Step("figure", expr.name, found, NOWHERE, expr.line, (at,))

    def _banded(self, expr: Param, first: int, last: int, value: Value, edges: list[int], frame: Frame) -> list[Piece]:
        """The figure of a band, on the stretches in which the amount stays in one band."""
        pieces = [Piece(first, last, value)]
        if isinstance(value, Run):
            for edge in edges:
                pieces = [
                    Piece(part.first, part.last, value)
                    for one in pieces
                    for part in split(value, one.first, one.last, lambda number, edge=edge: number >= edge * 100)  # type: ignore[misc]
                ]
        return [Piece(one.first, one.last, self._band_of(expr, one, frame)) for one in pieces]

    def _band_of(self, expr: Param, piece: Piece, frame: Frame) -> Value:
        amount = piece.value.at(piece.first) if isinstance(piece.value, Run) else piece.value
        if not is_number(amount):
            return amount if isinstance(amount, Unknown) else stuck("kind", _said.NO_TRUTH, at_line(frame, expr))
        fixed = Param(expr.name, expr.bwb_id, expr.on, expr.line, Const(amount, expr.line))
        return super()._param(fixed, frame).value


_MANY = 500
"""A curve that turns more often than this does so by rounding."""


def _placed(pieces: Sequence[Piece], where: str) -> list[Piece]:
    return [Piece(one.first, one.last, located(one.value, where)) for one in pieces]


def _kleene(some: Sequence[Value], decisive: bool, where: str) -> Value:
    if any(one is decisive for one in some):
        return decisive
    open_ones = [_truth(one, where) for one in some if not isinstance(one, bool)]
    return unknown(open_ones) if open_ones else not decisive


def _truth(value: Value, where: str) -> Value:
    return value if isinstance(value, bool | Unknown) else stuck("kind", _said.NO_TRUTH, where)


def _covered(first: int, last: int, tests: list[Value]) -> list[Piece]:
    return [Piece(first, last, any(one is True for one in tests))]


def _choose(first: int, last: int, some: list[Value], number: int, where: str) -> Value:
    """The value of the first case that holds; `some` are the tests and then the values, the rest last."""
    open_tests: list[Value] = []
    could_be: list[Value] = []
    chosen = some[-1]
    for test, then in zip(some[:number], some[number:], strict=False):
        known = _truth(test, where)
        if known is True:
            chosen = then
            break
        if known is not False:
            open_tests.append(known)
            could_be.append(then)
    if not open_tests:
        return chosen
    values = [*could_be, chosen]
    if all(type(one) is type(chosen) and one == chosen for one in values) and not isinstance(chosen, Unknown):
        return chosen
    return either(open_tests, [one.bounds(first, last) if isinstance(one, Run) else one for one in values])


def _gathered(combine: str, first: int, last: int, tests: list[Value], values: list[Value]) -> list[Piece]:
    """What a FOREACH gives on a stretch."""
    kept, doubts = list[Value](), list[Value]()
    for test, value in zip(tests, values, strict=True):
        counts = _truth(test, "")
        if counts is False:
            continue
        if counts is not True:
            doubts.append(counts)
            bounded = value.bounds(first, last) if isinstance(value, Run) else value
            kept.append(unknown((counts, bounded)))
        else:
            kept.append(value)
    if any(map(is_outside, kept)):
        return [Piece(first, last, unknown([*doubts, *kept]))]
    runs = any(isinstance(one, Run) for one in kept)
    if runs and combine in ("ADD", "MIN", "MAX"):
        return on_stretch(combine, first, last, kept)
    if runs and combine == "LIST":
        return [Piece(first, last, outside("LIST"))]
    return [Piece(first, last, combined(combine, kept, doubts))]


class SymbolicCase(Case):
    """One case in which a fact may be a curve. `asked`: the type of each fact that was asked."""

    def __init__(
        self, library: Library, rule: str, facts: Facts, on: date, known_at: date | None, figures: Figures
    ) -> None:
        super().__init__(library, rule, facts, on, known_at, figures)
        self.asked: dict[str, Kind] = {}
        self.symbolic = Symbolic(on, figures, self.reference)
        self.compute = self.symbolic

    def value_of(self, version: Version, output: str) -> Value:
        """An output along the curve; BadInput where there is no such output or a limit is passed."""
        try:
            step = self.output(version, output, {"bsn": Step("constant", "bsn", self.facts.about, NOWHERE, 0)})
        except RecursionError:
            raise too_much(self.rule) from None
        if step is None:
            raise bad_input("rules-no-output", f"{self.rule[:80]}.{output[:80]}", _said.NO_OUTPUT, _said.NO_OUTPUT_CURE)
        return step.value

    def _fact(self, one: Input | Field, given: dict[str, Step], frame: Frame) -> Step:
        person, name = given["bsn"].value, one.name.lower()
        where = f"{frame.scope.text.file} line {one.line}"
        if isinstance(person, Curve):
            return Step("fact", one.name, located(outside("bsn"), where), one.basis, one.line)
        value = self.facts.find(person, name) if isinstance(person, str) else None
        if isinstance(person, str):
            self.asked.setdefault(f"{person}.{name}", one.kind)
        if not isinstance(value, Curve):
            return super()._fact(one, given, frame)
        if one.kind.base not in ("number", "amount", "any"):
            return Step("fact", one.name, located(outside(one.kind.base), where), one.basis, one.line)
        return Step("fact", one.name, _within(value, one.kind, where), one.basis, one.line, unit=one.kind.unit)


def _within(value: Curve, kind: Kind, where: str) -> Value:
    """A curve within the bounds of the type; outside them there is no such fact."""
    low = value.first if kind.low is None else max(value.first, -int(-kind.low // 1))
    high = value.last if kind.high is None else min(value.last, int(kind.high // 1))
    none = stuck("range", _RANGE, where)
    pieces = [Piece(value.first, low - 1, none), *_cut(value, low, high), Piece(high + 1, value.last, none)]
    return whole_curve(one for one in pieces if one.first <= one.last)


def _cut(value: Curve, low: int, high: int) -> list[Piece]:
    return [Piece(max(one.first, low), min(one.last, high), one.value) for one in value.pieces]


def variable(first: int, last: int) -> Curve:
    """The fact that varies: for each x, x."""
    return Curve([Piece(first, last, Run(Fraction(1), 0))])


_RANGE = Text(nl="Het gegeven kan hier niet zo laag of hoog zijn.", en="The fact cannot be so low or high here.")
