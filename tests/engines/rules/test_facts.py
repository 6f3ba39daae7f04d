# SPDX-License-Identifier: EUPL-1.2
"""Facts: looked up by person, else household; wrong ones named with the rule."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from stelsel.engines.rules import Facts, evaluate
from stelsel.kernel.problem import BadInput
from tests.engines.rules.texts import DAY, fact, one, run


def test_a_person_goes_before_the_household_and_names_are_in_any_case() -> None:
    lib = one({"operation": "ADD", "values": ["$A", "$b"]}, fact("A"), fact("b"))
    facts = Facts({"personen": {"aanvrager": {"a": 1}}, "huishouden": {"a": 5, "B": 10}})
    assert evaluate(lib, "wet", "uit", facts, DAY).value == 11


def test_null_is_unknown_and_an_empty_list_is_nothing() -> None:
    lib = one({"operation": "IS_NULL", "subject": "$a"}, fact("a", "date"), kind="boolean")
    assert run(lib, a=None).missing == ("aanvrager.a",)
    assert run(lib, a=[]).value is True
    assert run(lib, a="2025-01-01").value is False
    inside = one({"operation": "IS_NULL", "subject": "$a.einde"}, fact("a", "object"), kind="boolean")
    assert run(inside, a={"einde": None}).value is True
    assert run(inside, a={}).missing == ("aanvrager.a.einde",)


@pytest.mark.parametrize(
    ("kind", "value", "found"),
    [
        ("number", 1.1, Fraction(11, 10)),
        ("date", "2025-02-03", date(2025, 2, 3)),
        ("amount", 100, 100),
        ("array", [1, 0.5], (1, Fraction(1, 2))),
        ("array", "alleen", ("alleen",)),
        ("boolean", False, False),
    ],
)
def test_values_are_read_by_their_type(kind: str, value: Any, found: Any) -> None:
    assert run(one("$a", fact("a", kind), kind=kind), a=value).value == found


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("amount", 100.5),
        ("amount", 100.0),
        ("amount", "100"),
        ("amount", True),
        ("boolean", 1),
        ("boolean", "ja"),
        ("date", "31-01-2025"),
        ("date", 20250131),
        ("number", "1"),
        ("number", 10**40),
        ("string", 5),
        ("object", 5),
    ],
)
def test_a_wrong_type_is_named_with_the_rule(kind: str, value: Any) -> None:
    with pytest.raises(BadInput) as problem:
        run(one("$a", fact("a", kind), kind=kind), a=value)
    finding = problem.value.findings[0]
    assert finding.where == "aanvrager.a"
    assert "wet-0.yaml line 14" in finding.what.en


def test_an_impossible_value_is_named() -> None:
    lib = one("$a", fact("a", min=0, max=10))
    for value in (-1, 11):
        with pytest.raises(BadInput, match="does not lie between 0 and 10"):
            run(lib, a=value)
    with pytest.raises(BadInput, match="Choose from: a, b"):
        run(one("$a", fact("a", "string", enum=["a", "b"])), a="c")


@pytest.mark.parametrize(
    "data",
    [
        [],
        {"personen": []},
        {"personen": {"aanvrager": 1}},
        {"mensen": {}},
        {"gemeente": "Utrecht"},
        {"huishouden": {"a": 1, "A": 2}},
        {"huishouden": {"a": float("nan")}},
        {"huishouden": {"a": float("inf")}},
        {"huishouden": {"a": object()}},
        {"huishouden": {"a": [0] * 2_001}},
        {"huishouden": {"a": [[[[[[[[1]]]]]]]]}},
        {"huishouden": {str(at): [0] * 1_999 for at in range(11)}},
    ],
)
def test_what_are_no_facts_is_refused(data: Any) -> None:
    with pytest.raises(BadInput):
        Facts(data)
