# SPDX-License-Identifier: EUPL-1.2
"""The table of operations: what each does with exact values, some of which may be unknown.

AND, OR, COALESCE, IF and FOREACH are not here: they decide what has to be computed at all (`evaluate`).
"""

from __future__ import annotations

import calendar
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from operator import ge, gt, le, lt
from typing import NamedTuple

from stelsel.engines.rules.values import (
    Number,
    Unknown,
    Value,
    as_day,
    family,
    high_of,
    is_number,
    low_of,
    stuck,
    unknown,
    unknowns,
    whole,
)
from stelsel.kernel.text import Text

Run = Callable[[Sequence[Value]], Value]


MOST_BITS, MOST_TEXT = 2000, 10_000
"""How large a number (in bits) and a text (in letters) may grow, so that no rule text fills the memory."""


class Operation(NamedTuple):
    """What an operation does; what its arguments are (`takes`) and what it gives, in the words of `Kind.base`; `like`:
    its arguments must have one unit; `partial`: it copes with unknown arguments itself."""

    run: Run
    takes: str
    gives: str
    like: bool = False
    partial: bool = False


def apply(name: str, values: Sequence[Value]) -> Value:
    """The outcome of an operation on values. Unknown when an unknown one matters; never an exception."""
    operation = OPERATIONS[name]
    if not operation.partial and any(type(one) is Unknown for one in values):
        return unknown(values)
    return operation.run(values)


def _numbers(values: Sequence[Value]) -> Unknown | None:
    """The trouble with values that have to be numbers, if any."""
    for one in values:
        kind = type(one)
        if kind is not int and kind is not Fraction and kind is not Unknown:
            return stuck("nothing", NOTHING) if one is None else stuck("kind", _NO_NUMBER)
    return None


def _add(values: Sequence[Value]) -> Value:
    if trouble := _numbers(values):
        return trouble
    if any(type(one) is Unknown for one in values):
        return unknown(values, _total(map(low_of, values)), _total(map(high_of, values)))
    return _sum(values)


def _sum(values: Sequence[Value]) -> Value:
    total: Number = 0
    for one in values:
        total += one
        if type(total) is Fraction and _bits(total) > MOST_BITS:
            return stuck("size", _TOO_LARGE)
    return whole(total)


def _total(bounds: Iterable[Number | None]) -> Number | None:
    total: Number = 0
    for one in bounds:
        if one is None:
            return None
        total += one
    return total


def _subtract(values: Sequence[Value]) -> Value:
    if trouble := _numbers(values):
        return trouble
    first, rest = values[0], values[1:]
    if any(type(one) is Unknown for one in values):
        low, high = low_of(first), high_of(first)
        off_low, off_high = _total(map(low_of, rest)), _total(map(high_of, rest))
        return unknown(
            values,
            None if low is None or off_high is None else low - off_high,
            None if high is None or off_low is None else high - off_low,
        )
    return _sum((first, *(-one for one in rest)))


def _multiply(values: Sequence[Value]) -> Value:
    if trouble := _numbers(values):
        return trouble
    known: Number = 1
    for one in values:
        if type(one) is not Unknown:
            if _bits(known) + _bits(one) > MOST_BITS:
                return stuck("size", _TOO_LARGE)
            known *= one
    if known == 0:
        return 0
    open_ones = [one for one in values if type(one) is Unknown]
    if not open_ones:
        return whole(known)
    if len(open_ones) > 1:
        not_negative = known > 0 and all(one.low is not None and one.low >= 0 for one in open_ones)
        return unknown(values, 0 if not_negative else None)
    ends = [None if one is None else one * known for one in (open_ones[0].low, open_ones[0].high)]
    return unknown(values, *(ends if known > 0 else reversed(ends)))


def _divide(values: Sequence[Value]) -> Value:
    if trouble := _numbers(values):
        return trouble
    if any(one == 0 for one in values[1:]):
        return stuck("zero", ZERO)
    if any(type(one) is Unknown for one in values):
        if all(type(one) is not Unknown for one in values[1:]):
            return _multiply([values[0], *(Fraction(1) / one for one in values[1:])])
        return unknown(values)
    total = Fraction(values[0])
    for one in values[1:]:
        if _bits(total) + _bits(one) > MOST_BITS:
            return stuck("size", _TOO_LARGE)
        total /= one
    return whole(total)


def _bits(value: Number) -> int:
    return value.numerator.bit_length() + value.denominator.bit_length()


def _least(values: Sequence[Value]) -> Value:
    return _extreme(values, min, low_of, high_of)


def _most(values: Sequence[Value]) -> Value:
    return _extreme(values, max, high_of, low_of)


def _extreme(
    values: Sequence[Value],
    best: Callable[..., Number],
    reach: Callable[[Value], Number | None],
    other: Callable[[Value], Number | None],
) -> Value:
    """MIN or MAX. An unknown value that by its bounds cannot be the best does not matter."""
    if trouble := _numbers(values):
        return trouble
    known = [one for one in values if type(one) is not Unknown]
    mattering = [one for one in values if type(one) is Unknown]
    if known:
        found = best(known)
        mattering = [one for one in mattering if reach(one) is None or best(found, reach(one)) != found]
        if not mattering:
            return found
    ends = [*map(other, mattering), *known]
    bounded = [one for one in ends if one is not None]
    far = [*map(reach, mattering), *known]
    near = best(bounded) if bounded else None
    edge = best(far) if None not in far else None
    return unknown(mattering, *((edge, near) if best is min else (near, edge)))


def _compare(test: Callable[[Value, Value], bool], holds_below: bool, strict: bool) -> Run:
    def run(values: Sequence[Value]) -> Value:
        left, right = values
        if type(left) is Unknown or type(right) is Unknown:
            return _by_bounds(left, right, holds_below, strict)
        if left is None or right is None:
            return stuck("nothing", NOTHING)
        if is_number(left) and is_number(right):
            return test(left, right)
        days = as_day(left), as_day(right)
        if None not in days:
            return test(*days)
        return stuck("kind", _UNLIKE)

    return run


def _by_bounds(left: Value, right: Value, holds_below: bool, strict: bool) -> Value:
    """Decides left < right (or the like) by what is known of both, or leaves it open."""
    if not holds_below:
        left, right = right, left
    high, low = high_of(left), low_of(right)
    if high is not None and low is not None and (high < low or (high == low and not strict)):
        return True
    low, high = low_of(left), high_of(right)
    if low is not None and high is not None and (low > high or (low == high and strict)):
        return False
    return unknown((left, right))


def _equals(values: Sequence[Value]) -> Value:
    left, right = values
    if type(left) is Unknown or type(right) is Unknown:
        below = _by_bounds(left, right, True, False)
        above = _by_bounds(left, right, False, False)
        return False if below is False or above is False else unknown(values)
    if left is None or right is None:
        return left is right
    if open_ones := [*unknowns(left), *unknowns(right)]:
        return unknown(open_ones)
    kinds = family(left), family(right)
    if kinds in (("string", "date"), ("date", "string")):
        return as_day(left) == as_day(right)
    if kinds[0] != kinds[1]:
        return stuck("kind", _UNLIKE)
    return bool(left == right)


def _in(values: Sequence[Value]) -> Value:
    subject, some = values
    if type(some) is Unknown:
        return unknown(values)
    if some is None or some == ():
        return False
    if not isinstance(some, tuple):
        some = (some,)
    if type(subject) is Unknown:
        return unknown(values)
    if subject is None:
        return None in some
    tried = [_equals((subject, one)) for one in some if one is None or family(one) == family(subject)]
    if any(one is True for one in tried):
        return True
    open_ones = [one for one in some if type(one) is Unknown]
    return unknown(open_ones) if open_ones else False


def _not(values: Sequence[Value]) -> Value:
    value = values[0]
    return not value if isinstance(value, bool) else stuck("kind", NO_TRUTH)


def _is_null(values: Sequence[Value]) -> Value:
    return values[0] is None


def _exists(values: Sequence[Value]) -> Value:
    return values[0] is not None and values[0] != ()


def _length(values: Sequence[Value]) -> Value:
    value = values[0]
    if value is None:
        return 0
    return len(value) if isinstance(value, tuple | str | Mapping) else stuck("kind", _UNLIKE)


def _rounded(how: Callable[[Fraction], int]) -> Run:
    def run(values: Sequence[Value]) -> Value:
        value, step = values
        if type(value) is Unknown:
            ends = [None if one is None else whole(how(Fraction(one) / step) * step) for one in (value.low, value.high)]
            return unknown((value,), *ends)
        return _numbers((value,)) or whole(how(Fraction(value) / step) * step)

    return run


def half_up(value: Fraction) -> int:
    """Arithmetic rounding ("rekenkundig"): a half goes away from zero."""
    return math.floor(value + Fraction(1, 2)) if value >= 0 else math.ceil(value - Fraction(1, 2))


def _date(values: Sequence[Value]) -> Value:
    try:
        return date(*values)
    except (ValueError, TypeError, OverflowError):
        return stuck("kind", _NO_DAY)


def _date_add(values: Sequence[Value]) -> Value:
    """Years, then months, each keeping the day of the month where it exists, else the last; then weeks and days
    (RegelRecht 0.5.6, dateAddOperation)."""
    start = as_day(values[0])
    if start is None:
        return stuck("nothing", NOTHING) if values[0] is None else stuck("kind", _NO_DAY)
    if any(type(one) is not int for one in values[1:]):
        return stuck("kind", _NO_NUMBER)
    years, months, weeks, days = values[1:]
    try:
        return _later(_later(start, years * 12), months) + timedelta(days=weeks * 7 + days)
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        return stuck("kind", _NO_DAY)


def _later(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def _date_diff(values: Sequence[Value]) -> Value:
    """Whole units from the first day to the second; below zero when the second lies before the first."""
    start, end, unit = as_day(values[0]), as_day(values[1]), values[2]
    if start is None or end is None:
        return stuck("nothing", NOTHING) if None in values else stuck("kind", _NO_DAY)
    if start > end:
        turned = _date_diff((end, start, unit))
        return -turned if is_number(turned) else turned
    days = (end - start).days
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    found = {"days": days, "weeks": days // 7, "months": months, "years": months // 12}.get(unit)
    return stuck("kind", _NO_UNIT) if found is None else found


def _day_of_week(values: Sequence[Value]) -> Value:
    day = as_day(values[0])
    return stuck("kind", _NO_DAY) if day is None else day.weekday()


def _concat(values: Sequence[Value]) -> Value:
    if not all(one is None or family(one) in ("string", "number", "date") for one in values):
        return stuck("kind", _UNLIKE)
    made = "".join("" if one is None else str(one) for one in values)
    return made if len(made) <= MOST_TEXT else stuck("size", _TOO_LARGE)


def _list(values: Sequence[Value]) -> Value:
    return tuple(values)


def _object(values: Sequence[Value]) -> Value:
    return dict(zip(map(str, values[::2]), values[1::2], strict=True))


def _get(values: Sequence[Value]) -> Value:
    key, table = values
    if isinstance(table, Mapping):
        return table.get(str(key))
    if isinstance(table, tuple) and type(key) is int and 0 <= key < len(table):
        return table[key]
    return None


OPERATIONS: Mapping[str, Operation] = {
    "ADD": Operation(_add, "number", "same", like=True, partial=True),
    "SUBTRACT": Operation(_subtract, "number", "same", like=True, partial=True),
    "MULTIPLY": Operation(_multiply, "number", "product", partial=True),
    "DIVIDE": Operation(_divide, "number", "quotient", partial=True),
    "MIN": Operation(_least, "number", "same", like=True, partial=True),
    "MAX": Operation(_most, "number", "same", like=True, partial=True),
    "EQUALS": Operation(_equals, "alike", "boolean", like=True, partial=True),
    "GREATER_THAN": Operation(_compare(gt, False, True), "ordered", "boolean", like=True, partial=True),
    "LESS_THAN": Operation(_compare(lt, True, True), "ordered", "boolean", like=True, partial=True),
    "GREATER_THAN_OR_EQUAL": Operation(_compare(ge, False, False), "ordered", "boolean", like=True, partial=True),
    "LESS_THAN_OR_EQUAL": Operation(_compare(le, True, False), "ordered", "boolean", like=True, partial=True),
    "IN": Operation(_in, "any", "boolean", partial=True),
    "NOT": Operation(_not, "boolean", "boolean"),
    "IS_NULL": Operation(_is_null, "any", "boolean"),
    "EXISTS": Operation(_exists, "any", "boolean"),
    "LENGTH": Operation(_length, "any", "number"),
    "ROUND": Operation(_rounded(half_up), "number", "first", partial=True),
    "CEIL": Operation(_rounded(math.ceil), "number", "first", partial=True),
    "FLOOR": Operation(_rounded(math.floor), "number", "first", partial=True),
    "DATE": Operation(_date, "number", "date"),
    "DATE_ADD": Operation(_date_add, "any", "date"),
    "DATE_DIFF": Operation(_date_diff, "any", "number"),
    "DAY_OF_WEEK": Operation(_day_of_week, "any", "number"),
    "CONCAT": Operation(_concat, "any", "string"),
    "LIST": Operation(_list, "any", "list", partial=True),
    "OBJECT": Operation(_object, "any", "object", partial=True),
    "GET": Operation(_get, "any", "any"),
}
"""DAY_OF_WEEK gives 0 for Monday."""

NOTHING = Text(nl="Er is geen waarde om mee te rekenen.", en="There is no value to compute with.")
_NO_NUMBER = Text(nl="Hier hoort een getal te staan.", en="A number belongs here.")
NO_TRUTH = Text(nl="Hier hoort ja of nee te staan.", en="Yes or no belongs here.")
_NO_DAY = Text(nl="Hier hoort een bestaande dag te staan.", en="A day that exists belongs here.")
_NO_UNIT = Text(nl="Deze eenheid van tijd kennen we niet.", en="We do not know this unit of time.")
_UNLIKE = Text(nl="Deze twee zijn niet te vergelijken.", en="These two cannot be compared.")
_TOO_LARGE = Text(nl="De uitkomst wordt te groot.", en="The outcome gets too large.")
ZERO = Text(nl="Delen door nul kan niet.", en="Dividing by zero cannot be done.")
