# SPDX-License-Identifier: EUPL-1.2
"""Which facts the texts know by name, so that a name with a typing error does not pass for an unknown fact."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from functools import lru_cache

from stelsel.engines.rules.facts import Facts
from stelsel.engines.rules.library import Library
from stelsel.engines.rules.model import Field, ForEach, Input, Kind, Ref
from stelsel.engines.rules.sample import inside
from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text


def strange(library: Library, facts: Facts) -> tuple[Finding, ...]:
    """The facts whose name no text knows, with the name that looks most like it. They count for nothing."""
    people, parts = _known(library)
    found = [
        Finding("facts-person", name[:200], _NOBODY, _DID_YOU_MEAN.fill(name=near[0]))
        for name in facts.people
        if name.lower() not in PEOPLE and (near := difflib.get_close_matches(name.lower(), PEOPLE, n=1, cutoff=0.75))
    ]
    for key, name, _ in facts.given():
        known = parts if "[" in key or key.count(".") > 1 else people
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            cure = _DID_YOU_MEAN.fill(name=near[0]) if near else _LEAVE_OUT
            found.append(Finding("facts-unused", key[:200], _UNUSED, cure))
    return tuple(found)


def unit_of_fact(library: Library, name: str) -> str:
    """The unit that a fact of this name is declared with, else nothing."""
    return _units(library).get(name.lower(), "")


@lru_cache(maxsize=4)
def _units(library: Library) -> dict[str, str]:
    found: dict[str, str] = {}
    for version in library.versions:
        for scope in version.scopes:
            fields: tuple[Field | Input, ...] = (*scope.article.parameters, *scope.article.inputs)
            for one in fields:
                for name, kind in ((one.name, one.kind), *one.kind.items):
                    if kind.unit:
                        found.setdefault(name.lower(), kind.unit)
    return found


@lru_cache(maxsize=4)
def _known(library: Library) -> tuple[frozenset[str], frozenset[str]]:
    """Names of facts of a person or household, and of parts of a list or object, in small letters."""
    people: set[str] = set()
    parts: set[str] = set()
    for version in library.versions:
        for scope in version.scopes:
            fields: tuple[Field | Input, ...] = (
                *scope.article.parameters,
                *(one for one in scope.article.inputs if one.source is None),
            )
            people.update(one.name.lower() for one in fields)
            for one in fields:
                parts.update(_inner(one.kind))
            for action in scope.article.actions:
                for expr in inside(action.value):
                    if isinstance(expr, Ref):
                        parts.update(part.lower() for part in expr.path)
                    elif isinstance(expr, ForEach):
                        parts.update(ref.name.lower() for ref in inside(expr) if isinstance(ref, Ref))
    return frozenset(people), frozenset(parts | people)


def _inner(kind: Kind) -> Iterator[str]:
    for name, inner in kind.items:
        yield name
        yield from _inner(inner)


PEOPLE = ("aanvrager", "partner")
"""Persons that the texts ask about by name."""
_NOBODY = Text(nl="Over deze persoon vraagt geen regel iets.", en="No rule asks about this person.")
_UNUSED = Text(
    nl="Dit gegeven kent geen enkele regel; het telt niet mee.", en="No rule knows this fact; it does not count."
)
_DID_YOU_MEAN = Text(nl="Bedoelt u “{name}”?", en="Do you mean “{name}”?")
_LEAVE_OUT = Text(
    nl="Laat het weg, of kijk met “stelsel rules ask” hoe het heet.",
    en="Leave it out, or see its name with “stelsel rules ask”.",
)
