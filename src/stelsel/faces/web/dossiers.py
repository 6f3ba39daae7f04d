# SPDX-License-Identifier: EUPL-1.2
"""Dossiers on the pages: the list, one dossier, its documents, and who looked."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from stelsel.catalogue import KINDS
from stelsel.faces.web.addresses import dossier_path, draft_path, entry_path, paths
from stelsel.faces.web.dossier_forms import document_fields, parsed_document, row_words
from stelsel.faces.web.inputs import errors_of, summary
from stelsel.faces.web.private import private_page
from stelsel.faces.web.shell import book_of, person_of, show
from stelsel.faces.web.templatetags.tables import Cell, Column, Table
from stelsel.faces.web.who import publisher_name
from stelsel.kernel.form import form_fields
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text, same
from stelsel.node import dossiers
from stelsel.node.dossiers import Document, NotThere, Opened, Shown
from stelsel.node.permission import may

TITLE = Text(nl="Dossiers", en="Dossiers")
_OPEN = Text(nl="open", en="open")
_HELD = Text(nl="vastgehouden", en="held")
_CLOSED = Text(nl="afgesloten", en="closed")
_EMPTY = Text(
    nl="U hebt nog geen dossiers. Open er een, of bewaar een formulier als concept.",
    en="You have no dossiers yet. Open one, or save a form as a draft.",
)


@private_page(needs="read-dossier")
def index(request: HttpRequest) -> HttpResponse:
    """The dossiers that one may read; nothing of what stands in them."""
    language = request.language  # type: ignore[attr-defined]
    rows = [_line(request, one) for one in dossiers.mine(person_of(request))]
    columns = (
        Column(Text(nl="Waarvoor", en="Purpose")),
        Column(Text(nl="Van", en="Owner")),
        Column(Text(nl="Geopend", en="Opened")),
        Column(Text(nl="Toestand", en="State")),
    )
    table = Table(Text(nl="Uw dossiers", en="Your dossiers"), columns, rows, empty=_EMPTY)
    answers = may(person_of(request), "answer-access-request")
    return show(request, "dossiers", table=table, heading=TITLE, answers=answers, trail=trail(language))


def _line(request: HttpRequest, one: Shown) -> tuple[object, ...]:
    language = request.language  # type: ignore[attr-defined]
    kind = KINDS[one.kind].title if one.kind in KINDS else ""
    return (
        Cell(one.title, dossier_path(language, one.id), kind),
        owner_words(request, one),
        row_words(one.opened_at, language),
        state_words(one),
    )


def owner_words(request: HttpRequest, one: Shown) -> str:
    """Whose a dossier is, by name."""
    return publisher_name(book_of(request), one.publisher) if one.publisher else one.account


def state_words(one: Shown) -> Text:
    """How a dossier stands."""
    return _HELD if one.held else _CLOSED if one.closed_at else _OPEN


@private_page(needs="read-dossier")
def dossier(request: HttpRequest, dossier: str) -> HttpResponse:
    """One dossier with its newest documents."""
    found = dossiers.look(person_of(request), dossier)
    language = request.language  # type: ignore[attr-defined]
    return show(
        request,
        "dossier",
        one=found.shown,
        facts=_facts(request, found),
        documents=[_document(request, found.shown, each) for each in found.documents],
        readers=found.readers,
        writing=found.shown.rights.writes and not found.shown.closed_at,
        here=dossier_path(language, dossier),
        both=request.GET.get("botsing") == "1",
        trail=trail(language, found.shown.title),
    )


@private_page("GET", "POST", needs="read-dossier")
def document(request: HttpRequest, dossier: str, document: str = "") -> HttpResponse:
    """Write a document, or its next revision. When somebody else was first, both versions stand on the page."""
    who, language = person_of(request), request.language  # type: ignore[attr-defined]
    typed = {name: values[-1] for name, values in request.POST.lists()}
    theirs: Document | None = None
    errors: dict[str, Text] = {}
    if request.method == "POST":
        try:
            content, revision = parsed_document(request)
            dossiers.write(who, dossier, content, document, revision)
        except dossiers.Conflict as conflict:
            theirs = conflict.theirs
            typed["revisie"] = str(theirs.revision)
            errors = errors_of(conflict.findings, [])
        except BadInput as problem:
            errors = errors_of(problem.findings, ["naam", "inhoud", "bestand"])
        else:
            return HttpResponseRedirect(dossier_path(language, dossier))
    elif document:
        found = dossiers.read(who, dossier, document)
        if found.text is None:
            raise NotThere
        typed = {"naam": found.content.name, "inhoud": found.text, "revisie": str(found.revision)}
    else:
        dossiers.look(who, dossier)
    return show(
        request,
        "dossier-document",
        409 if theirs else 400 if errors else 200,
        heading=Text(nl="Stuk schrijven", en="Write a document"),
        fields=document_fields(typed, errors, new=not document),
        revision=typed.get("revisie", "0"),
        errors=summary(errors),
        theirs=theirs,
        here=request.path,
        back=dossier_path(language, dossier),
        trail=trail(language, Text(nl="Stuk schrijven", en="Write a document")),
    )


@private_page(needs="read-dossier")
def file(request: HttpRequest, dossier: str, document: str) -> HttpResponse:
    """The bytes of a document, always as a download with a neutral type."""
    found = dossiers.read(person_of(request), dossier, document)
    response = HttpResponse(found.content.data, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="stuk-{found.id[:12]}-{found.revision}.bin"'
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@private_page(needs="read-dossier")
def accesses(request: HttpRequest, dossier: str) -> HttpResponse:
    """Who looked, and who tried."""
    language = request.language  # type: ignore[attr-defined]
    records = dossiers.accesses(person_of(request), dossier)
    columns = (
        Column(Text(nl="Wanneer (UTC)", en="When (UTC)")),
        Column(Text(nl="Account", en="Account")),
        Column(Text(nl="Wat", en="What")),
        Column(Text(nl="Afloop", en="Outcome")),
        Column(Text(nl="Via", en="Through")),
    )
    rows = [
        (row_words(at.isoformat(), language), account, what, result, via)
        for at, account, what, result, via in (dossiers.said(one) for one in records)
    ]
    title = Text(nl="Wie keek, en wie het probeerde", en="Who looked, and who tried")
    return show(
        request,
        "dossier-accesses",
        heading=title,
        table=Table(title, columns, rows),
        back=dossier_path(language, dossier),
        trail=trail(language, title),
    )


def _facts(request: HttpRequest, found: Opened) -> list[tuple[object, ...]]:
    one, language = found.shown, request.language  # type: ignore[attr-defined]
    kind = KINDS.get(one.kind)
    facts: list[tuple[object, ...]] = [
        (Text(nl="Van", en="Owner"), owner_words(request, one)),
        (Text(nl="Grond", en="Ground"), one.basis.words),
        (Text(nl="Bewaard", en="Kept"), one.keep.words),
        (Text(nl="Waarop de termijn berust", en="What the term rests on"), one.term),
        (Text(nl="Geopend", en="Opened"), row_words(one.opened_at, language)),
    ]
    if kind:
        facts.append((Text(nl="Bereidt voor", en="Prepares"), kind.title))
    if one.closed_at:
        facts.append((_CLOSED, row_words(one.closed_at, language)))
    if one.entry:
        words = Text(nl="Gepubliceerd als", en="Published as")
        facts.append((words, one.entry, entry_path(language, one.entry)))
    if one.held:
        facts.append((_HELD, one.held))
    if found.subjects:
        ids = ", ".join(f"{each.id} ({each.type})" for each in found.subjects)
        facts.append((Text(nl="Betrokkenen", en="Data subjects"), ids))
    return facts


def _document(request: HttpRequest, one: Shown, found: Document) -> dict[str, Any]:
    """A document as the page shows it: a draft by its fields, JSON set out, text as it is, bytes as a download."""
    language = request.language  # type: ignore[attr-defined]
    here = f"{dossier_path(language, one.id)}/stukken/{found.id}"
    facts = _draft_facts(one, found)
    return {
        "name": found.content.name,
        "by": found.by,
        "at": row_words(found.at, language),
        "revision": found.revision,
        "facts": facts,
        "text": None if facts else _set_out(found),
        "file": f"{here}/bestand" if found.text is None else "",
        "edit": "" if facts or found.text is None or _fixed(found) else here,
        "resume": draft_path(language, KINDS[one.kind].wire, one.id, found.id) if facts and not one.closed_at else "",
    }


def _fixed(found: Document) -> bool:
    """Whether the product wrote it and nobody changes it."""
    return found.id == dossiers.RECEIPT or found.id.startswith(dossiers.MESSAGE)


def _draft_facts(one: Shown, found: Document) -> list[tuple[object, ...]]:
    if not one.draft or one.kind not in KINDS or found.id == dossiers.RECEIPT:
        return []
    try:
        typed = dossiers.fields_in(found)
    except NotThere:
        return []
    words = {each.wire: each.words for each in form_fields(KINDS[one.kind].body)}
    given = [(words[name], ", ".join(values)) for name, values in typed.items() if name in words and any(values)]
    return [*given] or [(Text(nl="Inhoud", en="Content"), Text(nl="nog niets ingevuld", en="nothing filled in yet"))]


def _set_out(found: Document) -> str | None:
    if found.content.media_type != dossiers.JSON:
        return found.text
    try:
        return json.dumps(json.loads(found.content.data), ensure_ascii=False, indent=2)
    except ValueError:
        return found.text


def trail(language: str, *last: Text) -> tuple[tuple[Text, str], ...]:
    """The way here."""
    start = (same("Start"), paths(language)["start"])
    if not last:
        return (start, (TITLE, ""))
    return (start, (TITLE, paths(language)["dossiers"]), *((one, "") for one in last))
