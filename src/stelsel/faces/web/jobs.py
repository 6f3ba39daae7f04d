# SPDX-License-Identifier: EUPL-1.2
"""Work in the background: the list with what can be started, and one job that can be followed, stopped and retried."""

from __future__ import annotations

import secrets
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from stelsel.faces.web.addresses import attach_path, job_path, paths
from stelsel.faces.web.effects import asked_effects
from stelsel.faces.web.inputs import errors_of, summary
from stelsel.faces.web.job_rows import moment, progress, state_words, table
from stelsel.faces.web.job_start import FIELD_NAMES, RECORD, check_fields, record_fields
from stelsel.faces.web.shell import book_of, page, person_of, show
from stelsel.faces.web.who import publisher_name
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text, same
from stelsel.node.background import desk
from stelsel.node.background.shown import STATE_WORDS, STATES, Shown
from stelsel.node.jobs import Asked

_TITLE = Text(nl="Werk op de achtergrond", en="Work in the background")
_PAGE = 25


@page("GET", "POST", needs="run-job")
def jobs(request: HttpRequest) -> HttpResponse:
    """The work this person may see, newest first, and the forms that start some."""
    who, language = person_of(request), request.language  # type: ignore[attr-defined]
    errors: dict[str, Text] = {}
    if request.method == "POST":
        try:
            asked = _start(request)
        except BadInput as problem:
            errors = errors_of(problem.findings, FIELD_NAMES)
        else:
            return HttpResponseRedirect(job_path(language, str(asked.id)))
    state = request.GET.get("toestand", "")
    number = _number(request.GET.get("pagina", ""))
    found = desk.seen(who, number, _PAGE, state)
    book = book_of(request)
    return show(
        request,
        "jobs",
        400 if errors else 200,
        heading=_TITLE,
        table=table(book, found.jobs, language),
        states=[("", Text(nl="alles", en="all")), *((one, STATE_WORDS[one]) for one in STATES)],
        chosen=state,
        number=number,
        pages=max(1, -(-found.total // _PAGE)),
        url=f"?{urlencode({'toestand': state})}&pagina=" if state else "?pagina=",
        errors=summary(errors),
        key=secrets.token_urlsafe(16),
        attach_path=attach_path(language),
        check=check_fields(book, who, request.POST, errors),
        record=record_fields(book, who, request.POST, errors),
        trail=((same("Start"), paths(language)["start"]), (_TITLE, "")),
    )


@page("GET", "POST", needs="run-job")
def job(request: HttpRequest, number: UUID) -> HttpResponse:
    """One job: how far, what is wrong, what came out; stopping and retrying are forms."""
    who, language = person_of(request), request.language  # type: ignore[attr-defined]
    found = desk.one(who, number)
    if found is None:
        raise Http404
    if request.method == "POST":
        act = {"stop": desk.stop, "opnieuw": desk.retry}.get(request.POST.get("stap", ""))
        if act is not None:
            act(who, number)
        return HttpResponseRedirect(request.path)
    return show(
        request,
        "job",
        job=found,
        state=state_words(found, language),
        whose=publisher_name(book_of(request), found.publisher) if found.publisher else "",
        facts=_facts(found),
        progress=progress(found, language),
        frames=found.place_of_error if desk.sees_all(who) else "",
        here=request.path,
        trail=((same("Start"), paths(language)["start"]), (_TITLE, paths(language)["jobs"]), (found.title, "")),
    )


def _start(request: HttpRequest) -> Asked:
    who, typed = person_of(request), request.POST
    if typed.get("stap") == RECORD:
        return desk.start_record(
            who,
            typed.get("vast-uitgever", ""),
            typed.get("bijlage", ""),
            typed.get("formaat", ""),
            typed.get("kring", ""),
            typed.get("sleutel", ""),
        )
    return desk.start_check(who, typed.get("uitgever", ""), typed.get("sleutel", ""))


def _facts(one: Shown) -> list[tuple[Text, object]]:
    """When it was asked for, began and ended, and how often it failed."""
    found: list[tuple[Text, object]] = [*asked_effects(one)]
    found.append((Text(nl="Aangevraagd", en="Asked for"), moment(one.asked)))
    if one.started:
        found.append((Text(nl="Laatst begonnen", en="Last begun"), moment(one.started)))
    if one.finished:
        found.append((Text(nl="Afgelopen", en="Ended"), moment(one.finished)))
    if one.failures:
        found.append((Text(nl="Mislukt", en="Failed"), Text(nl=f"{one.failures} keer", en=f"{one.failures} times")))
    if one.next_try:
        found.append((Text(nl="Volgende poging", en="Next try"), moment(one.next_try)))
    found.append((Text(nl="Nummer", en="Number"), same(str(one.id))))
    return found


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and 0 < len(text) < 6 and int(text) else 1
