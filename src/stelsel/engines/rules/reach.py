# SPDX-License-Identifier: EUPL-1.2
"""What an outcome of a rule can ever need, found by going through the texts without computing: facts of whom, outputs
of which articles, figures, and terms that a place fills in. More than one case needs: both branches of an IF count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import msgspec

from stelsel.engines.rules.library import Library, Scope, Version, holding
from stelsel.engines.rules.model import Action, Cond, Const, Expr, Field, ForEach, Input, Kind, Op, OpenTerm, Param, Ref

MOST_PLACES = 2_000
"""Outputs, inputs and terms that are looked at for one outcome."""
_ANY = Kind()
_BOOLEAN, _DATE, _AMOUNT = Kind(base="boolean"), Kind(base="date"), Kind(base="number")
_CONDITIONS = ("AND", "OR", "NOT")
_DAYS = ("calculation_date", "referencedate", "january_first", "prev_january_first", "year")
_TIME = ("AGE", "DATE_DIFF", "DATE_ADD", "DAY_OF_WEEK")


class Part(msgspec.Struct, frozen=True):
    """A part of each item of a list that is a fact: its name, and its type as it is used."""

    name: str
    kind: Kind


class Asked(msgspec.Struct, frozen=True):
    """A fact that may be asked: of whom (`aanvrager`, `partner`), its name in small letters, type and description in
    the text; of a list the parts of its items. `rule` is the id of the text that asks it, `article` its number."""

    person: str
    name: str
    kind: Kind
    about: str
    rule: str
    article: str
    parts: tuple[Part, ...] = ()

    @property
    def key(self) -> str:
        """As in `Outcome.missing`."""
        return f"{self.person}.{self.name}"


class Link(msgspec.Struct, frozen=True, order=True):
    """An article uses an output of another (of the same text or of another one), or a term that another fills in."""

    rule: str
    article: str
    other_rule: str
    other_article: str
    name: str


class Reach(msgspec.Struct, frozen=True):
    """All that some outputs can need, in the order in which it is met. `places`: which codes of places fill in a term
    (GM0344, WS0651)."""

    facts: tuple[Asked, ...]
    links: tuple[Link, ...]
    figures: tuple[tuple[str, str, str, str], ...]
    """Rule, article, law (BWB id) and name of each figure."""
    places: tuple[str, ...]


def reach(
    library: Library, rule: str, outputs: Iterable[str], on: date, *, known_at: date | None = None, about: str = ""
) -> Reach:
    """What some outputs of a rule can need on a day. Empty where the rule or output is not there."""
    walk = _Walk(library, rule, on, known_at)
    for name in outputs:
        version = library.find(rule, "", name, on, known_at)
        if version is not None:
            walk.output(version, name, {"bsn": about or "aanvrager"}, None)
    return walk.found()


def users(library: Library, rule: str, on: date, known_at: date | None = None) -> tuple[Link, ...]:
    """Which articles of other rules use an output of this one on a day, or have a term that it fills in."""
    found: dict[Link, None] = {}
    for version in _in_force(library, on, known_at):
        for scope in version.scopes:
            for one in scope.article.inputs:
                if version.text.id != rule and one.source is not None and one.source.law == rule:
                    target = library.find(rule, one.source.service, one.source.output, on, known_at)
                    giver = target.outputs.get(one.source.output.lower()) if target else None
                    number = giver.article.number if giver else ""
                    found[Link(version.text.id, scope.article.number, rule, number, one.source.output.lower())] = None
            if version.text.id == rule:
                for filled in scope.article.implements:
                    link = Link(filled.law, filled.article, rule, scope.article.number, filled.name.lower())
                    found[link] = None
    return tuple(found)


def _in_force(library: Library, on: date, known_at: date | None) -> Iterator[Version]:
    for some in library.series.values():
        if (version := holding(some, on, known_at)) is not None:
            yield version


def _parts(used: Mapping[str, Kind], declared: Mapping[str, Kind]) -> tuple[Part, ...]:
    """The parts that are used: of the type that is declared, else as they are used."""
    return tuple(Part(name, declared.get(name, kind)) for name, kind in used.items())


class _Walk:
    def __init__(self, library: Library, rule: str, on: date, known_at: date | None) -> None:
        self.library, self.rule, self.on, self.known_at = library, rule, on, known_at
        self.facts: dict[str, Asked] = {}
        self.parts: dict[str, dict[str, Kind]] = {}
        self.links: dict[Link, None] = {}
        self.figures: dict[tuple[str, str, str, str], None] = {}
        self.places: dict[str, None] = {}
        self.seen: set[object] = set()

    def found(self) -> Reach:
        facts = (
            msgspec.structs.replace(one, parts=_parts(self.parts.get(key, {}), dict(one.kind.items)))
            for key, one in self.facts.items()
        )
        return Reach(tuple(facts), tuple(self.links), tuple(self.figures), tuple(self.places))

    def output(self, version: Version, name: str, given: Mapping[str, str], asker: Scope | None) -> None:
        """An output and all below it; `given` says which person each parameter is (empty: no person)."""
        low = name.lower()
        scope = self.library.overriding(version.text.id, low, self.rule, self.on, self.known_at)
        scope = scope or version.outputs.get(low)
        if scope is None:
            return
        if asker is not None and asker is not scope:
            self._link(asker, scope, low)
        if self._new(("output", id(scope), low, tuple(sorted(given.items())))):
            self._expr(scope.actions[low].value, version, scope, given, {})

    def _link(self, asker: Scope, scope: Scope, name: str) -> None:
        ours, theirs = (asker.text.id, asker.article.number), (scope.text.id, scope.article.number)
        self.links[Link(*ours, *theirs, name)] = None

    def _new(self, place: object) -> bool:
        fresh = place not in self.seen and len(self.seen) < MOST_PLACES
        self.seen.add(place)
        return fresh

    def _expr(
        self,
        expr: Expr,
        version: Version,
        scope: Scope,
        given: Mapping[str, str],
        items: Mapping[str, str],
        wanted: Kind = _ANY,
    ) -> None:
        if isinstance(expr, Op):
            inner = _inside(expr, wanted)
            for one in expr.args:
                self._expr(one, version, scope, given, items, inner)
        elif isinstance(expr, Cond):
            for when, then in expr.cases:
                self._expr(when, version, scope, given, items, _BOOLEAN)
                self._expr(then, version, scope, given, items, wanted)
            self._expr(expr.default, version, scope, given, items, wanted)
        elif isinstance(expr, ForEach):
            self._each(expr, version, scope, given, items)
        elif isinstance(expr, Param):
            place = (scope.text.id, scope.article.number)
            self.figures[*place, expr.bwb_id or scope.text.bwb_id, expr.name] = None
            if expr.at is not None:
                self._expr(expr.at, version, scope, given, items)
        elif isinstance(expr, Ref):
            self._ref(expr, version, scope, given, items, wanted)

    def _each(
        self, expr: ForEach, version: Version, scope: Scope, given: Mapping[str, str], items: Mapping[str, str]
    ) -> None:
        self._expr(expr.subject, version, scope, given, items)
        inner = {**items, expr.name: self._list_of(expr.subject, scope, given)}
        if expr.where is not None:
            self._expr(expr.where, version, scope, given, inner, _BOOLEAN)
        wanted = _BOOLEAN if expr.combine in _CONDITIONS else Kind()
        self._expr(expr.value, version, scope, given, inner, wanted)

    def _list_of(self, subject: Expr, scope: Scope, given: Mapping[str, str]) -> str:
        """The key of the fact that a list is; empty where it is none."""
        thing = scope.any_case.get(subject.name.lower()) if isinstance(subject, Ref) else None
        named = isinstance(thing, Input) and thing.source is None
        return f"{given.get('bsn', '')}.{thing.name.lower()}" if named and isinstance(thing, Input) else ""

    def _ref(
        self,
        expr: Ref,
        version: Version,
        scope: Scope,
        given: Mapping[str, str],
        items: Mapping[str, str],
        wanted: Kind,
    ) -> None:
        low = expr.name.lower()
        if expr.name in items:
            self._part(items[expr.name], expr.path, wanted)
            return
        thing = scope.exact.get(expr.name) or scope.any_case.get(low)
        if thing is not None:
            self._thing(thing, low, version, scope, given, expr.path, wanted)
        elif low in version.outputs:
            self.output(version, low, given, scope)
        elif low not in _DAYS:
            for key in items.values():
                self._part(key, (low,), wanted)

    def _part(self, key: str, path: tuple[str, ...], wanted: Kind) -> None:
        if key and path:
            kinds = self.parts.setdefault(key, {})
            if kinds.get(path[0].lower(), Kind()) == Kind():
                kinds[path[0].lower()] = wanted

    def _thing(
        self,
        thing: object,
        low: str,
        version: Version,
        scope: Scope,
        given: Mapping[str, str],
        path: tuple[str, ...],
        wanted: Kind,
    ) -> None:
        if isinstance(thing, Action):
            self.output(version, low, given, scope)
        elif isinstance(thing, Input):
            self._input(thing, version, scope, given)
            self._part(f"{given.get('bsn', '')}.{low}" if thing.source is None else "", path, wanted)
        elif isinstance(thing, Field):
            if low not in given:
                self._fact(thing.name, thing.kind, thing.about, scope, given)
        elif isinstance(thing, OpenTerm):
            self._term(thing, version, scope, given)
        elif self._new(("definition", id(scope), low, tuple(sorted(given.items())))):
            self._expr(thing, version, scope, given, {})  # type: ignore[arg-type]

    def _input(self, one: Input, version: Version, scope: Scope, given: Mapping[str, str]) -> None:
        inner = dict(given)
        for name, expr in one.given:
            self._expr(expr, version, scope, given, {})
            inner[name.lower()] = _person(expr, given)
        source = one.source
        if source is None:
            self._fact(one.name, one.kind, one.about, scope, inner)
            return
        other: Version | None = version
        if source.law and (source.law, source.service) != (version.text.id, version.text.service):
            other = self.library.find(source.law, source.service, source.output, self.on, self.known_at)
        if other is not None:
            self.output(other, source.output, inner, scope)

    def _fact(self, name: str, kind: Kind, about: str, scope: Scope, given: Mapping[str, str]) -> None:
        person = given.get("bsn", "")
        if person:
            one = Asked(person, name.lower(), kind, about, scope.text.id, scope.article.number)
            self.facts.setdefault(one.key, one)

    def _term(self, term: OpenTerm, version: Version, scope: Scope, given: Mapping[str, str]) -> None:
        for other, filler in self.library.fillers(version.text.id, term.name, self.on, self.known_at):
            if other.text.place:
                self.places[other.text.place] = None
            self._link(scope, filler, term.name.lower())
            if self._new(("term", id(filler), term.name.lower())):
                self._expr(filler.actions[term.name.lower()].value, other, filler, given, {})
        if term.default is not None:
            self._expr(term.default, version, scope, given, {})


def _inside(expr: Op, wanted: Kind) -> Kind:
    """The type that the parts of an operation have to be."""
    if expr.name in _CONDITIONS:
        return _BOOLEAN
    if expr.name in _TIME:
        return _DATE
    if expr.name in ("ADD", "SUBTRACT", "MULTIPLY", "DIVIDE", "MIN", "MAX", "ROUND", "CEIL", "FLOOR"):
        return _AMOUNT
    if any(isinstance(one, Op) and one.name in ("DATE", "DATE_ADD") for one in expr.args):
        return _DATE  # compared with a day
    texts = [one.value for one in expr.args if isinstance(one, Const) and isinstance(one.value, str)]
    if texts:
        return Kind(base="string")
    return wanted if expr.name in ("IF", "COALESCE") else Kind()


def _person(expr: Expr, given: Mapping[str, str]) -> str:
    """Which person a parameter is; empty where it is none."""
    if isinstance(expr, Const) and isinstance(expr.value, str):
        return expr.value
    return given.get(expr.name.lower(), "") if isinstance(expr, Ref) and not expr.path else ""
