# SPDX-License-Identifier: EUPL-1.2
"""Branches that cannot be come to are found, and no branch that can be."""

from __future__ import annotations

import json
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.engines.rules import Facts, evaluate
from stelsel.engines.rules.checks import Check
from stelsel.engines.rules.checks.branches import unreachable_branches
from tests.engines.rules.texts import DAY, fact, one

AGE = fact("leeftijd", min=0, max=130)
SORT = fact("soort", "string", enum=["A", "B"])
YES = fact("ja", "boolean")


def compared(operation: str, value: Any, subject: Any = "$leeftijd") -> dict[str, Any]:
    return {"operation": operation, "subject": subject, "value": value}


def choice(*when: Any, default: Any = None) -> dict[str, Any]:
    cases = [{"when": test, "then": at} for at, test in enumerate(when)]
    return {"operation": "IF", "cases": cases, **({} if default is None else {"default": default})}


def both(*tests: Any) -> dict[str, Any]:
    return {"operation": "AND", "conditions": list(tests)}


def found(expression: Any, **formal: Any) -> tuple[Check, ...]:
    return unreachable_branches(one(expression, AGE, SORT, YES, **formal))


@pytest.mark.parametrize(
    "expression",
    [
        choice(compared("GREATER_THAN_OR_EQUAL", 18), compared("GREATER_THAN", 65)),
        choice(compared("GREATER_THAN", 130)),
        choice(compared("LESS_THAN", 0)),
        choice(compared("EQUALS", "C", "$soort")),
        choice({"operation": "IN", "subject": "$soort", "values": ["C", "D"]}),
        choice(compared("EQUALS", "A", "$soort"), both("$ja", compared("EQUALS", "A", "$soort"))),
        choice(both(compared("EQUALS", "A", "$soort"), compared("EQUALS", "B", "$soort"))),
        choice(both("$ja", {"operation": "NOT", "value": "$ja"})),
        choice(False),
        choice(compared("GREATER_THAN", 2, 1), default=1),
        choice("$ja", {"operation": "NOT", "value": "$ja"}, default=1),
        choice(compared("GREATER_THAN", "$GRENS"), compared("GREATER_THAN", 21)),
        choice(compared("GREATER_THAN", "$a", "$b"), compared("LESS_THAN", "$b", "$a")),
        choice({"operation": "OR", "conditions": ["$ja", compared("LESS_THAN", 18)]}, both("$ja", "$nee")),
        both(compared("LESS_THAN", 18), {"operation": "OR", "conditions": [choice(True, default=False)]}),
    ],
)
def test_what_cannot_be_is_found(expression: Any) -> None:
    (finding, *_) = found(expression, definitions={"GRENS": 18})
    assert (finding.code, finding.severity, finding.rule) == ("rules-unreachable", "fault", "wet")
    assert finding.where == f"wet-0.yaml line {finding.at}"


@pytest.mark.parametrize(
    "expression",
    [
        choice(compared("GREATER_THAN_OR_EQUAL", 65), compared("GREATER_THAN_OR_EQUAL", 18), default=0),
        choice(compared("GREATER_THAN", 129), default=1),
        choice(compared("LESS_THAN_OR_EQUAL", 0), default=1),
        choice(compared("EQUALS", "A", "$soort"), compared("EQUALS", "B", "$soort"), default=9),  # nothing is no A or B
        choice("$ja", default=1),
        choice(compared("GREATER_THAN", "$a", "$b"), compared("EQUALS", "$b", "$a"), compared("LESS_THAN", "$a", "$b")),
        choice(compared("EQUALS", True, "$ja"), compared("EQUALS", False, "$ja"), default=1),
        choice({"operation": "IS_NULL", "subject": "$soort"}, compared("EQUALS", "A", "$soort"), default=1),
    ],
)
def test_what_can_be_is_left_alone(expression: Any) -> None:
    assert found(expression) == ()


def test_a_choice_within_a_branch_knows_what_came_before() -> None:
    inner = choice(compared("GREATER_THAN", 66), default=2)
    (finding,) = found(
        {"operation": "IF", "cases": [{"when": compared("LESS_THAN", 18), "then": inner}], "default": inner}
    )
    assert finding.what.en.startswith("This condition can never hold here")


def conditions() -> st.SearchStrategy[Any]:
    leaf = st.one_of(
        st.builds(
            compared,
            st.sampled_from(["LESS_THAN", "GREATER_THAN", "EQUALS", "LESS_THAN_OR_EQUAL", "GREATER_THAN_OR_EQUAL"]),
            st.integers(0, 3),
        ),
        st.just("$ja"),
        st.sampled_from(["A", "B"]).map(lambda value: compared("EQUALS", value, "$soort")),
        st.just({"operation": "IN", "subject": "$soort", "values": ["B"]}),
        st.booleans(),
    )
    joined = st.builds(
        lambda name, some: {"operation": name, "conditions": some},
        st.sampled_from(["AND", "OR"]),
        st.lists(leaf, min_size=1, max_size=3),
    )
    return st.one_of(leaf, joined, joined.map(lambda one: {"operation": "NOT", "value": one}))


@given(st.lists(conditions(), min_size=1, max_size=4))
def test_no_case_comes_to_a_branch_that_is_called_unreachable(tests: list[Any]) -> None:
    tests = json.loads(json.dumps(tests))  # the same twice is written twice
    library = one(choice(*tests, default=99), fact("leeftijd", min=0, max=3), SORT, YES)
    lines = {finding.at for finding in unreachable_branches(library)}
    action = library.versions[0].scopes[0].article.actions[0].value
    dead = {at for at, (when, _) in enumerate(action.cases) if when.line in lines}  # type: ignore[union-attr]
    if action.default.line in lines:  # type: ignore[union-attr]
        dead.add(99)
    reached = set()
    for age, sort, yes in product((0, 1, 2, 3), ("A", "B", []), (True, False)):
        facts = {"personen": {"aanvrager": {"leeftijd": age, "soort": sort, "ja": yes}}}
        reached.add(evaluate(library, "wet", "uit", Facts(facts), DAY).value)
    assert not reached & dead
