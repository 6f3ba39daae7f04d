# SPDX-License-Identifier: EUPL-1.2
"""Which rule of an agreement is enforced where, and which nowhere? (ODRL-AP-NL, RegelDekkingShape.)"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Annotated

from stelsel.book.answer import Answer, Cell, Change, Chart, Column, Point, Reason, Table, Unknown, Verdict, ref
from stelsel.book.book import Book
from stelsel.book.question import Budget, Question
from stelsel.book.view import Record
from stelsel.kernel.kind import about
from stelsel.kernel.text import Text, same
from stelsel.kernel.values import Value
from stelsel.nouns.agreement import COVERED, PLACES, RULE_PARTS, Coverage, coverage, coverage_headline
from stelsel.priorities.data.questions._agreements import agreement


class Inputs(Value, frozen=True):
    """An agreement by its address."""

    checked_agreement: Annotated[str, about(source="address of an agreement")]


def ask(book: Book, inputs: Inputs, budget: Budget) -> Answer:
    """Yes when every duty and prohibition is enforced by technique or afterwards, for every field; no when one is
    enforced nowhere; else partly: it rests on people, or some fields have no measure."""
    record, body = agreement(book, inputs.checked_agreement, "checked_agreement")
    budget.spend(1)
    found = coverage(body)
    binding = tuple(one for one in found if one.part != "permission")
    return Answer(
        question="",
        inputs={},
        verdict=_verdict(binding),
        headline=coverage_headline(found),
        result={"regels": [_plain(one) for one in found]},
        reasons=tuple(_reasons(binding, record)),
        unknown=tuple(Unknown(_NOWHERE.fill(rule=_name(one)), _ASK) for one in binding if one.covered == "nowhere"),
        changes=tuple(_changes(binding)),
        tables=(_table(found),) if found else (),
        charts=(_chart(binding),) if binding else (),
        notes=(_MEANING,),
    )


def _verdict(binding: Sequence[Coverage]) -> Verdict:
    if any(one.covered == "nowhere" for one in binding):
        return "no"
    if any(one.covered == "people" or one.open_fields for one in binding):
        return "partly"
    return "yes"


def _name(one: Coverage) -> str:
    return one.title or one.rule


def _plain(one: Coverage) -> dict[str, object]:
    return {
        "regel": one.rule,
        "soort": one.part,
        "afgedwongen": one.covered,
        "maatregelen": [{"door": it.enforced_by, "bij": it.at_address, "veld": it.field_name} for it in one.measures],
        "veldenZonderMaatregel": list(one.open_fields),
    }


def _reasons(binding: Sequence[Coverage], record: Record) -> Iterator[Reason]:
    for one in binding:
        yield Reason(_SAID.fill(rule=_name(one), how=COVERED[one.covered], where=_where(one)), ref(record))


def _where(one: Coverage) -> Text:
    places = [PLACES[it.enforced_by] for it in one.measures] or [_NOBODY]
    return Text(nl="; ".join(it.nl for it in places), en="; ".join(it.en for it in places))


def _changes(binding: Sequence[Coverage]) -> Iterator[Change]:
    for one in binding:
        if one.covered == "nowhere":
            yield Change(_ADD.fill(rule=_name(one)), _THEN)
        elif one.open_fields:
            yield Change(_ADD_FIELDS.fill(rule=_name(one), fields=", ".join(one.open_fields)), _THEN)


def _table(found: Sequence[Coverage]) -> Table:
    columns = (
        Column("regel", Text(nl="Regel", en="Rule")),
        Column("soort", Text(nl="Soort", en="Type")),
        Column("hoe", Text(nl="Hoe sterk", en="How strong")),
        Column("waar", Text(nl="Waar", en="Where")),
        Column("velden", Text(nl="Velden zonder maatregel", en="Fields without a measure")),
    )
    rows = tuple(
        (
            Cell(same(_name(one))),
            Cell(RULE_PARTS[one.part]),
            Cell(COVERED[one.covered]),
            Cell(_where(one)),
            Cell(same(", ".join(one.open_fields) or "–")),
        )
        for one in found
    )
    return Table(_TITLE, columns, rows, len(rows))


def _chart(binding: Sequence[Coverage]) -> Chart:
    points = tuple(
        Point(Decimal(sum(one.covered == how for one in binding)), Decimal(at), words, front=how == "nowhere")
        for at, (how, words) in enumerate(COVERED.items())
    )
    return Chart("bars", coverage_headline(binding), _COUNTED, _HOW, points)


_TITLE = Text(nl="Waar elke regel wordt afgedwongen", en="Where each rule is enforced")
_HOW = Text(nl="hoe sterk", en="how strong")
_COUNTED = Text(nl="plichten en verboden", en="duties and prohibitions")
_SAID = Text(nl="“{rule}”: {how} ({where}).", en="“{rule}”: {how} ({where}).")
_NOBODY = Text(nl="niemand zei waar", en="nobody said where")
_NOWHERE = Text(
    nl="Waar “{rule}” wordt afgedwongen, zegt de afspraak niet.",
    en="The agreement does not say where “{rule}” is enforced.",
)
_ASK = Text(nl="Vraag het de partijen van de afspraak.", en="Ask the parties to the agreement.")
_ADD = Text(nl="Zet bij “{rule}” een maatregel.", en="Add a measure to “{rule}”.")
_ADD_FIELDS = Text(
    nl="Zet bij “{rule}” ook een maatregel voor: {fields}.", en="Add a measure to “{rule}” for: {fields}."
)
_THEN = Text(nl="Dan is te zien waar deze regel wordt afgedwongen.", en="Then one can see where this rule is enforced.")
_MEANING = Text(
    nl="Dit zegt wat partijen hebben opgeschreven, niet dat de maatregel ook werkt. Een contract of werkwijze telt als "
    "“door mensen”.",
    en="This says what parties wrote down, not that the measure works. A contract or way of working counts as "
    "“by people”.",
)

RULE_COVERAGE: Question[Inputs] = Question(
    name="rule-coverage",
    wire="regeldekking",
    room="data",
    sentence=Text(
        nl="Welke regel van deze afspraak wordt waar afgedwongen, en welke nergens?",
        en="Which rule of this agreement is enforced where, and which nowhere?",
    ),
    explain=Text(
        nl="Zet naast elke plicht en elk verbod wie of wat hem afdwingt, ook per veld.",
        en="Puts beside each duty and prohibition who or what enforces it, also by field.",
    ),
    inputs=Inputs,
    ask=ask,
    cost=1,
    example={"getoetsteAfspraak": "dienst-voorbeelddata/agreement/levering-adressen"},
)
