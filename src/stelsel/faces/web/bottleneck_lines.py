# SPDX-License-Identifier: EUPL-1.2
"""A bottleneck in lines: what happened on which day, which terms hold, and what was learned."""

from __future__ import annotations

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
from stelsel.nouns.bottleneck import GROUPINGS, LESSON_ON, LESSON_WHERE, STEPS, Standing, Taken, needs


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
        lines.append(_line(book, language, group.record.id, day, what, by, group.body.reasons))
    for step in found.course.steps:
        lines.append(
            _line(book, language, step.record.id, step.day, STEPS[step.body.step], step.by, _said(step, language))
        )
    return [one for _, one in sorted(enumerate(lines), key=lambda pair: (pair[1].day, pair[0]), reverse=True)]


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
