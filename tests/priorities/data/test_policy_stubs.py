# SPDX-License-Identifier: EUPL-1.2
"""Rego and Cedar as a beginning: marked, the same each time, and no where an attribute is not told."""

from __future__ import annotations

import pytest

from stelsel.nouns.agreement import PROFILES, AgreedDuty, AgreedPermission, AgreedProhibition, Agreement, example
from stelsel.priorities.data.exchange.policy_stubs import cedar, rego

BASE = example("grondregels")


@pytest.mark.parametrize("name", ["grondregels", "levering-adressen", *PROFILES])
def test_a_stub_says_that_it_is_one_and_holds_every_rule(name: str) -> None:
    body = example(name)
    for make, sign in ((rego, "#"), (cedar, "//")):
        text = make(body, BASE)
        assert text == make(body, BASE)
        assert text.startswith(f"{sign} STUB: af te maken. / STUB: to be finished.")
        for part in (body.permissions, body.prohibitions, body.duties):
            for rule in part:
                assert rule.rule_id in text
                assert rule.title in text


def _agreement(when: str, title: str = "") -> Agreement:
    return Agreement(
        identifier='1 "x"\n',
        version="1",
        title="t\nu */",
        permissions=(AgreedPermission("p", when, title),),
        prohibitions=(AgreedProhibition("v", "land = wereld", "niveau >= 4"),),
        duties=(AgreedDuty("d", "vastgelegd = true"),),
    )


def test_concepts_are_lists_and_unknown_is_no() -> None:
    body = _agreement("doel isA zorg")
    text = rego(body, BASE)
    assert 'input["doel"] in ["zorg", "behandeling", "langdurige-zorg"]' in text
    assert "default allow := false" in text
    assert 'attributes := ["doel", "land", "niveau", "vastgelegd"]' in text
    assert "package stelsel.a_1_x" in text
    told = cedar(body, BASE)
    assert '["zorg", "behandeling", "langdurige-zorg"].contains(context["doel"])' in told
    assert 'context has "doel" && context has "land"' in told


@pytest.mark.parametrize("when", ["bedrag >= 1.5", "dag >= 2026-01-01", "bedrag = 0.5"])
def test_what_cedar_cannot_say_is_to_do_and_says_no(when: str) -> None:
    permission = next(line for line in cedar(_agreement(when)).splitlines() if "TODO" in line and "when" in line)
    assert permission.startswith("when { false /* TODO")
    body = Agreement(identifier="a", version="1", title="t", prohibitions=(AgreedProhibition("v", when),))
    assert "when { true /* TODO" in cedar(body)


def test_words_of_others_do_not_leave_their_quotes() -> None:
    body = _agreement('doel = "a\\" } allow := true"', 'titel "x"')
    assert "# t u */, 1" in rego(body)
    assert 'input["doel"] in ["a\\" } allow := true"]' in rego(body)
    assert '@titel("titel \\"x\\"")' in cedar(body)
