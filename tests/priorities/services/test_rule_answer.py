# SPDX-License-Identifier: EUPL-1.2
"""An outcome for people: answer, how sure and why, the curve of the amount over the income, and what to ask next."""

from __future__ import annotations

from datetime import date
from typing import Any

from stelsel.nouns.rule_text import shipped_rules
from stelsel.priorities.services.rule_answer import Case, because, curve, headline, main_outputs, outputs_of, standing
from stelsel.priorities.services.rule_asking import fact_key, form_key

RULE, OUTPUT = "wet_op_de_zorgtoeslag", "zorgtoeslag_per_jaar"
ALONE: dict[str, Any] = {
    "geboortedatum": "1980-05-15",
    "is_verzekerd": True,
    "heeft_toeslagpartner": False,
    "woont_in_verdragsland": False,
    "rendementsgrondslag": 0,
    "jaarinkomen": 2_800_000,
    "verandert_dit_jaar": False,
}


def case(output: str = OUTPUT, **more: Any) -> Case:
    facts = {key: value for key, value in {**ALONE, **more}.items() if value is not None}
    return Case(RULE, output, date(2025, 7, 1), None, {"personen": {"aanvrager": facts}})


def test_an_amount_in_one_sentence() -> None:
    outcome = case().outcome(shipped_rules())
    assert headline(outcome).nl == "Zorgtoeslag per jaar: € 1.573,00."
    assert headline(outcome).en == "Health-care allowance a year: € 1,573.00."
    assert standing(outcome) == "official"
    assert because(shipped_rules(), outcome) == ()


def test_provisional_names_the_lines_of_doubt() -> None:
    rules = shipped_rules()
    outcome = case(verandert_dit_jaar=True, maanden_met_recht=4).outcome(rules)
    assert standing(outcome) == "provisional"
    assert {one.source for one in because(rules, outcome)} == {"awir-change-during-month", "awir-part-year-rounding"}
    assert all(one.what.nl != one.source for one in because(rules, outcome))


def test_refused_names_the_figure() -> None:
    rules = shipped_rules()
    outcome = case(woont_in_verdragsland=True).outcome(rules)
    assert standing(outcome) == "refused"
    assert headline(outcome).nl == "We kunnen zorgtoeslag per jaar niet uitrekenen."
    assert "landenfactor" in because(rules, outcome)[0].source


def test_what_is_open_is_unknown_and_not_refused() -> None:
    outcome = case(heeft_toeslagpartner=None).outcome(shipped_rules())
    assert outcome.missing
    assert outcome.troubles == ()
    assert outcome.standing != "refused"
    assert standing(outcome) == "unknown"
    assert headline(outcome).nl == "We weten nog niet genoeg voor zorgtoeslag per jaar."


def test_the_curve_goes_to_zero_and_knows_where_the_asker_is() -> None:
    rules = shipped_rules()
    found = curve(rules, case(), case().outcome(rules))
    assert found is not None
    assert found.here == (2_800_000, 157_300)
    assert (2_800_000, 157_300) in found.points
    amounts = [amount for _, amount in found.points]
    assert amounts == sorted(amounts, reverse=True)
    assert amounts[-1] == 0


def test_no_curve_where_there_is_no_amount_or_too_little_is_known() -> None:
    rules = shipped_rules()
    for one in (case("heeft_recht_op_zorgtoeslag"), case(verandert_dit_jaar=None), case(is_verzekerd=False)):
        assert curve(rules, one, one.outcome(rules)) is None


def test_the_main_outcomes_come_first() -> None:
    found = outputs_of(shipped_rules(), RULE, date(2025, 7, 1), None)
    assert found[0] == OUTPUT
    assert main_outputs(RULE) == (OUTPUT,)
    assert outputs_of(shipped_rules(), RULE, date(1990, 1, 1), None) == ()


def test_fields_and_facts_are_each_others_names() -> None:
    for key in ("aanvrager.jaarinkomen", "aanvrager.kinderen[1].geboortedatum", "gemeente"):
        assert fact_key(form_key(key)) == key
    assert form_key("aanvrager.kinderen[1].geboortedatum") == "aanvrager.kinderen.2.geboortedatum"
