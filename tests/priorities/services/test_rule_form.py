# SPDX-License-Identifier: EUPL-1.2
"""The form of a rule: what is asked of whom, what typed text becomes, and what is asked again instead of guessed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from stelsel.nouns.rule_text import shipped_rules
from stelsel.priorities.services import rule_read
from stelsel.priorities.services.grades import STANDING_FOR
from stelsel.priorities.services.rule_form import Group, form_of, needs_of, read
from stelsel.priorities.services.rule_words import called, of_whom, question, table, title

ON = date(2026, 7, 1)


def groups(rule: str, output: str, **typed: str) -> tuple[Group, ...]:
    rules = shipped_rules()
    given = {name.replace("__", "."): text for name, text in typed.items()}
    return form_of(rules, needs_of(rules, rule, output, ON, None), given)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("28000", 2_800_000),
        ("28.000", 2_800_000),
        ("28,000", 2_800_000),
        ("28.000,50", 2_800_050),
        ("28,000.5", 2_800_050),
        ("28000,50", 2_800_050),
        ("€ 28 000", 2_800_000),
        ("0", 0),
        ("-5,25", -525),
        ("12.34", 1234),
        ("1.2345", None),
        ("28.00.000", None),
        ("1e5", None),
        ("veel", None),
        ("", None),
        ("9" * 15, None),
    ],
)
def test_euros(text: str, cents: int | None) -> None:
    assert rule_read.euros(text) == cents


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-01-31", "2025-01-31"),
        ("31-1-2025", "2025-01-31"),
        ("31/01/2025", "2025-01-31"),
        ("31-2-2025", None),
        ("2025", None),
        ("20250131", None),
        ("morgen", None),
    ],
)
def test_days(text: str, day: str | None) -> None:
    assert rule_read.day(text) == day


def test_every_law_we_stand_for_has_a_form_in_words() -> None:
    for _, _, rule, outputs in STANDING_FOR:
        for output in outputs:
            for group in groups(rule, output, aanvrager__kinderen="1", aanvrager__medebewoners="1"):
                for entry in group.entries:
                    assert entry.ask.nl != entry.ask.en or entry.ask.nl == "Uren per maand", entry.key
                    assert "_" not in entry.ask.nl
                    assert entry.sort != "text", entry.key


def test_a_person_and_an_item_have_groups_of_their_own() -> None:
    found = groups("wet_op_het_kindgebonden_budget", "kindgebonden_budget_per_jaar", aanvrager__kinderen="2")
    assert [one.name for one in found] == ["aanvrager", "aanvrager.kinderen.1", "aanvrager.kinderen.2", "partner"]
    assert [one.sort for one in found[1].entries if one.key.endswith("geboortedatum")] == ["date"]
    assert found[-1].only_if is not None


def test_typed_text_becomes_facts() -> None:
    typed = {
        "aanvrager.jaarinkomen": "28.000",
        "aanvrager.heeft_toeslagpartner": "nee",
        "aanvrager.kinderen": "1",
        "aanvrager.kinderen.1.geboortedatum": "1-2-2015",
        "aanvrager.kinderen.1.ontvangt_kinderbijslag": "ja",
        "partner.jaarinkomen": "",
        "zomaar.iets": "ja",
    }
    rules = shipped_rules()
    needs = needs_of(rules, "wet_op_het_kindgebonden_budget", "kindgebonden_budget_per_jaar", ON, None)
    facts, findings = read(form_of(rules, needs, typed), typed, {})
    assert findings == ()
    assert facts == {
        "personen": {
            "aanvrager": {
                "jaarinkomen": 2_800_000,
                "heeft_toeslagpartner": False,
                "kinderen": [{"geboortedatum": "2015-02-01", "ontvangt_kinderbijslag": True}],
            }
        },
        "huishouden": {},
    }


def test_none_is_known_and_empty_is_unknown() -> None:
    rules = shipped_rules()
    needs = needs_of(rules, "algemene_kinderbijslagwet", "kinderbijslag_per_kwartaal", ON, None)
    for typed, people in (({"aanvrager.kinderen": "0"}, {"aanvrager": {"kinderen": []}}), ({}, {})):
        facts, _ = read(form_of(rules, needs, typed), typed, {})
        assert facts["personen"] == people


@pytest.mark.parametrize(
    ("key", "text", "code", "cure"),
    [
        ("aanvrager.jaarinkomen", "veel", "rule-fact", "Vul een bedrag in euro in"),
        ("aanvrager.geboortedatum", "31-2-2000", "rule-fact", "Vul een dag in"),
        ("aanvrager.is_verzekerd", "misschien", "rule-fact", "Kies een van de antwoorden"),
        ("aanvrager.rendementsgrondslag", "-1", "rule-fact-range", "Vul 0 of meer in"),
        ("aanvrager.maanden_met_recht", "13", "rule-fact-range", "van 0 tot en met 12"),
        ("aanvrager.maanden_met_recht", "1.000", "rule-fact", "Vul een getal in"),
    ],
)
def test_a_fault_names_its_field_and_says_what_to_do(key: str, text: str, code: str, cure: str) -> None:
    _, findings = read(groups("wet_op_de_zorgtoeslag", "zorgtoeslag_per_jaar"), {key: text}, {})
    assert [(one.where, one.code) for one in findings] == [(key, code)]
    assert cure in findings[0].cure.nl
    assert findings[0].what.nl.startswith(("“", "Dit kan niet"))


def test_a_town_that_is_not_known_is_asked_again() -> None:
    form = groups("participatiewet", "individuele_inkomenstoeslag")
    facts, findings = read(form, {"gemeente": "Kerkrade"}, {"Kerkrade": "GM0928"})
    assert (facts["gemeente"], findings) == ("GM0928", ())
    _, findings = read(form, {"gemeente": "Nergenshuizen"}, {})
    assert findings[0].where == "gemeente"


def test_a_number_with_a_point_stays_exact() -> None:
    entry = next(
        one
        for group in groups("wet_op_de_zorgtoeslag", "zorgtoeslag_per_jaar")
        for one in group.entries
        if one.sort == "number"
    )
    assert rule_read.value(entry, "2,5", {}) == Decimal("2.5")
    assert rule_read.value(entry, "3", {}) == 3


def test_words() -> None:
    assert called("jaarinkomen").nl == "het jaarinkomen"
    assert title("jaarinkomen").en == "Annual income"
    assert called("onbekend_ding").nl == "onbekend ding"
    assert of_whom("partner.jaarinkomen").nl == "Jaarinkomen (uw partner)"
    assert of_whom("aanvrager.kinderen[1].geboortedatum").nl == "Geboortedatum (de kinderen, nummer 2)"
    assert of_whom("gemeente").en == "Municipality"
    assert all(row.name.nl and row.name.en for row in table().values())
    assert question(
        next(iter(needs_of(shipped_rules(), "algemene_ouderdomswet", "aow_bruto_per_maand", ON, None).facts))
    )[0].nl.endswith("?")
