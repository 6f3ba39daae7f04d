# SPDX-License-Identifier: EUPL-1.2
"""Which revision of each entry stands: now, or as it was known on a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.kernel.entry import GONE
from stelsel.kernel.kind import Kind


def told(record: Record) -> date:
    """The day on which a revision was published, by the clock of its log."""
    return date.fromisoformat(record.envelope.at[:10])


def order(record: Record) -> tuple[str, str, int]:
    """Records in the order in which they were published."""
    return record.envelope.at, record.log.origin, record.index


def standing(book: Book, kind: Kind[Any], known_at: date | None) -> list[Record]:
    """The revision of each entry of a kind that stands, in order of publication; none of what was taken back. On a day
    before an entry was first made here, its newest revision stands: what the text itself says of its publication
    counts then, and a correction of how we wrote it down is no later law."""
    found: dict[str, Record] = {}
    for revisions in _entries(book, kind):
        one = _as_known(revisions, known_at)
        if one.envelope.op in GONE or not one.payload:
            continue
        before = found.get(one.id)
        if before is None or order(before) < order(one):
            found[one.id] = one
    return sorted(found.values(), key=order)


def every(book: Book, kind: Kind[Any]) -> Iterator[Record]:
    """Every revision of a kind whose content is there, also of what was taken back later."""
    for revisions in _entries(book, kind):
        yield from (one for one in revisions if one.payload and one.envelope.op not in GONE)


def _entries(book: Book, kind: Kind[Any]) -> Iterator[Sequence[Record]]:
    for view in book.views:
        for address in view.addresses(kind):
            yield view.history[address]


def _as_known(revisions: Sequence[Record], known_at: date | None) -> Record:
    if known_at is None or told(revisions[0]) > known_at:
        return revisions[-1]
    return [one for one in revisions if told(one) <= known_at][-1]
