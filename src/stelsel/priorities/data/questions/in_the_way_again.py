# SPDX-License-Identifier: EUPL-1.2
"""What stands in the way again: what was learned of solved bottlenecks, held against something to publish."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from stelsel.book.answer import Answer, Cell, Change, Column, Reason, Table, Unknown, Verdict, ref
from stelsel.book.book import Book
from stelsel.book.question import Budget, Question
from stelsel.kernel.ids import entry_id
from stelsel.kernel.kind import Body, Kind, about
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text, same
from stelsel.kernel.values import Value
from stelsel.kernel.vocabulary import wire, words
from stelsel.nouns.bottleneck import LESSON_WHERE, Finding, against, kinds_of, lessons

Checkable = Literal["dataset", "data-service", "agreement", "cloud-demand", "people-demand"]
"""Kinds that lessons speak of."""
STATES: dict[str, Text] = {
    "missing": Text(nl="ontbreekt", en="is missing"),
    "there": Text(nl="staat erin", en="is there"),
    "unknown": Text(nl="niet te zien", en="cannot be seen"),
}


class Inputs(Value, frozen=True):
    """Either the address of an entry, or the kind and the content (JSON) of something not published yet."""

    entry: Annotated[str, about(max_length=300)] | None = None
    kind: Checkable | None = None
    content: Annotated[str, about(max_length=200_000)] | None = None


def check(inputs: Inputs) -> None:
    """BadInput where there is nothing to look at."""
    if not inputs.entry and not (inputs.kind and inputs.content):
        raise bad_input("nothing-given", wire("entry"), *_NOTHING)


def ask(book: Book, inputs: Inputs, budget: Budget) -> Answer:
    """Every lesson whose condition fits, and whether what it asks is there."""
    check(inputs)
    kind, body = _given(book, inputs)
    known = lessons(book)
    budget.spend(len(known) + 1)
    found = against(book, kind, body)
    missing = [one for one in found if one.state == "missing"]
    unseen = [one for one in found if one.state == "unknown"]
    verdict: Verdict = "yes" if missing else "unknown" if unseen else "no"
    return Answer(
        question="",
        inputs={},
        verdict=verdict,
        headline=_headline(len(missing), len(found), len(known)),
        result={"lessons": len(known), "fitting": len(found), "findings": [_plain(one) for one in found]},
        reasons=tuple(_reasons(found)),
        unknown=tuple(Unknown(_UNSEEN.fill(need=one.learned.need.words), _ASK) for one in unseen),
        changes=tuple(Change(one.learned.need.fix, _THEN, ref(one.learned.step.record)) for one in missing),
        tables=(_table(found),) if found else (),
        notes=(_CLOSED,),
    )


def _given(book: Book, inputs: Inputs) -> tuple[Kind[Any], Body]:
    if inputs.entry:
        record = book.get(inputs.entry.strip()) if entry_id(inputs.entry.strip(), wire("entry")) else None
        if record is None or not record.payload or entry_id(record.id).kind not in kinds_of():
            raise bad_input("not-there", wire("entry"), *_NOT_THERE)
        kind = book.kinds[entry_id(record.id).kind]
        found: Body = record.body(kind)
        return kind, found
    declared = book.kinds.get(inputs.kind or "")
    if declared is None:
        raise bad_input("unknown-kind", wire("kind"), *_NO_KIND)
    try:
        made: Body = declared.read((inputs.content or "").encode("utf-8", "replace")).body
    except BadInput as problem:
        first = problem.findings[0]
        place = Text(nl=f"{first.where}: {first.what.nl}", en=f"{first.where}: {first.what.en}")
        raise bad_input(first.code, wire("content"), place, first.cure) from None
    return declared, made


def _headline(missing: int, fitting: int, known: int) -> Text:
    if not known:
        return _NO_LESSONS
    if not fitting:
        return _NONE_FITS.fill(known=known)
    return (_ONE_MISSING if missing == 1 else _MISSING).fill(missing=missing, fitting=fitting) if missing else _ALL


def _plain(one: Finding) -> dict[str, object]:
    learned = one.learned
    return {
        "state": one.state,
        "needs": learned.lesson.lesson_needs,
        "where": learned.lesson.lesson_where,
        "value": learned.lesson.lesson_value,
        "bottleneck": learned.standing.id,
        "step": learned.step.record.id,
        "number": learned.number,
        "solution": learned.step.body.solution,
    }


def _reasons(found: tuple[Finding, ...]) -> Iterator[Reason]:
    for one in found:
        learned = one.learned
        said = _WHY.fill(
            need=learned.need.words,
            state=STATES[one.state],
            title=learned.standing.body.title,
            solution=learned.step.body.what_changed or "-",
        )
        yield Reason(said, ref(learned.step.record))


def _table(found: tuple[Finding, ...]) -> Table:
    columns = (
        Column("lesson", words("lesson_needs")),
        Column("state", words("status")),
        Column("where", words("lesson_where")),
        Column("bottleneck", words("bottleneck")),
        Column("fix", words("what_changed")),
    )
    rows = tuple(
        (
            one.learned.need.words,
            STATES[one.state],
            _condition(one),
            Cell(same(one.learned.standing.body.title), one.learned.standing.id),
            one.learned.need.fix if one.state == "missing" else Text(nl="–", en="–"),
        )
        for one in found
    )
    return Table(Text(nl="Lessen die hier gelden", en="Lessons that hold here"), columns, rows, len(rows))


def _condition(one: Finding) -> Text:
    where, value = LESSON_WHERE[one.learned.lesson.lesson_where], one.learned.lesson.lesson_value
    return Text(nl=f"{where.nl}: {value}", en=f"{where.en}: {value}") if value else where


_NOTHING = (
    Text(nl="Er is nog niets om na te kijken.", en="There is nothing to check yet."),
    Text(
        nl="Geef het adres van een vermelding, of kies een soort en plak de inhoud als JSON.",
        en="Give the address of an entry, or choose a kind and paste the content as JSON.",
    ),
)
_NOT_THERE = (
    Text(nl="Op dit adres staat niets dat hiertegen na te kijken is.", en="Nothing at this address can be checked so."),
    Text(nl="Geef het adres van een dataset, dataservice, afspraak of behoefte.",
         en="Give the address of a dataset, data service, agreement or demand."),
)  # fmt: skip
_NO_KIND = (
    Text(nl="Deze soort kennen we hier niet.", en="We do not know this kind here."),
    Text(nl="Kies een andere soort.", en="Choose another kind."),
)
_NO_LESSONS = Text(
    nl="Er zijn nog geen lessen: er is nog geen knelpunt opgelost.", en="There are no lessons yet: nothing was solved."
)
_NONE_FITS = Text(
    nl="Nee: geen van de {known} lessen van opgeloste knelpunten gaat hierover.",
    en="No: none of the {known} lessons of solved bottlenecks is about this.",
)
_ALL = Text(
    nl="Nee: wat eerder in de weg stond, is hier geregeld.", en="No: what stood in the way before is dealt with here."
)
_ONE_MISSING = Text(
    nl="Ja: 1 van de {fitting} lessen die hier gelden is nog niet gevolgd.",
    en="Yes: 1 of the {fitting} lessons that hold here is not followed yet.",
)
_MISSING = Text(
    nl="Ja: {missing} van de {fitting} lessen die hier gelden zijn nog niet gevolgd.",
    en="Yes: {missing} of the {fitting} lessons that hold here are not followed yet.",
)
_WHY = Text(
    nl="{need}: {state}. Geleerd van “{title}”, dat zo werd opgelost: {solution}",
    en="{need}: {state}. Learned from “{title}”, which was solved like this: {solution}",
)
_UNSEEN = Text(nl="Of er {need} is, is hier niet te zien.", en="Whether there is {need} cannot be seen here.")
_ASK = Text(nl="Kijk het zelf na, of vraag het de uitgever.", en="Check it yourself, or ask the publisher.")
_THEN = Text(nl="Dan staat dit niet meer in de weg.", en="Then this no longer stands in the way.")
_CLOSED = Text(
    nl="Lessen komen uit gesloten lijsten en worden berekend. Wat een machine niet kan zien, is onbekend.",
    en="Lessons come from closed lists and are computed. What a machine cannot see is unknown.",
)

IN_THE_WAY_AGAIN: Question[Inputs] = Question(
    name="in-the-way-again",
    wire="eerder-opgelost",
    room="data",
    sentence=Text(
        nl="Staat iets in de weg dat eerder is opgelost?", en="Does something stand in the way that was solved before?"
    ),
    explain=Text(
        nl="Houdt een dataset, dataservice, afspraak of behoefte tegen de lessen van opgeloste knelpunten.",
        en="Holds a dataset, data service, agreement or demand against the lessons of solved bottlenecks.",
    ),
    inputs=Inputs,
    ask=ask,
    cost=2,
    example={
        "soort": "dataset",
        "inhoud": '{"iri": "https://voorbeeldland.example/data/peil", "titels": [{"taal": "nl", "tekst": '
        '"Waterstanden van sloten (voorbeeld)"}]}',
    },
)
