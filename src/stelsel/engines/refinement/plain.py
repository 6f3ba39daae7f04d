# SPDX-License-Identifier: EUPL-1.2
"""Rules in their plain form: JSON that a person can write and any program can make.

    {"name": "...", "default": "deny" | "permit",
     "permissions":  [{"id": "p1", "when": CONDITION}],
     "prohibitions": [{"id": "v1", "when": CONDITION, "unless": CONDITION}],
     "duties":       [{"id": "d1", "when": CONDITION, "must": CONDITION, "waivable": true}],
     "attributes":   {"purpose": {"type": "concept", "taxonomy": "purposes"}, "level": {"type": "integer", "min": 0}},
     "terms":        {"zorgdoel": "purpose", "behandeling": "treatment", "thuiszorg": {"broader": "care"}}}

CONDITION is {"and": [...]}, {"or": [...]}, {"not": CONDITION}, {"attr": NAME, "op": OPERATOR, "value": VALUE or LIST},
or true or false. What is left out of a rule is: `when` and `must` always, `unless` never.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import isfinite
from typing import Any

from stelsel.engines.refinement._plain_attributes import attributes_of, terms_of
from stelsel.engines.refinement._plain_words import wrong
from stelsel.engines.refinement.model import (
    ALWAYS,
    NEVER,
    All,
    Atom,
    Condition,
    Duty,
    Not,
    Permission,
    Prohibition,
    Rules,
    Scalar,
    Some,
)
from stelsel.engines.refinement.operators import ORDERED, SETS, operator_of
from stelsel.kernel.problem import BadInput, Finding

DEEPEST = 60
"""Levels of conditions in conditions, at most."""
MOST_RULES = 5000
"""Rules in one text, at most."""
_BOTH: Mapping[str, type[All] | type[Some]] = {
    "and": All,
    "all": All,
    "allof": All,
    "or": Some,
    "any": Some,
    "some": Some,
    "anyof": Some,
}
_ATTRIBUTE = ("attr", "attribute", "leftOperand", "left")
_OPERATOR = ("op", "operator")
_VALUE = ("value", "values", "rightOperand", "right")
_DEFAULTS = {"deny": "deny", "permit": "permit", "allow": "permit", "prohibit": "deny", "forbid": "deny"}


@dataclass
class Reading:
    """What was found wrong, while reading goes on."""

    findings: list[Finding] = field(default_factory=list)

    def add(self, finding: Finding) -> None:
        """Keeps a finding; after a hundred nobody reads on."""
        if len(self.findings) < 100:
            self.findings.append(finding)


def rules_of(plain: Any, name: str = "") -> Rules:
    """The rules in plain values; BadInput names every part that does not read, by its JSON pointer."""
    if not isinstance(plain, Mapping):
        raise BadInput(wrong("not-rules", ""))
    reading = Reading()
    lists = {part: list(_entries(plain, part, reading)) for part in ("permissions", "prohibitions", "duties")}
    if not any(part in plain for part in ("default", *lists)):
        raise BadInput(wrong("not-rules", ""))
    waived = {str(one) for one in plain.get("waivable", ()) or ()} if isinstance(plain.get("waivable"), list) else set()
    told = str(plain.get("default", "deny")).lower()
    if told not in _DEFAULTS:
        reading.add(wrong("no-default", "/default", told))
    attributes, bare = attributes_of(plain.get("attributes"), reading.add)
    found = Rules(
        name=str(plain.get("name") or plain.get("title") or plain.get("id") or name),
        default="permit" if _DEFAULTS.get(told) == "permit" else "deny",
        permissions=tuple(_permission(one, at, reading) for at, one in lists["permissions"]),
        prohibitions=tuple(_prohibition(one, at, reading, waived) for at, one in lists["prohibitions"]),
        duties=tuple(_duty(one, at, reading, waived) for at, one in lists["duties"]),
        attributes=attributes,
        terms=terms_of(plain.get("terms"), reading.add),
        bare=bare,
        ignored=tuple(_ignored(plain, lists)),
    )
    _check_ids(found, reading)
    if reading.findings:
        raise BadInput(*reading.findings)
    return found


_TEXT_KEYS = frozenset(
    "name title id uid description version default permissions prohibitions duties attributes terms taxonomy "
    "taxonomies waivable comment source $schema @context @type @id".split()
)
_RULE_KEYS = frozenset("id uid title label description comment source article waivable when @type @id".split())
_OWN_KEYS: Mapping[str, frozenset[str]] = {
    "permissions": frozenset(),
    "prohibitions": frozenset({"unless"}),
    "duties": frozenset({"must"}),
}


def _ignored(plain: Mapping[str, Any], lists: Mapping[str, list[tuple[str, Mapping[str, Any]]]]) -> Iterator[str]:
    """The places of keys that nobody reads: a typing error there would silently drop a part of a rule."""
    yield from (f"/{key}" for key in plain if key not in _TEXT_KEYS)
    for part, held in lists.items():
        known = _RULE_KEYS | _OWN_KEYS[part]
        yield from (f"{at}/{key}" for at, one in held for key in one if key not in known)


def _entries(plain: Mapping[str, Any], part: str, reading: Reading) -> Iterator[tuple[str, Mapping[str, Any]]]:
    held = plain.get(part) or ()
    if isinstance(held, Mapping):  # by id
        held = [{"id": key, **one} if isinstance(one, Mapping) else one for key, one in held.items()]
    if not isinstance(held, Sequence) or isinstance(held, str):
        reading.add(wrong("no-list", f"/{part}"))
        return
    if len(held) > MOST_RULES:
        reading.add(wrong("too-many", f"/{part}", len(held), MOST_RULES))
        return
    for number, one in enumerate(held):
        if isinstance(one, Mapping):
            yield f"/{part}/{number}", one
        else:
            reading.add(wrong("no-rule", f"/{part}/{number}"))


def _id(plain: Mapping[str, Any], at: str) -> str:
    told = plain.get("id", plain.get("uid"))
    return str(told) if told not in (None, "") else at.removeprefix("/")


def _title(plain: Mapping[str, Any]) -> str:
    return str(plain.get("title") or plain.get("label") or "")


def _permission(plain: Mapping[str, Any], at: str, reading: Reading) -> Permission:
    return Permission(_id(plain, at), _given(plain, "when", at, ALWAYS, reading), _title(plain))


def _prohibition(plain: Mapping[str, Any], at: str, reading: Reading, waived: set[str]) -> Prohibition:
    when = _given(plain, "when", at, ALWAYS, reading)
    unless = _given(plain, "unless", at, NEVER, reading)
    return Prohibition(_id(plain, at), when, unless, _waivable(plain, _id(plain, at), waived), _title(plain))


def _duty(plain: Mapping[str, Any], at: str, reading: Reading, waived: set[str]) -> Duty:
    when = _given(plain, "when", at, ALWAYS, reading)
    if "must" not in plain:
        reading.add(wrong("no-must", at))
    must = _given(plain, "must", at, ALWAYS, reading)
    return Duty(_id(plain, at), when, must, _waivable(plain, _id(plain, at), waived), _title(plain))


def _waivable(plain: Mapping[str, Any], id: str, waived: set[str]) -> bool:
    return plain.get("waivable") is True or id in waived


def _given(plain: Mapping[str, Any], key: str, at: str, absent: Condition, reading: Reading) -> Condition:
    held = plain.get(key)
    return absent if held is None else condition_of(held, f"{at}/{key}", reading)


def condition_of(plain: Any, at: str, reading: Reading, depth: int = 0) -> Condition:
    """The condition in plain values; what does not read becomes NEVER and a finding."""
    if isinstance(plain, bool):
        return ALWAYS if plain else NEVER
    if depth > DEEPEST:
        reading.add(wrong("too-deep", at, DEEPEST))
        return NEVER
    if isinstance(plain, list):
        return All(tuple(condition_of(one, f"{at}/{n}", reading, depth + 1) for n, one in enumerate(plain)))
    if not isinstance(plain, Mapping):
        reading.add(wrong("no-condition", at))
        return NEVER
    found = _parts(plain, at, reading, depth)
    if not found:
        reading.add(wrong("no-condition", at))
        return NEVER
    if plain.get("waivable") is True:
        one = found[0] if len(found) == 1 else All(tuple(found))
        return All((one,), waivable=True)
    return found[0] if len(found) == 1 else All(tuple(found))


def _parts(plain: Mapping[str, Any], at: str, reading: Reading, depth: int) -> list[Condition]:
    """What a condition says; several keys in one object hold together."""
    found: list[Condition] = []
    for key, value in plain.items():
        join, place = _BOTH.get(key.lower()), f"{at}/{key}"
        if join is not None:
            parts = [value] if isinstance(value, Mapping | bool) else value
            if not isinstance(parts, list):
                reading.add(wrong("no-list", place))
                continue
            found.append(
                join(tuple(condition_of(one, f"{place}/{n}", reading, depth + 1) for n, one in enumerate(parts)))
            )
        elif key.lower() == "not":
            found.append(Not(condition_of(value, place, reading, depth + 1)))
        elif key not in (*_ATTRIBUTE, *_OPERATOR, *_VALUE, "waivable", "id", "title", "comment"):
            reading.add(wrong("unknown-key", place, key))
    if any(key in plain for key in (*_ATTRIBUTE, *_OPERATOR, *_VALUE)):
        found.append(_comparison(plain, at, reading))
    return found


def _first(plain: Mapping[str, Any], keys: Sequence[str]) -> Any:
    return next((plain[key] for key in keys if key in plain), None)


def _comparison(plain: Mapping[str, Any], at: str, reading: Reading) -> Condition:
    attribute, op, value = (_first(plain, keys) for keys in (_ATTRIBUTE, _OPERATOR, _VALUE))
    if not isinstance(attribute, str) or not attribute:
        reading.add(wrong("no-attribute", at))
        return NEVER
    operator = operator_of(op) if isinstance(op, str) else "eq" if op is None else None
    if operator is None:
        reading.add(wrong("unknown-operator", f"{at}/op", str(op)))
        return NEVER
    values = value if isinstance(value, list) else [value]
    scalars = [_scalar(one) for one in values]
    if value is None or any(one is None for one in scalars):
        reading.add(wrong("no-value", f"{at}/value", attribute))
        return NEVER
    if operator in ORDERED and len(scalars) != 1:
        reading.add(wrong("one-value", f"{at}/value", operator))
        return NEVER
    told = tuple(one for one in scalars if one is not None)
    if len(told) != 1 and operator not in SETS:
        return _of_several(attribute, operator, told, at)
    return Atom(attribute, operator, told, where=at)


def _of_several(attribute: str, operator: Any, told: tuple[Scalar | bool, ...], at: str) -> Condition:
    """A list with an operator of one value: any of them, or, for neq, none of them."""
    if operator in ("eq", "neq"):
        return Atom(attribute, "isAnyOf" if operator == "eq" else "isNoneOf", told, where=at)
    return Some(tuple(Atom(attribute, operator, (one,), where=at) for one in told))


def _scalar(value: Any) -> Scalar | bool | None:
    if isinstance(value, Mapping):  # JSON-LD: {"@id": ...}, {"@value": ...}
        value = value.get("@id", value.get("@value"))
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        return Fraction(value)
    if isinstance(value, float):
        return Fraction(repr(value)) if isfinite(value) else None
    return None


def _check_ids(rules: Rules, reading: Reading) -> None:
    """Ids are of one list each: an answer names the list too."""
    ids = {
        "permissions": [one.id for one in rules.permissions],
        "prohibitions": [one.id for one in rules.prohibitions],
        "duties": [one.id for one in rules.duties],
    }
    for part, held in ids.items():
        seen: dict[str, int] = {}
        for number, one in enumerate(held):
            if one in seen:
                reading.add(wrong("double-id", f"/{part}/{number}/id", one, f"/{part}/{seen[one]}/id"))
            seen.setdefault(one, number)
