# SPDX-License-Identifier: EUPL-1.2
"""The worked examples: at least ten for each law and year, each held against an oracle that shares no code with us."""

from __future__ import annotations

import importlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from stelsel.priorities.services.figures import RULES, doubts
from tests.priorities.services.rules.reading import Refused

FILES = sorted(RULES.glob("*/examples-*.json"))


def examples(path: Path) -> tuple[str, list[dict[str, Any]]]:
    raw = json.loads(path.read_text(encoding="utf-8"))
    return raw["law"], raw["examples"]


def expected(law: str, example: dict[str, Any]) -> dict[str, Any]:
    oracle = importlib.import_module(f"tests.priorities.services.rules.oracle_{law}")
    try:
        value, lines = oracle.outcome(example["output"], example["facts"], date.fromisoformat(example["on"]))
    except Refused as refused:
        return {"refused": str(refused)}
    return {"expect": value, "uncertain": sorted(lines)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem[-4:]}")
def test_every_example_is_what_the_oracle_says(path: Path) -> None:
    law, found = examples(path)
    assert len(found) >= 10
    assert path.parent.name == law
    for example in found:
        said = {key: example[key] for key in ("expect", "uncertain", "refused") if key in example}
        assert said == expected(law, example), example["name"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem[-4:]}")
def test_an_example_has_whole_cents_a_source_and_known_doubts(path: Path) -> None:
    _, found = examples(path)
    for example in found:
        assert example["source"]
        assert example["on"].startswith(path.stem[-4:])
        assert isinstance(example.get("expect", 0), int)
        assert set(example.get("uncertain", ())) <= set(doubts())
    keys = [json.dumps([one["name"], one["on"], one["output"]]) for one in found]
    assert len(keys) == len(set(keys))


def test_the_laws_and_years_we_stand_for_have_examples() -> None:
    have = {(path.parent.name, path.stem[-4:]) for path in FILES}
    for law in (
        "wet_op_de_zorgtoeslag",
        "wet_op_het_kindgebonden_budget",
        "algemene_kinderbijslagwet",
        "participatiewet",
    ):
        assert {(law, year) for year in ("2024", "2025", "2026")} <= have
    assert {("wet_op_de_huurtoeslag", "2026"), ("besluit_kinderopvangtoeslag", "2026")} <= have


def test_the_published_tables_are_among_them() -> None:
    published = [one for path in FILES for one in examples(path)[1] if "https://" in one["source"]]
    assert len(published) >= 60
    assert {one["on"][:4] for one in published} == {"2024", "2025", "2026"}
