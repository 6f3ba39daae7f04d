# SPDX-License-Identifier: EUPL-1.2
"""A value for every whole x of a stretch: pieces that follow one another, each with a plain value or a run."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from stelsel.engines.rules.proofs._run import Piece, Run
from stelsel.engines.rules.values import Value

Work = Callable[[int, int, list[Value]], Iterable[Piece]]


class Curve:
    """Pieces without gap or overlap. It is a value of the evaluation like any other."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = tuple(pieces)
        self.starts = [one.first for one in self.pieces]

    @property
    def first(self) -> int:
        """The lowest x."""
        return self.pieces[0].first

    @property
    def last(self) -> int:
        """The highest x."""
        return self.pieces[-1].last

    def at(self, x: int) -> Value:
        """The value for one x."""
        value = self.pieces[bisect_right(self.starts, x) - 1].value
        return value.at(x) if isinstance(value, Run) else value


def pieces_of(value: Value, first: int, last: int) -> tuple[Piece, ...]:
    """The pieces of a curve; any other value is one piece."""
    return value.pieces if isinstance(value, Curve) else (Piece(first, last, value),)


def whole_curve(pieces: Iterable[Piece]) -> Value:
    """The curve of pieces, neighbours that are the same as one; the plain value when it is one value throughout."""
    found: list[Piece] = []
    for one in pieces:
        if found and type(found[-1].value) is type(one.value) and found[-1].value == one.value:
            found[-1] = Piece(found[-1].first, one.last, one.value)
        else:
            found.append(one)
    return found[0].value if len(found) == 1 and not isinstance(found[0].value, Run) else Curve(found)


def lift(values: Sequence[Value], work: Work) -> Value:
    """What `work` gives on values of which some are curves, stretch by stretch."""
    curves = [one for one in values if isinstance(one, Curve)]
    if not curves:
        return whole_curve(work(0, 0, list(values)))
    return whole_curve(piece for first, last, some in stretches(values, curves) for piece in work(first, last, some))


def stretches(values: Sequence[Value], curves: Sequence[Curve]) -> Iterator[tuple[int, int, list[Value]]]:
    """The stretches on which each curve is one piece."""
    starts = sorted({start for one in curves for start in one.starts})
    at = {id(one): 0 for one in curves}
    for first, after in zip(starts, [*starts[1:], curves[0].last + 1], strict=True):
        for one in curves:
            while at[id(one)] + 1 < len(one.starts) and one.starts[at[id(one)] + 1] <= first:
                at[id(one)] += 1
        yield first, after - 1, [one.pieces[at[id(one)]].value if isinstance(one, Curve) else one for one in values]


def has_curve(value: Value) -> bool:
    """Whether a curve stands somewhere in a list or an object."""
    if isinstance(value, Mapping):
        return any(isinstance(one, Curve) or has_curve(one) for one in value.values())
    return isinstance(value, tuple) and any(isinstance(one, Curve) or has_curve(one) for one in value)
