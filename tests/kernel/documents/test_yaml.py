# SPDX-License-Identifier: EUPL-1.2
"""YAML of others: plain types, each key once, references that stay small."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from stelsel.kernel.documents import YamlLimits, read_yaml
from stelsel.kernel.problem import BadInput

SMALL = YamlLimits(size=10_000, depth=10, parts=500)
LAUGHS = "a0: &a0 [x, x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9))
MERGES = "a0: &a0 {x: 1}\n" + "".join(f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}\n" for n in range(1, 9))


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        (LAUGHS, "too-many", "x.yml line 4"),
        (MERGES, "too-many", "x.yml line"),
        ("a: &a [*a]", "yaml-alias", "x.yml line 1 column 8"),
        ("a: &a {b: {c: *a}}", "yaml-alias", "x.yml line 1"),
        ("[" * 11, "too-deep", "x.yml line 1 column 11"),
        ("{a: " * 11, "too-deep", "x.yml line 1"),
        ("- " * 11, "too-deep", "x.yml line 1"),
        ("[" + "1," * 600 + "]", "too-many", "x.yml line 1"),
        ("a: 1\nb: 2\na: 3", "yaml-key", "x.yml line 3 column 1"),
        ("1: a\n01: b", "yaml-key", "x.yml line 2 column 1"),
        ("a: {<<: {x: 1}, <<: {x: 2}}", "yaml-key", "x.yml line 1"),
        ("? [a]\n: b", "malformed", "x.yml line 1"),
        ("!!python/object/apply:os.system ['id']", "yaml-tag", "x.yml line 1"),
        ("!eigen x", "yaml-tag", "x.yml line 1"),
        ("!!binary aGFsbG8=", "yaml-tag", "x.yml line 1"),
        ("!!set {a, b}", "yaml-tag", "x.yml line 1"),
        ("a: *weg", "malformed", "x.yml line 1"),
        ("a: b: c", "malformed", "x.yml line 1"),
        ("a\n---\nb", "malformed", "x.yml line 2"),
        ("2026-02-31", "malformed", "x.yml"),
        ("!!int", "malformed", "x.yml"),
        ("!!bool x", "malformed", "x.yml"),
        ("!!timestamp x", "malformed", "x.yml"),
        ("!!map x", "yaml-tag", "x.yml"),
        ("!!map : x", "yaml-tag", "x.yml"),
        ("!!str [x]", "yaml-tag", "x.yml"),
        ("? !!float x\n: y", "malformed", "x.yml"),
        ("a: " + "9" * 5_000, "malformed", "x.yml line 1 column 4"),
        ("a: " + "1:" * 3_000 + "1", "malformed", "x.yml line 1 column 4"),
        ("9" * 500 + ": a", "malformed", "x.yml line 1 column 1"),
        ("x" * 10_001, "too-large", "x.yml"),
        ("a: \0", "not-utf8", "x.yml line 1"),
        ("a: \x07", "malformed", "x.yml"),
    ],
)
def test_what_is_refused(text: str, code: str, where: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_yaml(text.encode(), "x.yml", SMALL)
    (finding,) = caught.value.findings
    assert finding.code == code
    assert finding.where.startswith(where)


def test_what_is_read() -> None:
    text = "a: &a {x: 1, y: [ja, 2026-01-02, 1.5, ~]}\nb: *a\nc: {<<: *a, x: 2}\n"
    found = read_yaml(text.encode(), "x.yml", SMALL)
    assert found["a"] == {"x": 1, "y": ["ja", date(2026, 1, 2), 1.5, None]}
    assert found["b"] == found["a"]
    assert found["c"] == found["a"] | {"x": 2}
    assert read_yaml(b"", "x.yml") is None
    with pytest.raises(BadInput):
        read_yaml(b"\xff", "x.yml")


def parts(value: Any) -> int:
    """How many values there are, written out."""
    if isinstance(value, dict):
        return 1 + sum(1 + parts(one) for one in value.values())
    return 1 + sum(map(parts, value)) if isinstance(value, list) else 1


PIECES = st.sampled_from(
    ["a: ", "b: ", "- ", "&a ", "*a", "&b ", "*b", "<<: ", "{", "}", "[", "]", ", ", "\n", "  ", "'", '"', "|", ">",
     "!!int ", "!!str ", "!!map ", "!x ", "? ", ": ", "---\n", "...\n", "%YAML 1.1\n", "1", "0x", "1:2", ".inf",
     "=", "~", "2026-01-01", "x"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=100), st.lists(PIECES, max_size=60).map("".join)))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = read_yaml(text.encode("utf-8", "surrogatepass"), "x.yml", SMALL)
    except BadInput:
        return
    assert parts(found) <= SMALL.parts
    assert found == yaml.load(text, yaml.CSafeLoader) or ".nan" in text.lower()
