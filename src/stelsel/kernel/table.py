# SPDX-License-Identifier: EUPL-1.2
"""From the bytes of a CSV or JSON file to drafts, for every room alike: a row becomes a draft or is refused with why.

A file that cannot be read at all is BadInput (file, line, cure); a row that does not fit is `Refused` and the rest
loads. Personal data in a row is turned away and only its kind is said, never the content.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from stelsel.kernel import personal_data
from stelsel.kernel.documents import plain
from stelsel.kernel.draft import Draft, Reading, Refused
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text

MAX_BYTES = 64_000_000
"""Largest file in bytes."""

Cells = Mapping[str, str]
Make = Callable[[Cells], Draft]

_NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,20})?")
_WHOLE = re.compile(r"[0-9]{1,15}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class RowProblem(Exception):
    """Why one row does not load: a code for machines and the words."""

    def __init__(self, code: str, why: Text) -> None:
        super().__init__(code)
        self.code = code
        self.why = why


def decode(raw: bytes, file: str) -> str:
    """The text of a file in UTF-8 (a byte order mark is allowed); BadInput with the place otherwise."""
    if len(raw) > MAX_BYTES:
        raise _file("too-large", file, f"{MAX_BYTES // 1_000_000} MB")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _file("not-utf8", f"{file} line {raw[: error.start].count(10) + 1}") from None
    if "\0" in text:
        raise _file("not-utf8", f"{file} line {text[: text.index(chr(0))].count(chr(10)) + 1}")
    return text


def load_json(raw: bytes, file: str) -> Any:
    """The JSON in a file; BadInput with the place otherwise."""
    try:
        return json.loads(decode(raw, file))
    except json.JSONDecodeError as error:
        raise _file("shape", f"{file} line {error.lineno} column {error.colno}", "JSON") from None
    except RecursionError:
        raise _file("shape", file, "JSON") from None


def rows(raw: bytes, file: str, columns: Sequence[str], own: bool = False) -> Iterator[tuple[int, Cells | None]]:
    """Each row after the header as (line it begins on, cells by column); None for a row of another length. BadInput for
    a column that is missing or double, for malformed CSV, or for an empty file. `own`: a table that
    `kernel.documents.table` wrote."""
    reader = csv.reader(io.StringIO(decode(raw, file), newline=""), strict=True)
    header: list[str] = []
    begin = 1
    try:
        for row in reader:
            if not header:
                header = _header(row, columns, file)
            elif row:
                cells = map(plain, row) if own else row
                yield begin, dict(zip(header, cells, strict=True)) if len(row) == len(header) else None
            begin = reader.line_num + 1
    except csv.Error as error:
        raise _file("malformed-csv", f"{file} line {begin}", error) from None
    if not header:
        raise _file("missing-column", f"{file} line 1", columns[0])


def read(raw: bytes, file: str, columns: Sequence[str], make: Make, own: bool = False) -> Reading:
    """Every row through `make`, which may raise RowProblem. A second row with the same local name is refused, naming
    the line of the first; so is a row with personal data."""
    drafts: list[tuple[int, Draft]] = []
    refused: list[Refused] = []
    for line, cells in rows(raw, file, columns, own):
        try:
            if cells is None:
                raise RowProblem("row-length", ROW_LENGTH)
            drafts.append((line, make(cells)))
        except RowProblem as problem:
            refused.append(Refused(file, line, problem.code, problem.why))
    checked = admit(file, drafts)
    return Reading(checked.drafts, tuple(sorted((*refused, *checked.refused), key=lambda row: row.line)))


def admit(file: str, drafts: Iterable[tuple[int, Draft]]) -> Reading:
    """Drafts with their lines, each held against what may not stand in a log: personal data, a body that its kind does
    not accept, a local name that is taken."""
    kept: dict[str, tuple[int, Draft]] = {}
    refused: list[Refused] = []
    for line, draft in drafts:
        why = _objection(draft, kept)
        if why is None:
            kept[f"{draft.kind.name}/{draft.local}"] = (line, draft)
        else:
            refused.append(Refused(file, line, why.code, why.why))
    return Reading(tuple(draft for _, draft in kept.values()), tuple(refused))


def _objection(draft: Draft, kept: Mapping[str, tuple[int, Draft]]) -> RowProblem | None:
    first = kept.get(f"{draft.kind.name}/{draft.local}")
    if first is not None:
        return RowProblem("duplicate", _DUPLICATE.fill(line=first[0]))
    found = personal_data.find(msgspec.to_builtins(draft.body, builtin_types=(Decimal,)))
    if found:
        return RowProblem("personal-data", found[0].what)
    wrong = draft.kind.check(draft.body)
    return RowProblem(wrong[0].code, wrong[0].what) if wrong else None


def together(*readings: Reading) -> Reading:
    """Several readings as one, in order."""
    return Reading(
        tuple(draft for reading in readings for draft in reading.drafts),
        tuple(row for reading in readings for row in reading.refused),
    )


def text(cells: Cells, column: str) -> str:
    """A cell that may not be empty, without the space around it."""
    found = cells[column].strip()
    if not found:
        raise RowProblem("empty", _EMPTY.fill(column=column))
    return found


def number(cells: Cells, column: str) -> Decimal | None:
    """A number in plain notation, None when the cell is empty: no exponent, no comma, no NaN."""
    found = cells[column].strip()
    if found and not _NUMBER.fullmatch(found):
        raise RowProblem("no-number", _NO_NUMBER.fill(shown=found[:40], column=column))
    return Decimal(found) if found else None


def whole(cells: Cells, column: str) -> int | None:
    """A whole number of zero or more, None when the cell is empty."""
    found = cells[column].strip()
    if found and not _WHOLE.fullmatch(found):
        raise RowProblem("no-whole-number", _NO_WHOLE.fill(shown=found[:40], column=column))
    return int(found) if found else None


def day(cells: Cells, column: str) -> date | None:
    """A day written YYYY-MM-DD, None when the cell is empty."""
    found = cells[column].strip()
    if not found:
        return None
    try:
        if not _DAY.fullmatch(found):
            raise ValueError(found)
        return date.fromisoformat(found)
    except ValueError:
        raise RowProblem("date", _NO_DAY.fill(shown=found[:40], column=column)) from None


def one_of(cells: Cells, column: str, known: Mapping[str, Any]) -> Any:
    """A word from a closed list, translated; anything else is refused."""
    found = cells[column].strip()
    if found not in known:
        raise RowProblem("unknown-word", _WORD.fill(shown=found[:40], column=column))
    return known[found]


def _header(row: list[str], columns: Sequence[str], file: str) -> list[str]:
    for column in columns:
        if column not in row:
            raise _file("missing-column", f"{file} line 1", column)
    for column in row:
        if row.count(column) > 1:
            raise _file("double-column", f"{file} line 1", column)
    return row


def _file(code: str, where: str, shown: object = "") -> BadInput:
    what, cure = _FILE[code]
    return bad_input(code, where, what.fill(shown=str(shown)[:60]), cure)


_FILE = {
    "not-utf8": (
        Text(nl="De tekst is geen UTF-8.", en="The text is not UTF-8."),
        Text(nl="Sla het bestand op als UTF-8 en lever het opnieuw.", en="Save it as UTF-8 and send it again."),
    ),
    "too-large": (
        Text(nl="Het bestand is groter dan {shown}.", en="The file is larger than {shown}."),
        Text(nl="Deel het bestand op.", en="Split the file."),
    ),
    "malformed-csv": (
        Text(nl="Dit is geen geldige CSV ({shown}).", en="This is not valid CSV ({shown})."),
        Text(nl="Controleer de aanhalingstekens en komma's hier.", en="Check quotes and commas at this place."),
    ),
    "missing-column": (
        Text(nl="De kolom “{shown}” ontbreekt.", en="The column “{shown}” is missing."),
        Text(
            nl="Lever het bestand met de kolommen van deze bron.", en="Send the file with the columns of this source."
        ),
    ),
    "double-column": (
        Text(nl="De kolom “{shown}” staat er twee keer.", en="The column “{shown}” occurs twice."),
        Text(nl="Laat elke kolom één keer voorkomen.", en="Use each column once."),
    ),
    "shape": (
        Text(nl="De inhoud heeft niet de vorm van deze bron ({shown}).", en="The content has another shape ({shown})."),
        Text(nl="Lever het bestand zoals de bron het geeft.", en="Send the file as the source gives it."),
    ),
}
ROW_LENGTH = Text(nl="De regel heeft een ander aantal velden dan de kop.", en="The row has another number of fields.")
_DUPLICATE = Text(nl="Hetzelfde staat al op regel {line}.", en="The same is on line {line} already.")
_EMPTY = Text(nl="{column} is leeg.", en="{column} is empty.")
_NO_NUMBER = Text(nl="“{shown}” in {column} is geen getal.", en="“{shown}” in {column} is not a number.")
_NO_WHOLE = Text(nl="“{shown}” in {column} is geen geheel getal.", en="“{shown}” in {column} is not a whole number.")
_NO_DAY = Text(nl="“{shown}” in {column} is geen datum (jjjj-mm-dd).", en="“{shown}” in {column} is not a date.")
_WORD = Text(nl="“{shown}” in {column} kennen we niet.", en="“{shown}” in {column} is unknown to us.")
