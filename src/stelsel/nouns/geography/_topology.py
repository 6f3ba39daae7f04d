# SPDX-License-Identifier: EUPL-1.2
"""From a TopoJSON map to small drawn shapes. Borders are simplified once per arc, so neighbours go on sharing them."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Point = tuple[float, float]
Cell = tuple[int, int]
Ring = tuple[int, ...]

MIDDLE_LATITUDE = 52.1
"""Equirectangular: one degree east is cos(52.1 degrees) of one degree north, true in the middle of the country."""


@dataclass(frozen=True)
class Topology:
    """Arcs on the drawing plane (x right, y down) and per area the rings of arc numbers (~n is arc n backwards)."""

    arcs: tuple[tuple[Point, ...], ...]
    areas: Mapping[str, tuple[Ring, ...]]
    groups: Mapping[str, str]
    height: float


def read_topology(document: Mapping[str, Any], name: str, width: float) -> Topology:
    """A TopoJSON document with object `name`, scaled to `width`; areas by their TOOI address, groups by province."""
    (dx, dy), (x0, y0) = document["transform"]["scale"], document["transform"]["translate"]
    shrink = math.cos(math.radians(MIDDLE_LATITUDE))
    west, south, east, north = document["bbox"]
    scale = width / ((east - west) * shrink)
    arcs = []
    for steps in document["arcs"]:
        x = y = 0
        points = []
        for right, up in steps:
            x, y = x + right, y + up
            points.append(((x * dx + x0 - west) * shrink * scale, (north - y * dy - y0) * scale))
        arcs.append(tuple(points))
    areas = {shape["properties"]["tooi"]: _rings(shape) for shape in document["objects"][name]["geometries"]}
    groups = {
        shape["properties"]["tooi"]: shape["properties"]["province"]
        for shape in document["objects"][name]["geometries"]
    }
    return Topology(tuple(arcs), areas, groups, (north - south) * scale)


def _rings(shape: Mapping[str, Any]) -> tuple[Ring, ...]:
    parts = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    return tuple(tuple(ring) for part in parts for ring in part)


def simplify(points: Sequence[Point], tolerance: float) -> tuple[Point, ...]:
    """Douglas-Peucker: fewer points, none of the dropped ones further than `tolerance` away; both ends stay. A closed
    line is split at its farthest point, so it never collapses."""
    if len(points) < 3:
        return tuple(points)
    keep = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    if points[0] == points[-1]:
        middle = max(range(len(points)), key=lambda at: math.dist(points[0], points[at]))
        keep.add(middle)
        waiting = [(0, middle), (middle, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        far, at = max(
            ((_away(points[at], points[first], points[last]), at) for at in range(first + 1, last)), default=(0.0, 0)
        )
        if far > tolerance:
            keep.add(at)
            waiting += [(first, at), (at, last)]
    return tuple(points[at] for at in sorted(keep))


def _away(point: Point, start: Point, end: Point) -> float:
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = math.dist(start, end)
    if length == 0:
        return math.dist(point, start)
    along = max(0.0, min(1.0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length**2))
    return math.dist(point, (x1 + along * (x2 - x1), y1 + along * (y2 - y1)))


def outlines(topology: Topology, tolerance: float, least: float) -> dict[str, str]:
    """One SVG path per area in whole units. Rings smaller than `least` square units go, but the largest of an area
    stays."""
    arcs = _gridded(topology, tolerance)
    return {tooi: _path(arcs, rings, least) for tooi, rings in sorted(topology.areas.items())}


def group_outlines(topology: Topology, tolerance: float, least: float) -> dict[str, str]:
    """One SVG path per group of areas: the arcs that only one area of the group has."""
    arcs = _gridded(topology, tolerance)
    members: dict[str, list[int]] = defaultdict(list)
    for tooi, rings in sorted(topology.areas.items()):
        members[topology.groups[tooi]] += [arc for ring in rings for arc in ring]
    found = {}
    for group, used in sorted(members.items()):
        times = Counter(arc if arc >= 0 else ~arc for arc in used)
        outer = [arc for arc in used if times[arc if arc >= 0 else ~arc] == 1]
        found[group] = _path(arcs, _joined(topology, outer), least)
    return found


def _joined(topology: Topology, arcs: Iterable[int]) -> tuple[Ring, ...]:
    """Loose border arcs, put end to end into rings."""
    starts: dict[Point, list[int]] = defaultdict(list)
    for arc in arcs:
        starts[_ends(topology, arc)[0]].append(arc)
    rings = []
    while starts:
        begin = next(iter(starts))
        ring, at = [], begin
        while starts.get(at):
            arc = starts[at].pop()
            if not starts[at]:
                del starts[at]
            ring.append(arc)
            at = _ends(topology, arc)[1]
        assert at == begin, "a border closes"
        rings.append(tuple(ring))
    return tuple(rings)


def _ends(topology: Topology, arc: int) -> tuple[Point, Point]:
    points = topology.arcs[arc if arc >= 0 else ~arc]
    return (points[0], points[-1]) if arc >= 0 else (points[-1], points[0])


def _gridded(topology: Topology, tolerance: float) -> list[list[Cell]]:
    return [[(round(x), round(y)) for x, y in simplify(arc, tolerance)] for arc in topology.arcs]


def _path(arcs: Sequence[Sequence[Cell]], rings: Iterable[Ring], least: float) -> str:
    drawn = []
    for ring in rings:
        cells: list[Cell] = []
        for arc in ring:
            line = arcs[arc] if arc >= 0 else list(reversed(arcs[~arc]))
            cells += [cell for cell in line if not cells or cell != cells[-1]]
        if cells and cells[0] == cells[-1]:
            cells.pop()
        drawn.append((abs(_area(cells)), cells))
    largest = max(size for size, _ in drawn)
    return "".join(_ring_path(cells) for size, cells in drawn if size >= min(least, largest) and len(cells) > 2)


def _area(cells: Sequence[Cell]) -> float:
    pairs = zip(cells, [*cells[1:], *cells[:1]], strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2


def _ring_path(cells: Sequence[Cell]) -> str:
    (x, y), *rest = cells
    steps = []
    here = (x, y)
    for cell in rest:
        right, down = cell[0] - here[0], cell[1] - here[1]
        steps.append(f"{right}{'' if down < 0 else ' '}{down}")
        here = cell
    body = steps[0] + "".join(step if step.startswith("-") else f" {step}" for step in steps[1:])
    return f"M{x} {y}l{body}z"
