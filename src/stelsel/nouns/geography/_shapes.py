# SPDX-License-Identifier: EUPL-1.2
"""The shapes of the map that ship with the product: one SVG path per municipality and per province."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from stelsel.kernel.canonical import canonical
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.nouns.geography._topology import group_outlines, outlines, read_topology

MUNICIPALITIES = "geo-municipalities.json"
PROVINCES = "geo-provinces.json"
FILES = (MUNICIPALITIES, PROVINCES)
ATTRIBUTION = Text(nl="CBS, Kadaster; CC BY 4.0; bewerkt", en="CBS, Kadaster; CC BY 4.0; adapted")
"""To be shown wherever the map is shown."""

WIDTH = 1200
"""Width of the drawing in units; one unit is about 220 metres."""
TOLERANCE = 0.8
"""How far a simplified border may lie from the published one, in units."""
LEAST_AREA = 3.0
"""Islands and holes smaller than this are left out, in square units (about 0.15 km2)."""


@dataclass(frozen=True)
class Shapes:
    """`view_box` as SVG wants it; paths by TOOI address. Neighbours share their borders exactly; draw strokes with
    vector-effect="non-scaling-stroke" and fill with fill-rule="evenodd"."""

    view_box: str
    municipalities: Mapping[str, str]
    provinces: Mapping[str, str]


def derive(topojson: bytes) -> dict[str, bytes]:
    """The two shipped files by name, from a TopoJSON of municipalities (object `gemeenten`, properties tooi and
    province). BadInput when it is none."""
    try:
        topology = read_topology(msgspec.json.decode(topojson), "gemeenten", WIDTH)
    except (msgspec.MsgspecError, KeyError, TypeError, ValueError) as error:
        raise bad_input(
            "topojson",
            "",
            Text(nl=f"Dit is geen kaart in TopoJSON ({error}).", en=f"This is no TopoJSON map ({error})."),
            Text(nl="Gebruik een kaart met het object gemeenten.", en="Use a map with the object gemeenten."),
        ) from None
    box = f"0 0 {WIDTH} {round(topology.height)}"
    return {
        MUNICIPALITIES: _file(box, outlines(topology, TOLERANCE, LEAST_AREA)),
        PROVINCES: _file(box, group_outlines(topology, TOLERANCE, 2 * LEAST_AREA)),
    }


def shapes(folder: Path) -> Shapes:
    """The shapes from the files in `folder`."""
    municipalities, provinces = (msgspec.json.decode((folder / name).read_bytes()) for name in FILES)
    return Shapes(municipalities["viewBox"], _paths(municipalities), _paths(provinces))


def _file(box: str, paths: Mapping[str, str]) -> bytes:
    base = next(iter(paths)).rsplit("/", 1)[0] + "/"
    assert all(tooi.startswith(base) for tooi in paths), "one kind of organisation in a file"
    short = {tooi.removeprefix(base): path for tooi, path in paths.items()}
    return canonical({"attribution": ATTRIBUTION.en, "base": base, "paths": short, "viewBox": box}) + b"\n"


def _paths(file: Mapping[str, Any]) -> dict[str, str]:
    return {file["base"] + code: path for code, path in file["paths"].items()}
