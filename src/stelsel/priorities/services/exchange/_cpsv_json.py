# SPDX-License-Identifier: EUPL-1.2
"""JSON-LD with the context of CPSV-AP put in: nothing is fetched. Names that no context knows are counted, because a
reader of JSON-LD drops them without a word."""

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from stelsel.priorities.services.exchange._cpsv_problems import file_problem

CONTEXT = Path(__file__).parent / "cpsv-ap-3.2.0-context.jsonld"
_PUBLISHED = ("uri.semic.eu-generated/CPSV-AP/releases/3", "CPSV-AP/releases/3")
"""What the published addresses of the context have in them."""
_DEPTH = 60


def with_context(raw: bytes, file: str) -> tuple[bytes, Counter[str]]:
    """The document with its context inside, and the names that no context knows. BadInput for what is no JSON, for
    what is nested deeper than 60, and for a context that we do not have."""
    try:
        document = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise file_problem("malformed-json", f"{file} line {line}", getattr(error, "msg", "UTF-8")) from None
    terms: set[str] = set()
    whole = _put_in(document, file, terms, 0)
    names = Counter(name for name in _names(whole) if not _known(name, terms))
    return json.dumps(whole).encode(), names


@cache
def context() -> dict[str, Any]:
    """The context of the standard, which ships."""
    found = json.loads(CONTEXT.read_text(encoding="utf-8"))["@context"]
    assert isinstance(found, dict)
    return found


def _put_in(part: Any, file: str, terms: set[str], depth: int) -> Any:
    if depth > _DEPTH:
        raise file_problem("malformed-json", file, f"> {_DEPTH}")
    if isinstance(part, list):
        return [_put_in(one, file, terms, depth + 1) for one in part]
    if not isinstance(part, dict):
        return part
    found = {key: _put_in(value, file, terms, depth + 1) for key, value in part.items() if key != "@context"}
    if "@context" in part:
        found = {"@context": _context(part["@context"], file, terms), **found}
    return found


def _context(given: Any, file: str, terms: set[str]) -> Any:
    parts = []
    for one in given if isinstance(given, list) else [given]:
        if isinstance(one, str):
            if not any(name in one for name in _PUBLISHED):
                raise file_problem("remote-context", file, one)
            one = context()  # noqa: PLW2901 - the same part, put in
        if isinstance(one, dict):
            if "@import" in one:
                raise file_problem("remote-context", file, one["@import"])
            terms.update(one)
        parts.append(one)
    return parts


def _known(name: str, terms: set[str]) -> bool:
    return name.startswith("@") or ":" in name or name in terms or "@vocab" in terms


def _names(part: Any) -> Iterator[str]:
    """Names of properties, and of classes, that are used."""
    if isinstance(part, list):
        for one in part:
            yield from _names(one)
    elif isinstance(part, dict):
        kinds = part.get("@type", ())
        yield from (one for one in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(one, str))
        for key, value in part.items():
            if key != "@context":
                yield key
                yield from _names(value)
