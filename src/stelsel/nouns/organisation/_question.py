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
from stelsel.kernel.kind import about
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text, number, same
from stelsel.kernel.time import say_day
from stelsel.kernel.values import Value
from stelsel.kernel.vocabulary import words
from stelsel.nouns.organisation._history import Known, OnDay, Organisations, Step
from stelsel.nouns.organisation._kinds import CHANGES, ORGANISATION, PLURALS, TYPES, OrganisationType


class Inputs(Value, frozen=True):
    """A day (the day of asking when empty), and one organisation (TOOI address or code) or one type of organisation."""

    day: date | None = None
    organisation_type: OrganisationType | None = None
    tooi: Annotated[str, about(max_length=200)] | None = None
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
        return _one(book, known, _address(known, inputs.tooi.strip()), day)
    return _all(book, known, known.on(day), inputs)


def _address(known: Organisations, typed: str) -> str:
    """The TOOI address of a typed address or code, such as gm0788. BadInput where nobody published it."""
    code = typed.lower()
    found = (one for one in known.by_tooi if one == typed or one.rpartition("/")[2].lower() == code)
    address = next(found, None)
    if address is None:
        raise bad_input("unknown-organisation", "tooi", *_UNKNOWN_TOOI)
    return address


def _all(book: Book, known: Organisations, there: OnDay, inputs: Inputs) -> Answer:
    wanted = inputs.organisation_type
    chosen = [one for one in there.organisations if wanted in (None, one.body.organisation_type)]
    chosen.sort(key=lambda one: (one.body.name, one.entry))
    unsure = [one for one in there.open_start if wanted in (None, one.body.organisation_type)]
    ended = [one for one in there.unknown if wanted in (None, one.body.organisation_type)]
    counted = Counter(one.body.organisation_type for one in chosen)
    noun = _noun(wanted, len(chosen))
    counts = _COUNT_ONE if len(chosen) == 1 else _COUNT
    return Answer(
        question="",
        inputs={},
        verdict="list" if chosen else "no",
        headline=counts.fill(day=_said(there.day), count=_number(len(chosen)), noun=noun),
        result={"day": there.day.isoformat(), "count": len(chosen), "byType": dict(sorted(counted.items()))},
        reasons=(Reason(_DATES),),
        unknown=tuple(_unknowns(unsure, ended)),
        tables=(_table(book, known, chosen, inputs.limit),),
        charts=(_chart(counted, there.day),),
        notes=tuple(_notes(there.day, book.day)),
    )


def _noun(wanted: OrganisationType | None, count: int) -> Text:
    """What is counted, one or several."""
    if wanted is not None:
        return TYPES[wanted] if count == 1 else PLURALS[wanted]
    return Text(nl="organisatie", en="organisation") if count == 1 else Text(nl="organisaties", en="organisations")


def _notes(day: date, today: date) -> Iterator[Text]:
    """That the answer is provisional: on a day to come, and before the lists are complete."""
    if day > today:
        yield _FUTURE
    elif day.year < _COMPLETE_FROM:
        yield _EARLY


def _unknowns(unsure: list[Known], ended: list[Known]) -> Iterator[Unknown]:
    if unsure:
        yield Unknown(_NO_START.fill(count=_number(len(unsure))), _ASK, len(unsure))
    if ended:
        yield Unknown(_NO_END.fill(count=_number(len(ended))), _ASK, len(ended))


def _table(book: Book, known: Organisations, chosen: list[Known], limit: int) -> Table:
    columns = (
        Column("name", words("name")),
        Column("type", words("organisation_type")),
        Column("start", words("start")),
        Column("end", words("end")),
        Column("successors", words("successors")),
    )
    rows = tuple(
        (
            Cell(same(one.body.name), one.entry),
            TYPES[one.body.organisation_type],
            _said(one.body.valid.start) if one.body.valid.start else None,
            _said(one.body.valid.end) if one.body.valid.end else Text(nl="nu", en="now"),
            _successors(book, known, one),
        )
        for one in chosen[:limit]
    )
    return Table(words("organisation"), columns, rows, len(chosen))


def _successors(book: Book, known: Organisations, one: Known) -> Text | None:
    """The names of who stands for an ended organisation now; a dash where it still exists, None where not known."""
    end, tooi = one.body.valid.end, one.body.tooi
    if end is None or end >= book.day:
        return same("–")
    alive = known.successors(tooi, book.day).alive if tooi and tooi in known.by_tooi else ()
    return same(", ".join(known.by_tooi[other].body.name for other in alive)) if alive else None


def _chart(counted: Counter[OrganisationType], day: date) -> Chart:
    points = tuple(Point(count, place, TYPES[name]) for place, (name, count) in enumerate(counted.most_common()))
    title = _CHART.fill(type=points[0].label, day=_said(day)) if points else _NOBODY.fill(day=_said(day))
    return Chart("bars", title, Text(nl="aantal organisaties", en="number of organisations"), words("name"), points)


def _one(book: Book, known: Organisations, tooi: str, day: date) -> Answer:
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
        notes=tuple(_notes(day, book.day)),
    )


def _own_reason(book: Book, found: Known) -> Iterator[Reason]:
    valid = found.body.valid
    start = _said(valid.start) if valid.start else Text(nl="een onbekende dag", en="an unknown day")
    end = _said(valid.end) if valid.end else Text(nl="nu", en="now")
    yield Reason(_PERIOD.fill(name=found.body.name, start=start, end=end), _ref(book, found.entry))


def _step(book: Book, known: Organisations, step: Step) -> Reason:
    how = CHANGES[step.kind] if step.kind else Text(nl="overgegaan", en="passed on")
    old, new = known.by_tooi[step.old], known.by_tooi[step.new]
    return Reason(_STEP.fill(day=_said(step.day), old=old.body.name, how=how, new=new.body.name), _ref(book, old.entry))


def _ref(book: Book, entry: str) -> Ref | None:
    record: Record | None = book.get(entry)
    return ref(record) if record else None


def _said(day: date) -> Text:
    return Text(nl=say_day(day, "nl"), en=say_day(day, "en"))


def _number(value: int) -> Text:
    return Text(nl=number(value, "nl"), en=number(value, "en"))


_COUNT = Text(nl="Op {day} waren er {count} {noun}.", en="On {day} there were {count} {noun}.")
_COUNT_ONE = Text(nl="Op {day} was er {count} {noun}.", en="On {day} there was {count} {noun}.")
_COMPLETE_FROM = 2005
_FUTURE = Text(
    nl="Voorlopig: deze dag moet nog komen. Alleen wat nu al bekend is, telt mee.",
    en="Provisional: this day is yet to come. Only what is known already counts.",
)
_EARLY = Text(
    nl="Voorlopig: voor 2005 zijn de lijsten niet volledig, en veel eerste dagen zijn niet bekend.",
    en="Provisional: before 2005 the lists are not complete, and many first days are not known.",
)
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
    Text(
        nl="Zoek haar op naam. Typ het TOOI-adres of de code, zoals gm0788.",
        en="Search it by name. Type the TOOI address or the code, such as gm0788.",
    ),
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
    cost=1,
    example={"datum": "2020-01-01", "soortOrganisatie": "municipality"},
)
