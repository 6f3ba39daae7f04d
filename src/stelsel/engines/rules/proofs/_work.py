# SPDX-License-Identifier: EUPL-1.2
"""Operations on one stretch on which some arguments run: exact pieces, or unknown with the reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial

from stelsel.engines.rules.operations import apply
from stelsel.engines.rules.proofs._run import ROUNDINGS, Piece, Run, sides, stairs, straight
from stelsel.engines.rules.values import Unknown, Value, is_number, stuck, unknown
from stelsel.kernel.text import Text

MOST_POINTS = 400
"""Whole numbers that are tried one by one where an operation has no form of its own."""
_SIDES = {
    "GREATER_THAN": (1,),
    "LESS_THAN": (-1,),
    "GREATER_THAN_OR_EQUAL": (0, 1),
    "LESS_THAN_OR_EQUAL": (-1, 0),
    "EQUALS": (0,),
}
_FOLDED = ("ADD", "SUBTRACT", "MULTIPLY", "DIVIDE", "MIN", "MAX")
_ALWAYS_ALIKE = ("IS_NULL", "EXISTS", "NOT", "LENGTH")
"""What these give for a number does not depend on the number."""
OUTSIDE = "proof"
"""The code of what a proof cannot follow."""


def on_stretch(name: str, first: int, last: int, values: Sequence[Value]) -> list[Piece]:
    """What an operation gives from `first` up to `last`."""
    if any(map(is_outside, values)):
        return [Piece(first, last, unknown(values))]
    if not any(isinstance(one, Run) for one in values):
        return [Piece(first, last, apply(name, values))]
    if name in _ALWAYS_ALIKE or (name in _NUMERIC and any(_no_number(one) for one in values)):
        return [Piece(first, last, apply(name, _tried(values, first)))]
    if name in ROUNDINGS:
        run, step = values
        return [Piece(first, last, run.rounded(name, step) if is_number(step) else outside(name))]
    if name in _SIDES:
        return _compared(name, first, last, values[0], values[1])
    if name not in _FOLDED:
        return points(name, first, last, values)
    found = [Piece(first, last, values[0])]
    for other in values[1:]:
        found = [after for one in found for after in _two(name, one.first, one.last, one.value, other)]
    return found


_NUMERIC = (*_FOLDED, *_SIDES, *ROUNDINGS)


def points(name: str, first: int, last: int, values: Sequence[Value]) -> list[Piece]:
    """What an operation gives for each whole number by itself, on a short stretch."""
    if last - first >= MOST_POINTS:
        return [Piece(first, last, outside(name))]
    return [Piece(x, x, apply(name, _tried(values, x))) for x in range(first, last + 1)]


def outside(name: str) -> Unknown:
    """Unknown because a proof cannot follow this."""
    return stuck(OUTSIDE, _OUTSIDE.fill(name=name))


def is_outside(value: Value) -> bool:
    """Whether a proof could not follow a value. It can be anything, nothing too, so that its bounds decide nothing."""
    return isinstance(value, Unknown) and any(trouble.code == OUTSIDE for trouble in value.troubles)


def plain_at(value: Value, x: int) -> Value:
    """A value for one x."""
    return value.at(x) if isinstance(value, Run) else value


def _tried(values: Sequence[Value], x: int) -> list[Value]:
    return [plain_at(one, x) for one in values]


def _no_number(value: Value) -> bool:
    return not isinstance(value, Run | Unknown) and not is_number(value)


def _two(name: str, first: int, last: int, one: Value, other: Value) -> list[Piece]:
    """Arithmetic on two values, of which at most both run."""
    runs = isinstance(one, Run), isinstance(other, Run)
    if isinstance(one, Unknown) or isinstance(other, Unknown) or not any(runs):
        bounded = [value.bounds(first, last) if isinstance(value, Run) else value for value in (one, other)]
        return [Piece(first, last, apply(name, bounded))]
    if name == "SUBTRACT":
        return _two("ADD", first, last, one, other.times(-1) if isinstance(other, Run) else -other)
    if name == "DIVIDE":
        if isinstance(other, Run) or other == 0:
            return points(name, first, last, (one, other)) if runs[1] else [Piece(first, last, apply(name, (1, 0)))]
        return [Piece(first, last, one.times(Fraction(1) / other))]
    if all(runs):
        return _both(name, first, last, one, other)
    run, number = (one, other) if runs[0] else (other, one)
    if name == "ADD":
        return [Piece(first, last, run.plus(number))]
    if name == "MULTIPLY":
        return [Piece(first, last, run.times(number) if number else 0)]
    return [_chosen(name, piece, run, number) for piece in sides(run, first, last, number)]


def _chosen(name: str, piece: Piece, run: Value, other: Value) -> Piece:
    """MIN or MAX on a piece that says on which side of the other the run lies."""
    wants_run = piece.value >= 0 if name == "MAX" else piece.value <= 0
    return Piece(piece.first, piece.last, run if wants_run else other)


def _both(name: str, first: int, last: int, one: Run, other: Run) -> list[Piece]:
    if one.straight and other.straight:
        if name == "ADD":
            return [Piece(first, last, straight(one.slope + other.slope, one.start + other.start))]
        if name in ("MIN", "MAX"):
            apart = straight(one.slope - other.slope, one.start - other.start)
            return [_chosen(name, piece, one, other) for piece in _around_zero(apart, first, last)]
        return points(name, first, last, (one, other))
    return _stepwise(first, last, one, other, partial(_two, name), name)


def _around_zero(value: Run | int | Fraction, first: int, last: int) -> list[Piece]:
    if isinstance(value, Run):
        return list(sides(value, first, last, 0))
    return [Piece(first, last, (value > 0) - (value < 0))]


def _stepwise(
    first: int, last: int, one: Run, other: Run, work: Callable[[int, int, Value, Value], list[Piece]], name: str
) -> list[Piece]:
    """Two runs of which one is a staircase: step by step."""
    steps = stairs(one, first, last)
    if steps is not None:
        return [after for step in steps for after in work(step.first, step.last, step.value, other)]
    steps = stairs(other, first, last)
    if steps is not None:
        return [after for step in steps for after in work(step.first, step.last, one, step.value)]
    return points(name, first, last, (one, other))


def _compared(name: str, first: int, last: int, one: Value, other: Value) -> list[Piece]:
    if isinstance(one, Unknown) or isinstance(other, Unknown):
        bounded = [value.bounds(first, last) if isinstance(value, Run) else value for value in (one, other)]
        return [Piece(first, last, apply(name, bounded))]
    if isinstance(one, Run) and isinstance(other, Run):
        if not (one.straight and other.straight):
            return _stepwise(
                first, last, one, other, lambda a, b, left, right: _compared(name, a, b, left, right), name
            )
        found = _around_zero(straight(one.slope - other.slope, one.start - other.start), first, last)
    elif isinstance(one, Run):
        found = list(sides(one, first, last, other))
    elif isinstance(other, Run):
        found = [Piece(p.first, p.last, -p.value) for p in sides(other, first, last, one)]
    else:
        return [Piece(first, last, apply(name, (one, other)))]
    return [Piece(piece.first, piece.last, piece.value in _SIDES[name]) for piece in found]


_OUTSIDE = Text(
    nl="Hier hangt {name} zo van het gegeven af dat een bewijs het niet kan volgen.",
    en="Here {name} depends on the fact in a way that a proof cannot follow.",
)
