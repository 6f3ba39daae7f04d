# SPDX-License-Identifier: EUPL-1.2
"""Books for tests, made in memory from drafts: the same folding as in a node, without keys or a database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from stelsel.book.audience import ANYONE, Asker
from stelsel.book.book import Book
from stelsel.book.position import Position
from stelsel.book.view import LogView
from stelsel.catalogue import KINDS
from stelsel.engines.search import Index
from stelsel.kernel.draft import Draft
from stelsel.kernel.entry import Envelope, commitment
from stelsel.kernel.kept import Kept, Remembered
from stelsel.register.log import LogName, Stored

SALT = bytes(16)


class Shelf:
    """Memos of one book; no search."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Any] = {}
        self._rows = Remembered()

    def index(self, view: LogView) -> Index:
        """An empty index."""
        return Index(())

    def memo(self, position: Position, name: str, make: Callable[[], Any]) -> Any:
        """The value made once."""
        key = (position.hash, name)
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    def kept(self, name: str) -> Kept:
        """In memory."""
        return self._rows


def leaves(publisher: str, drafts: Iterable[Draft]) -> list[Stored]:
    """Drafts as leaves of a log, in order."""
    made = []
    for index, draft in enumerate(drafts):
        payload = draft.kind.encode(draft.body, draft.unknown)
        envelope = Envelope(
            op="put",
            type=draft.kind.type,
            id=f"{publisher}/{draft.kind.name}/{draft.local}",
            rev=1,
            at="2026-11-24T10:00:00Z",
            h=commitment(SALT, payload),
            org=draft.about or publisher,
            mode="recorded" if draft.source else "stated",
            src=draft.source,
        )
        made.append(Stored(index, envelope.encode(), SALT, payload))
    return made


def book_of(drafts: Mapping[str, Iterable[Draft]], asker: Asker = ANYONE, day: date = date(2026, 11, 24)) -> Book:
    """A book of public logs, one per publisher."""
    views = []
    for publisher, own in drafts.items():
        log = LogName(f"test.example/{publisher}/public", publisher, "public", publisher)
        views.append(LogView(log, KINDS).grown(leaves(publisher, own)))
    return Book(views, KINDS, asker, Shelf(), day)
