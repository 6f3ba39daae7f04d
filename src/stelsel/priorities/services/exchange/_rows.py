# SPDX-License-Identifier: EUPL-1.2
"""From the bytes of a CSV file to rows with their line; what is wrong is said in words, with the cure."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from stelsel.kernel.documents import plain
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text

MAX_BYTES = 8_000_000
"""Largest source file in bytes; the real one has 0.3 MB."""

MAX_CELL = 2_000
"""Longest cell in characters."""

Cells = Mapping[str, str]


class RowProblem(Exception):
    """Why one row does not load: a code, and words in both languages."""

    def __init__(self, code: str, nl: str, en: str) -> None:
        super().__init__(code)
        self.code = code
        self.why = Text(nl=nl, en=en)


def decode(raw: bytes, file: str) -> str:
    """The text of a file in UTF-8 (a byte order mark is allowed); BadInput with the place otherwise."""
    if len(raw) > MAX_BYTES:
        raise bad_input(
            "too-large",
            file,
            Text(nl=f"Het bestand is groter dan {MAX_BYTES} bytes.", en=f"The file is larger than {MAX_BYTES} bytes."),
            Text(nl="Deel het bestand op.", en="Split the file."),
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8(f"{file} line {raw[: error.start].count(10) + 1}") from None
    if "\0" in text:
        raise _not_utf8(f"{file} line {text[: text.index(chr(0))].count(chr(10)) + 1}")
    return text


def rows(raw: bytes, file: str, columns: Sequence[str], own: bool = False) -> Iterator[tuple[int, Cells | None]]:
    """Each row as (line it begins on, its cells without outer spaces); None where the number of fields differs from
    the header. BadInput when the file cannot be read or a column is missing or double. `own`: a table that
    `kernel.documents.table` wrote."""
    reader = csv.reader(io.StringIO(decode(raw, file), newline=""), strict=True)
    try:
        header = next(reader, [])
        _check(header, columns, file)
        begin = reader.line_num + 1
        for row in reader:
            if row:
                cells = {name: (plain(cell) if own else cell).strip() for name, cell in zip(header, row, strict=False)}
                yield begin, cells if len(row) == len(header) else None
            begin = reader.line_num + 1
    except csv.Error as error:
        raise bad_input(
            "malformed-csv",
            f"{file} line {reader.line_num}",
            Text(nl=f"Dit is geen geldige CSV ({error}).", en=f"This is not valid CSV ({error})."),
            Text(nl="Controleer aanhalingstekens en komma's.", en="Check quotes and commas."),
        ) from None


def _check(header: Sequence[str], columns: Sequence[str], file: str) -> None:
    wrong = [name for name in columns if header.count(name) != 1]
    if wrong:
        names = ", ".join(wrong)
        raise bad_input(
            "columns",
            f"{file} line 1",
            Text(
                nl=f"Deze kolommen ontbreken of staan er dubbel: {names}.",
                en=f"These columns are missing or double: {names}.",
            ),
            Text(nl="Lever het bestand zoals de bron het geeft.", en="Send the file as the source gives it."),
        )


def _not_utf8(where: str) -> Exception:
    return bad_input(
        "not-utf8",
        where,
        Text(nl="De tekst is geen UTF-8.", en="The text is not UTF-8."),
        Text(nl="Sla het bestand op als UTF-8.", en="Save the file as UTF-8."),
    )


def row_length() -> RowProblem:
    """The row has another number of fields than the header."""
    return RowProblem(
        "row-length",
        "De regel heeft meer of minder velden dan de kop.",
        "The row has more or fewer fields than the header.",
    )
