# SPDX-License-Identifier: EUPL-1.2
"""Handovers for who works at an organisation: what comes in and what went out, and one of them with everything that was
said and what can be done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.debug import sensitive_post_parameters

from stelsel.faces.web.addresses import handover_path, paths
from stelsel.faces.web.handover_form import service_of
from stelsel.faces.web.handover_lines import HANDOVERS, MASKED, STATES, check_sure, parts, sure_field
from stelsel.faces.web.inputs import errors_of, summary
from stelsel.faces.web.private import private_page
from stelsel.faces.web.shell import book_of, person_of, show
from stelsel.faces.web.templatetags.fields import Field
from stelsel.faces.web.templatetags.tables import Cell, Column, Table
from stelsel.faces.web.who import publisher_name
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text, same
from stelsel.kernel.time import say_day
from stelsel.node import clock, handover
from stelsel.node.address import client_address
from stelsel.node.dossiers import NotThere
from stelsel.node.handover import Seen
from stelsel.priorities.services.handover import HOW_WORDS, Act, unreadable

ACTS: Mapping[str, Act] = {
    "aannemen": "accept",
    "weigeren": "refuse",
    "vragen": "ask",
    "antwoorden": "answer",
    "te-laat": "escalate",
    "verteld": "tell",
    "intrekken": "withdraw",
}
"""Name of a button -> the act."""
_COLUMNS = (
    Column(Text(nl="Vraag", en="Question")),
    Column(Text(nl="Andere organisatie", en="Other organisation")),
    Column(Text(nl="Hoe het staat", en="How it stands")),
    Column(Text(nl="Uiterlijk", en="By")),
)


@sensitive_post_parameters()
@private_page("GET", "POST", needs="hand-over")
def index(request: HttpRequest) -> HttpResponse:
    """Both lists, without a word of what was asked; and finding one by the code that a caller reads out."""
    errors = dict[str, Text]()
    language = request.language  # type: ignore[attr-defined]
    if request.method == "POST":
        try:
            return HttpResponseRedirect(handover_path(language, _called(request)))
        except BadInput as problem:
            errors = errors_of(problem.findings, ["code"])
    incoming, outgoing = handover.listed(person_of(request))
    return show(
        request,
        "handovers",
        400 if errors else 200,
        heading=HANDOVERS,
        incoming=_table(request, Text(nl="Komt binnen", en="Comes in"), incoming, "giver"),
        outgoing=_table(request, Text(nl="Ging naar een ander", en="Went to another"), outgoing, "taker"),
        field=Field(
            "code",
            Text(nl="Code die de vrager voorleest", en="Code that whoever asked reads out"),
            error=errors.get("code", ""),
            example=same("ABCD-EFGH-JKMN-PQRS"),
            autocomplete="off",
        ),
        errors=summary(errors),
        here=paths(language)["handovers"],
        trail=_trail(language),
    )


def _called(request: HttpRequest) -> str:
    """The handover of a code, if it is for this employee; else the refusal of a wrong code."""
    found = handover.find_case(request.POST.get("code", ""), client_address(request.META))
    try:
        handover.look(person_of(request), found)
    except NotThere:
        raise bad_input("case-code", "code", _NO_CASE, _CHECK) from None
    return found


@sensitive_post_parameters()
@private_page("GET", "POST", needs="hand-over")
def one(request: HttpRequest, handover: str) -> HttpResponse:
    """The whole conversation, the terms, and what can be done now."""
    if request.method != "POST":
        return _page(request, _look(request, handover), {})
    typed = request.POST
    try:
        _act(request, handover)
    except BadInput as problem:
        errors = errors_of(problem.findings, ["tekst", "zeker"])
        if typed.get("stap") == "verteld" and "tekst" in errors:
            errors = {"verteld": errors["tekst"]}
        return _page(request, _look(request, handover), errors)
    masked = "?onleesbaar=1" if unreadable(_said_in(request))[1] else ""
    return HttpResponseRedirect(f"{request.path}{masked}")


def _look(request: HttpRequest, id: str) -> Seen:
    return handover.look(person_of(request), id)


def _said_in(request: HttpRequest) -> str:
    """What was written: for the person, or in the name of the organisation."""
    return str(request.POST.get("verteld" if request.POST.get("stap") == "verteld" else "tekst", ""))


def _act(request: HttpRequest, id: str) -> None:
    typed, step = request.POST, request.POST.get("stap", "")
    check_sure(step, typed)
    said = _said_in(request)
    handover.act_for(person_of(request), id, ACTS.get(step, ""), said, typed.get("juiste", ""), typed.get("hoe", ""))


def _page(request: HttpRequest, seen: Seen, errors: dict[str, Text]) -> HttpResponse:
    language, typed = request.language, request.POST  # type: ignore[attr-defined]
    able = {act for side in seen.sides for act in seen.standing.acts[side]}
    spoken = set(seen.standing.acts["person"]) & {"tell", "withdraw"} if "giver" in seen.sides else set()
    return show(
        request,
        "handover",
        400 if errors else 200,
        **parts(book_of(request), seen),
        able=able,
        spoken=spoken,
        says=bool(able & {"refuse", "ask", "answer"}),
        said=_said(typed.get("tekst", ""), errors),
        right=_right(typed.get("juiste", "")),
        told_field=_told(typed.get("verteld", ""), errors),
        sure=sure_field(errors.get("zeker", "")),
        masked=MASKED if request.GET.get("onleesbaar") == "1" else "",
        how=_how(typed.get("hoe", "phone")),
        errors=summary(errors),
        here=request.path,
        trail=_trail(language, seen.row.pk[:6]),
    )


def _said(value: str, errors: dict[str, Text]) -> Field:
    why = Text(nl="De vrager en beide organisaties lezen dit.", en="Whoever asked and both organisations read this.")
    label = Text(nl="Wat wilt u zeggen?", en="What do you want to say?")
    return Field("tekst", label, "textarea", value, rows=6, why=why, error=errors.get("tekst", ""), required=False)


def _right(value: str) -> Field:
    label = Text(nl="Weigert u? Welke organisatie is dan wel de juiste?", en="Refusing? Which organisation is right?")
    return Field("juiste", label, value=value, required=False, autocomplete="off")


def _told(value: str, errors: dict[str, Text]) -> Field:
    label = Text(nl="Wat de vrager u vertelt", en="What whoever asked tells you")
    error = errors.get("verteld", "")
    return Field("verteld", label, "textarea", value, rows=4, error=error, required=False)


def _how(value: str) -> Field:
    ways = [(how, HOW_WORDS[how]) for how in ("phone", "counter")]
    return Field(
        "hoe", Text(nl="Hoe spreekt u de vrager?", en="How do you speak with them?"), "radio", value, options=ways
    )


def _table(request: HttpRequest, title: Text, rows: list[Any], other: str) -> Table:
    book, language = book_of(request), request.language  # type: ignore[attr-defined]
    none = Text(
        nl="Niets. Hier komt te staan wat een andere organisatie en u elkaar overdragen.",
        en="Nothing. Here will stand what another organisation and you hand over to each other.",
    )
    found = []
    for row in rows:
        name = service_of(book, row.product)[1] or Text(nl="Vraag", en="Question")
        due = Text(nl=say_day(row.due, "nl"), en=say_day(row.due, "en")) if row.due else _NO_DAY
        if row.due and row.due < clock.today():
            due = Text(nl=f"{due.nl} (te laat)", en=f"{due.en} (late)")
        found.append(
            (
                Cell(name, handover_path(language, row.pk), row.pk[:6]),
                publisher_name(book, getattr(row, other)),
                STATES[row.status],
                due,
            )
        )
    return Table(title, _COLUMNS, found, empty=none)


def _trail(language: str, last: str = "") -> tuple[tuple[Text, str], ...]:
    start = (same("Start"), paths(language)["start"])
    if not last:
        return (start, (HANDOVERS, ""))
    return (start, (HANDOVERS, paths(language)["handovers"]), (same(last), ""))


_NO_DAY = Text(nl="geen dag", en="no day")
_NO_CASE = Text(nl="Met deze code vinden we geen zaak.", en="We find no case with this code.")
_CHECK = Text(nl="Laat de code nog eens voorlezen.", en="Have the code read out again.")
