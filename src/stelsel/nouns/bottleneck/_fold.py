# SPDX-License-Identifier: EUPL-1.2
"""From leaves to the board: every bottleneck with who joined, what was done, how much it costs, what is late, and what
may have come back. Pure, and made once per position and day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.kernel.kind import Kind
from stelsel.nouns.bottleneck._course import Course, Taken, course
from stelsel.nouns.bottleneck._groups import Grouped, Groups, decider_of, grouped
from stelsel.nouns.bottleneck._impact import Impact, impact
from stelsel.nouns.bottleneck._kinds import BOTTLENECK, GROUPING, SUPPORT, Bottleneck, Support
from stelsel.nouns.bottleneck._layers import layer_at
from stelsel.nouns.bottleneck._refs import about_bottlenecks, day_of, order
from stelsel.nouns.bottleneck._step_kinds import STEP
from stelsel.nouns.bottleneck._terms import Due, Level, dues, level
from stelsel.nouns.bottleneck._words import OVER, Layer, Status


@dataclass(frozen=True, slots=True)
class Supported:
    """An organisation that joined: where it stands and what it says."""

    record: Record
    body: Support


@dataclass(frozen=True)
class Standing:
    """How a bottleneck stands. `leading` is the address that it comes under (empty: it leads), `merged` what comes
    under it. `supports` and `impact` are of the whole group. `layer` is None where nobody says what kind of
    organisation the publisher is."""

    record: Record
    body: Bottleneck
    raised: date
    decider: str
    layer: Layer | None
    course: Course
    leading: str
    merged: tuple[str, ...]
    groupings: tuple[Grouped, ...]
    supports: tuple[Supported, ...]
    impact: Impact
    dues: tuple[Due, ...]
    level: Level | None
    today: date

    @property
    def id(self) -> str:
        """Its address."""
        return self.record.id

    @property
    def status(self) -> Status:
        """In which state it is."""
        return "merged" if self.leading else self.course.status

    @property
    def open(self) -> bool:
        """Whether it still stands in the way."""
        return self.status not in OVER

    @property
    def solution(self) -> Taken | None:
        """The adopted solution, where there is one."""
        return self.course.solution if not self.leading else None

    @property
    def age_days(self) -> int:
        """Days since it was raised: until it was solved or declined, else until today."""
        ended = self.course.events.get("adopted")
        return max(((ended or self.today) - self.raised).days, 0)

    @property
    def late(self) -> tuple[Due, ...]:
        """The terms that are over while what they ask was not done."""
        return tuple(one for one in self.dues if self.open and one.late and one.met is None)


@dataclass(frozen=True)
class Board:
    """All bottlenecks that an asker may see, oldest first, by address."""

    standings: Mapping[str, Standing]
    groups: Groups

    @property
    def leading(self) -> tuple[Standing, ...]:
        """Those that come under no other."""
        return tuple(one for one in self.standings.values() if not one.leading)

    @property
    def open(self) -> tuple[Standing, ...]:
        """Those that stand in the way now."""
        return tuple(one for one in self.leading if one.open)

    @property
    def solved(self) -> tuple[Standing, ...]:
        """Those with an adopted solution."""
        return tuple(one for one in self.leading if one.solution is not None)

    @property
    def median_age_days(self) -> float | None:
        """The middle age of what is open; None when nothing is."""
        return median(one.age_days for one in self.open) if self.open else None

    def members(self, one: Standing) -> tuple[Standing, ...]:
        """It and all that come under it."""
        return (one, *(self.standings[each] for each in one.merged))


def board(book: Book) -> Board:
    """The board of this book, on its day."""
    return book.memo(f"nouns.bottlenecks {book.day}", lambda: _board(book))


def standing(book: Book, address: str) -> Standing | None:
    """How the bottleneck at this address stands; None where this asker sees none."""
    return board(book).standings.get(address)


def _board(book: Book) -> Board:
    rows = sorted(book.rows(BOTTLENECK), key=lambda row: (_raised(book, *row), *order(row[0])))
    bodies = {record.id: body for record, body in rows}
    groups = grouped(bodies, about_bottlenecks(book, GROUPING))
    supports, steps = _by_bottleneck(book, SUPPORT), _by_bottleneck(book, STEP)
    below: dict[str, list[str]] = {}
    for address in bodies:
        if address in groups.leading:
            below.setdefault(groups.root(address), []).append(address)
    made = {}
    for record, body in rows:
        members = (record.id, *below.get(record.id, ()))
        joined = [Supported(*row) for each in members for row in supports.get(each, ())]
        made[record.id] = _standing(book, record, body, groups, members, joined, bodies, steps.get(record.id, ()))
    return Board(made, groups)


def _standing(
    book: Book,
    record: Record,
    body: Bottleneck,
    groups: Groups,
    members: Sequence[str],
    joined: Sequence[Supported],
    bodies: Mapping[str, Bottleneck],
    steps: Iterable[tuple[Record, Any]],
) -> Standing:
    raised, decider = _raised(book, record, body), decider_of(record.id, body)
    found = course(record.log.publisher, decider, raised, steps)
    running = () if record.id in groups.leading else dues(found.events, book.day, found.planned)
    said = [(one.partition("/")[0], bodies[one].process) for one in members]
    whole = impact(said, [(one.record.log.publisher, one.body) for one in joined])
    return Standing(
        record=record,
        body=body,
        raised=raised,
        decider=decider,
        layer=layer_at(book, record),
        course=found,
        leading=groups.root(record.id) if record.id in groups.leading else "",
        merged=tuple(members[1:]),
        groupings=groups.said.get(record.id, ()),
        supports=tuple(joined),
        impact=whole,
        dues=running,
        level=level(running, book.day) if found.status not in OVER else None,
        today=book.day,
    )


def _raised(book: Book, record: Record, body: Bottleneck) -> date:
    """The day on which its log first took it; a correction does not make it younger."""
    first = next((one for one in book.history(record.id) if one.payload), record)
    return day_of(first, body.raised_on, body.sample)


def _by_bottleneck(book: Book, kind: Kind[Any]) -> dict[str, list[tuple[Record, Any]]]:
    found: dict[str, list[tuple[Record, Any]]] = {}
    for record, body in about_bottlenecks(book, kind):
        found.setdefault(body.bottleneck, []).append((record, body))
    return found
