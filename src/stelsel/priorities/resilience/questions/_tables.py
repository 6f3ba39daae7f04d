# SPDX-License-Identifier: EUPL-1.2
"""The impact as tables and a chart, and as plain data for machines."""

from decimal import Decimal
from typing import Any

from stelsel.book.answer import Cell, Chart, Column, Point, Table
from stelsel.kernel.text import same
from stelsel.kernel.vocabulary import words as field_words
from stelsel.priorities.resilience import words
from stelsel.priorities.resilience.policy import State
from stelsel.priorities.resilience.questions._found import Found
from stelsel.priorities.resilience.questions._impact import Hit
from stelsel.priorities.resilience.questions._speak import count, path_text, state_words

MOST_BARS = 10
ORDER: tuple[State, ...] = ("stops", "degrades", "unknown", "not-reached")


def systems_table(found: Found, limit: int) -> Table:
    """Every system with its state, the path and the people it reaches, the worst first."""
    columns = (
        Column("system", field_words("name")),
        Column("state", words.STATE),
        Column("path", words.PATH),
        Column("people", field_words("people_reached"), number=True),
        Column("rule", words.RULE_NUMBER),
    )
    hits = [hit for state in ORDER for hit in found.of(state)]
    return Table(words.TABLE, columns, tuple(_row(found, hit) for hit in hits[:limit]), len(hits))


def _row(found: Found, hit: Hit) -> tuple[Any, ...]:
    record, body = found.system(hit)
    path = path_text(found, hit)
    name = Cell(same(body.name), record.id, "sample" if body.sample else "")
    return (name, state_words(hit), same(path) if path else None, body.people_reached, same(hit.step.id))


def suppliers_table(found: Found, limit: int) -> Table:
    """Per supplier how many systems surely stop, and its share."""
    columns = (
        Column("supplier", field_words("supplier")),
        Column("stops", words.STOPPED, number=True),
        Column("share", words.SHARE, "%", number=True, decimals=1),
    )
    counts = found.land.stops_per_supplier
    total = sum(counts.values())
    rows = tuple(
        (_supplier_cell(found, node), stopped, (Decimal(stopped) * 100 / total).quantize(Decimal("0.1")))
        for node, stopped in list(counts.items())[:limit]
    )
    return Table(words.SUPPLIERS, columns, rows, len(counts))


def _supplier_cell(found: Found, node: int) -> Cell:
    key = found.land.net.keys[node]
    return Cell(same(found.land.label(node)), key if "/" in key else "")


def suppliers_chart(found: Found) -> Chart:
    """A bar per supplier; those that the question is about are marked."""
    counts = found.land.stops_per_supplier
    gone = set(found.gone)
    points = tuple(
        Point(stopped, place, same(found.land.label(node)), _supplier_cell(found, node).entry, node in gone)
        for place, (node, stopped) in enumerate(list(counts.items())[:MOST_BARS])
    )
    title = words.CHART.fill(supplier=points[0].label, count=count(int(points[0].x)), all=count(len(found.hits)))
    return Chart("bars", title, words.CHART_X, field_words("supplier"), points)


def result(found: Found) -> dict[str, Any]:
    """The answer as data: counts per state, each system with its path, people, concentration."""
    people = found.people
    return {
        "supplier": found.name,
        "systems": len(found.hits),
        "counts": {state: len(found.of(state)) for state in ORDER},
        "people": {"atLeast": people.least, "atMost": people.most, "unknownSystems": people.unknown},
        "perSystem": [_plain(found, hit) for state in ORDER for hit in found.of(state)],
        "concentration": _concentration(found),
    }


def _plain(found: Found, hit: Hit) -> dict[str, Any]:
    graph, keys = found.land.net.graph, found.land.net.keys
    ends = [int(graph.source[edge]) for edge in hit.path[:1]] + [int(graph.target[edge]) for edge in hit.path]
    return {
        "id": keys[hit.system],
        "state": hit.state,
        "mayStop": hit.may_stop,
        "rule": hit.step.id,
        "path": [keys[node] for node in ends],
        "entries": [found.land.records[edge].id for edge in hit.path],
        "people": found.system(hit)[1].people_reached,
    }


def _concentration(found: Found) -> dict[str, Any] | None:
    if found.concentration is None:
        return None
    index, effective = found.concentration.rounded()
    keys, counts = found.land.net.keys, found.land.stops_per_supplier
    return {
        "hhi": str(index),
        "effectiveNumber": str(effective),
        "stopsPerSupplier": {keys[node]: stopped for node, stopped in counts.items()},
    }
