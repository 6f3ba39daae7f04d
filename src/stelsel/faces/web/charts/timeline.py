# SPDX-License-Identifier: EUPL-1.2
"""Terms on a line of days: the label above each, the term as a bar up to its last day, and that day beside its end.
Upright lines say where today is and where the day that terms count from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from textwrap import shorten

from stelsel.faces.web.charts.svg import drawing, percent, tag, words
from stelsel.kernel.time import say_day

ROW = 60
"""Height of one term with its label, in pixels."""
TOP = 36
MOST_LETTERS = 36
"""Of a label in the picture, so that it fits on a telephone; the description has it whole."""
WIDEST = 96.0
"""Share of the width that all days together take, in percent."""
_TURN = 50.0
"""Past this share of the width the words stand before the end of a bar."""


@dataclass(frozen=True, slots=True)
class Term:
    """One term: from a day (None: from today or the event) up to and including its last day. `main`: it ends soon or is
    over."""

    label: str
    start: date | None
    end: date
    main: bool = False


@dataclass(frozen=True, slots=True)
class TimelineChart:
    """What to draw. `marks` are upright lines with their words, such as today."""

    name: str
    finding: str
    terms: tuple[Term, ...]
    marks: tuple[tuple[str, date], ...]
    language: str = "nl"


def timeline_chart(chart: TimelineChart) -> str:
    """The chart as SVG. ValueError without a term."""
    if not chart.terms:
        raise ValueError("a timeline needs a term")
    days = [day for _, day in chart.marks]
    days += [day for one in chart.terms for day in (one.start, one.end) if day is not None]
    first, last = min(days), max(days)
    height = TOP + ROW * len(chart.terms) + 8

    def at(day: date) -> float:
        return WIDEST * (day - first).days / max((last - first).days, 1)

    lines = "".join(_mark(said, at(day), height, place) for place, (said, day) in enumerate(chart.marks))
    rows = "".join(_row(chart, one, place, at) for place, one in enumerate(chart.terms))
    told = "; ".join(f"{one.label}: {say_day(one.end, chart.language)}" for one in chart.terms)
    return drawing(
        chart.name, chart.finding, f"{told}.", lines + rows, class_="st-chart__svg", width="100%", height=height
    )


def _mark(said: str, left: float, height: int, place: int) -> str:
    line = tag("line", x1=percent(left), x2=percent(left), y1=TOP - 4, y2=height, class_="front front--before")
    anchor, aside = ("end", -4) if left > _TURN else ("start", 4)
    return line + words(said, x=percent(left), y=12 + 16 * place, dx=aside, text_anchor=anchor, class_="axis-word")


def _row(chart: TimelineChart, one: Term, place: int, at: Callable[[date], float]) -> str:
    top, end = TOP + place * ROW, at(one.end)
    start = at(one.start) if one.start else min(at(day) for _, day in chart.marks)
    left, width = min(start, end), max(abs(end - start), 0.6)
    bar = tag(
        "rect",
        x=percent(left),
        y=top + 25,
        width=percent(width),
        height=14,
        class_="bar bar--main" if one.main else "bar",
    )
    if end > _TURN:
        day = words(say_day(one.end, chart.language), x=percent(end), y=top + 52, text_anchor="end", class_="value")
    else:
        day = words(say_day(one.end, chart.language), x=percent(left + width), y=top + 37, dx=8, class_="value")
    return words(shorten(one.label, MOST_LETTERS, placeholder=" …"), x=0, y=top + 18) + bar + day
