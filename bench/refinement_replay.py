# SPDX-License-Identifier: EUPL-1.2
"""An evaluator of the plain form that shares no code with the product: it replays counterexamples. Straight from the
JSON; an act tells every attribute in terms of the base. Terms without a meaning are given by `unknown`: whether such a
comparison holds, by (attribute, operator, value)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

ORDER = {"lt", "lteq", "gt", "gteq"}


def broader(taxonomy: dict[str, Any], concept: str) -> set[str]:
    """A concept and all above it, in any scheme."""
    found, todo = set(), [concept]
    while todo:
        one = todo.pop()
        if one not in found:
            found.add(one)
            for scheme in taxonomy.values():
                todo += scheme["broader"].get(one, [])
    return found


def amount(value: Any) -> Fraction:
    """A number, or a day as its ordinal."""
    return Fraction(date.fromisoformat(value).toordinal()) if isinstance(value, str) else Fraction(repr(value))


class Text:
    """One text to judge acts by."""

    def __init__(self, plain: dict[str, Any], taxonomy: dict[str, Any], waived: bool = False) -> None:
        self.plain, self.taxonomy, self.waived = plain, taxonomy, waived
        self.terms = plain.get("terms", {})

    def allows(self, act: dict[str, Any]) -> bool:
        """Whether an act may happen."""
        plain = self.plain
        may = plain.get("default", "deny") == "permit"
        may = may or any(self.holds(one.get("when", True), act, True) for one in plain.get("permissions", []))
        for one in plain.get("prohibitions", []):
            if self.waived and one.get("waivable"):
                continue
            if self.holds(one.get("when", True), act, False) and not self.holds(one.get("unless", False), act, True):
                return False
        for one in plain.get("duties", []):
            if self.waived and one.get("waivable"):
                continue
            if self.holds(one.get("when", True), act, False) and not self.holds(one.get("must", True), act, True):
                return False
        return may

    def holds(self, condition: Any, act: dict[str, Any], more: bool) -> bool:
        """Whether a condition holds; `more`: whether its holding lets more through."""
        if isinstance(condition, bool):
            return condition
        if self.waived and more and condition.get("waivable"):
            return True
        if "not" in condition:
            return not self.holds(condition["not"], act, not more)
        if "and" in condition:
            return all(self.holds(one, act, more) for one in condition["and"])
        if "or" in condition:
            return any(self.holds(one, act, more) for one in condition["or"])
        return self.compared(condition, act)

    def compared(self, condition: dict[str, Any], act: dict[str, Any]) -> bool:
        """One comparison."""
        value = act[self.terms.get(condition["attr"], condition["attr"])]
        op, told = condition["op"], condition["value"]
        listed = told if isinstance(told, list) else [told]
        named = [self.terms.get(one, one) if isinstance(one, str) else one for one in listed]
        if op in ORDER:
            one, other = amount(value), amount(named[0])
            return {"lt": one < other, "lteq": one <= other, "gt": one > other, "gteq": one >= other}[op]
        if op == "isA":
            return bool(set(named) & broader(self.taxonomy, value))
        if op == "hasPart":
            return any(value in broader(self.taxonomy, one) for one in named)
        same = any((type(one) is type(value) and one == value) or _numbers(one, value) for one in named)
        return not same if op in ("neq", "isNoneOf") else same


def _numbers(one: Any, other: Any) -> bool:
    plain = (int, float)
    if isinstance(one, bool) or isinstance(other, bool):
        return False
    return isinstance(one, plain) and isinstance(other, plain) and amount(one) == amount(other)


def unknown_terms(base: dict[str, Any], domain: dict[str, Any]) -> bool:
    """Whether a domain uses an attribute or value that its base does not have."""
    terms = domain.get("terms", {})
    for one in _comparisons([domain[part] for part in ("permissions", "prohibitions", "duties")]):
        name = terms.get(one["attr"], one["attr"])
        listed = one["value"] if isinstance(one["value"], list) else [one["value"]]
        if name not in base["attributes"] or "own-value" in listed:
            return True
    return False


def _comparisons(plain: Any) -> list[dict[str, Any]]:
    if isinstance(plain, dict):
        return ([plain] if "attr" in plain else []) + [one for held in plain.values() for one in _comparisons(held)]
    return [one for held in plain for one in _comparisons(held)] if isinstance(plain, list) else []
