# SPDX-License-Identifier: EUPL-1.2
"""From a GeoJSON geometry (RFC 7946, degrees WGS 84) to the path of an SVG map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """A place in pixels from the top left corner, one decimal."""
        x = (longitude - self.west) * self.squeeze * self.scale
        return round(x, 1), round((self.north - latitude) * self.scale, 1)


def frame_of(geometries: Sequence[Mapping[str, Any]], width: int = 560, margin: int = 4) -> Frame:
    """The frame that just holds these geometries. Plate carrée, true to shape at the middle latitude: fine for a land."""
    places = [place for geometry in geometries for ring in _rings(geometry) for place in ring]
    if not places:
        raise ValueError("a map needs at least one place")
    west, east = min(place[0] for place in places), max(place[0] for place in places)
    south, north = min(place[1] for place in places), max(place[1] for place in places)
    squeeze = cos(radians((south + north) / 2))
    scale = (width - 2 * margin) / ((east - west) * squeeze)
    edge = margin / scale
    return Frame(west - edge / squeeze, north + edge, scale, squeeze, width, round((north - south) * scale) + 2 * margin)


def shape_path(geometry: Mapping[str, Any], frame: Frame) -> str:
    """The d of a path for a Polygon or MultiPolygon; places that fall on one pixel tenth are drawn once."""
    parts = []
    for ring in _rings(geometry):
        drawn = _once(frame.at(place[0], place[1]) for place in ring)
        if len(drawn) > 2:
            parts.append("M" + "L".join(f"{x:g},{y:g}" for x, y in drawn) + "Z")
    return "".join(parts)


def _once(places: Iterator[tuple[float, float]]) -> list[tuple[float, float]]:
    kept: list[tuple[float, float]] = []
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
