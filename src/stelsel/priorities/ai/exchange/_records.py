# SPDX-License-Identifier: EUPL-1.2
"""From the bytes of a file to records, and from each record to a draft or a reason why not."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from stelsel.kernel import personal_data
from stelsel.kernel.documents import plain
from stelsel.kernel.draft import Draft, Reading, Refused
from stelsel.kernel.entry import Source
from stelsel.kernel.problem import BadInput
from stelsel.kernel.vocabulary import FROM_WIRE, words
from stelsel.priorities.ai.exchange._problems import RowProblem, file_problem, row_words
from stelsel.priorities.ai.kinds import AI_APPLICATION, AiApplication

MAX_BYTES = 32_000_000
"""Largest source file in bytes."""
IMPORTER = "importeur"
"""The publisher that records what registers say."""

Cells = Mapping[str, Any]
Make = Callable[[Cells], tuple[str, dict[str, Any], str]]
"""A record to (local name, fields by English name, address of the organisation it is about or nothing)."""

_LINKS = ("website", "source_link", "process_index_url", "public_code")


def decode(raw: bytes, file: str) -> str:
    """The text of a file in UTF-8 (a byte order mark is allowed); BadInput with the place otherwise."""
    if len(raw) > MAX_BYTES:
        raise file_problem("too-large", file, f"{MAX_BYTES // 1_000_000} MB")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise file_problem("not-utf8", f"{file} line {raw[: error.start].count(10) + 1} byte {error.start}") from None
    if "\0" in text:
        raise file_problem("not-utf8", f"{file} line {text[: text.index(chr(0))].count(chr(10)) + 1}")
    return text


def load_json(raw: bytes, file: str) -> Any:
    """The JSON in a file; BadInput otherwise."""
    try:
        return msgspec.json.decode(decode(raw, file))
    except (msgspec.DecodeError, RecursionError) as error:
        raise file_problem("malformed", f"{file} ({error})"[:200], "JSON") from None


def csv_records(
    raw: bytes, file: str, columns: Sequence[str], own: bool = False
) -> Iterator[tuple[int, Cells | list[str]]]:
    """(line of its first character, record) for each row; a row of another length comes as its list of fields. `own`: a
    table that `kernel.documents.table` wrote."""
    reader = csv.reader(io.StringIO(decode(raw, file), newline=""), strict=True)
    header: list[str] = []
    begin = 1
    try:
        for row in reader:
            if not header:
                _check_header(row, columns, file)
                header = row
            elif row:
                cells = list(map(plain, row)) if own else row
                yield begin, dict(zip(header, cells, strict=True)) if len(row) == len(header) else row
            begin = reader.line_num + 1
    except csv.Error as error:
        raise file_problem("malformed", f"{file} line {begin} ({error})", "CSV") from None
    if not header:
        raise file_problem("missing-column", f"{file} line 1", columns[0])


def json_records(items: Iterable[Any]) -> Iterator[tuple[int, Any]]:
    """(number of the record from 1, record)."""
    return enumerate(items, start=1)


def read_records(records: Iterable[tuple[int, Any]], file: str, source: Source, make: Make, width: int = 0) -> Reading:
    """Every record through `make`. A record without the right shape, with unknown words or that stands there already is
    refused; a field with personal data or a link that is none is left out, with a remark."""
    kept: dict[str, tuple[int, Draft]] = {}
    refused: list[Refused] = []
    for line, record in records:
        try:
            if not isinstance(record, Mapping):
                raise RowProblem("row-length", len(record), width) if width else RowProblem("no-record")
            local, fields, about = make(record)
            body, remarks = application(fields)
            if local in kept:
                raise RowProblem("duplicate", kept[local][0])
        except RowProblem as problem:
            refused.append(Refused(file, line, problem.code, problem.why))
        else:
            kept[local] = (line, Draft(AI_APPLICATION, local, body, about, source))
            refused += [Refused(file, line, remark.code, remark.why) for remark in remarks]
    return Reading(tuple(draft for _, draft in kept.values()), tuple(refused))


def application(fields: Mapping[str, Any]) -> tuple[AiApplication, list[RowProblem]]:
    """The body of these fields, checked; what was left out of it. RowProblem where it does not fit."""
    kept, remarks = dict(fields), list[RowProblem]()
    for name in _LINKS:
        if kept.get(name) and not str(kept[name]).startswith(("https://", "http://")):
            remarks.append(RowProblem("no-link", words(name), kept.pop(name)))
    plain = msgspec.to_builtins(AiApplication(**kept))
    for finding in personal_data.find(plain):
        wire = finding.where.partition("[")[0].partition(".")[0]
        if wire == "naam":
            raise RowProblem("field", wire, finding.what)
        if plain.pop(wire, None) is not None:
            remarks.append(RowProblem("personal-data", words(FROM_WIRE[wire]), finding.what))
    try:
        return AI_APPLICATION.convert(plain).body, remarks
    except BadInput as problem:
        raise RowProblem("field", problem.findings[0].where, problem.findings[0].what) from None


def text(record: Cells, name: str, most: int = 10_000) -> str | None:
    """A text on one line's spacing, or None where it is empty. RowProblem where it is no text or too long."""
    value = record.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise RowProblem("unknown-word", value, name)
    found = " ".join(value.split())
    if len(found) > most:
        raise RowProblem("too-long", name, most)
    return found or None


def known_text(record: Cells, name: str, most: int = 250) -> str:
    """A text that may not be empty."""
    found = text(record, name, most)
    if found is None:
        raise RowProblem("empty", name)
    return found


def word(record: Cells, name: str, known: Mapping[str, Any]) -> Any:
    """A word from a closed list, translated; anything else is refused."""
    found = text(record, name) or ""
    if found not in known:
        raise RowProblem("unknown-word", found, name)
    return known[found]


def together(readings: Iterable[Reading]) -> Reading:
    """Several readings as one, in order."""
    found = list(readings)
    return Reading(
        tuple(draft for one in found for draft in one.drafts), tuple(row for one in found for row in one.refused)
    )


def _check_header(header: list[str], columns: Sequence[str], file: str) -> None:
    for column in columns:
        if column not in header:
            raise file_problem("missing-column", f"{file} line 1", column)
    if len(set(header)) != len(header):
        raise file_problem("shape", f"{file} line 1", "header")


__all__ = [
    "IMPORTER", "Cells", "application", "csv_records", "decode", "json_records", "known_text", "load_json",
    "read_records", "row_words", "text", "together", "word",
]  # fmt: skip
