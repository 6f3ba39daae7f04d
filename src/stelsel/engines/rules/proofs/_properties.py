# SPDX-License-Identifier: EUPL-1.2
"""What can be proved of one curve. Each property gives for one case: held, or refuted with the values of the fact that
show it, or open with the reason. Unknown is never held."""

from __future__ import annotations

from itertools import combinations
from typing import Literal, NamedTuple

from stelsel.engines.rules.proofs._curve import lift, pieces_of
from stelsel.engines.rules.proofs._run import Piece, Run
from stelsel.engines.rules.proofs._symbolic import Bracket
from stelsel.engines.rules.proofs._work import on_stretch
from stelsel.engines.rules.values import Number, Unknown, Value, is_number
from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text


class Answer(NamedTuple):
    """What a property says of one case. `at`: the values of the varying fact that refute it, in order."""

    state: Literal["held", "refuted", "open"]
    at: tuple[int, ...] = ()
    why: Finding | None = None


class Moves(NamedTuple):
    """How a curve moves: where it first rises and falls (the value before and after), and what is open."""

    rise: tuple[int, int] | None
    fall: tuple[int, int] | None
    why: Finding | None


HELD = Answer("held")


def not_negative(value: Value, first: int, last: int) -> Answer:
    """Never below zero."""
    open_one: Finding | None = None
    for one in pieces_of(value, first, last):
        ends = _ends(one)
        if ends is None:
            open_one = open_one or why_open(one.value)
            continue
        for x, number in zip((one.first, one.last), ends, strict=True):
            if number < 0:
                return Answer("refuted", (x,))
    return Answer("open", why=open_one) if open_one else HELD


def moves(value: Value, first: int, last: int) -> Moves:
    """Whether it ever rises and ever falls; no before yes counts as rising."""
    rise: tuple[int, int] | None = None
    fall: tuple[int, int] | None = None
    why: Finding | None = None
    before: tuple[int, Number] | None = None
    for one in pieces_of(value, first, last):
        ends = _ends(one)
        if ends is None:
            why, before = why or why_open(one.value), None
            continue
        steps = [(one.first, ends[0]), (one.last, ends[1])]
        for x, number in steps:
            if before is not None and number > before[1]:
                rise = rise or (before[0], x)
            if before is not None and number < before[1]:
                fall = fall or (before[0], x)
            before = (x, number)
    return Moves(rise, fall, why)


def no_gap(value: Value, first: int, last: int) -> Answer:
    """There is an outcome for every value of the fact: no value falls between the cases."""
    open_one: Finding | None = None
    for one in pieces_of(value, first, last):
        nothing = isinstance(one.value, Unknown) and {trouble.code for trouble in one.value.troubles} == {"nothing"}
        if one.value is None or (nothing and not one.value.missing):
            return Answer("refuted", (one.first,))
        if isinstance(one.value, Unknown):
            open_one = open_one or why_open(one.value)
    return Answer("open", why=open_one) if open_one else HELD


def no_overlap(bracket: Bracket, first: int, last: int) -> Answer:
    """No value of the fact is in two cases of a choice that each have values of their own. Cases of which the later
    holds wherever the earlier does are a staircase, and no overlap."""
    open_one: Finding | None = None
    for one, other in combinations(bracket.tests, 2):
        both = lift([one, other], lambda a, b, some: [Piece(a, b, tuple(some))])
        parts = pieces_of(both, first, last)
        unsure = [each for part in parts for each in part.value if not isinstance(each, bool)]
        open_one = open_one or (why_open(unsure[0]) if unsure else None)
        if {(True, False), (False, True), (True, True)} <= {part.value for part in parts}:
            return Answer("refuted", (next(part.first for part in parts if part.value == (True, True)),))
    return Answer("open", why=open_one) if open_one else HELD


def agree(granted: Value, amount: Value, first: int, last: int) -> Answer:
    """Granted exactly where there is an amount above zero."""
    open_one: Finding | None = None
    positive = lift([amount], lambda a, b, some: on_stretch("GREATER_THAN", a, b, (some[0], 0)))
    both = lift([granted, positive], lambda a, b, some: [Piece(a, b, (some[0], some[1]))])
    for one in pieces_of(both, first, last):
        if not all(isinstance(each, bool) for each in one.value):
            open_one = open_one or why_open(next(each for each in one.value if not isinstance(each, bool)))
        elif one.value[0] is not one.value[1]:
            return Answer("refuted", (one.first,))
    return Answer("open", why=open_one) if open_one else HELD


def _ends(piece: Piece) -> tuple[Number, Number] | None:
    """The numbers at both ends of a piece; yes and no count as 1 and 0; None where there is no number."""
    value = piece.value
    if isinstance(value, Run):
        return value.at(piece.first), value.at(piece.last)
    if isinstance(value, bool):
        return int(value), int(value)
    return (value, value) if is_number(value) else None


def why_open(value: Value) -> Finding:
    """Why nothing can be said of a value: the line that stands in the way, or the facts that are missing."""
    if isinstance(value, Unknown) and value.troubles:
        trouble = min(value.troubles, key=lambda one: (one.code != "proof", one.where))
        return Finding(f"rules-{trouble.code}", trouble.where, trouble.what, _CURE)
    if isinstance(value, Unknown) and value.missing:
        return Finding("rules-missing", min(value.missing), _MISSING, _GIVE)
    return Finding("rules-proof", "", _NO_NUMBER, _CURE)


_CURE = Text(nl="Geef gegevens waarin dit niet meetelt, of schrijf de regel anders.",
             en="Give facts in which this does not count, or write the rule otherwise.")  # fmt: skip
_MISSING = Text(nl="Dit gegeven ontbreekt.", en="This fact is missing.")
_GIVE = Text(nl="Geef het mee.", en="Give it.")
_NO_NUMBER = Text(nl="De uitkomst is hier geen getal.", en="The outcome is no number here.")
