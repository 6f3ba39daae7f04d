# SPDX-License-Identifier: EUPL-1.2
"""The map: every municipality once, in its place, sharing borders with its neighbours; small."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from stelsel.kernel.problem import BadInput
from stelsel.nouns.geography import ATTRIBUTION, Shapes, derive, shapes
from stelsel.nouns.geography._topology import outlines, read_topology, simplify
from stelsel.nouns.organisation import ORGANISATION, Organisations, example
from tools.derive_organisations import MAP, SHIPPED

Cell = tuple[int, int]
GM = "https://identifier.overheid.nl/tooi/id/gemeente/"
PV = "https://identifier.overheid.nl/tooi/id/provincie/"


def rings(path: str) -> list[list[Cell]]:
    """The rings of an SVG path of ours, as absolute points."""
    found = []
    for part in path.removesuffix("z").split("z"):
        assert re.fullmatch(r"M\d+ \d+l[-\d ]+", part), part[:80]
        start, steps = part[1:].split("l")
        x, y = map(int, start.split())
        ring = [(x, y)]
        numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
        assert len(numbers) % 2 == 0
        for right, down in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + right, y + down
            ring.append((x, y))
        found.append(ring)
    return found


def area(path: str) -> float:
    """The drawn area with holes taken off (the largest ring is the outside, others count by their direction)."""
    total = 0
    for ring in rings(path):
        total += sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True))
    return abs(total) / 2


@pytest.fixture(scope="module")
def drawn() -> Shapes:
    return shapes(SHIPPED)


def test_every_municipality_and_province_of_today_is_drawn(drawn: Shapes) -> None:
    drafts = example(SHIPPED).drafts
    organisations = Organisations((draft.local, draft.body) for draft in drafts if draft.kind is ORGANISATION)
    today = date(2026, 11, 24)
    assert set(drawn.municipalities) == {known.body.tooi for known in organisations.of_type("municipality", today)}
    assert set(drawn.provinces) == {known.body.tooi for known in organisations.of_type("province", today)}
    assert (len(drawn.municipalities), len(drawn.provinces)) == (342, 12)


def test_no_shape_is_degenerate_and_all_lie_in_the_box(drawn: Shapes) -> None:
    _, _, width, height = map(int, drawn.view_box.split())
    for tooi, path in {**drawn.municipalities, **drawn.provinces}.items():
        assert all(len(set(ring)) >= 3 for ring in rings(path)), tooi
        assert area(path) >= 40, tooi
        assert all(0 <= x <= width and 0 <= y <= height for ring in rings(path) for x, y in ring), tooi


def test_drawn_areas_go_with_the_areas_of_the_map(drawn: Shapes, shared_data: Path) -> None:
    document = json.loads((shared_data / MAP).read_bytes())
    exact = outlines(read_topology(document, "gemeenten", 12_000), 0.0, 0.0)
    assert set(exact) == set(drawn.municipalities)
    for tooi, path in drawn.municipalities.items():
        assert 0.8 < area(path) * 100 / area(exact[tooi]) < 1.25, tooi


def test_neighbours_share_their_borders(drawn: Shapes) -> None:
    edges: Counter[frozenset[Cell]] = Counter()
    for path in drawn.municipalities.values():
        for ring in rings(path):
            edges.update(frozenset(edge) for edge in zip(ring, [*ring[1:], ring[0]], strict=True))
    assert sum(times == 2 for times in edges.values()) > 3_000
    assert sum(times > 2 for times in edges.values()) < 10
    inside = {edge for edge, times in edges.items() if times == 2}
    ring = max(rings(drawn.municipalities[GM + "gm0344"]), key=len)
    assert {frozenset(edge) for edge in zip(ring, [*ring[1:], ring[0]], strict=True)} <= inside, "Utrecht lies inland"


def test_provinces_follow_the_borders_of_their_municipalities(drawn: Shapes) -> None:
    points = {point for path in drawn.municipalities.values() for ring in rings(path) for point in ring}
    assert {point for path in drawn.provinces.values() for ring in rings(path) for point in ring} <= points
    assert sum(area(path) for path in drawn.provinces.values()) == pytest.approx(
        sum(area(path) for path in drawn.municipalities.values()), rel=0.002
    )


def test_north_is_up_and_east_is_right(drawn: Shapes) -> None:
    def middle(tooi: str) -> Cell:
        ring = max(rings(drawn.municipalities[tooi]), key=len)
        return sum(x for x, _ in ring) // len(ring), sum(y for _, y in ring) // len(ring)

    groningen, maastricht, enschede, sluis = (middle(GM + code) for code in ("gm0014", "gm0935", "gm0153", "gm1714"))
    assert groningen[1] < enschede[1] < sluis[1] < maastricht[1]
    assert sluis[0] < maastricht[0] < groningen[0] < enschede[0]


def test_the_map_is_small_and_says_whose_it_is() -> None:
    municipalities, provinces = SHIPPED / "geo-municipalities.json", SHIPPED / "geo-provinces.json"
    assert municipalities.stat().st_size <= 120_000
    assert provinces.stat().st_size <= 25_000
    assert json.loads(municipalities.read_bytes())["attribution"] == ATTRIBUTION.en
    assert "CC BY 4.0" in ATTRIBUTION.nl


def small_map(**change: object) -> bytes:
    """Two square areas side by side that share one arc."""
    shapes_ = [
        {"type": "Polygon", "arcs": [[0, 1]], "properties": {"tooi": GM + "gm0001", "province": PV + "pv20"}},
        {"type": "Polygon", "arcs": [[2, -2]], "properties": {"tooi": GM + "gm0002", "province": PV + "pv20"}},
    ]
    document = {
        "type": "Topology",
        "bbox": [4.0, 52.0, 6.0, 53.0],
        "transform": {"scale": [0.01, 0.01], "translate": [4.0, 52.0]},
        "objects": {"gemeenten": {"type": "GeometryCollection", "geometries": shapes_}},
        "arcs": [
            [[100, 0], [-100, 0], [0, 100], [100, 0]],
            [[100, 100], [0, -100]],
            [[100, 100], [100, 0], [0, -100], [-100, 0]][:4],
        ],
    }
    document["objects"]["gemeenten"]["geometries"][1]["arcs"] = [[2, -2]]
    return json.dumps({**document, **change}).encode()


def test_a_small_map_of_our_own() -> None:
    files = derive(small_map())
    municipalities, provinces = (json.loads(raw) for raw in files.values())
    assert set(municipalities["paths"]) == {"gm0001", "gm0002"}
    assert municipalities["viewBox"].startswith("0 0 1200 ")
    (province,) = provinces["paths"].values()
    assert area(province) == pytest.approx(sum(area(path) for path in municipalities["paths"].values()), rel=0.001)


@pytest.mark.parametrize("raw", [b"", b"[]", b"{}", small_map(objects={}), small_map(arcs=[[["x", 1]]])])
def test_what_is_no_map_is_bad_input(raw: bytes) -> None:
    with pytest.raises(BadInput):
        derive(raw)


def test_simplify_keeps_ends_and_corners() -> None:
    line = [(0.0, 0.0), (1.0, 0.1), (2.0, 0.0), (2.0, 5.0)]
    assert simplify(line, 0.5) == ((0.0, 0.0), (2.0, 0.0), (2.0, 5.0))
    closed = [(0.0, 0.0), (0.0, 9.0), (9.0, 9.0), (9.0, 0.0), (0.0, 0.0)]
    assert len(simplify(closed, 1.0)) == 5
