# SPDX-License-Identifier: EUPL-1.2
"""The figures of laws: law x name x validity, each with its grade and source. Pure: bytes of a CSV to figures.

A grade says how a figure is known: L text of the law or regulation read, O official document read, S secondary source,
I inferred. L and O make official, S and I provisional. A figure that a source prints goes before one that we derive; a
derived figure has the worst grade of what it is made of. What is not there is `Missing` and says why; we never guess.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import msgspec

from stelsel.engines.rules._figure_rows import COLUMNS, Row, read_rows
from stelsel.engines.rules.model import Grade
from stelsel.engines.rules.outcome import GRADES
from stelsel.kernel.text import Text

OFFICIAL: frozenset[Grade] = frozenset({"L", "O"})

__all__ = ["COLUMNS", "GRADES", "OFFICIAL", "Derived", "Figure", "Grade", "Missing", "Parameters", "worst"]


class Figure(msgspec.Struct, frozen=True):
    """One figure as its source prints it. `valid_to` is the last day, None without end. `article` as in the law.
    `uncertain` names the lines of doubt that touch it. `derived` when we computed it from other figures."""

    law: str
    bwb_id: str
    article: str
    name: str
    valid_from: date
    valid_to: date | None
    value: Fraction
    unit: str
    grade: Grade
    source: str
    uncertain: tuple[str, ...] = ()
    derived: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """By what it is found: the identifier of its law (its name where it has none) and its own name."""
        return self.bwb_id or self.law, self.name

    @property
    def exact(self) -> Fraction:
        """The value in the unit rules compute with: eurocents for money, a ratio for a percentage, else as printed."""
        if self.unit.startswith("EUR"):
            return self.value * 100
        return self.value / 100 if self.unit.startswith("percent") else self.value

    def holds(self, day: date) -> bool:
        """Whether it is valid on a day."""
        return self.meets(day, day)

    def meets(self, first: date, last: date) -> bool:
        """Whether it is valid on some day from `first` to `last`."""
        return self.valid_from <= last and (self.valid_to is None or first <= self.valid_to)


class Missing(msgspec.Struct, frozen=True):
    """A figure that is not there on a day: `what` names it (law, name), `why` says what is known instead."""

    what: tuple[str, str]
    why: Text


class Derived(msgspec.Struct, frozen=True):
    """A figure that the law's own formula gives: `formula` gets the printed values of `needs` (names in the same law)
    in that order. Only printed figures are taken; what is derived is never derived from further."""

    law: str
    bwb_id: str
    article: str
    name: str
    unit: str
    needs: tuple[str, ...]
    formula: Callable[[Sequence[Fraction]], Fraction]
    says: str


class Parameters:
    """All figures of some laws. `Parameters.read(raw, file)` reads them; BadInput for what does not fit."""

    def __init__(self, figures: Iterable[Figure], derived: Iterable[Derived] = ()) -> None:
        found: dict[tuple[str, str], list[Figure]] = {}
        for figure in figures:
            found.setdefault(figure.key, []).append(figure)
        self._figures: Mapping[tuple[str, str], Sequence[Figure]] = {
            key: sorted(some, key=lambda one: one.valid_from) for key, some in found.items()
        }
        self._derived = {(one.bwb_id, one.name): one for one in derived}

    @classmethod
    def read(cls, raw: bytes, file: str = "parameters.csv", derived: Iterable[Derived] = ()) -> Parameters:
        """The figures of a CSV with the columns `COLUMNS`. BadInput names every line and column that does not fit:
        no date, no number, an unknown grade or unit, a last day before the first, days that two rows share."""
        return cls((_figure(row) for row in read_rows(raw, file)), derived)

    def all(self) -> tuple[Figure, ...]:
        """Every printed figure, by law, name and first day."""
        return tuple(figure for key in sorted(self._figures) for figure in self._figures[key])

    def on(self, bwb_id: str, name: str, day: date) -> Figure | Missing:
        """The figure of a law on a day: the printed one, else the derived one, else what is missing and why."""
        key = (bwb_id, name)
        printed = self._figures.get(key, ())
        for figure in printed:
            if figure.holds(day):
                return figure
        made = self._derived.get(key)
        return self._derive(made, day) if made else Missing(key, _why(printed, day))

    def band(self, bwb_id: str, family: str, at: Fraction, day: date) -> Figure | Missing:
        """The figure of the band that holds an amount. A family of figures has a band in each name: `family_0_24149`
        (whole euros, both ends in) or `family_24150_up`. `at` in eurocents; cents above a last euro are in its band."""
        bounds = [(key[1], _bounds(key[1], family)) for key in self._figures if key[0] == bwb_id]
        for name, bound in bounds:
            if bound and bound[0] <= at // 100 and (bound[1] is None or at // 100 <= bound[1]):
                return self.on(bwb_id, name, day)
        return Missing((bwb_id, family), _NO_BAND)

    def bands(self, bwb_id: str, family: str, day: date) -> tuple[tuple[int, int | None, str], ...]:
        """The bands of a family on a day, from the lowest: first and last whole euro (None: without end), and name."""
        named = [(name, bound) for law, name in self._figures if law == bwb_id and (bound := _bounds(name, family))]
        held = [(low, high, name) for name, (low, high) in named if isinstance(self.on(bwb_id, name, day), Figure)]
        return tuple(sorted(held, key=lambda one: (one[0], one[1] is None, one[1] or 0)))

    def every_band(self, bwb_id: str, family: str, day: date) -> tuple[tuple[int, int | None, Figure | Missing], ...]:
        """Every band of a family on a day in the order in which `band` tries them: first and last whole euro (None
        without end) and the figure."""
        bounds = [(key[1], _bounds(key[1], family)) for key in self._figures if key[0] == bwb_id]
        return tuple((bound[0], bound[1], self.on(bwb_id, name, day)) for name, bound in bounds if bound)

    def versions(self, bwb_id: str, name: str) -> tuple[Figure, ...]:
        """Every figure behind a name: the printed ones, else those of a family of bands, else the derived ones."""
        if printed := self._figures.get((bwb_id, name), ()):
            return tuple(printed)
        if made := self._derived.get((bwb_id, name)):
            days = {one.valid_from for need in made.needs for one in self._figures.get((bwb_id, need), ())}
            return tuple(one for one in (self._derive(made, day) for day in sorted(days)) if isinstance(one, Figure))
        bands = [key for key in sorted(self._figures) if key[0] == bwb_id and _bounds(key[1], name)]
        return tuple(figure for key in bands for figure in self._figures[key])

    def gaps(self, bwb_id: str, name: str, first: date, last: date) -> tuple[tuple[date, date], ...]:
        """The stretches of days from `first` to `last` on which a figure is not there, first and last day of each."""
        edges = {first, last + timedelta(days=1)}
        names = self._derived[bwb_id, name].needs if (bwb_id, name) in self._derived else (name,)
        for figure in (one for each in (name, *names) for one in self._figures.get((bwb_id, each), ())):
            edges |= {figure.valid_from} | ({figure.valid_to + timedelta(days=1)} if figure.valid_to else set())
        inside = sorted(edge for edge in edges if first <= edge <= last + timedelta(days=1))
        found: list[tuple[date, date]] = []
        for start, after in pairwise(inside):
            if isinstance(self.on(bwb_id, name, start), Missing):
                begin = found.pop()[0] if found and found[-1][1] + timedelta(days=1) == start else start
                found.append((begin, after - timedelta(days=1)))
        return tuple(found)

    def _derive(self, made: Derived, day: date) -> Figure | Missing:
        inputs: list[Figure] = []
        for name in made.needs:
            found = next((one for one in self._figures.get((made.bwb_id, name), ()) if one.holds(day)), None)
            if found is None:
                printed = self._figures.get((made.bwb_id, name), ())
                return Missing((made.bwb_id, name), _why(printed, day))
            inputs.append(found)
        ends = [one.valid_to for one in inputs if one.valid_to is not None]
        return Figure(
            law=made.law,
            bwb_id=made.bwb_id,
            article=made.article,
            name=made.name,
            valid_from=max(one.valid_from for one in inputs),
            valid_to=min(ends) if ends else None,
            value=made.formula([one.value for one in inputs]),
            unit=made.unit,
            grade=worst(one.grade for one in inputs),
            source=made.says,
            uncertain=tuple(sorted({line for one in inputs for line in one.uncertain})),
            derived=True,
        )


def worst(grades: Iterable[Grade]) -> Grade:
    """The worst of some grades; L when there are none."""
    return max(grades, key=GRADES.index, default="L")


def _figure(row: Row) -> Figure:
    grade = next(one for one in GRADES if one == row.grade)
    return Figure(
        law=row.law,
        bwb_id=row.bwb_id,
        article=row.article,
        name=row.name,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        value=row.value,
        unit=row.unit,
        grade=grade,
        source=row.source,
        uncertain=row.uncertain,
    )


def _bounds(name: str, family: str) -> tuple[int, int | None] | None:
    if not name.startswith(f"{family}_"):
        return None
    low, _, high = name.removeprefix(f"{family}_").partition("_")
    if not low.isdecimal() or not (high == "up" or high.isdecimal()):
        return None
    return int(low), None if high == "up" else int(high)


def _why(printed: Sequence[Figure], day: date) -> Text:
    if not printed:
        return _NONE
    before = [one.valid_to for one in printed if one.valid_to is not None and one.valid_to < day]
    after = [one.valid_from for one in printed if one.valid_from > day]
    if before and after:
        return _GAP.fill(day=day, until=max(before), start=min(after))
    return _UNTIL.fill(day=day, until=max(before)) if before else _FROM.fill(day=day, start=min(after))


_NONE = Text(nl="Dit bedrag staat niet in de tabel.", en="This figure is not in the table.")
_NO_BAND = Text(nl="Geen schijf in de tabel past bij dit bedrag.", en="No band of the table fits this amount.")
_GAP = Text(
    nl="Er is een gat op {day}: bekend tot en met {until} en weer vanaf {start}.",
    en="There is a gap on {day}: known up to {until} and again from {start}.",
)
_UNTIL = Text(nl="Bekend tot en met {until}, niet op {day}.", en="Known up to {until}, not on {day}.")
_FROM = Text(nl="Bekend vanaf {start}, niet op {day}.", en="Known from {start}, not on {day}.")
