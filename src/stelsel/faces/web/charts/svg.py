# SPDX-License-Identifier: EUPL-1.2
"""The few pieces of SVG that every chart needs."""

from __future__ import annotations

from html import escape


def tag(name: str, inside: str = "", **attributes: object) -> str:
    """One element. `class_` becomes class, an underscore a hyphen; values are escaped, `inside` is taken as it is."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_short(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>{inside}</{name}>" if inside else f"<{name}{said}/>"


def words(text: str, **attributes: object) -> str:
    """A text element."""
    return tag("text", escape(text), **attributes)


def percent(value: float) -> str:
    """A position as a share of the chart's width, 0..100."""
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"


def drawing(name: str, finding: str, description: str, inside: str, **attributes: object) -> str:
    """The outer element with role img, its finding as title and what is drawn as description."""
    head = tag("title", escape(finding), id=f"{name}-title") + tag("desc", escape(description), id=f"{name}-desc")
    labels = {"role": "img", "aria_labelledby": f"{name}-title", "aria_describedby": f"{name}-desc"}
    return tag("svg", head + inside, xmlns="http://www.w3.org/2000/svg", **labels, **attributes)


def hatch(identifier: str) -> str:
    """The pattern that means unknown: lines, so that it differs without colour."""
    paper = tag("rect", width=8, height=8, class_="st-hatch-paper")
    line = tag("path", d="M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4", class_="st-hatch-line")
    return tag("defs", tag("pattern", paper + line, id=identifier, width=8, height=8, patternUnits="userSpaceOnUse"))


def _short(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
