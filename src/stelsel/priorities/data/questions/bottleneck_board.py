# SPDX-License-Identifier: EUPL-1.2
"""Which bottlenecks stand open, for how long and why, and what was solved and prevented?"""

from collections import Counter
from collections.abc import Iterator

from stelsel.book.answer import Answer, Cell, Change, Chart, Column, Point, Reason, Table, Unknown, ref
from stelsel.book.book import Book
from stelsel.book.question import Budget, Question
from stelsel.kernel.text import Text, number, same
from stelsel.kernel.values import Value
from stelsel.kernel.vocabulary import words
from stelsel.nouns.bottleneck import (
    BANDS,
    BOTTLENECK,
    CAUSES,
    LAYERS,
    STATUSES,
    Board,
    Cause,
    Layer,
    Recurrence,
    Standing,
    Status,
    board,
    prevented,
    recurrences,
)


class Inputs(Value, frozen=True):
    """Only those of one layer of government, with one cause, or in one state."""

    layer: Layer | None = None
    cause: Cause | None = None
    status: Status | None = None


def ask(book: Book, inputs: Inputs, budget: Budget) -> Answer:
    """The board: its figures over everything, and the list that was asked for."""
    budget.spend(book.count(BOTTLENECK))
    found, stopped = board(book), prevented(book)
    chosen = _chosen(found, inputs)
    again = recurrences(book)
    return Answer(
        question="",
        inputs={},
        verdict="list",
        headline=_headline(found, len(stopped)),
        result=_result(found, chosen, len(stopped), again),
        reasons=tuple(_reasons(chosen, again)),
        unknown=tuple(_unknown(found)),
        changes=tuple(_changes(found)),
        tables=(_table(chosen),),
        charts=(_chart(found),) if found.open else (),
        notes=tuple(_notes(found)),
    )


def _chosen(found: Board, inputs: Inputs) -> list[Standing]:
    those = found.standings.values() if inputs.status else found.leading
    return sorted(
        (
            one
            for one in those
            if inputs.layer in (None, one.layer)
            and inputs.cause in (None, one.body.cause)
            and inputs.status in (None, one.status)
        ),
        key=lambda one: (not one.open, -one.age_days, one.id),
    )


def _headline(found: Board, stopped: int) -> Text:
    middle = found.median_age_days
    age = _AGE.fill(days=_said(round(middle))) if middle is not None else ""
    return _HEADLINE.fill(
        open=_said(len(found.open)), age=age, solved=_said(len(found.solved)), prevented=_said(stopped)
    )


def _result(found: Board, chosen: list[Standing], stopped: int, again: tuple[Recurrence, ...]) -> dict[str, object]:
    """Plain data for machines; an unknown age or layer is null."""
    return {
        "open": len(found.open),
        "medianAgeDays": found.median_age_days,
        "solved": len(found.solved),
        "prevented": stopped,
        "openByCause": dict(sorted(Counter(one.body.cause or "unknown" for one in found.open).items())),
        "openByLayer": dict(sorted(Counter(one.layer or "unknown" for one in found.open).items())),
        "maybeBack": [{"solved": one.solved.id, "again": one.again.id, "why": one.why} for one in again],
        "bottlenecks": [_plain(one) for one in chosen],
    }


def _plain(one: Standing) -> dict[str, object]:
    return {
        "id": one.id,
        "status": one.status,
        "ageDays": one.age_days,
        "owner": one.course.owner or None,
        "organisations": one.impact.organisations,
        "told": one.impact.told,
        "impactAtLeast": one.impact.least,
        "band": one.impact.band,
        "late": [due.ground.name for due in one.late],
        "level": one.level.level if one.level else 0,
        "merged": list(one.merged),
    }


def _reasons(chosen: list[Standing], again: tuple[Recurrence, ...]) -> Iterator[Reason]:
    for back in again:
        yield Reason(_BACK.fill(solved=back.solved.body.title, again=back.again.body.title), ref(back.again.record))
    for one in chosen:
        for due in one.late:
            said = _LATE.fill(title=one.body.title, what=due.ground.what, level=one.level.name if one.level else "-")
            yield Reason(said, ref(one.record), due.ground.source, due.ground.link)
    for one in chosen:
        if one.solution is not None:
            said = _SOLVED.fill(title=one.body.title, changed=one.solution.body.what_changed or "-")
            yield Reason(said, ref(one.solution.record))


def _unknown(found: Board) -> Iterator[Unknown]:
    silent = sum(one.impact.organisations - one.impact.told for one in found.open)
    if silent:
        yield Unknown(_SILENT.fill(count=_said(silent)), _ASK_FIGURES, silent)
    causeless = sum(one.body.cause is None for one in found.open)
    if causeless:
        yield Unknown(_CAUSELESS.fill(count=_said(causeless)), _ASK_CAUSE, causeless)
    layerless = sum(one.layer is None for one in found.open)
    if layerless:
        yield Unknown(_LAYERLESS.fill(count=_said(layerless)), _ASK_LAYER, layerless)


def _changes(found: Board) -> Iterator[Change]:
    for one in found.open:
        if one.late:
            yield Change(_DO.fill(title=one.body.title, what=one.late[0].ground.what), _NO_LONGER_LATE, ref(one.record))


def _table(chosen: list[Standing]) -> Table:
    columns = (
        Column("title", words("title")),
        Column("status", words("status")),
        Column("cause", words("cause")),
        Column("layer", words("layer")),
        Column("age", Text(nl="leeftijd", en="age"), "days", number=True),
        Column("organisations", Text(nl="organisaties", en="organisations"), number=True),
        Column("impact", Text(nl="omvang", en="size")),
    )
    rows = tuple(
        (
            Cell(same(one.body.title), one.id, "example" if one.body.sample else ""),
            STATUSES[one.status],
            CAUSES[one.body.cause] if one.body.cause else None,
            LAYERS[one.layer] if one.layer else None,
            one.age_days,
            one.impact.organisations,
            BANDS[one.impact.band] if one.impact.people is not None else None,
        )
        for one in chosen
    )
    return Table(BOTTLENECK.plural, columns, rows, len(rows))


def _chart(found: Board) -> Chart:
    counted = Counter(one.body.cause for one in found.open)
    points = tuple(
        Point(count, place, CAUSES[cause] if cause else Text(nl="onbekend", en="unknown"))
        for place, (cause, count) in enumerate(counted.most_common())
    )
    ties = sum(one.x == points[0].x for one in points)
    title = _CHART.fill(cause=points[0].label) if ties == 1 else _TIE.fill(count=_said(ties))
    return Chart("bars", title, Text(nl="open knelpunten", en="open bottlenecks"), words("cause"), points)


def _notes(found: Board) -> Iterator[Text]:
    samples = sum(one.body.sample for one in found.standings.values())
    if samples:
        yield _SAMPLES.fill(count=_said(samples))
    yield _PROMISE
    yield _PREVENTED


def _said(value: int) -> Text:
    return Text(nl=number(value, "nl"), en=number(value, "en"))


_HEADLINE = Text(
    nl="Open knelpunten: {open}{age}. Opgelost: {solved}. Herhaling voorkomen: {prevented}.",
    en="Open bottlenecks: {open}{age}. Solved: {solved}. Recurrences prevented: {prevented}.",
)
_AGE = Text(nl=", de middelste {days} dagen", en=", the middle one for {days} days")
_BACK = Text(
    nl="Mogelijk terug: “{again}” lijkt op het opgeloste “{solved}”.",
    en="Possibly back: “{again}” looks like the solved “{solved}”.",
)
_LATE = Text(
    nl="“{title}” is te laat. Wat moest gebeuren: {what}. Nu aan zet: {level}.",
    en="“{title}” is late. What had to happen: {what}. Now up to: {level}.",
)
_SOLVED = Text(nl="“{title}” is opgelost: {changed}", en="“{title}” was solved: {changed}")
_SILENT = Text(
    nl="{count} keer zei een organisatie niet hoeveel mensen er last van hebben.",
    en="{count} times an organisation did not say how many people are affected.",
)
_ASK_FIGURES = Text(nl="Vraag het de organisaties die zich aansloten.", en="Ask the organisations that joined.")
_CAUSELESS = Text(nl="Van {count} is de oorzaak niet bekend.", en="Of {count} the cause is not known.")
_ASK_CAUSE = Text(nl="Vraag het de eigenaar, of wie het meldde.", en="Ask the owner, or whoever raised it.")
_LAYERLESS = Text(
    nl="Van {count} is niet bekend uit welke bestuurslaag het komt.",
    en="Of {count} it is not known which layer of government it comes from.",
)
_ASK_LAYER = Text(
    nl="Vraag de uitgever om een vermelding over zichzelf.", en="Ask the publisher for an entry about itself."
)
_DO = Text(nl="“{title}”: {what}.", en="“{title}”: {what}.")
_NO_LONGER_LATE = Text(nl="Dan is het niet meer te laat.", en="Then it is no longer late.")
_CHART = Text(nl="De meeste hebben als oorzaak: {cause}", en="Most have as their cause: {cause}")
_TIE = Text(nl="{count} oorzaken komen even vaak voor", en="{count} causes are equally frequent")
_SAMPLES = Text(
    nl="{count} knelpunten zijn voorbeelden: verzonnen, met verzonnen dagen.",
    en="{count} bottlenecks are examples: invented, with invented days.",
)
_PROMISE = Text(
    nl="De termijnen zijn een belofte van dit bord en geen wet. Een dag telt als het logboek hem vastlegde.",
    en="The terms are a promise of this board, not law. A day counts when the log recorded it.",
)
_PREVENTED = Text(
    nl="Voorkomen telt alleen als een les eerst is getoond en de vermelding er nu aan voldoet.",
    en="Prevented counts only where a lesson was shown first and the entry now meets it.",
)

BOTTLENECK_BOARD: Question[Inputs] = Question(
    name="bottleneck-board",
    wire="knelpuntenbord",
    room="data",
    sentence=Text(
        nl="Welke knelpunten staan open, en wat is opgelost en voorkomen?",
        en="Which bottlenecks stand open, and what was solved and prevented?",
    ),
    explain=Text(
        nl="Toont wat in de weg staat bij het delen van gegevens, hoe lang al, waardoor, en wat daaraan is gedaan.",
        en="Shows what stands in the way of sharing data, for how long, by what, and what was done about it.",
    ),
    inputs=Inputs,
    ask=ask,
    cost=4,
    example={},
)
