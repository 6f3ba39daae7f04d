# SPDX-License-Identifier: EUPL-1.2
"""An answer: the result, and then because. Every reason stands alone; unknown is named; so is what would change it."""

from decimal import Decimal
from typing import Any, Literal

import msgspec

from stelsel.book.view import Record
from stelsel.kernel.text import Text

Verdict = Literal["yes", "no", "partly", "unknown", "list"]


class Ref(msgspec.Struct, frozen=True):
    """Where a fact stands: entry address, log, index, leaf hash (hex), mode, by whom, when, about whom."""

    id: str
    log: str
    index: int
    hash: str
    mode: Literal["stated", "recorded"]
    publisher: str
    org: str
    at: str
    source: str = ""


def ref(record: Record) -> Ref:
    """The reference to a record."""
    envelope = record.envelope
    source = f"{envelope.src.name}, {envelope.src.day}" if envelope.src else ""
    return Ref(
        record.id,
        record.log.origin,
        record.index,
        record.hash.hex(),
        envelope.mode,
        record.log.publisher,
        envelope.org,
        envelope.at,
        source,
    )


class Reason(msgspec.Struct, frozen=True):
    """One line that stands alone: what, resting on an entry (`ref`) or on a rule (`rule` with its link)."""

    text: Text
    ref: Ref | None = None
    rule: Text | None = None
    link: str = ""


class Unknown(msgspec.Struct, frozen=True):
    """Something nobody told us, and whom to ask."""

    what: Text
    ask: Text
    count: int = 1


class Change(msgspec.Struct, frozen=True):
    """What would change the answer, and to what."""

    change: Text
    effect: Text
    ref: Ref | None = None


class Choice(msgspec.Struct, frozen=True):
    """A next step somebody may take: its words, and the inputs (typed text by wire name) that ask again with it."""

    words: Text
    inputs: dict[str, str]


class Cell(msgspec.Struct, frozen=True):
    """A cell that links to an entry, or carries a badge (sample, provisional, unknown)."""

    text: Text
    entry: str = ""
    badge: str = ""


class Column(msgspec.Struct, frozen=True):
    """A column: its words, its unit, and whether it holds numbers (right-aligned) and how many decimals."""

    name: str
    words: Text
    unit: str = ""
    number: bool = False
    decimals: int | None = None


class Table(msgspec.Struct, frozen=True):
    """Rows under columns; a cell is plain, a Cell, or None for unknown. `total` counts all rows, shown or not."""

    title: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    total: int


class Point(msgspec.Struct, frozen=True):
    """A point of a chart; `front` marks it as on the front."""

    x: Decimal | float
    y: Decimal | float
    label: Text
    entry: str = ""
    front: bool = False


class Chart(msgspec.Struct, frozen=True):
    """Data for a chart; the title says the finding. In a `front` each point has a cost (x) and a worth (y); in `bars`
    x is the length of the bar, y its place from the top, and the label its name."""

    kind: Literal["front", "bars"]
    title: Text
    x: Text
    y: Text
    points: tuple[Point, ...]


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a question gives back. `result` is plain data for machines; the rest is for people and machines alike."""

    question: str
    inputs: dict[str, Any]
    verdict: Verdict
    headline: Text
    result: dict[str, Any] = {}
    reasons: tuple[Reason, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    changes: tuple[Change, ...] = ()
    choices: tuple[Choice, ...] = ()
    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()
    notes: tuple[Text, ...] = ()
    position: str = ""
    rows_read: int = 0
