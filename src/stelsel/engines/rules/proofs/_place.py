# SPDX-License-Identifier: EUPL-1.2
"""Facts as plain JSON, by their keys: `aanvrager.inkomen`, `aanvrager.kinderen[0].leeftijd`."""

from __future__ import annotations

import copy
import re
from typing import Any

from stelsel.engines.rules.facts import PLACES, Facts
from stelsel.engines.rules.proofs._curve import Curve

_PIECE = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def small(facts: object) -> dict[str, Any]:
    """A copy of facts with names in small letters and every person and the household there."""
    given: dict[str, Any] = copy.deepcopy(facts) if isinstance(facts, dict) else {}
    given["personen"] = {name: _small(one) for name, one in given.get("personen", {}).items()}
    given["personen"].setdefault("aanvrager", {})
    given["huishouden"] = _small(given.get("huishouden", {}))
    return given


def _small(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key).lower(): _small(one) for key, one in value.items()}
    return [_small(one) for one in value] if isinstance(value, list) else value


def pieces(key: str) -> list[str | int]:
    """The parts of a key."""
    return [found[1] or int(found[2]) for found in _PIECE.finditer(key)]


def put(facts: dict[str, Any], key: str, value: object) -> dict[str, Any]:
    """The facts with another value for a key; where the household has it, there."""
    made = copy.deepcopy(facts)
    if key in PLACES:
        made[key] = value
        return made
    person, *rest = pieces(key)
    holder: Any = made["personen"].setdefault(person, {})
    if rest[0] not in holder and rest[0] in made["huishouden"]:
        holder = made["huishouden"]
    for piece in rest[:-1]:
        holder = holder[piece] if isinstance(piece, int) else holder.setdefault(piece, {})
    holder[rest[-1]] = value
    return made


def with_curve(facts: dict[str, Any], key: str, about: str, curve: Curve) -> Facts:
    """The facts of a case in which the fact of a key is a curve."""
    read = Facts(put(facts, key, curve.first), about)
    person, *rest = pieces(key)
    holder: Any = read.people[str(person)]
    if rest[0] not in holder:
        holder = read.household
    for piece in rest[:-1]:
        holder = holder[piece]
    if not isinstance(holder, dict):
        raise TypeError(key)
    holder[rest[-1]] = curve
    return read
