# SPDX-License-Identifier: EUPL-1.2
"""Entries about a bottleneck name its address and one revision of it by log, index and leaf hash. Only such a one
counts, and only when whoever reads it may read the bottleneck too."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Protocol, TypeVar

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.kernel.kind import Kind
from stelsel.nouns.dispute import readable


class About(Protocol):
    """What every entry about a bottleneck has."""

    @property
    def bottleneck(self) -> str:
        """Address of the bottleneck."""

    @property
    def log(self) -> str:
        """Origin of its log."""

    @property
    def index(self) -> int:
        """Place in that log."""

    @property
    def hash(self) -> str:
        """Leaf hash there."""


B = TypeVar("B", bound=About)


def about_bottlenecks(book: Book, kind: Kind[Any]) -> Iterator[tuple[Record, Any]]:
    """The current entries of a kind that count, in the order in which the logs took them."""
    rows = [(record, body) for record, body in book.rows(kind) if _counts(book, record, body)]
    return iter(sorted(rows, key=lambda row: order(row[0])))


def order(record: Record) -> tuple[str, str, int]:
    """By the moment at which its log took it, then log and place."""
    return record.envelope.at, record.log.origin, record.index


def day_of(record: Record, declared: date | None, sample: bool) -> date:
    """The day on which a log took a record. Of an example the day that it names counts, if that is not later: the
    whole example came into the logs at once."""
    taken = date.fromisoformat(record.envelope.at[:10])
    return min(declared, taken) if sample and declared is not None else taken


def _counts(book: Book, record: Record, body: About) -> bool:
    named = next((one for one in book.history(body.bottleneck) if _is(one, body)), None)
    return named is not None and readable(named.log, record.log)


def _is(record: Record, body: About) -> bool:
    return (record.log.origin, record.index, record.hash.hex()) == (body.log, body.index, body.hash)
