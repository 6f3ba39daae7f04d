# SPDX-License-Identifier: EUPL-1.2
"""Cliffs: where a euro more of a fact takes more than a euro off the outcome."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from stelsel.engines.rules.model import NOWHERE, Basis
from stelsel.engines.rules.proofs._curve import Curve, lift, pieces_of
from stelsel.engines.rules.proofs._run import Piece, Run
from stelsel.engines.rules.proofs._symbolic import Edge
from stelsel.engines.rules.proofs._work import on_stretch
from stelsel.engines.rules.values import Number, Unknown, Value, is_number

EURO = 100
MOST_CLIFFS = 100


class Cliff(msgspec.Struct, frozen=True):
    """From `first` up to `last` a euro more loses more than a euro. At `last`, the highest value before the fall, the
    outcome is `before`; a euro further it is `after`. In eurocents. `where` and `basis`: the comparison that turns
    there, else nothing; `facts` can be evaluated and have `last` for the varying fact."""

    first: int
    last: int
    before: Number
    after: Number
    where: str = ""
    basis: Basis = NOWHERE
    facts: dict[str, object] = msgspec.field(default_factory=dict)

    @property
    def loss(self) -> Number:
        """What the outcome loses."""
        return self.before - self.after


def drops(value: Value, first: int, last: int) -> Value:
    """Where a euro more loses more than a euro: true or false along the curve, unknown where it is."""
    if not isinstance(value, Curve) or last - first < EURO:
        return False if is_number(value) else Unknown()
    own = Curve(
        [Piece(one.first, min(one.last, last - EURO), one.value) for one in value.pieces if one.first <= last - EURO]
    )
    later = [
        Piece(max(one.first - EURO, first), one.last - EURO, _moved(one.value))
        for one in value.pieces
        if one.last - EURO >= first
    ]
    return lift([own, Curve(later)], _falls)


def _moved(value: Value) -> Value:
    return value.shifted(EURO) if isinstance(value, Run) else value


def _falls(first: int, last: int, both: list[Value]) -> list[Piece]:
    now, later = both
    for one in both:
        if not isinstance(one, Run) and not is_number(one):
            return [Piece(first, last, one if isinstance(one, Unknown) else Unknown())]
    same = isinstance(now, Run) and later == now.shifted(EURO)
    if same and (now.direction > 0 or now.reach(EURO) <= EURO):
        return [Piece(first, last, False)]
    less = on_stretch("SUBTRACT", first, last, (now, later))
    return [end for one in less for end in on_stretch("GREATER_THAN", one.first, one.last, (one.value, EURO))]


def zones(found: Value, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The stretches on which something holds."""
    begin: int | None = None
    for one in pieces_of(found, first, last):
        if one.value is True and begin is None:
            begin = one.first
        elif one.value is not True and begin is not None:
            yield begin, one.first - 1
            begin = None
    if begin is not None:
        yield begin, last


def cliffs(value: Value, found: Value, edges: dict[int, list[Edge]], first: int, last: int) -> Iterator[Cliff]:
    """The cliffs of a curve for which `drops` gave `found`."""
    if not isinstance(value, Curve):
        return
    for begin, end in zones(found, first, last - EURO):
        turn = _turn(edges, begin, end)
        yield Cliff(begin, end, value.at(end), value.at(end + EURO), turn.where, turn.basis)


def _turn(edges: dict[int, list[Edge]], begin: int, end: int) -> Edge:
    """The comparison behind a fall that begins after `end`: at that very value, else the nearest within the euro."""
    near = sorted((abs(x - end - 1), x) for x in edges if begin < x <= end + EURO)
    some = edges[near[0][1]] if near else []
    return next((one for one in some if one.decides), some[0] if some else Edge("", NOWHERE, False))
