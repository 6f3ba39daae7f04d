# SPDX-License-Identifier: EUPL-1.2
"""The form of a data request and of another version of it: from what was typed to parts of an agreement, and back."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import msgspec

from stelsel.book.book import Book
from stelsel.faces.web.inputs import Errors, Typed, field_of
from stelsel.faces.web.templatetags.fields import Field
from stelsel.faces.web.who import publisher_name
from stelsel.kernel.form import form_fields, from_form, to_form
from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.text import Text, same
from stelsel.kernel.vocabulary import wire
from stelsel.node import data_requests
from stelsel.nouns.agreement import AGREEMENT, AgreedField, Agreement

CONSUMER, PROVIDER, GATEKEEPER = (wire(f"{one}_publisher") for one in ("consumer", "provider", "gatekeeper"))
TEXT, FIELDS = wire("text"), wire("agreed_fields")
SIMPLE = ("title", "sharing_purpose", "legal_bases", "valid.start", "valid.end")
RULES = ("permissions", "prohibitions", "duties", "default_outcome")
MORE = ("version", "supersedes", "summary", "attributes", "agreed_concepts", "own_terms", "measures")
_LONG = frozenset({"sharing_purpose", "summary", "permissions", "prohibitions", "duties"})
MOST_FIELDS = 300


def request_fields(book: Book, mine: Sequence[str], typed: Typed, errors: Errors) -> list[Field]:
    """Everything that is asked of who begins a request."""
    others = data_requests.choices()
    return [
        _choice(book, CONSUMER, _FOR, mine, typed, errors),
        _choice(book, PROVIDER, _OF, [one for one in others if one not in mine or len(mine) > 1], typed, errors),
        _choice(book, GATEKEEPER, _JUDGE, others, typed, errors, _JUDGE_WHY),
        Field(TEXT, _WHY, "textarea", _first(typed, TEXT), why=_WHY_WHY, error=errors.get(TEXT, ""), rows=4),
        *(_plain(name, typed, errors) for name in SIMPLE[:3]),
        _fields_field(typed, errors),
        *(_plain(name, typed, errors) for name in SIMPLE[3:]),
        _base(book, typed, errors),
    ]


def version_fields(book: Book, typed: Typed, errors: Errors) -> tuple[list[Field], list[Field]]:
    """What a version may change: what everybody reads, and the rules and words."""
    first = [
        Field(TEXT, _CHANGED, "textarea", _first(typed, TEXT), why=_CHANGED_WHY, error=errors.get(TEXT, ""), rows=3),
        *(_plain(name, typed, errors) for name in SIMPLE[:3]),
        _fields_field(typed, errors),
        *(_plain(name, typed, errors) for name in SIMPLE[3:]),
    ]
    return first, [*(_plain(name, typed, errors) for name in (*RULES, *MORE)), _base(book, typed, errors)]


def typed_of(body: Agreement) -> dict[str, list[str]]:
    """An agreement as it would have been typed."""
    plain = to_form(Agreement, msgspec.to_builtins(body))
    lines = "\n".join(_line(one) for one in body.agreed_fields)
    return {**{name: [text] for name, text in plain.items()}, FIELDS: [lines], wire("refines"): [body.refines or ""]}


def asked_values(typed: Typed) -> dict[str, Any]:
    """The parts of an agreement in the form of a request. BadInput names every field that does not read."""
    return _values(typed, (*SIMPLE, "refines"), ())


def version_values(typed: Typed, before: Agreement) -> dict[str, Any]:
    """The parts in the form of a version; what was emptied there is empty."""
    names = (*SIMPLE, *RULES, *MORE, "refines")
    empty: dict[str, Any] = {wire(name): None if name in _OPTIONAL else _EMPTY.get(name, []) for name in names[5:]}
    empty |= {wire("title"): "", wire("sharing_purpose"): "", wire("legal_bases"): [], wire("valid"): {}}
    found = {**empty, **_values(typed, names, before.agreed_fields)}
    found = {name: value for name, value in found.items() if name != wire("default_outcome") or value}
    found[wire("version")] = found[wire("version")] or before.version
    return found


_OPTIONAL = frozenset({"supersedes", "refines"})
_EMPTY: Mapping[str, str] = {"summary": "", "version": "", "default_outcome": ""}


def _values(typed: Typed, names: Sequence[str], before: Sequence[AgreedField]) -> dict[str, Any]:
    wanted = {one.wire for one in form_fields(Agreement) if one.name in names}
    findings: list[Finding] = []
    found: dict[str, Any] = {}
    try:
        found = from_form(Agreement, {name: values for name, values in typed.items() if name in wanted})
    except BadInput as problem:
        findings += problem.findings
    try:
        found[FIELDS] = fields_in(_first(typed, FIELDS), before)
    except BadInput as problem:
        findings += problem.findings
    if findings:
        raise BadInput(*findings)
    return found


def fields_in(text: str, before: Sequence[AgreedField] = ()) -> list[dict[str, Any]]:
    """The fields of a request, one on each line: name, why, and where it comes from, with bars or tabs between as a
    spreadsheet gives them. What `before` knew more of a field with that name is kept. BadInput names the line."""
    known = {one.field_name: msgspec.to_builtins(one) for one in before}
    found: list[dict[str, Any]] = []
    for at, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        cells = _cells(line)
        if len(cells) > 3 or not cells[0]:
            raise BadInput(Finding("field-line", f"{FIELDS} line {at}", _LINE, _LINE_CURE))
        names = (wire("field_name"), wire("necessity"), wire("from_dataset"))
        given = dict(zip(names, (*cells, "", "")[:3], strict=True))
        kept = {name: value for name, value in known.get(cells[0], {}).items() if name not in names}
        found.append({**kept, **{name: value for name, value in given.items() if value}})
    if len(found) > MOST_FIELDS:
        raise BadInput(Finding("many-fields", FIELDS, _MANY, _MANY_CURE))
    return found


def _cells(line: str) -> list[str]:
    sign = "|" if "|" in line else "\t"
    return [cell.strip() for cell in next(csv.reader([line.strip(" ")], delimiter=sign, skipinitialspace=True), [""])]


def _line(one: AgreedField) -> str:
    parts = [one.field_name, one.necessity, one.from_dataset or ""]
    while parts and not parts[-1]:
        parts.pop()
    return " | ".join(_cell(part) for part in parts)


def _cell(part: str) -> str:
    """A part as `_cells` reads it back, on one line."""
    plain = " ".join(part.split())
    return '"' + plain.replace('"', '""') + '"' if "|" in plain or '"' in plain else plain


def _plain(name: str, typed: Typed, errors: Errors) -> Field:
    made = field_of(next(one for one in form_fields(Agreement) if one.name == name), typed, errors)
    made = replace(made, required=name in ("title", "sharing_purpose", "legal_bases"))
    if name in _LONG:
        made = replace(made, kind="textarea", rows=4)
    return replace(made, example=_EXAMPLES.get(name, ""))


def _fields_field(typed: Typed, errors: Errors) -> Field:
    value = "\n".join(typed.get(FIELDS, ()))
    error = errors.get(FIELDS, "")
    return Field(FIELDS, _FIELDS, "textarea", value, why=_FIELDS_WHY, example=_FIELDS_EXAMPLE, error=error, rows=8)


def _choice(
    book: Book,
    name: str,
    label: Text,
    publishers: Sequence[str],
    typed: Typed,
    errors: Errors,
    why: Text | str = "",
) -> Field:
    options: list[tuple[str, Text]] = [(one, same(publisher_name(book, one))) for one in publishers]
    if len(options) != 1:
        options.insert(0, ("", _PICK))
    value = _first(typed, name) or (options[0][0] if options else "")
    return Field(name, label, "select", value, why=why, error=errors.get(name, ""), options=options)


def _base(book: Book, typed: Typed, errors: Errors) -> Field:
    """The texts that can be a base: those of nobody's delivery."""
    name = wire("refines")
    texts = [(record.id, body) for record, body in book.rows(AGREEMENT) if body.text_type != "sharing"]
    options = [("", _NO_BASE), *((address, same(f"{body.title} {body.version}")) for address, body in sorted(texts))]
    value, error = _first(typed, name), errors.get(name, "")
    return Field(name, _BASE, "select", value, why=_BASE_WHY, error=error, options=options, required=False)


def _first(typed: Typed, name: str) -> str:
    return (typed.get(name) or [""])[0]


_PICK = Text(nl="kies een organisatie", en="choose an organisation")
_FOR = Text(nl="Namens wie vraagt u?", en="For whom do you ask?")
_OF = Text(nl="Van wie vraagt u gegevens?", en="Whom do you ask for data?")
_JUDGE = Text(nl="Wie is de poortwachter?", en="Who is the gatekeeper?")
_JUDGE_WHY = Text(
    nl="De poortwachter beoordeelt het verzoek voordat de aanbieder antwoordt. Is er geen aparte? Kies de aanbieder.",
    en="The gatekeeper judges the request before the provider answers. Is there none? Choose the provider.",
)
_WHY = Text(nl="Waarom vraagt u dit?", en="Why do you ask this?")
_WHY_WHY = Text(
    nl="In gewone woorden, voor wie het beoordeelt. Schrijf niets over personen.",
    en="In plain words, for whoever judges it. Write nothing about persons.",
)
_CHANGED = Text(nl="Wat is er anders, en waarom?", en="What is different, and why?")
_CHANGED_WHY = Text(nl="De andere partij leest dit eerst.", en="The other party reads this first.")
_FIELDS = Text(nl="Welke velden, en waarom elk?", en="Which fields, and why each?")
_FIELDS_WHY = Text(
    nl="Eén veld per regel: naam | waarom nodig | dataset (mag leeg). U kunt ook uit een rekenblad plakken.",
    en="One field on each line: name | why needed | dataset (may be empty). You can paste from a spreadsheet too.",
)
_FIELDS_EXAMPLE = Text(nl="postcode | om het gebied te bepalen", en="postcode | to find the area")
_BASE = Text(nl="Welke basis geldt?", en="Which base holds?")
_BASE_WHY = Text(
    nl="De regels van de basis worden overgenomen. Zo begint de afspraak in lijn.",
    en="The rules of the base are taken over, so that the agreement begins in line.",
)
_NO_BASE = Text(nl="geen", en="none")
_EXAMPLES: Mapping[str, Text] = {
    "title": Text(nl="Adressen voor hoogwaterberichten", en="Addresses for high-water messages"),
    "sharing_purpose": Text(
        nl="Inwoners langs de rivier waarschuwen bij hoog water, en nergens anders voor.",
        en="Warn inhabitants along the river at high water, and for nothing else.",
    ),
    "legal_bases": same("BWBR0033715 | 3.2 | Wet basisregistratie personen | e"),
}
_LINE = Text(nl="Deze regel is niet te lezen.", en="This line cannot be read.")
_LINE_CURE = Text(
    nl="Schrijf: naam | waarom nodig | dataset. De naam mag niet leeg zijn.",
    en="Write: name | why needed | dataset. The name may not be empty.",
)
_MANY = Text(nl=f"Dit zijn meer dan {MOST_FIELDS} velden.", en=f"These are over {MOST_FIELDS} fields.")
_MANY_CURE = Text(nl="Vraag minder, of maak er twee verzoeken van.", en="Ask less, or make two requests of it.")
