# SPDX-License-Identifier: EUPL-1.2
"""A country of three logs for two publishers, and books on it."""

from __future__ import annotations

from datetime import date

from stelsel.book.audience import Asker
from stelsel.book.book import Book
from stelsel.book.library import Library
from stelsel.kernel.kind import AudienceName
from stelsel.register.log import LogName, Submission
from tests.kernel.samples import KINDS, THING, Thing
from tests.register.memory import AT, SOURCE, MemoryLogs, publish

DAY = date(2026, 11, 24)
ONE, TWO = "one", "two"
OF_ONE = Asker(publishers=frozenset({ONE}))
GOVERNMENT = Asker(government=True)
OF_TWO_IN_GOVERNMENT = Asker(publishers=frozenset({TWO}), government=True)


def log(publisher: str, audience: AudienceName) -> LogName:
    """A log of a publisher that is nobody but itself."""
    return LogName(f"stelsel.example/{publisher}/{audience}", publisher, audience, publisher)


def entry(publisher: str, name: str, title: str = "x", op: str = "put", recorded: bool = False) -> Submission:
    """A change to <publisher>/thing/<name>."""
    return Submission(
        op,  # type: ignore[arg-type]
        THING.type,
        f"{publisher}/thing/{name}",
        b"{}" if op == "withdraw" else THING.encode(Thing(title=title)),
        publisher,
        SOURCE if recorded else None,
        None if op == "put" else "Omdat het moest.",
    )


def add(logs: MemoryLogs, audience: AudienceName, *entries: Submission, at: str = AT) -> None:
    """Append to the log of the first entry's publisher."""
    publish(logs, *entries, log=log(entries[0].id.split("/")[0], audience), at=at)


def country() -> MemoryLogs:
    """Every audience of both publishers holds one entry named after it."""
    logs = MemoryLogs()
    for publisher in (ONE, TWO):
        for audience in ("own", "public", "gov"):
            add(logs, audience, entry(publisher, audience, f"{publisher} {audience}"))  # type: ignore[arg-type]
    return logs


def library(logs: MemoryLogs) -> Library:
    """A library on a day that stands still."""
    return Library(logs, KINDS, lambda: DAY)


def titles(book: Book) -> set[str]:
    """The titles of every thing in a book."""
    return {body.title for _, body in book.rows(THING)}
