# SPDX-License-Identifier: EUPL-1.2
"""Where the rules of an agreement are enforced, and whether a delivery fits: as questions, with reasons."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from stelsel.book.answer import Answer
from stelsel.book.question import Budget, Question
from stelsel.kernel.draft import Draft
from stelsel.kernel.problem import BadInput
from stelsel.nouns.agreement import AGREEMENT, Agreement, Measure, example
from stelsel.priorities.data.questions.delivery_scope import DELIVERY_SCOPE
from stelsel.priorities.data.questions.rule_coverage import RULE_COVERAGE
from tests.priorities.data.lending import lend

DELIVERY = example("levering-adressen")
ADDRESS = "dienst/agreement/levering"


def asked(question: Question[Any], body: Agreement = DELIVERY, **inputs: str) -> Answer:
    """The answer about one agreement."""
    book = lend({"dienst": [Draft(AGREEMENT, "levering", body)]})
    plain = question.from_plain({"getoetsteAfspraak": ADDRESS, **inputs})
    return question.answer(book, plain, Budget(60, 10**9, lambda: 0.0))


def test_a_rule_that_is_enforced_nowhere_is_a_no_with_whom_to_ask() -> None:
    found = asked(RULE_COVERAGE)
    assert found.verdict == "no"
    assert found.headline.en == "2 of 4 duties and prohibitions are enforced nowhere."
    by_rule = {one["regel"]: one for one in found.result["regels"]}
    assert by_rule["l-log"]["afgedwongen"] == "technical"
    assert by_rule["l-bewaren"]["afgedwongen"] == "people"
    assert [one.what.nl for one in found.unknown] == [
        "Waar “Betrouwbaarheidsniveau 3” wordt afgedwongen, zegt de afspraak niet.",
        "Waar “Alleen binnen Nederland” wordt afgedwongen, zegt de afspraak niet.",
    ]
    assert len(found.reasons) == 4
    assert all(one.ref is not None and one.ref.id == ADDRESS for one in found.reasons)
    assert [int(one.x) for one in found.charts[0].points] == [1, 0, 1, 2]


def measured(*more: Measure) -> Agreement:
    rules = (*DELIVERY.prohibitions, *DELIVERY.duties)
    every = tuple(Measure(one.rule_id, "gateway", "https://poort.voorbeeld.invalid") for one in rules)
    return msgspec.structs.replace(DELIVERY, measures=more or every)


def test_technique_everywhere_is_yes_and_people_are_said() -> None:
    assert asked(RULE_COVERAGE, measured()).verdict == "yes"
    people = tuple(Measure(one.rule_id, "organisation") for one in (*DELIVERY.prohibitions, *DELIVERY.duties))
    found = asked(RULE_COVERAGE, measured(*people))
    assert (found.verdict, found.unknown) == ("partly", ())
    assert "door mensen" in found.reasons[0].text.nl


def test_a_field_without_a_measure_is_told() -> None:
    whole = measured().measures
    narrow = msgspec.structs.replace(whole[0], field_name="postcode")
    found = asked(RULE_COVERAGE, measured(narrow, *whole[1:]))
    assert found.verdict == "partly"
    assert "huisnummer, taal" in found.changes[0].change.nl


def test_a_delivery_with_too_much() -> None:
    found = asked(DELIVERY_SCOPE, levering=DELIVERY_SCOPE.example["levering"])
    assert found.verdict == "no"
    assert found.result["teVeel"] == ["/geboortedatum"]
    assert found.result["ontbreekt"] == ["huisnummer"]
    assert [one.text.en for one in found.reasons] == [
        "/geboortedatum is not agreed.",
        "huisnummer is agreed as mandatory, and missing.",
        "Agreed, not mandatory and not delivered: taal. Do you still need these fields?",
    ]


def test_a_delivery_that_fits_and_one_that_is_open() -> None:
    row = {"adres": {"postcode": "1234AB", "huisnummer": 1}}
    assert asked(DELIVERY_SCOPE, levering=json.dumps([row])).verdict == "yes"
    address = {
        "required": ["postcode", "huisnummer"],
        "properties": {"postcode": {}, "huisnummer": {"type": "integer"}},
    }
    schema = {"required": ["adres"], "properties": {"adres": address, "taal": {"type": "string"}}}
    found = asked(DELIVERY_SCOPE, levering=json.dumps(schema))
    assert found.verdict == "unknown"
    assert found.result["open"] == ["/adres/postcode"]
    assert "/adres/postcode" in found.unknown[0].what.nl


@pytest.mark.parametrize(
    ("inputs", "field"),
    [
        ({"levering": "{"}, "levering"),
        ({"levering": "[]"}, "levering"),
        ({"levering": "[" * 90}, "levering"),
        ({"levering": '{"openapi": "3.1.0", "paths": {}}', "apiBewerking": "x"}, "apiBewerking"),
        ({"levering": "{}", "getoetsteAfspraak": "dienst/agreement/niets"}, "getoetsteAfspraak"),
    ],
)
def test_bad_input_names_its_field(inputs: dict[str, str], field: str) -> None:
    with pytest.raises(BadInput) as caught:
        asked(DELIVERY_SCOPE, **inputs)
    assert [one.where for one in caught.value.findings] == [field]
