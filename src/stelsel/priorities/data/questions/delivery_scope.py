# SPDX-License-Identifier: EUPL-1.2
"""Does a delivery fit the agreed fields? Too much, missing, or unknown, with the place of each."""

from collections.abc import Iterator
from typing import Annotated

from stelsel.book.answer import Answer, Cell, Change, Column, Reason, Table, Unknown, Verdict, ref
from stelsel.book.book import Book
from stelsel.book.question import Budget, Question
from stelsel.book.view import Record
from stelsel.kernel.kind import about
from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.text import Text, same
from stelsel.kernel.values import Value
from stelsel.kernel.vocabulary import wire
from stelsel.nouns.agreement import SCOPE_VERDICTS, Delivered, Scope, scope
from stelsel.priorities.data.exchange.delivered_fields import delivered_fields
from stelsel.priorities.data.questions._agreements import agreement

_VERDICTS: dict[str, Verdict] = {"within": "yes", "outside": "no", "unknown": "unknown"}


class Inputs(Value, frozen=True):
    """An agreement by its address, and a delivery: JSON Schema, OpenAPI, or a sample in JSON. `api_operation` narrows
    OpenAPI to one operation."""

    checked_agreement: Annotated[str, about(source="address of an agreement")]
    delivery: Annotated[str, about(source="JSON Schema 2020-12, OpenAPI 3, or JSON")]
    api_operation: Annotated[str | None, about(source="OpenAPI 3, operationId, or method and path")] = None


def ask(book: Book, inputs: Inputs, budget: Budget) -> Answer:
    """The verdict, a line for each field that is too much or missing, and where it is unknown."""
    record, body = agreement(book, inputs.checked_agreement, "checked_agreement")
    delivered = _fields(inputs)
    budget.spend(1 + len(delivered) // 100)
    found = scope(body, delivered)
    tables = tuple(_tables(found))
    return Answer(
        question="",
        inputs={},
        verdict=_VERDICTS[found.verdict],
        headline=SCOPE_VERDICTS[found.verdict],
        result=_result(found),
        reasons=tuple(_reasons(found, record)),
        unknown=(
            *(Unknown(_OPEN.fill(place=one), _ASK) for one in found.open),
            *(Unknown(_SOMETIMES.fill(field=one.field_name, place=at), _ASK_ALWAYS) for one, at in found.sometimes),
        ),
        changes=tuple(_changes(found)),
        tables=tables,
        notes=(_NOTE,),
    )


def _fields(inputs: Inputs) -> tuple[Delivered, ...]:
    try:
        return delivered_fields(inputs.delivery.encode(), "json", inputs.api_operation or "")
    except BadInput as problem:
        field = {"no-operation": "api_operation"}
        raise BadInput(
            *(Finding(one.code, wire(field.get(one.code, "delivery")), one.what, one.cure) for one in problem.findings)
        ) from None


def _result(found: Scope) -> dict[str, object]:
    return {
        "oordeel": found.verdict,
        "teVeel": [one.place or "/" for one in found.too_much],
        "ontbreekt": [one.field_name for one in found.missing],
        "ontbreektSoms": [{"veld": one.field_name, "plek": place} for one, place in found.lacking],
        "nietAltijd": [{"veld": one.field_name, "plek": place} for one, place in found.sometimes],
        "nietGeleverd": [one.field_name for one in found.absent],
        "open": list(found.open),
        "afgesproken": [{"veld": one.field_name, "plek": place} for one, place in found.agreed],
    }


def _reasons(found: Scope, record: Record) -> Iterator[Reason]:
    for one in found.too_much:
        yield Reason(_TOO_MUCH.fill(place=one.place or "/"), ref(record))
    for field in found.missing:
        yield Reason(_MISSING.fill(field=field.field_name), ref(record))
    for field, place in found.lacking:
        yield Reason(_LACKING.fill(field=field.field_name, place=place), ref(record))
    for field, place in found.sometimes:
        yield Reason(_SOMETIMES.fill(field=field.field_name, place=place), ref(record))
    if found.absent:
        fields = ", ".join(one.field_name for one in found.absent[:20])
        yield Reason(_ABSENT.fill(fields=fields), ref(record))
    if found.verdict != "outside":
        yield Reason(_ALL.fill(count=len(found.agreed)), ref(record))


def _changes(found: Scope) -> Iterator[Change]:
    if found.too_much:
        yield Change(_LEAVE_OUT.fill(places=", ".join(one.place or "/" for one in found.too_much[:20])), _THEN)
    if found.missing:
        yield Change(_DELIVER.fill(fields=", ".join(one.field_name for one in found.missing[:20])), _THEN)


def _tables(found: Scope) -> Iterator[Table]:
    columns = (Column("veld", Text(nl="Veld", en="Field")), Column("plek", Text(nl="Plek", en="Place")))
    rows = tuple((Cell(same(one.field_name)), Cell(same(place))) for one, place in found.agreed)
    if rows:
        yield Table(_AGREED, columns, rows, len(rows))


_AGREED = Text(nl="Afgesproken en geleverd", en="Agreed and delivered")
_TOO_MUCH = Text(nl="{place} is niet afgesproken.", en="{place} is not agreed.")
_MISSING = Text(
    nl="{field} is afgesproken als verplicht, en ontbreekt.", en="{field} is agreed as mandatory, and missing."
)
_LACKING = Text(
    nl="{field} is verplicht, en ontbreekt in een deel van het voorbeeld op {place}.",
    en="{field} is mandatory, and missing in a part of the sample at {place}.",
)
_SOMETIMES = Text(
    nl="{field} is verplicht, en mag volgens het schema ontbreken op {place}.",
    en="{field} is mandatory, and the schema lets it be left out at {place}.",
)
_ABSENT = Text(
    nl="Afgesproken, niet verplicht en niet geleverd: {fields}. Heeft u deze velden nog nodig?",
    en="Agreed, not mandatory and not delivered: {fields}. Do you still need these fields?",
)
_ASK_ALWAYS = Text(
    nl="Vraag de leverancier om het veld verplicht te maken in het schema.",
    en="Ask the supplier to make the field required in the schema.",
)
_ALL = Text(nl="Wat er staat, is afgesproken ({count} plaatsen).", en="What stands there is agreed ({count} places).")
_OPEN = Text(nl="Op {place} kan van alles staan.", en="At {place} anything may be.")
_ASK = Text(
    nl="Vraag de leverancier om een schema zonder open plekken.",
    en="Ask who delivers for a schema without open places.",
)
_LEAVE_OUT = Text(nl="Lever dit niet: {places}.", en="Do not deliver: {places}.")
_DELIVER = Text(nl="Lever ook: {fields}.", en="Deliver too: {fields}.")
_THEN = Text(nl="Dan ligt de levering dichter bij de afspraak.", en="Then the delivery is closer to the agreement.")
_NOTE = Text(
    nl="Dit vergelijkt namen en plaatsen van velden, niet wat erin staat.",
    en="This compares names and places of fields, not what stands in them.",
)

DELIVERY_SCOPE: Question[Inputs] = Question(
    name="delivery-scope",
    wire="past-de-levering",
    room="data",
    sentence=Text(
        nl="Past deze levering bij de afgesproken velden?",
        en="Does this delivery fit the agreed fields?",
    ),
    explain=Text(
        nl="Legt een schema of voorbeeld naast de velden van een afspraak: te veel, ontbreekt of onbekend.",
        en="Puts a schema or a sample beside the fields of an agreement: too much, missing or unknown.",
    ),
    inputs=Inputs,
    ask=ask,
    cost=1,
    example={
        "getoetsteAfspraak": "dienst-voorbeelddata/agreement/levering-adressen",
        "levering": '[{"adres": {"postcode": "1234AB"}, "geboortedatum": "2000-01-01"}]',
    },
)
