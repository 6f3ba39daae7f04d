# SPDX-License-Identifier: EUPL-1.2
"""Where one goes for a product of the UPL: its entry, the doors at a place on a day, and what is written about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.kernel.text import Text
from stelsel.priorities.services.kinds import LAYERS, PUBLIC_SERVICE, PublicService
from stelsel.priorities.services.policy import titled
from stelsel.priorities.services.questions._doors import Doors, doors, layer_words
from stelsel.priorities.services.questions._places import Where, places
from stelsel.priorities.services.sayings import Saying, code_of, sayings
from stelsel.priorities.services.written import Written, written

__all__ = ["WhereTo", "services", "whereto"]


@dataclass(frozen=True)
class WhereTo:
    """A product by its code. Without `record` this reader knows no such product, so nobody can say which door."""

    code: str
    record: Record | None
    body: PublicService | None
    doors: Doors | None
    saying: Saying | None
    written: Written | None

    @property
    def title(self) -> Text:
        """What it is called: in plain words where it is written out."""
        if self.written is not None:
            return self.written.title
        return titled(self.body.title if self.body else self.code)

    @property
    def layers(self) -> Text:
        """Which layers of government offer it."""
        return layer_words(self.body.layers if self.body else (), LAYERS)


def services(book: Book) -> Mapping[str, tuple[Record, PublicService]]:
    """The products in a book by their code, made once per position."""
    return book.memo(
        "services-by-code", lambda: {code_of(body.identifier): (record, body) for record, body in _rows(book)}
    )


def _rows(book: Book) -> list[tuple[Record, PublicService]]:
    return [(record, body) for record, body in book.rows(PUBLIC_SERVICE) if code_of(body.identifier)]


def whereto(book: Book, code: str, town: str = "", day: date | None = None) -> WhereTo:
    """The product and its doors; `town` as a person types it, `day` today when it is not given."""
    record, body = services(book).get(code, (None, None))
    found = None
    if body is not None:
        known, on = places(book), day or book.day
        found = doors(book, known, body, known.find(town, on) if town.strip() else Where(""), on)
    return WhereTo(code, record, body, found, sayings().get(code), written().get(code))
