# SPDX-License-Identifier: EUPL-1.2
"""Every example of the language runs, and every operation has one."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from stelsel.engines.rules import Facts, Outcome, evaluate, plain
from stelsel.engines.rules._expressions import OPERATION_NAMES
from stelsel.kernel.documents import read_yaml_lines
from tests.engines.rules.texts import DAY, Figure, Table, fact, one

PAGE = Path(__file__).resolve().parents[2] / "docs" / "rules-language.md"
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
KINDS = {bool: "boolean", int: "number", str: "string", list: "array", dict: "object", type(None): "number"}
OLDER = {"ADD_DATE", "SUBTRACT_DATE", "GREATER_OR_EQUAL", "LESS_OR_EQUAL", "NOT_IN", "NOT_EQUALS", "NOT_NULL"} | {
    "STATIC",
    "COMBINE_DATETIME",
}


def data(value: Any) -> Any:
    """What our reader read, as plain data; a key `on` stays a text, which YAML 1.1 would make true."""
    if isinstance(value, dict):
        return {key: data(one) for key, one in value.items()}
    if isinstance(value, list):
        return [data(one) for one in value]
    return float(value) if isinstance(value, Decimal) else value


def outcome_of(example: dict[str, Any]) -> Outcome:
    """What the expression of an example gives with its facts and figures."""
    given, types = example.get("in", {}), example.get("types", {})
    boolean = {"AND", "OR", "NOT", "IF"} & set(re.findall("[A-Z]+", str(example["do"])))
    inputs = []
    for name, value in given.items():
        kind = "boolean" if value is None and boolean else KINDS[type(value)]
        inputs.append({**fact(name, kind), **types.get(name, {})})
    figures = [(DAY.year, Figure(name, Fraction(value))) for name, value in example.get("figures", {}).items()]
    facts = Facts({"personen": {"aanvrager": given}})
    return evaluate(one(example["do"], *inputs, kind="object"), "wet", "uit", facts, DAY, figures=Table(*figures))


@pytest.mark.parametrize("text", EXAMPLES)
def test_the_example_gives_what_it_says(text: str) -> None:
    example = data(read_yaml_lines(text.encode(), "example"))
    found = outcome_of(example)
    if "out" in example:
        assert plain(found.value) == example["out"]
    elif "unknown" in example:
        assert list(found.missing) == example["unknown"]
        assert found.troubles == ()
    else:
        assert [one.code for one in found.troubles] == [example["stuck"]]


def test_every_operation_has_an_example() -> None:
    shown = {name for text in EXAMPLES for name in re.findall(r"operation: ([A-Z_]+)", text)}
    assert OPERATION_NAMES - OLDER - shown == set()
