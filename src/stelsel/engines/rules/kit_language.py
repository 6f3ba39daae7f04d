# SPDX-License-Identifier: EUPL-1.2
"""The runnable examples of docs/rules-language.md as cases of the conformance kit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from stelsel.engines.rules.kit import Answer, KitCase, KitFigure
from stelsel.kernel.documents import read_yaml_lines

DAY = date(2025, 6, 1)
"""The day that every example is about."""
_LAW = "BWBR0000001"
_KINDS = {bool: "boolean", int: "number", str: "string", list: "array", dict: "object", type(None): "number"}
_BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_OPERATION = re.compile(r"operation['\"]?: ['\"]?([A-Z_]+)")


def language_cases(page: str) -> tuple[KitCase, ...]:
    """Every example of the page, in order: one text `wet` with one output `uit`."""
    return tuple(_case(at, _data(read_yaml_lines(raw.encode(), "example"))) for at, raw in _numbered(page))


def operations(cases: Iterable[KitCase]) -> dict[str, tuple[str, ...]]:
    """Of each operation the cases that use it."""
    found: dict[str, tuple[str, ...]] = {}
    for case in cases:
        for name in sorted(set(_OPERATION.findall(str(case.text)))):
            found[name] = (*found.get(name, ()), case.id)
    return dict(sorted(found.items()))


def _numbered(page: str) -> Iterator[tuple[int, str]]:
    return enumerate(_BLOCK.findall(page), 1)


def _case(at: int, example: dict[str, Any]) -> KitCase:
    if "out" in example:
        expect = Answer(value=example["out"])
    elif "unknown" in example:
        expect = Answer(missing=tuple(example["unknown"]), stuck=())
    else:
        expect = Answer(stuck=(example["stuck"],))
    facts = {"personen": {"aanvrager": example.get("in", {})}}
    figures = tuple(
        KitFigure(
            "Wet", _LAW, "1", name, date(DAY.year, 1, 1), date(DAY.year, 12, 31), str(value), "number", "L", "wet"
        )
        for name, value in example.get("figures", {}).items()
    )
    return KitCase(
        f"language/{at}", "wet", "uit", DAY, facts, expect, "docs/rules-language.md", _text(example), figures
    )


def _text(example: dict[str, Any]) -> dict[str, Any]:
    """The rule text that an example stands for, as RegelRecht writes it."""
    boolean = {"AND", "OR", "NOT", "IF"} & set(re.findall("[A-Z]+", str(example["do"])))
    inputs = []
    for name, value in example.get("in", {}).items():
        kind = "boolean" if value is None and boolean else _KINDS[type(value)]
        inputs.append({"name": name, "type": kind, "source": {}, **example.get("types", {}).get(name, {})})
    execution = {
        "input": inputs,
        "output": [{"name": "uit", "type": "object"}],
        "actions": [{"output": "uit", "value": example["do"]}],
    }
    article = {
        "number": "1",
        "text": "Tekst van artikel 1.",
        "url": "https://example.nl/1",
        "machine_readable": {"execution": execution},
    }
    return {
        "$id": "wet",
        "name": "Wet",
        "regulatory_layer": "WET",
        "url": "https://example.nl",
        "publication_date": "2020-01-01",
        "bwb_id": _LAW,
        "articles": [article],
    }


def _data(value: Any) -> Any:
    """What the reader of YAML gives, as plain data; numbers of a few digits, so that a float writes the same."""
    if isinstance(value, dict):
        return {str(key): _data(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_data(one) for one in value]
    return float(value) if isinstance(value, Decimal) else value
