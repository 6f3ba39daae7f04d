# SPDX-License-Identifier: EUPL-1.2
"""Facts that cannot be: a day of birth in the future, or facts that contradict each other as the texts say.

This stands apart from computing: whoever tries many cases (the questions, the proofs) may try impossible ones too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from stelsel.engines.rules._compute import Frame
from stelsel.engines.rules.evaluate import Case
from stelsel.engines.rules.facts import Facts, place
from stelsel.engines.rules.library import Library, Version, holding
from stelsel.engines.rules.model import NOWHERE, Field, Impossible, Input, Kind, Ref
from stelsel.engines.rules.outcome import Figures, NoFigures, Step
from stelsel.engines.rules.sample import inside
from stelsel.engines.rules.values import as_day
from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.text import Text


def refuse_impossible(
    library: Library,
    rule: str,
    output: str,
    facts: Facts,
    on: date,
    *,
    known_at: date | None = None,
    figures: Figures | None = None,
) -> None:
    """BadInput with everything that cannot be: each given day of a declared past (`past_years`), and each condition
    (`impossible`) of a text in force that holds for a person. What is unknown contradicts nothing, and where the rule
    has no version there is nothing to refuse."""
    if library.find(rule, "", output, on, known_at, facts.places.values()) is None:
        return
    found = (*_days(library, rule, facts, on), *_contradictions(library, rule, facts, on, known_at, figures))
    if found:
        raise BadInput(*{(one.where, one.code): one for one in reversed(found)}.values())


def _days(library: Library, rule: str, facts: Facts, on: date) -> Iterator[Finding]:
    past = _past(library)
    for key, name, value in facts.given():
        places = past.get(name)
        day = as_day(value) if places else None
        if places is None or day is None:
            continue
        past_by = next((one for one in places if one.rule == rule), places[0])
        if day > on:
            yield Finding("facts-future", key, _FUTURE.fill(day=day, on=on, rule=place(past_by.where)), _DAY_CURE)
        elif (on.year - day.year, on.month, on.day) > (past_by.years, day.month, day.day):
            said = _LONG_AGO.fill(day=day, years=past_by.years, rule=place(past_by.where))
            yield Finding("facts-long-ago", key, said, _DAY_CURE)


class _Past(NamedTuple):
    """A text that says how many years ago a day may be."""

    rule: str
    years: int
    where: str


@lru_cache(maxsize=4)
def _past(library: Library) -> dict[str, list[_Past]]:
    """Of each name of a day that lies in the past, the texts that say so."""
    found: dict[str, list[_Past]] = {}

    def note(name: str, kind: Kind, rule: str, where: str) -> None:
        if kind.past_years:
            found.setdefault(name.lower(), []).append(_Past(rule, kind.past_years, where))
        for part, inner in kind.items:
            note(part, inner, rule, where)

    for version in library.versions:
        for scope in version.scopes:
            fields: tuple[Field | Input, ...] = (*scope.article.inputs, *scope.article.parameters)
            for one in fields:
                note(one.name, one.kind, version.text.id, f"{version.text.file} line {one.line}")
    return found


def _contradictions(
    library: Library, rule: str, facts: Facts, on: date, known_at: date | None, figures: Figures | None
) -> Iterator[Finding]:
    case: Case | None = None
    for version in sorted(speaking(library), key=lambda one: one.text.id == rule):
        series = library.series[version.text.id, version.text.service, version.text.place]
        if holding(series, on, known_at) is not version:
            continue
        case = case or Case(library, version.text.id, facts, on, known_at, figures or NoFigures())
        for scope in version.scopes:
            facts_here = {one.name.lower() for one in scope.article.inputs if one.source is None}
            for one in scope.article.impossible:
                named = [ref.name for ref in inside(one.when) if isinstance(ref, Ref)]
                names = [name for name in named if name.lower() in facts_here]
                for person in facts.people:
                    if _holds(case, one, Frame.of(version, scope, {"bsn": _person(person)})):
                        where = f"{person}: {', '.join(dict.fromkeys(names))}"
                        rule = f"{version.text.file} line {one.line}"
                        yield Finding(
                            "facts-impossible", where[:200], _SAYS.fill(said=one.said, rule=place(rule)), _CURE
                        )


def _holds(case: Case, one: Impossible, frame: Frame) -> bool:
    """Whether a condition holds for sure. A fact of the wrong type contradicts nothing: its own rule refuses it."""
    try:
        return case.compute(one.when, frame).value is True
    except BadInput:
        return False


def _person(name: str) -> Step:
    return Step("constant", "bsn", name, NOWHERE, 0)


@lru_cache(maxsize=4)
def speaking(library: Library) -> tuple[Version, ...]:
    """The versions that say what is impossible."""
    return tuple(one for one in library.versions if any(scope.article.impossible for scope in one.scopes))


_FUTURE = Text(
    nl="Dit kan niet: {day} ligt na de dag waarop u vraagt, {on} ({rule}).",
    en="This cannot be: {day} lies after the day you ask about, {on} ({rule}).",
)
_LONG_AGO = Text(
    nl="Dit kan niet: {day} is meer dan {years} jaar geleden ({rule}).",
    en="This cannot be: {day} is more than {years} years ago ({rule}).",
)
_DAY_CURE = Text(
    nl="Verbeter de dag, laat het gegeven weg, of kies een andere peildatum.",
    en="Mend the day, leave the fact out, or choose another day.",
)
_SAYS = Text(nl="{said} ({rule}).", en="{said} ({rule}).")
_CURE = Text(nl="Verbeter een van deze gegevens.", en="Mend one of these facts.")
