# SPDX-License-Identifier: EUPL-1.2
"""Six priorities in one picture: what this node itself can count, kind by kind, for whoever asks."""

from dataclasses import dataclass
from typing import Any

from stelsel.book.book import Book
from stelsel.kernel.kind import Kind
from stelsel.kernel.text import Text

PRIORITIES: tuple[tuple[str, Text], ...] = (
    ("cloud", Text(nl="Cloud", en="Cloud")),
    ("data", Text(nl="Data", en="Data")),
    ("ai", Text(nl="AI", en="AI")),
    ("services", Text(nl="Diensten", en="Services")),
    ("resilience", Text(nl="Weerbaarheid", en="Resilience")),
    ("people", Text(nl="Mensen", en="People")),
)
"""The six priorities of the Dutch digitalisation strategy, by the name of their room."""


@dataclass(frozen=True)
class Counted:
    """How many current entries of a kind this asker sees: stated by the organisation itself, recorded by an importer,
    and how many of all are invented examples."""

    kind: Kind[Any]
    stated: int
    recorded: int
    samples: int

    @property
    def count(self) -> int:
        """All of them."""
        return self.stated + self.recorded


@dataclass(frozen=True)
class Priority:
    """One priority: its room, its words and its kinds with their counts, in the order the room declares them. Without
    kinds nothing can be counted, which is unknown and not zero."""

    room: str
    words: Text
    counted: tuple[Counted, ...]

    @property
    def total(self) -> int | None:
        """All entries of the room; None (unknown) when the room declares no kinds."""
        return sum(one.count for one in self.counted) if self.counted else None


def priorities_at_a_glance(book: Book) -> tuple[Priority, ...]:
    """The six priorities with what this book holds of each; counted once per position."""
    return book.memo("six-priorities", lambda: tuple(_priority(book, room, words) for room, words in PRIORITIES))


def _priority(book: Book, room: str, words: Text) -> Priority:
    return Priority(room, words, tuple(_counted(book, kind) for kind in book.kinds.values() if kind.room == room))


def _counted(book: Book, kind: Kind[Any]) -> Counted:
    stated = recorded = 0
    for view in book.views:
        for record in view.records(kind).values():
            if record.envelope.mode == "stated":
                stated += 1
            else:
                recorded += 1
    samples = sum(bool(getattr(body, "sample", False)) for _, body in book.rows(kind))
    return Counted(kind, stated, recorded, samples)
