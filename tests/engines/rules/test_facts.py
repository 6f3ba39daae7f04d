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


CHILDREN = {
    **fact("kinderen", "array"),
    "items": [
        {"name": "Soort", "type": "string", "type_spec": {"enum": ["dag", "avond"]}},
        {"name": "uren", "type": "number", "type_spec": {"min": 0, "max": 744}},
        {"name": "prijs", "type": "amount"},
        {"name": "geboren", "type": "date"},
        {"name": "woont_in", "type": "boolean"},
    ],
}
CHILD = {"soort": "dag", "uren": 100, "prijs": 1100, "geboren": "2020-01-31", "woont_in": True}


def of_children(part: str) -> Any:
    """The library that adds up one part of all children."""
    each = {"operation": "FOREACH", "subject": "$kinderen", "as": "kind", "value": f"$kind.{part}", "combine": "LIST"}
    return one(each, CHILDREN, kind="array")


@pytest.mark.parametrize(
    ("part", "value"),
    [("soort", "oma"), ("uren", -5), ("uren", 745), ("prijs", 11.0), ("geboren", "2020-02-31"), ("woont_in", "ja")],
)
def test_a_part_of_an_item_is_held_to_its_type_and_named(part: str, value: Any) -> None:
    lib = of_children("uren")
    assert run(lib, kinderen=[CHILD]).value == (100,)
    with pytest.raises(BadInput) as caught:
        run(lib, kinderen=[CHILD, {**CHILD, part: value}])
    assert caught.value.findings[0].where == f"aanvrager.kinderen[1].{part}"


@pytest.mark.parametrize("value", [2, [2], ["kind"], [[CHILD]]])
def test_an_item_that_is_no_object_is_named(value: Any) -> None:
    with pytest.raises(BadInput, match="object belongs") as caught:
        run(of_children("uren"), kinderen=value)
    assert caught.value.findings[0].where.startswith("aanvrager.kinderen[0]")


def test_a_part_that_is_null_or_absent_is_unknown() -> None:
    for given in ({**CHILD, "soort": None}, {key: part for key, part in CHILD.items() if key != "soort"}):
        assert run(of_children("soort"), kinderen=[given]).missing == ("aanvrager.kinderen[0].soort",)
