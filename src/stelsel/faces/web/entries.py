# SPDX-License-Identifier: EUPL-1.2
"""The page of an entry: what it says now, who says so, its links both ways, its history and its proof."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

import msgspec
from django.http import Http404, HttpRequest, HttpResponse

from stelsel.book.book import Book
from stelsel.book.permission import Operation
from stelsel.book.view import Record
from stelsel.catalogue import QUESTIONS
from stelsel.faces.web.addresses import (
    agreement_path,
    attach_path,
    entry_path,
    kind_path,
    organisation_path,
    paths,
    question_path,
    rule_path,
)
from stelsel.faces.web.attachments import Shown, attachments_of, shown
from stelsel.faces.web.choices import choice
from stelsel.faces.web.disputes import answerable, beside
from stelsel.faces.web.facts import Speaker, specs
from stelsel.faces.web.links import naming
from stelsel.faces.web.proofs import evidence
from stelsel.faces.web.shell import book_of, page, person_of, show
from stelsel.faces.web.who import label_of, name_of, organisations, publisher_name, short_label
from stelsel.kernel.entry import GONE
from stelsel.kernel.form import to_form
from stelsel.kernel.ids import entry_id
from stelsel.kernel.kind import Kind
from stelsel.kernel.text import Text, same
from stelsel.kernel.time import say_day
from stelsel.node.permission import may
from stelsel.nouns.agreement import AGREEMENT
from stelsel.nouns.attachment import ATTACHMENT
from stelsel.nouns.rule_text import RULE_TEXT


@dataclass(frozen=True, slots=True)
class Change:
    """What differs in one field between two revisions; an empty side was not there."""

    label: Text
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Revision:
    """One line of the timeline."""

    record: Record
    day: date
    time: str
    what: Text
    by: str
    changes: tuple[Change, ...]
    erased: bool


@page(needs="see")
def entry(request: HttpRequest, publisher: str, kind: str, local: str) -> HttpResponse:
    """The page. 404 both where there is nothing and where this reader may see nothing."""
    book, history = history_of(request, publisher, kind, local)
    newest = history[-1]
    speaker = Speaker(book, request.language)  # type: ignore[attr-defined]
    declared = book.kinds[kind]
    withdrawn = newest.envelope.op in GONE
    said = next((one for one in reversed(history) if one.payload and one.envelope.op not in GONE), None)
    body = said.body(declared) if said else None
    start = paths(request.language)["start"]  # type: ignore[attr-defined]
    return show(
        request,
        "entry",
        record=newest,
        kind=declared,
        label=label_of(book, said) if said else same(newest.id),
        body=body,
        sample=getattr(body, "sample", False),
        groups=speaker.groups(declared, body) if body is not None else (),
        about=about_whom(book, request.language, newest),  # type: ignore[attr-defined]
        by=publisher_name(book, newest.log.publisher),
        day=day_of(newest),
        source_day=source_day_of(newest, request.language),  # type: ignore[attr-defined]
        withdrawn=withdrawn,
        erased=newest.envelope.op == "erase",
        fresh="ontvangst" in request.GET and not withdrawn,
        audience=choice(newest.log.audience, "audience"),
        history=timeline(speaker, declared, history),
        incoming=_incoming(book, request.language, [newest.id, *_also_known_as(body)]),  # type: ignore[attr-defined]
        proof=evidence(newest),
        proof_path=f"{entry_path(request.language, newest.id)}/bewijs/{newest.log.audience}/{newest.index}",  # type: ignore[attr-defined]
        attachments=attachments_of(book, newest.id, request.language),  # type: ignore[attr-defined]
        attach_path=_attach_path(request, declared, newest),
        download=_download(request, declared, newest, body),
        change_path=f"{start}verbeteren/{newest.id}",
        withdraw_path=f"{start}intrekken/{newest.id}",
        erase_path=f"{start}wissen/{newest.id}",
        dispute_path=f"{start}betwisten/{newest.id}",
        answer_path=answerable(request, newest.id),
        disputes=beside(book, request.language, newest.id),  # type: ignore[attr-defined]
        questions=_questions(request.language, declared, body, newest.id),  # type: ignore[attr-defined]
        may_change=_may_change(request, newest, kind),
        trail=trail_to(request, declared, label_of(book, said) if said else same(newest.id)),
    )


def history_of(request: HttpRequest, publisher: str, kind: str, local: str) -> tuple[Book, list[Record]]:
    """The book of this reader and the revisions of an entry, oldest first; 404 where the reader sees none."""
    book = book_of(request)
    if kind not in book.kinds:
        raise Http404
    address = str(entry_id(f"{publisher}/{kind}/{local}"))
    history = sorted(book.history(address), key=lambda one: (one.envelope.at, one.log.origin, one.index))
    if not history:
        raise Http404
    return book, history


def timeline(speaker: Speaker, kind: Kind[Any], history: list[Record]) -> list[Revision]:
    """The revisions, newest first, each with what it changed."""
    before: dict[str, dict[str, str]] = {}
    lines: list[Revision] = []
    for record in history:
        erased = not record.payload
        now = {} if erased or record.envelope.op in GONE else speaker.plain(kind, record.body(kind))
        changes = _changes(kind, before.get(record.log.origin), now) if now else ()
        if now:
            before[record.log.origin] = now
        by = publisher_name(speaker.book, record.log.publisher)
        what = choice(record.envelope.op)
        lines.append(Revision(record, day_of(record), record.envelope.at[11:16], what, by, changes, erased))
    return lines[::-1]


def _changes(kind: Kind[Any], before: dict[str, str] | None, now: dict[str, str]) -> tuple[Change, ...]:
    if before is None:
        return ()
    names = [name for name in specs(kind.body) if before.get(name) != now.get(name)]
    return tuple(Change(specs(kind.body)[name].label, before.get(name, ""), now.get(name, "")) for name in names)


def _attach_path(request: HttpRequest, kind: Kind[Any], newest: Record) -> str:
    """Where this reader adds a file to a current entry; empty for who publishes for nobody."""
    if kind is ATTACHMENT or newest.envelope.op in GONE or not may(person_of(request), "attach"):
        return ""
    return f"{attach_path(request.language)}?{urlencode({'bij': newest.id})}"  # type: ignore[attr-defined]


def _download(request: HttpRequest, kind: Kind[Any], newest: Record, body: Any) -> Shown | None:
    """The file of a current attachment."""
    if kind is not ATTACHMENT or newest.envelope.op in GONE or body is None:
        return None
    return shown(newest, body, request.language)  # type: ignore[attr-defined]


def _may_change(request: HttpRequest, newest: Record, kind: str) -> bool:
    """Whether this reader may correct, withdraw and erase this entry."""
    who, log = person_of(request), newest.log
    changes: tuple[Operation, ...] = ("correct", "withdraw", "erase")
    return all(may(who, one, log.publisher, log.audience, kind) for one in changes)


def about_whom(book: Book, language: str, record: Record) -> tuple[str, str]:
    """Whom an entry is about: name, and address where there is a page."""
    org = record.envelope.org
    if org in organisations(book).by_tooi:
        return name_of(book, org), organisation_path(language, org)
    if org.count("/") == 2 and (found := book.get(org)) is not None:
        return label_of(book, found).to(language), entry_path(language, org)
    return publisher_name(book, org), ""


def _questions(language: str, kind: Kind[Any], body: Any, id: str) -> list[tuple[Text, str]]:
    """The questions that take what this entry says as their inputs."""
    takers = [one for one in QUESTIONS.values() if body is not None and issubclass(one.inputs, kind.body)]
    query = urlencode(to_form(kind.body, msgspec.to_builtins(body))) if takers else ""
    found = [(one.sentence, f"{question_path(language, one.wire)}?{query}") for one in takers]
    if kind is RULE_TEXT and body is not None:
        found.append((_READ_RULE, rule_path(language, body.identifier)))
    if kind is AGREEMENT and body is not None:
        found.append((_READ_AGREEMENT, agreement_path(language, id)))
    return found


_READ_AGREEMENT = Text(
    nl="Lees deze afspraak in gewone woorden, en kijk na wat er geleverd wordt",
    en="Read this agreement in plain words, and check what is delivered",
)
_READ_RULE = Text(nl="Lees en probeer deze regel", en="Read and try this rule")


def _also_known_as(body: Any) -> list[str]:
    """The TOOI address, by which other entries name an organisation."""
    tooi = getattr(body, "tooi", None)
    return [tooi] if tooi else []


def _incoming(book: Book, language: str, targets: list[str]) -> list[dict[str, Any]]:
    found = []
    for one in (each for target in targets for each in naming(book, target)):
        if one.kind == ATTACHMENT.name:  # they stand in a section of their own
            continue
        records = [record for each in one.ids if (record := book.get(each)) is not None]
        links = [(short_label(book, record).to(language), entry_path(language, record.id)) for record in records]
        found.append({"kind": book.kinds[one.kind], "count": one.count, "links": links, "more": one.count - len(links)})
    return found


def source_day_of(record: Record, language: str) -> str:
    """The day of the data in words; as the source wrote it where that is no full day."""
    text = record.source.day if record.source else ""
    try:
        return say_day(date.fromisoformat(text), language)
    except ValueError:
        return text


def day_of(record: Record) -> date:
    """The day of a revision, by the clock of its publisher."""
    return date.fromisoformat(record.envelope.at[:10])


def trail_to(request: HttpRequest, kind: Kind[Any], label: Text) -> tuple[tuple[Text, str], ...]:
    """The way to an entry; the last one is its page."""
    language = request.language  # type: ignore[attr-defined]
    start = (same("Start"), paths(language)["start"])
    return start, (kind.plural, kind_path(language, kind.wire_plural)), (label, "")
