# SPDX-License-Identifier: EUPL-1.2
"""The interview: few questions, the right decision, and why each is asked."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.interview_ours import PERSON, Walk, best
from bench.interview_rules import DAY, Oracle, generated, our_own
from stelsel.engines.rules import Facts, evaluate
from stelsel.engines.rules.asking import Likely, answered, conclude, next_question
from stelsel.kernel.problem import BadInput
from stelsel.priorities.services.figures import figures
from tests.engines.rules.texts import fact, one

OURS = our_own()
ALLOWANCE = ("wet_op_de_zorgtoeslag", "zorgtoeslag_per_jaar")


def ask(lib, document=None, **more):
    return next_question(lib, "wet", "uit", Facts(document or {}), date(2025, 6, 1), **more)


def interview(law, people, household=None, on=DAY):
    """The keys that are asked, and the outcome at the end."""
    library, document, asked = OURS[0].library, {}, []
    while (found := next_question(library, *law, Facts(document), on, figures=figures())) is not None:
        asked.append(found.key)
        person, _, path = found.key.partition(".")
        name = path.split("[")[0]
        holder = people[person] if name in people.get(person, {}) else household or {}
        value = holder[name]
        if "[" in path:
            index, part = path.split("[")[1].split("].")
            value = value[int(index)][part]
        document = answered(document, found, len(value) if found.field.kind == "list" else value)
    return asked, conclude(library, *law, Facts(document), on, figures=figures())


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 100_000))
def test_every_interview_is_near_the_optimum_and_ends_with_the_right_decision(seed) -> None:
    oracle = Oracle(generated(seed))
    walk = Walk(oracle, best)
    assert walk.wrong == 0
    assert walk.expected <= 1.25 * oracle.least[oracle.start]  # the bench holds all together to 1.15


@pytest.mark.parametrize("rule", OURS, ids=lambda one: one.name)
def test_our_own_small_rules_take_no_more_than_their_optimum_allows(rule) -> None:
    oracle = Oracle(rule)
    walk = Walk(oracle, best)
    assert walk.wrong == 0
    assert walk.expected <= 1.15 * oracle.least[oracle.start]


def test_a_single_person_is_never_asked_about_a_partner() -> None:
    asked, outcome = interview(ALLOWANCE, {"aanvrager": {**PERSON, "heeft_toeslagpartner": False}})
    assert not [key for key in asked if key.startswith("partner.")]
    assert "aanvrager.zelfde_partner_hele_jaar" not in asked
    assert "aanvrager.maanden_met_recht" not in asked
    assert outcome.value == 155_000


def test_about_a_partner_is_asked_only_when_there_is_one() -> None:
    own = {**PERSON, "heeft_toeslagpartner": True, "zelfde_partner_hele_jaar": True}
    asked, outcome = interview(ALLOWANCE, {"aanvrager": own, "partner": PERSON})
    first = next(at for at, key in enumerate(asked) if key.startswith("partner."))
    assert asked.index("aanvrager.heeft_toeslagpartner") < first
    people = {"personen": {"aanvrager": own, "partner": PERSON}}
    assert outcome.value == evaluate(OURS[0].library, *ALLOWANCE, Facts(people), DAY, figures=figures()).value


def test_children_are_counted_first_and_then_asked_one_by_one() -> None:
    law = "wet_op_het_kindgebonden_budget", "kindgebonden_budget_per_jaar"
    child = {"geboortedatum": "2017-01-03", "ontvangt_kinderbijslag": True, "woont_buiten_eer": False}
    household = {"kinderen": [child, child]}
    people = {"aanvrager": {**PERSON, "heeft_toeslagpartner": False}}
    asked, outcome = interview(law, people, household)
    parts = [at for at, key in enumerate(asked) if "kinderen[" in key]
    assert asked.index("aanvrager.kinderen") < min(parts)
    assert len(parts) == 6
    full = Facts({"personen": people, "huishouden": household})
    assert outcome.value == evaluate(OURS[0].library, *law, full, DAY, figures=figures()).value
    assert [key for key in interview(law, people, {"kinderen": []})[0] if "kinderen[" in key] == []


def test_why_names_the_output_the_article_and_what_an_answer_settles() -> None:
    found = next_question(OURS[2].library, "wet_op_de_zorgtoeslag", "is_verzekerde", Facts({}), DAY, figures=figures())
    assert found is not None
    assert found.key == "aanvrager.is_verzekerd"
    assert found.why.nl == (
        "Want het beslist mee of “is verzekerde” geldt (artikel 1 lid 1.c, Wet op de zorgtoeslag). "
        "Is het antwoord “nee”, dan is de uitkomst meteen nee."
    )
    assert found.why.en == (
        "Because it decides whether “is verzekerde” holds (article 1(1.c), Wet op de zorgtoeslag). "
        "If the answer is “no”, the outcome is no at once."
    )
    assert found.deciding
    assert found.left == 2
    assert found.basis.article == "1"
    assert found.field.kind == "yes-no"
    assert found.field.explain.nl == "Is deze persoon verzekerd onder de Zorgverzekeringswet?"


def test_what_settles_to_no_outcome_is_said() -> None:
    cases = [{"when": "$a", "then": {"parameter": {"name": "x"}}}]
    found = ask(one({"operation": "IF", "cases": cases, "default": 7}, fact("a", "boolean")))
    assert "Is het antwoord “ja”, dan kunnen we geen uitkomst geven." in found.why.nl
    assert "If the answer is “no”, the outcome is 7 at once." in found.why.en


def test_the_interview_ends_as_soon_as_no_answer_can_change_the_outcome() -> None:
    lib = one({"operation": "OR", "conditions": ["$a", {"operation": "NOT", "value": "$a"}]}, fact("a", "boolean"))
    assert ask(lib) is None
    assert evaluate(lib, "wet", "uit", Facts({}), date(2025, 6, 1)).missing
    outcome = conclude(lib, "wet", "uit", Facts({}), date(2025, 6, 1))
    assert outcome.value is True
    assert outcome.missing == ()
    assert outcome.tree.value is True
    assert outcome.standing == "provisional"  # the text itself is not official


def test_a_conclusion_is_never_drawn_where_the_answers_tried_do_not_stand_for_all() -> None:
    square = {"operation": "MULTIPLY", "values": ["$a", "$a"]}
    lib = one({"operation": "EQUALS", "subject": square, "value": 49}, fact("a"), kind="boolean")
    assert ask(lib).key == "aanvrager.a"
    assert conclude(lib, "wet", "uit", Facts({}), date(2025, 6, 1)).missing == ("aanvrager.a",)


def test_a_fact_that_costs_more_is_asked_later() -> None:
    lib = one({"operation": "AND", "conditions": ["$a", "$b"]}, fact("a", "boolean"), fact("b", "boolean"))
    assert ask(lib).key == "aanvrager.a"
    assert ask(lib, likely=Likely(cost={"a": 3})).key == "aanvrager.b"
    assert ask(lib, likely=Likely(cost={"aanvrager.a": 3})).key == "aanvrager.b"


def test_a_fact_that_is_likely_to_decide_is_asked_first() -> None:
    lib = one({"operation": "AND", "conditions": ["$a", "$b"]}, fact("a", "boolean"), fact("b", "boolean"))
    assert ask(lib, likely=Likely(yes={"b": Fraction(1, 10)})).key == "aanvrager.b"
    assert ask(lib, likely=Likely(yes={"b": Fraction(9, 10)})).key == "aanvrager.a"


def test_a_decided_outcome_asks_nothing_and_a_wrong_rule_is_refused() -> None:
    lib = one("$a", fact("a", "boolean"), kind="boolean")
    assert ask(lib, {"personen": {"aanvrager": {"a": True}}}) is None
    with pytest.raises(BadInput):
        next_question(lib, "geen", "uit", Facts({}), DAY)
