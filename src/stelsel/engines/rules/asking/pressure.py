# SPDX-License-Identifier: EUPL-1.2
"""Marginal pressure: what becomes of several benefits together as one fact, like income, rises; and where one euro more
costs a lot at once."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise

import msgspec

from stelsel.engines.rules.asking._why import article
from stelsel.engines.rules.asking.case import Case, changed, decided
from stelsel.engines.rules.asking.differences import Difference, difference
from stelsel.engines.rules.facts import Facts
from stelsel.engines.rules.library import Library
from stelsel.engines.rules.model import Basis
from stelsel.engines.rules.outcome import Figures
from stelsel.engines.rules.value_words import value_words
from stelsel.engines.rules.values import is_number
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text

MOST_POINTS, MOST_BENEFITS, MOST_CLIFFS = 2_000, 12, 50
MOST_LOOKS = 32
"""Parts of one span that are looked at for a cliff: those of a slope that costs all of it, and more."""
CLIFF = 2_000
"""Eurocents per year that one more unit of the fact must cost to be called a cliff; below it rounding does it."""


class Benefit(msgspec.Struct, frozen=True):
    """An output in eurocents that counts so many times a year: 12 for an amount per month, 1 for one per year."""

    rule: str
    output: str
    times: int = 1


class Point(msgspec.Struct, frozen=True):
    """At one value of the fact: the sum of the benefits and each of them, in eurocents per year; and `rate`: what of
    each unit more since the point before was lost in benefits (1/4: of each euro 25 cents), None at the first."""

    at: int
    total: int | Fraction
    parts: tuple[int | Fraction, ...]
    rate: Fraction | None


class Cliff(msgspec.Struct, frozen=True):
    """Between `at` and one more a benefit falls by `drop` eurocents per year, by this article."""

    at: int
    benefit: Benefit
    drop: int | Fraction
    basis: Basis
    said: Text


class Curve(msgspec.Struct, frozen=True):
    """The points in order and the cliffs between them. `provisional`: some outcome on it is."""

    key: str
    benefits: tuple[Benefit, ...]
    points: tuple[Point, ...]
    cliffs: tuple[Cliff, ...]
    provisional: bool


def pressure(
    library: Library,
    benefits: Sequence[Benefit],
    facts: Facts,
    on: date,
    key: str,
    span: range,
    *,
    known_at: date | None = None,
    figures: Figures | None = None,
) -> Curve:
    """The benefits at each value of a fact in `span` (in the fact's own unit: whole eurocents for an amount). BadInput
    for a span or list that is empty or too long, while facts are missing, and for an outcome that is no amount."""
    if not 2 <= len(span) <= MOST_POINTS or span.step <= 0 or not 1 <= len(benefits) <= MOST_BENEFITS:
        raise bad_input("asking-span", key[:200], _SPAN, _SPAN_CURE)
    some = [_Line(Case(library, one.rule, one.output, on, known_at, figures), facts, key, one) for one in benefits]
    points: list[Point] = []
    for at in span:
        parts = tuple(one.at(at) for one in some)
        total = sum(parts)
        rate = Fraction(points[-1].total - total) / span.step if points else None
        points.append(Point(at, total, parts, rate))
    cliffs = [found for line in some for one, other in pairwise(span) if (found := line.cliff(one, other)) is not None]
    provisional = any(one.provisional for one in some)
    return Curve(key, tuple(benefits), tuple(points), tuple(sorted(cliffs, key=_where)[:MOST_CLIFFS]), provisional)


class _Line:
    """One benefit along the fact."""

    def __init__(self, case: Case, facts: Facts, key: str, benefit: Benefit) -> None:
        self.case, self.facts, self.key, self.benefit = case, facts, key, benefit
        self.known: dict[int, int | Fraction] = {}
        self.provisional = False

    def at(self, value: int) -> int | Fraction:
        """Eurocents per year."""
        if value not in self.known:
            outcome = self.case.outcome(changed(self.facts, {self.key: value}))
            name = f"{self.benefit.rule}.{self.benefit.output}"
            if not decided(outcome):
                raise bad_input(
                    "asking-missing", f"{name}: {', '.join(outcome.missing)}"[:200], _MISSING, _MISSING_CURE
                )
            if not is_number(outcome.value):
                raise bad_input("asking-amount", name[:200], _NO_AMOUNT, _NO_AMOUNT_CURE)
            self.provisional |= outcome.standing != "official"
            self.known[value] = outcome.value * self.benefit.times
        return self.known[value]

    def cliff(self, low: int, high: int) -> Cliff | None:
        """A place between two values where one more costs as much as a cliff. A slope beside it may cost more in all,
        so each part that costs enough is looked at, the steepest first."""
        waiting: list[tuple[Fraction, int, int]] = []

        def look(first: int, last: int) -> None:
            drop = self.at(first) - self.at(last)
            if drop >= CLIFF:
                heapq.heappush(waiting, (-Fraction(drop) / (last - first), first, last))

        look(low, high)
        for _ in range(MOST_LOOKS):
            if not waiting:
                return None
            _, first, last = heapq.heappop(waiting)
            if last - first == 1:
                return self._cliff(first, last, self.at(first) - self.at(last))
            middle = (first + last) // 2
            look(first, middle)
            look(middle, last)
        return None

    def _cliff(self, low: int, high: int, drop: int | Fraction) -> Cliff:
        before, after = (self.case.outcome(changed(self.facts, {self.key: at})) for at in (low, high))
        basis = _jump(difference(before, after), Fraction(drop) / self.benefit.times)
        said = _CLIFF.fill(
            at=value_words(low, "eurocent"),
            name=self.benefit.output.replace("_", " "),
            drop=value_words(drop, "eurocent"),
            place=article(basis),
        )
        return Cliff(low, self.benefit, drop, basis, said)


def _jump(found: Difference, drop: Fraction) -> Basis:
    """The article of the deepest output that turns, from yes to no or by much of the drop."""
    basis = found.before.tree.basis
    for turn in found.turns:
        if turn.before is not None and turn.after is not None:
            one, other = turn.before.value, turn.after.value
            if isinstance(other, bool) or (is_number(one) and is_number(other) and abs(one - other) * 2 >= drop):
                basis = turn.basis
    return basis


def _where(cliff: Cliff) -> tuple[int, str, str]:
    return cliff.at, cliff.benefit.rule, cliff.benefit.output


_CLIFF = Text(
    nl="Bij iets meer dan {at} daalt “{name}” ineens met {drop} per jaar ({place}).",
    en="At just over {at} “{name}” falls at once by {drop} per year ({place}).",
)
_SPAN = Text(nl="Deze reeks is leeg of te lang.", en="This range is empty or too long.")
_SPAN_CURE = Text(
    nl="Geef 2 tot 2.000 stappen en 1 tot 12 uitkomsten.", en="Give 2 to 2,000 steps and 1 to 12 outcomes."
)
_MISSING = Text(nl="Er ontbreken nog gegevens.", en="Facts are still missing.")
_MISSING_CURE = Text(nl="Geef die eerst.", en="Give them first.")
_NO_AMOUNT = Text(nl="Deze uitkomst is geen bedrag.", en="This outcome is no amount.")
_NO_AMOUNT_CURE = Text(nl="Kies een uitkomst in eurocent.", en="Choose an outcome in eurocents.")
