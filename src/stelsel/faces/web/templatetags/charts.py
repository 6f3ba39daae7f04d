# SPDX-License-Identifier: EUPL-1.2
"""Charts in templates: `{% chart figure table %}` draws any chart of `stelsel.faces.web.charts` in its frame."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context
from django.utils.safestring import mark_safe

from stelsel.faces.web.charts import (
    BarChart,
    BothWaysChart,
    CurveChart,
    FrontChart,
    LayerChart,
    MapChart,
    Step,
    TimelineChart,
    bar_chart,
    both_ways_chart,
    curve_chart,
    front_chart,
    layer_chart,
    map_legend,
    map_svg,
    timeline_chart,
)
from stelsel.faces.web.templatetags.say import language_of
from stelsel.faces.web.templatetags.tables import Table, header_html, rows_html

register = template.Library()


Drawable = BarChart | BothWaysChart | CurveChart | FrontChart | LayerChart | MapChart | TimelineChart


def drawn(chart: Drawable) -> str:
    """Any chart as SVG."""
    if isinstance(chart, BarChart):
        return bar_chart(chart)
    if isinstance(chart, BothWaysChart):
        return both_ways_chart(chart)
    if isinstance(chart, CurveChart):
        return curve_chart(chart)
    if isinstance(chart, TimelineChart):
        return timeline_chart(chart)
    if isinstance(chart, LayerChart):
        return layer_chart(chart)
    return front_chart(chart) if isinstance(chart, FrontChart) else map_svg(chart)


@register.inclusion_tag("stelsel/components/chart.html", takes_context=True)
def chart(
    context: Context, figure: Drawable, table: Table | None = None, steps: tuple[Step, ...] = ()
) -> dict[str, Any]:
    """The chart with its finding above it, for a map its legend, and the same figures as a folded table below."""
    language = language_of(context)
    return {
        "language": language,
        "name": figure.name,
        "finding": figure.finding,
        "svg": mark_safe(drawn(figure)),  # noqa: S308 - the charts escape every word they are given
        "legend": mark_safe(map_legend(figure.name, steps)) if steps else "",  # noqa: S308 - escaped there
        "table": table,
        "header": header_html(table, language) if table else "",
        "rows": rows_html(table, language) if table else "",
    }
