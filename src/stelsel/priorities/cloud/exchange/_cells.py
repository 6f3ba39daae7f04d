# SPDX-License-Identifier: EUPL-1.2
"""From one field of a row to a value with a unit. An empty field is unknown (None) or refused, never zero."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

from stelsel.priorities.cloud.exchange._problems import RowProblem
from stelsel.priorities.cloud.exchange._rows import Cells

T = TypeVar("T")

_NUMBER = re.compile(r"[0-9]{1,18}(\.[0-9]{1,20})?")
_WHOLE = re.compile(r"[0-9]{1,18}(\.0+)?")
_COUNTRY = re.compile(r"[A-Z]{2}")
_DECIMALS = Decimal("0.0000000001")


def plain(value: Decimal) -> Decimal:
    """The same number at most 10 decimals long, without trailing zeros and without an exponent. Some sources print
    binary fractions in full (1.7810000000000001)."""
    short = value.quantize(_DECIMALS).normalize()
    return short.quantize(Decimal(1)) if short.as_tuple().exponent > 0 else short  # type: ignore[operator]


def text(cells: Cells, column: str) -> str:
    """A field that may not be empty."""
    found = cells[column].strip()
    if not found:
        raise RowProblem("empty", column)
    return found


def number(cells: Cells, column: str) -> Decimal:
    """A number of zero or more in plain decimal notation: no sign, no exponent, no comma, no NaN."""
    found = text(cells, column)
    if not _NUMBER.fullmatch(found):
        raise RowProblem("no-number", found, column)
    return plain(Decimal(found))


def known_number(cells: Cells, column: str) -> Decimal | None:
    """A number, or None where the source leaves it empty."""
    return number(cells, column) if cells[column].strip() else None


def whole(cells: Cells, column: str) -> int:
    """A whole number of zero or more."""
    found = text(cells, column)
    if not _WHOLE.fullmatch(found):
        raise RowProblem("no-whole-number", found, column)
    return int(found.partition(".")[0])


def known_whole(cells: Cells, column: str) -> int | None:
    """A whole number, or None where the source leaves it empty."""
    return whole(cells, column) if cells[column].strip() else None


def country(cells: Cells, column: str = "country") -> str:
    """An ISO 3166-1 alpha-2 country code."""
    found = text(cells, column)
    if not _COUNTRY.fullmatch(found):
        raise RowProblem("country", found)
    return found


def day(cells: Cells, column: str) -> date:
    """A date as YYYY-MM-DD."""
    found = text(cells, column)
    try:
        if len(found) != 10:
            raise ValueError
        return date.fromisoformat(found)
    except ValueError:
        raise RowProblem("date", found, column) from None


def word(cells: Cells, column: str, known: Mapping[str, T]) -> T:
    """A word from a closed list, translated; anything else is refused."""
    found = cells[column].strip()
    if found not in known:
        raise RowProblem("unknown-word", found, column, ", ".join(key or "-" for key in known))
    return known[found]
