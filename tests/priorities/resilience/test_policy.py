# SPDX-License-Identifier: EUPL-1.2
"""The impact rule with its good and bad examples, and what it leans on."""

import csv
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from stelsel.kernel.problem import BadInput
from stelsel.priorities.resilience.kinds import Effect
from stelsel.priorities.resilience.policy import RULES, impact_rule
from stelsel.priorities.resilience.questions._impact import Hit, Net, impact


def outcome(example: dict[str, Any]) -> dict[str, Hit]:
    """What happens to each system of an example."""
    edges = [(dependent, on, effect) for dependent, on, effect in example["edges"]]
    net = Net.of(example["systems"], edges, example["unsupplied"])
    hits = impact(net, [net.number[name] for name in example["gone"] if name in net.number])
    return {net.keys[hit.system]: hit for hit in hits}


@pytest.mark.parametrize("path", sorted((RULES / "good").glob("*.json")), ids=lambda path: path.stem)
def test_good_examples_come_out_as_they_say(path: Path) -> None:
    example = json.loads(path.read_text())
    assert {name: hit.state for name, hit in outcome(example).items()} == example["states"]


@pytest.mark.parametrize("path", sorted((RULES / "bad").glob("*.json")), ids=lambda path: path.stem)
def test_bad_examples_are_refused_for_the_reason_they_name(path: Path) -> None:
    example = json.loads(path.read_text())
    with pytest.raises(BadInput) as caught:
        outcome(example)
    assert caught.value.findings[0].code == example["code"]


def test_the_effects_of_the_rule_are_those_of_the_kind() -> None:
    assert impact_rule().effects == Effect.__args__  # type: ignore[attr-defined]


def test_the_measures_it_names_are_in_force(shared_data: Path) -> None:
    with (shared_data / "resilience" / "tables" / "bio2_v1.3_measure_index.csv").open() as file:
        status = {row["measure"]: row["status"] for row in csv.DictReader(file)}
    assert {status[measure] for measure, _ in impact_rule().duties} == {"in force"}


def test_bands() -> None:
    rule = impact_rule()
    said = [rule.band(Fraction(index)).en for index in (999, 1000, 2000, 2001)]
    assert said == ["spread", "moderately concentrated", "moderately concentrated", "highly concentrated"]
