# SPDX-License-Identifier: EUPL-1.2
"""What depends on what, in layers below each other: who uses the thing, the thing itself, and what it uses."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from stelsel.faces.web.charts.svg import drawing, tag, words

BOX, GAP, HEAD = 52, 10, 34
"""Heights in pixels: a box, the space below it, and the title of a layer."""
SPINE, LEFT = 10, 30
"""Where the line that joins the layers runs, and where the boxes begin, in pixels from the left."""
LONGEST, LONGEST_NOTE, WIDE = 24, 30, 60
"""Letters of a name and of a note in a box at 320 pixels, and of both on a wide screen; the table beside the picture
has them whole."""


@dataclass(frozen=True, slots=True)
class Box:
    """One thing: its name, a note below it, and its page."""

    label: str
    note: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Layer:
    """Things of one sort; the layer with `main` is what the picture is about."""

    title: str
    boxes: tuple[Box, ...]
    main: bool = False


@dataclass(frozen=True, slots=True)
class LayerChart:
    """What to draw: the layers from top to bottom."""

    name: str
    finding: str
    description: str
    layers: tuple[Layer, ...]


def layer_chart(chart: LayerChart) -> str:
    """The picture as SVG. A picture with links is a group, so that each link is read out."""
    parts: list[str] = []
    y, ends = 0, []
    for layer in chart.layers:
        parts.append(words(layer.title, x=LEFT, y=y + 22, class_="axis-word"))
        y += HEAD
        for box in layer.boxes:
            parts.append(_box(box, y, layer.main))
            ends.append(y + BOX / 2)
            y += BOX + GAP
    spine = tag("line", x1=SPINE, x2=SPINE, y1=min(ends, default=0), y2=max(ends, default=0), class_="base")
    said = "; ".join(f"{layer.title}: {', '.join(box.label for box in layer.boxes)}" for layer in chart.layers)
    description = f"{chart.description} {said}."
    drawn = drawing(
        chart.name, chart.finding, description, spine + "".join(parts), class_="st-chart__svg", width="100%", height=y
    )
    linked = any(box.href for layer in chart.layers for box in layer.boxes)
    return drawn.replace('role="img"', 'role="group"', 1) if linked else drawn


def _box(box: Box, y: float, main: bool) -> str:
    middle = y + BOX / 2
    join = tag("line", x1=SPINE, x2=LEFT, y1=middle, y2=middle, class_="base")
    look = "layer-box layer-box--main" if main else "layer-box"
    shape = tag("rect", x=LEFT, y=y, width="89%", height=BOX, rx=4, class_=look)
    name = tag("title", escape(f"{box.label}. {box.note}" if box.note else box.label))
    label = _line(box.label, LONGEST, y + (22 if box.note else 31), "value")
    note = _line(box.note, LONGEST_NOTE, y + 42, "tick") if box.note else ""
    if box.href:  # its words are its name
        return join + tag("a", shape + label + note, href=box.href, tabindex="-1")
    return join + tag("g", name + shape + label + note)


def _line(text: str, most: int, y: float, look: str) -> str:
    """A line of a box; one that is too long for a narrow screen is cut there."""
    if len(text) <= most:
        return words(text, x=LEFT + 10, y=y, class_=look)
    cut, wider = (text[: size - 1].rstrip() + "…" if len(text) > size else text for size in (most, WIDE))
    narrow = words(cut, x=LEFT + 10, y=y, class_=f"{look} narrow-only")
    return narrow + words(wider, x=LEFT + 10, y=y, class_=f"{look} wide-only")
