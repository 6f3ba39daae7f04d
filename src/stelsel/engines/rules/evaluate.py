# SPDX-License-Identifier: EUPL-1.2
"""One case, computed with its explanation. Lazy: what the outcome does not need is not looked up, and the tree says so.

Three-valued: a fact that is missing makes unknown only what depends on it, and the outcome names it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import cast

from stelsel.engines.rules import _said
from stelsel.engines.rules._compute import Compute, Frame, at_line, too_much
from stelsel.engines.rules._three import located, part_of
from stelsel.engines.rules.facts import PLACES, Facts, Record, typed
from stelsel.engines.rules.library import Library, Scope, Version
from stelsel.engines.rules.model import NOWHERE, Action, Expr, Field, Input, OpenTerm, Ref
from stelsel.engines.rules.outcome import GRADES, Figures, NoFigures, Outcome, Step
from stelsel.engines.rules.values import Unknown, Value, stuck, unknown, unknowns
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text

MOST_PERIODS = 6
"""Periods that are told where no version holds."""
MOST_HOPS = 50
"""Outputs that need outputs that need outputs."""


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
) -> Outcome:
    """The outcome of one output of a rule for the person the facts are about, on a day, as known on a day. BadInput
    where the rule or output is not there, a fact has the wrong type, or the computation passes a limit."""
    case = Case(library, rule, facts, on, known_at, figures or NoFigures())
    version = library.find(rule, service, output, on, known_at, facts.places.values())
    if version is None:
        if known_at and library.find(rule, service, output, on, None, facts.places.values()):
            said = _said.NOT_KNOWN.fill(day=on, known=known_at)
            raise bad_input("rules-not-known", rule[:80], said, _said.NOT_KNOWN_CURE)
        raise bad_input("rules-no-version", rule[:80], no_version(library, rule, on), _said.NO_VERSION_CURE)
    given = {"bsn": Step("constant", "bsn", facts.about, NOWHERE, 0)}
    try:
        step = case.output(version, output, given)
    except RecursionError:
        raise too_much(rule) from None
    if step is None:
        raise bad_input("rules-no-output", f"{rule[:80]}.{output[:80]}", _said.NO_OUTPUT, _said.NO_OUTPUT_CURE)
    return case.outcome(rule, output, step)


def no_version(library: Library, rule: str, on: date) -> Text:
    """That there is no version for a day, and for which days there is one."""
    texts = [one.text for one in library.versions_of(rule)]
    if not texts:
        return _said.NO_RULE
    periods = [
        (_said.FROM_TO if one.valid_to else _said.FROM).fill(start=one.valid_from, end=one.valid_to)
        for one in texts[:MOST_PERIODS]
    ]
    listed = Text(nl=" en ".join(one.nl for one in periods), en=" and ".join(one.en for one in periods))
    return _said.NO_VERSION.fill(day=on, periods=listed)


class Case:
    """One computation: what was computed already, what is being computed, and what was used."""

    def __init__(
        self, library: Library, rule: str, facts: Facts, on: date, known_at: date | None, figures: Figures
    ) -> None:
        self.library, self.rule, self.facts = library, rule, facts
        self.on, self.known_at = on, known_at
        self.made: dict[object, Step] = {}
        self.busy: dict[object, str] = {}
        self.used_facts: dict[str, Value] = {}
        self.used_texts: dict[str, str] = {}
        self.compute = Compute(on, figures, self.reference)

    def outcome(self, rule: str, output: str, step: Step) -> Outcome:
        """What is said of the whole."""
        value = step.value
        open_ones = unknown(unknowns(value))
        troubles = tuple(sorted(open_ones.troubles, key=lambda one: (one.code, one.where)))
        official = step.grade <= 1 and not step.uncertain
        return Outcome(
            rule=rule,
            output=output,
            on=self.on,
            known_at=self.known_at,
            value=value,
            unit=step.unit,
            grade=GRADES[step.grade],
            standing="refused" if troubles else "official" if official else "provisional",
            missing=tuple(sorted(open_ones.missing)),
            troubles=troubles,
            uncertain=tuple(sorted(step.uncertain)),
            tree=step,
            facts=self.used_facts,
            texts=self.used_texts,
            figures=self.compute.used_figures,
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
        return self._action(Frame.of(version, scope, given), scope.actions[name])

    def _unmade(self, version: Version, scope: Scope, name: str) -> Step:
        value = stuck("text", _said.UNMADE, f"{version.text.file} {name}")
        return Step("output", name, value, scope.article.basis, scope.article.line)

    def _action(self, frame: Frame, action: Action) -> Step:
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
            raise too_much(f"{text.file} line {action.line}")
        self.busy[key] = action.output
        step = self.compute(action.value, frame.bare())
        del self.busy[key]
        kind = frame.scope.kinds.get(name)
        self.used_texts[text.file] = text.hash
        grade = max(step.grade, GRADES.index(text.grade))
        uncertain = step.uncertain | frozenset(action.uncertain) if action.uncertain else step.uncertain
        made = Step(
            "output",
            action.output,
            step.value,
            action.basis,
            action.line,
            (step,),
            grade=grade,
            uncertain=uncertain,
            unit=kind.unit if kind else "",
        )
        self.made[key] = made
        return made

    def _input(self, one: Input, frame: Frame) -> Step:
        """An input, computed once; in a FOREACH whose item it is asked with, for each item."""
        each = bool(frame.items) and any(type(expr) is Ref and expr.name in frame.items for _, expr in one.given)
        key = (id(one), frame.key)
        found = None if each else self.made.get(key)
        if found is None:
            inner = frame if each else frame.bare()
            given = dict(frame.given)
            for name, expr in one.given:
                given[name.lower()] = self.compute(expr, inner)
            found = self._fact(one, given, frame) if one.source is None else self._asked(one, given, frame)
            if not each:
                self.made[key] = found
        return found

    def _asked(self, one: Input, given: dict[str, Step], frame: Frame) -> Step:
        """An input from another rule, or from another article of the same text."""
        source = one.source
        assert source is not None
        if given["bsn"].value is None:  # there is no such person, hence nothing of that person
            return Step("input", one.name, None, one.basis, one.line, (given["bsn"],), unit=one.kind.unit)
        where = f"{frame.scope.text.file} line {one.line}"
        version: Version | None = frame.version
        if source.law and (source.law != frame.version.text.id or source.service != frame.version.text.service):
            places = self.facts.places.values()
            version = self.library.find(source.law, source.service, source.output, self.on, self.known_at, places)
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
            step.value,
            one.basis,
            one.line,
            (step,),
            grade=step.grade,
            uncertain=step.uncertain,
            unit=one.kind.unit or step.unit,
        )

    def _fact(self, one: Input | Field, given: dict[str, Step], frame: Frame) -> Step:
        """A fact of the person the question is about, else of the household."""
        name, kind, person = one.name.lower(), one.kind, given["bsn"].value
        if type(person) is Unknown:
            return Step("fact", one.name, unknown((person,)), one.basis, one.line, (given["bsn"],))
        if person is None:
            return Step("fact", one.name, None, one.basis, one.line, (given["bsn"],))
        key = f"{person}.{name}"
        place = self.facts.places.get(name.removesuffix("_code"))
        value = place if place is not None else self.facts.find(str(person), name)
        value = typed(value, kind, key, f"{frame.scope.text.file} line {one.line}")
        if type(value) is not Unknown:
            self.used_facts[key] = value
        return Step("fact", one.name, value, one.basis, one.line, unit=kind.unit)

    def _term(self, term: OpenTerm, frame: Frame) -> Step:
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
            found = self._action(Frame.of(version, scope, frame.given), scope.actions[term.name.lower()])
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
            kinds = {version.text.place[:2] for version, _ in local}
            missing = frozenset(name for name, code in PLACES.items() if code.prefix in kinds)
            return Step("fact", term.name, Unknown(missing), basis, term.line)
        if term.default is not None:
            return self.compute(term.default, frame)
        if not term.required:
            return Step("input", term.name, None, basis, term.line)
        said = stuck("term", _said.NO_TERM.fill(term=term.name, day=self.on), f"{text.file} line {term.line}")
        return Step("input", term.name, said, basis, term.line)

    def reference(self, expr: Ref, frame: Frame) -> Step:
        """The step of a name, or of a part of what it stands for."""
        step = self._named(expr, frame)
        for part in expr.path:
            value = located(part_of(step.value, part.lower()), at_line(frame, expr))
            step = Step(
                "input",
                f"{step.name}.{part}",
                value,
                step.basis,
                expr.line,
                (step,),
                grade=step.grade,
                uncertain=step.uncertain,
            )
        return step

    def _named(self, expr: Ref, frame: Frame) -> Step:
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
            return self._action(Frame.of(frame.version, other, frame.given), other.actions[lower])
        for item in frame.items.values():
            if isinstance(item, Record):
                return Step("fact", name, Unknown(frozenset({f"{item.key}.{lower}"})), NOWHERE, expr.line)
        where = f"{scope.text.file} line {expr.line}"
        return Step("gap", name, stuck("reference", _said.NO_NAME.fill(name=name), where), NOWHERE, expr.line)

    def _thing(self, thing: object, name: str, frame: Frame) -> Step:
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
