# SPDX-License-Identifier: EUPL-1.2
"""One amount against another: a line through points, with one point that it is about."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from stelsel.faces.web.charts.svg import drawing, percent, tag, words
from stelsel.kernel.text import number

HEIGHT, TOP, BOTTOM = 330, 44, 250
"""Of the drawing, of the highest amount and of zero, in pixels."""
KEY = 44
"""How much lower all is drawn where two lines are named above it, in pixels."""
LEFT, RIGHT = 2.0, 96.0
"""Of the lowest and of the highest value across, in percent of the width."""


@dataclass(frozen=True, slots=True)
class CurveChart:
    """What to draw. Points (across, up) in whole euros, in order; `here` is the point the finding is about. `before`:
    the line as it was, dashed; then `labels` name it and the line of the points."""

    name: str
    finding: str
    x_axis: str
    y_axis: str
    points: tuple[tuple[float, float], ...]
    here: tuple[float, float] | None = None
    language: str = "nl"
    before: tuple[tuple[float, float], ...] = ()
    labels: tuple[str, str] = ("", "")


def curve_chart(chart: CurveChart) -> str:
    """The chart as SVG. Fewer than two points raise ValueError."""
    if len(chart.points) < 2:
        raise ValueError("a curve needs two points")
    whole = (*chart.points, *chart.before)
    wide = max(one for one, _ in whole)
    high = max([one for _, one in whole] + [1.0])
    low = min(0.0, *(one for _, one in whole))

    lower = KEY if chart.before else 0
    bottom = BOTTOM + lower

    def at(point: tuple[float, float]) -> tuple[str, float]:
        across = LEFT + (RIGHT - LEFT) * point[0] / (wide or 1)
        return percent(across), bottom - (BOTTOM - TOP) * (point[1] - low) / (high - low)

    parts = [words(chart.y_axis, x=0, y=14 + lower, class_="axis-word")]
    for value in dict.fromkeys((0.0, high)):
        _, y = at((0, value))
        parts.append(tag("line", x1=0, x2="100%", y1=y, y2=y, class_="grid" if value else "base"))
        parts.append(words(_euro(value, chart.language), x=0, y=y - 5, class_="tick"))
    for value, side in ((0.0, "start"), (wide / 2, "middle"), (wide, "end")):
        x, _ = at((value, 0))
        parts.append(words(_euro(value, chart.language), x=x, y=bottom + 24, text_anchor=side, class_="tick"))
    parts.append(words(chart.x_axis, x=0, y=bottom + 52, class_="axis-word"))
    for points, look in ((chart.before, "front front--before"), (chart.points, "front")):
        for one, other in pairwise(points):
            (x1, y1), (x2, y2) = at(one), at(other)
            parts.append(tag("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=look))
    parts += _labels(chart) if chart.before else []
    if chart.here:
        x, y = at(chart.here)
        parts.append(tag("line", x1=x, x2=x, y1=y, y2=bottom, class_="base"))
        parts.append(tag("circle", cx=x, cy=y, r=6, class_="front-point"))
    said = f"{chart.x_axis}, {chart.y_axis}."
    return drawing(
        chart.name, chart.finding, said, "".join(parts), class_="st-chart__svg", width="100%", height=HEIGHT + lower
    )


def _labels(chart: CurveChart) -> list[str]:
    """What each line is, below each other above the chart, behind a piece of the line."""
    parts = []
    for y, said, look in zip((14, 36), chart.labels, ("front front--before", "front"), strict=True):
        parts.append(tag("line", x1=0, x2=30, y1=y - 5, y2=y - 5, class_=look))
        parts.append(words(said, x=38, y=y, class_="front-label"))
    return parts


def _euro(value: float, language: str) -> str:
    return f"€ {number(round(value), language)}"
