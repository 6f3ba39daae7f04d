# SPDX-License-Identifier: EUPL-1.2
"""What is decided while facts are missing is what is decided with all facts; and the facts it names decide."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.engines.rules import Facts, Library, evaluate
from tests.engines.rules.texts import DAY, fact, one, run

INPUTS = [fact("p", "boolean"), fact("q", "boolean"), fact("x", min=0, max=3), fact("y", min=-2), fact("z")]
FULL = st.fixed_dictionaries(
    {
        "p": st.booleans(),
        "q": st.booleans(),
        "x": st.integers(0, 3),
        "y": st.integers(-2, 3),
        "z": st.integers(-3, 3),
    }
)


def conditions(numbers: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Expressions that give yes or no."""
    compared = st.builds(
        lambda name, a, b: {"operation": name, "subject": a, "value": b},
        st.sampled_from("EQUALS GREATER_THAN LESS_THAN GREATER_THAN_OR_EQUAL LESS_THAN_OR_EQUAL".split()),
        numbers,
        numbers,
    )
    simple = st.sampled_from(["$p", "$q", True, False]) | compared
    return simple | st.builds(
        lambda name, some: {"operation": name, "conditions": some},
        st.sampled_from(["AND", "OR"]),
        st.lists(simple | st.builds(lambda a: {"operation": "NOT", "value": a}, simple), min_size=1, max_size=3),
    )


def larger(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Expressions that give a number, of smaller ones."""
    names = st.sampled_from("ADD SUBTRACT MULTIPLY MIN MAX DIVIDE".split())
    arithmetic = st.builds(
        lambda name, some: {"operation": name, "values": some}, names, st.lists(inner, min_size=1, max_size=3)
    )
    rounded = st.builds(
        lambda name, a: {"operation": name, "value": a, "to": 2}, st.sampled_from(["ROUND", "CEIL", "FLOOR"]), inner
    )
    chosen = st.builds(
        lambda when, a, b: {"operation": "IF", "cases": [{"when": when, "then": a}], "default": b},
        conditions(inner),
        inner,
        inner,
    )
    return arithmetic | rounded | chosen


expressions = st.recursive(st.sampled_from(["$x", "$y", "$z", 0, 1, 2]), larger, max_leaves=8)


def value(lib: Library, facts: dict[str, Any]) -> Any:
    return evaluate(lib, "wet", "uit", Facts({"personen": {"aanvrager": facts}}), DAY)


@given(expressions, FULL, st.sets(st.sampled_from("pqxyz")))
def test_a_decision_with_facts_missing_is_the_decision_with_all(
    expression: Any, full: dict[str, Any], gone: set[str]
) -> None:
    lib = one(expression, *INPUTS)
    truth = value(lib, full)
    if truth.troubles:  # divided by zero
        return
    facts = {name: given for name, given in full.items() if name not in gone}
    found = value(lib, facts)
    while found.missing:
        if found.value.low is not None:
            assert found.value.low <= truth.value
        if found.value.high is not None:
            assert truth.value <= found.value.high
        name = found.missing[0].removeprefix("aanvrager.")
        assert name not in facts
        facts[name] = full[name]
        found = value(lib, facts)
    assert found.value == truth.value
    assert set(found.facts) <= {f"aanvrager.{name}" for name in facts}


@pytest.mark.parametrize("shape", ["IF", "AND", "FOREACH"])
def test_what_stands_in_the_way_counts_only_when_it_is_certain_to_be_needed(shape: str) -> None:
    no_way = {"operation": "DIVIDE", "values": [1, 0]}
    above = {"operation": "GREATER_THAN", "subject": no_way, "value": 0}
    shapes: dict[str, tuple[Any, str]] = {
        "IF": ({"operation": "IF", "cases": [{"when": "$a", "then": no_way}], "default": 5}, "number"),
        "AND": ({"operation": "AND", "conditions": ["$a", above]}, "boolean"),
        "FOREACH": (
            {"operation": "FOREACH", "subject": [1], "as": "x", "where": "$a", "value": no_way, "combine": "ADD"},
            "number",
        ),
    }
    expression, kind = shapes[shape]
    lib = one(expression, fact("a", "boolean"), kind=kind)
    still_open = run(lib)
    assert (still_open.missing, still_open.troubles) == (("aanvrager.a",), ())
    assert still_open.standing != "refused"
    assert [one.code for one in run(lib, a=True).troubles] == ["zero"]
    assert run(lib, a=False).troubles == ()
