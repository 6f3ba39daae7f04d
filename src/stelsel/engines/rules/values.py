# SPDX-License-Identifier: EUPL-1.2
"""Exact values and what is unknown. Numbers are int or Fraction; no binary float ever gets in.

An unknown value knows why: which facts are missing and what stands in the way, and between which bounds it lies, so
that a comparison may still be decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import msgspec

from stelsel.kernel.text import Text

Number = int | Fraction


class Trouble(msgspec.Struct, frozen=True):
    """Why something cannot be computed, other than a missing fact. `code`: figure (not in the table), text (cannot be
    executed), version (no text valid on that day), term (a delegated term nobody filled in), cycle, nothing, kind,
    zero, reference. `where`: file and line, or law and name."""

    code: str
    where: str
    what: Text


class Unknown(msgspec.Struct, frozen=True):
    """A value we do not know: the keys of the facts that are missing (`aanvrager.inkomen`), what else stands in the
    way, and the bounds that hold all the same."""

    missing: frozenset[str] = frozenset()
    troubles: frozenset[Trouble] = frozenset()
    low: Number | None = None
    high: Number | None = None


Value = Any
"""bool, int, Fraction, str, date, None (nothing: known to be absent), tuple (a list), Mapping (an object), Unknown."""


def unknown(values: Iterable[Value], low: Number | None = None, high: Number | None = None) -> Unknown:
    """What is unknown in some values, together."""
    some = [one for one in values if type(one) is Unknown]
    if len(some) == 1 and low is None and high is None:
        return Unknown(some[0].missing, some[0].troubles)
    return Unknown(
        frozenset().union(*(one.missing for one in some)), frozenset().union(*(one.troubles for one in some)), low, high
    )


def stuck(code: str, what: Text, where: str = "") -> Unknown:
    """Unknown because of one trouble."""
    return Unknown(troubles=frozenset({Trouble(code, where, what)}))


SINGLE = frozenset({bool, int, Fraction, str, date, type(None), Unknown})
"""Types of a value without other values in it; to ask this first is much quicker than to ask for a Mapping."""


def is_number(value: Value) -> bool:
    """Whether the value is an exact number (true and false are not)."""
    kind = type(value)
    return kind is int or kind is Fraction


def whole(value: Number) -> Number:
    """A whole fraction as int."""
    return value.numerator if type(value) is Fraction and value.denominator == 1 else value


def low_of(value: Value) -> Number | None:
    """The lowest a number can be."""
    if type(value) is Unknown:
        return value.low
    return value if is_number(value) else None


def high_of(value: Value) -> Number | None:
    """The highest a number can be."""
    if type(value) is Unknown:
        return value.high
    return value if is_number(value) else None


def as_day(value: Value) -> date | None:
    """A day from a day or from text like 2025-01-31; None for anything else."""
    if type(value) is date:
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return None


def family(value: Value) -> str:
    """In one word what a value is, for comparing like with like."""
    found = _FAMILIES.get(type(value))
    if found is not None:
        return found
    if isinstance(value, bool):
        return "boolean"
    if is_number(value):
        return "number"
    if isinstance(value, str):
        return "string"
    if isinstance(value, date):
        return "date"
    return "object" if isinstance(value, Mapping) else "list"


_FAMILIES = {
    type(None): "nothing",
    bool: "boolean",
    int: "number",
    Fraction: "number",
    str: "string",
    date: "date",
    tuple: "list",
}


def weight(value: Value, most: int = 10_000) -> int:
    """How many values a list or an object holds, in all its levels, counted up to `most`."""
    waiting, found = [value], 0
    while waiting and found <= most:
        one = waiting.pop()
        found += 1
        if isinstance(one, tuple):
            waiting += one
        elif isinstance(one, Mapping):
            waiting += one.values()
    return found


def unknowns(value: Value) -> list[Unknown]:
    """What is unknown in a value: itself, or in the list or object that it is."""
    kind = type(value)
    if kind is Unknown:
        return [value]
    if kind in SINGLE or not isinstance(value, tuple | Mapping):
        return []
    return [each for one in (value.values() if isinstance(value, Mapping) else value) for each in unknowns(one)]


def plain(value: Value) -> Any:
    """A value as plain JSON: an exact fraction as text `1/3`, a day as text, unknown as `{"unknown": [facts]}`."""
    if type(value) is Unknown:
        return {"unknown": sorted(value.missing)}
    if type(value) is Fraction:
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    return value
