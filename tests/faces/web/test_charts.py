# SPDX-License-Identifier: EUPL-1.2
"""Charts are well-formed, say what they show, carry classes only, and draw what they were given."""

from __future__ import annotations

import re
from datetime import date
from itertools import accumulate
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.faces.web.charts import (
    Area,
    Bar,
    BarChart,
    Box,
    CurveChart,
    FrontChart,
    Layer,
    LayerChart,
    MapChart,
    Point,
    Step,
    Term,
    TimelineChart,
    bar_chart,
    curve_chart,
    frame_of,
    front_chart,
    front_of,
    layer_chart,
    map_legend,
    map_svg,
    shape_path,
    timeline_chart,
)

SVG = "{http://www.w3.org/2000/svg}"


def bars(*drawn: Bar, **more: object) -> BarChart:
    return BarChart("b", "Twee dragen 61%", "Aandeel", drawn, unit="%", **more)


def front(*points: Point) -> FrontChart:
    return FrontChart("f", "Duur loont niet", "Prijs (EUR per maand)", "Score (%)", points)


def squares(href: str = "") -> MapChart:
    areas = {"GM1": Area("M0,0h9v9Z", "Een: 20%", 1, href), "GM2": Area("M9,0h9v9Z", "Twee: onbekend", None, href)}
    return MapChart("m", "Het oosten loopt voor", "Twee gebieden.", areas, 20, 10, outlines=("M0,0h18v9Z",))


def terms(*drawn: Term) -> TimelineChart:
    marks = (("vandaag", date(2026, 11, 27)), ("de geboorte", date(2026, 11, 25)))
    return TimelineChart("t", "Twee termijnen", drawn, marks)


SOON = Term("Geef de geboorte aan", None, date(2026, 11, 28), main=True)
ALL = (
    bar_chart(bars(Bar("A", 38), Bar("B", None))),
    front_chart(front(Point(10, 50, "A"))),
    map_svg(squares()),
    timeline_chart(terms(SOON, Term("Later", date(2027, 1, 1), date(2027, 11, 24)))),
)


@pytest.mark.parametrize("drawn", ALL)
def test_a_chart_is_an_image_with_title_and_description_and_no_style(drawn: str) -> None:
    image = ElementTree.fromstring(drawn)
    assert image.get("role") == "img"
    ids = {part.get("id"): part.text for part in image if part.tag in {SVG + "title", SVG + "desc"}}
    assert ids[image.get("aria-labelledby")]
    assert ids[image.get("aria-describedby")]
    attributes = {name for part in image.iter() for name in part.attrib}
    assert not attributes & {"style", "onclick", "onload"}
    assert {part.get("fill") for part in image.iter()} <= {None, "url(#b-unknown)", "url(#m-unknown)"}


@pytest.mark.parametrize("nasty", ["<script>alert(1)</script>", '"><x', "a & b"])
def test_words_are_escaped(nasty: str) -> None:
    chart = BarChart("b", nasty, nasty, (Bar(nasty, 1),), unit=nasty)
    areas = {nasty: Area("M0,0h1", nasty, 1, "/?q=" + nasty)}
    for drawn in (
        bar_chart(chart),
        front_chart(FrontChart("f", nasty, nasty, nasty, (Point(1, 1, nasty),))),
        map_svg(MapChart("m", nasty, nasty, areas, 1, 1)),
    ):
        image = ElementTree.fromstring(drawn)
        assert image.find(SVG + "title").text == nasty
        assert not list(image.iter(SVG + "script"))
    assert nasty not in map_legend("m", (Step(1, nasty),)) or "<" not in nasty


def test_bars_are_as_long_as_their_values_and_unknown_is_a_pattern_with_a_word() -> None:
    image = ElementTree.fromstring(bar_chart(bars(Bar("A", 40, main=True), Bar("B", 10), Bar("C", None), decimals=1)))
    drawn = list(image.findall(SVG + "rect"))
    lengths = [float(part.get("width").rstrip("%")) for part in drawn]
    assert lengths[0] == pytest.approx(4 * lengths[1])
    assert drawn[0].get("class") == "bar bar--main"
    assert drawn[2].get("fill") == "url(#b-unknown)"
    said = [part.text for part in image.findall(SVG + "text")]
    assert {"40,0%", "10,0%", "— onbekend", "Aandeel"} <= set(said)


def test_a_bar_is_never_negative_and_zero_has_no_length() -> None:
    with pytest.raises(ValueError, match="shorter than nothing"):
        bar_chart(bars(Bar("A", -1)))
    assert 'width="0%"' in bar_chart(bars(Bar("A", 0)))


labels = st.text(st.characters(codec="ascii", min_codepoint=32), max_size=40)
points = st.lists(st.builds(Point, st.floats(0.001, 1e6), st.floats(0, 100), labels), max_size=40)


@given(points)
def test_no_point_beats_the_front(given_points: list[Point]) -> None:
    ahead = front_of(tuple(given_points))
    for point in given_points:
        assert any(one.x <= point.x and one.y >= point.y for one in ahead)
    for one in ahead:
        assert not any(p.x <= one.x and p.y >= one.y and (p.x, p.y) != (one.x, one.y) for p in given_points)


@given(points)
def test_every_front_point_is_drawn_inside_the_picture(given_points: list[Point]) -> None:
    image = ElementTree.fromstring(front_chart(front(*given_points)))
    drawn = [part for part in image.findall(SVG + "circle") if part.get("class") == "front-point"]
    assert len(drawn) == len(front_of(tuple(given_points)))
    for part in drawn:
        assert 0 <= float(part.get("cx").rstrip("%")) <= 100
        assert 0 <= float(part.get("cy")) <= float(image.get("height"))


def test_thousands_of_points_stay_a_small_picture() -> None:
    many = tuple(Point(1 + at % 997, at % 101, f"Aanbod {at}") for at in range(6_437))
    assert len(front_chart(front(*many))) < 700_000


def test_a_score_of_more_than_all_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 100"):
        front_chart(front(Point(10, 101, "A")))
    with pytest.raises(ValueError, match="above 0"):
        front_chart(front(Point(0, 10, "A")))


def test_a_map_with_links_is_no_image_and_its_links_have_names() -> None:
    image = ElementTree.fromstring(map_svg(squares("/organisaties/x")))
    assert image.get("role") == "group"
    assert [link.get("aria-label") for link in image.iter(SVG + "a")] == ["Een: 20%", "Twee: onbekend"]
    assert [shape.get("class") for shape in image.iter(SVG + "path") if shape.get("data-code")] == ["q1", "unknown"]


def test_a_map_has_five_classes() -> None:
    with pytest.raises(ValueError, match="0 to 4"):
        map_svg(MapChart("m", "f", "d", {"a": Area("M0,0", "t", 5)}, 1, 1))
    legend = map_legend("m", (Step(0, "0–20%"), Step(None, "onbekend")))
    assert 'class="q0"' in legend
    assert "url(#m-unknown)" in legend


def test_a_geometry_becomes_a_path_inside_its_frame() -> None:
    ring = [[4.0, 52.0], [5.0, 52.0], [5.0, 53.0], [5.0, 53.0], [4.0, 53.0], [4.0, 52.0]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    frame = frame_of([shape, {"type": "MultiPolygon", "coordinates": [[ring]]}], width=100, margin=2)
    start, steps = re.fullmatch(r"M([\d,]+)l(.*)z", shape_path(shape, frame)).groups()
    pairs = re.findall(r"(-?\d+),?(-?\d+)", steps)
    x, y = (list(accumulate(int(pair[at]) for pair in pairs)) for at in (0, 1))
    assert start.split(",") == ["2", str(frame.height - 2)]
    assert len(pairs) == 3
    assert (min(x), max(x), min(y), max(y)) == (0, 96, -(frame.height - 4), 0)
    with pytest.raises(ValueError, match="polygons"):
        shape_path({"type": "Point", "coordinates": [4, 52]}, frame)


def test_layers_stand_below_each_other_and_links_have_their_words_as_name() -> None:
    layers = (
        Layer("Wordt gebruikt door", (Box("Wet <b>", "bij artikel 1", "/nl/regels/a"),)),
        Layer("Deze regel", (Box("x" * 80, "wet"),), main=True),
    )
    drawn = layer_chart(LayerChart("l", "Eén regel gebruikt deze", "Van boven naar beneden.", layers))
    assert 'role="group"' in drawn
    assert "<b>" not in drawn
    assert "aria-label=" not in drawn
    assert "x" * 60 not in re.sub(r"<desc.*?</desc>|<title.*?</title>", "", drawn)
    assert drawn.index("Wordt gebruikt door</text>") < drawn.index("Deze regel</text>")
    assert "style=" not in drawn
    plain = LayerChart("l", "f", "d", (Layer("a", (Box("b"),)),))
    assert 'role="img"' in layer_chart(plain)


def test_a_curve_goes_through_its_points_and_marks_where_the_asker_is() -> None:
    chart = CurveChart("c", "Daalt", "Inkomen", "Toeslag", ((0, 100), (50, 100), (100, 0)), (50, 100))
    drawn = curve_chart(chart)
    assert drawn.count('class="front"') == 2
    assert drawn.count("<circle") == 1
    assert "€ 100" in drawn
    assert "style=" not in drawn
    with pytest.raises(ValueError, match="two points"):
        curve_chart(CurveChart("c", "f", "x", "y", ((0, 0),)))
    flat = curve_chart(CurveChart("c", "f", "x", "y", ((0, 0), (0, 0))))
    assert "NaN" not in flat
    below = curve_chart(CurveChart("c", "f", "x", "y", ((0, -10), (10, 5))))
    assert all(0 <= float(y) <= 330 for y in re.findall(r'y[12]="([-\d.]+)"', below))


def test_a_term_runs_to_its_last_day_and_the_last_one_is_the_widest() -> None:
    drawn = ElementTree.fromstring(timeline_chart(terms(SOON, Term("Later " * 20, None, date(2027, 11, 25)))))
    first, last = (float(one.get("width", "").rstrip("%")) for one in drawn.iter(f"{SVG}rect"))
    assert last == pytest.approx(96.0)
    assert first == pytest.approx(96.0 * 3 / 365, abs=0.01)
    said = [one.text or "" for one in drawn.iter(f"{SVG}text")]
    assert "28 november 2026" in said
    assert all(len(one) <= 36 for one in said)
    with pytest.raises(ValueError, match="term"):
        timeline_chart(terms())
