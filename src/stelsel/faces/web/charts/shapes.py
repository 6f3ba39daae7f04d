# SPDX-License-Identifier: EUPL-1.2
"""From a GeoJSON geometry (RFC 7946, degrees WGS 84) to the path of an SVG map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians
from typing import Any


@dataclass(frozen=True, slots=True)
class Frame:
    """A flat frame: the western and northern edge in degrees, pixels a degree of latitude, size in pixels."""

    west: float
    north: float
    scale: float
    squeeze: float
    width: int
    height: int

    def at(self, longitude: float, latitude: float) -> tuple[int, int]:
        """A place in whole pixels from the top left corner."""
        x = (longitude - self.west) * self.squeeze * self.scale
        return round(x), round((self.north - latitude) * self.scale)


def frame_of(geometries: Sequence[Mapping[str, Any]], width: int = 640, margin: int = 4) -> Frame:
    """The frame that just holds these geometries: plate carrée, true to shape at the middle latitude.

    The width decides how fine the map is drawn, not how large it is shown: 640 is a little finer than a page shows it.
    """
    places = [place for geometry in geometries for ring in _rings(geometry) for place in ring]
    if not places:
        raise ValueError("a map needs at least one place")
    west, east = min(place[0] for place in places), max(place[0] for place in places)
    south, north = min(place[1] for place in places), max(place[1] for place in places)
    squeeze = cos(radians((south + north) / 2))
    scale = (width - 2 * margin) / ((east - west) * squeeze)
    edge = margin / scale
    height = round((north - south) * scale) + 2 * margin
    return Frame(west - edge / squeeze, north + edge, scale, squeeze, width, height)


def shape_path(geometry: Mapping[str, Any], frame: Frame) -> str:
    """The d of a path for a Polygon or MultiPolygon, in steps from place to place; equal places are drawn once."""
    parts = []
    for ring in _rings(geometry):
        drawn = _once(frame.at(place[0], place[1]) for place in ring)
        if len(drawn) > 2:
            steps = "".join(_step(there[0] - here[0], there[1] - here[1]) for here, there in pairwise(drawn))
            parts.append(f"M{drawn[0][0]},{drawn[0][1]}l{steps.lstrip()}z")
    return "".join(parts)


def _step(x: int, y: int) -> str:
    """One step, its parts kept apart by their sign where they have one."""
    return f"{x}{y}" if x < 0 and y < 0 else f"{x},{y}" if x < 0 else f" {x}{y}" if y < 0 else f" {x},{y}"


def _once(places: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for place in places:
        if not kept or place != kept[-1]:
            kept.append(place)
    return kept[:-1] if len(kept) > 1 and kept[0] == kept[-1] else kept


def _rings(geometry: Mapping[str, Any]) -> Iterator[Sequence[Sequence[float]]]:
    if geometry["type"] == "Polygon":
        yield from geometry["coordinates"]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["coordinates"]:
            yield from polygon
    else:
        raise ValueError(f"a map is drawn from polygons, not from a {geometry['type']}")
