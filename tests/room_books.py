# SPDX-License-Identifier: EUPL-1.2
"""Books for tests of rooms: any kinds, logs per publisher and audience, and only what the asker may see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from stelsel.book.audience import ANYONE, Asker
from stelsel.book.book import Book
from stelsel.book.question import Budget
from stelsel.book.view import LogView, kinds_by_name
from stelsel.catalogue import KINDS
from stelsel.kernel.draft import Draft
from stelsel.kernel.kind import Kind
from stelsel.register.log import LogName
from tests.books import Shelf, leaves


def room_book(
    drafts: Mapping[str, Mapping[str, Iterable[Draft]]],
    kinds: Iterable[Kind[Any]],
    asker: Asker = ANYONE,
    day: date = date(2026, 11, 24),
) -> Book:
    """Logs from drafts by publisher and audience, as far as this asker may see them."""
    known = dict(KINDS)
    known |= kinds_by_name(kinds)
    views = []
    for publisher, audiences in drafts.items():
        for audience, own in audiences.items():
            log = LogName(f"test.example/{publisher}/{audience}", publisher, audience, publisher)
            if asker.may_see(log):
                views.append(LogView(log, known).grown(leaves(publisher, own)))
    return Book(views, known, asker, Shelf(), day)


def budget() -> Budget:
    """A budget that never runs out, on a clock that stands still."""
    return Budget(60, 10**9, lambda: 0.0)
