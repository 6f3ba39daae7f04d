# SPDX-License-Identifier: EUPL-1.2
"""The steps of an event as the page shows them: what to do, before which day, where, with what, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.http import HttpRequest

from stelsel.book.book import Book
from stelsel.faces.web.addresses import entry_path
from stelsel.faces.web.charts import Term, TimelineChart
from stelsel.faces.web.event_rights import Right, right_of
from stelsel.faces.web.event_state import State
from stelsel.faces.web.shell import book_of
from stelsel.kernel.text import Text, same
from stelsel.kernel.time import say_day
from stelsel.priorities.services.events import Event, Planned, Query, Step, plan
from stelsel.priorities.services.questions._doors import Door
from stelsel.priorities.services.whereto import WhereTo, whereto
from stelsel.priorities.services.written import CHANNELS

SOON_DAYS = 7
When = Literal["past", "soon", "later", ""]


@dataclass(frozen=True)
class Place:
    """An organisation to go to, with its page here and its own website where it has them."""

    name: Text
    href: str
    website: str


@dataclass(frozen=True)
class Line:
    """One step. `number` counts those that are sure; `dated` says its last day, `when` how near that is; `because` are
    the conditions under which an open step counts; `sources` say where each sentence stands."""

    step: Step
    number: int
    dated: Text | None
    when: When
    places: tuple[Place, ...]
    where: Text
    unsure: bool
    to: WhereTo | None
    bring: tuple[Text, ...]
    how: tuple[Text, ...]
    told: tuple[tuple[Text, Text], ...]
    because: tuple[Text, ...]
    sources: tuple[Text, ...]
    entry: str
    right: Right | None


def lines_of(request: HttpRequest, event: Event, state: State, today: date) -> dict[str, list[Line]]:
    """The steps by what they are: `now` sure and to do, `maybe` open, `self` what government does by itself, `not` what
    does not apply; each in the order of the event."""
    found: dict[str, list[Line]] = {"now": [], "maybe": [], "self": [], "not": []}
    for one in plan(event, state.known, state.on):
        name = "not" if one.applies == "no" else "maybe" if one.applies == "unknown" else "now"
        name = "self" if name == "now" and one.step.automatic else name
        found[name].append(_line(request, event, state, one, today, len(found["now"]) + 1))
    return found


def timeline_of(event: Event, state: State, today: date, language: str) -> TimelineChart | None:
    """The terms of what surely applies, on a line of days; None where fewer than two have a day."""
    dated = [one for one in plan(event, state.known, state.on) if one.applies == "yes" and one.end]
    terms = tuple(
        Term(one.step.do.to(language), one.start, one.end, _when(one.end, today) in ("past", "soon"))
        for one in sorted(dated, key=lambda one: one.end or today)
        if one.end
    )
    if len(terms) < 2 or state.on is None:
        return None
    over = sum(1 for one in terms if one.end < today)
    soon = sum(1 for one in terms if one.main) - over
    finding = _FINDING.fill(n=len(terms), soon=soon, over=over).to(language)
    marks = ((_TODAY.to(language), today), (event.day.name.to(language), state.on))
    return TimelineChart("termijnen", finding, terms, marks, language)


def first_day(event: Event, state: State) -> date | None:
    """The earliest last day of what surely applies."""
    days = [one.end for one in plan(event, state.known, state.on) if one.applies == "yes" and one.end]
    return min(days, default=None)


def _line(request: HttpRequest, event: Event, state: State, one: Planned, today: date, number: int) -> Line:
    book, language = book_of(request), str(request.language)  # type: ignore[attr-defined]
    step = one.step
    town = state.town if step.here else ""
    to = whereto(book, step.product, town) if step.product else None
    written = to.written if to else None
    told: list[tuple[Text, Text]] = []
    if written is not None:
        told = [(_COST, written.cost), (_TERM, written.term), (_OBJECTION, written.objection)]
        told.append((_CHANNELS, _joined([CHANNELS[channel] for channel in written.channels])))
    right = right_of(request, step.rule, state) if step.rule and step.code in state.rights else None
    places = tuple(_place(door, language) for door in to.doors.main) if to and to.doors and town else ()
    record = to.record if to else None
    return Line(
        step,
        number,
        _dated(one),
        _when(one.end, today),
        places,
        _where(step, to),
        bool(to and to.doors and town and not to.doors.sure),
        to,
        written.bring if written else (),
        written.how if written else (),
        tuple(told),
        tuple(condition(event, step)) if one.applies == "unknown" else (),
        tuple(_sources(book, step, to)),
        entry_path(language, record.id) if record else "",
        right,
    )


def _place(door: Door, language: str) -> Place:
    href = entry_path(language, door.known.entry) if door.known else ""
    return Place(same(door.name), href, door.website)


def _where(step: Step, to: WhereTo | None) -> Text:
    """With whom, where no organisation is known by the product and the place."""
    if step.where is not None:
        return step.where
    if to is not None and to.doors is not None and to.doors.keeper is not None and to.doors.main:
        return same(to.doors.main[0].name)
    return to.layers if to is not None and to.body is not None else _NOBODY_KNOWS


def _dated(one: Planned) -> Text | None:
    if one.end is not None and one.start is not None:
        return _BETWEEN.fill(start=_day(one.start), end=_day(one.end))
    if one.end is not None:
        return _UNTIL.fill(end=_day(one.end))
    return _FROM.fill(start=_day(one.start)) if one.start is not None else None


def _when(end: date | None, today: date) -> When:
    if end is None:
        return ""
    left = (end - today).days
    return "past" if left < 0 else "soon" if left <= SOON_DAYS else "later"


def condition(event: Event, step: Step) -> list[Text]:
    """Under which answers a step counts, one line for each set of them."""
    asked = {one.code: one for one in event.questions}
    return [_all([_said(asked[name], right) for name, right in wanted.items()]) for wanted in step.only]


def _said(query: Query, right: tuple[str, ...]) -> Text:
    answers = [one.say for one in query.answers if one.code in right]
    return Text(
        nl=f"{query.ask.nl} {' of '.join(one.nl for one in answers)}",
        en=f"{query.ask.en} {' or '.join(one.en for one in answers)}",
    )


def _all(some: list[Text]) -> Text:
    return Text(nl="; en ".join(one.nl for one in some), en="; and ".join(one.en for one in some))


def _sources(book: Book, step: Step, to: WhereTo | None) -> list[Text]:
    """Where each sentence stands: the term, the organisation, and the facts of what is written out."""
    found = [_TERM_BY.fill(law=same(step.due.law))] if step.due.law else []
    if to is not None and to.doors is not None and to.doors.keeper is not None:
        found.append(_DOOR_BY.fill(rule=to.doors.keeper.rule))
    elif to is not None and to.body is not None:
        found.append(_OFFERED.fill(layers=to.layers))
    if to is not None and to.written is not None:
        found += [_FACT.fill(source=same(one.source), says=same(one.says)) for one in to.written.facts]
    return found


def _day(day: date) -> Text:
    return Text(nl=say_day(day, "nl"), en=say_day(day, "en"))


def _joined(some: list[Text]) -> Text:
    return Text(nl=", ".join(one.nl for one in some), en=", ".join(one.en for one in some))


_FINDING = Text(
    nl="{n} termijnen: {soon} binnen een week, {over} voorbij", en="{n} terms: {soon} within a week, {over} over"
)
_TODAY = Text(nl="vandaag", en="today")
_BETWEEN = Text(nl="Van {start} tot en met {end}", en="From {start} to {end}")
_UNTIL = Text(nl="Uiterlijk {end}", en="By {end}")
_FROM = Text(nl="Vanaf {start}", en="From {start}")
_NOBODY_KNOWS = Text(nl="onbekend welke organisatie", en="not known which organisation")
_COST = Text(nl="Kosten", en="Cost")
_TERM = Text(nl="Hoe lang het duurt", en="How long it takes")
_OBJECTION = Text(nl="Niet eens met het besluit?", en="Not agreed with the decision?")
_CHANNELS = Text(nl="Het kan", en="You can do it")
_TERM_BY = Text(nl="De termijn: {law}.", en="The term: {law}.")
_DOOR_BY = Text(nl="De organisatie: {rule}.", en="The organisation: {rule}.")
_OFFERED = Text(
    nl="De organisatie: volgens de lijst van producten (UPL) biedt dit aan: {layers}.",
    en="The organisation: by the list of products (UPL) this is offered by: {layers}.",
)
_FACT = Text(nl="{source}: {says}.", en="{source}: {says}.")
