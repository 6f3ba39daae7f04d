# SPDX-License-Identifier: EUPL-1.2
"""Computing expressions: each gives a step of the explanation. What a name stands for is asked of `resolve`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from stelsel.engines.rules import _said
from stelsel.engines.rules._three import combined, either, located
from stelsel.engines.rules.library import Scope, Version
from stelsel.engines.rules.model import NOWHERE, Basis, Cond, Const, Expr, ForEach, Gap, Op, Param, Ref
from stelsel.engines.rules.operations import NOTHING, apply
from stelsel.engines.rules.outcome import GRADES, Figures, Skip, Step, StepKind
from stelsel.engines.rules.values import SINGLE, Unknown, Value, conditional, is_number, stuck, unknown, weight, whole
from stelsel.kernel.problem import BadInput, bad_input

MOST_STEPS, MOST_LIST = 100_000, 5_000
"""Expressions computed in one case; items that one FOREACH goes through."""


class Frame:
    """Where an expression is computed: an article, the parameters it was asked with, and what a FOREACH is at."""

    __slots__ = ("given", "items", "key", "scope", "version")

    def __init__(self, version: Version, scope: Scope, given: dict[str, Step], items: dict[str, Value]) -> None:
        self.version, self.scope, self.given, self.items = version, scope, given, items
        self.key: tuple[object, ...] = ()

    @classmethod
    def of(cls, version: Version, scope: Scope, given: dict[str, Step]) -> Frame:
        """A frame with its key: what it was asked with, and how sure that is."""
        made = cls(version, scope, given, {})
        made.key = tuple((name, _key(one.value), one.grade, one.uncertain) for name, one in given.items())
        return made

    def at(self, items: dict[str, Value]) -> Frame:
        """The same at other items."""
        made = Frame(self.version, self.scope, self.given, items)
        made.key = self.key
        return made

    def bare(self) -> Frame:
        """The same without what a FOREACH is at."""
        return self if not self.items else self.at({})


def _key(value: Value) -> object:
    kind = type(value)
    return (kind, value) if kind in SINGLE or not isinstance(value, Mapping | tuple) else repr(value)


def at_line(frame: Frame, expr: Expr | Step) -> str:
    """Where an expression stands."""
    return f"{frame.scope.text.file} line {expr.line}"


def too_much(where: str) -> BadInput:
    """A computation that passes a limit."""
    return bad_input("rules-too-much", where[:200], _said.TOO_MUCH, _said.TOO_MUCH_CURE)


_NONE: frozenset[str] = frozenset()


class Compute:
    """Computes expressions for one case, and counts them."""

    def __init__(self, on: date, figures: Figures, resolve: Callable[[Ref, Frame], Step]) -> None:
        self.on, self.figures = on, figures
        self.steps = 0
        self.used_figures: dict[str, str] = {}
        self.by_type: dict[type, Callable[[Any, Frame], Step]] = {
            Const: self._const,
            Ref: resolve,
            Op: self._op,
            Cond: self._cond,
            ForEach: self._each,
            Param: self._param,
            Gap: self._gap,
        }

    def __call__(self, expr: Expr, frame: Frame) -> Step:
        """The step of an expression."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise too_much(frame.scope.text.file)
        return self.by_type[type(expr)](expr, frame)

    def _weighed(self, value: Value, frame: Frame) -> Value:
        """A list or object counts as many steps as it has values, so that none grows without end."""
        if isinstance(value, tuple | Mapping):
            self.steps += weight(value, MOST_STEPS)
            if self.steps > MOST_STEPS:
                raise too_much(frame.scope.text.file)
        return value

    def _const(self, expr: Const, frame: Frame) -> Step:
        return Step("constant", "", expr.value, NOWHERE, expr.line)

    def _gap(self, expr: Gap, frame: Frame) -> Step:
        value = stuck("text", expr.why, at_line(frame, expr))
        return Step("gap", "", value, NOWHERE, expr.line)

    def _param(self, expr: Param, frame: Frame) -> Step:
        day = self.on
        if expr.on != "day":
            day = day.replace(day=1, month=1 if expr.on == "year" else day.month)
        at = None if expr.at is None else self(expr.at, frame)
        if at is None:
            found = self.figures.on(expr.bwb_id, expr.name, day)
        elif not is_number(at.value):  # the bounds of the amount say nothing of the figure
            value = (
                unknown((at.value,)) if type(at.value) is Unknown else stuck("nothing", NOTHING, at_line(frame, expr))
            )
            return Step("figure", expr.name, value, NOWHERE, expr.line, (at,))
        else:
            found = self.figures.band(expr.bwb_id, expr.name, Fraction(at.value), day)
        where = f"{expr.bwb_id} {expr.name}"
        exact = getattr(found, "exact", None)  # asking whether it is a FigureLike takes longer than all the rest
        if exact is None:
            value = stuck("figure", _said.NO_FIGURE.fill(name=expr.name, day=day, why=found.why), where)
            return Step("figure", expr.name, value, NOWHERE, expr.line)
        self.used_figures[where] = found.source
        return Step(
            "figure",
            expr.name,
            whole(exact),
            Basis(law=found.law, bwb_id=expr.bwb_id, article=found.article),
            expr.line,
            () if at is None else (at,),
            grade=max(GRADES.index(found.grade), at.grade if at else 0),
            uncertain=frozenset(found.uncertain) | (at.uncertain if at else frozenset()),
            unit="eurocent" if found.unit.startswith("EUR") else "",
            source=found.source,
        )

    def _op(self, expr: Op, frame: Frame) -> Step:
        name = expr.name
        if name in ("AND", "OR"):
            return self._all(expr, frame, name == "OR")
        if name == "COALESCE":
            return self._first(expr, frame)
        children: list[Step] = []
        for at, arg in enumerate(expr.args):
            child = self(arg, frame)
            children.append(child)
            if name == "MULTIPLY" and child.value == 0 and child.value is not False:
                return self._done(expr, 0, children, (child,), expr.args[at + 1 :], "zero")
        values = [one.value for one in children]
        for one in values:
            if type(one) not in SINGLE:
                self._weighed(one, frame)
        value = self.applied(expr, values, frame)
        if type(value) is Unknown and value.troubles:
            value = located(value, at_line(frame, expr))
        return self._done(expr, value, children, children)

    def applied(self, expr: Op, values: list[Value], frame: Frame) -> Value:
        """What an operation gives on the values of its arguments."""
        return apply(expr.name, values)

    def _done(
        self,
        expr: Op | Cond | ForEach,
        value: Value,
        children: list[Step],
        used: list[Step] | tuple[Step, ...],
        skipped: tuple[Expr, ...] = (),
        skip: Skip = "",
    ) -> Step:
        grade, uncertain = 0, _NONE
        for one in used:
            grade = max(grade, one.grade)
            if one.uncertain:
                uncertain = uncertain | one.uncertain
        kind: StepKind
        if isinstance(expr, Op):
            kind, name = "operation", expr.name
        elif isinstance(expr, Cond):
            kind, name = "choice", "DEMAND" if expr.demand else "IF"
        else:
            kind, name = "each", "FOREACH"
        return Step(
            kind,
            name,
            value,
            expr.basis,
            expr.line,
            tuple(children),
            skipped,
            skip if skipped else "",
            grade,
            uncertain,
        )

    def _all(self, expr: Op, frame: Frame, decisive: bool) -> Step:
        """AND (decided by the first that is false) and OR (by the first that is true); the rest is not needed."""
        children: list[Step] = []
        open_ones: list[Value] = []
        for at, arg in enumerate(expr.args):
            child = self(arg, frame)
            children.append(child)
            value = child.value
            if value is decisive:
                return self._done(expr, decisive, children, (child,), expr.args[at + 1 :], "decided")
            if type(value) is not bool and type(value) is not Unknown:
                value = stuck("kind", _said.NO_TRUTH, f"{frame.scope.text.file} line {child.line}")
            if type(value) is Unknown:
                open_ones.append(value)
        value = unknown(conditional(open_ones, open_ones)) if open_ones else not decisive
        return self._done(expr, value, children, children)

    def _first(self, expr: Op, frame: Frame) -> Step:
        """COALESCE: the first that is there."""
        children: list[Step] = []
        for at, arg in enumerate(expr.args):
            child = self(arg, frame)
            children.append(child)
            if child.value is not None:
                return self._done(expr, child.value, children, (child,), expr.args[at + 1 :], "first")
        return self._done(expr, None, children, children)

    def _cond(self, expr: Cond, frame: Frame) -> Step:
        """The first case that holds. With a condition unknown, the value is known only when all that can still be
        chosen gives the same."""
        children: list[Step] = []
        open_tests: list[Value] = []
        could_be: list[Step] = []
        for at, (when, then) in enumerate(expr.cases):
            test = self(when, frame)
            children.append(test)
            value = test.value
            if type(value) is not bool and type(value) is not Unknown:
                value = stuck("kind", _said.NO_TRUTH, f"{frame.scope.text.file} line {test.line}")
            if type(value) is Unknown:
                open_tests.append(value)
                could_be.append(self(then, frame))
                children.append(could_be[-1])
            elif value:
                chosen = self(then, frame)
                skipped = (*(one for case in expr.cases[at + 1 :] for one in case), expr.default)
                return self._choice(expr, children, chosen, could_be, open_tests, skipped)
        skipped = tuple(then for _, then in expr.cases) if not open_tests else ()
        return self._choice(expr, children, self(expr.default, frame), could_be, open_tests, skipped)

    def _choice(
        self,
        expr: Cond,
        children: list[Step],
        chosen: Step,
        could_be: list[Step],
        open_tests: list[Value],
        skipped: tuple[Expr, ...],
    ) -> Step:
        children.append(chosen)
        if not open_tests:
            return self._done(expr, chosen.value, children, children, skipped, "other-case")
        values = [one.value for one in (*could_be, chosen)]
        first = values[0]
        if all(type(one) is type(first) and one == first for one in values) and type(first) is not Unknown:
            return self._done(expr, first, children, (*could_be, chosen), skipped, "other-case")
        values = conditional(open_tests, values)
        return self._done(expr, either(open_tests, values), children, children, skipped, "other-case")

    def _each(self, expr: ForEach, frame: Frame) -> Step:
        subject = self(expr.subject, frame)
        value = subject.value
        if type(value) is Unknown:
            low = 0 if expr.combine == "COUNT" else None
            return self._done(expr, unknown((value,), low), [subject], (subject,))
        some = () if value is None else value if isinstance(value, tuple) else (value,)
        if len(some) > MOST_LIST:
            raise too_much(at_line(frame, expr))
        children, kept, doubts = [subject], list[Value](), list[Value]()
        for item in some:
            inner = frame.at({**frame.items, expr.name: item})
            doubt = None
            if expr.where is not None:
                test = self(expr.where, inner)
                children.append(test)
                counts = test.value
                if type(counts) is not bool and type(counts) is not Unknown:
                    counts = stuck("kind", _said.NO_TRUTH, at_line(frame, expr.where))
                if counts is False:
                    continue
                if type(counts) is Unknown:
                    doubt = counts
                    doubts.append(counts)
            step = self(expr.value, inner)
            children.append(step)
            kept.append(step.value if doubt is None else unknown((doubt, *conditional((doubt,), (step.value,)))))
        value = self._weighed(located(combined(expr.combine, kept, doubts), at_line(frame, expr)), frame)
        return self._done(expr, value, children, children)
