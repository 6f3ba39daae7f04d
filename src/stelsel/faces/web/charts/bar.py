# SPDX-License-Identifier: EUPL-1.2
"""Bars below each other: the label above each bar, the value at its end, no legend."""

from __future__ import annotations

from dataclasses import dataclass

from stelsel.faces.web.charts.svg import drawing, hatch, percent, tag, words
from stelsel.kernel.text import number

ROW = 54
"""Height of one bar with its label, in pixels."""
WIDEST = 76.0
"""Share of the width the longest bar takes, in percent; the rest is for its value."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. `value` in the chart's unit; None is unknown. `main` marks the bars the finding is about."""

    label: str
    value: float | None
    main: bool = False


@dataclass(frozen=True, slots=True)
class BarChart:
    """What to draw. `finding` is the sentence the bars show; `axis` says in words what their length means."""

    name: str
    finding: str
    axis: str
    bars: tuple[Bar, ...]
    unit: str = ""
    decimals: int | None = None
    language: str = "nl"
    unknown: str = "onbekend"


def bar_chart(chart: BarChart) -> str:
    """The chart as SVG. Values may not be negative (ValueError)."""
    known = [bar.value for bar in chart.bars if bar.value is not None]
    if any(value < 0 for value in known):
        raise ValueError("a bar cannot be shorter than nothing")
    longest = max(known, default=0) or 1
    height = ROW * len(chart.bars) + 28
    rows = "".join(_row(chart, bar, at, longest) for at, bar in enumerate(chart.bars))
    base = tag("line", x1=0.5, x2=0.5, y1=0, y2=ROW * len(chart.bars), class_="base")
    axis = words(chart.axis, x=0, y=height - 6, class_="axis-word")
    said = "; ".join(f"{bar.label}: {_value(chart, bar)}" for bar in chart.bars)
    inside = hatch(f"{chart.name}-unknown") + rows + base + axis
    return drawing(
        chart.name, chart.finding, f"{chart.axis}. {said}.", inside, class_="st-chart__svg", width="100%", height=height
    )


def _row(chart: BarChart, bar: Bar, at: int, longest: float) -> str:
    top = at * ROW
    width = WIDEST * (bar.value / longest if bar.value is not None else 0.12)
    look = {"class_": "bar bar--main" if bar.main else "bar"}
    if bar.value is None:
        look = {"fill": f"url(#{chart.name}-unknown)"}
    label = words(bar.label, x=8, y=top + 16)
    drawn = tag("rect", x=0, y=top + 25, width=percent(width), height=20, **look)
    value = words(_value(chart, bar), x=percent(width), dx=8, y=top + 40, class_="value")
    return label + drawn + value


def _value(chart: BarChart, bar: Bar) -> str:
    if bar.value is None:
        return f"— {chart.unknown}"
    said = number(bar.value, chart.language, chart.decimals)
    gap = "" if chart.unit == "%" else " "
    return f"{said}{gap}{chart.unit}" if chart.unit else said
