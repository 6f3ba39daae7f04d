# SPDX-License-Identifier: EUPL-1.2
"""Life and business events: what to arrange over all layers of government, in order, and a short interview that makes
the list one's own. By POST alone; what was answered travels sealed in the form (`node.carried`): it stands in no
address, no cookie, no log and no table."""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters

from stelsel.faces.web import event_rights, experience
from stelsel.faces.web.addresses import event_path, paths
from stelsel.faces.web.carried_by import begin_again, browser_of
from stelsel.faces.web.event_lines import condition, first_day, lines_of, timeline_of
from stelsel.faces.web.event_screens import given, shown
from stelsel.faces.web.event_state import JOURNEY, SCREENS, Screen, State, again, back, keep, onward, query_of
from stelsel.faces.web.inputs import errors_of, summary
from stelsel.faces.web.private import private_page
from stelsel.faces.web.shell import book_of, page, show
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text, same
from stelsel.node import clock, journey_counts
from stelsel.node.carried import Lost
from stelsel.priorities.services.events import SORTS, Event, event_of, events
from stelsel.priorities.services.whereto import whereto

TITLE = Text(nl="Er gebeurt iets", en="Something happens")


@page(needs="see")
def index(request: HttpRequest) -> HttpResponse:
    """The events, those of people before those of businesses."""
    language = request.language  # type: ignore[attr-defined]
    groups = [
        (said, [(one, event_path(language, one.code)) for one in events().values() if one.sort == sort])
        for sort, said in SORTS.items()
    ]
    return show(request, "events", groups=groups, trail=_trail(request))


@sensitive_post_parameters()
@private_page("GET", "POST", needs="see")
def event(request: HttpRequest, gebeurtenis: str) -> HttpResponse:
    """What there is to arrange; after a POST the next question, the former one, or the list for this asker."""
    found = event_of(gebeurtenis)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _overview(request, found)
    screen, step = request.POST.get("scherm", ""), request.POST.get("stap", "")
    if screen == "begin":
        journey_counts.note(found.code, "at-plaats")
        return _screen(request, found, "plaats", State(found.code))
    try:
        at = next((one for one in SCREENS if one == screen), None)
        if at is None:
            raise Lost("changed")
        state = JOURNEY.open(request.POST.get("staat", ""), at, browser_of(request))
        if state.event != found.code:
            raise Lost("changed")
    except Lost as lost:
        here = event_path(request.language, found.code)  # type: ignore[attr-defined]
        return begin_again(request, JOURNEY.name, lost, here, _trail(request, found))
    return _step(request, found, at, state, step)


def _step(request: HttpRequest, found: Event, screen: Screen, state: State, step: str) -> HttpResponse:
    """One button that was pressed."""
    if step == "taal":
        return _screen(request, found, screen, keep(state, screen, request.POST))
    if screen == "recht" or step.startswith("recht:"):
        return _right(request, found, screen, state, step)
    if step == "terug":
        return _screen(request, found, *back(screen, keep(state, screen, request.POST)))
    if step.startswith("wijzig:"):
        return _screen(request, found, *again(state, step.removeprefix("wijzig:")))
    if screen == "antwoord":
        return _answer(request, found, state, printed=step == "afdrukken")
    state = keep(state, screen, request.POST)
    reply = "" if step == "weet-niet" else request.POST.get("antwoord", None if screen == "vraag" else "?")
    try:
        after, state = onward(book_of(request), found, screen, state, reply)
    except BadInput as problem:
        return _screen(request, found, screen, state, problem)
    query = query_of(found, state) if after == "vraag" else None
    journey_counts.note(found.code, f"at-{query.code if query else after}")
    return _screen(request, found, after, state)


def _right(request: HttpRequest, found: Event, screen: Screen, state: State, step: str) -> HttpResponse:
    """The questions of a rule text, until its outcome is decided."""
    if step.startswith("recht:"):
        code = step.removeprefix("recht:")
        if event_rights.entitlement_of(found, code) is None:
            return _answer(request, found, state)
        state = msgspec.structs.replace(state, right=code)
    rule = event_rights.entitlement_of(found, state.right)
    if rule is None or step == "terug-naar-lijst":
        return _answer(request, found, msgspec.structs.replace(state, right=""))
    if screen == "recht" and step == "terug":
        if not state.facts:
            return _answer(request, found, msgspec.structs.replace(state, right=""))
        state = msgspec.structs.replace(state, facts=state.facts[:-1])
        return _right_screen(request, found, state)
    if screen == "recht" and step in ("verder", "weet-niet"):
        _, question = event_rights.question_of(request, rule, state)
        if question is not None:
            key = question.entry.key
            text = None if step == "weet-niet" else request.POST.get(key, "").strip()
            try:
                state = event_rights.with_fact(request, rule, state, key, text)
            except BadInput as problem:
                return _right_screen(request, found, state, problem, text or "")
    return _right_screen(request, found, state)


def _right_screen(
    request: HttpRequest, found: Event, state: State, problem: BadInput | None = None, text: str = ""
) -> HttpResponse:
    rule = event_rights.entitlement_of(found, state.right)
    assert rule is not None
    asked, question = event_rights.question_of(request, rule, state)
    if question is None:
        rights = (*(one for one in state.rights if one != state.right), state.right)
        return _answer(request, found, msgspec.structs.replace(state, rights=rights, right=""))
    parts = event_rights.screen_of(asked, question, problem, text)
    return _render(request, found, "recht", state, problem, **parts)


def _screen(
    request: HttpRequest, found: Event, screen: Screen, state: State, problem: BadInput | None = None
) -> HttpResponse:
    if screen == "antwoord":
        return _answer(request, found, state)
    if screen == "recht":
        return _right_screen(request, found, state)
    fields = [one.where for one in problem.findings] if problem else []
    errors = errors_of(problem.findings, fields) if problem else {}
    return _render(request, found, screen, state, problem, **shown(book_of(request), found, screen, state, errors))


def _render(
    request: HttpRequest, found: Event, screen: Screen, state: State, problem: BadInput | None, **parts: Any
) -> HttpResponse:
    errors = errors_of(problem.findings, [one.where for one in problem.findings]) if problem else {}
    values = {**_around(request, found, screen, state), **parts, "errors": summary(errors)}
    return show(request, "event-question", 400 if problem else 200, **values)


def _answer(request: HttpRequest, found: Event, state: State, printed: bool = False) -> HttpResponse:
    """The list for this asker."""
    today, language = clock.today(), request.language  # type: ignore[attr-defined]
    lines = lines_of(request, found, state, today)
    return show(
        request,
        "event-answer",
        **_around(request, found, "antwoord", state),
        lines=lines,
        first=first_day(found, state),
        timeline=timeline_of(found, state, today, language),
        today=today,
        given=given(book_of(request), found, state),
        next=[(one, event_path(language, one.code)) for one in _next(found)],
        printed=printed,
        after=experience.sealed(request, found.code),
        after_fields=experience.fields(),
    )


def _overview(request: HttpRequest, found: Event) -> HttpResponse:
    """Every step, with the answers under which it counts."""
    language, book = request.language, book_of(request)  # type: ignore[attr-defined]
    rows = [(one, whereto(book, one.product) if one.product else None, condition(found, one)) for one in found.steps]
    return show(
        request,
        "event",
        event=found,
        sort=SORTS[found.sort],
        rows=rows,
        questions=len(found.questions),
        next=[(one, event_path(language, one.code)) for one in _next(found)],
        here=event_path(language, found.code),
        trail=_trail(request, found),
    )


def _next(found: Event) -> list[Event]:
    return [events()[code] for code in found.next if code in events()]


def _around(request: HttpRequest, found: Event, screen: Screen, state: State) -> dict[str, Any]:
    language = request.language  # type: ignore[attr-defined]
    return {
        "event": found,
        "screen": screen,
        "sealed": JOURNEY.seal(state, screen, browser_of(request)),
        "here": event_path(language, found.code),
        "other": event_path("nl" if language == "en" else "en", found.code),
        "trail": _trail(request, found),
    }


def _trail(request: HttpRequest, found: Event | None = None) -> tuple[tuple[Text, str], ...]:
    known = paths(request.language)  # type: ignore[attr-defined]
    if found is None:
        return ((same("Start"), known["start"]), (TITLE, ""))
    return ((same("Start"), known["start"]), (TITLE, known["events"]), (found.title, ""))
