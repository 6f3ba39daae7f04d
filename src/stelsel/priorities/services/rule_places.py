# SPDX-License-Identifier: EUPL-1.2
"""From what somebody types as a municipality, province or water board to its code in the facts of a rule."""

from __future__ import annotations

from datetime import date
from typing import Any

from stelsel.book.book import Book
from stelsel.engines.rules.facts import PLACES
from stelsel.priorities.services.questions._places import places


def code_of(book: Book, fact: str, typed: str, on: date) -> str:
    """The code (GM0344, PV26, WS0155) of a place on a day, for the fact `gemeente`, `provincie` or `waterschap`: a code
    in any case, or a name that means one place of that kind. Empty for all else."""
    code, text = PLACES[fact], typed.strip()
    if code.shape.fullmatch(text.upper()):
        return text.upper()
    where = places(book).find(text, on)
    some = where.municipalities if fact == "gemeente" else (where.other,) if where.other else ()
    found = (some[0].body.tooi or "").rpartition("/")[2].upper() if len(some) == 1 else ""
    return found if code.shape.fullmatch(found) else ""


def is_known(book: Book, fact: str, code: str, on: date) -> bool:
    """Whether the register knows a place with this code on a day."""
    where = places(book).find(code.lower(), on)
    return bool(where.municipalities if fact == "gemeente" else where.other)


def municipality(book: Book, code: str, on: date) -> str:
    """The name of a municipality on a day by its code; empty where the register does not know it."""
    found = places(book).find(code.lower(), on).municipalities
    return found[0].body.name if len(found) == 1 else ""


def placed(book: Book, facts: dict[str, Any], on: date) -> dict[str, Any]:
    """Facts as plain JSON with the code where the name of a place stood; a name that means no place stays."""
    named = {key: facts[key] for key in PLACES if isinstance(facts.get(key), str)}
    return {**facts, **{key: code_of(book, key, typed, on) or typed for key, typed in named.items()}}
