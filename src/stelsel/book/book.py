# SPDX-License-Identifier: EUPL-1.2
"""A book: what one asker may see, at one position. A question gets a book and nothing else."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol, TypeVar

import polars as pl

from stelsel.book.audience import Asker
from stelsel.book.position import Position
from stelsel.book.view import LogView, Record, empty_frame
from stelsel.engines.search import Hits, Index, search
from stelsel.kernel.ids import entry_id
from stelsel.kernel.kept import Kept
from stelsel.kernel.kind import Kind

T = TypeVar("T")


class Shelf(Protocol):
    """Caches that a library keeps: one search index per view, and memos per position. All can be thrown away."""

    def index(self, view: LogView) -> Index:
        """The search index of a view."""

    def memo(self, position: Position, name: str, make: Callable[[], T]) -> T:
        """The value made once for this position, which is to say for this audience."""

    def kept(self, name: str) -> Kept:
        """Where rows made from published texts are kept under this name."""


class Book:
    """The views an asker may see, united, and `day`, the day of asking: what holds on a day is judged by it when a
    question names no other. Reading never writes."""

    def __init__(
        self,
        views: Sequence[LogView],
        kinds: Mapping[str, Kind[Any]],
        asker: Asker,
        shelf: Shelf,
        day: date,
    ) -> None:
        assert all(asker.may_see(view.log) for view in views), "a book holds only what its asker may see"
        self._views = tuple(sorted(views, key=lambda view: view.log.origin))
        self.kinds = kinds
        self.asker = asker
        self._shelf = shelf
        self.day = day
        self.position = Position(tuple((view.log.origin, view.size) for view in self._views))

    @property
    def views(self) -> tuple[LogView, ...]:
        """The logs in this book, by origin."""
        return self._views

    def get(self, id: str) -> Record | None:
        """The current revision of an entry; None when it is not there, withdrawn, or not for this asker. Of an entry in
        two logs of its publisher, the one published last."""
        kind = entry_id(id).kind
        found = [record for view in self._views if (record := view.current.get(kind, {}).get(id)) is not None]
        return max(found, key=_moment, default=None)

    def history(self, id: str) -> list[Record]:
        """Every revision of an entry, oldest first; empty when this asker may see none."""
        return sorted((record for view in self._views for record in view.history.get(id, ())), key=_moment)

    def body(self, record: Record) -> Any:
        """The typed body of a record."""
        return record.body(self.kinds[entry_id(record.id).kind])

    def rows(self, kind: Kind[Any]) -> list[tuple[Record, Any]]:
        """Current records of a kind with their bodies, log by log."""
        return [row for view in self._views for row in view.bodies(kind)]

    def count(self, kind: Kind[Any]) -> int:
        """How many current entries of a kind there are."""
        return sum(len(view.records(kind)) for view in self._views)

    def table(self, kind: Kind[Any]) -> pl.DataFrame:
        """Current entries of a kind as one frame; columns as in `book.columns`, then _id _index _mode _org _log."""
        frames = [view.frame(kind) for view in self._views]
        return pl.concat(frames).clone() if frames else empty_frame(kind)  # the caller's own: frames are kept

    def search(
        self, text: str, facets: Mapping[str, Sequence[str]] | None = None, limit: int = 20, offset: int = 0
    ) -> Hits:
        """Full text over everything in the book, with facet counts. `facets` narrows: OR within one, AND between."""
        return search([self._shelf.index(view) for view in self._views], text, facets or {}, limit, offset)

    def memo(self, name: str, make: Callable[[], T]) -> T:
        """Something worked out once for this position and audience, such as arrays for matching."""
        return self._shelf.memo(self.position, name, make)

    def kept(self, name: str) -> Kept:
        """Where what is slow to make from published texts is kept, also for the next process. It is the same for every
        asker: look up only what this book shows, and never keep what somebody typed."""
        return self._shelf.kept(name)


def _moment(record: Record) -> tuple[str, str, int]:
    """When a record was published (RFC 3339 in UTC sorts as text); within one second and log by index."""
    return record.envelope.at, record.log.origin, record.index
