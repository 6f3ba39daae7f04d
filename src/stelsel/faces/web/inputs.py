# SPDX-License-Identifier: EUPL-1.2
"""From the fields of a struct to the fields on screen, and from findings to the field they are about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from stelsel.faces.web.choices import capital, choice, unit
from stelsel.faces.web.templatetags.fields import Field
from stelsel.kernel.form import FormField, form_fields
from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text
from stelsel.kernel.vocabulary import FROM_WIRE, words

_KINDS = {
    "integer": "number",
    "decimal": "number",
    "date": "date",
    "choice": "select",
    "boolean": "select",
    "texts": "textarea",
    "structs": "textarea",
}
LONG_TEXTS = frozenset({"rule_text", "figure_rows", "doubts"})
"""Fields that hold a whole text of many lines."""
MOST_CODES = 8
"""Codes of a column that a form names; more are left to the error."""
_NO_CHOICE = Text(nl="geen keuze", en="no choice")
_YES_NO = (("ja", Text(nl="ja", en="yes")), ("nee", Text(nl="nee", en="no")))
_LINES = Text(nl="Eén per regel.", en="One on each line.")
_ROWS = Text(
    nl="Eén per regel, met een rechte streep ( | ) tussen: {columns}.",
    en="One on each line, with a bar ( | ) between: {columns}.",
)
_MISSING = re.compile(r"(?:field|veld ontbreekt:) `([A-Za-z0-9]+)`")
_INDEX = re.compile(r"\[[^\]]*\]| \(.*\)$")
_LINE = re.compile(r" line ([0-9]+).*$")
_AT_LINE = Text(nl="Regel {line}: {said}", en="Line {line}: {said}")

Typed = Mapping[str, Sequence[str]]
Errors = Mapping[str, Text]


def fields_of(struct: type[msgspec.Struct], typed: Typed, errors: Errors) -> list[Field]:
    """Every field of a struct with what was typed and what is wrong with it."""
    return [field_of(field, typed, errors) for field in form_fields(struct)]


def field_of(field: FormField, typed: Typed, errors: Errors) -> Field:
    """One field on screen, as high as what stands in it."""
    value = _value(field, typed)
    return Field(
        field.wire,
        capital(field.words),
        "textarea" if field.name in LONG_TEXTS else _KINDS.get(field.type, "text"),
        value,
        why=_why(field),
        error=errors.get(field.wire, ""),
        unit=unit(field.unit),
        options=_options(field),
        required=field.required,
        rows=16 if field.name in LONG_TEXTS else min(max(3, value.count("\n") + 2), 16),
    )


def _value(field: FormField, typed: Typed) -> str:
    given = typed.get(field.wire, typed.get(field.name))
    if given is not None:
        return "\n".join(given) if field.type in ("texts", "structs") else given[0] if given else ""
    if field.type == "boolean" and field.default is not None:
        return "ja" if field.default else "nee"
    return "" if field.default in (None, ()) else str(field.default)


def _options(field: FormField) -> Sequence[tuple[str, Text]]:
    empty = () if field.required or field.default is not None else (("", _NO_CHOICE),)
    if field.type == "boolean":
        return (*empty, *_YES_NO)
    return (*empty, *((one, choice(one, field.name)) for one in field.choices)) if field.type == "choice" else ()


def _why(field: FormField) -> Text | str:
    if field.type == "structs":
        names = [_column(one) for one in field.inner]
        return _ROWS.fill(columns=Text(nl=" | ".join(one.nl for one in names), en=" | ".join(one.en for one in names)))
    return _LINES if field.type == "texts" else ""


def _column(one: FormField) -> Text:
    """What to type in a column, with the codes where only few are possible."""
    named = words(FROM_WIRE[one.wire.rpartition(".")[2]])
    if one.type != "choice" or len(one.choices) > MOST_CODES:
        return named
    codes = ", ".join(one.choices)
    return Text(nl=f"{named.nl} ({codes})", en=f"{named.en} ({codes})")


def errors_of(findings: Iterable[Finding], known: Iterable[str]) -> dict[str, Text]:
    """Field name -> what is wrong and what to do. What belongs to no field stands under the empty name."""
    names, found = list(known), dict[str, Text]()
    for finding in findings:
        text = Text(nl=f"{finding.what.nl} {finding.cure.nl}", en=f"{finding.what.en} {finding.cure.en}")
        if line := _LINE.search(finding.where):
            text = _AT_LINE.fill(line=line[1], said=text)
        found.setdefault(_place(finding, names), text)
    return found


def _place(finding: Finding, names: list[str]) -> str:
    where = _LINE.sub("", _INDEX.sub("", finding.where))
    missing = _MISSING.search(finding.what.en)
    whole = ".".join(part for part in (where, missing.group(1) if missing else "") if part)
    return next(
        (name for name in names if name == whole), next((name for name in names if name in (where, *_outer(whole))), "")
    )


def _outer(where: str) -> list[str]:
    parts = where.split(".")
    return [".".join(parts[:count]) for count in range(len(parts) - 1, 0, -1)]


def summary(errors: Errors) -> list[tuple[str, Any]]:
    """The lines above the form: (id of the field, what is wrong)."""
    return [(name or "formulier", text) for name, text in errors.items()]
