# SPDX-License-Identifier: EUPL-1.2
"""CSV (RFC 4180) in which a spreadsheet finds nothing to run, and back without a loss.

A cell that a spreadsheet reads as a formula gets an apostrophe in front (OWASP, CSV Injection), unless it is a plain
number. So does a cell that has such an apostrophe already: hence `plain(neutral(cell)) == cell` for every text. `plain`
is for tables of our own only; in a file of others an apostrophe is theirs.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

_RUNS = "=+-@\t\r\n＝＋－＠"
_RUNS_QUOTED = re.compile(f"'*[{re.escape(_RUNS)}]")
_NUMBER = re.compile(r"[+-]?[0-9]{1,40}([.,][0-9]{1,40})?([eE][+-]?[0-9]{1,4})?")
_PIECE = 500
"""Rows that are written at once."""


def neutral(cell: str) -> str:
    """The cell as it is written."""
    return f"'{cell}" if _RUNS_QUOTED.match(cell) and not _NUMBER.fullmatch(cell) else cell


def plain(cell: str) -> str:
    """The cell as it was before `neutral`."""
    return cell[1:] if cell[:1] == "'" and _RUNS_QUOTED.match(cell) else cell


def written(value: object) -> str:
    """A value as the text of a cell: nothing for None, plain notation for decimals, nothing that runs."""
    if value is None:
        return ""
    return neutral(format(value, "f") if isinstance(value, Decimal) else str(value))


def lines(rows: Iterable[Iterable[object]], end: str = "\r\n") -> Iterator[str]:
    """The rows as CSV, some hundreds at a time, so that a long list need not be in memory."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator=end)
    for count, row in enumerate(rows, start=1):
        writer.writerow([written(value) for value in row])
        if count % _PIECE == 0:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    if rest := out.getvalue():
        yield rest


def table(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> bytes:
    """A whole table: header and rows in UTF-8 with line feeds."""
    return "".join((*lines([columns], "\n"), *lines(rows, "\n"))).encode()
