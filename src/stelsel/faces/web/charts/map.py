# SPDX-License-Identifier: EUPL-1.2
"""A map with few classes: an area is its organisation, unknown is a pattern, the legend is in words."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from stelsel.faces.web.charts.svg import drawing, hatch, tag

CLASSES = 5
"""The most classes a map may show."""


@dataclass(frozen=True, slots=True)
class Area:
    """One area. `path` is the d of an SVG path; `title` says name and value; `level` 0..4, None is unknown."""

    path: str
    title: str
    level: int | None = None
    href: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the legend: a class (None is unknown) and what it means, in words with its unit."""

    level: int | None
    words: str


@dataclass(frozen=True, slots=True)
class MapChart:
    """What to draw. `areas` by code; `width` and `height` of the frame the paths were drawn in."""

    name: str
    finding: str
    description: str
    areas: dict[str, Area]
    width: int
    height: int
    outlines: tuple[str, ...] = ()


def map_svg(chart: MapChart) -> str:
    """The map as SVG, areas in the order of their code.

    A map without links is an image. One with links is a group, so that each link is read out; its links stand outside
    the tab order, because the table beside the map holds the same links (a hundred tab stops help nobody).
    """
    areas = "".join(_area(chart, code, area) for code, area in sorted(chart.areas.items()))
    outlines = "".join(tag("path", d=path, class_="outline") for path in chart.outlines)
    inside = hatch(f"{chart.name}-unknown") + areas + outlines
    box = f"0 0 {chart.width} {chart.height}"
    drawn = drawing(chart.name, chart.finding, chart.description, inside, class_="st-chart__svg st-map", viewBox=box)
    linked = any(area.href for area in chart.areas.values())
    return drawn.replace('role="img"', 'role="group"', 1) if linked else drawn


def map_legend(name: str, steps: tuple[Step, ...]) -> str:
    """The legend as an HTML list. `name` is the map's name, whose pattern it shares."""
    lines = []
    for step in steps:
        look = _look(name, step.level)
        box = tag("rect", x=0.5, y=0.5, width=23, height=15, class_=look["class_"], fill=look["fill"])
        swatch = tag("svg", box, class_="st-swatch", viewBox="0 0 24 16", aria_hidden="true", focusable="false")
        lines.append(f"<li>{swatch}{escape(step.words)}</li>")
    return f'<ul class="st-legend">{"".join(lines)}</ul>'


def _area(chart: MapChart, code: str, area: Area) -> str:
    look, title = _look(chart.name, area.level), tag("title", escape(area.title))
    shape = tag("path", title, d=area.path, data_code=code, class_=look["class_"], fill=look["fill"])
    if not area.href:
        return shape
    return tag("a", shape, href=area.href, aria_label=area.title, tabindex="-1")


def _look(name: str, level: int | None) -> dict[str, str | None]:
    if level is None:
        return {"fill": f"url(#{name}-unknown)", "class_": "unknown"}
    if not 0 <= level < CLASSES:
        raise ValueError(f"a map has the classes 0 to {CLASSES - 1}, not {level}")
    return {"fill": None, "class_": f"q{level}"}
