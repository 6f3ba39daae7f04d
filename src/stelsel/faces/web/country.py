# SPDX-License-Identifier: EUPL-1.2
"""The map of the country: one measure at a time, every municipality a link to its page, the same figures as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe

import stelsel.node
from stelsel.book.book import Book
from stelsel.faces.web.addresses import organisation_path
from stelsel.faces.web.charts import Area, MapChart, Step, map_legend, map_svg
from stelsel.faces.web.templatetags.tables import Cell, Column, Table, header_html, rows_html
from stelsel.faces.web.who import organisations
from stelsel.kernel.text import Text, number
from stelsel.nouns.geography import Shapes, classes, shapes
from stelsel.nouns.organisation import JOINT_ARRANGEMENT, Organisation

FOLDER = Path(stelsel.node.__file__).parent / "example" / "data"
_UNKNOWN = Text(nl="onbekend", en="unknown")
_NOT_TOLD = Text(nl="niet bekend", en="not known")


@dataclass(frozen=True, slots=True)
class Measure:
    """What the map can show: its name in the address, words, unit, and how to find the value of each municipality."""

    wire: str
    words: Text
    finding: Text
    of: Callable[[Book, dict[str, Organisation]], dict[str, int | None]]


@dataclass(frozen=True, slots=True)
class Country:
    """The map, its legend and its table, drawn."""

    finding: Text
    svg: SafeString
    legend: SafeString
    table: Table
    header: SafeString
    rows: SafeString


def _inhabitants(book: Book, bodies: dict[str, Organisation]) -> dict[str, int | None]:
    return {tooi: body.inhabitants for tooi, body in bodies.items()}


def _arrangements(book: Book, bodies: dict[str, Organisation]) -> dict[str, int | None]:
    counts: Counter[str] = Counter()
    for _, body in book.rows(JOINT_ARRANGEMENT):
        if body.active:
            counts.update({one.organisation for one in body.participants if one.organisation})
    return {tooi: counts[tooi] for tooi in bodies}


MEASURES = (
    Measure(
        "inwoners",
        Text(nl="Inwoners", en="Inhabitants"),
        Text(nl="{name} heeft de meeste inwoners: {value}", en="{name} has the most inhabitants: {value}"),
        _inhabitants,
    ),
    Measure(
        "regelingen",
        Text(nl="Gemeenschappelijke regelingen", en="Joint arrangements"),
        Text(
            nl="{name} doet aan de meeste gemeenschappelijke regelingen mee: {value}",
            en="{name} takes part in the most joint arrangements: {value}",
        ),
        _arrangements,
    ),
)


@cache
def country_shapes() -> Shapes | None:
    """The shapes of municipalities and provinces; None where they are not shipped."""
    return (
        shapes(FOLDER)
        if all((FOLDER / name).exists() for name in ("geo-municipalities.json", "geo-provinces.json"))
        else None
    )


def country(book: Book, measure: Measure, language: str) -> Country | None:
    """The map for this position; None while the book knows no municipality with a shape."""
    return book.memo(f"web.map.{measure.wire}.{language}", lambda: _country(book, measure, language))


@cache
def place(tooi: str, name: str) -> SafeString | None:
    """A small map with one municipality or province marked; None where there is no shape of it."""
    drawn = country_shapes()
    shape = (drawn.municipalities.get(tooi) or drawn.provinces.get(tooi)) if drawn else None
    if drawn is None or shape is None:
        return None
    _, _, width, height = (round(float(part)) for part in drawn.view_box.split())
    chart = MapChart("plaats", name, name, {tooi: Area(shape, name, 4)}, width, height, tuple(drawn.provinces.values()))
    return mark_safe(map_svg(chart))  # noqa: S308 - the map escapes every word it is given


def _country(book: Book, measure: Measure, language: str) -> Country | None:
    drawn = country_shapes()
    known = organisations(book).by_tooi
    bodies = {tooi: known[tooi].body for tooi in (drawn.municipalities if drawn else ()) if tooi in known}
    if drawn is None or not bodies:
        return None
    values = measure.of(book, bodies)
    levels = classes(values, 5)
    areas = {
        tooi: Area(
            drawn.municipalities[tooi],
            f"{body.name}: {_say(values[tooi], language)}",
            levels.of[tooi],
            organisation_path(language, tooi),
        )
        for tooi, body in bodies.items()
    }
    most = max(bodies, key=lambda tooi: values[tooi] or 0)
    finding = measure.finding.fill(name=bodies[most].name, value=_number(values[most] or 0))
    _, _, width, height = (round(float(part)) for part in drawn.view_box.split())
    about = Text(nl="{n} gemeenten", en="{n} municipalities").fill(n=len(areas)).to(language)
    chart = MapChart(
        "kaart",
        finding.to(language),
        f"{measure.words.to(language)}, {about}",
        areas,
        width,
        height,
        tuple(drawn.provinces.values()),
    )
    steps = [
        Step(at, f"{number(low, language)}–{number(high, language)}") for at, (low, high) in enumerate(levels.bounds)
    ]
    steps += [Step(None, _UNKNOWN.to(language))] if levels.unknown else []
    table = _table(measure, bodies, values, language)
    svg = mark_safe(map_svg(chart))  # noqa: S308 - the map escapes every word it is given
    legend = mark_safe(map_legend(chart.name, tuple(steps)))  # noqa: S308 - so does the legend
    return Country(finding, svg, legend, table, header_html(table, language), rows_html(table, language))


def _table(measure: Measure, bodies: dict[str, Organisation], values: dict[str, int | None], language: str) -> Table:
    columns = (Column(Text(nl="Gemeente", en="Municipality")), Column(measure.words, numeric=True))
    order = sorted(bodies, key=lambda tooi: (-(values[tooi] or 0), bodies[tooi].name))
    return Table(
        measure.words,
        columns,
        [(Cell(bodies[tooi].name, organisation_path(language, tooi)), values[tooi]) for tooi in order],
    )


def _say(value: int | None, language: str) -> str:
    return _NOT_TOLD.to(language) if value is None else number(value, language)


def _number(value: int) -> Text:
    return Text(nl=number(value, "nl"), en=number(value, "en"))
