# SPDX-License-Identifier: EUPL-1.2
"""A book of what ships (organisations and public services), in memory and without a node: for who asks before there is
one. Nobody signed it, and it says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from stelsel.book.audience import ANYONE
from stelsel.book.book import Book
from stelsel.book.position import Position
from stelsel.book.view import LogView
from stelsel.catalogue import KINDS
from stelsel.engines.search import Index
from stelsel.kernel.draft import Draft
from stelsel.kernel.entry import SALT_BYTES, Envelope, commitment
from stelsel.kernel.kept import Kept, Remembered
from stelsel.nouns import organisation
from stelsel.priorities.services import exchange
from stelsel.register.log import LogName, Stored

DATA = Path(__file__).parent / "data"
PUBLISHER = "meegeleverd"
_SALT, _AT = bytes(SALT_BYTES), "2026-11-27T00:00:00Z"


class _Shelf:
    """Memos of one book; no search."""

    def __init__(self) -> None:
        self._kept: dict[str, Any] = {}
        self._rows = Remembered()

    def index(self, view: LogView) -> Index:
        """An empty index."""
        return Index(())

    def memo(self, position: Position, name: str, make: Callable[[], Any]) -> Any:
        """The value made once."""
        if name not in self._kept:
            self._kept[name] = make()
        return self._kept[name]

    def kept(self, name: str) -> Kept:
        """In memory."""
        return self._rows


def shipped_book(day: date) -> Book:
    """The organisations, joint arrangements and services of the example country."""
    drafts = [*organisation.example(DATA).drafts, *exchange.example(DATA).drafts]
    log = LogName(f"{PUBLISHER}.invalid/public", PUBLISHER, "public", PUBLISHER)
    return Book([LogView(log, KINDS).grown(list(_leaves(drafts)))], KINDS, ANYONE, _Shelf(), day)


def _leaves(drafts: Iterable[Draft]) -> Iterable[Stored]:
    for index, draft in enumerate(drafts):
        payload = draft.kind.encode(draft.body, draft.unknown)
        envelope = Envelope(
            op="put", type=draft.kind.type, id=f"{PUBLISHER}/{draft.kind.name}/{draft.local}", rev=1, at=_AT,
            h=commitment(_SALT, payload), org=draft.about or PUBLISHER, mode="recorded", src=draft.source,
        )  # fmt: skip
        yield Stored(index, envelope.encode(), _SALT, payload)
