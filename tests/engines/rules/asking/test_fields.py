# SPDX-License-Identifier: EUPL-1.2
"""How a fact is asked: its kind, unit, bounds, choices and explanation."""

from __future__ import annotations

from datetime import date

import pytest

from bench.interview_rules import our_own
from stelsel.engines.rules import Facts
from stelsel.engines.rules.asking import next_question
from stelsel.engines.rules.asking.case import Case
from stelsel.engines.rules.asking.domains import Domains, Likely
from stelsel.priorities.services.figures import figures
from tests.engines.rules.texts import article, fact, law, library, one

DAY = date(2025, 6, 1)


def field(expression, *inputs, **more):
    return next_question(one(expression, *inputs, **more), "wet", "uit", Facts({}), DAY).field


def test_what_the_text_declares_is_what_is_asked() -> None:
    above = {"operation": "GREATER_THAN", "subject": "$huur", "value": 5}
    found = field(above, {**fact("huur", "amount", unit="eurocent", min=0, max=900), "description": "De kale huur"})
    assert (found.key, found.name, found.kind, found.unit) == ("aanvrager.huur", "huur", "amount", "eurocent")
    assert (found.low, found.high) == (0, 900)
    assert found.explain.nl == "De kale huur"


@pytest.mark.parametrize(
    ("expression", "kind"),
    [
        ({"operation": "AND", "conditions": ["$a.b", True]}, "yes-no"),
        ({"operation": "NOT", "value": "$a.b"}, "yes-no"),
        ({"operation": "IF", "cases": [{"when": "$a.b", "then": 1}], "default": 2}, "yes-no"),
        ({"operation": "AGE", "date_of_birth": "$a.b", "reference_date": "$calculation_date"}, "date"),
        ({"operation": "EQUALS", "subject": "$a.b", "value": "X"}, "choice"),
        ({"operation": "ADD", "values": ["$a.b", 1]}, "number"),
        ({"operation": "GREATER_THAN", "subject": "$a.b", "value": 3}, "number"),
    ],
)
def test_what_a_text_does_not_declare_is_seen_from_its_use(expression, kind) -> None:
    lib = one(expression, fact("a", "object"))
    found = next_question(lib, "wet", "uit", Facts({"personen": {"aanvrager": {"a": {"c": 1}}}}), DAY).field
    assert (found.key, found.kind) == ("aanvrager.a.b", kind)


def test_the_choices_are_those_the_text_compares_with_and_others_stay_possible() -> None:
    either = {"operation": "IN", "subject": "$soort", "values": ["HUWELIJK", "PARTNERSCHAP"]}
    found = field(either, fact("soort", "string"), kind="boolean")
    assert found.kind == "choice"
    assert found.choices == ("HUWELIJK", "PARTNERSCHAP")
    assert found.open_choice
    closed = field(either, fact("soort", "string", enum=["HUWELIJK", "PARTNERSCHAP", "GEEN"]), kind="boolean")
    assert closed.choices == ("HUWELIJK", "PARTNERSCHAP", "GEEN")
    assert not closed.open_choice


def test_a_place_is_asked_by_its_code() -> None:
    term = {"id": "bedrag", "type": "number", "required": True, "delegated_to": "gemeente"}
    national = law(
        "wet",
        article(
            open_terms=[term],
            output=[{"name": "uit", "type": "number"}],
            actions=[{"output": "uit", "value": "$bedrag"}],
        ),
    )
    implements = [{"law": "wet", "article": "1", "open_term": "bedrag"}]
    local = law(
        "verordening",
        article(
            implements=implements,
            output=[{"name": "bedrag", "type": "number"}],
            actions=[{"output": "bedrag", "value": 5}],
        ),
        gemeente_code="GM0344",
        regulatory_layer="GEMEENTELIJKE_VERORDENING",
    )
    found = next_question(library(national, local), "wet", "uit", Facts({}), DAY).field
    assert (found.key, found.kind) == ("gemeente", "place")


def test_every_fact_of_our_own_texts_can_be_asked() -> None:
    library = our_own()[0].library
    for law_name, output in (
        ("wet_op_de_zorgtoeslag", "zorgtoeslag_per_jaar"),
        ("wet_op_het_kindgebonden_budget", "kindgebonden_budget_per_jaar"),
        ("wet_op_de_huurtoeslag", "huurtoeslag_per_maand"),
    ):
        case = Case(library, law_name, output, date(2026, 3, 1), None, figures())
        domains = Domains(case, Likely())
        kinds = {}
        document = {"huishouden": {"kinderen": [{}], "medebewoners": [{}]}}
        for key in domains.see(case.outcome(Facts(document))):
            found = domains.fields[key]
            kinds[key] = found.kind
            assert found.explain.nl
            assert len(domains.of(key).values) >= 2
        assert "text" not in kinds.values(), kinds
        dates = {key for key, kind in kinds.items() if kind == "date"}
        assert dates == {key for key in kinds if key.endswith("geboortedatum")}
