# SPDX-License-Identifier: EUPL-1.2
"""Three-valued bookkeeping: what is known of several values of which some are unknown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from stelsel.engines.rules import _said
from stelsel.engines.rules.facts import Record
from stelsel.engines.rules.operations import apply
from stelsel.engines.rules.values import Number, Trouble, Unknown, Value, high_of, low_of, stuck, unknown


def combined(combine: str, kept: list[Value], doubts: list[Value]) -> Value:
    """What a FOREACH gives from its values. `doubts`: unknown whether some items count at all."""
    if combine in ("LIST", "COUNT") and doubts:
        return unknown(doubts)
    if combine == "LIST":
        return tuple(kept)
    if combine == "COUNT":
        return len(kept)
    if combine in ("AND", "OR"):
        decisive = combine == "OR"
        if any(one is decisive for one in kept):
            return decisive
        open_ones = [one for one in kept if type(one) is Unknown]
        return unknown(open_ones) if open_ones else not decisive
    if not kept:
        return 0 if combine == "ADD" else None
    return apply(combine, kept)


def either(tests: list[Value], values: list[Value]) -> Unknown:
    """Unknown which of some values it is: between the lowest and the highest of them."""
    return unknown((*tests, *values), _end(min, map(low_of, values)), _end(max, map(high_of, values)))


def _end(furthest: Callable[[list[Number]], Number], ends: Iterable[Number | None]) -> Number | None:
    found: list[Number] = []
    for one in ends:
        if one is None:
            return None
        found.append(one)
    return furthest(found)


def located(value: Value, where: str) -> Value:
    """Troubles that know no place yet get this one."""
    if type(value) is not Unknown or all(one.where for one in value.troubles):
        return value
    placed = frozenset(one if one.where else Trouble(one.code, where, one.what) for one in value.troubles)
    return Unknown(value.missing, placed, value.low, value.high)


def part_of(value: Value, part: str) -> Value:
    """A part of an object; of a list, that part of each item."""
    if value is None or type(value) is Unknown:
        return value if value is None else unknown((value,))
    if isinstance(value, tuple):
        return tuple(part_of(one, part) for one in value)
    if isinstance(value, Mapping):
        if part in value or not isinstance(value, Record):
            return value.get(part)
        return Unknown(frozenset({f"{value.key}.{part}"}))
    if isinstance(value, date) and part in ("year", "month", "day"):
        return getattr(value, part)
    return stuck("kind", _said.NO_PARTS.fill(part=part))
