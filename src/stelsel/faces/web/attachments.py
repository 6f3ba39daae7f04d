# SPDX-License-Identifier: EUPL-1.2
"""Attachments on the pages: add one to an entry, see them with it, take one home."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.faces.download import download
from stelsel.faces.web.addresses import entry_path, paths
from stelsel.faces.web.attachment_form import AUDIENCE, PUBLISHER, fields
from stelsel.faces.web.inputs import errors_of, summary
from stelsel.faces.web.publish import published
from stelsel.faces.web.shell import book_of, page, person_of, show
from stelsel.faces.web.who import label_of
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text, number, same
from stelsel.kernel.time import day
from stelsel.kernel.vocabulary import wire
from stelsel.node.attach import Wish
from stelsel.node.attach import attach as keep
from stelsel.node.node import node
from stelsel.node.permission import may
from stelsel.node.uploads import Upload, received
from stelsel.nouns.attachment import ATTACHMENT, Attachment

_TITLE = Text(nl="Bijlage toevoegen", en="Add attachment")
_DISK = Text(
    nl="De schijf van deze node neemt het bestand niet aan. Er is niets bewaard. Waarschuw de beheerder van de node.",
    en="The disk of this node does not take the file. Nothing has been kept. Warn the administrator of the node.",
)


@dataclass(frozen=True, slots=True)
class Shown:
    """An attachment on a page: its entry, its content, its size in words, its page, and where the file is."""

    record: Record
    body: Attachment
    size: str
    href: str
    file: str


def shown(record: Record, body: Attachment, language: str) -> Shown:
    """An attachment as a page shows it."""
    here = entry_path(language, record.id)
    return Shown(record, body, said_size(body.byte_size, language), here, f"{here}/bestand")


def attachments_of(book: Book, id: str, language: str) -> list[Shown]:
    """The attachments that belong to an entry, as far as this reader may see them, oldest first."""

    def group() -> dict[str, list[tuple[Record, Attachment]]]:
        found: dict[str, list[tuple[Record, Attachment]]] = defaultdict(list)
        for record, body in book.rows(ATTACHMENT):
            if body.belongs_to:
                found[body.belongs_to].append((record, body))
        return dict(found)

    rows = book.memo("web.attachments", group).get(id, ())
    return [shown(record, body, language) for record, body in rows]


def said_size(size: int, language: str) -> str:
    """A number of bytes as people read it: 4,8 MB (a million bytes), 12 kB, 340 bytes."""
    if size < 1000:
        return f"{number(size, language)} bytes"
    step, unit = (1_000_000, "MB") if size >= 1_000_000 else (1000, "kB")
    return f"{number(Decimal(size) / step, language, 1)} {unit}"


@csrf_exempt  # checked below, when the form has been read: that goes to disk and not through memory
@page("GET", "POST", needs="attach")
def attach(request: HttpRequest) -> HttpResponse:
    """A form with a file; the errors keep what was typed."""
    if request.method != "POST":
        return _protected_form(request, {wire("belongs_to"): request.GET.get("bij", "")})
    with received(request, node().attachments) as upload:
        answer: HttpResponse = csrf_protect(lambda same_request: _answer(same_request, upload))(request)
        return answer


@page(needs="see")
def file(request: HttpRequest, publisher: str, local: str) -> HttpResponseBase:
    """The file itself; 404 for who may not see its entry."""
    record = book_of(request).get(f"{publisher}/{ATTACHMENT.name}/{local}")
    if record is None:
        raise Http404
    return download(request, record)


def _answer(request: HttpRequest, upload: Upload) -> HttpResponse:
    typed = dict(upload.typed)
    try:
        publisher = typed.get(PUBLISHER, "")
        _check_publisher(request, publisher)
        receipt = keep(node(), publisher, upload.whole(), _wish(upload), person_of(request))
    except BadInput as problem:
        known = [one.name for one in fields(book_of(request), person_of(request), typed, {}, settings.ATTACHMENT_BYTES)]
        errors = errors_of(problem.findings, known)
        if wire("audience") in (one.where for one in problem.findings):
            errors[AUDIENCE] = errors.pop("", errors.get(AUDIENCE, _TITLE))
        return _form(request, typed, errors, 400)
    except OSError:
        return _form(request, typed, {"bestand": _DISK}, 507)
    return published(request, receipt)


def _check_publisher(request: HttpRequest, publisher: str) -> None:
    if not publisher or not may(person_of(request), "attach", publisher):
        raise bad_input(
            "publisher",
            PUBLISHER,
            Text(nl="Voor deze organisatie mag u niet publiceren.", en="You may not publish for this organisation."),
            Text(nl="Kies een andere.", en="Choose another."),
        )


def _wish(upload: Upload) -> Wish:
    typed = {name: text.strip() for name, text in upload.typed.items()}
    until = typed.get(wire("kept_until"), "")
    return Wish(
        upload.file_name,
        upload.media_type,
        typed.get(wire("title"), ""),
        typed.get(wire("belongs_to"), ""),
        day(until, wire("kept_until")) if until else None,
        typed.get(AUDIENCE, ""),
    )


@csrf_protect
def _protected_form(request: HttpRequest, typed: dict[str, str]) -> HttpResponse:
    return _form(request, typed, {})


def _form(request: HttpRequest, typed: dict[str, str], errors: dict[str, Text], status: int = 200) -> HttpResponse:
    book, language = book_of(request), request.language  # type: ignore[attr-defined]
    return show(
        request,
        "attach",
        status,
        heading=_TITLE,
        fields=fields(book, person_of(request), typed, errors, settings.ATTACHMENT_BYTES),
        errors=summary(errors),
        owner=_owner(book, typed.get(wire("belongs_to"), ""), language),
        here=request.path,
        trail=((same("Start"), paths(language)["start"]), (_TITLE, "")),
    )


def _owner(book: Book, id: str, language: str) -> dict[str, Any] | None:
    """The entry that the attachment will belong to, when the address that is typed leads to one."""
    try:
        record = book.get(id) if id else None
    except BadInput:
        record = None
    return {"label": label_of(book, record), "href": entry_path(language, id)} if record else None
