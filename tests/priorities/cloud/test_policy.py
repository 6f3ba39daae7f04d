# SPDX-License-Identifier: EUPL-1.2
"""The framework by which offers are gated and scored, with its good and bad examples."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from stelsel.kernel.problem import BadInput
from stelsel.priorities.cloud.policy import RULES, framework


@pytest.mark.parametrize("path", sorted((RULES / "good").glob("*.json")), ids=lambda path: path.stem)
def test_good_examples_score_as_they_say(path: Path) -> None:
    example = json.loads(path.read_text())
    assert framework().score_percent(example["levels"]) == Decimal(example["score_percent"])


@pytest.mark.parametrize("path", sorted((RULES / "bad").glob("*.json")), ids=lambda path: path.stem)
def test_bad_examples_are_refused_for_the_reason_they_name(path: Path) -> None:
    example = json.loads(path.read_text())
    with pytest.raises(BadInput) as caught:
        framework().check(example["levels"])
    assert caught.value.findings[0].code == example["code"]


def test_the_framework_is_the_published_one(shared_data: Path) -> None:
    published = json.loads((shared_data / "cloud" / "eu-csf-1.2.1.json").read_text())
    assert {o["id"]: o["weight"] for o in published["objectives"]} == {o.id: o.weight for o in framework().objectives}
    assert [level["name"] for level in published["seal_levels"]] == [level.en for level in framework().levels]
