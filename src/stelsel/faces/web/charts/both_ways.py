# SPDX-License-Identifier: EUPL-1.2
"""Bars to the left and to the right of one line: two amounts of the same unit for each row, the value at each end."""

from __future__ import annotations

from dataclasses import dataclass

from stelsel.faces.web.charts.svg import drawing, percent, tag, words
from stelsel.kernel.text import number

ROW, TOP = 54, 30
"""Height of a row with its label, and of the words above the bars, in pixels."""
MIDDLE, WIDEST = 50.0, 34.0
"""Where the line stands, and the share of the width that the longest bar takes on its side, in percent."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One row: its label, and what stands left and right in the chart's unit; None is not told."""

    label: str
    left: float | None
    right: float | None


@dataclass(frozen=True, slots=True)
class BothWaysChart:
    """What to draw. `left` and `right` say in words what the bars of each side are, `axis` what their length means."""

    name: str
    finding: str
    left: str
    right: str
    axis: str
    rows: tuple[Pair, ...]
    unit: str = ""
    decimals: int | None = None
    language: str = "nl"
    untold: str = "–"


def both_ways_chart(chart: BothWaysChart) -> str:
    """The chart as SVG. Values may not be negative (ValueError)."""
    known = [one for row in chart.rows for one in (row.left, row.right) if one is not None]
    if any(one < 0 for one in known):
        raise ValueError("a bar cannot be shorter than nothing")
    longest = max(known, default=0) or 1
    low = TOP + ROW * len(chart.rows)
    head = words(chart.left, x=percent(MIDDLE - 2), y=16, text_anchor="end", class_="value")
    head += words(chart.right, x=percent(MIDDLE + 2), y=16, class_="value")
    rows = "".join(_row(chart, row, TOP + ROW * at, longest) for at, row in enumerate(chart.rows))
    axis = words(chart.axis, x=0, y=low + 22, class_="axis-word")
    said = "; ".join(
        f"{row.label}: {chart.left} {_said(chart, row.left)}, {chart.right} {_said(chart, row.right)}"
        for row in chart.rows
    )
    return drawing(
        chart.name,
        chart.finding,
        f"{chart.axis}. {said}.",
        head + rows + axis,
        class_="st-chart__svg",
        width="100%",
        height=low + 28,
    )


def _row(chart: BothWaysChart, row: Pair, top: int, longest: float) -> str:
    left, right = (WIDEST * (one or 0) / longest for one in (row.left, row.right))
    return "".join(
        (
            words(row.label, x=percent(MIDDLE), y=top + 16, text_anchor="middle"),
            tag("line", x1=percent(MIDDLE), x2=percent(MIDDLE), y1=top + 22, y2=top + 48, class_="base"),
            tag("rect", x=percent(MIDDLE - left), y=top + 25, width=percent(left), height=20, class_="bar"),
            tag("rect", x=percent(MIDDLE), y=top + 25, width=percent(right), height=20, class_="bar bar--main"),
            words(
                _said(chart, row.left),
                x=percent(MIDDLE - left),
                dx=-6,
                y=top + 40,
                text_anchor="end",
                class_="value",
            ),
            words(_said(chart, row.right), x=percent(MIDDLE + right), dx=6, y=top + 40, class_="value"),
        )
    )


def _said(chart: BothWaysChart, value: float | None) -> str:
    if value is None:
        return chart.untold
    told = number(value, chart.language, chart.decimals)
    return f"{told}{'' if chart.unit == '%' else ' '}{chart.unit}" if chart.unit else told
