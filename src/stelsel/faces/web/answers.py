# SPDX-License-Identifier: EUPL-1.2
"""An answer as the components want it: reasons with who said so, tables with links, charts as drawings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from stelsel.book.answer import Answer, Chart, Reason, Ref
from stelsel.book.answer import Cell as AnswerCell
from stelsel.book.answer import Point as AnswerPoint
from stelsel.book.answer import Table as AnswerTable
from stelsel.book.book import Book
from stelsel.faces.web.addresses import entry_path
from stelsel.faces.web.charts import Bar, BarChart, FrontChart, Point
from stelsel.faces.web.templatetags.components import BADGES
from stelsel.faces.web.templatetags.tables import Cell, Column, Table
from stelsel.faces.web.who import name_of, publisher_name
from stelsel.kernel.text import Text, number

_BADGES = {"sample": "example"}
"""A badge of an answer -> the badge that the look has for it."""
FIRST = 5
"""How many rows stand beside the question."""
_ENTRY = Text(nl="Vermelding", en="Entry")
_NAME = Text(nl="Naam", en="Name")


@dataclass(frozen=True, slots=True)
class Spoken:
    """The parts of an answer, ready for the page. Each chart comes with its points as a table; `first` are the first
    few rows of the first table: what it is, its address, and its amounts."""

    reasons: tuple[dict[str, Any], ...]
    changes: tuple[dict[str, Any], ...]
    tables: tuple[Table, ...]
    charts: tuple[tuple[BarChart | FrontChart, Table], ...]
    first: tuple[tuple[str | Text, str, str], ...]


def spoken(book: Book, answer: Answer, language: str) -> Spoken:
    """The answer for a page in this language."""
    changes = tuple(
        {"change": one.change, "effect": one.effect, "href": entry_path(language, one.ref.id) if one.ref else ""}
        for one in answer.changes
    )
    charts = ((_chart(chart, at, language), _points(chart, language)) for at, chart in enumerate(answer.charts))
    return Spoken(
        tuple(_reason(book, one, language) for one in answer.reasons),
        changes,
        tuple(_table(one, language) for one in answer.tables),
        tuple((chart, table) for chart, table in charts if chart is not None),
        _first(answer.tables[0], language) if answer.tables else (),
    )


def _first(table: AnswerTable, language: str) -> tuple[tuple[str | Text, str, str], ...]:
    """The first rows in one line each; none where rows are no entries."""
    found = []
    for row in table.rows[:FIRST]:
        if not isinstance(row[0], AnswerCell) or not row[0].entry:
            return ()
        amounts = [
            f"{one.words.to(language).lower()} {one.unit} {number(cell, language, one.decimals)}"
            for one, cell in zip(table.columns, row, strict=True)
            if one.unit == "EUR" and isinstance(cell, int | float | Decimal)
        ]
        found.append((row[0].text, entry_path(language, row[0].entry), ", ".join(amounts)))
    return tuple(found)


def _reason(book: Book, reason: Reason, language: str) -> dict[str, Any]:
    if reason.ref is None:
        return {"text": reason.text, "kind": "rule" if reason.rule else "", "article": reason.rule, "href": reason.link}
    ref = reason.ref
    return {
        "text": reason.text,
        "kind": ref.mode,
        "who": name_of(book, ref.org) if ref.mode == "stated" else publisher_name(book, ref.publisher),
        "entry": ref.hash[:8],
        "date": date.fromisoformat(ref.at[:10]),
        "href": f"{entry_path(language, ref.id)}#bewijs",
        "article": _article(reason, ref),
    }


def _article(reason: Reason, ref: Ref) -> Text | str:
    return reason.rule or ref.source


def _table(table: AnswerTable, language: str) -> Table:
    columns = tuple(Column(one.words, one.unit, one.number, decimals=one.decimals) for one in table.columns)
    rows = tuple(tuple(_cell(cell, language) for cell in row) for row in table.rows)
    return Table(table.title, columns, rows)


def _cell(cell: Any, language: str) -> Any:
    if not isinstance(cell, AnswerCell):
        return cell
    note = BADGES.get(_BADGES.get(cell.badge, cell.badge), cell.badge) if cell.badge else ""
    return Cell(cell.text, entry_path(language, cell.entry) if cell.entry else "", note)


def _chart(chart: Chart, at: int, language: str) -> BarChart | FrontChart | None:
    """The drawing; None where there is nothing to draw."""
    name, title = f"grafiek-{at}", chart.title.to(language)
    if chart.kind == "bars":
        bars = tuple(
            Bar(point.label.to(language), float(point.x), point.front)
            for point in sorted(chart.points, key=lambda one: one.y)
        )
        return BarChart(name, title, chart.x.to(language), bars, language=language) if bars else None
    points = tuple(
        Point(float(one.x), float(one.y), one.label.to(language))
        for one in chart.points
        if one.x > 0 and 0 <= one.y <= 100
    )
    return FrontChart(name, title, chart.x.to(language), chart.y.to(language), points, language) if points else None


def _points(chart: Chart, language: str) -> Table:
    """The points of a chart as rows: those on the front first, at most 200."""
    chosen = sorted(chart.points, key=lambda one: (not one.front, one.x))[:200]
    if chart.kind == "bars":
        lines = [(_named(one, language), one.x) for one in sorted(chart.points, key=lambda one: one.y)]
        return Table(chart.title, (Column(_NAME), Column(chart.x, numeric=True)), lines)
    columns = (Column(_ENTRY), Column(chart.x, numeric=True, decimals=2), Column(chart.y, numeric=True, decimals=1))
    rows = [(_named(one, language), one.x, one.y) for one in chosen]
    return Table(chart.title, columns, rows)


def _named(point: AnswerPoint, language: str) -> Cell:
    return Cell(point.label, entry_path(language, point.entry) if point.entry else "")
