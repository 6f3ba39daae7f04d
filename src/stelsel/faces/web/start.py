# SPDX-License-Identifier: EUPL-1.2
"""The start page: one question box, six rooms, the map, what this node knows and what changed."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.catalogue import KINDS, QUESTIONS, ROOMS
from stelsel.faces.web.addresses import entry_path, kind_path, paths, question_path
from stelsel.faces.web.choices import choice
from stelsel.faces.web.country import MEASURES, country
from stelsel.faces.web.rooms import room_rows
from stelsel.faces.web.shell import book_of, page, show
from stelsel.faces.web.who import publisher_name, short_label
from stelsel.kernel.kind import Kind
from stelsel.kernel.text import Text
from stelsel.node import clock

NEWEST = 5
WEEK = timedelta(days=7)
_WITHDRAWN = Text(nl="een ingetrokken vermelding", en="a withdrawn entry")
_SIX = frozenset(room.name for room in ROOMS)


@page(needs="see")
def start(request: HttpRequest) -> HttpResponse:
    """The page; `kaart` in the address chooses the measure of the map."""
    book, language = book_of(request), request.language  # type: ignore[attr-defined]
    measure = next((one for one in MEASURES if one.wire == request.GET.get("kaart")), MEASURES[0])
    today = clock.today()
    return show(
        request,
        "start",
        questions=[
            (one.sentence, question_path(language, one.wire)) for one in QUESTIONS.values() if one.room not in _SIX
        ],
        rooms=room_rows(book, language),
        map=country(book, measure, language),
        measures=[
            (one.words, f"{paths(language)['start']}?kaart={one.wire}#kaart", one is measure) for one in MEASURES
        ],
        known=book.memo(f"web.known.{language}", lambda: _known(book, language)),
        logs=len(book.position.logs),
        entries=book.position.entries,
        week=book.memo(f"web.week.{today}.{language}", lambda: week(book, today, language)),
    )


def _known(book: Book, language: str) -> list[tuple[Text, int, str]]:
    found = [
        (_words(kind, count), count, kind_path(language, kind.wire_plural))
        for kind in KINDS.values()
        if (count := book.count(kind))
    ]
    return sorted(found, key=lambda one: -one[1])


def _words(kind: Kind[Any], count: int) -> Text:
    return kind.title if count == 1 else kind.plural


def _title(book: Book, record: Record) -> Text:
    """What the feed calls an entry: never the title of one that was withdrawn."""
    return short_label(book, record) if book.get(record.id) else _WITHDRAWN


def week(book: Book, today: date, language: str) -> dict[str, Any]:
    """What was appended in the last seven days: counts by kind and operation, and the newest few."""
    since = (today - WEEK).isoformat()
    counts: Counter[tuple[str, str]] = Counter()
    newest: list[Record] = []
    for view in book.views:
        recent = [one for records in view.history.values() for one in records if one.envelope.at >= since]
        counts.update((one.envelope.type.partition("/")[0], one.envelope.op) for one in recent)
        newest += sorted(recent, key=lambda one: (one.envelope.at, one.index))[-NEWEST:]
    newest = sorted(newest, key=lambda one: (one.envelope.at, one.index))[-NEWEST:][::-1]
    lines = [
        (KINDS[kind].plural if count != 1 else KINDS[kind].title, choice(op), count)
        for (kind, op), count in counts.most_common(6)
    ]
    links = [
        {
            "label": _title(book, one).to(language),
            "href": entry_path(language, one.id),
            "what": choice(one.envelope.op),
            "by": publisher_name(book, one.log.publisher),
            "day": date.fromisoformat(one.envelope.at[:10]),
        }
        for one in newest
    ]
    return {"counts": lines, "newest": links}
