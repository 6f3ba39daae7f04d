# SPDX-License-Identifier: EUPL-1.2
"""The plain form of a struct: which fields, and how typed text becomes wire values.

Used by the publish form, the question form, the command line and query parameters alike. Nested values are written
parent.child; lists are one item a line (or separated by commas); a list of structs has its fields between bars. An
item that holds such a sign itself stands between double quotes, as in CSV.
"""

import csv
import re
import types
import typing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Literal

import msgspec

from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.text import Text
from stelsel.kernel.time import day
from stelsel.kernel.vocabulary import words

FieldType = Literal["text", "integer", "decimal", "date", "boolean", "choice", "texts", "structs"]


@dataclass(frozen=True)
class FormField:
    """One field: `path` of English names, `wire` the dotted Dutch name, what to type, and whether it must be given.
    `columns` are the wire names of a list of structs, `inner` their fields; `items` are the values of a choice."""

    path: tuple[str, ...]
    wire: str
    words: Text
    type: FieldType
    required: bool
    default: Any
    choices: tuple[str, ...] = ()
    unit: str = ""
    columns: tuple[str, ...] = ()
    inner: tuple["FormField", ...] = ()
    items: tuple[Any, ...] = ()

    @property
    def name(self) -> str:
        """The English dotted name."""
        return ".".join(self.path)


@cache
def form_fields(struct: type[msgspec.Struct]) -> tuple[FormField, ...]:
    """The fields of a struct, nested ones flattened."""
    return tuple(_fields(struct, (), ()))


def _fields(struct: type[msgspec.Struct], path: tuple[str, ...], wires: tuple[str, ...]) -> list[FormField]:
    found: list[FormField] = []
    hints = typing.get_type_hints(struct, include_extras=True)
    for field in msgspec.structs.fields(struct):
        plain, unit = peel(hints[field.name])
        names, wire = (*path, field.name), (*wires, field.encode_name)
        if _is_struct(plain):
            found += _fields(plain, names, wire)
            continue
        kind, items, inner = _shape(plain)
        default = None if field.default is msgspec.NODEFAULT else field.default
        required = field.required and not path
        choices, columns = tuple(str(item) for item in items), tuple(column.wire for column in inner)
        found.append(
            FormField(
                names, ".".join(wire), _words(names), kind, required, default, choices, unit, columns, inner, items
            )
        )
    return found


def _words(names: tuple[str, ...]) -> Text:
    own = words(names[-1])
    if len(names) == 1:
        return own
    outer = words(names[-2])
    return Text(nl=f"{outer.nl}: {own.nl}", en=f"{outer.en}: {own.en}")


def peel(hint: Any) -> tuple[Any, str]:
    """The type without None and Annotated, and its unit when one is given."""
    if typing.get_origin(hint) is typing.Annotated:
        base, *marks = typing.get_args(hint)
        plain, unit = peel(base)
        for mark in marks:
            unit = (getattr(mark, "extra", None) or {}).get("unit", unit)
        return plain, unit
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        rest = [part for part in typing.get_args(hint) if part is not type(None)]
        if len(rest) == 1:
            return peel(rest[0])
    return hint, ""


def _is_struct(plain: Any) -> bool:
    return isinstance(plain, type) and issubclass(plain, msgspec.Struct)


def _shape(plain: Any) -> tuple[FieldType, tuple[Any, ...], tuple[FormField, ...]]:
    """What to type, the values of a choice, and the fields of a list of structs."""
    if typing.get_origin(plain) is typing.Literal:
        return "choice", typing.get_args(plain), ()
    if typing.get_origin(plain) is tuple:
        inner, _ = peel(typing.get_args(plain)[0])
        return ("structs", (), form_fields(inner)) if _is_struct(inner) else ("texts", (), ())
    simple: dict[Any, FieldType] = {int: "integer", Decimal: "decimal", date: "date", bool: "boolean"}
    return simple.get(plain, "text"), (), ()


def from_form(struct: type[msgspec.Struct], typed: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Wire values from typed text (keys are dotted wire or English names). Empty means not given. BadInput names every
    field that cannot be read."""
    plain: dict[str, Any] = {}
    findings: list[Finding] = []
    for field in form_fields(struct):
        given = [text.strip() for text in typed.get(field.wire, typed.get(field.name, ())) if text.strip()]
        if not given:
            continue
        try:
            _put(plain, field.wire.split("."), _value(field, given))
        except (ValueError, BadInput, csv.Error):
            findings.append(_unreadable(field, given[0]))
    if findings:
        raise BadInput(*findings)
    return plain


def _put(plain: dict[str, Any], path: list[str], value: Any) -> None:
    for step in path[:-1]:
        plain = plain.setdefault(step, {})
    plain[path[-1]] = value


_INTEGER = re.compile(r"[+-]?[0-9]{1,15}")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,20}(?:[.,][0-9]{1,20})?")
_SPACES = re.compile(r"[ \u00a0\u202f]")


def _value(field: FormField, given: list[str]) -> Any:
    text = given[0]
    if field.type in ("integer", "decimal"):
        return _number(field.type, _SPACES.sub("", text))
    if field.type == "boolean":
        return _boolean(text)
    if field.type == "date":
        return day(text).isoformat()
    if field.type == "choice":
        return next((item for item in field.items if str(item) == text), text)
    if field.type == "texts":
        return [item for one in given for line in one.splitlines() for item in _split(line, ",") if item]
    if field.type == "structs":
        return [_row(field, line) for one in given for line in one.splitlines() if line.strip()]
    return text


def _number(kind: FieldType, text: str) -> int | str:
    """A whole number, or the text of a decimal with a point; never an exponent, which could fill the memory."""
    if not (_INTEGER if kind == "integer" else _DECIMAL).fullmatch(text):
        raise ValueError(text)
    return int(text) if kind == "integer" else format(Decimal(text.replace(",", ".")), "f")


def _split(line: str, sign: str) -> list[str]:
    """The parts of a line, without the space around them; a part between double quotes is taken as it is."""
    return [cell.strip() for cell in next(csv.reader([line.strip()], delimiter=sign, skipinitialspace=True), [])]


def _quoted(text: str, sign: str) -> str:
    """A part as `_split` reads it back."""
    return '"' + text.replace('"', '""') + '"' if sign in text or '"' in text else text


def _boolean(text: str) -> bool:
    known = {"ja": True, "on": True, "true": True, "yes": True, "1": True}
    known |= {"nee": False, "off": False, "false": False, "no": False, "0": False}
    if text.lower() not in known:
        raise ValueError(text)
    return known[text.lower()]


def _row(field: FormField, line: str) -> dict[str, Any]:
    cells = _split(line, "|")
    if len(cells) > len(field.inner):
        raise ValueError(line)
    row: dict[str, Any] = {}
    for column, cell in zip(field.inner, cells, strict=False):
        if cell:
            _put(row, column.wire.split("."), _value(column, [cell]))
    return row


def to_form(struct: type[msgspec.Struct], plain: Mapping[str, Any]) -> dict[str, str]:
    """Text to show in the form for wire values; the inverse of `from_form`, but for line breaks inside the items of a
    list, which become spaces."""
    return {
        field.wire: _shown(field, value)
        for field in form_fields(struct)
        if (value := _get(plain, field.wire)) is not None
    }


def _shown(field: FormField, value: Any) -> str:
    if field.type == "texts":
        return "\n".join(_quoted(_one_line(str(item)), ",") for item in value)
    if field.type == "structs":
        return "\n".join(_shown_row(field, row) for row in value)
    if field.type == "boolean":
        return "ja" if value else "nee"
    return str(value)


def _shown_row(field: FormField, row: Any) -> str:
    cells = ((column, _get(row, column.wire)) for column in field.inner)
    return " | ".join(
        "" if value is None else _quoted(_one_line(_in_cell(column, value)), "|") for column, value in cells
    )


def _in_cell(column: FormField, value: Any) -> str:
    return ", ".join(_quoted(str(item), ",") for item in value) if column.type == "texts" else _shown(column, value)


def _one_line(text: str) -> str:
    return " ".join(text.splitlines())


def _get(row: Any, dotted: str) -> Any:
    for step in dotted.split("."):
        row = row.get(step) if isinstance(row, Mapping) else None
    return row


_KIND_WORDS: dict[str, Text] = {
    "integer": Text(nl="een geheel getal", en="a whole number"),
    "decimal": Text(nl="een getal, bijvoorbeeld 0,25", en="a number, for instance 0.25"),
    "date": Text(nl="een datum als 2026-11-23", en="a date such as 2026-11-23"),
    "boolean": Text(nl="ja of nee", en="ja (yes) or nee (no)"),
    "structs": Text(nl="regels met rechte strepen ( | ) tussen de delen", en="lines with bars ( | ) between the parts"),
}


def _unreadable(field: FormField, text: str) -> Finding:
    wanted = _KIND_WORDS.get(field.type, Text(nl="tekst", en="text"))
    return Finding(
        f"not-{field.type}",
        field.wire,
        Text(nl=f"“{text[:40]}” past niet bij {field.words.nl}.", en=f"“{text[:40]}” does not fit {field.words.en}."),
        Text(nl=f"Vul {wanted.nl} in.", en=f"Fill in {wanted.en}."),
    )
