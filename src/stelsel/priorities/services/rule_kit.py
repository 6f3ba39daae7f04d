# SPDX-License-Identifier: EUPL-1.2
"""The conformance kit of the rules that ship: their texts, figures and worked examples, and those of the language."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import msgspec

from stelsel.engines.rules.kit import FORM, Answer, Kit, KitCase, answers, kit_figure, kit_text
from stelsel.engines.rules.kit_language import language_cases, operations
from stelsel.engines.rules.parameters import Figure
from stelsel.priorities.services.figures import DERIVED, RULES, figures

LANGUAGE = RULES / "language.md"
"""docs/rules-language.md, one file in two places."""


def kit() -> Kit:
    """The whole kit. Values, doubts and lacking figures stand in the worked examples; our engine adds the rest."""
    shown = language_cases(LANGUAGE.read_text(encoding="utf-8"))
    texts = tuple(
        kit_text(path.relative_to(RULES).as_posix(), path.read_bytes()) for path in sorted(RULES.glob("*/*.yaml"))
    )
    laws = Kit(FORM, {}, texts, tuple(map(kit_figure, (*figures().all(), *_derived()))), tuple(_examples()))
    told = (
        msgspec.structs.replace(one, expect=_with(one.expect, found))
        for one, found in zip(laws.cases, answers(laws), strict=True)
    )
    return msgspec.structs.replace(laws, operations=operations(shown), cases=(*shown, *told))


def _with(expect: Answer, found: Answer) -> Answer:
    return msgspec.structs.replace(expect, unit=found.unit, standing=found.standing)


def _examples() -> Iterator[KitCase]:
    for path in sorted(RULES.glob("*/examples-*.json")):
        raw = json.loads(path.read_text(encoding="utf-8"))
        for one in raw["examples"]:
            name = f"{raw['law']}/{one['on']}/{one['output']}/{one['name']}"
            day = date.fromisoformat(one["on"])
            yield KitCase(name, raw["law"], one["output"], day, one["facts"], _expect(one), one["source"])


def _expect(one: dict[str, Any]) -> Answer:
    if "refused" in one:
        return Answer(lacking=(one["refused"],))
    return Answer(value=one["expect"], uncertain=tuple(one["uncertain"]), missing=(), stuck=())


def _derived() -> Iterator[Figure]:
    """Each derived figure once, from every day on which what it is made of can change."""
    for made in DERIVED:
        inputs = [one for need in made.needs for one in figures().versions(made.bwb_id, need)]
        printed = figures().versions(made.bwb_id, made.name)
        ends = {one.valid_to + timedelta(days=1) for one in printed if one.valid_to and not one.derived}
        days = sorted({one.valid_from for one in inputs} | ends)
        seen = [one for one in (figures().on(made.bwb_id, made.name, day) for day in days) if isinstance(one, Figure)]
        yield from {one.valid_from: one for one in seen if one.derived}.values()
