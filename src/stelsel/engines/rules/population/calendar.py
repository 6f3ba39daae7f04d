# SPDX-License-Identifier: EUPL-1.2
"""Days in programs: the whole number 20250131, so that years are a subtraction and a division."""

from __future__ import annotations

from datetime import date

from stelsel.engines.rules.population.node import Graph, Node

FIRST, LAST = 15830101, 99991231
"""Days that a column may hold."""


def number(day: date) -> int:
    """The number of a day."""
    return day.year * 10000 + day.month * 100 + day.day


def day(of: int) -> date:
    """The day of a number."""
    return date(of // 10000, of // 100 % 100, of % 100)


def on_or_after(of: int) -> date | None:
    """The first real day at or after a number (20250231 gives 1 March 2025); None when there is none."""
    year, month, last = of // 10000, of // 100 % 100, of % 100
    if year > date.max.year:
        return None
    if year < 1:
        return date.min
    if month > 12:
        year, month, last = year + 1, 1, 1
    elif month < 1:
        month, last = 1, 1
    for _ in range(5):
        try:
            return date(year, month, max(last, 1))
        except ValueError:
            if year > date.max.year:
                return None
            year, month, last = (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)
    return None


def part(graph: Graph, node: Node, name: str) -> Node:
    """Year, month or day of a day."""
    if name == "year":
        return graph.div(node, graph.const(10000))
    by = graph.const(100)
    if name == "day":
        return graph.sub(node, graph.mul(graph.div(node, by), by))
    return graph.sub(graph.div(node, by), graph.mul(graph.div(node, graph.const(10000)), by))


def between(graph: Graph, start: Node, end: Node, unit: str) -> Node | None:
    """Whole days, weeks, months or years from one day to another; below zero when the second lies before the first."""
    if unit == "years":
        return graph.cut(graph.sub(end, start), 10000)
    if unit == "months":
        forth, back = _months(graph, start, end), _months(graph, end, start)
        return graph.pick(graph.less(end, start), graph.mul(back, graph.const(-1)), forth)
    if unit not in ("days", "weeks"):
        return None
    days = graph.sub(_count(graph, end), _count(graph, start))
    return days if unit == "days" else graph.cut(days, 7)


def _months(graph: Graph, start: Node, end: Node) -> Node:
    def index(node: Node) -> Node:
        return graph.add(graph.mul(part(graph, node, "year"), graph.const(12)), part(graph, node, "month"))

    early = graph.less(part(graph, end, "day"), part(graph, start, "day"))
    months = graph.sub(index(end), index(start))
    return graph.sub(months, graph.pick(early, graph.const(1), graph.zero))


def _count(graph: Graph, node: Node) -> Node:
    """The days before a day (Fliegel and Van Flandern 1968, with March as the first month)."""
    const, year, month = graph.const, part(graph, node, "year"), part(graph, node, "month")
    late = graph.less(month, const(3))
    years = graph.sub(year, graph.pick(late, const(1), graph.zero))
    months = graph.add(month, graph.pick(late, const(9), const(-3)))
    found = graph.add(part(graph, node, "day"), graph.mul(years, const(365)))
    found = graph.add(found, graph.div(graph.add(graph.mul(months, const(153)), const(2)), const(5)))
    found = graph.add(found, graph.div(years, const(4)))
    return graph.add(graph.sub(found, graph.div(years, const(100))), graph.div(years, const(400)))
