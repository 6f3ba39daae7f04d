# SPDX-License-Identifier: EUPL-1.2
"""Representation (machtigen): let another act for you, act for another, and go back to yourself."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from stelsel.book.book import Book
from stelsel.faces.web.addresses import paths
from stelsel.faces.web.inputs import errors_of, summary
from stelsel.faces.web.shell import book_of, page, person_of, show
from stelsel.faces.web.templatetags.fields import Field
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text, same
from stelsel.node import clock, representation
from stelsel.node.address import client_address
from stelsel.node.identity import sessions
from stelsel.priorities.services.kinds import PUBLIC_SERVICE

_TITLE = Text(nl="Machtigen", en="Representation")
_NAMES = ["noem-mij", "diensten", "tot-en-met", "code"]
_MOST_FOUND = 20
STATES = {
    "holds": Text(nl="geldt", en="holds"),
    "waits": Text(nl="wacht op de code", en="waits for the code"),
    "over": Text(nl="voorbij", en="over"),
    "revoked": Text(nl="beëindigd", en="ended"),
}


@page("GET", "POST", needs="represent")
def index(request: HttpRequest) -> HttpResponse:
    """Both sides on one page, and the two forms."""
    who, language = person_of(request), request.language  # type: ignore[attr-defined]
    errors, code = dict[str, Text](), ""
    if request.method == "POST":
        try:
            code = _act(request)
        except BadInput as problem:
            errors = errors_of(problem.findings, _NAMES)
        else:
            if not code:
                return HttpResponseRedirect(request.path)
    lines, book = representation.lines(who), book_of(request)
    response = show(
        request,
        "representation",
        400 if errors else 200,
        by_others=[_row(one, book) for one in lines.by_others],
        for_others=[_row(one, book) for one in lines.for_others],
        code=code,
        errors=summary(errors),
        fields=_fields(request, errors),
        found=_found(book, request),
        words=request.GET.get("dienst", request.POST.get("dienst", "")),
        chosen=set(request.POST.getlist("diensten")),
        service_error=errors.get("diensten", ""),
        take=_take_field(request, errors),
        trail=((same("Start"), paths(language)["start"]), (_TITLE, "")),
    )
    if code:
        response.headers["Cache-Control"] = "no-store"
    return response


@page("POST", needs="represent")
def act(request: HttpRequest) -> HttpResponse:
    """Begin to act for another, or go back to oneself; only by a form."""
    number = request.POST.get("machtiging", "")
    sessions.act_for(request, int(number) if number.isascii() and number.isdigit() and len(number) < 10 else None)
    return HttpResponseRedirect(paths(request.language)["representation"])  # type: ignore[attr-defined]


def _act(request: HttpRequest) -> str:
    """Do what the form asks; the code for a representative where one was made."""
    who, typed, step = person_of(request), request.POST, request.POST.get("stap")
    if step == "machtigen":
        services = tuple(typed.getlist("diensten"))
        return representation.authorise(who, typed.get("noem-mij", ""), services, typed.get("tot-en-met", ""))
    if step == "code":
        representation.take(who, typed.get("code", ""), client_address(request.META))
    elif step == "einde":
        number = typed.get("machtiging", "")
        representation.end(who, int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0)
    return ""


def _row(one: Any, book: Book) -> dict[str, Any]:
    state = representation.state(one, clock.today())
    return {
        "one": one,
        "state": STATES[state],
        "open": state in ("holds", "waits"),
        "holds": state == "holds",
        "services": [service_name(book, service) for service in one.services],
    }


def service_name(book: Book, service: str) -> str:
    """The title of a public service; its address where this reader cannot see it."""
    record = book.get(service)
    title: str = record.body(PUBLIC_SERVICE).title if record is not None and record.payload else service
    return title


def _found(book: Book, request: HttpRequest) -> list[tuple[str, str]]:
    """Services whose title has the words that were typed, and those that were ticked before."""
    words = request.GET.get("dienst", request.POST.get("dienst", "")).casefold().split()
    ticked = [(one, service_name(book, one)) for one in request.POST.getlist("diensten")[:_MOST_FOUND]]
    if not words:
        return ticked
    rows = ((record.id, body.title) for record, body in book.rows(PUBLIC_SERVICE))
    hits = [(entry, title) for entry, title in rows if all(word in title.casefold() for word in words)]
    known = {entry for entry, _ in ticked}
    return [*ticked, *(hit for hit in sorted(hits, key=lambda pair: pair[1])[:_MOST_FOUND] if hit[0] not in known)]


def _fields(request: HttpRequest, errors: dict[str, Text]) -> list[Field]:
    typed = request.POST
    why = Text(
        nl="Zo staat u op het scherm van wie voor u handelt. Het hoeft niet uw naam te zijn.",
        en="This is how you stand on the screen of whoever acts for you. It need not be your name.",
    )
    return [
        Field(
            "noem-mij",
            Text(nl="Hoe wilt u genoemd worden?", en="What shall we call you?"),
            value=typed.get("noem-mij", ""),
            why=why,
            error=errors.get("noem-mij", ""),
            autocomplete="off",
        ),
        Field(
            "tot-en-met",
            Text(nl="Tot en met welke dag?", en="Up to and including which day?"),
            "date",
            typed.get("tot-en-met", ""),
            why=Text(nl="Hoogstens vijf jaar. U kunt eerder stoppen.", en="Five years at most. You can stop earlier."),
            error=errors.get("tot-en-met", ""),
        ),
    ]


def _take_field(request: HttpRequest, errors: dict[str, Text]) -> Field:
    return Field(
        "code",
        Text(nl="De code die u kreeg", en="The code you were given"),
        value=request.POST.get("code", ""),
        error=errors.get("code", ""),
        example="ABCD-EFGH-JKMN-PQRS",
        autocomplete="off",
    )
