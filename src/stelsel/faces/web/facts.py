# SPDX-License-Identifier: EUPL-1.2
"""The content of an entry as facts grouped by meaning: words, units, days and links instead of raw fields."""

from __future__ import annotations

import typing
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import msgspec
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from stelsel.book.book import Book
from stelsel.faces.web.addresses import entry_path, is_tooi, organisation_path
from stelsel.faces.web.choices import capital, choice, country, unit
from stelsel.faces.web.inputs import LONG_TEXTS
from stelsel.faces.web.templatetags.say import money
from stelsel.faces.web.templatetags.tables import Column, Table
from stelsel.faces.web.who import label_of, organisations
from stelsel.kernel.form import peel
from stelsel.kernel.kind import Kind
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text, number
from stelsel.kernel.time import Period, say_day
from stelsel.kernel.values import Money, Place, Price
from stelsel.kernel.vocabulary import words

_YES, _NO = Text(nl="ja", en="yes"), Text(nl="nee", en="no")
_FROM_TO = Text(nl="{a} tot en met {b}", en="{a} up to and including {b}")
_FROM = Text(nl="sinds {a}", en="since {a}")
_TO = Text(nl="tot en met {b}", en="up to and including {b}")
_COUNTRY_FIELDS = frozenset({"country", "country_of_control", "country_of_establishment"})
CODE_FIELDS = frozenset({"status", "price_note", "offer_status"})
"""Fields whose text is a code, although their type does not list the codes."""


@dataclass(frozen=True, slots=True)
class Spec:
    """What is known of a field: its type without None, and its unit."""

    name: str
    label: Text
    type: Any
    unit: str


@dataclass(frozen=True, slots=True)
class Group:
    """Facts that belong together; `unknown` are the labels of fields nobody filled in."""

    title: Text
    facts: tuple[tuple[Text, Any], ...]
    unknown: tuple[Text, ...]
    tables: tuple[Table, ...]


@cache
def specs(struct: type) -> Mapping[str, Spec]:
    """The fields of a struct by name."""
    hints = typing.get_type_hints(struct, include_extras=True)
    names = struct.__struct_fields__  # type: ignore[attr-defined]
    return {name: Spec(name, capital(words(name)), *peel(hints[name])) for name in names}


class Speaker:
    """Says values in one language, with links to what the book knows."""

    def __init__(self, book: Book, language: str) -> None:
        self.book = book
        self.language = language

    def groups(self, kind: Kind[Any], body: Any) -> tuple[Group, ...]:
        """The body in the groups of its kind. A list of structs becomes a table of its own."""
        return tuple(self._group(title, names, body, specs(kind.body)) for title, names in kind.groups)

    def _group(self, title: Text, names: tuple[str, ...], body: Any, known: Mapping[str, Spec]) -> Group:
        facts, unknown, tables = [], [], []
        for name in names:
            spec, value = known[name], getattr(body, name)
            if rows_of(spec) is not None and value:
                tables.append(self._table(spec, value))
                continue
            said = self.value(spec, value)
            if said is None and value == ():
                continue
            if said is None:
                unknown.append(spec.label)
            else:
                facts.append((spec.label, said))
        return Group(title, tuple(facts), tuple(unknown), tuple(tables))

    def _table(self, spec: Spec, values: tuple[Any, ...]) -> Table:
        inner = specs(rows_of(spec) or type(values[0]))
        used = [
            one for one in inner.values() if any(self.value(one, getattr(row, one.name)) is not None for row in values)
        ]
        columns = tuple(Column(one.label, unit(one.unit)) for one in used)
        rows = tuple(tuple(self.value(one, getattr(row, one.name)) for one in used) for row in values)
        return Table(spec.label, columns, rows)

    def value(self, spec: Spec, value: Any) -> str | SafeString | None:
        """One value in words; None is unknown."""
        if value is None or value in ("", ()):
            return None
        if isinstance(value, tuple):
            return self._list(spec, value)
        if isinstance(value, msgspec.Struct):
            return self._struct(value)
        return self._scalar(spec, value)

    def _scalar(self, spec: Spec, value: Any) -> str | SafeString:
        if isinstance(value, bool):
            return (_YES if value else _NO).to(self.language)
        if isinstance(value, int | Decimal):
            said = number(value, self.language)
            return f"{said} {self._unit(spec)}" if spec.unit else said
        if isinstance(value, date):
            return say_day(value, self.language)
        text = str(value)
        if spec.name in LONG_TEXTS:
            return format_html("<pre>{}</pre>", text)
        if typing.get_origin(spec.type) is typing.Literal or spec.name in CODE_FIELDS:
            return choice(text, spec.name).to(self.language)
        if spec.name in _COUNTRY_FIELDS:
            return country(text).to(self.language)
        return text if spec.name == "tooi" else self.text(text)

    def _unit(self, spec: Spec) -> str:
        said = unit(spec.unit)
        return said.to(self.language) if isinstance(said, Text) else said

    def text(self, text: str) -> str | SafeString:
        """Text that links where it is the address of an organisation, an entry or a page on the web."""
        if is_tooi(text):
            known = organisations(self.book).by_tooi.get(text)
            name = known.body.name if known else text.rpartition("/")[2]
            return _link(organisation_path(self.language, text), name) if known else name
        if text.startswith(("https://", "http://")):
            return _link(text, text)
        if text.count("/") == 2:
            try:
                record = self.book.get(text)
            except BadInput:
                return text
            if record is not None:
                return _link(entry_path(self.language, text), label_of(self.book, record).to(self.language))
        return text

    def _list(self, spec: Spec, values: tuple[Any, ...]) -> str | SafeString:
        inner = Spec(spec.name, spec.label, peel(typing.get_args(spec.type)[0])[0], "")
        said = [self.value(inner, value) for value in values]
        return format_html_join(", ", "{}", ((one,) for one in said if one is not None))

    def _struct(self, value: msgspec.Struct) -> str | SafeString | None:
        if isinstance(value, Period):
            return self._period(value)
        if isinstance(value, Price | Money):
            return money(value, self.language)
        if isinstance(value, Place):
            parts = [value.city, country(value.country).to(self.language) if value.country else None]
            return ", ".join(part for part in parts if part) or None
        inner = specs(type(value))
        said = [(one.label.to(self.language), self.value(one, getattr(value, one.name))) for one in inner.values()]
        return format_html_join("; ", "{}: {}", (pair for pair in said if pair[1] is not None)) or None

    def _period(self, period: Period) -> str | None:
        if period.start is None and period.end is None:
            return None
        text = _FROM_TO if period.start and period.end else _FROM if period.start else _TO
        days = {"a": period.start, "b": period.end}
        said = {name: say_day(day, self.language) for name, day in days.items() if day}
        return text.to(self.language).format(**said)

    def plain(self, kind: Kind[Any], body: Any) -> dict[str, str | SafeString]:
        """Field name -> value in words, for comparing two revisions; links in it are safe HTML, the rest is text."""
        said = {name: self.value(spec, getattr(body, name)) for name, spec in specs(kind.body).items()}
        return {name: value for name, value in said.items() if value is not None}


def rows_of(spec: Spec) -> type[msgspec.Struct] | None:
    """The struct that a field holds a list of; None for any other field."""
    if typing.get_origin(spec.type) is not tuple:
        return None
    inner, _ = peel(typing.get_args(spec.type)[0])
    return inner if isinstance(inner, type) and issubclass(inner, msgspec.Struct) else None


def _link(href: str, text: str) -> SafeString:
    return format_html('<a class="nl-link" href="{}">{}</a>', href, text)
