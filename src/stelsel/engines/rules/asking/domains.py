# SPDX-License-Identifier: EUPL-1.2
"""The answers that stand for all answers to a question: one for each part into which the computation divides them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise

import msgspec

from stelsel.engines.rules.asking._cuts import Cuts
from stelsel.engines.rules.asking.case import Case, decided, fact_of, some_items, walk
from stelsel.engines.rules.asking.fields import FactField, field_of
from stelsel.engines.rules.facts import PLACES
from stelsel.engines.rules.outcome import Outcome, Step
from stelsel.engines.rules.values import Value

MOST_PARTS = 6
"""Parts of one number or day; of more cuts the middle ones are left out."""
_TYPICAL = {"amount": 2_000_000, "number": 2, "date": date(1990, 5, 17).toordinal()}


class Likely(msgspec.Struct, frozen=True):
    """What is known beforehand of a question, by its key or by the name of the fact: `cost` of asking it (1 when it is
    not there), and `yes`: the chance of yes. Without it all representative answers are equally likely."""

    cost: Mapping[str, int] = msgspec.field(default_factory=dict)
    yes: Mapping[str, Fraction] = msgspec.field(default_factory=dict)

    def cost_of(self, field: FactField) -> int:
        """What asking costs."""
        return self.cost.get(field.key, self.cost.get(field.name, 1))


class Domain(msgspec.Struct, frozen=True):
    """The representative answers of one fact with their chances (together 1), and of a number or day the last value
    of each part but the last (of a day its ordinal). `exact`: every possible answer does the same to the outcome as one
    of these."""

    field: FactField
    values: tuple[Value, ...]
    chances: tuple[Fraction, ...]
    exact: bool
    cuts: tuple[int, ...] = ()


class Domains:
    """The facts that came up in one case, how to ask them, and their representative answers."""

    def __init__(self, case: Case, likely: Likely, most: int = MOST_PARTS) -> None:
        """`most`: parts of a number that are kept apart."""
        self.case, self.likely, self.most = case, likely, most
        self.fields: dict[str, FactField] = {}
        self.cuts = Cuts()
        self._made: dict[str, Domain] = {}

    def see(self, outcome: Outcome) -> tuple[str, ...]:
        """Takes in what an outcome shows of its unknown facts; gives them in the order of the computation."""
        if decided(outcome):
            return ()
        places: dict[str, Step] = {}
        for step in walk(outcome.tree):
            if (key := fact_of(step)) is not None:
                places.setdefault(key, step)
        keys = [key for key in places if key in outcome.missing]
        keys += [key for key in outcome.missing if key not in places]
        for key in keys:
            if key not in self.fields:
                self.fields[key] = field_of(self.case.library, key, places.get(key))
        self.cuts.add(outcome.tree, self.fields)
        return tuple(keys)

    def of(self, key: str) -> Domain:
        """The representative answers of a fact, as first asked for."""
        if key not in self._made:
            self._made[key] = self._make(self.fields[key])
        return self._made[key]

    def fresh(self, key: str) -> bool:
        """Whether the representative answers follow all cuts that are known now."""
        return key not in self._made or self._made[key] == self._make(self.fields[key])

    def forget(self) -> None:
        """Makes them anew, with the cuts that were found meanwhile."""
        self._made.clear()

    def _make(self, field: FactField) -> Domain:
        values, exact = self._values(field)
        if field.key in self.cuts.nothing and field.kind != "list":
            values = ((), *values)
        chances = [Fraction(1, len(values))] * len(values)
        yes = self.likely.yes.get(field.key, self.likely.yes.get(field.name))
        if yes is not None and values == (True, False):
            chances = [yes, 1 - yes]
        exact = exact and field.key not in self.cuts.loose
        return Domain(field, tuple(values), tuple(chances), exact, self._cuts(field))

    def _cuts(self, field: FactField) -> tuple[int, ...]:
        points = self.cuts.points.get(field.key, ())
        return tuple(sorted(self.cuts.of.get(field.key, set()) | {one - 1 for one in points}))

    def _values(self, field: FactField) -> tuple[tuple[Value, ...], bool]:
        if field.kind == "yes-no":
            return (True, False), True
        if field.kind == "choice":
            other = ("(anders)",) if field.open_choice else ()
            return (*field.choices, *other), True
        if field.kind == "list":
            return ((), some_items(field.key, 1)), False
        if field.kind == "object":
            return (some_items(field.key, 1)[0],), False
        if field.kind == "place":
            return self._places(PLACES[field.key].prefix), False
        if field.kind == "text":
            return ("x", "y"), False
        cuts = self._cuts(field)
        numbers = between(cuts, field, self.most)
        exact = len(cuts) < self.most and bool(cuts)
        if field.kind == "date":
            return tuple(date.fromordinal(one) for one in numbers), exact
        return numbers, exact

    def _places(self, kind: str) -> tuple[Value, ...]:
        """Places of a kind (GM, PV, WS) with a text of their own, and one that has none."""
        found = {one.text.place: None for one in self.case.library.versions if one.text.place.startswith(kind)}
        return (*list(found)[:4], f"{kind}00" if kind == "PV" else f"{kind}0000")


def between(cuts: Iterable[int], field: FactField, most: int = MOST_PARTS) -> tuple[int, ...]:
    """A number in each part that the cuts make (a cut belongs to the part below it). Without cuts two numbers."""
    unit = 1 if field.kind != "amount" else 100
    low = None if field.low is None else int(field.low)
    high = None if field.high is None else int(field.high)
    inside = (one for one in cuts if (low is None or one >= low) and (high is None or one < high))
    chosen = _some(sorted(inside), most - 1)
    typical = _TYPICAL[field.kind]
    if not chosen:
        first = low if low is not None else typical if field.kind == "date" else 0
        last = first + (3650 if field.kind == "date" else typical)
        last = last if high is None else min(last, high)
        return (first, last) if first != last else (first,)
    found = [_below(chosen[0], low, field.kind)]
    for one, after in pairwise(chosen):
        middle = (one + 1 + after) // 2
        rounded = middle - middle % unit
        found.append(rounded if rounded > one else middle)
    last = chosen[-1]
    above = last + 3650 if field.kind == "date" else max(last * 2, last + 100 * unit)
    found.append(above if high is None or above <= high else (last + 1 + high) // 2)
    return tuple(found)


def _below(cut: int, low: int | None, kind: str) -> int:
    if kind == "date":
        return cut - 3650
    if low is not None:
        return (low + cut) // 2
    return cut // 2 if cut > 0 else 0 if cut == 0 else cut * 2


def _some(cuts: list[int], most: int) -> list[int]:
    """At most so many, spread over all, with the first and the last."""
    if len(cuts) <= most:
        return cuts
    return sorted({cuts[at * (len(cuts) - 1) // (most - 1)] for at in range(most)})
