# SPDX-License-Identifier: EUPL-1.2
"""One attribute as an axis of cells: values that no comparison tells apart lie in one cell, a set of values is a set of
cells (bits of a whole number), and so every condition on one attribute is one number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Any, Protocol

from stelsel.engines.refinement._plain_attributes import number_or_day, said
from stelsel.engines.refinement.model import Atom, Attribute
from stelsel.engines.refinement.operators import NEGATED
from stelsel.engines.refinement.taxonomy import Taxonomy

NUMERIC = frozenset({"integer", "number", "date"})


class Axis(Protocol):
    """The cells of one attribute."""

    @property
    def name(self) -> str:
        """The attribute."""
        ...

    @property
    def full(self) -> int:
        """All cells."""
        ...

    def mask(self, atom: Atom) -> int:
        """The cells in which a comparison holds."""
        ...

    def value(self, cell: int) -> Any:
        """A value in a cell, as JSON has it."""
        ...

    def told(self, mask: int) -> Any:
        """A set of cells, written in the one way that its values have."""
        ...


@dataclass(frozen=True)
class ListAxis:
    """An attribute with a list of values: a cell each."""

    name: str
    values: tuple[str, ...]
    index: dict[str, int]
    taxonomy: Taxonomy
    boolean: bool = False
    concepts: bool = False

    @property
    def full(self) -> int:
        """All cells."""
        return (1 << len(self.values)) - 1

    def mask(self, atom: Atom) -> int:
        """The cells in which a comparison holds."""
        named = [said(one) for one in atom.values]
        if atom.op in ("eq", "isAnyOf"):
            return self._bits(named)
        if atom.op in NEGATED:
            return self.full & ~self._bits(named)
        if atom.op == "isAllOf":
            found = self.full
            for one in named:
                found &= self._bits(self.taxonomy.below(one) if self.concepts else (one,))
            return found
        if atom.op == "isA":
            return self._bits(one for name in named for one in self.taxonomy.below(name))
        if atom.op == "hasPart":
            return self._bits(one for name in named for one in self.taxonomy.above(name))
        return 0

    def _bits(self, names: Iterable[str]) -> int:
        found = 0
        for name in names:
            place = self.index.get(name)
            if place is not None:
                found |= 1 << place
        return found

    def value(self, cell: int) -> Any:
        """The value of a cell."""
        one = self.values[cell]
        return one == "true" if self.boolean else one

    def told(self, mask: int) -> Any:
        """The values, sorted."""
        return [one for place, one in enumerate(self.values) if mask >> place & 1]


def list_axis(attribute: Attribute, taxonomy: Taxonomy, values: Iterable[str]) -> ListAxis:
    """An axis with these values, in order of the alphabet."""
    ordered = tuple(sorted(set(values)))
    index = {one: place for place, one in enumerate(ordered)}
    kind = attribute.type
    return ListAxis(attribute.name, ordered, index, taxonomy, kind == "boolean", kind == "concept")


@dataclass(frozen=True)
class TextAxis:
    """An attribute that can be any text: a cell for each text that is named, and the last for every other one."""

    name: str
    values: tuple[str, ...]
    index: dict[str, int]

    @property
    def full(self) -> int:
        """All cells."""
        return (1 << len(self.values) + 1) - 1

    def mask(self, atom: Atom) -> int:
        """The cells in which a comparison holds."""
        named = {said(one) for one in atom.values}
        if atom.op == "isAllOf" and len(named) > 1:
            return 0
        bits = 0
        for one in named:
            bits |= 1 << self.index[one]
        return self.full & ~bits if atom.op in NEGATED else bits

    def value(self, cell: int) -> Any:
        """The text of a cell; for every other text one that nobody named."""
        if cell < len(self.values):
            return self.values[cell]
        other, number = "other", 1
        while other in self.index:
            number += 1
            other = f"other-{number}"
        return other

    def told(self, mask: int) -> Any:
        """The texts, or, when the other ones are in it, those that are not."""
        others = mask >> len(self.values) & 1
        held = [one for place, one in enumerate(self.values) if (mask >> place & 1) != others]
        return {"not": held} if others else held


def text_axis(attribute: Attribute, atoms: Sequence[Atom]) -> TextAxis:
    """An axis with the texts that the comparisons name."""
    ordered = tuple(sorted({said(one) for atom in atoms for one in atom.values}))
    return TextAxis(attribute.name, ordered, {one: place for place, one in enumerate(ordered)})


@dataclass(frozen=True, slots=True)
class Span:
    """Numbers between two bounds; a bound that is None lies nowhere, one that is `open` is not in it itself."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = True
    high_open: bool = True


@dataclass(frozen=True)
class NumberAxis:
    """An attribute with numbers or days: a cell for each number that is named and one for each gap between them."""

    name: str
    cells: tuple[Span, ...]
    samples: tuple[Fraction, ...]
    whole: bool
    days: bool

    @property
    def full(self) -> int:
        """All cells."""
        return (1 << len(self.cells)) - 1

    def mask(self, atom: Atom) -> int:
        """The cells in which a comparison holds: a cell lies on one side of every number that is named."""
        named = [number_or_day(one) for one in atom.values]
        found = 0
        for place, sample in enumerate(self.samples):
            if _compared(atom.op, sample, named):
                found |= 1 << place
        return found

    def value(self, cell: int) -> Any:
        """A number in a cell, a whole one where there is."""
        return shown(self.samples[cell], self.days)

    def told(self, mask: int) -> Any:
        """The spans, joined where they touch; bounds of whole numbers are in the span."""
        spans: list[list[Any]] = []
        before = -2
        for place, cell in enumerate(self.cells):
            if not mask >> place & 1:
                continue
            if before == place - 1:
                spans[-1][1], spans[-1][3] = cell.high, cell.high_open
            else:
                spans.append([cell.low, cell.high, cell.low_open, cell.high_open])
            before = place
        return [self._span(*span) for span in spans]

    def _span(self, low: Fraction | None, high: Fraction | None, low_open: bool, high_open: bool) -> list[Any]:
        if self.whole:
            low = None if low is None else Fraction(floor(low) + 1 if low_open else ceil(low))
            high = None if high is None else Fraction(ceil(high) - 1 if high_open else floor(high))
            low_open, high_open = low is None, high is None
        written = [None if one is None else shown(one, self.days) for one in (low, high)]
        return ["(" if low_open else "[", *written, ")" if high_open else "]"]


def number_axis(attribute: Attribute, atoms: Sequence[Atom]) -> NumberAxis:
    """An axis cut at the numbers that the comparisons name, within the bounds of the attribute."""
    whole = attribute.type in ("integer", "date")
    named = {one for atom in atoms for value in atom.values if (one := number_or_day(value)) is not None}
    least, most = attribute.least, attribute.most
    listed = {one for value in attribute.values if (one := number_or_day(value)) is not None}
    points = sorted(named | listed | {one for one in (least, most) if one is not None})
    spans: list[Span] = []
    low: Fraction | None = None
    for point in points:
        spans += [Span(low, point), Span(point, point, False, False)]
        low = point
    spans.append(Span(low, None))
    kept = [(span, _sample(span, whole)) for span in spans if _inside(span, least, most)]
    if listed:
        kept = [(span, sample) for span, sample in kept if span.low == span.high and sample in listed]
    cells = [(span, sample) for span, sample in kept if sample is not None]
    return NumberAxis(
        attribute.name,
        tuple(span for span, _ in cells),
        tuple(sample for _, sample in cells if sample is not None),
        whole,
        attribute.type == "date",
    )


def _inside(span: Span, least: Fraction | None, most: Fraction | None) -> bool:
    if least is not None and (span.low is None or span.low < least):
        return False
    return most is None or (span.high is not None and span.high <= most)


def _sample(span: Span, whole: bool) -> Fraction | None:
    """A number in a span, whole when there is one; None when whole numbers are asked and none lies in it."""
    if span.low is None and span.high is None:
        return Fraction(0)
    if span.low is None:
        assert span.high is not None
        return Fraction(ceil(span.high) - 1)
    if span.high is None:
        return Fraction(floor(span.low) + 1)
    if span.low == span.high:
        return span.low if not whole or span.low.denominator == 1 else None
    above = Fraction(floor(span.low) + 1)
    if above < span.high:
        return above
    return None if whole else (span.low + span.high) / 2


def _compared(op: str, sample: Fraction, named: Sequence[Fraction | None]) -> bool:
    told = [one for one in named if one is not None]
    if op in ("eq", "isAnyOf", "isA", "hasPart"):
        return sample in told
    if op == "isAllOf":
        return all(sample == one for one in named)
    if op in NEGATED:
        return sample not in told
    if not told:
        return False
    bound = told[0]
    return {"lt": sample < bound, "lteq": sample <= bound, "gt": sample > bound, "gteq": sample >= bound}[op]


def shown(number: Fraction, days: bool) -> Any:
    """A number or day as JSON has it."""
    if days:
        return date.fromordinal(min(max(int(number), 1), date.max.toordinal())).isoformat()
    return int(number) if number.denominator == 1 else float(number)
