# SPDX-License-Identifier: EUPL-1.2
"""Which public organisations were there on a day, and who stands for one of them now?"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Annotated

from stelsel.book.answer import Answer, Cell, Chart, Column, Point, Reason, Ref, Table, Unknown, ref
from stelsel.book.book import Book
from stelsel.book.question import Budget, Question
from stelsel.book.view import Record
from stelsel.kernel.ids import TooiUri
from stelsel.kernel.kind import about
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text, number, same
from stelsel.kernel.time import say_day
from stelsel.kernel.values import Value
from stelsel.kernel.vocabulary import words
from stelsel.nouns.organisation._history import Known, OnDay, Organisations, Step
from stelsel.nouns.organisation._kinds import CHANGES, ORGANISATION, TYPES, OrganisationType


class Inputs(Value, frozen=True):
    """A day (the day of asking when empty), and one organisation or one type of organisation."""

    day: date | None = None
    organisation_type: OrganisationType | None = None
    tooi: TooiUri | None = None
    limit: Annotated[int, about(unit="organisations", ge=1, le=2000)] = 500


def organisations(book: Book) -> Organisations:
    """What this book knows of organisations, made once per position."""
    return book.memo(
        "organisations", lambda: Organisations((record.id, body) for record, body in book.rows(ORGANISATION))
    )


def ask(book: Book, inputs: Inputs, budget: Budget) -> Answer:
    """The organisations of the day, or the course of one of them."""
    known = organisations(book)
    budget.spend(book.count(ORGANISATION))
    day = inputs.day or book.day
    if inputs.tooi is not None:
        return _one(book, known, inputs.tooi, day)
    return _all(known.on(day), inputs)


def _all(there: OnDay, inputs: Inputs) -> Answer:
    wanted = inputs.organisation_type
    chosen = [one for one in there.organisations if wanted in (None, one.body.organisation_type)]
    chosen.sort(key=lambda one: (one.body.name, one.entry))
    unsure = [one for one in there.open_start if wanted in (None, one.body.organisation_type)]
    ended = [one for one in there.unknown if wanted in (None, one.body.organisation_type)]
    counted = Counter(one.body.organisation_type for one in chosen)
    noun = TYPES[wanted] if wanted else Text(nl="organisatie", en="organisation")
    return Answer(
        question="",
        inputs={},
        verdict="list" if chosen else "no",
        headline=_COUNT.fill(day=_said(there.day), count=_number(len(chosen)), noun=noun),
        result={"day": there.day.isoformat(), "count": len(chosen), "byType": dict(sorted(counted.items()))},
        reasons=(Reason(_DATES),),
        unknown=tuple(_unknowns(unsure, ended)),
        tables=(_table(chosen, inputs.limit),),
        charts=(_chart(counted, there.day),),
    )


def _unknowns(unsure: list[Known], ended: list[Known]) -> Iterator[Unknown]:
    if unsure:
        yield Unknown(_NO_START.fill(count=_number(len(unsure))), _ASK, len(unsure))
    if ended:
        yield Unknown(_NO_END.fill(count=_number(len(ended))), _ASK, len(ended))


def _table(chosen: list[Known], limit: int) -> Table:
    columns = (
        Column("name", words("name")),
        Column("type", words("organisation_type")),
        Column("start", words("start")),
        Column("end", words("end")),
    )
    rows = tuple(
        (
            Cell(same(one.body.name), one.entry),
            TYPES[one.body.organisation_type],
            _said(one.body.valid.start) if one.body.valid.start else None,
            _said(one.body.valid.end) if one.body.valid.end else Text(nl="nu", en="now"),
        )
        for one in chosen[:limit]
    )
    return Table(words("organisation"), columns, rows, len(chosen))


def _chart(counted: Counter[OrganisationType], day: date) -> Chart:
    points = tuple(Point(count, place, TYPES[name]) for place, (name, count) in enumerate(counted.most_common()))
    title = _CHART.fill(type=points[0].label, day=_said(day)) if points else _NOBODY.fill(day=_said(day))
    return Chart("bars", title, Text(nl="aantal organisaties", en="number of organisations"), words("name"), points)


def _one(book: Book, known: Organisations, tooi: str, day: date) -> Answer:
    if tooi not in known.by_tooi:
        raise bad_input("unknown-organisation", "tooi", *_UNKNOWN_TOOI)
    found = known.by_tooi[tooi]
    after = known.successors(tooi, book.day)
    existed = found.body.valid.holds(day)
    names = ", ".join(known.by_tooi[other].body.name for other in after.alive)
    still = after.alive == (tooi,)
    said = _STILL if still else _NOW if after.alive else _NOBODY_NOW
    return Answer(
        question="",
        inputs={},
        verdict="yes" if existed else "no",
        headline=(_THERE if existed else _NOT_THERE).fill(
            name=known.name_on(tooi, day), day=_said(day), now=said.fill(names=names)
        ),
        result={
            "existed": existed,
            "name": known.name_on(tooi, day),
            "successorsNow": list(after.alive),
            "withoutSuccessor": list(after.without),
        },
        reasons=(*_own_reason(book, found), *(_step(book, known, step) for step in after.steps)),
        unknown=() if found.body.valid.start else (Unknown(_NO_START.fill(count="1"), _ASK),),
    )


def _own_reason(book: Book, found: Known) -> Iterator[Reason]:
    valid = found.body.valid
    start = _said(valid.start) if valid.start else Text(nl="een onbekende dag", en="an unknown day")
    end = _said(valid.end) if valid.end else Text(nl="nu", en="now")
    yield Reason(_PERIOD.fill(name=found.body.name, start=start, end=end), _ref(book, found.entry))


def _step(book: Book, known: Organisations, step: Step) -> Reason:
    how = CHANGES[step.kind] if step.kind else Text(nl="overgegaan", en="passed on")
    old, new = known.by_tooi[step.old], known.by_tooi[step.new]
    return Reason(
        _STEP.fill(day=_said(step.day), old=old.body.name, how=how, new=new.body.name), _ref(book, old.entry)
    )


def _ref(book: Book, entry: str) -> Ref | None:
    record: Record | None = book.get(entry)
    return ref(record) if record else None


def _said(day: date) -> Text:
    return Text(nl=say_day(day, "nl"), en=say_day(day, "en"))


def _number(value: int) -> Text:
    return Text(nl=number(value, "nl"), en=number(value, "en"))


_COUNT = Text(nl="Op {day} waren er {count}: {noun}.", en="On {day} there were {count}: {noun}.")
_DATES = Text(
    nl="Begin en eind komen uit de TOOI-lijsten, anders uit het Register van Overheidsorganisaties.",
    en="First and last days come from the TOOI lists, else from the register of government organisations.",
)
_NO_START = Text(
    nl="Van {count} is de eerste dag niet gepubliceerd; ze tellen mee als bestaand.",
    en="For {count} the first day is not published; they count as existing.",
)
_NO_END = Text(
    nl="{count} zijn opgeheven op een dag die niet is gepubliceerd; ze tellen niet mee.",
    en="{count} ended on a day that is not published; they do not count.",
)
_ASK = Text(nl="Vraag het de organisatie of haar ministerie.", en="Ask the organisation or its ministry.")
_CHART = Text(nl="De meeste waren op {day} van de soort {type}", en="Most were of the kind {type} on {day}")
_NOBODY = Text(nl="Er was op {day} geen enkele", en="There was none on {day}")
_UNKNOWN_TOOI = (
    Text(nl="Deze organisatie kennen we niet.", en="We do not know this organisation."),
    Text(nl="Zoek haar op naam en kopieer het TOOI-adres.", en="Search it by name and copy the TOOI address."),
)
_THERE = Text(nl="{name} bestond op {day}. {now}", en="{name} existed on {day}. {now}")
_NOT_THERE = Text(nl="{name} bestond niet op {day}. {now}", en="{name} did not exist on {day}. {now}")
_STILL = Text(nl="Zij bestaat nu nog.", en="It still exists.")
_NOW = Text(nl="Nu staat daarvoor: {names}.", en="Now this stands for it: {names}.")
_NOBODY_NOW = Text(nl="Niemand is bekend als opvolger.", en="Nobody is known to succeed it.")
_PERIOD = Text(nl="{name}: van {start} tot en met {end}.", en="{name}: from {start} until {end}.")
_STEP = Text(nl="Op {day}: {old} {how}, verder als {new}.", en="On {day}: {old} {how}, going on as {new}.")

ORGANISATIONS_ON_DAY: Question[Inputs] = Question(
    name="organisations-on-day",
    wire="organisaties-op-datum",
    room="nouns",
    sentence=Text(
        nl="Welke overheidsorganisaties waren er op een datum, en wie kwam erna?",
        en="Which public organisations were there on a date, and who came after?",
    ),
    explain=Text(
        nl="Kent gemeentelijke herindelingen, fusies en opheffingen met hun datum.",
        en="Knows municipal reorganisations, mergers and closures with their date.",
    ),
    inputs=Inputs,
    ask=ask,
    example={"datum": "2020-01-01", "soortOrganisatie": "municipality"},
)
