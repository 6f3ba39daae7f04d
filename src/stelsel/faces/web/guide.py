# SPDX-License-Identifier: EUPL-1.2
"""The guide to the right door: one question a screen, by POST alone. What was answered travels sealed in the form
(`node.carried`): it stands in no address, no cookie, no log and no table."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters

from stelsel.book.question import Budget
from stelsel.catalogue import QUESTIONS
from stelsel.faces.web.addresses import event_path, paths
from stelsel.faces.web.answers import spoken
from stelsel.faces.web.carried_by import begin_again, browser_of
from stelsel.faces.web.guide_screens import (
    JOURNEY,
    SCREENS,
    State,
    answers_so_far,
    before,
    event_of,
    keep,
    need_of,
    next_screen,
    shown,
)
from stelsel.faces.web.inputs import errors_of, summary
from stelsel.faces.web.questions import ROWS, SECONDS, VERDICTS
from stelsel.faces.web.shell import book_of, page, show
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text, same
from stelsel.node import clock
from stelsel.node.carried import Lost

GUIDE = Text(nl="Waar kan ik terecht?", en="Where can I go?")
GUIDE_EXPLAIN = Text(
    nl="Stap voor stap naar de juiste organisatie. Wij bewaren niets van wat u invult.",
    en="Step by step to the right organisation. We keep nothing of what you fill in.",
)


@sensitive_post_parameters()
@page("GET", "POST", needs="see")
def guide(request: HttpRequest) -> HttpResponse:
    """The first screen; after a POST the next one, the former one, or one that was answered before."""
    if request.method != "POST":
        return _screen(request, "plaats", State())
    screen = request.POST.get("scherm", "")
    try:
        if screen not in SCREENS:
            raise Lost("changed")
        state = JOURNEY.open(request.POST.get("staat", ""), screen, browser_of(request))
    except Lost as lost:
        here = paths(request.language)["guide"]  # type: ignore[attr-defined]
        return begin_again(request, JOURNEY.name, lost, here, _trail(request))
    return _step(request, screen, state)


def _step(request: HttpRequest, screen: str, state: State) -> HttpResponse:
    step, typed = request.POST.get("stap", ""), request.POST
    if step == "taal":
        return _screen(request, screen, keep(state, screen, typed))
    if step == "terug":
        return _screen(request, before(screen, state), keep(state, screen, typed))
    if step in SCREENS and SCREENS.index(step) < SCREENS.index(screen):
        return _screen(request, step, state)
    state = keep(state, screen, typed)
    try:
        onward, state = next_screen(book_of(request), screen, state)
    except BadInput as problem:
        return _screen(request, screen, state, errors_of(problem.findings, [one.where for one in problem.findings]))
    return _screen(request, onward, state)


def _screen(request: HttpRequest, screen: str, state: State, errors: dict[str, Text] | None = None) -> HttpResponse:
    found = errors or {}
    values: dict[str, Any] = {
        "screen": screen,
        "sealed": JOURNEY.seal(state, screen, browser_of(request)),
        "trail": _trail(request),
        "here": paths(request.language)["guide"],  # type: ignore[attr-defined]
        "other": paths("nl" if request.language == "en" else "en")["guide"],  # type: ignore[attr-defined]
        "carried": True,
    }
    if screen == "antwoord":
        return show(request, "guide-answer", **values, **_answer(request, state))
    parts = shown(book_of(request), screen, state, found)
    return show(request, "guide", 400 if found else 200, **values, **parts, errors=summary(found))


def _answer(request: HttpRequest, state: State) -> dict[str, Any]:
    """The answer of the question itself, with its reasons."""
    asked, book = QUESTIONS["welke-deur"], book_of(request)
    inputs = asked.inputs(need=need_of(state), town=state.town, asker=state.asker)
    asked.check(inputs)
    answer = asked.answer(book, inputs, Budget(seconds=SECONDS, rows=ROWS, clock=clock.monotonic))
    return {
        "answer": answer,
        "verdict": VERDICTS.get(answer.verdict),
        "said": spoken(book, answer, request.language),  # type: ignore[attr-defined]
        "given": answers_so_far(book, state),
        "event": event_path(request.language, event_of(state)) if event_of(state) else "",  # type: ignore[attr-defined]
    }


def _trail(request: HttpRequest) -> tuple[tuple[Text, str], ...]:
    return ((same("Start"), paths(request.language)["start"]), (GUIDE, ""))  # type: ignore[attr-defined]
