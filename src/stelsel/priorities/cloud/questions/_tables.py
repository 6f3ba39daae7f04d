# SPDX-License-Identifier: EUPL-1.2
"""The match as tables, facets and a chart, and as plain data for machines."""

from decimal import Decimal
from typing import Any

import numpy as np

from stelsel.book.answer import Cell, Chart, Column, Point, Table
from stelsel.kernel.text import Text, same
from stelsel.priorities.cloud import words
from stelsel.priorities.cloud.questions._arrays import SCALE, Coded, OfferArrays, total_price
from stelsel.priorities.cloud.questions._inputs import Inputs
from stelsel.priorities.cloud.questions._match import Match
from stelsel.priorities.cloud.questions._speak import said_day

CHART_POINTS = 60

_COLUMNS = (
    Column("offer", Text(nl="Aanbod", en="Offer")),
    Column("supplier", Text(nl="Leverancier", en="Supplier")),
    Column("country", Text(nl="Land", en="Country")),
    Column("vcpus", Text(nl="vCPU's", en="vCPUs"), number=True),
    Column("memory", Text(nl="Geheugen", en="Memory"), "MiB", number=True, decimals=0),
    Column("score", Text(nl="Bewezen score", en="Proven score"), "%", number=True, decimals=2),
    Column("known", Text(nl="Doelen bewezen (van 8)", en="Objectives proven (of 8)"), number=True),
    Column("month", Text(nl="Prijs per maand", en="Price a month"), "EUR", number=True, decimals=2),
    Column("total", Text(nl="Totaal", en="Total"), "EUR", number=True, decimals=2),
    Column("observed", Text(nl="Prijs van", en="Price of")),
)


def ranked_table(inputs: Inputs, found: Match) -> Table:
    """The best offers, at most `limit`; total price over quantity and months."""
    known = found.facts.known_objectives()
    rows = tuple(_row(inputs, found, int(place), int(known[place])) for place in found.ranked[: inputs.limit])
    title = words.TABLE if inputs.order == "price" else words.TABLE_SCORE
    return Table(title, _COLUMNS, rows, len(found.ranked))


def _row(inputs: Inputs, found: Match, place: int, known: int) -> tuple[Any, ...]:
    record, body = found.arrays.rows[place]
    badge = "sample" if body.sample else "provisional" if body.price and body.price.provisional else ""
    name = same(f"{body.title} ({body.region})" if body.region else body.title)
    return (
        Cell(name, record.id, badge),
        Cell(same(body.supplier_name), body.supplier),
        body.place.country,
        body.vcpus,
        body.memory_mib,
        Decimal(str(found.score[place])) if known else None,
        known,
        _month(found.arrays, place, inputs),
        _total(inputs, found, place),
        said_day(body.observed_on),
    )


def _month(arrays: OfferArrays, place: int, inputs: Inputs) -> Decimal:
    return total_price(int(arrays.month[place]), inputs.service_type, inputs.storage_gb, 1, 1)


def _total(inputs: Inputs, found: Match, place: int) -> Decimal:
    month = int(found.arrays.month[place])
    return total_price(month, inputs.service_type, inputs.storage_gb, inputs.quantity, inputs.months)


def out_table(found: Match) -> Table:
    """Every offer that does not fit, counted under each of its reasons."""
    columns = (
        Column("requirement", Text(nl="Eis", en="Requirement")),
        Column("no", Text(nl="Voldoet niet", en="Does not meet"), number=True),
        Column("unknown", Text(nl="Onbekend", en="Unknown"), number=True),
        Column("no_alone", Text(nl="Valt alleen hierop af", en="Falls out on this alone"), number=True),
        Column("unknown_alone", Text(nl="Alleen dit is onbekend", en="Only this is unknown"), number=True),
    )
    rows = tuple(
        (item.asks, counted.no, counted.unknown, counted.no_alone, counted.unknown_alone)
        for item, counted in zip(found.spoken, found.filtered.counts, strict=True)
    )
    return Table(words.OUT_TABLE, columns, rows, len(rows))


def front_chart(found: Match) -> Chart:
    """Price against proven sovereignty, over offers that meet everything but sovereignty; the front is marked."""
    on_front = set(found.front.tolist())
    others = [place for place in found.comparable.tolist() if place not in on_front]
    spread = (
        [others[int(at)] for at in np.linspace(0, len(others) - 1, min(CHART_POINTS, len(others)))] if others else []
    )
    points = tuple(_point(found, place, place in on_front) for place in [*found.front.tolist(), *spread])
    title = words.FRONT_TITLE.fill(count=len(on_front)) if points else words.FRONT_NONE
    return Chart("front", title, words.FRONT_X, words.FRONT_Y, points)


def _point(found: Match, place: int, front: bool) -> Point:
    record, body = found.arrays.rows[place]
    month = (Decimal(int(found.arrays.month[place])) / SCALE).quantize(Decimal("0.01"))
    return Point(month, Decimal(str(found.score[place])), same(f"{body.supplier_name} {body.title}"), record.id, front)


def facets(found: Match) -> dict[str, dict[str, int]]:
    """How many fitting offers per supplier, country and processor architecture."""
    arrays = found.arrays
    columns = {"supplier": arrays.supplier_name, "country": arrays.country, "architecture": arrays.architecture}
    return {name: _counts(column, found.ranked) for name, column in columns.items()}


def _counts(column: Coded, places: np.ndarray) -> dict[str, int]:
    codes = column.codes[places]
    counted = np.bincount(codes + 1, minlength=len(column.values) + 1)
    named = {value: int(n) for value, n in zip(("", *column.values), counted, strict=True) if n}
    return dict(sorted(named.items(), key=lambda pair: (-pair[1], pair[0])))


def result(inputs: Inputs, found: Match) -> dict[str, Any]:
    """The answer as data: totals, the ranked offers with exact prices, counts per requirement, facets."""
    return {
        "considered": len(found.arrays),
        "fitting": len(found.ranked),
        "onlyUnknown": len(found.filtered.only_unknown),
        "out": len(found.filtered.out),
        "offers": [
            {
                "id": found.arrays.rows[place][0].id,
                "monthEur": str(_month(found.arrays, place, inputs)),
                "totalEur": str(_total(inputs, found, place)),
                "scorePercent": str(Decimal(str(found.score[place]))),
            }
            for place in map(int, found.ranked[: inputs.limit])
        ],
        "requirements": [
            {
                "key": counted.key,
                "no": counted.no,
                "unknown": counted.unknown,
                "noAlone": counted.no_alone,
                "unknownAlone": counted.unknown_alone,
            }
            for counted in found.filtered.counts
        ],
        "facets": facets(found),
    }
