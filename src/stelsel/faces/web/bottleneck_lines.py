# SPDX-License-Identifier: EUPL-1.2
"""A bottleneck in lines: what happened on which day, which terms hold, and what was learned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from stelsel.book.book import Book
from stelsel.faces.web.addresses import entry_path
from stelsel.faces.web.choices import capital
from stelsel.faces.web.templatetags.tables import Cell, Column, Table
from stelsel.faces.web.who import publisher_name
from stelsel.kernel.text import Text
from stelsel.kernel.time import say_day
from stelsel.kernel.vocabulary import words
from stelsel.nouns.bottleneck import (
    GROUPINGS,
    LESSON_ON,
    LESSON_WHERE,
    STEPS,
    Grouped,
    Standing,
    Taken,
    board,
    needs,
)


@dataclass(frozen=True, slots=True)
class Line:
    """Something that happened: the day, what, by whom, what was said, and where that stands."""

    day: date
    what: Text
    by: str
    said: str
    href: str


NOBODY = Text(nl="nog niemand", en="nobody yet")
_RAISED = Text(nl="gemeld", en="raised")
_JOINED = Text(nl="aangesloten", en="joined")
_OTHER: Mapping[str, Text] = {
    "merge": Text(nl="een ander knelpunt hieronder gebundeld", en="another bottleneck merged under this one"),
    "different": Text(nl="is niet hetzelfde als een ander knelpunt", en="is not the same as another bottleneck"),
}
"""What was said of another bottleneck that names this one -> in words, as seen from this one."""


def timeline(book: Book, language: str, found: Standing) -> list[Line]:
    """What happened, newest first. Of an example the days are invented."""
    lines = [_line(book, language, found.record.id, found.raised, _RAISED, found.record.log.publisher)]
    for joined in found.supports:
        day = date.fromisoformat(joined.record.envelope.at[:10])
        if not joined.body.sample:
            lines.append(_line(book, language, joined.record.id, day, _JOINED, joined.record.log.publisher))
    for group in found.groupings:
        day = date.fromisoformat(group.record.envelope.at[:10])
        what, by = GROUPINGS[group.body.grouping], group.record.log.publisher
        other = found_title(book, group.body.leading)
        told = f"{other}. {group.body.reasons}" if other else group.body.reasons
        lines.append(_line(book, language, group.record.id, day, what, by, told))
    for group in _about_this(book, found):
        day, by = date.fromisoformat(group.record.envelope.at[:10]), group.record.log.publisher
        told = f"{found_title(book, group.body.bottleneck)}. {group.body.reasons}"
        lines.append(_line(book, language, group.record.id, day, _OTHER[group.body.grouping], by, told))
    for step in found.course.steps:
        lines.append(
            _line(book, language, step.record.id, step.day, STEPS[step.body.step], step.by, _said(step, language))
        )
    return [one for _, one in sorted(enumerate(lines), key=lambda pair: (pair[1].day, pair[0]), reverse=True)]


def _about_this(book: Book, found: Standing) -> list[Grouped]:
    """What was said of another bottleneck that names this one."""
    said = board(book).groups.said
    return [one for each, them in said.items() if each != found.id for one in them if one.body.leading == found.id]


def found_title(book: Book, address: str | None) -> str:
    """The title of a bottleneck between quotes; empty where this asker sees none."""
    other = board(book).standings.get(address or "")
    return f"“{other.body.title}”" if other else ""


def _line(book: Book, language: str, id: str, day: date, what: Text, by: str, said: str = "") -> Line:
    return Line(day, what, publisher_name(book, by), said, entry_path(language, id))


def _said(step: Taken, language: str) -> str:
    body = step.body
    days = [say_day(one, language) for one in (body.first_day, body.last_day) if one]
    parts = [" – ".join(days), body.text, body.measured, body.what_changed, body.other_bottleneck]
    return ". ".join(part.rstrip(".") for part in parts if part)


def terms_table(found: Standing, language: str) -> Table | None:
    """The terms with their last day, whether they were met, and where they come from."""
    if not found.dues:
        return None
    columns = (
        Column(Text(nl="Wat", en="What")),
        Column(Text(nl="Uiterlijk op", en="At the latest on")),
        Column(Text(nl="Hoe het staat", en="How it stands")),
        Column(Text(nl="Waar dit staat", en="Where this stands")),
    )
    rows = [
        (
            due.ground.what,
            Cell(say_day(due.last_day, language), note=_SET if due.set_by_owner else ""),
            _met(due.met, due.late, found, language),
            Cell(due.ground.source, due.ground.link),
        )
        for due in found.dues
    ]
    return Table(Text(nl="Wat wanneer moet gebeuren", en="What must happen when"), columns, rows)


def _met(met: date | None, late: bool, found: Standing, language: str) -> Text:
    if met is not None:
        said = _DONE_LATE if late else _DONE
        return Text(nl=said.nl.format(day=say_day(met, "nl")), en=said.en.format(day=say_day(met, "en")))
    return _LATE if late and found.open else _RUNNING if found.open else _OVER


def lessons_table(found: Standing, language: str) -> Table | None:
    """What is looked at in new publications since this was solved."""
    if found.solution is None or not found.solution.body.lessons:
        return None
    columns = (
        Column(capital(words("lesson_on"))),
        Column(capital(words("lesson_where"))),
        Column(capital(words("lesson_needs"))),
    )
    rows = [
        (
            LESSON_ON[one.lesson_on],
            Cell(LESSON_WHERE[one.lesson_where], note=one.lesson_value or ""),
            needs()[one.lesson_needs].words if one.lesson_needs in needs() else one.lesson_needs,
        )
        for one in found.solution.body.lessons
    ]
    return Table(capital(words("lessons")), columns, rows)


_SET = Text(nl="door de eigenaar gezet", en="set by the owner")
_DONE = Text(nl="gedaan op {day}", en="done on {day}")
_DONE_LATE = Text(nl="te laat gedaan, op {day}", en="done late, on {day}")
_LATE = Text(nl="te laat", en="late")
_RUNNING = Text(nl="loopt", en="running")
_OVER = Text(nl="vervallen", en="lapsed")
