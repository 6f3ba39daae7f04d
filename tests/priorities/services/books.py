# SPDX-License-Identifier: EUPL-1.2
"""Books that know the kind of this room, whatever the catalogue holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from stelsel.book.answer import Answer
from stelsel.book.audience import ANYONE
from stelsel.book.book import Book
from stelsel.book.question import Budget
from stelsel.book.view import LogView
from stelsel.catalogue import KINDS
from stelsel.kernel.draft import Draft
from stelsel.nouns import organisation
from stelsel.priorities.services import exchange
from stelsel.priorities.services.kinds import PUBLIC_SERVICE
from stelsel.priorities.services.questions.which_door import WHICH_DOOR
from stelsel.register.log import LogName
from tests.books import Shelf, leaves

ALL_KINDS = dict(KINDS) | {PUBLIC_SERVICE.name: PUBLIC_SERVICE}
TODAY = date(2026, 11, 24)


def book_of(drafts: Mapping[str, Iterable[Draft]], day: date = TODAY) -> Book:
    """A book of public logs, one per publisher."""
    views = []
    for publisher, own in drafts.items():
        log = LogName(f"test.example/{publisher}/public", publisher, "public", publisher)
        views.append(LogView(log, ALL_KINDS).grown(leaves(publisher, own)))
    return Book(views, ALL_KINDS, ANYONE, Shelf(), day)


def country(root: Path, more: Iterable[Draft] = ()) -> Book:
    """The organisations, joint arrangements and services that ship; and more, that a municipality states."""
    data = root / "src" / "stelsel" / "node" / "example" / "data"
    drafts = [*organisation.example(data).drafts, *exchange.example(data).drafts]
    return book_of({"importeur": drafts, "gemeente": more})


def ask(book: Book, **plain: Any) -> Answer:
    """The answer of which-door for wire values."""
    return WHICH_DOOR.answer(book, WHICH_DOOR.from_plain(plain), Budget(60, 10**9, lambda: 0.0))
