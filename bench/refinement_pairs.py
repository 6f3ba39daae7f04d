# SPDX-License-Identifier: EUPL-1.2
"""Pairs of made-up agreements in the plain form, from one seed: bases, and domain texts that are a base with something
dropped, tightened, loosened or said differently, or that have nothing to do with it."""

from __future__ import annotations

import copy
import random
from typing import Any

Plain = dict[str, Any]

TAXONOMY: dict[str, Any] = {
    "purposes": {
        "broader": {
            "public-task": [],
            "care": ["public-task"],
            "treatment": ["care"],
            "home-care": ["care"],
            "supervision": ["public-task"],
            "care-supervision": ["care", "supervision"],
            "research": [],
            "statistics": ["research"],
            "scientific": ["research"],
            "commerce": [],
        }
    },
    "fields": {
        "broader": {
            "person": [],
            "name": ["person"],
            "address": ["person"],
            "postcode": ["address"],
            "house-number": ["address"],
            "health": ["person"],
            "diagnosis": ["health"],
        }
    },
}
CONCEPTS = {name: sorted(held["broader"]) for name, held in TAXONOMY.items()}
ATTRIBUTES: Plain = {
    "purpose": {"type": "concept", "taxonomy": "purposes"},
    "field": {"type": "concept", "taxonomy": "fields"},
    "recipient": {"type": "choice", "values": ["municipality", "province", "ministry", "company", "abroad"]},
    "logged": {"type": "boolean"},
    "level": {"type": "integer", "min": 0, "max": 5},
    "share": {"type": "number"},
    "day": {"type": "date"},
    "channel": {"type": "text"},
}
VALUES: dict[str, list[Any]] = {
    "purpose": CONCEPTS["purposes"],
    "field": CONCEPTS["fields"],
    "recipient": ATTRIBUTES["recipient"]["values"],
    "logged": [True, False],
    "level": [0, 1, 2, 3, 4, 5],
    "share": [0, 0.25, 0.5, 1, 7, -3],
    "day": ["2026-01-01", "2026-06-30", "2026-07-01", "2027-01-01", "2028-12-31"],
    "channel": ["api", "file", "paper"],
}
OPERATORS: dict[str, list[str]] = {
    "purpose": ["eq", "neq", "isA", "isA", "isA", "isAnyOf", "isNoneOf", "hasPart"],
    "field": ["eq", "isA", "isA", "isAnyOf", "isNoneOf"],
    "recipient": ["eq", "neq", "isAnyOf", "isNoneOf"],
    "logged": ["eq", "neq"],
    "level": ["eq", "neq", "lt", "lteq", "gt", "gteq", "isAnyOf"],
    "share": ["eq", "lt", "lteq", "gt", "gteq", "neq"],
    "day": ["lt", "lteq", "gt", "gteq", "eq"],
    "channel": ["eq", "neq", "isAnyOf", "isNoneOf"],
}


def pairs(seed: int, count: int, unknown: bool = False) -> list[tuple[Plain, Plain]]:
    """So many pairs of (base, domain); with `unknown` some domains use terms that their base does not have."""
    dice = random.Random(seed)
    return [_pair(dice, unknown) for _ in range(count)]


def _pair(dice: random.Random, unknown: bool) -> tuple[Plain, Plain]:
    base = _text(dice, "b")
    domain = _changed(dice, base) if dice.random() < 0.75 else _text(dice, "d")
    if unknown:
        _with_unknown_terms(dice, domain)
    if dice.random() < 0.3:
        _with_own_words(dice, domain)
    return base, domain


def _text(dice: random.Random, letter: str) -> Plain:
    names = dice.sample(sorted(ATTRIBUTES), dice.randint(2, 6))
    return {
        "default": "permit" if dice.random() < 0.25 else "deny",
        "permissions": [{"id": f"{letter}p{n}", "when": _condition(dice, names, 2)} for n in range(dice.randint(1, 4))],
        "prohibitions": [_prohibition(dice, names, f"{letter}v{n}") for n in range(dice.randint(0, 3))],
        "duties": [_duty(dice, names, f"{letter}d{n}") for n in range(dice.randint(0, 4))],
        "attributes": copy.deepcopy(ATTRIBUTES),
    }


def _prohibition(dice: random.Random, names: list[str], id: str) -> Plain:
    found: Plain = {"id": id, "when": _condition(dice, names, 1)}
    if dice.random() < 0.4:
        found["unless"] = _condition(dice, names, 1)
    if dice.random() < 0.2:
        found["waivable"] = True
    return found


def _duty(dice: random.Random, names: list[str], id: str) -> Plain:
    found: Plain = {"id": id, "must": _condition(dice, names, 1)}
    if dice.random() < 0.7:
        found["when"] = _condition(dice, names, 1)
    if dice.random() < 0.25:
        found["waivable"] = True
    return found


def _condition(dice: random.Random, names: list[str], depth: int) -> Plain:
    if depth == 0 or dice.random() < 0.4:
        return _comparison(dice, dice.choice(names))
    drawn = dice.random()
    if drawn < 0.15:
        return {"not": _condition(dice, names, depth - 1)}
    parts = [_condition(dice, names, depth - 1) for _ in range(dice.randint(1, 3))]
    found: Plain = {"and" if drawn < 0.6 else "or": parts}
    if dice.random() < 0.05:
        found["waivable"] = True
    return found


def _comparison(dice: random.Random, name: str) -> Plain:
    op = dice.choice(OPERATORS[name])
    several = op in ("isAnyOf", "isNoneOf")
    held = VALUES[name]
    value = dice.sample(held, min(len(held), dice.randint(1, 3))) if several else dice.choice(held)
    return {"attr": name, "op": op, "value": value}


def _changed(dice: random.Random, base: Plain) -> Plain:
    """A base, changed a few times."""
    found = copy.deepcopy(base)
    names = sorted(ATTRIBUTES)
    for _ in range(dice.randint(0, 3)):
        drawn = dice.random()
        part = dice.choice(["permissions", "prohibitions", "duties"])
        held = found[part]
        if drawn < 0.3 and held:
            held.pop(dice.randrange(len(held)))
        elif drawn < 0.55 and held:
            rule = dice.choice(held)
            rule["when"] = {"and": [rule.get("when", True), _condition(dice, names, 1)]}
        elif drawn < 0.7 and held:
            rule = dice.choice(held)
            rule["when"] = {"or": [rule.get("when", True), _condition(dice, names, 1)]}
        elif drawn < 0.85:
            found["duties"].append(_duty(dice, names, f"x{dice.randrange(10**6)}"))
        else:
            found["prohibitions"].append(_prohibition(dice, names, f"x{dice.randrange(10**6)}"))
    for part in ("permissions", "prohibitions", "duties"):
        dice.shuffle(found[part])
        for number, rule in enumerate(found[part]):
            rule["id"] = f"{part}-{number}"
    return found


def _comparisons(plain: Any) -> list[Plain]:
    if isinstance(plain, dict):
        own = [plain] if "attr" in plain else []
        return own + [one for key, value in plain.items() if key != "attributes" for one in _comparisons(value)]
    return [one for item in plain for one in _comparisons(item)] if isinstance(plain, list) else []


def _with_unknown_terms(dice: random.Random, domain: Plain) -> None:
    """One or two terms of the domain become words that the base does not have."""
    domain.pop("attributes", None)
    held = [one for one in _comparisons(domain) if one["attr"] in ("purpose", "field", "recipient", "level")]
    for one in dice.sample(held, min(len(held), dice.randint(1, 2))):
        if dice.random() < 0.4 or one["attr"] == "level":
            one["attr"] = "own-" + one["attr"]
        elif isinstance(one["value"], list):
            one["value"] = [*one["value"][1:], "own-value"]
        else:
            one["value"] = "own-value"


def _with_own_words(dice: random.Random, domain: Plain) -> None:
    """The domain has other words for an attribute and for a value, and says what they mean."""
    terms = domain.setdefault("terms", {})
    name = dice.choice(["purpose", "recipient"])
    value = dice.choice(VALUES[name])
    terms[f"my-{name}"] = name
    terms[f"my-{value}"] = value
    for one in _comparisons(domain):
        if one["attr"] == name:
            one["attr"] = f"my-{name}"
            mine = [f"my-{value}" if held == value else held for held in _listed(one["value"])]
            one["value"] = mine if isinstance(one["value"], list) else mine[0]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
