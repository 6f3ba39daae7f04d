# SPDX-License-Identifier: EUPL-1.2
"""Which facts would decide, against going over every set of answers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.interview_rules import DAY, OPEN, Oracle, generated, our_own
from stelsel.engines.rules import Facts
from stelsel.engines.rules.asking import deciding
from stelsel.priorities.services.figures import figures
from tests.engines.rules.texts import DAY as DAY_2025
from tests.engines.rules.texts import fact, one


def decides(lib, facts=None):
    return deciding(lib, "wet", "uit", Facts({"personen": {"aanvrager": facts or {}}}), DAY_2025)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 100_000), chance=st.randoms(use_true_random=False))
def test_it_names_exactly_the_facts_that_can_change_the_outcome(seed, chance) -> None:
    oracle = Oracle(generated(seed))
    answers = tuple(chance.choice([-1, -1, *range(size)]) for size in oracle.sizes)
    rule = oracle.rule
    found = deciding(rule.library, rule.rule, rule.output, Facts(rule.document(answers)), rule.on)
    keys = list(rule.domains)
    assert found.exact
    assert {one.key for one in found.facts} == {key for at, key in enumerate(keys) if oracle.matters[answers] >> at & 1}
    for one_fact in found.facts:
        after = oracle.after(answers, keys.index(one_fact.key))
        assert one_fact.alone == any(oracle.settled[each] is not OPEN for each in after), one_fact
        assert one_fact.proved


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 100_000))
def test_the_smallest_sets_that_may_decide_are_those_of_all_answers(seed) -> None:
    oracle = Oracle(generated(seed))
    rule, keys = oracle.rule, list(oracle.rule.domains)
    found = deciding(rule.library, rule.rule, rule.output, Facts(rule.document(oracle.start)), rule.on)
    if oracle.settled[oracle.start] is not OPEN:
        assert found.together == ()
        return
    sizes = {}
    for answers, value in oracle.settled.items():
        if value is not OPEN:
            chosen = tuple(sorted(keys[at] for at, one in enumerate(answers) if one >= 0))
            sizes.setdefault(len(chosen), set()).add(chosen)
    least = min(sizes)
    if least <= 4:
        assert {tuple(sorted(some)) for some in found.together} == sizes[least]


def test_a_fact_that_cannot_matter_is_not_named() -> None:
    either = {"operation": "OR", "conditions": ["$a", {"operation": "NOT", "value": "$a"}]}
    lib = one(
        {"operation": "AND", "conditions": [either, "$b"]}, fact("a", "boolean"), fact("b", "boolean"), kind="boolean"
    )
    found = decides(lib)
    assert [one.key for one in found.facts] == ["aanvrager.b"]
    assert found.facts[0].alone
    assert found.together == (("aanvrager.b",),)


def test_an_outcome_that_no_fact_can_change_names_none() -> None:
    lib = one({"operation": "OR", "conditions": ["$a", {"operation": "NOT", "value": "$a"}]}, fact("a", "boolean"))
    assert decides(lib).facts == ()
    assert decides(lib).exact
    assert decides(lib, {"a": True}).facts == ()


def test_two_facts_that_decide_only_together_are_named_as_a_pair() -> None:
    both = {"operation": "EQUALS", "subject": {"operation": "ADD", "values": [_count("$a"), _count("$b")]}, "value": 1}
    found = decides(one(both, fact("a", "boolean"), fact("b", "boolean"), kind="boolean"))
    assert found.together == (("aanvrager.a", "aanvrager.b"),)
    assert not any(one.alone for one in found.facts)


def _count(name):
    return {"operation": "IF", "cases": [{"when": name, "then": 1}], "default": 0}


@pytest.mark.parametrize(
    ("expression", "exact"),
    [
        ({"operation": "GREATER_THAN", "subject": "$a", "value": 5}, True),
        ({"operation": "ADD", "values": ["$a", 1]}, False),
        ({"operation": "EQUALS", "subject": {"operation": "MULTIPLY", "values": ["$a", "$a"]}, "value": 9}, False),
        ({"operation": "GREATER_THAN", "subject": {"operation": "DIVIDE", "values": [1, "$a"]}, "value": 0}, False),
        ({"operation": "GREATER_THAN", "subject": {"operation": "ADD", "values": ["$a", "$a"]}, "value": 5}, False),
        ({"operation": "GREATER_THAN", "subject": {"operation": "MULTIPLY", "values": ["$a", 2]}, "value": 5}, False),
        ({"operation": "GREATER_THAN", "subject": {"operation": "MULTIPLY", "values": ["$a", 2]}, "value": 6}, True),
    ],
)
def test_it_says_when_the_answers_it_tried_do_not_stand_for_all(expression, exact) -> None:
    found = decides(one(expression, fact("a")))
    assert [each.key for each in found.facts] == ["aanvrager.a"]
    assert found.exact is exact


def test_between_two_whole_numbers_a_broken_one_may_count() -> None:
    between = [
        {"operation": "GREATER_THAN", "subject": "$a", "value": 2},
        {"operation": "LESS_THAN", "subject": "$a", "value": 3},
    ]
    assert not decides(one({"operation": "AND", "conditions": between}, fact("a"), kind="boolean")).exact


def test_a_large_law_names_all_it_came_to_need_and_proves_what_it_can() -> None:
    library = our_own()[0].library
    law = "wet_op_de_zorgtoeslag", "zorgtoeslag_per_jaar"
    found = deciding(library, *law, Facts({}), DAY, figures=figures())
    named = {one.key: one for one in found.facts}
    assert len(named) == 14
    assert not found.exact
    assert named["aanvrager.is_verzekerd"].alone
    assert not named["aanvrager.heeft_toeslagpartner"].alone
    assert ("aanvrager.is_verzekerd",) in found.together
    assert any(one.proved for one in found.facts)
    single = {"personen": {"aanvrager": {"heeft_toeslagpartner": False}}}
    without = deciding(library, *law, Facts(single), DAY, figures=figures())
    assert not any(one.key.startswith("partner.") for one in without.facts)
