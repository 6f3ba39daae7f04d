# SPDX-License-Identifier: EUPL-1.2
"""Households that do not exist, as charts: how the outcome goes with their income, before and after, and the cliffs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from stelsel.engines.rules.value_words import value_words
from stelsel.faces.web.charts import CurveChart
from stelsel.faces.web.templatetags.tables import Column, Table
from stelsel.kernel.text import Text
from stelsel.kernel.time import say_day
from stelsel.node.population.examples import Example
from stelsel.node.population.report import Report
from stelsel.priorities.services.rule_words import title

Shown = tuple[Text, CurveChart, Table, list[Text]]


def example_charts(one: Report, language: str) -> list[Shown]:
    """Each example: who it is, the chart, its table, and the cliffs in words."""
    return [_shown(one, example, language) for example in one.examples]


def _shown(one: Report, example: Example, language: str) -> Shown:
    assert one.more is not None, "an example has an income"
    income, amount = title(one.more.fact), title(one.output)
    days = [Text(nl=say_day(day, "nl"), en=say_day(day, "en")) for day in one.days]
    lines = [tuple((at / 100, float(value / 100)) for at, value in points) for points in example.points]
    two = len(lines) > 1
    chart = CurveChart(
        f"voorbeeld-{example.kind}",
        _finding(example, days).to(language),
        _EURO.fill(what=income).to(language),
        _EURO.fill(what=amount).to(language),
        lines[-1],
        None,
        language,
        lines[0] if two else (),
        (days[0].to(language), days[-1].to(language)),
    )
    columns = (
        Column(income, "EUR", numeric=True),
        *(Column(day, "EUR", numeric=True, decimals=2) for day in days),
    )
    rows = [(at, *(line[place][1] for line in lines)) for place, (at, _) in enumerate(lines[0])]
    return _who(example), chart, Table(_TABLE, columns, _turns(rows)), list(_cliffs(example, days))


def _turns(rows: Sequence[Sequence[float]]) -> list[Sequence[float]]:
    """The rows without those between two with the same amounts."""
    last = len(rows) - 1
    return [
        one
        for at, one in enumerate(rows)
        if at in (0, last) or not tuple(rows[at - 1][1:]) == tuple(one[1:]) == tuple(rows[at + 1][1:])
    ]


def _who(example: Example) -> Text:
    nl = f"{_KINDS[example.kind].nl} van {example.age} jaar"
    en = f"{_KINDS[example.kind].en}, {example.age} years old"
    if example.children:
        nl += f" met {example.children} {'kind' if example.children == 1 else 'kinderen'}"
        en += f", with {example.children} {'child' if example.children == 1 else 'children'}"
    return Text(nl=nl, en=en)


def _finding(example: Example, days: Sequence[Text]) -> Text:
    """Until which income there is something, on each day."""
    ends = [_end(points) for points in example.points]
    if len(ends) == 2 and all(ends) and ends[0] != ends[1]:
        said = [value_words(one, "eurocent") for one in ends if one is not None]
        return _MOVES.fill(first=said[0], second=said[1])
    if ends[-1] is not None:
        return _ENDS.fill(at=value_words(ends[-1], "eurocent"), day=days[-1])
    return _ALWAYS


def _end(points: Sequence[tuple[int, Fraction]]) -> int | None:
    """The lowest income of the points from which there is nothing."""
    some = [at for at, value in points if value > 0]
    later = [at for at, value in points if some and at > some[-1]]
    return later[0] if later else None


def _cliffs(example: Example, days: Sequence[Text]) -> Iterator[Text]:
    for day, cliffs in zip(days, example.cliffs, strict=True):
        if not cliffs:
            yield _NO_CLIFF.fill(day=day)
        for at, drop in cliffs:
            yield _CLIFF.fill(day=day, at=value_words(at, "eurocent"), drop=value_words(_plain(drop), "eurocent"))


def _plain(value: Fraction) -> int | Fraction:
    return value.numerator if value.denominator == 1 else value


_KINDS = {
    "alleenstaand": Text(nl="Alleenstaande", en="Single person"),
    "eenouder": Text(nl="Alleenstaande ouder", en="Single parent"),
    "paar": Text(nl="Paar, aanvrager", en="Couple, applicant"),
}
_EURO = Text(nl="{what}, in euro", en="{what}, in euros")
_TABLE = Text(nl="Bij welk inkomen welk bedrag", en="Which amount at which income")
_MOVES = Text(
    nl="De grens schuift van ongeveer {first} naar ongeveer {second}",
    en="The limit moves from about {first} to about {second}",
)
_ENDS = Text(nl="Op {day} is er niets meer vanaf ongeveer {at}", en="On {day} there is nothing from about {at}")
_ALWAYS = Text(nl="Bij elk inkomen in beeld is er iets", en="There is something at each income shown")
_CLIFF = Text(
    nl="{day}: bij {at} kost één cent meer in één keer {drop}.", en="{day}: at {at} one cent more costs {drop} at once."
)
_NO_CLIFF = Text(
    nl="{day}: geen plek waar iets meer inkomen in één keer veel kost.",
    en="{day}: no place where a little more income costs much at once.",
)
