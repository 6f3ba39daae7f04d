# SPDX-License-Identifier: EUPL-1.2
"""A letter of the board for one layer of government and one month: what is new, what moved, what was solved and what it
taught, and what waits now. A bottleneck concerns a layer where an organisation of it raised or joined it."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.time import say_day
from stelsel.nouns.bottleneck._course import Taken
from stelsel.nouns.bottleneck._fold import Standing, board
from stelsel.nouns.bottleneck._layers import layer_at
from stelsel.nouns.bottleneck._needs import needs
from stelsel.nouns.bottleneck._prevent import prevented
from stelsel.nouns.bottleneck._refs import day_of
from stelsel.nouns.bottleneck._suggest import suggestions
from stelsel.nouns.bottleneck._words import CAUSES, STEPS, Layer


@dataclass(frozen=True)
class Line:
    """One thing that is told: of which bottleneck (its title and address), and what. `public`: everybody may read all
    that is in it."""

    title: str
    id: str
    said: Text
    sample: bool
    public: bool


@dataclass(frozen=True)
class Part:
    """A part of the letter; `lines` may be none."""

    heading: Text
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Letter:
    """The letter: `layer` None is for all, `first` to `last` its month, `made` the day of what stands now."""

    layer: Layer | None
    first: date
    last: date
    made: date
    parts: tuple[Part, ...]

    def for_all(self) -> "Letter":
        """What everybody may read of it, to send on."""
        parts = (replace(one, lines=tuple(line for line in one.lines if line.public)) for one in self.parts)
        return replace(self, parts=tuple(parts))

    @property
    def empty(self) -> bool:
        """Nothing to tell."""
        return not any(one.lines for one in self.parts)


def month_of(text: str, today: date) -> tuple[date, date]:
    """First and last day of a month written as 2026-11; without one the month before this. BadInput for what is no
    month, or not begun yet."""
    if not text:
        last = today.replace(day=1) - timedelta(days=1)
        return last.replace(day=1), last
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        raise bad_input("month", "maand", *_NO_MONTH) from None
    if first > today:
        raise bad_input("month-to-come", "maand", *_TO_COME)
    return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])


def letter(book: Book, layer: Layer | None, month: str) -> Letter:
    """The letter about a month; what waits and is late is as it stands on the day of the book."""
    first, last = month_of(month, book.day)
    found = board(book)
    mine = [one for one in found.leading if layer is None or layer in _layers(book, found.members(one))]
    new = [one for one in mine if first <= one.raised <= last]
    steps = [(one, step) for one in mine for step in one.course.steps if first <= step.day <= last]
    solved = [(one, one.solution) for one in mine if one.solution is not None and first <= one.solution.day <= last]
    moved = [(one, step) for one, step in steps if step.body.step not in ("adopted", "term", "not-recurred")]
    parts = (
        Part(_NEW, tuple(_line(one, _NEW_SAID.fill(cause=_cause(one), day=_on(one.raised))) for one in new)),
        Part(_MOVED, tuple(_line(one, _step(step)) for one, step in moved)),
        Part(_SOLVED, tuple(_line(one, _taught(step)) for one, step in solved)),
        Part(_PREVENTED, tuple(_prevented(book, layer, first, last))),
        Part(_WAITING, tuple(_line(one, _days(one)) for one in mine if one.open and not one.course.owner)),
        Part(_LATE, tuple(_line(one, _over(one)) for one in mine if one.late)),
        Part(_ALIKE, tuple(_alike(book, {one.id for one in mine}))),
    )
    return Letter(layer, first, last, book.day, parts)


def _layers(book: Book, members: tuple[Standing, ...]) -> set[Layer | None]:
    told: list[Record] = [one.record for one in members]
    told += [one.record for one in members[0].supports]
    return {layer_at(book, one) for one in told}


def _line(one: Standing, said: Text, *others: Record) -> Line:
    public = all(each.log.audience == "public" for each in (one.record, *others))
    return Line(one.body.title, one.id, said, one.body.sample, public)


def _cause(one: Standing) -> Text:
    return CAUSES[one.body.cause] if one.body.cause else _UNKNOWN


def _step(step: Taken) -> Text:
    what, text = STEPS[step.body.step], step.body.text or step.body.measured or ""
    return (_STEP_TEXT if text else _STEP).fill(what=what, day=_on(step.day), text=text)


def _taught(step: Taken) -> Text:
    known = [needs()[one.lesson_needs].words for one in step.body.lessons if one.lesson_needs in needs()]
    changed = step.body.what_changed or "-"
    if not known:
        return _SOLUTION.fill(changed=changed)
    taught = Text(nl=", ".join(one.nl for one in known), en=", ".join(one.en for one in known))
    return _SOLUTION_TAUGHT.fill(changed=changed, taught=taught)


def _over(one: Standing) -> Text:
    due = one.late[0]
    level = one.level.name if one.level else Text(nl="de eigenaar", en="the owner")
    return _OVERDUE.fill(day=_on(due.last_day), what=due.ground.what, level=level)


def _on(day: date) -> Text:
    return Text(nl=say_day(day, "nl"), en=say_day(day, "en"))


def _days(one: Standing) -> Text:
    return _OPEN_FOR.fill(days=one.age_days, organisations=one.impact.organisations)


def _prevented(book: Book, layer: Layer | None, first: date, last: date) -> Iterator[Line]:
    for one in prevented(book):
        if first <= day_of(one.record, None, False) <= last and layer in (None, layer_at(book, one.record)):
            said = _HEEDED.fill(need=one.learned.need.words, entry=one.body.entry)
            yield _line(one.learned.standing, said, one.record)


def _alike(book: Book, mine: set[str]) -> Iterator[Line]:
    for group in suggestions(book):
        leads, *others = group.members
        if mine & {one.id for one in group.members}:
            said = _SAME_AS.fill(others="; ".join(f"“{one.body.title}”" for one in others))
            yield _line(leads, said, *(one.record for one in others))


_NO_MONTH = (
    Text(nl="Dit is geen maand.", en="This is no month."),
    Text(nl="Schrijf jaar en maand, zoals 2026-11.", en="Write year and month, such as 2026-11."),
)
_TO_COME = (
    Text(nl="Deze maand moet nog beginnen.", en="This month has not begun yet."),
    Text(nl="Kies een eerdere maand.", en="Choose an earlier month."),
)
_UNKNOWN = Text(nl="nog onbekend", en="not known yet")
_NEW = Text(nl="Nieuw", en="New")
_NEW_SAID = Text(nl="gemeld op {day}; oorzaak: {cause}", en="raised on {day}; cause: {cause}")
_MOVED = Text(nl="Wat er gebeurde", en="What happened")
_STEP = Text(nl="{what} ({day})", en="{what} ({day})")
_STEP_TEXT = Text(nl="{what} ({day}): {text}", en="{what} ({day}): {text}")
_SOLVED = Text(nl="Opgelost", en="Solved")
_SOLUTION = Text(nl="{changed}", en="{changed}")
_SOLUTION_TAUGHT = Text(
    nl="{changed} Let bij nieuwe publicaties op: {taught}.", en="{changed} In new publications look at: {taught}."
)
_PREVENTED = Text(nl="Herhaling voorkomen", en="Recurrence prevented")
_HEEDED = Text(nl="{need} staat nu bij {entry}", en="{need} now stands with {entry}")
_WAITING = Text(nl="Zoekt een eigenaar: kunt u dit oppakken?", en="Looks for an owner: can you take this up?")
_OPEN_FOR = Text(
    nl="open sinds {days} dagen; organisaties die het hebben: {organisations}",
    en="open for {days} days; organisations that have it: {organisations}",
)
_LATE = Text(nl="Te laat: dit moest al gebeurd zijn", en="Late: this should have happened")
_OVERDUE = Text(nl="uiterlijk {day}: {what}. Nu aan zet: {level}", en="by {day}: {what}. Now up to: {level}")
_ALIKE = Text(nl="Mogelijk hetzelfde: de regisseur beslist", en="Possibly the same: the steward decides")
_SAME_AS = Text(nl="lijkt op {others}", en="looks like {others}")
