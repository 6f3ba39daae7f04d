# SPDX-License-Identifier: EUPL-1.2
"""The plain form of a struct: which fields, and how typed text becomes wire values.

Used by the publish form, the question form, the command line and query parameters alike. Nested values are written
parent.child; lists are one item a line (or separated by commas); a list of structs has its fields between bars.
"""

import types
import typing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Literal

import msgspec

from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.text import Text
from stelsel.kernel.vocabulary import words

FieldType = Literal["text", "integer", "decimal", "date", "boolean", "choice", "texts", "structs"]


@dataclass(frozen=True)
class FormField:
    """One field: `path` of English names, `wire` the dotted Dutch name, what to type, and whether it must be given.
    `columns` are the wire names of a list of structs."""

    path: tuple[str, ...]
    wire: str
    words: Text
    type: FieldType
    required: bool
    default: Any
    choices: tuple[str, ...] = ()
    unit: str = ""
    columns: tuple[str, ...] = ()

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
        kind, choices, columns = _shape(plain)
        default = None if field.default is msgspec.NODEFAULT else field.default
        required = field.required and not path
        found.append(
            FormField(names, ".".join(wire), _words(names), kind, required, default, choices, unit, columns)
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


def _shape(plain: Any) -> tuple[FieldType, tuple[str, ...], tuple[str, ...]]:
    if typing.get_origin(plain) is typing.Literal:
        return "choice", typing.get_args(plain), ()
    if typing.get_origin(plain) is tuple:
        inner, _ = peel(typing.get_args(plain)[0])
        if _is_struct(inner):
            return "structs", (), tuple(field.wire for field in form_fields(inner))
        return "texts", (), ()
    simple: dict[Any, FieldType] = {int: "integer", Decimal: "decimal", date: "date", bool: "boolean"}
    return simple.get(plain, "text"), (), ()


def from_form(struct: type[msgspec.Struct], typed: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Wire values from typed text (keys are dotted wire or English names). Empty means not given. BadInput names every
    field that cannot be read."""
    plain: dict[str, Any] = {}
    findings: list[Finding] = []
    for field in form_fields(struct):
        given = [text.strip() for text in typed.get(field.wire, typed.get(field.name, ()))]
        if not any(given):
            continue
        try:
            _put(plain, field.wire.split("."), _value(field, given))
        except (ValueError, InvalidOperation):
            findings.append(_unreadable(field, given[0]))
    if findings:
        raise BadInput(*findings)
    return plain


def _put(plain: dict[str, Any], path: list[str], value: Any) -> None:
    for step in path[:-1]:
        plain = plain.setdefault(step, {})
    plain[path[-1]] = value


def _value(field: FormField, given: list[str]) -> Any:
    text = given[0]
    if field.type == "integer":
        return int(text.replace(" ", ""))
    if field.type == "decimal":
        value = Decimal(text.replace(" ", "").replace(",", "."))
        if not value.is_finite():
            raise ValueError(text)
        return format(value, "f")
    if field.type == "boolean":
        return _boolean(text)
    if field.type == "date":
        return date.fromisoformat(text).isoformat()
    if field.type == "texts":
        lines = [part for one in given for part in one.replace(",", "\n").splitlines()]
        return [line.strip() for line in lines if line.strip()]
    if field.type == "structs":
        return [_row(field, line) for one in given for line in one.splitlines() if line.strip()]
    return text


def _boolean(text: str) -> bool:
    known = {"ja": True, "on": True, "true": True, "yes": True, "1": True}
    known |= {"nee": False, "off": False, "false": False, "no": False, "0": False}
    if text.lower() not in known:
        raise ValueError(text)
    return known[text.lower()]


def _row(field: FormField, line: str) -> dict[str, Any]:
    cells = [cell.strip() for cell in line.split("|")]
    if len(cells) > len(field.columns):
        raise ValueError(line)
    row: dict[str, Any] = {}
    for name, cell in zip(field.columns, cells, strict=False):
        if cell:
            _put(row, name.split("."), int(cell) if cell.isdigit() and len(cell) < 6 else cell)
    return row


def to_form(struct: type[msgspec.Struct], plain: Mapping[str, Any]) -> dict[str, str]:
    """Text to show in the form for wire values; the inverse of `from_form`."""
    shown: dict[str, str] = {}
    for field in form_fields(struct):
        value: Any = plain
        for step in field.wire.split("."):
            value = value.get(step) if isinstance(value, Mapping) else None
        if value is None:
            continue
        if field.type == "texts":
            shown[field.wire] = "\n".join(value)
        elif field.type == "structs":
            shown[field.wire] = "\n".join(" | ".join(str(_get(row, name)) for name in field.columns) for row in value)
        elif field.type == "boolean":
            shown[field.wire] = "ja" if value else "nee"
        else:
            shown[field.wire] = str(value)
    return shown


def _get(row: Any, dotted: str) -> Any:
    for step in dotted.split("."):
        row = row.get(step, "") if isinstance(row, Mapping) else ""
    return ", ".join(row) if isinstance(row, list) else row


_KIND_WORDS: dict[str, Text] = {
    "integer": Text(nl="een geheel getal", en="a whole number"),
    "decimal": Text(nl="een getal, bijvoorbeeld 0,25", en="a number, for instance 0.25"),
    "date": Text(nl="een datum als 2026-11-23", en="a date such as 2026-11-23"),
    "boolean": Text(nl="ja of nee", en="ja (yes) or nee (no)"),
    "structs": Text(nl="regels met streepjes ( | ) tussen de delen", en="lines with bars ( | ) between the parts"),
}


def _unreadable(field: FormField, text: str) -> Finding:
    wanted = _KIND_WORDS.get(field.type, Text(nl="tekst", en="text"))
    return Finding(
        f"not-{field.type}",
        field.wire,
        Text(nl=f"“{text[:40]}” past niet bij {field.words.nl}.", en=f"“{text[:40]}” does not fit {field.words.en}."),
        Text(nl=f"Vul {wanted.nl} in.", en=f"Fill in {wanted.en}."),
    )
