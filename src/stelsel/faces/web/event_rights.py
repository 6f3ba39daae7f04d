# SPDX-License-Identifier: EUPL-1.2
"""What somebody has a right to, on the way through an event: the rule text asks what decides the amount, and a fact
that was given for one rule is not asked again for another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
from django.http import Http404, HttpRequest

from stelsel.faces.web.addresses import rule_path
from stelsel.faces.web.event_state import State
from stelsel.faces.web.inputs import errors_of
from stelsel.faces.web.rule_case import MOST_LETTERS, Asked, asked_of, at_form, case_of
from stelsel.faces.web.rule_fields import field_of
from stelsel.faces.web.rule_outcome import outcome_parts
from stelsel.faces.web.shell import book_of
from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.text import Text
from stelsel.kernel.time import say_day
from stelsel.priorities.services.events import Entitlement, Event
from stelsel.priorities.services.rule_asking import Next, next_one
from stelsel.priorities.services.rule_words import title


@dataclass(frozen=True)
class Right:
    """An outcome for the list: the answer in one sentence, how sure, what it follows from, what is missing; or why it
    cannot be computed (`refused`). `note`: from which day it counts, and for which day this is."""

    name: Text
    href: str
    parts: Mapping[str, Any] | None
    refused: tuple[Text, ...] = ()
    note: Text | None = None


def entitlement_of(event: Event, code: str) -> Entitlement | None:
    """What a step of this event entitles to."""
    return next((one.rule for one in event.steps if one.code == code), None)


def question_of(request: HttpRequest, rule: Entitlement, state: State) -> tuple[Asked, Next | None]:
    """The question that decides most, of what was not answered yet."""
    asked = _asked(request, rule, state)
    try:
        case, _ = case_of(request, asked)
        skipped = frozenset(key for key, text in state.facts if not text)
        return asked, next_one(book_of(request), asked.rules, case, asked.groups, skipped)
    except BadInput:
        return asked, None


def with_fact(request: HttpRequest, rule: Entitlement, state: State, key: str, text: str | None) -> State:
    """The state with what was typed for a fact; empty where the asker does not know. BadInput at the field, for nothing
    typed (None) or something that cannot be."""
    if text is not None and not text:
        raise BadInput(Finding("empty", key, _EMPTY, _EMPTY_CURE))
    after = msgspec.structs.replace(state, facts=(*state.facts, (key, (text or "")[:MOST_LETTERS])))
    asked = _asked(request, rule, after)
    try:
        case, wrong = case_of(request, asked)
        if not wrong:
            case.concluded(asked.rules)
    except BadInput as problem:
        wrong = problem.findings
    if wrong and text:
        raise BadInput(*at_form(tuple(wrong), key))
    return after


def right_of(request: HttpRequest, rule: Entitlement, state: State) -> Right:
    """The outcome with what was told."""
    language = request.language  # type: ignore[attr-defined]
    name, href, today = title(rule.output), rule_path(language, rule.rule), book_of(request).day
    begins = _begins(rule, state)
    try:
        if begins is not None and begins > today:
            parts = _parts(request, rule, state, begins)
            if parts is not None and parts["standing"] in ("official", "provisional"):
                return Right(name, href, parts, note=_FROM.fill(day=_day(begins)))
            return Right(name, href, _parts(request, rule, state, today), note=_LATER.fill(day=_day(begins)))
        return Right(name, href, _parts(request, rule, state, today))
    except BadInput as problem:
        return Right(name, href, None, tuple(one.what for one in at_form(problem.findings)))
    except Http404:
        return Right(name, href, None, (_NO_RULE,))


def _parts(request: HttpRequest, rule: Entitlement, state: State, day: date) -> Mapping[str, Any] | None:
    asked = _asked(request, rule, state, day)
    case, _ = case_of(request, asked)
    return outcome_parts(book_of(request), asked.rules, case, request.language)  # type: ignore[attr-defined]


def _begins(rule: Entitlement, state: State) -> date | None:
    """The first day of the month or quarter after the event."""
    if not rule.begins or state.on is None:
        return None
    months = 1 if rule.begins == "month" else 3 - (state.on.month - 1) % 3
    year, month = divmod(state.on.year * 12 + state.on.month - 1 + months, 12)
    return date(year, month + 1, 1)


def _day(day: date) -> Text:
    return Text(nl=say_day(day, "nl"), en=say_day(day, "en"))


def screen_of(asked: Asked, question: Next, problem: BadInput | None, text: str) -> dict[str, Any]:
    """What the screen of a question shows."""
    key = question.entry.key
    errors = errors_of(problem.findings, (key,)) if problem else {}
    return {
        "title": title(asked.output),
        "about": question.about,
        "fields": [field_of(question.entry, {key: text}, errors, alone=True)],
        "why": question.why,
        "article": question.link,
        "key": key,
    }


def _asked(request: HttpRequest, rule: Entitlement, state: State, day: date | None = None) -> Asked:
    known = {key: text for key, text in state.facts if text}
    if state.town:
        known.setdefault("gemeente", state.town)
    return asked_of(request, rule.rule, rule.output, {**known, "dag": (day or book_of(request).day).isoformat()})


_EMPTY = Text(nl="U hebt nog niets ingevuld.", en="You have not filled in anything yet.")
_EMPTY_CURE = Text(
    nl="Vul een antwoord in, of kies “Weet ik niet”.", en="Fill in an answer, or choose “I do not know”."
)
_FROM = Text(
    nl="U krijgt het op zijn vroegst vanaf {day}. Het bedrag is berekend voor die dag.",
    en="You get it from {day} at the earliest. The amount is computed for that day.",
)
_LATER = Text(
    nl="U krijgt het op zijn vroegst vanaf {day}. Voor die dag kunnen we nog niet rekenen; wat hier staat is voor "
    "vandaag, en vandaag telt dit nog niet mee.",
    en="You get it from {day} at the earliest. For that day we cannot compute yet; what stands here is for today, and "
    "today this does not count yet.",
)
_NO_RULE = Text(
    nl="Deze node heeft de regeltekst hiervoor nu niet.", en="This node does not have the rule text for this now."
)
