# SPDX-License-Identifier: EUPL-1.2
"""What an outcome can need is found without computing, and is never less than what a case asks."""

from __future__ import annotations

from datetime import date

import pytest

from stelsel.engines.rules import Facts, evaluate
from stelsel.engines.rules.reach import Link, reach, users
from stelsel.nouns.rule_text import shipped_rules
from stelsel.priorities.services.grades import STANDING_FOR

ON = date(2026, 7, 1)
CASES = [(law, output) for _, _, law, outputs in STANDING_FOR for output in outputs]


@pytest.mark.parametrize(("law", "output"), CASES)
def test_what_a_case_asks_is_among_what_it_can_need(law: str, output: str) -> None:
    rules = shipped_rules()
    needs = reach(rules.library, law, [output], ON)
    known = {one.key for one in needs.facts} | {"gemeente", "waterschap"}
    outcome = evaluate(rules.library, law, output, Facts({}), ON, figures=rules.figures)
    assert outcome.missing
    assert {key.partition("[")[0] for key in outcome.missing} <= known
    for name in outcome.figures:
        assert name.rpartition(" ")[2] in {figure for _, _, _, figure in needs.figures}


def test_a_list_has_the_parts_that_are_used_with_their_types() -> None:
    needs = reach(shipped_rules().library, "wet_op_het_kindgebonden_budget", ["kindgebonden_budget_per_jaar"], ON)
    children = next(one for one in needs.facts if one.name == "kinderen")
    assert {part.name: part.kind.base for part in children.parts} == {
        "geboortedatum": "date",
        "ontvangt_kinderbijslag": "boolean",
        "woont_buiten_eer": "boolean",
    }


def test_the_partner_is_another_person() -> None:
    needs = reach(shipped_rules().library, "wet_op_de_zorgtoeslag", ["zorgtoeslag_per_jaar"], ON)
    assert {one.person for one in needs.facts} == {"aanvrager", "partner"}
    assert "partner.jaarinkomen" in {one.key for one in needs.facts}
    assert "partner.heeft_toeslagpartner" not in {one.key for one in needs.facts}


def test_a_term_that_places_fill_in_names_them() -> None:
    needs = reach(shipped_rules().library, "participatiewet", ["individuele_inkomenstoeslag"], ON)
    assert set(needs.places) == {"GM0484", "GM0928", "GM1731"}
    assert "inkomenstoeslag_kerkrade" in {one.other_rule for one in needs.links}


def test_who_uses_a_rule() -> None:
    found = users(shipped_rules().library, "algemene_wet_inkomensafhankelijke_regelingen", ON)
    assert (
        Link(
            "wet_op_de_zorgtoeslag",
            "2",
            "algemene_wet_inkomensafhankelijke_regelingen",
            "7",
            "gezamenlijk_toetsingsinkomen",
        )
        in found
    )
    assert users(shipped_rules().library, "wet_op_de_zorgtoeslag", ON) == ()


def test_nothing_is_needed_of_what_is_not_there() -> None:
    needs = reach(shipped_rules().library, "nergens", ["iets"], ON)
    assert (needs.facts, needs.links, needs.figures) == ((), (), ())
    early = reach(shipped_rules().library, "wet_op_de_zorgtoeslag", ["zorgtoeslag_per_jaar"], date(1990, 1, 1))
    assert early.facts == ()
