# SPDX-License-Identifier: EUPL-1.2
"""A few households of a synthetic country, and how the outcome goes with their income before and after: the cliffs to
the cent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import polars as pl

from stelsel.engines.rules import Facts, evaluate
from stelsel.engines.rules.asking import Benefit, pressure
from stelsel.engines.synthetic.cases import facts_of, households
from stelsel.kernel.problem import BadInput
from stelsel.node.population.country import Country
from stelsel.node.population.more import More
from stelsel.nouns.rule_text import Rules

KINDS = ("alleenstaand", "eenouder", "paar")
MOST_TRIED = 60
"""Households of each kind that are looked at."""
POINTS = 60
SPANS = {1: 60_000_00, 12: 5_000_00}
"""Up to which income, in eurocents, by how often it counts in a year."""


@dataclass(frozen=True)
class Side:
    """The rules of one side of a reform: what they are, on which day, as known on which day."""

    rules: Rules
    on: date
    known_at: date | None = None


@dataclass(frozen=True)
class Example:
    """A household that does not exist: its kind, age of the applicant, children; per side points (income, outcome) and
    cliffs (income above which one cent more costs so much at once), in eurocents as fact and outcome count them."""

    kind: str
    age: int
    children: int
    points: tuple[tuple[tuple[int, Fraction], ...], ...]
    cliffs: tuple[tuple[tuple[int, Fraction], ...], ...]


def examples(source: Country, sides: Sequence[Side], rule: str, output: str, more: More) -> tuple[Example, ...]:
    """Of each kind of household one that gets something on every side; none where nobody does."""
    frame = pl.read_parquet(source.files[0], n_rows=20_000)
    tried = dict.fromkeys(KINDS, 0)
    found: dict[str, Example] = {}
    for rows in households(frame):
        kind = str(rows[0]["soort_huishouden"])
        if kind in tried and kind not in found and tried[kind] < MOST_TRIED:
            tried[kind] += 1
            facts = [facts_of(rows, source.on, min(source.on, side.on)) for side in sides]
            if one := _example(kind, rows, facts[-1], source.on, list(_curves(sides, rule, output, facts, more))):
                found[kind] = one
    return tuple(found[one] for one in KINDS if one in found)


Curve = tuple[tuple[tuple[int, Fraction], ...], tuple[tuple[int, Fraction], ...]]


def _curves(
    sides: Sequence[Side], rule: str, output: str, given: Sequence[Mapping[str, Any]], more: More
) -> Iterator[Curve | None]:
    """Of each side; None where this household gets nothing, or that is not known."""
    key = f"aanvrager.{more.fact}"
    most = SPANS[more.fact_times]
    for side, facts in zip(sides, given, strict=True):
        known: dict[str, Any] = {"known_at": side.known_at, "figures": side.rules.figures}
        outcome = evaluate(side.rules.library, rule, output, Facts(facts), side.on, **known)
        if outcome.missing or outcome.troubles or not outcome.value or key not in outcome.facts:
            yield None
            return
        try:
            span, benefit = range(0, most + 1, most // POINTS), Benefit(rule, output)
            line = pressure(side.rules.library, [benefit], Facts(facts), side.on, key, span, **known)
        except BadInput:
            yield None
            return
        points = tuple((one.at, Fraction(one.total)) for one in line.points)
        yield points, tuple((one.at, Fraction(one.drop)) for one in line.cliffs)


def _example(
    kind: str, rows: Sequence[Mapping[str, Any]], facts: Mapping[str, Any], on: date, curves: Sequence[Curve | None]
) -> Example | None:
    lines = [one for one in curves if one is not None]
    if len(lines) < len(curves):
        return None
    born = rows[0]["geboortedatum"]
    age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    children = len(facts["huishouden"]["kinderen"])
    return Example(kind, age, children, tuple(one[0] for one in lines), tuple(one[1] for one in lines))
