# SPDX-License-Identifier: EUPL-1.2
"""One agreement, many forms: how it stands, in plain words, as files, where its rules are enforced, and a delivery
beside its fields."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse

from stelsel.book.view import Record
from stelsel.faces.web.addresses import agreement_path, entry_path, kind_path, paths, question_path
from stelsel.faces.web.agreement_standing import standing_of
from stelsel.faces.web.agreement_tables import coverage_chart, coverage_table, scope_tables
from stelsel.faces.web.inputs import Errors, errors_of, summary
from stelsel.faces.web.shell import book_of, page, person_of, show
from stelsel.faces.web.templatetags.fields import Field
from stelsel.faces.web.who import party_name, publisher_name
from stelsel.kernel.entry import GONE
from stelsel.kernel.ids import entry_id
from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.text import Text, same
from stelsel.kernel.vocabulary import wire
from stelsel.node.signatures import can_end
from stelsel.nouns.agreement import (
    AGREEMENT,
    SCOPE_VERDICTS,
    Agreement,
    Scope,
    coverage,
    coverage_headline,
    in_plain_words,
    scope,
)
from stelsel.priorities.data.exchange.agreement_forms import FORMS, Written
from stelsel.priorities.data.exchange.delivered_fields import delivered_fields
from stelsel.priorities.data.requests import beside_bases

MOST_BYTES = 10_000_000
"""Of a delivery that is looked at, at most."""
FILE, TEXT, OPERATION = "bestand", "voorbeeld", "bewerking"


@page("GET", "POST", needs="see")
def one(request: HttpRequest, publisher: str, local: str) -> HttpResponse:
    """The page; after a POST with what was found of a delivery. Nothing that is sent is kept."""
    record, body = _agreement(request, publisher, local)
    if request.method != "POST":
        return _page(request, record, body, {})
    try:
        raw, name = _sent(request)
        found = scope(body, delivered_fields(raw, name, request.POST.get(OPERATION, "").strip()))
    except BadInput as problem:
        return _page(request, record, body, errors_of(_at_field(problem), [FILE, TEXT, OPERATION]))
    return _page(request, record, body, {}, found)


@page(needs="see")
def form(request: HttpRequest, publisher: str, local: str, vorm: str) -> HttpResponse:
    """The agreement as a file."""
    record, body = _agreement(request, publisher, local)
    if vorm not in FORMS:
        raise Http404
    chosen, language = FORMS[vorm], request.language  # type: ignore[attr-defined]
    address = request.build_absolute_uri(entry_path(language, record.id))
    made = chosen.make(Written(body, address, record.log.publisher, _base(request, body), language))
    response = HttpResponse(made, content_type=f"{chosen.media_type}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{local}.{chosen.ending}"'
    return response


def _agreement(request: HttpRequest, publisher: str, local: str) -> tuple[Record, Agreement]:
    record = book_of(request).get(str(entry_id(f"{publisher}/{AGREEMENT.name}/{local}")))
    if record is None or not record.payload or record.envelope.op in GONE:
        raise Http404
    body: Agreement = record.body(AGREEMENT)
    return record, body


def _base(request: HttpRequest, body: Agreement) -> Agreement | None:
    """The agreement that one refines, where this reader may see it."""
    found = book_of(request).get(body.refines) if body.refines and body.refines.count("/") == 2 else None
    if found is None or found.envelope.type.partition("/")[0] != AGREEMENT.name:
        return None
    base: Agreement = found.body(AGREEMENT)
    return base


def _sent(request: HttpRequest) -> tuple[bytes, str]:
    """What was sent, and what it is called: a file where there is one, else the text."""
    sent = request.FILES.get(FILE)
    if getattr(request, "file_too_large", False) or (sent is not None and (sent.size or 0) > MOST_BYTES):
        raise BadInput(Finding("too-large", FILE, _LARGE, _LARGE_CURE))
    if sent is not None:
        return sent.read(), str(sent.name)
    typed = request.POST.get(TEXT, "").strip()
    if not typed:
        raise BadInput(Finding("nothing", FILE, _NOTHING, _NOTHING_CURE))
    return typed.encode(), "json" if typed[0] in "{[" else "tekst.csv"


def _at_field(problem: BadInput) -> list[Finding]:
    """The findings at the field of the form: they name a place in what was sent."""
    field = {"no-operation": OPERATION}
    return [
        Finding(
            one.code,
            field.get(one.code, FILE),
            one.what
            if one.where in (FILE, "")
            else Text(nl=f"{one.where}: {one.what.nl}", en=f"{one.where}: {one.what.en}"),
            one.cure,
        )
        for one in problem.findings
    ]


def _page(
    request: HttpRequest, record: Record, body: Agreement, errors: Errors, found: Scope | None = None
) -> HttpResponse:
    book, language = book_of(request), request.language  # type: ignore[attr-defined]
    here, covered = agreement_path(language, record.id), coverage(body)
    standing = standing_of(book, record.id, language)
    asked = {wire("checked_agreement"): record.id}
    return show(
        request,
        "agreement",
        400 if errors else 200,
        body=body,
        by=publisher_name(book, record.log.publisher),
        here=here,
        entry=entry_path(language, record.id),
        standing=standing,
        ending=f"{here}/einde" if can_end(person_of(request), standing.found) else "",
        bases=beside_bases(book, body),
        sections=in_plain_words(body, partial(party_name, book)),
        forms=[(one, f"{here}/vorm/{name}") for name, one in FORMS.items()],
        coverage=covered,
        coverage_said=coverage_headline(covered),
        chart=coverage_chart(covered, language),
        coverage_table=coverage_table(covered),
        in_line=f"{question_path(language, 'in-lijn')}?{urlencode(asked)}" if body.refines else "",
        fields=_fields(request, errors),
        errors=summary(errors),
        scope=found,
        verdict=SCOPE_VERDICTS[found.verdict] if found else None,
        scope_tables=scope_tables(found) if found else (),
        trail=(
            (same("Start"), paths(language)["start"]),
            (AGREEMENT.plural, kind_path(language, AGREEMENT.wire_plural)),
            (same(body.title), ""),
        ),
    )


def _fields(request: HttpRequest, errors: Errors) -> list[Field]:
    typed = request.POST
    fields = (
        Field(
            FILE,
            Text(nl="Bestand", en="File"),
            "file",
            required=False,
            why=Text(
                nl="JSON Schema, OpenAPI, of een voorbeeld (JSON, JSON Lines, CSV). Hoogstens 10 MB. We bewaren niets.",
                en="JSON Schema, OpenAPI, or a sample (JSON, JSON Lines, CSV). At most 10 MB. We keep nothing.",
            ),
        ),
        Field(
            TEXT, Text(nl="Of plak de tekst", en="Or paste the text"), "textarea", typed.get(TEXT, ""), required=False
        ),
        Field(
            OPERATION,
            Text(nl="Alleen deze bewerking van OpenAPI", en="This operation of OpenAPI only"),
            value=typed.get(OPERATION, ""),
            required=False,
            example=same("GET /personen"),
        ),
    )
    return [replace(one, error=errors.get(one.name, "")) for one in fields]


_LARGE = Text(nl="Dit bestand is te groot.", en="This file is too large.")
_LARGE_CURE = Text(nl="Hoogstens 10 MB kan.", en="At most 10 MB is possible.")
_NOTHING = Text(nl="Er is niets om na te kijken.", en="There is nothing to check.")
_NOTHING_CURE = Text(nl="Kies een bestand, of plak de tekst.", en="Choose a file, or paste the text.")
