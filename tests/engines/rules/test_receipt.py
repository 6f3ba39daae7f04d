# SPDX-License-Identifier: EUPL-1.2
"""A receipt commits to facts without telling them, names what was used, and computes again what it says."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from stelsel.engines.rules import Facts, Library, Outcome, evaluate
from stelsel.engines.rules.parameters import Parameters
from stelsel.engines.rules.reader import read_rules
from stelsel.engines.rules.receipt import facts_hash, figures_used, read_receipt, receipt, reproduces
from stelsel.kernel.problem import BadInput
from tests.engines.rules.texts import DAY

SALT, OTHER_SALT = b"s" * 16, b"t" * 16
FACTS = {"personen": {"aanvrager": {"inkomen": 2_400_000}}}
TEXT = """$id: wet_op_iets
name: Wet op iets
regulatory_layer: WET
publication_date: '2024-12-01'
valid_from: '2025-01-01'
bwb_id: BWBR0000001
grade: L
url: https://wetten.overheid.nl/
articles:
- number: '1'
  summary: {nl: Een deel van het inkomen., en: A part of the income.}
  url: https://wetten.overheid.nl/
  machine_readable:
    execution:
      parameters: [{name: bsn, type: string, required: true}]
      input: [{name: inkomen, type: amount, source: {}}]
      output: [{name: deel, type: amount}]
      actions:
      - output: deel
        value: {operation: MULTIPLY, values: [$inkomen, {parameter: {name: aandeel, on: year}}]}
"""
ROW = "Wet op iets,BWBR0000001,1,aandeel,2025-01-01,,10,percent,O,https://wetten.overheid.nl/,"
HEAD = "law,bwb_id,article,parameter,valid_from,valid_to,value,unit,grade,source,uncertain"


def figures(row: str = ROW) -> Parameters:
    """The table with one figure."""
    return Parameters.read(f"{HEAD}\n{row}\n".encode())


def library(text: str = TEXT) -> Library:
    """The one text."""
    return Library([read_rules(text.encode(), "wet.yaml")])


def outcome(facts: Any = FACTS) -> Outcome:
    """What the text gives."""
    return evaluate(library(), "wet_op_iets", "deel", Facts(facts), DAY, figures=figures())


def made(facts: Any = FACTS) -> dict[str, Any]:
    """A receipt, read back."""
    return read_receipt(receipt(outcome(facts), facts, SALT, "1.0", texts=[{"bestand": "wet.yaml", "hash": "ab"}]))


def test_a_receipt_names_what_was_asked_used_and_found() -> None:
    document = made()
    assert document["regel"] == "wet_op_iets"
    assert document["peildatum"] == DAY.isoformat()
    assert (document["waarde"], document["zekerheid"], document["status"]) == (240_000, "O", "official")
    assert document["teksten"] == [{"bestand": "wet.yaml", "hash": "ab"}]
    (figure,) = document["bedragen"]
    assert (figure["wet"], figure["naam"], figure["waarde"], figure["zekerheid"]) == (
        "BWBR0000001", "aandeel", "1/10", "O",
    )  # fmt: skip
    assert figures_used(outcome())[0] == figure


def test_the_facts_are_nowhere_in_it_and_cannot_be_found_by_trying() -> None:
    raw = receipt(outcome(), FACTS, SALT, "1.0")
    assert b"2400000" not in raw
    assert b"inkomen" not in raw
    assert facts_hash(FACTS, SALT) != facts_hash(FACTS, OTHER_SALT)
    assert SALT.hex().encode() not in raw
    assert SALT not in raw


def test_the_same_facts_in_another_order_are_the_same_and_other_facts_are_not() -> None:
    one, other = {"personen": {"a": {"x": 1, "y": 2}}}, {"personen": {"a": {"y": 2, "x": 1}}}
    assert facts_hash(one, SALT) == facts_hash(other, SALT)
    different = [
        {"a": 1},
        {"a": "1"},
        {"a": True},
        {"a": None},
        {"a": Decimal("1.5")},
        {"a": "1.5"},
        {"a": [1]},
        {"A": 1},
    ]
    assert len({facts_hash(one, SALT) for one in different}) == len(different)
    assert facts_hash({"a": 1.5}, SALT) == facts_hash({"a": Decimal("1.50")}, SALT)


def test_it_computes_the_same_again() -> None:
    assert reproduces(made(), FACTS, SALT, library(), figures()) == ()
    unknown: dict[str, Any] = {"personen": {"aanvrager": {}}}
    document = made(unknown)
    assert document["ontbreekt"] == ["aanvrager.inkomen"]
    assert reproduces(document, unknown, SALT, library(), figures()) == ()


def test_other_facts_or_another_salt_are_told_and_nothing_is_computed() -> None:
    more = {"personen": {"aanvrager": {"inkomen": 2_400_001}}}
    for facts, salt in ((more, SALT), (FACTS, OTHER_SALT)):
        (found,) = reproduces(made(), facts, salt, library(), figures())
        assert (found.code, found.where) == ("receipt-facts", "gegevens")


def test_it_says_what_differs_when_a_figure_or_text_is_another() -> None:
    higher = figures(ROW.replace(",10,", ",20,"))
    found = reproduces(made(), FACTS, SALT, library(), higher)
    assert [one.where for one in found] == ["waarde", "bedragen"]
    assert found[0].what.nl == "Toen: 240000. Nu: 480000."
    lower_grade = figures(ROW.replace(",O,", ",S,"))
    assert [one.where for one in reproduces(made(), FACTS, SALT, library(), lower_grade)] == [
        "zekerheid", "status", "bedragen",
    ]  # fmt: skip
    gone = figures(ROW.replace("aandeel", "iets_anders"))
    found = reproduces(made(), FACTS, SALT, library(), gone)
    assert {"waarde", "status", "belemmeringen"} <= {one.where for one in found}


def test_a_number_too_large_for_canonical_json_is_written_as_text() -> None:
    large = {"personen": {"aanvrager": {"inkomen": 10**20}}}
    assert made(large)["waarde"] == str(10**19)
    assert reproduces(made(large), large, SALT, library(), figures()) == ()


@pytest.mark.parametrize("change", [{"soort": "anders"}, {"teksten": [1]}, {"regel": None}, {"tabellen": {}}])
def test_what_is_no_receipt_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        read_receipt(json.dumps({**made(), **change}).encode())
    with pytest.raises(BadInput):
        reproduces({**made(), "peildatum": "gisteren"}, FACTS, SALT, library(), figures())
