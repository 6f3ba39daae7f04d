# SPDX-License-Identifier: EUPL-1.2
"""A taxonomy in its plain form.

{"care": [], "treatment": ["care"]}                      what stands above each concept
{"broader": {"treatment": "care"}}                       the same, said
{"narrower": {"care": ["treatment"]}}                    what stands below each concept
[{"id": "treatment", "broader": "care"}]                 as rows
{"purposes": {"care": [], "treatment": ["care"]}}        in schemes of concepts
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from stelsel.engines.refinement._plain_words import wrong
from stelsel.engines.refinement.taxonomy import Taxonomy, taxonomy_of
from stelsel.kernel.problem import BadInput

_Broader = dict[str, tuple[str, ...]]


def taxonomy_from(plain: Any, where: str = "") -> Taxonomy:
    """The taxonomy in plain values. BadInput where it does not read or goes round in a circle."""
    if plain is None:
        return Taxonomy()
    schemes = _schemes(plain)
    if schemes is None:
        return taxonomy_of(_broader(plain, where), where=where)
    broader: dict[str, set[str]] = {}
    members = {}
    for name, held in schemes.items():
        inner = _broader(held, f"{where}/{name}")
        for concept, upper in inner.items():
            broader.setdefault(concept, set()).update(upper)
        members[name] = {*inner, *(one for upper in inner.values() for one in upper)}
    return taxonomy_of(broader, members, where)


def _schemes(plain: Any) -> Mapping[str, Any] | None:
    """The schemes, where there are: every value is itself an object or rows."""
    if not isinstance(plain, Mapping):
        return None
    for key in ("taxonomies", "schemes", "taxonomy"):
        if isinstance(plain.get(key), Mapping) and len(plain) == 1:
            inner = plain[key]
            return _schemes(inner) or ({key: inner} if inner else None)
    if plain and not {"broader", "narrower", "concepts", "children", "parents"} & set(plain):
        nested = [one for one in plain.values() if isinstance(one, Mapping) or _rows(one)]
        if len(nested) == len(plain) and not _is_tree(plain):
            return plain
    return None


def _rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, Mapping) for one in value)


def _is_tree(plain: Mapping[str, Any]) -> bool:
    """Whether objects hold nothing but objects, as in {"care": {"treatment": {}}}."""
    return all(isinstance(one, Mapping) and _is_tree(one) for one in plain.values())


def _broader(plain: Any, where: str) -> _Broader:
    if isinstance(plain, list):
        return _of_rows(plain, where)
    if not isinstance(plain, Mapping):
        raise BadInput(wrong("no-taxonomy", where))
    for key in ("broader", "parents"):
        if isinstance(plain.get(key), Mapping):
            return _upward(plain[key], where)
    for key in ("narrower", "children"):
        if isinstance(plain.get(key), Mapping):
            return _turned(_upward(plain[key], where))
    if "concepts" in plain:
        return _broader(plain["concepts"], where)
    if plain and _is_tree(plain):
        return _of_tree(plain)
    above = _upward(plain, where)
    return _turned(above) if _downward(above) else above


def _upward(plain: Mapping[str, Any], where: str) -> _Broader:
    found: _Broader = {}
    for concept, told in plain.items():
        above = told.get("broader", told.get("parent")) if isinstance(told, Mapping) else told
        upper = () if above is None else (above,) if isinstance(above, str) else above
        if not isinstance(upper, list | tuple) or not all(isinstance(one, str) for one in upper):
            raise BadInput(wrong("no-taxonomy", f"{where}/{concept}"))
        found[str(concept)] = tuple(one for one in upper if one)
    return found


def _downward(told: _Broader) -> bool:
    """Whether lists are what stands below: some list has several, and each concept is in one list at most."""
    named = Counter(one for upper in told.values() for one in upper)
    return any(len(upper) > 1 for upper in told.values()) and all(count == 1 for count in named.values())


def _turned(below: _Broader) -> _Broader:
    found: dict[str, list[str]] = {concept: [] for concept in below}
    for concept, lower in below.items():
        for one in lower:
            found.setdefault(one, []).append(concept)
    return {concept: tuple(upper) for concept, upper in found.items()}


def _of_rows(rows: list[Any], where: str) -> _Broader:
    found: _Broader = {}
    for number, row in enumerate(rows):
        if isinstance(row, str):
            found.setdefault(row, ())
            continue
        concept = next((row[key] for key in ("id", "concept", "name", "term") if key in row), None) if isinstance(
            row, Mapping
        ) else None  # fmt: skip
        if not isinstance(concept, str):
            raise BadInput(wrong("no-taxonomy", f"{where}/{number}"))
        found |= _upward({concept: row.get("broader", row.get("parent", row.get("parents")))}, f"{where}/{number}")
    return found


def _of_tree(plain: Mapping[str, Any]) -> _Broader:
    found: dict[str, list[str]] = {}
    stack: list[tuple[str, Mapping[str, Any]]] = [("", plain)]
    while stack:
        upper, held = stack.pop()
        for concept, inner in held.items():
            found.setdefault(str(concept), []).extend([upper] if upper else [])
            stack.append((str(concept), inner))
    return {concept: tuple(uppers) for concept, uppers in found.items()}
