# SPDX-License-Identifier: EUPL-1.2
"""YAML with lines and exact numbers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from stelsel.kernel.documents import LinedList, LinedMap, YamlLimits, read_yaml_lines
from stelsel.kernel.problem import BadInput

TEXT = b"""a: 0.10
b:
  - 1
  - c: yes

on: year
1: 2025-01-31
d: &d [x]
e: *d
"""


def test_values_with_their_lines() -> None:
    found = read_yaml_lines(TEXT, "f")
    assert isinstance(found, LinedMap)
    assert found == {
        "a": Decimal("0.10"),
        "b": [1, {"c": True}],
        "on": "year",
        "1": date(2025, 1, 31),
        "d": ["x"],
        "e": ["x"],
    }
    assert found.lines == {"a": 1, "b": 2, "on": 6, "1": 7, "d": 8, "e": 9}
    assert isinstance(found["b"], LinedList)
    assert (found["b"].line, found["b"].lines, found["b"][1].line) == (3, [3, 4], 4)
    assert found["d"] is found["e"]


def test_numbers_are_exact() -> None:
    written = read_yaml_lines(b"[0.1, 1_000.5, -2.50, 1.5e+3]", "f")
    assert written == [Decimal("0.1"), Decimal("1000.5"), Decimal("-2.5"), Decimal(1500)]


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (b"a: 1\n'1': 1\n1: 2\n", 3),
        (b"a: 1\nb: .inf\n", 2),
        (b"a: .nan\n", 1),
        (b"a: 1.0e+900\n", 1),
        (b"a: &a {b: 1}\nc:\n  <<: *a\n", 3),
        (b"a: 1\na: 2\n", 2),
        (b"a: [\n", 2),
    ],
)
def test_what_is_refused_has_its_line(raw: bytes, line: int) -> None:
    with pytest.raises(BadInput) as problem:
        read_yaml_lines(raw, "f")
    assert problem.value.findings[0].where.startswith(f"f line {line}")


def test_limits_hold_here_too() -> None:
    with pytest.raises(BadInput):
        read_yaml_lines(b"[[[[1]]]]", "f", YamlLimits(depth=3))
    assert read_yaml_lines(b"", "f") is None
