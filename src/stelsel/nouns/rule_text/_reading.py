# SPDX-License-Identifier: EUPL-1.2
"""Reading what stands in entries, once per content: the same bytes give the same text whoever asks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stelsel.engines.rules.doubts import Doubt
    from stelsel.engines.rules.model import RuleText
    from stelsel.engines.rules.parameters import Figure

_KEYS = {
    "identifier": ("$id", "law"),
    "title": ("name",),
    "bwb_id": ("bwb_id",),
    "layer": ("regulatory_layer", "law_type"),
    "service": ("service",),
    "place_code": ("gemeente_code", "provincie_code", "waterschap_code"),
    "valid": ("valid_from", "valid_to"),
    "published": ("publication_date",),
    "link": ("url",),
}
"""Of each field of the entry, the keys of the text that say it."""


@lru_cache(maxsize=512)
def read_text(text: str, file: str = "regeltekst") -> RuleText:
    """The rule text of a YAML text. BadInput with file and line for what does not fit."""
    from stelsel.engines.rules.reader import read_rules

    return read_rules(text.encode(), file)


@lru_cache(maxsize=64)
def read_figures(text: str, file: str = "bedragen") -> tuple[Figure, ...]:
    """The figures of a CSV. BadInput with line and column for what does not fit."""
    from stelsel.engines.rules.parameters import Parameters

    return Parameters.read(text.encode(), file).all()


@lru_cache(maxsize=16)
def read_lines_of_doubt(text: str, file: str = "twijfels") -> Mapping[str, Doubt]:
    """The lines of doubt of a CSV by id. BadInput with line and column for what does not fit."""
    from stelsel.engines.rules.doubts import read_doubts

    return read_doubts(text.encode(), file)


def said(text: RuleText) -> dict[str, object]:
    """What a text says of itself, by the names of the fields of its entry; wire values."""
    period = {"begin": _day(text.valid_from), "einde": _day(text.valid_to)}
    return {
        "identifier": text.id,
        "title": text.name,
        "bwb_id": text.bwb_id or None,
        "layer": text.layer or None,
        "service": text.service or None,
        "place_code": text.place or None,
        "valid": {key: day for key, day in period.items() if day},
        "published": _day(text.known_from),
        "format": text.format,
        "link": text.url or None,
    }


def line_of(text: str, field: str) -> int:
    """The line of a text that says a field; 1 when none does."""
    for key in _KEYS.get(field, ()):
        found = re.search(rf"^{re.escape(key)}\s*:", text, re.MULTILINE)
        if found:
            return text.count("\n", 0, found.start()) + 1
    return 1


def _day(day: date | None) -> str | None:
    return None if day is None or day == date.min else day.isoformat()
