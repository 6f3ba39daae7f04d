# SPDX-License-Identifier: EUPL-1.2
"""Books of the data room with a real search index, lent by a library over logs in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from stelsel.book.answer import Answer
from stelsel.book.audience import ANYONE, Asker
from stelsel.book.book import Book
from stelsel.book.library import Library
from stelsel.book.question import Budget
from stelsel.catalogue import KINDS
from stelsel.kernel.draft import Draft
from stelsel.priorities.data.kinds import KINDS as DATA_KINDS
from stelsel.priorities.data.questions.what_data import WHAT_DATA
from stelsel.register.log import LogName, Stored
from tests.books import leaves


class Logs:
    """Public logs in memory, one per publisher."""

    def __init__(self, drafts: Mapping[str, Iterable[Draft]]) -> None:
        self._stored = {
            LogName(f"test.example/{publisher}/public", publisher, "public", publisher): leaves(publisher, own)
            for publisher, own in drafts.items()
        }

    def sizes(self) -> dict[LogName, int]:
        """Every log with its size."""
        return {log: len(stored) for log, stored in self._stored.items()}

    def stored(self, origin: str, start: int, end: int) -> list[Stored]:
        """Leaves in order."""
        return next(stored for log, stored in self._stored.items() if log.origin == origin)[start:end]


def lend(drafts: Mapping[str, Iterable[Draft]], asker: Asker = ANYONE) -> Book:
    """A book of public logs that can be searched."""
    kinds = KINDS | {kind.name: kind for kind in DATA_KINDS}
    return Library(Logs(drafts), kinds, lambda: date(2026, 11, 24)).book(asker)


def ask(book: Book, **plain: object) -> Answer:
    """The answer to wire inputs."""
    return WHAT_DATA.answer(book, WHAT_DATA.from_plain(plain), Budget(60, 10**9, lambda: 0.0))
