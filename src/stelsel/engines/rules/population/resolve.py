# SPDX-License-Identifier: EUPL-1.2
"""From a rule to the steps of its program: what `evaluate` does for one case, done once for all cases.

References to other texts become steps, figures become constants with their grade, a delegated term becomes a choice by
place. What depends on the day alone is computed here, by the operations themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import cast

import msgspec

from stelsel.engines.rules import _said
from stelsel.engines.rules.evaluate import DAYS
from stelsel.engines.rules.library import Library, Scope, Version
from stelsel.engines.rules.model import (
    Action,
    Cond,
    Const,
    Expr,
    Field,
    ForEach,
    Gap,
    Input,
    Op,
    OpenTerm,
    Param,
    Ref,
)
from stelsel.engines.rules.outcome import GRADES, BandedFigures, FigureLike, MissingLike
from stelsel.engines.rules.population import calendar
from stelsel.engines.rules.population.facts import FactColumns
from stelsel.engines.rules.population.node import Loop
from stelsel.engines.rules.population.operate import Operate
from stelsel.engines.rules.population.program import Part
from stelsel.engines.rules.population.refused import refusal
from stelsel.engines.rules.population.term import Term, Terms
from stelsel.engines.rules.values import Trouble

MOST_HOPS = 50


class Item(msgspec.Struct, frozen=True):
    """What a FOREACH is at: an item of a list of the household."""

    loop: Loop


class Frame:
    """Where an expression is computed: an article, what it was asked with, and what a FOREACH is at."""

    def __init__(
        self, version: Version, scope: Scope, given: dict[str, Term], items: dict[str, Item | Term], depth: int
    ) -> None:
        self.version, self.scope, self.given, self.items, self.depth = version, scope, given, items, depth
        self.key = tuple(given.items())

    def at(self, items: dict[str, Item | Term], deeper: int = 0) -> Frame:
        """The same at other items."""
        return Frame(self.version, self.scope, self.given, items, self.depth + deeper)

    def line(self, line: int) -> str:
        """Where a line stands."""
        return f"{self.scope.text.file} line {line}"


class Resolve:
    """One program in the making."""

    def __init__(
        self, library: Library, rule: str, figures: BandedFigures, on: date, known_at: date | None, facts: FactColumns
    ) -> None:
        self.library, self.rule, self.figures, self.on, self.known_at = library, rule, figures, on, known_at
        self.facts = facts
        self.make: Terms = facts.make
        self.operate = Operate(facts)
        self.line = ""
        self.parts: list[Part] = []
        self.texts: dict[str, str] = {}
        self.used_figures: dict[str, str] = {}
        self._made: dict[object, Term] = {}
        self._busy: dict[object, str] = {}
        self._by_type: dict[type, Callable[[object, Frame], Term]] = {
            Const: self._const, Ref: self._ref, Op: self._op, Cond: self._cond, ForEach: self._each, Param: self._param,
            Gap: self._gap,
        }  # fmt: skip

    def __call__(self, expr: Expr, frame: Frame) -> Term:
        """The term of an expression."""
        self.line = frame.line(expr.line)
        return self._by_type[type(expr)](expr, frame)

    # What gives a value: outputs, inputs, open terms.

    def output(self, version: Version, output: str, given: dict[str, Term], depth: int) -> Term | None:
        """An output of a text: what takes its place, else its own, else what joins every decision of its kind."""
        name, library, text = output.lower(), self.library, version.text
        scope = library.overriding(text.id, name, self.rule, self.on, self.known_at) or version.outputs.get(name)
        if scope is None:
            if name in version.promised:
                return self.make.stuck(Trouble("text", f"{text.file} {name}", _said.UNMADE))
            for character in {one.article.legal_character for one in version.scopes} - {""}:
                scope = scope or library.hooked(character, name, self.on, self.known_at)
        if scope is None:
            return None
        return self._action(Frame(version, scope, given, {}, depth), scope.actions[name])

    def _action(self, frame: Frame, action: Action) -> Term:
        text, name = frame.scope.text, action.output.lower()
        depth = frame.depth if any(_of_item(one) for one in frame.given.values()) else 0
        frame = Frame(frame.version, frame.scope, frame.given, {}, depth)
        key = (id(frame.scope), name, frame.key, depth)
        found = self._made.get(key)
        if found is not None:
            return found
        where = frame.line(action.line)
        if key in self._busy or len(self._busy) >= MOST_HOPS:
            raise refusal("cycle", where, around=" > ".join([*self._busy.values(), action.output])[-200:])
        self._busy[key] = action.output
        term = self(action.value, frame)
        del self._busy[key]
        kind = frame.scope.kinds.get(name)
        if kind is not None and term.sort == "any":
            term = self.facts.typed(term, kind.base, where)
        self.texts[text.file] = text.hash
        term = self.make.within(term, self.make.doubt(GRADES.index(text.grade), action.uncertain))
        unit = kind.unit if kind else ""
        term = msgspec.structs.replace(term, unit=unit)
        value = term.value
        self.parts.append(Part(text.id, action.output, where, unit, term.scale, value.low, value.high))
        self._made[key] = term
        return term

    def _input(self, one: Input, frame: Frame) -> Term:
        each = bool(frame.items) and any(isinstance(expr, Ref) and expr.name in frame.items for _, expr in one.given)
        key = (id(one), frame.key, frame.depth)
        if not each and key in self._made:
            return self._made[key]
        inner = frame if each else frame.at({})
        given = dict(frame.given)
        for name, expr in one.given:
            given[name.lower()] = self(expr, inner)
        found = self._fact(one, given, frame) if one.source is None else self._asked(one, given, frame)
        if not each:
            self._made[key] = found
        return found

    def _asked(self, one: Input, given: dict[str, Term], frame: Frame) -> Term:
        source, where = one.source, frame.line(one.line)
        assert source is not None
        if given["bsn"].sort == "nothing":
            return given["bsn"]
        version: Version | None = frame.version
        if source.law and (source.law != frame.version.text.id or source.service != frame.version.text.service):
            version = self.library.find(source.law, source.service, source.output, self.on, self.known_at)
        if version is None:
            known = self.library.known(source.law, source.service)
            said = (_said.NO_LAW_NOW if known else _said.NO_LAW).fill(law=source.law, day=self.on)
            return self.make.stuck(Trouble("version", where, said))
        found = self.output(version, source.output, given, frame.depth)
        if found is None:
            said = _said.NO_SUCH.fill(law=source.law or version.text.id, output=source.output)
            return self.make.stuck(Trouble("reference", where, said))
        return msgspec.structs.replace(found, unit=one.kind.unit or found.unit)

    def _fact(self, one: Input | Field, given: dict[str, Term], frame: Frame) -> Term:
        person, where = given["bsn"], frame.line(one.line)
        if person.sort == "nothing":
            return person
        name = self.operate.value(person)
        if not isinstance(name, str):
            raise refusal("person", where)
        return self.facts.fact(name, one.name.lower(), one.kind, where)

    def _term(self, term: OpenTerm, frame: Frame) -> Term:
        """A delegated term: a choice by place between the regulations that fill it in."""
        text, where = frame.version.text, frame.line(term.line)
        fillers = self.library.fillers(text.id, term.name, self.on, self.known_at)
        local = [one for one in fillers if one[0].text.place]
        national = [one for one in fillers if not one[0].text.place]

        def filled(one: tuple[Version, Scope]) -> Term:
            version, scope = one
            inner = Frame(version, scope, frame.given, {}, frame.depth)
            return self._action(inner, scope.actions[term.name.lower()])

        if national:
            rest = filled(national[0])
        else:
            if term.default is not None:
                rest = self(term.default, frame)
            elif not term.required:
                rest = cast(Term, self.make.constant(None))
            else:
                said = _said.NO_TERM.fill(term=term.name, day=self.on)
                rest = self.make.stuck(Trouble("term", f"{text.file} line {term.line}", said))
            if local:
                rest = self.facts.unless_nowhere(rest, {version.text.place[:2] for version, _ in local})
        if not local:
            return rest
        tests = [self.facts.in_place(one[0].text.place) for one in local]
        return self.operate.choose(tests, [*map(filled, local), rest], where)

    # Expressions.

    def _const(self, expr: object, frame: Frame) -> Term:
        assert isinstance(expr, Const)
        return self.operate.constant(expr.value, frame.line(expr.line))

    def _gap(self, expr: object, frame: Frame) -> Term:
        assert isinstance(expr, Gap)
        return self.make.stuck(Trouble("text", frame.line(expr.line), expr.why))

    def _param(self, expr: object, frame: Frame) -> Term:
        assert isinstance(expr, Param)
        day, where = self.on, frame.line(expr.line)
        if expr.on != "day":
            day = day.replace(day=1, month=1 if expr.on == "year" else day.month)
        if expr.at is None:
            return self._figure(expr, self.figures.on(expr.bwb_id, expr.name, day), day)
        at = self.facts.typed(self(expr.at, frame), "number", where)
        bands = self.figures.every_band(expr.bwb_id, expr.name, day)
        chosen = [(low, high, self._figure(expr, found, day)) for low, high, found in bands]
        none = self.figures.band(expr.bwb_id, expr.name, Fraction(-1), day)
        return self.operate.band(at, chosen, self._figure(expr, none, day), where)

    def _figure(self, expr: Param, found: FigureLike | MissingLike, day: date) -> Term:
        where = f"{expr.bwb_id} {expr.name}"
        if not isinstance(found, FigureLike):
            said = _said.NO_FIGURE.fill(name=expr.name, day=day, why=found.why)
            return self.make.stuck(Trouble("figure", where, said))
        self.used_figures[where] = found.source
        term = cast(Term, self.make.constant(found.exact))
        return self.make.within(term, self.make.doubt(GRADES.index(found.grade), found.uncertain))

    def _op(self, expr: object, frame: Frame) -> Term:
        assert isinstance(expr, Op)
        where = frame.line(expr.line)
        if expr.name in ("AND", "OR"):
            return self._all(expr, frame)
        if expr.name == "GET" and isinstance(expr.args[1], Const) and isinstance(expr.args[1].value, dict):
            return self.operate.looked_up(self(expr.args[0], frame), expr.args[1].value, where)
        return self.operate(expr.name, [self(one, frame) for one in expr.args], where)

    def _all(self, expr: Op, frame: Frame) -> Term:
        """What decides beforehand, for all cases, ends it: the rest is not looked at."""
        decisive = expr.name == "OR"
        terms: list[Term] = []
        for one in expr.args:
            term = self.operate.condition(self(one, frame), frame.line(one.line))
            terms.append(term)
            if term.known is self.make.graph.true and term.value is self.make.graph.const(decisive):
                break
        return self.operate.decided(terms, decisive)

    def _cond(self, expr: object, frame: Frame) -> Term:
        assert isinstance(expr, Cond)
        make, graph = self.make, self.make.graph
        absent = cast(Term, make.constant(None))
        tests: list[Term] = []
        branches: list[Term] = []
        for when, then in expr.cases:
            test = self.operate.condition(self(when, frame), frame.line(when.line))
            never = test.known is graph.true and test.value is graph.false
            tests.append(test)
            branches.append(absent if never else self(then, frame))
            if test.known is graph.true and test.value is graph.true:
                break
        else:
            tests.append(cast(Term, make.constant(True)))
            branches.append(self(expr.default, frame))
        if all(one.known is graph.true and one.value.constant for one in tests):
            return make.within(branches[-1], make.doubts_of(tests))
        return self.operate.choose(tests, [*branches, absent], frame.line(expr.line))

    def _each(self, expr: object, frame: Frame) -> Term:
        assert isinstance(expr, ForEach)
        where, subject = frame.line(expr.line), self(expr.subject, frame)
        if subject.sort == "nothing":
            subject = self.operate.constant((), where)
        if subject.sort in ("any", "object"):
            subject = self.facts.as_list(subject, frame.depth, where)
        if subject.sort != "list" or expr.combine == "LIST":
            raise refusal("list", where)
        if subject.items is None:
            loop = (subject.column, frame.depth)
            inner = [frame.at({**frame.items, expr.name: Item(loop)}, 1)]
        else:
            loop, inner = None, [frame.at({**frame.items, expr.name: one}) for one in subject.items]
        yes = cast(Term, self.make.constant(True))
        tests = [
            yes if expr.where is None else self.operate.condition(self(expr.where, one), frame.line(expr.where.line))
            for one in inner
        ]
        values = [self(expr.value, one) for one in inner]
        return self.operate.gathered(subject, tests, values, loop, expr.combine, where)

    # Names.

    def _ref(self, expr: object, frame: Frame) -> Term:
        assert isinstance(expr, Ref)
        where, path = frame.line(expr.line), [part.lower() for part in expr.path]
        item = frame.items.get(expr.name)
        if isinstance(item, Item):
            if not path:
                raise refusal("item", where)
            term = self.facts.attribute(item.loop, path.pop(0))
        else:
            term = item if item is not None else self._named(expr, frame)
        for part in path:
            if term.sort in ("object", "any"):
                term = self.facts.part(term, part)
                continue
            if term.sort not in ("date", "nothing", "never") or part not in ("year", "month", "day"):
                raise refusal("part", where)
            if term.sort == "date":
                term = msgspec.structs.replace(
                    term, sort="number", value=calendar.part(self.make.graph, term.value, part)
                )
        return term

    def _named(self, expr: Ref, frame: Frame) -> Term:
        name, lower, scope = expr.name, expr.name.lower(), frame.scope
        thing = scope.exact.get(name) or scope.any_case.get(lower)
        if thing is not None:
            return self._thing(thing, name, frame)
        if lower in DAYS:
            return self.operate.constant(DAYS[lower](self.on), frame.line(expr.line))
        if lower in frame.given:
            return frame.given[lower]
        other = frame.version.outputs.get(lower)
        if other is not None:
            return self._action(Frame(frame.version, other, frame.given, {}, frame.depth), other.actions[lower])
        items = [one for one in frame.items.values() if isinstance(one, Item)]
        if len(items) == 1:
            return self.facts.attribute(items[0].loop, lower)
        if items:
            raise refusal("item", frame.line(expr.line))
        return self.make.stuck(Trouble("reference", frame.line(expr.line), _said.NO_NAME.fill(name=name)))

    def _thing(self, thing: object, name: str, frame: Frame) -> Term:
        if isinstance(thing, Input):
            return self._input(thing, frame)
        if isinstance(thing, Action):
            return self._action(frame, thing)
        if isinstance(thing, Field):
            found = frame.given.get(name.lower())
            return found if found is not None else self._fact(thing, frame.given, frame)
        if isinstance(thing, OpenTerm):
            return self._term(thing, frame)
        return self(cast(Expr, thing), frame)


def _of_item(term: Term) -> bool:
    """Whether a term differs by item."""
    nodes = (term.value, term.known, term.nothing, term.lacks, term.doubt)
    return term.loop is not None or any(one.loop is not None for one in nodes)
