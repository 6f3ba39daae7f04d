# SPDX-License-Identifier: EUPL-1.2
"""Price against score: every point, and the front line of the points that no other point beats on both."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import zip_longest
from math import ceil, floor, log10
from textwrap import wrap

from stelsel.faces.web.charts.svg import drawing, percent, tag, words
from stelsel.kernel.text import number

HEIGHT, TOP, BOTTOM = 416, 44, 344
"""Of the drawing, of a score of 100 and of a score of 0, in pixels."""
LEFT, RIGHT = 10.0, 93.0
"""Of the lowest and of the highest price, in percent of the width."""
NARROW, WIDE = 288, 720
"""The widths in pixels at which labels may not touch: a telephone and a page."""
LETTER = 9.2
"""Width of one letter of a label in pixels, on the safe side."""
ABOVE, BELOW = -9, 22
"""Where the foot of a label stands from its point, in pixels."""
LONGEST_LINE = 38
"""Letters of one line below the axis."""
LONGEST_LABEL = 30
"""Letters of a label; the table beside the chart has the whole name."""


@dataclass(frozen=True, slots=True)
class Point:
    """One offer: `x` a price (EUR a month, above 0), `y` a score (%, 0..100)."""

    x: float
    y: float
    label: str


@dataclass(frozen=True, slots=True)
class FrontChart:
    """What to draw. `finding` is the sentence the picture shows; the axes are words with their unit."""

    name: str
    finding: str
    x_axis: str
    y_axis: str
    points: tuple[Point, ...]
    language: str = "nl"


@dataclass(frozen=True, slots=True)
class _Scale:
    low: float
    high: float
    ticks: tuple[float, ...]
    tenfold: bool

    def at(self, price: float) -> float:
        """The place of a price in percent of the width."""
        if self.tenfold:
            part = (log10(price) - log10(self.low)) / (log10(self.high) - log10(self.low))
        else:
            part = (price - self.low) / (self.high - self.low)
        return LEFT + part * (RIGHT - LEFT)


def front_of(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """The points for which nothing scores as high for less, from cheap to dear; the first of equals."""
    best: list[Point] = []
    for point in sorted(points, key=lambda one: (one.x, -one.y, one.label)):
        if not best or point.y > best[-1].y:
            best.append(point)
    return tuple(best)


def front_chart(chart: FrontChart) -> str:
    """The chart as SVG. A price of 0 or less or a score outside 0..100 raises ValueError."""
    for point in chart.points:
        if point.x <= 0 or not 0 <= point.y <= 100:
            raise ValueError(f"{point.label}: a price lies above 0 and a score between 0 and 100")
    front = front_of(chart.points)
    scale = _scale([point.x for point in chart.points])
    inside = _axes(chart, scale) + _cloud(chart, scale, front) + _line(front, scale) + _marks(chart, front, scale)
    said = "; ".join(_say(chart, point) for point in front)
    what = f"{chart.x_axis}, {chart.y_axis}. {said}."
    return drawing(chart.name, chart.finding, what, inside, class_="st-chart__svg", width="100%", height=HEIGHT)


def _scale(prices: list[float]) -> _Scale:
    low, high = min(prices, default=1.0), max(prices, default=10.0)
    if high / low > 20:
        first, last = floor(log10(low)), ceil(log10(high))
        ticks = tuple(10.0**power for power in range(first, last + 1))
        return _Scale(ticks[0], ticks[-1], ticks, tenfold=True)
    step = 10 ** floor(log10(high))
    step = next(size for size in (step / 4, step / 2, step, step * 2.5) if high / size <= 5)
    ticks = tuple(step * at for at in range(ceil(high / step) + 1))
    return _Scale(0.0, ticks[-1], ticks, tenfold=False)


def _height(score: float) -> float:
    return BOTTOM - (BOTTOM - TOP) * score / 100


def _axes(chart: FrontChart, scale: _Scale) -> str:
    parts = [words(chart.y_axis, x=0, y=14, class_="axis-word")]
    for score in (0, 25, 50, 75, 100):
        y = _height(score)
        parts.append(tag("line", x1=0, x2="100%", y1=y, y2=y, class_="grid" if score else "base"))
        parts.append(words(f"{score}%", x=0, y=y - 5, class_="tick"))
    for price in scale.ticks:
        x = percent(scale.at(price))
        parts.append(tag("line", x1=x, x2=x, y1=BOTTOM, y2=BOTTOM + 6, class_="base"))
        said = number(price if price % 1 else int(price), chart.language)
        parts.append(words(said, x=x, y=BOTTOM + 22, text_anchor="middle", class_="tick"))
    lines = wrap(chart.x_axis, LONGEST_LINE)
    only = " narrow-only" if len(lines) > 1 else ""
    for line, said in enumerate(lines):
        parts.append(words(said, x=0, y=BOTTOM + 46 + 19 * line, class_=f"axis-word{only}"))
    if only:
        parts.append(words(chart.x_axis, x=0, y=BOTTOM + 46, class_="axis-word wide-only"))
    return "".join(parts)


def _cloud(chart: FrontChart, scale: _Scale, front: tuple[Point, ...]) -> str:
    """Every other point once per half percent of the width and two pixels of height: thousands stay a small page."""
    seen = {(round(scale.at(point.x) * 2) / 2, round(_height(point.y) / 2) * 2) for point in chart.points}
    ahead = {(round(scale.at(point.x) * 2) / 2, round(_height(point.y) / 2) * 2) for point in front}
    return "".join(tag("circle", cx=percent(x), cy=y, r=3.5, class_="point") for x, y in sorted(seen - ahead))


def _line(front: tuple[Point, ...], scale: _Scale) -> str:
    parts = []
    for here, there in zip_longest(front, front[1:]):
        x, y = percent(scale.at(here.x)), _height(here.y)
        end = percent(scale.at(there.x)) if there else "100%"
        parts.append(tag("line", x1=x, x2=end, y1=y, y2=y, class_="front"))
        if there:
            parts.append(tag("line", x1=end, x2=end, y1=y, y2=_height(there.y), class_="front"))
    return "".join(parts)


def _marks(chart: FrontChart, front: tuple[Point, ...], scale: _Scale) -> str:
    dots, labels = [], []
    narrow, wide = _free(front, scale, NARROW), _free(front, scale, WIDE)
    for at, point in enumerate(front):
        x, y = percent(scale.at(point.x)), _height(point.y)
        name = tag("title", escape(_say(chart, point)))
        dots.append(tag("circle", name, cx=x, cy=y, r=6, class_="front-point"))
        for side, only in _sides(narrow.get(at), wide.get(at)):
            right = side == "start"
            where = {"x": x, "y": y + (BELOW if right else ABOVE), "dx": 6 if right else -8, "text_anchor": side}
            labels.append(words(_cut(point.label), **where, class_=f"front-label{only}"))
    return "".join(dots + labels)


def _sides(narrow: str | None, wide: str | None) -> list[tuple[str, str]]:
    """On which side of its point a label stands, with the class that limits it to narrow or wide screens."""
    if narrow == wide:
        return [(wide, "")] if wide else []
    return [(side, only) for side, only in ((narrow, " narrow-only"), (wide, " wide-only")) if side]


def _free(front: tuple[Point, ...], scale: _Scale, width: int) -> dict[int, str]:
    """Which labels fit at this width, and on which side of their point.

    The ends of the front come first, then from the top down. Nothing lies up and left of the front, so a label stands
    there where it fits; only the cheapest may stand right below its point. The words of the axis count as taken.
    """
    taken = [(0.0, 44.0, _height(score) - 10) for score in (0, 25, 50, 75, 100)]
    free: dict[int, str] = {}
    for at in sorted(range(len(front)), key=lambda at: (at not in (0, len(front) - 1), -front[at].y)):
        x, height = scale.at(front[at].x) / 100 * width, _height(front[at].y)
        length = LETTER * len(_cut(front[at].label))
        places = (("end", x - 8 - length, height + ABOVE), ("start", x + 6, height + BELOW))
        for side, start, y in places if at == 0 else places[:1]:
            apart = all(abs(y - other) > 19 or start > right or start + length < left for left, right, other in taken)
            if apart and start >= 0 and start + length <= width + 8:
                free[at] = side
                taken.append((start, start + length, y))
                break
    return free


def _cut(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1].rstrip() + "…"


def _say(chart: FrontChart, point: Point) -> str:
    price, score = number(point.x, chart.language, 2), number(point.y, chart.language, 0)
    return f"{point.label}: EUR {price}, {score}%"
