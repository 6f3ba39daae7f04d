# SPDX-License-Identifier: EUPL-1.2
"""From the bytes of a CSV file to drafts: each row becomes one draft or is refused with a reason."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from stelsel.kernel.documents import plain
from stelsel.kernel.draft import Draft, Reading, Refused
from stelsel.priorities.cloud.exchange._problems import RowProblem, file_problem

MAX_BYTES = 32_000_000
"""Largest source file in bytes."""

Cells = Mapping[str, str]
Make = Callable[[Cells], Draft]


def decode(raw: bytes, file: str) -> str:
    """The text of a file in UTF-8 (a byte order mark is allowed); BadInput with the place otherwise."""
    if len(raw) > MAX_BYTES:
        raise file_problem("too-large", file, f"{MAX_BYTES // 1_000_000} MB")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise file_problem("not-utf8", f"{file} line {raw[: error.start].count(10) + 1} byte {error.start}") from None
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise file_problem("not-utf8", f"{file} line {line}")
    return text


def load_json(raw: bytes, file: str) -> Any:
    """The JSON in a file; BadInput with the place otherwise."""
    try:
        return json.loads(decode(raw, file))
    except json.JSONDecodeError as error:
        raise file_problem("shape", f"{file} line {error.lineno} column {error.colno}", "JSON") from None
    except RecursionError:
        raise file_problem("shape", file, "JSON") from None


def lines(raw: bytes, file: str, columns: Sequence[str], own: bool = False) -> Iterator[tuple[int, list[str], int]]:
    """Each row as (line of its first character, fields, number of fields expected); the first one is the header.
    `own`: a table that `kernel.documents.table` wrote."""
    reader = csv.reader(io.StringIO(decode(raw, file), newline=""), strict=True)
    width, begin = 0, 1
    try:
        for row in reader:
            if not width:
                _check_header(row, columns, file)
                width = len(row)
            if row:
                yield begin, list(map(plain, row)) if own else row, width
            begin = reader.line_num + 1
    except csv.Error as error:
        raise file_problem("malformed-csv", f"{file} line {begin}", error) from None
    if not width:
        raise file_problem("missing-column", f"{file} line 1", columns[0])


def records(raw: bytes, file: str, columns: Sequence[str], own: bool = False) -> Iterator[Cells]:
    """The rows of full length, for a look-up table; rows that do not load are refused where the file itself is read."""
    rows = lines(raw, file, columns, own)
    _, header, _ = next(rows)
    for _, row, width in rows:
        if len(row) == width:
            yield dict(zip(header, row, strict=True))


def read_rows(raw: bytes, file: str, columns: Sequence[str], make: Make, own: bool = False) -> Reading:
    """Every row through `make`. Duplicates within the file are refused, naming the first line."""
    kept: dict[str, tuple[int, Draft]] = {}
    refused = []
    rows = lines(raw, file, columns, own)
    _, header, _ = next(rows)
    for line, row, width in rows:
        try:
            if len(row) != width:
                raise RowProblem("row-length", len(row), width)
            draft = make(dict(zip(header, row, strict=True)))
            _once(kept, draft)
        except RowProblem as problem:
            refused.append(Refused(file, line, problem.code, problem.why))
        else:
            kept[draft.local] = (line, draft)
    return Reading(tuple(draft for _, draft in kept.values()), tuple(refused))


def _once(kept: Mapping[str, tuple[int, Draft]], draft: Draft) -> None:
    if draft.local not in kept:
        return
    line, first = kept[draft.local]
    same = draft.kind.label(draft.body) == first.kind.label(first.body)
    raise RowProblem("duplicate" if same else "name-clash", line)


def _check_header(header: list[str], columns: Sequence[str], file: str) -> None:
    for column in columns:
        if column not in header:
            raise file_problem("missing-column", f"{file} line 1", column)
    for column in header:
        if header.count(column) > 1:
            raise file_problem("double-column", f"{file} line 1", column)
