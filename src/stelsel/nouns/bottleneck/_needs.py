# SPDX-License-Identifier: EUPL-1.2
"""What a lesson can ask of a new publication, from `rules/needs.json`: a closed list, each with the fields in which a
machine sees whether it is there."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from stelsel.kernel.text import Text
from stelsel.nouns.bottleneck._words import LessonOn

RULES = Path(__file__).parent / "rules"


@dataclass(frozen=True)
class Reads:
    """Where it is seen in the body of a kind: any of these fields is filled in, or any of these properties was given by
    the source. `through` is a field with addresses of entries: then the fields are of those entries."""

    fields: tuple[str, ...]
    given: tuple[str, ...]
    through: str


@dataclass(frozen=True)
class Need:
    """What must be said: its code, its words, how to mend its absence, for which groups of kinds, and where it is seen
    in each kind. A kind without a place for it is unknown, never good."""

    code: str
    words: Text
    fix: Text
    on: frozenset[LessonOn]
    reads: Mapping[str, Reads]


@cache
def needs() -> Mapping[str, Need]:
    """Every need by its code."""
    raw = _raw()
    return {code: _need(code, one, raw["kinds"]) for code, one in raw["needs"].items()}


@cache
def kinds_of() -> Mapping[str, LessonOn]:
    """The group of each kind that lessons speak of."""
    return {kind: group for group, kinds in _raw()["kinds"].items() for kind in kinds}


def _need(code: str, raw: Mapping[str, Any], kinds: Mapping[str, list[str]]) -> Need:
    groups: list[Any] = [group for group, names in kinds.items() if set(names) & set(raw["reads"])]
    reads = {
        kind: Reads(tuple(one.get("fields", ())), tuple(one.get("given", ())), one.get("through", ""))
        for kind, one in raw["reads"].items()
    }
    words, fix = Text(nl=raw["nl"], en=raw["en"]), Text(nl=raw["fix_nl"], en=raw["fix_en"])
    return Need(code, words, fix, frozenset(groups), reads)


def _raw() -> Any:
    return json.loads((RULES / "needs.json").read_text(encoding="utf-8"))
