# SPDX-License-Identifier: EUPL-1.2
"""The explanation in words, nl and en."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from stelsel.engines.rules import Facts, Outcome, Unknown, evaluate, explanation, summary
from stelsel.engines.rules.operations import OPERATIONS
from stelsel.engines.rules.value_words import value_words
from stelsel.engines.rules.words import DOES
from tests.engines.rules.texts import DAY, Figure, Table, fact, one, run

CENTS = {"unit": "eurocent"}


@pytest.mark.parametrize(
    ("value", "unit", "nl", "en"),
    [
        (123456, "eurocent", "€ 1.234,56", "€ 1,234.56"),
        (Fraction(12345, 10), "eurocent", "€ 12,345", "€ 12.345"),
        (True, "", "ja", "yes"),
        (None, "", "er niet", "not there"),
        (Unknown(), "", "nog niet bekend", "not known yet"),
        (date(2025, 1, 31), "", "31-1-2025", "2025-01-31"),
        (Fraction(1896, 100_000), "", "0,01896", "0.01896"),
        (5, "years", "5 jaar", "5 years"),
        (("a", "b", "c"), "", "a, b en c", "a, b and c"),
        ((), "", "geen", "none"),
    ],
)
def test_values(value: Any, unit: str, nl: str, en: str) -> None:
    assert (value_words(value, unit).nl, value_words(value, unit).en) == (nl, en)


def case(**facts: Any) -> Outcome:
    """An allowance of 100 euro less a tenth of the income, for adults."""
    amount = {"operation": "SUBTRACT", "values": [10_000, {"operation": "MULTIPLY", "values": ["$inkomen", 0.1]}]}
    adult = {"operation": "GREATER_THAN_OR_EQUAL", "subject": "$leeftijd", "value": 18}
    expression = {"operation": "IF", "cases": [{"when": adult, "then": amount}], "default": 0}
    inputs = [fact("inkomen", "amount", **CENTS), fact("leeftijd", unit="years")]
    return run(one(expression, *inputs, kind="amount"), **facts)


def test_a_case_told_in_dutch_and_english() -> None:
    told = [(one.depth, one.said.nl, one.said.en) for one in explanation(case(inkomen=50_000, leeftijd=30))]
    assert told == [
        (0, "Uit is € 50,00. (artikel 1, Wet)", "Uit is € 50.00. (article 1, Wet)"),
        (
            1,
            "We kijken welk geval geldt: € 50,00.",
            "We see which case applies: € 50.00.",
        ),
        (2, "Leeftijd (30 jaar) is minstens 18 jaar.", "Leeftijd (30 years) is at least 18 years."),
        (3, "U gaf op: leeftijd is 30 jaar.", "You gave: leeftijd is 30 years."),
        (
            2,
            "We trekken van het eerste de rest af: € 100,00 en € 50,00. Dat is € 50,00.",
            "From the first we take the rest: € 100.00 and € 50.00. That is € 50.00.",
        ),
        (
            3,
            "We vermenigvuldigen: inkomen (€ 500,00) en 0,1. Dat is € 50,00.",
            "We multiply: inkomen (€ 500.00) and 0.1. That is € 50.00.",
        ),
        (4, "U gaf op: inkomen is € 500,00.", "You gave: inkomen is € 500.00."),
    ]


def test_what_was_not_needed_is_said() -> None:
    told = [one.said.nl for one in explanation(case(leeftijd=12))]
    assert "Niet nodig, dat geldt hier niet: inkomen." in told


def test_what_is_still_needed_is_said() -> None:
    said = [one.nl for one in summary(case(leeftijd=30))]
    assert said[:2] == ["Uit is nog niet bekend.", "Dit willen we nog weten: inkomen van aanvrager."]
    assert said[2:] == ["Zolang dat niet bekend is, geven we geen uitkomst."]


def test_what_holds_an_outcome_back_is_said() -> None:
    said = [one.en for one in summary(run(one({"operation": "DIVIDE", "values": [1, 0]})))]
    assert said[1:] == [
        "This holds the outcome back: Dividing by zero cannot be done. (wet-0.yaml line 20).",
        "Therefore we give no outcome.",
    ]


def test_every_operation_has_words() -> None:
    assert set(OPERATIONS) - set(DOES) == set()
    assert all(text.nl != text.en for text in DOES.values())


def test_a_figure_is_told_with_its_source() -> None:
    lib = one({"operation": "MAX", "values": [0, {"parameter": {"name": "norm", "on": "day"}}]}, kind="amount")
    table = Table((2025, Figure("norm", Fraction(211200), source="Staatscourant")))
    found = evaluate(lib, "wet", "uit", Facts({}), DAY, figures=table)
    assert [one.said.nl for one in explanation(found)][1:] == [
        "We nemen het hoogste: € 0,00 en norm (€ 2.112,00). Dat is € 2.112,00.",
        "Vastgesteld: norm is € 2.112,00. Bron: Staatscourant.",
    ]


def test_a_yes_or_no_is_told_plainly_and_a_part_once() -> None:
    single = {"operation": "EQUALS", "subject": "$partner", "value": False}
    lib = one({"operation": "AND", "conditions": [single, single]}, fact("partner", "boolean"), kind="boolean")
    told = [sentence.said.nl for sentence in explanation(run(lib, partner=False))]
    assert told[1:] == [
        "Aan alle voorwaarden is voldaan.",
        "Partner: nee.",
        "U antwoordde nee op: partner.",
        "Partner: nee.",
    ]


def test_a_very_wide_explanation_ends() -> None:
    many = {f"f{at}": at for at in range(1_500)}
    lib = one({"operation": "ADD", "values": [f"${name}" for name in many]}, *(fact(name) for name in many))
    told = explanation(run(lib, **many))
    assert len(told) == 1_000
    assert len(told[1].said.nl) < 400
