# SPDX-License-Identifier: EUPL-1.2
"""One case, computed with its explanation. Lazy: what the outcome does not need is not looked up, and the tree says so.

Three-valued: a fact that is missing makes unknown only what depends on it, and the outcome names it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Literal, Protocol, cast, runtime_checkable

import msgspec

from stelsel.engines.rules import _said
from stelsel.engines.rules.facts import Facts, Record, typed
from stelsel.engines.rules.library import Library, Scope, Version
from stelsel.engines.rules.model import (
    NOWHERE,
    Action,
    Basis,
    Cond,
    Const,
    Expr,
    Field,
    ForEach,
    Gap,
    Grade,
    Input,
    Kind,
    Op,
    OpenTerm,
    Param,
    Ref,
)
from stelsel.engines.rules.operations import OPERATIONS, apply
from stelsel.engines.rules.values import Trouble, Unknown, Value, stuck, unknown, whole
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text

GRADES: tuple[Grade, ...] = ("L", "O", "S", "I")
MOST_STEPS, MOST_HOPS, MOST_LIST = 100_000, 50, 5_000
"""Expressions computed in one case; references inside references; items that one FOREACH goes through."""


@runtime_checkable
class FigureLike(Protocol):
    """A figure of the table of parameters, as the engine uses it."""

    law: str
    article: str
    name: str
    grade: Grade
    source: str
    uncertain: tuple[str, ...]

    @property
    def exact(self) -> Fraction:
        """The value in eurocents, as a ratio, or as printed."""


class MissingLike(Protocol):
    """A figure that is not there, and why."""

    @property
    def why(self) -> Text:
        """What is known instead."""


class Figures(Protocol):
    """The table of parameters."""

    def on(self, bwb_id: str, name: str, day: date) -> Any:
        """The figure of a law on a day (`FigureLike`), or what is missing (`MissingLike`)."""


class NoFigures:
    """A table without figures."""

    def on(self, bwb_id: str, name: str, day: date) -> MissingLike:
        """Nothing is there."""
        return _Absent()


class _Absent:
    why = Text(nl="Dit bedrag staat niet in de tabel.", en="This figure is not in the table.")


StepKind = Literal["constant", "operation", "choice", "each", "fact", "figure", "definition", "input", "output", "gap"]
Skip = Literal["", "decided", "other-case", "zero", "first"]


class Step(msgspec.Struct, gc=False):
    """One node of the explanation: what it is, its value, the article it rests on, and what it was computed from.
    `skipped` are expressions that were not needed, for the reason `skip`. `used` are the children that the value
    depends on; its grade is the worst of theirs (0 is L, 3 is I)."""

    kind: StepKind
    name: str
    value: Value
    basis: Basis
    line: int
    children: tuple[Step, ...] = ()
    skipped: tuple[Expr, ...] = ()
    skip: Skip = ""
    grade: int = 0
    uncertain: frozenset[str] = frozenset()
    unit: str = ""
    source: str = ""


class Outcome(msgspec.Struct, frozen=True):
    """What a rule gives in one case. `value` is Unknown where facts are missing (`missing`, in order) or something
    stands in the way (`troubles`). `standing`: official only when every text and figure used is law or official source
    and no uncertain line is touched; refused when a figure, text or term that the outcome needs is not there."""

    rule: str
    output: str
    on: date
    value: Value
    unit: str
    grade: Grade
    standing: Literal["official", "provisional", "refused"]
    missing: tuple[str, ...]
    troubles: tuple[Trouble, ...]
    uncertain: tuple[str, ...]
    tree: Step
    facts: Mapping[str, Value]
    texts: Mapping[str, str]
    """Of each rule text that was used, its file and hash."""
    figures: Mapping[str, str]
    """Of each figure that was used, law and name, its source."""


class _Frame:
    """Where an expression is computed: an article, the parameters it was asked with, and what a FOREACH is at."""

    __slots__ = ("given", "items", "key", "scope", "version")

    def __init__(self, version: Version, scope: Scope, given: dict[str, Step], items: dict[str, Value]) -> None:
        self.version, self.scope, self.given, self.items = version, scope, given, items
        self.key = tuple((name, _key(step.value)) for name, step in given.items())


def _key(value: Value) -> object:
    return repr(value) if isinstance(value, Mapping | tuple) else (type(value), value)


def evaluate(
    library: Library,
    rule: str,
    output: str,
    facts: Facts,
    on: date,
    *,
    known_at: date | None = None,
    service: str = "",
    figures: Figures | None = None,
    person: str = "aanvrager",
) -> Outcome:
    """The outcome of one output of a rule for a person, on a day, as known on a day. BadInput where the rule or output
    is not there, a fact has the wrong type, or the computation passes a limit."""
    case = _Case(library, rule, facts, on, known_at, figures or NoFigures())
    version = library.find(rule, service, output, on, known_at)
    if version is None:
        raise bad_input("rules-no-version", rule[:80], _said.NO_VERSION.fill(day=on), _said.NO_VERSION_CURE)
    given = {"bsn": Step("constant", "bsn", person, NOWHERE, 0)}
    try:
        step = case.output(version, output, given)
    except RecursionError:
        raise _too_much(rule) from None
    if step is None:
        raise bad_input("rules-no-output", f"{rule[:80]}.{output[:80]}", _said.NO_OUTPUT, _said.NO_OUTPUT_CURE)
    return case.outcome(rule, output, step)


class _Case:
    """One computation: what was computed already, what is being computed, and what was used."""

    def __init__(
        self, library: Library, rule: str, facts: Facts, on: date, known_at: date | None, figures: Figures
    ) -> None:
        self.library, self.rule, self.facts, self.figures = library, rule, facts, figures
        self.on, self.known_at = on, known_at
        self.made: dict[object, Step] = {}
        self.busy: dict[object, str] = {}
        self.steps = 0
        self.used_facts: dict[str, Value] = {}
        self.used_texts: dict[str, str] = {}
        self.used_figures: dict[str, str] = {}
        self.by_type: dict[type, Callable[[Any, _Frame], Step]] = {
            Const: self._const,
            Ref: self._ref,
            Op: self._op,
            Cond: self._cond,
            ForEach: self._each,
            Param: self._param,
            Gap: self._gap,
        }

    def outcome(self, rule: str, output: str, step: Step) -> Outcome:
        """What is said of the whole."""
        value = step.value
        open_value = type(value) is Unknown
        troubles = tuple(sorted(value.troubles, key=lambda one: (one.code, one.where))) if open_value else ()
        official = step.grade <= 1 and not step.uncertain
        return Outcome(
            rule=rule,
            output=output,
            on=self.on,
            value=value,
            unit=step.unit,
            grade=GRADES[step.grade],
            standing="refused" if troubles else "official" if official else "provisional",
            missing=tuple(sorted(value.missing)) if open_value else (),
            troubles=troubles,
            uncertain=tuple(sorted(step.uncertain)),
            tree=step,
            facts=self.used_facts,
            texts=self.used_texts,
            figures=self.used_figures,
        )

    # What gives a value: outputs, inputs, facts, open terms.

    def output(self, version: Version, output: str, given: dict[str, Step]) -> Step | None:
        """An output of a text: what takes its place, else its own, else what joins every decision of its kind."""
        name = output.lower()
        library, text = self.library, version.text
        scope = library.overriding(text.id, name, self.rule, self.on, self.known_at) or version.outputs.get(name)
        if scope is None:
            if name in version.promised:
                return self._unmade(version, version.promised[name], name)
            for character in {one.article.legal_character for one in version.scopes} - {""}:
                scope = scope or library.hooked(character, name, self.on, self.known_at)
        if scope is None:
            return None
        return self._action(_Frame(version, scope, given, {}), scope.actions[name])

    def _unmade(self, version: Version, scope: Scope, name: str) -> Step:
        value = stuck("text", _said.UNMADE, f"{version.text.file} {name}")
        return Step("output", name, value, scope.article.basis, scope.article.line)

    def _action(self, frame: _Frame, action: Action) -> Step:
        name = action.output.lower()
        key = (id(frame.scope), name, frame.key)
        found = self.made.get(key)
        if found is not None:
            return found
        text = frame.scope.text
        if key in self.busy:
            around = " > ".join([*self.busy.values(), action.output])
            value = stuck("cycle", _said.CYCLE.fill(around=around[-300:]), f"{text.file} line {action.line}")
            return Step("output", action.output, value, action.basis, action.line)
        if len(self.busy) >= MOST_HOPS:
            raise _too_much(f"{text.file} line {action.line}")
        self.busy[key] = action.output
        inner = frame if not frame.items else _Frame(frame.version, frame.scope, frame.given, {})
        step = self.compute(action.value, inner)
        del self.busy[key]
        kind = frame.scope.kinds.get(name)
        self.used_texts[text.file] = text.hash
        grade = max(step.grade, GRADES.index(text.grade))
        uncertain = step.uncertain | frozenset(action.uncertain) if action.uncertain else step.uncertain
        made = Step(
            "output",
            action.output,
            _bounded(step.value, kind),
            action.basis,
            action.line,
            (step,),
            grade=grade,
            uncertain=uncertain,
            unit=kind.unit if kind else "",
        )
        self.made[key] = made
        return made

    def _input(self, one: Input, frame: _Frame) -> Step:
        key = (id(one), frame.key)
        found = self.made.get(key)
        if found is None:
            given = dict(frame.given)
            for name, expr in one.given:
                given[name.lower()] = self.compute(expr, frame)
            found = self._fact(one, given, frame) if one.source is None else self._asked(one, given, frame)
            self.made[key] = found
        return found

    def _asked(self, one: Input, given: dict[str, Step], frame: _Frame) -> Step:
        """An input from another rule, or from another article of the same text."""
        source = one.source
        assert source is not None
        if given["bsn"].value is None:  # there is no such person, hence nothing of that person
            return Step("input", one.name, None, one.basis, one.line, (given["bsn"],), unit=one.kind.unit)
        where = f"{frame.scope.text.file} line {one.line}"
        version: Version | None = frame.version
        if source.law and (source.law != frame.version.text.id or source.service != frame.version.text.service):
            version = self.library.find(source.law, source.service, source.output, self.on, self.known_at)
        if version is None:
            known = self.library.known(source.law, source.service)
            said = (_said.NO_LAW_NOW if known else _said.NO_LAW).fill(law=source.law, day=self.on)
            return Step("input", one.name, stuck("version", said, where), one.basis, one.line, unit=one.kind.unit)
        step = self.output(version, source.output, given)
        if step is None:
            said = _said.NO_SUCH.fill(law=source.law or version.text.id, output=source.output)
            return Step("input", one.name, stuck("reference", said, where), one.basis, one.line, unit=one.kind.unit)
        return Step(
            "input",
            one.name,
            _bounded(step.value, one.kind),
            one.basis,
            one.line,
            (step,),
            grade=step.grade,
            uncertain=step.uncertain,
            unit=one.kind.unit or step.unit,
        )

    def _fact(self, one: Input | Field, given: dict[str, Step], frame: _Frame) -> Step:
        """A fact of the person the question is about, else of the household."""
        name, kind, person = one.name.lower(), one.kind, given["bsn"].value
        if type(person) is Unknown:
            return Step("fact", one.name, unknown((person,), kind.low, kind.high), one.basis, one.line, (given["bsn"],))
        if person is None:
            return Step("fact", one.name, None, one.basis, one.line, (given["bsn"],))
        key = f"{person}.{name}"
        place = self.facts.places.get(name.removesuffix("_code"))
        value = place if place is not None else self.facts.find(str(person), name)
        value = typed(value, kind, key, f"{frame.scope.text.file} line {one.line}")
        if type(value) is not Unknown:
            self.used_facts[key] = value
        return Step("fact", one.name, value, one.basis, one.line, unit=kind.unit)

    def _term(self, term: OpenTerm, frame: _Frame) -> Step:
        """A delegated term: the regulation of the place, else the national one, else the default."""
        text = frame.version.text
        fillers = self.library.fillers(text.id, term.name, self.on, self.known_at)
        places = set(self.facts.places.values())
        local = [one for one in fillers if one[0].text.place]
        chosen = [one for one in local if one[0].text.place in places] or [
            one for one in fillers if not one[0].text.place
        ]
        basis = frame.scope.article.basis
        if chosen:
            version, scope = chosen[0]
            found = self._action(_Frame(version, scope, frame.given, {}), scope.actions[term.name.lower()])
            return Step(
                "input",
                term.name,
                found.value,
                basis,
                term.line,
                (found,),
                grade=found.grade,
                uncertain=found.uncertain,
                unit=term.kind.unit or found.unit,
            )
        if local and not places:
            return Step("fact", term.name, Unknown(frozenset({"gemeente"})), basis, term.line)
        if term.default is not None:
            return self.compute(term.default, frame)
        if not term.required:
            return Step("input", term.name, None, basis, term.line)
        said = stuck("term", _said.NO_TERM.fill(term=term.name, day=self.on), f"{text.file} line {term.line}")
        return Step("input", term.name, said, basis, term.line)

    # Expressions.

    def _at(self, frame: _Frame, expr: Expr | Step | Input) -> str:
        return f"{frame.scope.text.file} line {expr.line}"

    def compute(self, expr: Expr, frame: _Frame) -> Step:
        """The step of an expression."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise _too_much(frame.scope.text.file)
        return self.by_type[type(expr)](expr, frame)

    def _const(self, expr: Const, frame: _Frame) -> Step:
        return Step("constant", "", expr.value, NOWHERE, expr.line)

    def _gap(self, expr: Gap, frame: _Frame) -> Step:
        value = stuck("text", expr.why, self._at(frame, expr))
        return Step("gap", "", value, NOWHERE, expr.line)

    def _param(self, expr: Param, frame: _Frame) -> Step:
        day = self.on
        if expr.on != "day":
            day = day.replace(day=1, month=1 if expr.on == "year" else day.month)
        found = self.figures.on(expr.bwb_id, expr.name, day)
        where = f"{expr.bwb_id} {expr.name}"
        if not isinstance(found, FigureLike):
            value = stuck("figure", _said.NO_FIGURE.fill(name=expr.name, day=day, why=found.why), where)
            return Step("figure", expr.name, value, NOWHERE, expr.line)
        self.used_figures[where] = found.source
        return Step(
            "figure",
            expr.name,
            whole(found.exact),
            Basis(law=found.law, bwb_id=expr.bwb_id, article=found.article),
            expr.line,
            grade=GRADES.index(found.grade),
            uncertain=frozenset(found.uncertain),
            source=found.source,
        )

    def _ref(self, expr: Ref, frame: _Frame) -> Step:
        step = self._named(expr, frame)
        for part in expr.path:
            value = _located(_part(step.value, part.lower()), self._at(frame, expr))
            step = Step("input", f"{step.name}.{part}", value, step.basis, expr.line, (step,), grade=step.grade)
        return step

    def _named(self, expr: Ref, frame: _Frame) -> Step:
        """What a name stands for, nearest first: what a FOREACH is at, the article, parts of the item, a day, another
        article of the text."""
        name = expr.name
        if name in frame.items:
            return Step("input", name, frame.items[name], NOWHERE, expr.line)
        scope = frame.scope
        thing = scope.exact.get(name)
        lower = name.lower()
        if thing is None:
            for item in frame.items.values():
                if isinstance(item, Mapping) and lower in item:
                    return Step("input", name, item[lower], NOWHERE, expr.line)
            thing = scope.any_case.get(lower)
        if thing is not None:
            return self._thing(thing, name, frame)
        day = _DAYS.get(lower)
        if day is not None:
            return Step("constant", name, day(self.on), NOWHERE, expr.line)
        if lower in frame.given:
            return frame.given[lower]
        other = frame.version.outputs.get(lower)
        if other is not None:
            return self._action(_Frame(frame.version, other, frame.given, {}), other.actions[lower])
        for item in frame.items.values():
            if isinstance(item, Record):
                return Step("fact", name, Unknown(frozenset({f"{item.key}.{lower}"})), NOWHERE, expr.line)
        where = f"{scope.text.file} line {expr.line}"
        return Step("gap", name, stuck("reference", _said.NO_NAME.fill(name=name), where), NOWHERE, expr.line)

    def _thing(self, thing: object, name: str, frame: _Frame) -> Step:
        if isinstance(thing, Input):
            return self._input(thing, frame)
        if isinstance(thing, Action):
            return self._action(frame, thing)
        if isinstance(thing, Field):
            lower = name.lower()
            return frame.given.get(lower) or self._fact(thing, frame.given, frame)
        if isinstance(thing, OpenTerm):
            return self._term(thing, frame)
        found = self.compute(cast(Expr, thing), frame)
        basis = found.basis if found.basis is not NOWHERE else frame.scope.article.basis
        return Step(
            "definition",
            name,
            found.value,
            basis,
            found.line,
            () if found.kind == "constant" else (found,),
            grade=found.grade,
            uncertain=found.uncertain,
        )

    def _op(self, expr: Op, frame: _Frame) -> Step:
        name = expr.name
        if name == "AND" or name == "OR":
            return self._all(expr, frame, name == "OR")
        if name == "COALESCE":
            return self._first(expr, frame)
        children: list[Step] = []
        for at, arg in enumerate(expr.args):
            child = self.compute(arg, frame)
            children.append(child)
            if name == "MULTIPLY" and child.value == 0 and child.value is not False:
                return self._done(expr, 0, children, (child,), expr.args[at + 1 :], "zero")
        value = apply(name, [one.value for one in children])
        if type(value) is Unknown and value.troubles:
            value = _located(value, self._at(frame, expr))
        return self._done(expr, value, children, children)

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
            if one.grade > grade:
                grade = one.grade
            if one.uncertain:
                uncertain = uncertain | one.uncertain
        kind: StepKind = "operation" if type(expr) is Op else "choice" if type(expr) is Cond else "each"
        name = expr.name if type(expr) is Op else "IF" if type(expr) is Cond else "FOREACH"
        return Step(
            kind, name, value, expr.basis, expr.line, tuple(children), skipped, skip if skipped else "", grade, uncertain
        )

    def _all(self, expr: Op, frame: _Frame, decisive: bool) -> Step:
        """AND (decided by the first that is false) and OR (by the first that is true); the rest is not needed."""
        children: list[Step] = []
        open_ones: list[Value] = []
        for at, arg in enumerate(expr.args):
            child = self.compute(arg, frame)
            children.append(child)
            value = child.value
            if value is decisive:
                return self._done(expr, decisive, children, (child,), expr.args[at + 1 :], "decided")
            if value is None or not isinstance(value, bool | Unknown):
                value = stuck("kind", _said.NO_TRUTH, f"{frame.scope.text.file} line {child.line}")
            if type(value) is Unknown:
                open_ones.append(value)
        return self._done(expr, unknown(open_ones) if open_ones else not decisive, children, children)

    def _first(self, expr: Op, frame: _Frame) -> Step:
        """COALESCE: the first that is there."""
        children: list[Step] = []
        for at, arg in enumerate(expr.args):
            child = self.compute(arg, frame)
            children.append(child)
            if child.value is not None:
                return self._done(expr, child.value, children, (child,), expr.args[at + 1 :], "first")
        return self._done(expr, None, children, children)

    def _cond(self, expr: Cond, frame: _Frame) -> Step:
        """The first case that holds. With a condition unknown, the value is known only when all that can still be
        chosen gives the same."""
        children: list[Step] = []
        open_tests: list[Value] = []
        could_be: list[Step] = []
        for at, (when, then) in enumerate(expr.cases):
            test = self.compute(when, frame)
            children.append(test)
            value = test.value
            if value is None or not isinstance(value, bool | Unknown):
                value = stuck("kind", _said.NO_TRUTH, f"{frame.scope.text.file} line {test.line}")
            if type(value) is Unknown:
                open_tests.append(value)
                could_be.append(self.compute(then, frame))
                children.append(could_be[-1])
            elif value:
                chosen = self.compute(then, frame)
                skipped = tuple(one for case in expr.cases[at + 1 :] for one in case) + (expr.default,)
                return self._choice(expr, children, chosen, could_be, open_tests, skipped)
        skipped = tuple(then for _, then in expr.cases) if not open_tests else ()
        return self._choice(expr, children, self.compute(expr.default, frame), could_be, open_tests, skipped)

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
        return self._done(expr, _either(open_tests, values), children, children, skipped, "other-case")

    def _each(self, expr: ForEach, frame: _Frame) -> Step:
        subject = self.compute(expr.subject, frame)
        value = subject.value
        if type(value) is Unknown:
            low = 0 if expr.combine == "COUNT" else None
            return self._done(expr, unknown((value,), low), [subject], (subject,))
        some = () if value is None else value if isinstance(value, tuple) else (value,)
        if len(some) > MOST_LIST:
            raise _too_much(self._at(frame, expr))
        children, kept, doubts = [subject], list[Value](), list[Value]()
        for item in some:
            inner = _Frame(frame.version, frame.scope, frame.given, {**frame.items, expr.name: item})
            if expr.where is not None:
                test = self.compute(expr.where, inner)
                children.append(test)
                if type(test.value) is Unknown:
                    doubts.append(test.value)
                elif test.value is not True:
                    continue
            step = self.compute(expr.value, inner)
            children.append(step)
            kept.append(unknown((test.value, step.value)) if doubts and type(test.value) is Unknown else step.value)
        value = _located(_combined(expr.combine, kept, doubts), self._at(frame, expr))
        return self._done(expr, value, children, children)


def _combined(combine: str, kept: list[Value], doubts: list[Value]) -> Value:
    if combine in ("LIST", "COUNT") and doubts:
        return unknown(doubts)
    if combine == "LIST":
        return tuple(kept)
    if combine == "COUNT":
        return len(kept)
    if combine in ("AND", "OR"):
        decisive = combine == "OR"
        if any(one is decisive for one in kept):
            return decisive
        open_ones = [one for one in kept if type(one) is Unknown]
        return unknown(open_ones) if open_ones else not decisive
    if not kept:
        return 0 if combine == "ADD" else None
    return apply(combine, kept)


def _either(tests: list[Value], values: list[Value]) -> Unknown:
    """Unknown which of some values it is: between the lowest and the highest of them."""
    lows, highs = [], []
    for one in values:
        numeric = type(one) is Unknown or type(one) is int or type(one) is Fraction
        lows.append((one.low if type(one) is Unknown else one) if numeric else None)
        highs.append((one.high if type(one) is Unknown else one) if numeric else None)
    return unknown(
        (*tests, *values), None if None in lows else min(lows), None if None in highs else max(highs)
    )


def _bounded(value: Value, kind: Kind | None) -> Value:
    """An unknown value between the bounds that its type says always hold."""
    if type(value) is not Unknown or kind is None or (kind.low is None and kind.high is None):
        return value
    low = kind.low if value.low is None else value.low if kind.low is None else max(value.low, kind.low)
    high = kind.high if value.high is None else value.high if kind.high is None else min(value.high, kind.high)
    return Unknown(value.missing, value.troubles, low, high)


def _located(value: Value, where: str) -> Value:
    """Troubles that know no place yet get this one."""
    if type(value) is not Unknown or all(one.where for one in value.troubles):
        return value
    placed = frozenset(one if one.where else Trouble(one.code, where, one.what) for one in value.troubles)
    return Unknown(value.missing, placed, value.low, value.high)


def _part(value: Value, part: str) -> Value:
    """A part of an object; of a list, that part of each item."""
    if value is None or type(value) is Unknown:
        return value if value is None else unknown((value,))
    if isinstance(value, tuple):
        return tuple(_part(one, part) for one in value)
    if isinstance(value, Mapping):
        if part in value or not isinstance(value, Record):
            return value.get(part)
        return Unknown(frozenset({f"{value.key}.{part}"}))
    if isinstance(value, date) and part in ("year", "month", "day"):
        return getattr(value, part)
    return stuck("kind", _said.NO_PARTS.fill(part=part))


def _first_of_year(day: date) -> date:
    return day.replace(month=1, day=1)


def _first_of_last_year(day: date) -> date:
    return date(max(day.year - 1, 1), 1, 1)


def _year(day: date) -> int:
    return day.year


def _that_day(day: date) -> date:
    return day


_DAYS: dict[str, Callable[[date], date | int]] = {
    "calculation_date": _that_day,
    "referencedate": _that_day,
    "january_first": _first_of_year,
    "prev_january_first": _first_of_last_year,
    "year": _year,
}
_NONE: frozenset[str] = frozenset()


def _too_much(where: str) -> Exception:
    return bad_input("rules-too-much", where[:200], _said.TOO_MUCH, _said.TOO_MUCH_CURE)
