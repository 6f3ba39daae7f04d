# SPDX-License-Identifier: EUPL-1.2
"""Disputing an entry and answering a dispute: a form, a preview, and only then the log; and what stands beside an
entry."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.catalogue import KINDS
from stelsel.faces.web.addresses import entry_path, paths
from stelsel.faces.web.choices import capital
from stelsel.faces.web.inputs import Typed, errors_of, fields_of, summary
from stelsel.faces.web.publish import preview, sign_in_first
from stelsel.faces.web.shell import book_of, page, person_of, show
from stelsel.faces.web.statement import Statement
from stelsel.faces.web.templatetags.fields import Field
from stelsel.faces.web.who import label_of, publisher_name
from stelsel.kernel.form import form_fields
from stelsel.kernel.ids import entry_id
from stelsel.kernel.kind import Kind
from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.text import Text, same
from stelsel.kernel.time import say_day
from stelsel.kernel.vocabulary import wire
from stelsel.node import dispute_desk
from stelsel.node.node import node
from stelsel.nouns.dispute import DISPUTE, DISPUTE_ANSWER, Disputed, Verdict, dispute_at, disputes_of

_DISPUTE = Text(nl="Betwisten", en="Dispute")
_ANSWER = Text(nl="Betwisting beantwoorden", en="Answer dispute")
_WHOLE = Text(nl="de hele vermelding", en="the whole entry")
_BY = Text(nl="Betwist door {by} op {day}", en="Disputed by {by} on {day}")
_WHO = Text(nl="Namens wie betwist u?", en="For whom do you dispute?")
_NOT_YOURS = (
    Text(nl="Voor deze organisatie mag u niet publiceren.", en="You may not publish for this organisation."),
    Text(nl="Kies een andere.", en="Choose another."),
)


@dataclass(frozen=True, slots=True)
class Beside:
    """A dispute as it stands on a page: a title in words, what it says, and where it stands."""

    found: Disputed
    title: Text
    says: str
    href: str
    answer: str


def beside(book: Book, language: str, address: str) -> list[Beside]:
    """The disputes about an entry, for its page."""
    return [_beside(book, language, one) for one in disputes_of(book, address)]


def answerable(request: HttpRequest, id: str) -> str:
    """The address of the form where this person answers the dispute at this address; empty when it may not."""
    found = dispute_at(book_of(request), id) if entry_id(id).kind == DISPUTE.name else None
    mine = person_of(request).publishers("publisher")
    if found is None or found.state != "open" or found.revision.log.publisher not in mine:
        return ""
    return f"{paths(request.language)['start']}beantwoorden/{id}"  # type: ignore[attr-defined]


@page("GET", "POST")
def dispute(request: HttpRequest, publisher: str, kind: str, local: str) -> HttpResponse:
    """Say that an entry is wrong; it stands beside the entry until its publisher answers."""
    if (away := sign_in_first(request)) is not None:
        return away
    book, typed = book_of(request), cast(Typed, dict(request.POST.lists()))
    record = _seen(request, publisher, kind, local)
    if request.method != "POST" or request.POST.get("stap") == "wijzigen":
        return _dispute_form(request, record, typed, {})
    try:
        mine = _mine(request)
        said = _objection(request, record)
        body = dispute_desk.dispute_body(dispute_desk.revision_of(book, record.id, said.index), said)
        if request.POST.get("stap") != "publiceren":
            statement = Statement(mine, record.log.audience, "", "", None)
            return preview(request, DISPUTE, body, statement, typed, _DISPUTE)
        receipt = dispute_desk.dispute(node(), book, mine, record.id, said, person_of(request).name)
    except BadInput as problem:
        return _dispute_form(request, record, typed, _errors(DISPUTE, problem), 400)
    return HttpResponseRedirect(f"{entry_path(request.language, receipt.id)}?ontvangst=1")  # type: ignore[attr-defined]


@page("GET", "POST")
def answer(request: HttpRequest, publisher: str, kind: str, local: str) -> HttpResponse:
    """Answer a dispute of an entry of one's own."""
    if (away := sign_in_first(request)) is not None:
        return away
    book, typed = book_of(request), cast(Typed, dict(request.POST.lists()))
    record = _seen(request, publisher, kind, local)
    found = dispute_at(book, record.id)
    if found is None:
        raise Http404
    decider = found.revision.log.publisher
    if decider not in person_of(request).publishers("publisher"):
        raise PermissionDenied
    if request.method != "POST" or request.POST.get("stap") == "wijzigen":
        return _answer_form(request, found, typed, {})
    verdict, reasons = (request.POST.get(wire(name), "") for name in ("verdict", "reasons"))
    try:
        dispute_desk.open_dispute(book, decider, record.id)
        body = dispute_desk.answer_body(found, verdict, reasons)
        if request.POST.get("stap") != "publiceren":
            statement = Statement(decider, record.log.audience, "", "", None)
            return preview(request, DISPUTE_ANSWER, body, statement, typed, _ANSWER)
        by = person_of(request).name
        receipt = dispute_desk.answer(node(), book, decider, record.id, cast(Verdict, verdict), reasons, by)
    except BadInput as problem:
        return _answer_form(request, found, typed, _errors(DISPUTE_ANSWER, problem), 400)
    return HttpResponseRedirect(f"{entry_path(request.language, receipt.id)}?ontvangst=1")  # type: ignore[attr-defined]


def _dispute_form(
    request: HttpRequest, record: Record, typed: Typed, errors: dict[str, Text], status: int = 200
) -> HttpResponse:
    book = book_of(request)
    mine = [(one, same(publisher_name(book, one))) for one in person_of(request).publishers("publisher")]
    who = Field("stelsel-uitgever", _WHO, "select", _first(typed, "stelsel-uitgever"), options=mine)
    who = replace(who, error=errors.get(who.name, ""))
    fields = [who, *_asked(DISPUTE, ("what_is_wrong", "field", "should_be"), typed, errors)]
    options = [("", _WHOLE), *((one.wire, capital(one.words)) for one in form_fields(_kind(record).body))]
    fields = [replace(one, kind="select", options=options) if one.name == wire("field") else one for one in fields]
    revision = _first(typed, "stelsel-versie") or str(record.index)
    return _form(request, record, record, fields, _DISPUTE, errors, status, revision)


def _answer_form(
    request: HttpRequest, found: Disputed, typed: Typed, errors: dict[str, Text], status: int = 200
) -> HttpResponse:
    fields = _asked(DISPUTE_ANSWER, ("verdict", "reasons"), typed, errors)
    fields = [replace(one, kind="radio") if one.name == wire("verdict") else one for one in fields]
    return _form(request, found.record, found.revision, fields, _ANSWER, errors, status)


def _form(
    request: HttpRequest,
    record: Record,
    revision: Record,
    fields: list[Field],
    title: Text,
    errors: dict[str, Text],
    status: int,
    index: str = "",
) -> HttpResponse:
    book, language = book_of(request), request.language  # type: ignore[attr-defined]
    found = dispute_at(book, record.id) if record is not revision else None
    return show(
        request,
        "dispute",
        status,
        heading=title,
        label=label_of(book, revision),
        by=publisher_name(book, revision.log.publisher),
        href=entry_path(language, revision.id),
        back=entry_path(language, record.id),
        here=request.path,
        said=_beside(book, language, found) if found else None,
        fields=fields,
        index=index,
        errors=summary(errors),
        trail=((same("Start"), paths(language)["start"]), (title, "")),
    )


def _asked(kind: Kind[Any], names: tuple[str, ...], typed: Typed, errors: dict[str, Text]) -> list[Field]:
    """The fields of a body that people fill in, in this order; long text gets room."""
    by_name = {field.name: field for field in fields_of(kind.body, typed, errors)}
    found = [by_name[wire(name)] for name in names]
    long = {wire("what_is_wrong"), wire("should_be"), wire("reasons")}
    return [replace(one, kind="textarea", rows=4) if one.name in long else one for one in found]


def _objection(request: HttpRequest, record: Record) -> dispute_desk.Objection:
    given = request.POST.get("stelsel-versie", "")
    index = int(given) if given.isascii() and given.isdigit() and len(given) < 12 else record.index
    return dispute_desk.Objection(
        request.POST.get(wire("what_is_wrong"), ""),
        request.POST.get(wire("field"), ""),
        request.POST.get(wire("should_be"), ""),
        index=index,
    )


def _mine(request: HttpRequest) -> str:
    """The publisher for whom this person disputes."""
    wanted = request.POST.get("stelsel-uitgever", "")
    if wanted not in person_of(request).publishers("publisher"):
        raise BadInput(Finding("statement", "stelsel-uitgever", *_NOT_YOURS))
    return wanted


def _seen(request: HttpRequest, publisher: str, kind: str, local: str) -> Record:
    record = book_of(request).get(str(entry_id(f"{publisher}/{kind}/{local}"))) if kind in KINDS else None
    if record is None:
        raise Http404
    return record


def _beside(book: Book, language: str, found: Disputed) -> Beside:
    by, day = publisher_name(book, found.record.log.publisher), date.fromisoformat(found.record.envelope.at[:10])
    title = Text(
        nl=_BY.nl.format(by=by, day=say_day(day, "nl")),
        en=_BY.en.format(by=by, day=say_day(day, "en")),
    )
    answer = entry_path(language, found.answer.record.id) if found.answer else ""
    said = found.body.what_is_wrong if found.body else ""
    return Beside(found, title, said, entry_path(language, found.record.id), answer)


def _errors(kind: Kind[Any], problem: BadInput) -> dict[str, Text]:
    return errors_of(problem.findings, ["stelsel-uitgever", *(one.wire for one in form_fields(kind.body))])


def _kind(record: Record) -> Kind[Any]:
    return KINDS[entry_id(record.id).kind]


def _first(typed: Typed, name: str) -> str:
    return (typed.get(name) or [""])[0]
