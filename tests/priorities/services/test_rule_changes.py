# SPDX-License-Identifier: EUPL-1.2
"""What would change an outcome: each change is computed again here and gives what was said."""

from __future__ import annotations

from stelsel.nouns.rule_text import shipped_rules
from stelsel.priorities.services.rule_changes import changes_of
from tests.priorities.services.test_rule_answer import case


def said(**facts: object) -> list[tuple[str, str]]:
    rules, one = shipped_rules(), case(**facts)
    return [(found.change.nl, found.effect.nl) for found in changes_of(rules, one, one.outcome(rules))]


def test_a_yes_or_no_the_other_way_round() -> None:
    found = dict(said())
    assert found["Is verzekerd voor de zorg: nee"] == "Zorgtoeslag per jaar: € 0,00."
    assert found["Is verzekerd in een verdragsland: ja"] == "We kunnen zorgtoeslag per jaar niet uitrekenen."
    assert found["Heeft een toeslagpartner: ja"].startswith("Dan hangt het af van: ")
    assert not [change for change in found if change.startswith("Jaarinkomen")]


def test_what_it_would_take_to_get_something() -> None:
    change, effect = said(jaarinkomen=5_000_000)[0]
    assert (change, effect) == (
        "Jaarinkomen: € 39.719,30 in plaats van € 50.000,00",
        "Zorgtoeslag per jaar: € 24,00.",
    )
    rules = shipped_rules()
    assert case(jaarinkomen=3_971_930).outcome(rules).value == 2_400
    assert case(jaarinkomen=3_971_931).outcome(rules).value == 0


def test_nothing_is_said_while_facts_are_missing() -> None:
    assert said(jaarinkomen=None) == []


def test_nothing_is_computed_again_for_a_huge_outcome() -> None:
    rules, one = shipped_rules(), case()
    outcome = one.outcome(rules)
    from stelsel.priorities.services import rule_answer

    most, rule_answer.REPEATED = rule_answer.REPEATED, 10
    try:
        assert changes_of(rules, one, outcome) == ()
        assert rule_answer.curve(rules, one, outcome) is None
    finally:
        rule_answer.REPEATED = most
