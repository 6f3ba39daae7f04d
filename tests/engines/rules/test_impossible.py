# SPDX-License-Identifier: EUPL-1.2
"""Facts that cannot be are refused with where and why; what is unknown or of another rule contradicts nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from stelsel.engines.rules import Facts, Library, evaluate
from stelsel.engines.rules.fact_names import strange
from stelsel.engines.rules.impossible import refuse_impossible
from stelsel.engines.rules.reader import read_rules
from stelsel.kernel.problem import BadInput
from tests.engines.rules.texts import DAY

TEXT = """
$schema: https://raw.githubusercontent.com/MinBZK/regelrecht/refs/tags/schema-v0.5.6/schema/v0.5.6/schema.json
$id: wet
regulatory_layer: WET
publication_date: '2020-01-01'
valid_from: '2020-01-01'
url: https://wetten.overheid.nl/BWBR0000001
articles:
- number: '1'
  url: https://wetten.overheid.nl/BWBR0000001#Artikel1
  text: t
  machine_readable:
    impossible:
    - when:
        operation: AND
        conditions:
        - $is_gehuwd
        - {operation: EQUALS, subject: $aantal, value: 1}
      nl: Een paar telt twee mensen
      en: A couple counts two people
    execution:
      parameters:
      - {name: bsn, type: string, required: true}
      input:
      - {name: is_gehuwd, type: boolean, source: {}}
      - {name: aantal, type: number, source: {}}
      - {name: geboortedatum, type: date, type_spec: {past_years: 130}, source: {}}
      - name: kinderen
        type: array
        items:
        - {name: geboortedatum, type: date, type_spec: {past_years: 130}}
        source: {}
      output:
      - {name: uit, type: number}
      actions:
      - {output: uit, value: $aantal}
"""
LIBRARY = Library([read_rules(TEXT.encode(), "wet.yaml")])


def refuse(on: date = DAY, **facts: Any) -> None:
    refuse_impossible(LIBRARY, "wet", "uit", Facts({"personen": {"aanvrager": facts}}), on)


@pytest.mark.parametrize(
    ("facts", "where", "what"),
    [
        ({"geboortedatum": "2031-01-01"}, "aanvrager.geboortedatum", "lies after the day you ask about"),
        ({"geboortedatum": "1890-01-01"}, "aanvrager.geboortedatum", "more than 130 years ago"),
        ({"kinderen": [{}, {"geboortedatum": "2031-01-01"}]}, "aanvrager.kinderen[1].geboortedatum", "lies after"),
        ({"is_gehuwd": True, "aantal": 1}, "aanvrager: aantal, is_gehuwd", "A couple counts two people (wet.yaml line"),
    ],
)
def test_what_cannot_be_is_refused_with_where_and_the_rule(facts: dict[str, Any], where: str, what: str) -> None:
    with pytest.raises(BadInput) as refused:
        refuse(**facts)
    (finding,) = refused.value.findings
    assert sorted(finding.where.replace(":", ",").split(", ")) == sorted(where.replace(":", ",").split(", "))
    assert what in finding.what.en
    assert "wet.yaml regel" in finding.what.nl


def test_everything_that_cannot_be_is_told_at_once() -> None:
    with pytest.raises(BadInput) as refused:
        refuse(geboortedatum="2031-01-01", is_gehuwd=True, aantal=1)
    assert {one.code for one in refused.value.findings} == {"facts-future", "facts-impossible"}


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"is_gehuwd": True},
        {"is_gehuwd": True, "aantal": 2},
        {"is_gehuwd": "misschien", "aantal": 1},
        {"geboortedatum": DAY.isoformat()},
        {"geboortedatum": DAY.replace(year=DAY.year - 130).isoformat()},
        {"geboortedatum": "geen dag"},
    ],
)
def test_what_is_unknown_or_just_possible_contradicts_nothing(facts: dict[str, Any]) -> None:
    refuse(**facts)


def test_without_a_version_there_is_nothing_to_refuse() -> None:
    refuse(on=date(2019, 1, 1), geboortedatum="2031-01-01")


def test_computing_itself_tries_anything() -> None:
    facts = Facts({"personen": {"aanvrager": {"is_gehuwd": True, "aantal": 1}}})
    assert evaluate(LIBRARY, "wet", "uit", facts, DAY).value == 1


def test_a_name_that_no_rule_knows_is_told_with_the_nearest() -> None:
    facts = Facts({"personen": {"aanvrager": {"aantall": 1, "xyz": 2, "kinderen": [{"geboortedatm": "2020-01-01"}]}}})
    found = {one.where: one.cure.en for one in strange(LIBRARY, facts)}
    assert found["aanvrager.aantall"] == "Do you mean “aantal”?"
    assert found["aanvrager.kinderen[0].geboortedatm"] == "Do you mean “geboortedatum”?"
    assert found["aanvrager.xyz"].startswith("Leave it out")
    assert len(found) == 3


@pytest.mark.parametrize("wrong", ["{past_years: 0}", "{past_years: true}", "{past_years: 1.5}"])
def test_a_number_of_years_is_whole_and_above_nothing(wrong: str) -> None:
    with pytest.raises(BadInput, match="past_years"):
        read_rules(TEXT.replace("{past_years: 130}", wrong).encode(), "wet.yaml")


def test_a_condition_without_words_is_refused() -> None:
    with pytest.raises(BadInput, match="en"):
        read_rules(TEXT.replace("      en: A couple counts two people\n", "").encode(), "wet.yaml")
