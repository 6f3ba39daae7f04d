# SPDX-License-Identifier: EUPL-1.2
"""Charts and maps drawn on the server as SVG text, from small frozen values; pure, no web framework.

Every chart names its finding as `<title>`, says in `<desc>` what is drawn, carries classes only (a strict content
security policy allows no inline style), and is readable in grey. Words arrive in the language of the page.
"""

from stelsel.faces.web.charts.bar import Bar, BarChart, bar_chart
from stelsel.faces.web.charts.both_ways import BothWaysChart, Pair, both_ways_chart
from stelsel.faces.web.charts.curve import CurveChart, curve_chart
from stelsel.faces.web.charts.front import FrontChart, Point, front_chart, front_of
from stelsel.faces.web.charts.layers import Box, Layer, LayerChart, layer_chart
from stelsel.faces.web.charts.map import Area, MapChart, Step, map_legend, map_svg
from stelsel.faces.web.charts.shapes import Frame, frame_of, shape_path
from stelsel.faces.web.charts.timeline import Term, TimelineChart, timeline_chart

__all__ = [
    "Area",
    "Bar",
    "BarChart",
    "BothWaysChart",
    "Box",
    "CurveChart",
    "Frame",
    "FrontChart",
    "Layer",
    "LayerChart",
    "MapChart",
    "Pair",
    "Point",
    "Step",
    "Term",
    "TimelineChart",
    "bar_chart",
    "both_ways_chart",
    "curve_chart",
    "frame_of",
    "front_chart",
    "front_of",
    "layer_chart",
    "map_legend",
    "map_svg",
    "shape_path",
    "timeline_chart",
]
