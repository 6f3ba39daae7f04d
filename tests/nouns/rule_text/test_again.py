# SPDX-License-Identifier: EUPL-1.2
"""Years later the texts of a receipt come from the register by their hash, whatever happened to them since."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from stelsel.engines.rules.receipt import read_receipt, reproduces
from stelsel.kernel.problem import Finding
from stelsel.kernel.vocabulary import wire
from stelsel.nouns.rule_text import ADOPTION, FIGURE_TABLE, receipt_of, rules_of_receipt
from tests.nouns.rule_text.texts import SOURCE, TOWN, Register, law, ordinance, text_of

SALT = b"s" * 16
FACTS = {"personen": {"aanvrager": {}}, "gemeente": "GM0928"}
WITH_FIGURE = law().replace("values: [2, 100]", "values: [1, {parameter: {name: bedrag, on: day, law: BWBR0000001}}]")
HEAD = "law,bwb_id,article,parameter,valid_from,valid_to,value,unit,grade,source,uncertain"


@pytest.fixture
def register() -> Register:
    """An importer recorded the law."""
    made = Register()
    made.records("importeur", "wet.2025", law())
    return made


def table(value: str) -> Any:
    """A table with one figure."""
    rows = f"{HEAD}\nWet op iets,BWBR0000001,1,bedrag,2025-01-01,,{value},EUR/year,L,https://wetten.overheid.nl/,\n"
    return FIGURE_TABLE.convert({wire("title"): "Bedragen", wire("figure_rows"): rows}).body


def document(register: Register, output: str = "bedrag") -> dict[str, Any]:
    """The receipt of an outcome as it is now."""
    outcome = register.outcome(output, "2026-01-01", "GM0928")
    return read_receipt(receipt_of(outcome, register.rules(), FACTS, SALT, "aanvrager"))


def again(register: Register, receipt: dict[str, Any]) -> list[Finding]:
    """What differs when it is computed again."""
    library, figures, missing = rules_of_receipt(register.book(), receipt)
    return missing or list(reproduces(receipt, FACTS, SALT, library, figures))


def test_a_superseded_and_a_withdrawn_text_still_compute(register: Register) -> None:
    receipt = document(register)
    assert receipt["waarde"] == 200
    assert receipt["teksten"][0]["vermelding"]["logboek"] == "test.example/importeur/public"
    register.records("importeur", "wet.2026", law(999, "2025-06-01"))
    register.records("importeur", "wet.2025", law(111))
    register.takes_back("importeur", "wet.2025")
    assert register.asked() == 1998
    assert again(register, receipt) == []


def test_an_adopted_text_computes_after_the_adoption_was_taken_back(register: Register) -> None:
    model = register.says("vereniging", "model", text_of(ordinance(30, place="")))
    register.adopts("kerkrade", TOWN, model, date(2025, 3, 1))
    receipt = document(register, "hier")
    assert receipt["waarde"] == 30
    register.takes_back("kerkrade", "overname", TOWN, ADOPTION)
    assert again(register, receipt) == []


def test_a_figure_that_was_corrected_computes_as_it_was(register: Register) -> None:
    register.records("importeur", "wet.2025", WITH_FIGURE)
    register.says("importeur", "t", table("12.50"), about="x", source=SOURCE, kind=FIGURE_TABLE)
    receipt = document(register)
    assert receipt["waarde"] == 1250
    assert [one["wet"] for one in receipt["tabellen"]] == ["BWBR0000001"]
    register.says("importeur", "t", table("99"), about="x", source=SOURCE, kind=FIGURE_TABLE)
    assert register.asked() == 9900
    assert again(register, receipt) == []


def test_a_text_that_is_not_there_is_named(register: Register) -> None:
    receipt = document(register)
    assert [(one.code, one.where) for one in again(Register(), receipt)] == [
        ("receipt-text", "importeur/rule-text/wet.2025")
    ]


@pytest.mark.parametrize("change", [{"plaats": "GM0344"}, {"begin": "2024-01-01"}, {"einde": "2030-01-01"}])
def test_a_receipt_that_says_other_days_or_places_is_told(register: Register, change: dict[str, Any]) -> None:
    receipt = document(register)
    receipt["teksten"][0] |= change
    assert [one.code for one in again(register, receipt)] == ["receipt-text-says"]


def test_an_adoption_that_is_not_there_is_named(register: Register) -> None:
    receipt = document(register)
    for wrong in ({"logboek": "x", "index": 0, "hash": "0" * 64}, {"logboek": 1}, "x"):
        receipt["teksten"][0]["overname"] = wrong
        assert [one.code for one in again(register, receipt)] == ["receipt-adoption"]
