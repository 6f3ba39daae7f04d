# SPDX-License-Identifier: EUPL-1.2
"""The bytes of a CSV table: UTF-8, line feeds, nothing for unknown."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A header and rows; None becomes an empty field, a number its plain decimal notation."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue().encode()


def _cell(value: object) -> str:
    if value is None:
        return ""
    return format(value, "f") if isinstance(value, Decimal) else str(value)
