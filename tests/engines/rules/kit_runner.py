# SPDX-License-Identifier: EUPL-1.2
"""A tiny engine that knows only JSON and plain Python: it runs the arithmetic of a kit, and nothing of ours."""

from __future__ import annotations

import functools
import math
import operator
from collections.abc import Callable
from fractions import Fraction
from typing import Any

ARITHMETIC: dict[str, Callable[..., Any]] = {
    "ADD": sum,
    "SUBTRACT": lambda values: functools.reduce(operator.sub, values),
    "MULTIPLY": lambda values: functools.reduce(operator.mul, values),
    "DIVIDE": lambda values: functools.reduce(operator.truediv, values),
    "MIN": min,
    "MAX": max,
}
ROUNDING: dict[str, Callable[[Fraction], int]] = {
    "ROUND": lambda value: int(math.copysign(math.floor(abs(value) + Fraction(1, 2)), value)),
    "CEIL": math.ceil,
    "FLOOR": math.floor,
}


class Unable(Exception):
    """This engine does not do that."""


def run(case: dict[str, Any]) -> Any:
    """The value of a case of the language, as plain JSON. Unable where it is no arithmetic."""
    if case.get("text") is None:
        raise Unable
    action = case["text"]["articles"][0]["machine_readable"]["execution"]["actions"][0]
    found = value(action["value"], case["facts"]["personen"]["aanvrager"])
    return int(found) if found.denominator == 1 else f"{found.numerator}/{found.denominator}"


def value(expression: Any, facts: dict[str, Any]) -> Fraction:
    """An expression as an exact number."""
    if isinstance(expression, str) and expression.startswith("$"):
        expression = facts.get(expression[1:])
    if isinstance(expression, int | float) and not isinstance(expression, bool):
        return Fraction(str(expression))
    if not isinstance(expression, dict):
        raise Unable
    name = expression.get("operation")
    if name in ARITHMETIC:
        values = [value(one, facts) for one in expression["values"]]
        if name == "DIVIDE" and 0 in values[1:]:
            raise Unable
        return Fraction(ARITHMETIC[name](values))
    if name in ROUNDING:
        step = Fraction(expression.get("to", 1)) / 10 ** expression.get("precision", 0)
        return ROUNDING[name](value(expression["value"], facts) / step) * step
    raise Unable
