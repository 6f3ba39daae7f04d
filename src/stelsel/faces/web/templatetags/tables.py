# SPDX-License-Identifier: EUPL-1.2
"""A table as plain data, and its rows as HTML.

The rows are written here and not in a template: they are most of a long page, and a template costs some ten times as
much a cell. Everything a caller gives is escaped unless it is already safe.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from django.utils.safestring import SafeString, mark_safe

from stelsel.kernel.text import Text, number

Words = str | Text

UNKNOWN = Text(nl="onbekend", en="unknown")


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `unit` stands in the header; `numeric` aligns to the right with figures of one width.

    `sort` is the address of the page sorted by this column; `sorted` is up or down where it is sorted now.
    """

    label: Words
    unit: Words = ""
    numeric: bool = False
    sort: str = ""
    sorted: str = ""
    decimals: int | None = None

    @property
    def aria(self) -> str:
        """The value of aria-sort; empty where the page is not sorted by this column."""
        return {"up": "ascending", "down": "descending"}.get(self.sorted, "")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that links, or that carries a note below its text (`note`, small)."""

    text: object
    href: str = ""
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A caption, columns, and rows of cells: text, Text, number, Cell, safe HTML, or None for unknown.

    `exports` are pairs of words and address; `empty` says what would be here, who can put it here, and how.
    """

    caption: Words
    columns: Sequence[Column]
    rows: Sequence[Sequence[object]]
    exports: Sequence[tuple[Words, str]] = ()
    empty: Words = ""


def rows_html(table: Table, language: str) -> SafeString:
    """The rows of the table's body; a row with too many or too few cells raises ValueError."""
    openings = [_opening(column, language) for column in table.columns]
    decimals = [column.decimals for column in table.columns]
    unknown = f'<span class="st-unknown">— {UNKNOWN.to(language)}</span>'
    lines = []
    for row in table.rows:
        cells = [
            f"{opening}{_inside(cell, language, places) or unknown}</td>"
            for opening, cell, places in zip(openings, row, decimals, strict=True)
        ]
        lines.append(f'<tr class="utrecht-table__row">{"".join(cells)}</tr>')
    return mark_safe("\n".join(lines))  # noqa: S308 - every cell is escaped by _inside


_SORTED = {
    "up": ("↑", Text(nl="oplopend", en="ascending")),
    "down": ("↓", Text(nl="aflopend", en="descending")),
}


def header_html(table: Table, language: str) -> SafeString:
    """The cells of the table's header."""
    return mark_safe("".join(_header(column, language) for column in table.columns))  # noqa: S308 - escaped by _header


def _header(column: Column, language: str) -> str:
    label, unit = escape(_say(column.label, language)), escape(_say(column.unit, language))
    look = " utrecht-table__header-cell--numeric-column" if column.numeric else ""
    aria = f' aria-sort="{column.aria}"' if column.aria else ""
    if column.sort:
        sign, words = _SORTED.get(column.sorted, ("", None))
        hidden = f'<span class="st-hidden"> {words.to(language)}</span>' if words else ""
        arrow = f' <span class="st-small">{sign}{hidden}</span>' if sign else ""
        label = f'<a href="{escape(column.sort)}">{label}{arrow}</a>'
    shown = f'<span class="st-unit">{unit}</span>' if unit else ""
    return f'\n<th scope="col" class="utrecht-table__header-cell{look}"{aria}>{label}{shown}</th>'


def _opening(column: Column, language: str) -> str:
    label, unit = _say(column.label, language), _say(column.unit, language)
    look = "utrecht-table__cell utrecht-table__cell--numeric-data" if column.numeric else "utrecht-table__cell"
    return f'<td class="{look}" data-label="{escape(f"{label} ({unit})" if unit else label)}">'


def _inside(cell: object, language: str, decimals: int | None) -> str:
    if cell is None or cell == "":
        return ""
    if isinstance(cell, bool):
        return {"nl": ("nee", "ja"), "en": ("no", "yes")}[language][cell]
    if isinstance(cell, int | float | Decimal):
        return number(cell, language, decimals)
    if isinstance(cell, Cell):
        inside = _inside(cell.text, language, decimals)
        inside = f'<a class="nl-link" href="{escape(cell.href)}">{inside}</a>' if cell.href and inside else inside
        note = escape(_say(cell.note, language)) if cell.note else ""
        return f'{inside}<br><span class="st-muted st-small">{note}</span>' if note else inside
    said = _say(cell, language)
    return said if isinstance(said, SafeString) else escape(said)


def _say(value: object, language: str) -> str:
    return value.to(language) if isinstance(value, Text) else value if isinstance(value, str) else str(value)
