# SPDX-License-Identifier: EUPL-1.2
"""Rows of a CSV file as text cells, with the line they begin on; and what may not be in a cell."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date

from stelsel.kernel.documents import plain
from stelsel.kernel.draft import Refused
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text

Row = Mapping[str, str]

PLACEHOLDERS = frozenset({"1900-01-01"})
"""Days that the register uses where it knows none."""

_PERSONAL = (
    re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"),
    re.compile(r"(?<![\w.])(dhr|mevr|mw|drs|ir|ing|mr)\. [A-Z]"),
    re.compile(r"\b([Dd]e heer|[Mm]evrouw|[Mm]eneer) [A-Z]"),
    re.compile(r"(?<!\d)(\+31|0031|06)[ -]?\d([ -]?\d){7,8}(?!\d)"),
)


def rows(file: str, raw: bytes, needed: tuple[str, ...], own: bool = False) -> Iterator[tuple[int, Row]]:
    """Each row with its line (1 is the header). BadInput when the text is no UTF-8 or a needed column is missing.
    `own`: a table that `kernel.documents.table` wrote."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise bad_input(
            "encoding",
            file,
            Text(nl="Dit bestand is geen UTF-8.", en="This file is no UTF-8."),
            Text(nl="Bewaar het als UTF-8 en probeer het opnieuw.", en="Save it as UTF-8 and try again."),
        ) from None
    reader = csv.DictReader(io.StringIO(text, newline=""), restval="")
    missing = [name for name in needed if name not in (reader.fieldnames or ())]
    if missing:
        names = ", ".join(missing)
        raise bad_input(
            "columns",
            file,
            Text(nl=f"Deze kolommen ontbreken: {names}.", en=f"These columns are missing: {names}."),
            Text(nl="Gebruik de kolommen uit de beschrijving.", en="Use the columns of the description."),
        )
    line, read = reader.line_num, plain if own else str
    for row in reader:
        yield line + 1, {name: read(row[name] or "").strip() for name in needed}
        line = reader.line_num


def when(text: str) -> date | None:
    """A day, or None when empty or a placeholder. ValueError when it is no day."""
    return None if text in PLACEHOLDERS or not text else date.fromisoformat(text)


def personal(row: Row) -> str | None:
    """The column of the first cell that holds a mail address, a mobile number or a person with a title; else None."""
    return next((name for name, cell in row.items() if any(shape.search(cell) for shape in _PERSONAL)), None)


def refuse_personal(file: str, line: int, column: str) -> Refused:
    """A row with personal data: only the column is named, never the content."""
    return Refused(
        file,
        line,
        "personal-data",
        Text(nl=f"Kolom {column} bevat gegevens van een persoon.", en=f"Column {column} holds data about a person."),
    )


def refuse_value(file: str, line: int, error: Exception) -> Refused:
    """A row with a value that does not fit its field."""
    return Refused(
        file, line, "value", Text(nl=f"Een waarde klopt niet: {error}.", en=f"A value does not fit: {error}.")
    )
