# SPDX-License-Identifier: EUPL-1.2
"""Facts with an answer put in its place."""

from __future__ import annotations

import pytest

from stelsel.engines.rules import Facts
from stelsel.engines.rules.asking import with_answer
from stelsel.engines.rules.asking.case import changed
from stelsel.engines.rules.values import Unknown
from stelsel.kernel.problem import BadInput

CHILDREN = {"personen": {"Aanvrager": {"a": 1}}, "huishouden": {"kinderen": [{}, {"leeftijd": 4}]}}


@pytest.mark.parametrize(
    ("key", "answer", "made"),
    [
        ("aanvrager.b", True, {**CHILDREN, "personen": {"Aanvrager": {"a": 1, "b": True}}}),
        ("partner.b", 5, {**CHILDREN, "personen": {"Aanvrager": {"a": 1}, "partner": {"b": 5}}}),
        (
            "huishouden.kinderen[0].leeftijd",
            3,
            {**CHILDREN, "huishouden": {"kinderen": [{"leeftijd": 3}, {"leeftijd": 4}]}},
        ),
        ("gemeente", "GM0344", {**CHILDREN, "gemeente": "GM0344"}),
    ],
)
def test_an_answer_comes_in_its_place_and_the_rest_stays(key, answer, made) -> None:
    before = repr(CHILDREN)
    assert with_answer(CHILDREN, key, answer) == made
    assert repr(CHILDREN) == before
    assert Facts(with_answer(CHILDREN, key, answer)).at(key) == answer


@pytest.mark.parametrize("key", ["", "x", "[1]", "aanvrager.a.b", "huishouden.kinderen[7].leeftijd", "aanvrager[0]"])
def test_a_key_without_a_place_is_refused(key) -> None:
    with pytest.raises(BadInput):
        with_answer(CHILDREN, key, 1)
    with pytest.raises(BadInput):
        changed(Facts(CHILDREN), {key: 1})


def test_a_change_leaves_the_facts_it_was_made_from() -> None:
    facts = Facts(CHILDREN)
    made = changed(facts, {"aanvrager.a": 2, "huishouden.kinderen[1].leeftijd": 9, "gemeente": "GM0344"})
    assert (made.at("aanvrager.a"), made.at("huishouden.kinderen[1].leeftijd"), made.at("gemeente")) == (2, 9, "GM0344")
    assert facts.at("aanvrager.a") == 1
    assert facts.at("huishouden.kinderen[1].leeftijd") == 4
    assert type(facts.at("gemeente")) is Unknown


def test_a_fact_of_the_household_is_changed_there() -> None:
    facts = Facts({"huishouden": {"huur": 700}})
    assert changed(facts, {"aanvrager.huur": 800}).at("partner.huur") == 800
    assert type(changed(facts, {"aanvrager.huur": Unknown()}).at("aanvrager.huur")) is Unknown
