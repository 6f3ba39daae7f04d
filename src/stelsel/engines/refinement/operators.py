# SPDX-License-Identifier: EUPL-1.2
"""Which operators there are, by the names people and standards give them (ODRL 2.2, section 2.5.3; DSP 2025-1)."""

from collections.abc import Mapping

from stelsel.engines.refinement.model import Operator

ORDERED: frozenset[Operator] = frozenset({"lt", "lteq", "gt", "gteq"})
SETS: frozenset[Operator] = frozenset({"isAnyOf", "isNoneOf", "isAllOf"})
OF_CONCEPTS: frozenset[Operator] = frozenset({"isA", "hasPart"})
NEGATED: Mapping[Operator, Operator] = {"neq": "eq", "isNoneOf": "isAnyOf"}
"""Operators that say the opposite of another."""

_NAMES: Mapping[Operator, str] = {
    "eq": "eq = == equals is",
    "neq": "neq ne != <> notequals isnot",
    "lt": "lt <",
    "lteq": "lteq lte le <= term-lteq",
    "gt": "gt >",
    "gteq": "gteq gte ge >=",
    "isAnyOf": "isanyof anyof in oneof",
    "isNoneOf": "isnoneof noneof notin nin",
    "isAllOf": "isallof allof",
    "isA": "isa ispartof within under below subclassof narrowerorequal",
    "hasPart": "haspart above broaderorequal",
}
OPERATORS: Mapping[str, Operator] = {name: op for op, names in _NAMES.items() for name in names.split()}
"""By every accepted name, in small letters."""

SHOWN: tuple[Operator, ...] = tuple(_NAMES)
"""The names we write ourselves."""


def operator_of(name: str) -> Operator | None:
    """The operator that a name or an ODRL address means (odrl:eq, http://www.w3.org/ns/odrl/2/eq), or None."""
    short = name.strip().removeprefix("http://www.w3.org/ns/odrl/2/").removeprefix("odrl:").lower()
    return OPERATORS.get(short) or OPERATORS.get(short.replace(" ", "").replace("_", ""))
