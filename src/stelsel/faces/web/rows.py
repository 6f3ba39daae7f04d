# SPDX-License-Identifier: EUPL-1.2
"""The list of a kind: which rows, in which order, under which filters. Orders are worked out once for a position."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from stelsel.book.book import Book
from stelsel.book.columns import Column, columns
from stelsel.book.facets import facet_counts, facet_filter
from stelsel.book.view import Record
from stelsel.kernel.kind import Kind
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.vocabulary import wire

PAGE = 50
MOST_COLUMNS = 7
_SHOWN: dict[str, tuple[str, ...]] = {
    "organisation": ("name", "organisation_type", "seat", "inhabitants", "valid.start", "valid.end"),
    "joint-arrangement": ("name", "form", "body_name", "in_force.start", "in_force.end"),
    "cloud-offer": ("title", "supplier_name", "vcpus", "memory_mib", "storage_gb", "place.country", "price.amount"),
}
"""Columns of the list where the first fields of the kind are not what people compare."""


def shown_columns(kind: Kind[Any]) -> tuple[Column, ...]:
    """The columns of the list: those named above, else the first plain ones."""
    known = {column.name: column for column in columns(kind)}
    names = _SHOWN.get(kind.name) or tuple(name for name, column in known.items() if column.type != pl.List(pl.String))
    return tuple(known[name] for name in names[:MOST_COLUMNS])


def wire_of(column: str) -> str:
    """A column's dotted name as it stands in an address."""
    return ".".join(wire(part) for part in column.split("."))


@dataclass(frozen=True)
class Asked:
    """What the address asks: sorted by which column (a minus in front: down), words, facet values, and a page."""

    sort: str = ""
    words: str = ""
    facets: tuple[tuple[str, str], ...] = ()
    page: int = 1

    @property
    def filtered(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self.words or self.facets)


def asked(kind: Kind[Any], query: Mapping[str, str]) -> Asked:
    """Read the query of an address. BadInput for a column or page that is not there."""
    sort = query.get("sorteer", "")
    known = {wire_of(column.name): column.name for column in shown_columns(kind)}
    if sort and sort.removeprefix("-") not in known:
        raise bad_input(
            "no-such-column",
            "sorteer",
            Text(
                nl=f"Op “{sort[:40]}” kan deze lijst niet sorteren.", en=f"This list cannot be sorted by “{sort[:40]}”."
            ),
            Text(nl=f"Kies uit {', '.join(known)}.", en=f"Choose from {', '.join(known)}."),
        )
    facets = tuple((name, query[wire(name)]) for name in kind.facets if query.get(wire(name)))
    column = ("-" if sort.startswith("-") else "") + known[sort.removeprefix("-")] if sort else ""
    return Asked(column, query.get("q", "").strip()[:200], facets, _page(query.get("pagina", "1")))


def _page(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text[:9]) >= 1:
        return int(text[:9])
    raise bad_input(
        "page-number",
        "pagina",
        Text(nl=f"“{text[:40]}” is geen bladzijde.", en=f"“{text[:40]}” is not a page."),
        Text(nl="Kies een heel getal vanaf 1.", en="Choose a whole number from 1."),
    )


def rows(book: Book, kind: Kind[Any]) -> list[tuple[Record, Any]]:
    """Every current record of a kind with its body, in the order of the frame."""
    return book.memo(f"web.rows.{kind.name}", lambda: book.rows(kind))


def order(book: Book, kind: Kind[Any], what: Asked) -> list[int]:
    """Positions in `rows` that pass the filters, in the order asked."""
    whole: list[int] = book.memo(f"web.order.{kind.name}.{what.sort}", lambda: _sorted(book, kind, what.sort))
    if not what.filtered:
        return whole
    frame = book.table(kind)
    if not frame.height:
        return []
    keep = pl.lit(True)
    for name, value in what.facets:
        keep &= facet_filter(frame, name, [value])
    texts = [name for name in kind.search if frame.schema.get(name) == pl.String]
    for word in what.words.lower().split():
        found = [pl.col(name).str.to_lowercase().str.contains(word, literal=True).fill_null(False) for name in texts]
        keep &= pl.any_horizontal(pl.lit(False), *found)  # a kind may have no text to search
    passing = set(frame.select(keep.fill_null(False).arg_true()).to_series().to_list())
    return [at for at in whole if at in passing]


def _sorted(book: Book, kind: Kind[Any], sort: str) -> list[int]:
    frame = book.table(kind)
    if not frame.height:
        return []
    name = sort.removeprefix("-") or shown_columns(kind)[0].name
    key = pl.col(name).str.to_lowercase() if frame.schema[name] == pl.String else pl.col(name)
    found = frame.select(pl.arg_sort_by(key, "_id", descending=[sort.startswith("-"), False], nulls_last=True))
    return found.to_series().to_list()


def facet_values(book: Book, kind: Kind[Any]) -> dict[str, list[tuple[str, int]]]:
    """Facet -> its values with their counts, most first; at most 40 each."""

    def make() -> dict[str, list[tuple[str, int]]]:
        frame = book.table(kind)
        return {name: facet_counts(frame, name, 40) for name in kind.facets} if frame.height else {}

    return book.memo(f"web.facets.{kind.name}", make)
