# SPDX-License-Identifier: EUPL-1.2
"""A number that runs with the varying fact: a x + b, then rounded, multiplied or shifted. It only rises or only falls,
so that where it passes a limit is found exactly."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from stelsel.engines.rules.operations import half_up
from stelsel.engines.rules.values import Number, Unknown, Value, whole

ROUNDINGS: dict[str, Callable[[Fraction], int]] = {"ROUND": half_up, "CEIL": math.ceil, "FLOOR": math.floor}
MOST_STEPS = 20_000
"""Steps of a staircase that are written out one by one."""


class Piece(NamedTuple):
    """From `first` up to `last`, both whole and both in, the value is this."""

    first: int
    last: int
    value: Value


class Run:
    """slope x + start for whole x, and then each link of `chain`: a rounding to a multiple, "times" or "plus"."""

    def __init__(self, slope: Number, start: Number, chain: tuple[tuple[str, Number], ...] = ()) -> None:
        self.slope, self.start, self.chain = slope, start, chain

    def at(self, x: int) -> Number:
        """The number for one x."""
        value: Number = self.slope * x + self.start
        for link, by in self.chain:
            if link == "times":
                value = value * by
            elif link == "plus":
                value = value + by
            else:
                value = ROUNDINGS[link](Fraction(value) / by) * by
        return whole(value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Run) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    def __repr__(self) -> str:
        return f"Run{self._key}"

    @property
    def _key(self) -> tuple[object, ...]:
        return (self.slope, self.start, self.chain)

    @cached_property
    def straight(self) -> bool:
        """Whether nothing is rounded."""
        return not self.chain

    @cached_property
    def direction(self) -> int:
        """1 when it never falls, -1 when it never rises."""
        found = 1 if self.slope > 0 else -1
        for link, by in self.chain:
            found = -found if link == "times" and by < 0 else found
        return found

    def reach(self, by: int) -> Number:
        """The most that it can move over a distance."""
        found: Number = max(self.slope, -self.slope) * by
        for link, step in self.chain:
            if link == "times":
                found = found * max(step, -step)
            elif link == "ROUND":  # both halves around zero go away from it
                found = (found // step + 1) * step
            elif link != "plus":
                found = -(-found // step) * step
        return found

    def plus(self, by: Number) -> Run:
        """This and a number."""
        if self.straight:
            return Run(self.slope, whole(self.start + by))
        return self if by == 0 else Run(self.slope, self.start, (*self.chain, ("plus", by)))

    def times(self, by: Number) -> Run:
        """This a number of times, not zero."""
        if self.straight:
            return Run(whole(self.slope * by), whole(self.start * by))
        return self if by == 1 else Run(self.slope, self.start, (*self.chain, ("times", by)))

    def rounded(self, how: str, step: Number) -> Run:
        """This rounded to a multiple of `step`."""
        return Run(self.slope, self.start, (*self.chain, (how, step)))

    def shifted(self, by: int) -> Run:
        """The number that stands `by` further on."""
        return Run(self.slope, whole(self.start + self.slope * by), self.chain)

    def bounds(self, first: int, last: int) -> Unknown:
        """Unknown, but between its two ends."""
        ends = sorted((self.at(first), self.at(last)))
        return Unknown(low=ends[0], high=ends[1])


def straight(slope: Number, start: Number) -> Run | Number:
    """A run, or the number that it is when it does not move."""
    return Run(whole(slope), whole(start)) if slope else whole(start)


def split(run: Run, first: int, last: int, holds: Callable[[Number], bool]) -> list[Piece]:
    """Where a test holds that, along a run, turns at most once."""
    begin, end = holds(run.at(first)), holds(run.at(last))
    if begin is end:
        return [Piece(first, last, begin)]
    low, high = first, last  # holds(low) is begin, holds(high) is end
    while high - low > 1:
        middle = (low + high) // 2
        if holds(run.at(middle)) is begin:
            low = middle
        else:
            high = middle
    return [Piece(first, low, begin), Piece(high, last, end)]


def sides(run: Run, first: int, last: int, limit: Number) -> Iterator[Piece]:
    """Where a run lies below (-1), on (0) or above (1) a limit."""
    for one in split(run, first, last, lambda value: value > limit):
        if one.value:
            yield Piece(one.first, one.last, 1)
        else:
            for inner in split(run, one.first, one.last, lambda value: value >= limit):
                yield Piece(inner.first, inner.last, 0 if inner.value else -1)


def stairs(run: Run, first: int, last: int) -> list[Piece] | None:
    """The steps of a rounded run, each with its one value; None when there are more than `MOST_STEPS`."""
    if run.straight:
        return None
    found: list[Piece] = []
    length = 1
    while first <= last:
        value = run.at(first)
        reach = first + length - 1
        while reach < last and run.at(reach) == value:
            length *= 2
            reach = first + length - 1
        reach = min(reach, last)
        end = split(run, first, reach, lambda one, value=value: one == value)[0].last  # type: ignore[misc]
        found.append(Piece(first, end, value))
        if len(found) > MOST_STEPS:
            return None
        length = max(1, end - first + 1)
        first = end + 1
    return found
