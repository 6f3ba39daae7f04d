# SPDX-License-Identifier: EUPL-1.2
"""Beginning a data request and proposing another version: a form, then what the gatekeeper will see of it, and only
then it is sent. Errors keep what was typed."""

from __future__ import annotations

import secrets
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from stelsel.book.book import Book
from stelsel.faces.web.addresses import data_request_path, paths
from stelsel.faces.web.data_request_form import (
    CONSUMER,
    FIELDS,
    GATEKEEPER,
    PROVIDER,
    TEXT,
    asked_values,
    request_fields,
    typed_of,
    version_fields,
    version_values,
)
from stelsel.faces.web.data_request_lines import check_table, difference_table, field_table, names_of, precedent_table
from stelsel.faces.web.data_request_words import NEW, VERSION
from stelsel.faces.web.data_requests import trail, version_in
from stelsel.faces.web.inputs import Errors, Typed, errors_of, summary
from stelsel.faces.web.private import private_page
from stelsel.faces.web.shell import book_of, person_of, show
from stelsel.faces.web.who import party_name, publisher_name
from stelsel.kernel.form import form_fields
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import same
from stelsel.kernel.vocabulary import wire
from stelsel.node import clock, data_requests
from stelsel.node.data_requests import Said, Seen
from stelsel.node.node import node
from stelsel.node.permission import where
from stelsel.nouns.agreement import Agreement, agreement_here, in_plain_words
from stelsel.priorities.data.requests import Version, scrutiny

_ID, _TAKEN, _CHOSEN, _VERSION = "kenmerk", "overgenomen", "gekozen", "opVersie"
_BASE = wire("refines")
_OWN = ("csrfmiddlewaretoken", "stap", _TAKEN, _CHOSEN)


@private_page("GET", "POST", needs="request-data")
def new(request: HttpRequest) -> HttpResponse:
    """The form; then what there is to see of it; then it is sent."""
    typed: Typed = dict(request.POST.lists())
    step = request.POST.get("stap", "")
    if request.method != "POST" or step == "wijzigen":
        return _form(request, typed, {})
    try:
        wish = _wish(request, typed)
        if step == "versturen":
            found = data_requests.ask(node(), person_of(request), wish)
            assert found.first is not None, "it was just made"
            language = request.language  # type: ignore[attr-defined]
            return HttpResponseRedirect(data_request_path(language, found.first.data_request))
        body = data_requests.draft(node(), person_of(request), wish)
    except BadInput as problem:
        return _form(request, typed, errors_of(problem.findings, _known()))
    return _preview(request, typed, wish, body)


@private_page("GET", "POST", needs="request-data")
def version(request: HttpRequest, data_request: str) -> HttpResponse:
    """Another version of a request, in the same way."""
    seen = data_requests.look(person_of(request), data_request)
    if not any("propose" in seen.standing.acts[side] for side in seen.sides):
        raise Http404
    newest = seen.standing.newest
    step = request.POST.get("stap", "")
    typed: Typed = dict(request.POST.lists()) or typed_of(newest.body)
    if request.method != "POST" or step == "wijzigen":
        return _version_form(request, seen, typed, {})
    try:
        body = data_requests.edited(newest.body, version_values(typed, newest.body))
        said = Said(request.POST.get(TEXT, ""), version_in(request.POST.get(_VERSION, "")), body=body)
        if step == "voorstellen":
            data_requests.act_for(person_of(request), data_request, "propose", said)
            language = request.language  # type: ignore[attr-defined]
            return HttpResponseRedirect(data_request_path(language, data_request))
    except BadInput as problem:
        return _version_form(request, seen, typed, errors_of(problem.findings, _known()))
    return _version_preview(request, seen, typed, body)


def _wish(request: HttpRequest, typed: Typed) -> data_requests.Wish:
    post = request.POST
    chosen = bool(post.get(_CHOSEN)) and post.get(_CHOSEN) == post.get(_BASE)
    return data_requests.Wish(
        post.get(CONSUMER, ""),
        post.get(PROVIDER, ""),
        post.get(GATEKEEPER, ""),
        post.get(TEXT, ""),
        asked_values(typed),
        tuple(post.getlist(_TAKEN)) if chosen else None,
        post.get(_ID, "") or secrets.token_hex(16),
    )


def _known() -> list[str]:
    return [CONSUMER, PROVIDER, GATEKEEPER, TEXT, FIELDS, *(one.wire for one in form_fields(Agreement))]


def _form(request: HttpRequest, typed: Typed, errors: Errors) -> HttpResponse:
    language, mine = request.language, where(person_of(request), "request-data")  # type: ignore[attr-defined]
    return show(
        request,
        "data-request-form",
        400 if errors else 200,
        title=NEW,
        fields=request_fields(book_of(request), mine, typed, errors),
        more=[],
        hidden=[(name, value) for name in (_ID, _CHOSEN, _TAKEN) for value in typed.get(name, ())],
        errors=summary(errors),
        here=request.path,
        back=paths(language)["data_requests"],
        trail=trail(language, NEW),
    )


def _preview(request: HttpRequest, typed: Typed, wish: data_requests.Wish, body: Agreement) -> HttpResponse:
    book, language = book_of(request), request.language  # type: ignore[attr-defined]
    looked = scrutiny(book, body, wish.provider, clock.today())
    hidden = [*_hidden(typed), *([] if typed.get(_ID) else [(_ID, wish.id)])]
    return show(
        request,
        "data-request-preview",
        title=NEW,
        consumer=publisher_name(book, wish.consumer),
        provider=publisher_name(book, wish.provider),
        gatekeeper=publisher_name(book, wish.gatekeeper),
        sections=in_plain_words(body, partial(party_name, book)),
        checks=check_table(looked, language, 1),
        fields=field_table(looked),
        precedents=precedent_table(looked.precedents, language),
        taken=_permissions(book, body),
        taken_name=_TAKEN,
        hidden=[*hidden, (_CHOSEN, body.refines)] if body.refines else hidden,
        send="versturen",
        changes=None,
        here=request.path,
        trail=trail(language, NEW),
    )


def _permissions(book: Book, body: Agreement) -> list[tuple[str, str, str, bool]]:
    """Every permission of the base: its name, in words, its condition, and whether it was taken over."""
    base = agreement_here(book, body.refines) if body.refines else None
    mine = {one.rule_id for one in body.permissions}
    every = base[1].permissions if base else ()
    return [(one.rule_id, one.title or one.rule_id, one.when, one.rule_id in mine) for one in every]


def _version_form(request: HttpRequest, seen: Seen, typed: Typed, errors: Errors) -> HttpResponse:
    language = request.language  # type: ignore[attr-defined]
    fields, more = version_fields(book_of(request), typed, errors)
    return show(
        request,
        "data-request-form",
        400 if errors else 200,
        title=VERSION,
        fields=fields,
        more=more,
        hidden=[(_VERSION, (typed.get(_VERSION) or [str(seen.standing.newest.number)])[0])],
        errors=summary(errors),
        here=request.path,
        back=data_request_path(language, seen.row.pk),
        trail=trail(language, VERSION),
    )


def _version_preview(request: HttpRequest, seen: Seen, typed: Typed, body: Agreement) -> HttpResponse:
    book, language, newest = book_of(request), request.language, seen.standing.newest  # type: ignore[attr-defined]
    looked = scrutiny(book, body, seen.row.provider, clock.today(), seen.standing.versions[0].body)
    number = newest.number + 1
    proposed = Version(number, seen.sides[0], clock.today(), "", body)
    return show(
        request,
        "data-request-preview",
        title=VERSION,
        **names_of(book, seen),
        sections=in_plain_words(body, partial(party_name, book)),
        checks=check_table(looked, language, number),
        fields=field_table(looked),
        precedents=precedent_table(looked.precedents, language),
        taken=[],
        hidden=_hidden(typed),
        send="voorstellen",
        changes=difference_table(newest, proposed),
        here=request.path,
        trail=trail(language, same(newest.body.title)),
    )


def _hidden(typed: Typed) -> list[tuple[str, Any]]:
    return [(name, value) for name, values in typed.items() for value in values if name not in _OWN]
