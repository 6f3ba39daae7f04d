# SPDX-License-Identifier: EUPL-1.2
"""What does not compile is refused with file, line and reason, never approximated."""

from __future__ import annotations

import builtins
import sys
from typing import Any

import pytest

from stelsel.engines.rules.population import Cells, compile_rule
from stelsel.engines.rules.population.rows import rows
from stelsel.engines.rules.population.sql import query
from stelsel.kernel.problem import BadInput
from tests.engines.rules.population.test_operations import each, op
from tests.engines.rules.texts import DAY, fact, one

KINDS, FRIENDS = fact("kinderen", "array"), fact("vrienden", "array")
TWO_LISTS = {
    "operation": "FOREACH", "subject": "$vrienden", "as": "vriend", "combine": "ADD",
    "value": each(op("ADD", "$kind.leeftijd", "$vriend.leeftijd"), "ADD"),
}  # fmt: skip
REFUSED: dict[str, tuple[Any, tuple[dict[str, Any], ...]]] = {
    "operation": ({"operation": "CONCAT", "values": ["$s", "x"]}, (fact("s", "string"),)),
    "kind": (op("ADD", "$s", 1), (fact("s", "string"),)),
    "part": (op("ADD", "$a.groot", 1), (fact("a"),)),
    "list": (each("$kind.leeftijd", "LIST"), (KINDS,)),
    "outcome": ("$o", (fact("o", "object"),)),
    "item": (each("$kind", "ADD"), (KINDS,)),
    "two-types": (op("ADD", each("$kind.x", "ADD"), each(1, "ADD", "$kind.x")), (KINDS,)),
    "mixed": (TWO_LISTS, (KINDS, FRIENDS)),
    "size": (op("MULTIPLY", "$a", "$a", "$a", "$a"), (fact("a"),)),
    "cycle": (op("ADD", "$uit", 1), ()),
}


@pytest.mark.parametrize("code", REFUSED)
def test_it_is_refused_with_line_and_reason(code: str) -> None:
    expression, inputs = REFUSED[code]
    with pytest.raises(BadInput) as refused:
        compile_rule(one(expression, *inputs), "wet", "uit", DAY)
    (finding,) = refused.value.findings
    assert finding.code == f"rules-compile-{code}"
    assert finding.where.startswith("wet-0.yaml line ")
    assert finding.what.nl
    assert finding.cure.en


def test_no_version_and_no_output_are_refused() -> None:
    for rule, output, code in (("weg", "uit", "rules-no-version"), ("wet", "weg", "rules-no-output")):
        with pytest.raises(BadInput) as refused:
            compile_rule(one(1), rule, output, DAY)
        assert refused.value.findings[0].code == code


def test_narrower_bounds_make_it_fit() -> None:
    texts = one(op("MULTIPLY", "$a", "$a", "$a", "$a"), fact("a"))
    program = compile_rule(texts, "wet", "uit", DAY, cells=Cells(limits={"a": (0, 1000)}))
    assert program.value.high == 10**12


def test_a_cell_that_a_column_cannot_hold_is_refused() -> None:
    program = compile_rule(one("$a", fact("a", max=10)), "wet", "uit", DAY)
    for value in (11, 2.5, "x", True):
        with pytest.raises(BadInput):
            rows(program, [{"personen": {"aanvrager": {"a": value}}}])
    halves = compile_rule(one("$a", fact("a", max=10)), "wet", "uit", DAY, cells=Cells(scales={"a": 2}))
    assert rows(halves, [{"personen": {"aanvrager": {"a": 2.5}}}]).columns["aanvrager.a"] == [5]


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    program = compile_rule(one("$a", fact("a")), "wet", "uit", DAY)
    real = builtins.__import__

    def missing(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("sqlglot"):
            raise ImportError(name)
        return real(name, *rest, **more)

    for name in [module for module in sys.modules if module.split(".")[0] == "sqlglot"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "sqlglot", None)
    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(BadInput) as refused:
        query(program, "duckdb")
    assert ".[rules]" in refused.value.findings[0].cure.en
