# SPDX-License-Identifier: EUPL-1.2
"""The library: keeps the newest view of every log and lends books. Everything in it is a cache of the logs."""

import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Protocol, TypeVar

from stelsel.book.audience import Asker
from stelsel.book.book import Book
from stelsel.book.memos import Memos
from stelsel.book.position import Position
from stelsel.book.view import LogView
from stelsel.engines.search import Document, Index
from stelsel.kernel.kept import Kept, Remembered
from stelsel.kernel.kind import Kind
from stelsel.register.log import LogName, Stored

T = TypeVar("T")


class Logs(Protocol):
    """The logs of this node and how to read them."""

    def sizes(self) -> dict[LogName, int]:
        """Every log with its committed size."""

    def stored(self, origin: str, start: int, end: int) -> Iterable[Stored]:
        """Leaves [start, end) in order."""


def remembered(name: str) -> Kept:
    """Keeps in the memory of this process alone."""
    return Remembered()


class Library:
    """Lends books at the newest position and on the day that `today` gives. `kept` makes, for a name, the place where
    rows of published texts are kept. Safe to use from several threads."""

    def __init__(
        self,
        logs: Logs,
        kinds: Mapping[str, Kind[Any]],
        today: Callable[[], date],
        kept: Callable[[str], Kept] = remembered,
    ) -> None:
        self._logs = logs
        self._kinds = kinds
        self._today = today
        self._keep = kept
        self._kept: dict[str, Kept] = {}
        self._views: dict[str, LogView] = {}
        self._indexes: dict[str, tuple[int, Index]] = {}
        self._memos = Memos()
        self._lock = threading.RLock()

    def book(self, asker: Asker) -> Book:
        """The book of an asker now."""
        sizes = self._logs.sizes()
        views = [self._view(log, size) for log, size in sizes.items() if asker.may_see(log)]
        return Book(views, self._kinds, asker, self, self._today())

    def _view(self, log: LogName, size: int) -> LogView:
        view = self._views.get(log.origin)
        if view is not None and view.size >= size:
            return view
        with self._lock:
            view = self._views.get(log.origin) or LogView(log, self._kinds)
            if view.size < size:
                view = view.grown(self._logs.stored(log.origin, view.size, size))
                self._views[log.origin] = view
            return view

    def index(self, view: LogView) -> Index:
        """The search index of a view; made when somebody first searches."""
        origin = view.log.origin
        with self._lock:
            kept = self._indexes.get(origin)
            if kept is None or kept[0] != view.size:
                kept = self._indexes[origin] = (view.size, Index(_documents(view, self._kinds)))
            return kept[1]

    def memo(self, position: Position, name: str, make: Callable[[], T]) -> T:
        """The value made once per position; the positions and the names used longest ago are dropped (a name may carry
        what an asker typed, such as a day). Who asks for another value does not wait while this one is made."""
        return self._memos.get(position.hash, name, make)

    def kept(self, name: str) -> Kept:
        """The one place of this name."""
        with self._lock:
            if name not in self._kept:
                self._kept[name] = self._keep(name)
            return self._kept[name]


def _documents(view: LogView, kinds: Mapping[str, Kind[Any]]) -> Iterable[Document]:
    for name, kind in kinds.items():
        for record, body in view.bodies(kind):
            label = kind.label(body)
            parts = [_text(getattr(body, field)) for field in kind.search]
            facets = {field: _text(getattr(body, field)) for field in kind.facets}
            facets |= {"kind": name, "mode": record.envelope.mode}
            yield Document(record.id, f"{label.nl} {label.en}", " ".join(parts), facets)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return " ".join(str(part) for part in value)
    return str(value)
