# SPDX-License-Identifier: EUPL-1.2
"""What stands in the way again: a new dataset, data service, agreement or demand against the lessons of solved
bottlenecks. Computed from closed lists; what a kind has no field for is unknown and never passes for good."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.engines.search import stems, words
from stelsel.kernel.ids import entry_id
from stelsel.kernel.kind import Body, Kind
from stelsel.kernel.problem import BadInput
from stelsel.kernel.vocabulary import wire
from stelsel.nouns.bottleneck._course import Taken
from stelsel.nouns.bottleneck._fold import Standing, board
from stelsel.nouns.bottleneck._needs import Need, Reads, kinds_of, needs
from stelsel.nouns.bottleneck._refs import day_of
from stelsel.nouns.bottleneck._step_kinds import CHECK, BottleneckCheck, Lesson

State = Literal["there", "missing", "unknown"]


@dataclass(frozen=True)
class Learned:
    """A lesson that holds: of which solved bottleneck, in which step, at which place there (from 1)."""

    standing: Standing
    step: Taken
    number: int
    lesson: Lesson

    @property
    def need(self) -> Need:
        """What it asks."""
        return needs()[self.lesson.lesson_needs]


@dataclass(frozen=True)
class Finding:
    """A lesson whose condition fits what is to be published, and whether what it asks is there."""

    learned: Learned
    state: State


@dataclass(frozen=True)
class Checked:
    """A check that counts: a lesson was shown before this was published."""

    record: Record
    body: BottleneckCheck
    learned: Learned


def lessons(book: Book) -> tuple[Learned, ...]:
    """The lessons of every adopted solution that still stands, in the order of the board."""
    return tuple(
        Learned(one, one.solution, place, lesson)
        for one in board(book).solved
        if one.solution is not None
        for place, lesson in enumerate(one.solution.body.lessons, 1)
    )


def against(book: Book, kind: Kind[Any], body: Body) -> tuple[Finding, ...]:
    """What a body of this kind meets: one finding per lesson whose condition fits, also where all is well."""
    group = kinds_of().get(kind.name)
    if group is None:
        return ()
    said = msgspec.to_builtins(body)
    return tuple(
        Finding(one, _state(book, one.need.reads.get(kind.name), said))
        for one in lessons(book)
        if one.lesson.lesson_on == group and _fits(one.lesson, said)
    )


def checks(book: Book) -> tuple[Checked, ...]:
    """The checks that count, in the order of the logs. One counts when its lesson stands; *heeded* only in the log of
    who published the entry, and when the entry that stands there now indeed meets the lesson."""
    known = {(one.step.record.id, one.number): one for one in lessons(book)}
    found = []
    for record, body in sorted(book.rows(CHECK), key=lambda row: (row[0].envelope.at, row[0].index)):
        learned = known.get((body.lesson_step, body.lesson_number))
        if learned is not None and _holds(book, record, body, learned):
            found.append(Checked(record, body, learned))
    return tuple(found)


def prevented(book: Book) -> tuple[Checked, ...]:
    """What was prevented: each entry and lesson once."""
    made: dict[tuple[str, str, int], Checked] = {}
    for one in checks(book):
        if one.body.outcome == "heeded":
            made.setdefault((one.body.entry, one.body.lesson_step, one.body.lesson_number), one)
    return tuple(made.values())


def _holds(book: Book, record: Record, body: BottleneckCheck, learned: Learned) -> bool:
    try:
        address = entry_id(body.entry)
    except BadInput:
        return False
    entry = book.get(body.entry)
    if entry is None or not entry.payload or address.publisher != record.log.publisher:
        return False
    kind = book.kinds[address.kind]
    if kinds_of().get(kind.name) != learned.lesson.lesson_on or _before(record, body, learned):
        return False
    said = msgspec.to_builtins(entry.body(kind))
    state = _state(book, learned.need.reads.get(kind.name), said)
    return _fits(learned.lesson, said) and (state == "there") == (body.outcome == "heeded")


def _before(record: Record, body: BottleneckCheck, learned: Learned) -> bool:
    """Whether the check is older than its lesson, of which it then cannot speak; an example came in at once."""
    return not body.sample and day_of(record, None, False) < learned.step.day


def _fits(lesson: Lesson, said: Mapping[str, Any]) -> bool:
    """Whether the condition of a lesson holds for what is said."""
    value = (lesson.lesson_value or "").strip()
    if lesson.lesson_where == "always":
        return True
    if lesson.lesson_where == "names":
        return any(value in (one, *one.split()) for one in _texts(said))
    if lesson.lesson_where == "theme":
        themes = _texts({"": said.get(wire("themes"), ())})
        return any(one.rpartition("/")[2].lower() == value.rpartition("/")[2].lower() for one in themes)
    if lesson.lesson_where == "purpose":
        said = {name: part for name, part in said.items() if name in _PURPOSES}
    wanted = _stems(value)
    return bool(wanted) and any(_holds_words(wanted, one) for one in _texts(said))


_PURPOSES = frozenset({wire("purpose"), wire("goal_and_impact"), wire("sharing_purpose")})
"""Fields that say what something is for."""


def _state(book: Book, reads: Reads | None, said: Mapping[str, Any]) -> State:
    """Whether what is needed is said. A default is not said; a field with addresses counts only when each entry there
    says it."""
    if reads is None:
        return "unknown"
    if reads.through:
        return _through(book, reads, said.get(wire(reads.through), ()))
    given = said.get(wire("given_properties"), ())
    there = any(_filled(said.get(wire(one))) for one in reads.fields) or any(one in given for one in reads.given)
    return "there" if there else "missing"


def _through(book: Book, reads: Reads, addresses: Any) -> State:
    found = [book.get(one) for one in addresses if one.count("/") == 2]
    bodies = [msgspec.to_builtins(book.body(one)) for one in found if one is not None and one.payload]
    if any(not any(_filled(body.get(wire(one))) for one in reads.fields) for body in bodies):
        return "missing"
    if len(bodies) < len(addresses):
        return "unknown"
    return "there" if bodies else "missing"


def _filled(value: Any) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value not in (None, (), [], {})


def _texts(said: Any) -> Iterator[str]:
    """Every text in plain values."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, Mapping):
        for part in said.values():
            yield from _texts(part)
    elif isinstance(said, list | tuple):
        for part in said:
            yield from _texts(part)


def _holds_words(wanted: frozenset[str], text: str) -> bool:
    """Whether a text has all of these stems; a long one also inside a compound or another ending."""
    there, whole = _stems(text), words(text)
    return all(one in there or (len(one) >= _INSIDE and any(one in word for word in whole)) for one in wanted)


_INSIDE = 6
"""Letters a stem needs before it is sought inside longer words."""


def _stems(text: str) -> frozenset[str]:
    """The words of a text by their stems in both languages."""
    found = words(text)
    return frozenset(stems(found, "nl")) if found else frozenset()
