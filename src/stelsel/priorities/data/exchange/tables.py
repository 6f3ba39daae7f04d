# SPDX-License-Identifier: EUPL-1.2
"""Our own tables of facts, both directions: datasets, distributions and data services without their sentences.

A table is CSV; the columns are fields of the kind. Addresses are short by a table of prefixes; which properties a
source gave is the number of a row in a table of such sets, as few sets serve thousands of rows.
"""

import csv
import io
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import msgspec

from stelsel.kernel.documents import plain as plain_cell
from stelsel.kernel.documents import table
from stelsel.kernel.draft import Draft, Reading, Refused
from stelsel.kernel.entry import Source
from stelsel.kernel.form import peel
from stelsel.kernel.kind import Kind
from stelsel.kernel.problem import BadInput
from stelsel.kernel.rdf import unpacked
from stelsel.kernel.values import LanguageText
from stelsel.priorities.data.exchange._compact import Shortener
from stelsel.priorities.data.exchange._describe import local_name
from stelsel.priorities.data.exchange._problems import file_problem, refused
from stelsel.priorities.data.kinds import DATA_SERVICE, DATASET, DISTRIBUTION

T = TypeVar("T")
LEFT_OUT = {
    DATASET.name: ("descriptions", "keywords", "distributions", "sample"),
    DISTRIBUTION.name: ("titles", "datasets", "sample"),
    DATA_SERVICE.name: ("descriptions", "keywords", "sample"),
}
"""Fields that the tables do not carry: sentences, and links between entries, which are written as `dataset`."""
_EXTRA = ("about", "source", "dataset")


@dataclass(frozen=True)
class Keys:
    """What the cells refer to: prefixes, sets of given properties, and sources, each by number or name."""

    shortener: Shortener
    sets: tuple[tuple[str, ...], ...]
    sources: tuple[Source, ...]


def columns(kind: Kind[Any]) -> tuple[str, ...]:
    """The columns of a table: fields of the kind, then whom it is about, its source and the datasets it belongs to."""
    fields = tuple(name for name in kind.body.__struct_fields__ if name not in LEFT_OUT[kind.name])
    return (*fields, *_EXTRA)


def write(kind: Kind[Any], drafts: Iterable[Draft], keys: Keys) -> bytes:
    """The table of these drafts, sorted by IRI."""
    rows = sorted((draft for draft in drafts if draft.kind is kind), key=lambda draft: str(draft.body.iri))  # type: ignore[attr-defined]
    return table(columns(kind), (_row(kind, draft, keys) for draft in rows))


def rows(raw: bytes, file: str, header: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line they begin on; BadInput for another header, broken quotes or no UTF-8."""
    plain = unpacked(raw, file)
    try:
        reader = csv.reader(io.StringIO(plain.decode("utf-8-sig"), newline=""), strict=True)
    except UnicodeDecodeError as error:
        raise file_problem("not-utf8", f"{file} line {plain[: error.start].count(10) + 1}") from None
    begin = 1
    try:
        for row in reader:
            if begin == 1 and tuple(row) != tuple(header):
                raise file_problem("shape", f"{file} line 1", ", ".join(header))
            if begin > 1 and row:
                yield begin, list(map(plain_cell, row))
            begin = reader.line_num + 1
    except csv.Error as error:
        raise file_problem("shape", f"{file} line {begin}", error) from None
    if begin == 1:
        raise file_problem("shape", f"{file} line 1", ", ".join(header))


def read(kind: Kind[Any], raw: bytes, file: str, keys: Keys) -> Reading:
    """The drafts of a table; a row that does not fit is refused."""
    header, drafts, turned = columns(kind), dict[str, Draft](), list[Refused]()
    for line, row in rows(raw, file, header):
        if len(row) != len(header):
            turned.append(refused(file, line, "row-length", len(row), len(header)))
            continue
        try:
            draft = _draft(kind, dict(zip(header, row, strict=True)), keys)
        except (BadInput, ValueError, LookupError, msgspec.ValidationError) as error:
            turned.append(refused(file, line, "field", error))
            continue
        if draft.local in drafts:
            turned.append(refused(file, line, "duplicate", draft.local))
        drafts.setdefault(draft.local, draft)
    return Reading(tuple(drafts.values()), tuple(turned))


def _row(kind: Kind[Any], draft: Draft, keys: Keys) -> list[str]:
    assert draft.source is not None, "the tables hold what was recorded"
    cells = [_cell(getattr(draft.body, name), name, keys) for name in columns(kind)[: -len(_EXTRA)]]
    about = "" if draft.about == getattr(draft.body, "publisher_iri", None) else keys.shortener.short(draft.about)
    datasets = " ".join(address.rpartition("/")[2] for address in getattr(draft.body, "datasets", ()))
    return [*cells, about, str(keys.sources.index(draft.source)), datasets]


def _cell(value: Any, name: str, keys: Keys) -> str:
    if value is None:
        return ""
    if name == "given_properties":
        return str(keys.sets.index(value))
    if name == "titles":
        return "\n".join(f"{one.language} {one.text}" for one in value)
    if isinstance(value, tuple):
        return " ".join(keys.shortener.short(one) for one in value)
    return keys.shortener.short(value) if isinstance(value, str) else str(value)


def _draft(kind: Kind[Any], cells: Mapping[str, str], keys: Keys) -> Draft:
    fields: dict[str, Any] = {
        item.name: _value(item.name, peel(item.type)[0], cells[item.name], keys)
        for item in msgspec.structs.fields(kind.body)
        if cells.get(item.name)
    }
    if kind is DISTRIBUTION:
        fields["datasets"] = tuple(f"importeur/dataset/{local}" for local in cells["dataset"].split())
    body = kind.body(**fields)
    about = keys.shortener.long(cells["about"]) or getattr(body, "publisher_iri", None) or ""
    return Draft(kind, local_name(body.iri), body, about, _at(keys.sources, cells["source"]))


def _at(held: Sequence[T], number: str) -> T:
    """The row of that number; ValueError or LookupError for anything else."""
    if not number.isdecimal():
        raise ValueError(number)
    return held[int(number)]


def _title(line: str) -> LanguageText:
    language, space, text = line.partition(" ")
    if not (language and space and text):
        raise ValueError(line)
    return LanguageText(language, text)


def _value(name: str, shape: Any, text: str, keys: Keys) -> Any:
    if name == "given_properties":
        return _at(keys.sets, text)
    if name == "titles":
        return tuple(_title(line) for line in text.split("\n"))
    if typing.get_origin(shape) is tuple:
        return tuple(keys.shortener.long(one) for one in text.split(" "))
    makers: dict[Any, Callable[[str], Any]] = {date: date.fromisoformat, int: int, str: keys.shortener.long}
    return makers[shape](text)
