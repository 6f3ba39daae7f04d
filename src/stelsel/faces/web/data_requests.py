# SPDX-License-Identifier: EUPL-1.2
"""Data requests for who works at a party: the list, and one with what waits, what the gatekeeper sees, what changed,
what was said, and what can be done now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from stelsel.book.answer import Reason
from stelsel.book.book import Book
from stelsel.faces.web.addresses import agreement_path, data_request_path, paths, task_path
from stelsel.faces.web.data_request_acts import act_fields, fields_known
from stelsel.faces.web.data_request_lines import (
    check_table,
    difference_table,
    field_table,
    names_of,
    precedent_table,
    said_lines,
    term_table,
    told,
    turn,
)
from stelsel.faces.web.data_request_words import ADVICE_WORDS, REQUESTS, ROLES, STATES, STEPS
from stelsel.faces.web.inputs import Errors, errors_of, summary
from stelsel.faces.web.private import private_page
from stelsel.faces.web.shell import book_of, person_of, show
from stelsel.faces.web.templatetags.tables import Cell, Column, Table
from stelsel.faces.web.who import party_name, publisher_name
from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.text import Text, same
from stelsel.kernel.time import say_day
from stelsel.node import clock, data_requests
from stelsel.node.before_publishing import DESPITE, MET
from stelsel.node.data_requests import Said, Seen
from stelsel.node.models import DataRequest
from stelsel.node.node import node
from stelsel.node.permission import where
from stelsel.node.tasks import Held
from stelsel.nouns.agreement import STATES as STANDING_STATES
from stelsel.nouns.agreement import agreement_here, agreement_standing, in_plain_words
from stelsel.priorities.data.requests import SIGNERS, Standing, Status, scrutiny


@private_page(needs="request-data")
def index(request: HttpRequest) -> HttpResponse:
    """The requests of my organisations, what waits for me first; nothing of what stands in them."""
    language, who = request.language, person_of(request)  # type: ignore[attr-defined]
    here = where(who, "request-data")
    rows = data_requests.listed(who)
    waits = [row for row in rows if data_requests.waits_for_me(row, here)]
    rest = [row for row in rows if row not in waits]
    return show(
        request,
        "data-requests",
        heading=REQUESTS,
        waits=_table(request, _WAITS, waits, here, _NOTHING_WAITS),
        rest=_table(request, _REST, rest, here, _NOTHING),
        trail=trail(language),
    )


@private_page("GET", "POST", needs="request-data")
def one(request: HttpRequest, data_request: str) -> HttpResponse:
    """The whole request, and what can be done now."""
    if request.method != "POST":
        return _page(request, data_requests.look(person_of(request), data_request), {})
    step = request.POST.get("stap", "")
    try:
        done = _act(request, data_request, step)
    except BadInput as problem:
        renamed = {"tekst": f"tekst-{step}"}
        told = [each for each in problem.findings if each.code != MET]  # the lessons stand at the form
        errors = errors_of(told, ["tekst", *fields_known()])
        errors = {renamed.get(name, name): text for name, text in errors.items()}
        return _page(request, data_requests.look(person_of(request), data_request), errors)
    if isinstance(done, Held):
        return HttpResponseRedirect(task_path(request.language, done.task))  # type: ignore[attr-defined]
    return HttpResponseRedirect(request.path)


def trail(language: str, last: Text | str = "") -> tuple[tuple[Text, str], ...]:
    """Where a page of data requests stands."""
    start = (same("Start"), paths(language)["start"])
    if not last:
        return (start, (REQUESTS, ""))
    return (start, (REQUESTS, paths(language)["data_requests"]), (same(last) if isinstance(last, str) else last, ""))


def version_in(typed: str) -> int:
    """The number of a version in a form; 0 where there is none."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 0


def _act(request: HttpRequest, id: str, step: str) -> Any:
    who, typed, act = person_of(request), request.POST, STEPS.get(step, "")
    if act == "publish":
        return data_requests.publish(node(), who, id, typed.get("kring", "public"), typed.get(DESPITE, ""))
    if act == "sign":
        side = next((one for one in SIGNERS if one == typed.get("partij")), None)
        return data_requests.sign(node(), who, id, side)
    said = Said(
        typed.get(f"tekst-{step}", ""),
        version_in(typed.get("versie", "")),
        typed.get("advies", ""),
        _codes(request, id) if act == "advise" else (),
    )
    return data_requests.act_for(who, id, act, said)


def _codes(request: HttpRequest, id: str) -> tuple[str, ...]:
    """What stood out on the page of the gatekeeper, kept with the advice."""
    seen = data_requests.look(person_of(request), id)
    found, provider = seen.standing, seen.row.provider
    return scrutiny(book_of(request), found.newest.body, provider, clock.today(), found.versions[0].body).codes


def _page(request: HttpRequest, seen: Seen, errors: Errors) -> HttpResponse:
    book, language, found = book_of(request), request.language, seen.standing  # type: ignore[attr-defined]
    names, newest, now = names_of(book, seen), found.newest, _now(book, found)
    looked = scrutiny(book, newest.body, seen.row.provider, clock.today(), found.versions[0].body)
    held = data_requests.held_task(seen) if "provider" in seen.sides else None
    able = {act for side in seen.sides for act in found.acts[side]}
    learned = _learned(request, seen) if "publish" in able and not held else ()
    return show(
        request,
        "data-request",
        400 if errors else 200,
        row=seen.row,
        title=newest.body.title,
        first=found.first,
        names=names,
        sides=[ROLES[side] for side in seen.sides],
        told=told(found, names),
        state=STATES[found.status],
        turn=turn(found, names),
        due=_day(found.due) if found.due else "",
        late=found.overdue,
        able=able,
        held=task_path(language, held) if held else "",
        signs=[(side, names[side]) for side in seen.sides if "sign" in found.acts[side]],
        now=now.state if now else "",
        ends=[one.text for one in now.reasons] if now else (),
        forms=act_fields(able, request.POST, errors, learned),
        learned=learned,
        version=newest.number,
        advice=_advice(found.advice),
        reservation=_reservation(found),
        checks=check_table(looked, language, newest.number),
        fields=field_table(looked),
        precedents=precedent_table(looked.precedents, language),
        changes=[difference_table(old, new) for old, new in pairwise(found.versions)][::-1],
        sections=in_plain_words(newest.body, partial(party_name, book)),
        lines=said_lines(found, names, language),
        terms=term_table(found, names),
        agreement=agreement_path(language, found.published.entry) if found.published else "",
        again=f"{data_request_path(language, seen.row.pk)}/versie",
        errors=summary(errors),
        here=request.path,
        trail=trail(language, newest.body.title),
    )


def _learned(request: HttpRequest, seen: Seen) -> tuple[Finding, ...]:
    """What solved bottlenecks say against what would be published for these readers."""
    return data_requests.lessons(node(), person_of(request), seen, request.POST.get("kring", "public"))


@dataclass(frozen=True)
class _Now:
    """How the published agreement stands today, which may have changed since it was signed, and who ends it."""

    state: Text
    reasons: tuple[Reason, ...]


def _now(book: Book, found: Standing) -> _Now | None:
    if found.published is None or agreement_here(book, found.published.entry) is None:
        return None
    standing = agreement_standing(book, found.published.entry, found.today)
    return _Now(STANDING_STATES[standing.state], standing.end_reasons)


def _advice(advice: Any) -> Text | str:
    if advice is None:
        return ""
    said = ADVICE_WORDS[advice.advice]
    return Text(
        nl=f"{said.nl} (over versie {advice.about_version})", en=f"{said.en} (about version {advice.about_version})"
    )


def _reservation(found: Standing) -> Text | str:
    """What the gatekeeper has against the version that one is about to agree with."""
    advice = found.advice
    if advice is None or advice.advice == "go-ahead" or advice.about_version != found.newest.number:
        return ""
    said = ADVICE_WORDS[advice.advice]
    return Text(
        nl=f"De poortwachter zei van deze versie: {said.nl}. {advice.text}",
        en=f"The gatekeeper said of this version: {said.en}. {advice.text}",
    )


def _table(request: HttpRequest, title: Text, rows: list[DataRequest], here: tuple[str, ...], empty: Text) -> Table:
    book, language = book_of(request), request.language  # type: ignore[attr-defined]
    made = [
        (
            Cell(_TITLE.fill(id=row.pk[:6]), data_request_path(language, row.pk)),
            publisher_name(book, row.consumer),
            publisher_name(book, row.provider),
            _state(row.status),
            _due(row),
        )
        for row in rows
    ]
    return Table(title, _COLUMNS, made, empty=empty)


def _state(status: Status | str) -> Text:
    return next((words for name, words in STATES.items() if name == status), same(status))


def _day(day: date) -> Text:
    return Text(nl=say_day(day, "nl"), en=say_day(day, "en"))


def _due(row: DataRequest) -> Text:
    if row.due is None:
        return _NO_DAY
    said = _day(row.due)
    return Text(nl=f"{said.nl} (te laat)", en=f"{said.en} (late)") if row.due < clock.today() else said


_COLUMNS = (
    Column(Text(nl="Verzoek", en="Request")),
    Column(Text(nl="Afnemer", en="Consumer")),
    Column(Text(nl="Aanbieder", en="Provider")),
    Column(Text(nl="Hoe het staat", en="How it stands")),
    Column(Text(nl="Uiterlijk", en="By")),
)
_TITLE = Text(nl="Dataverzoek {id}", en="Data request {id}")
_WAITS = Text(nl="Wacht op uw organisatie", en="Waits for your organisation")
_REST = Text(nl="Andere verzoeken", en="Other requests")
_NOTHING_WAITS = Text(nl="Niets wacht op u.", en="Nothing waits for you.")
_NOTHING = Text(
    nl="Geen. Hier komen verzoeken te staan waarin uw organisatie afnemer, aanbieder of poortwachter is.",
    en="None. Here will stand requests in which your organisation is consumer, provider or gatekeeper.",
)
_NO_DAY = Text(nl="geen dag", en="no day")
