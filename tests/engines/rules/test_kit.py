# SPDX-License-Identifier: EUPL-1.2
"""The conformance kit: another engine can run it, what differs is found, and a broken kit is refused."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from stelsel.engines.rules.kit import Kit, KitFigures, checked, read_kit, schema, written
from stelsel.kernel.problem import BadInput
from stelsel.priorities.services.figures import DERIVED, figures
from stelsel.priorities.services.rule_kit import kit
from tests.engines.rules.kit_runner import ARITHMETIC, ROUNDING, Unable, run

SCHEMA = Path(__file__).resolve().parents[3] / "docs" / "rules-kit.schema.json"


@pytest.fixture(scope="module")
def raw() -> bytes:
    """The kit as it is written."""
    return written(kit())


@pytest.fixture
def document(raw: bytes) -> Any:
    """The kit as another program sees it."""
    return json.loads(raw)


def again(document: Any) -> Kit:
    """The kit of a document."""
    return read_kit(json.dumps(document).encode(), "kit.json")


def case(document: Any, start: str) -> Any:
    """The first case whose id begins so and that has a whole number as its value."""
    return next(
        one for one in document["cases"] if one["id"].startswith(start) and type(one["expect"].get("value")) is int
    )


def test_our_own_engine_agrees_with_all_of_it(document: Any) -> None:
    verdict = checked(again(document))
    assert (verdict.different, verdict.unanswered, verdict.differences) == (0, 0, ())
    laws = {one["rule"] for one in document["cases"]} - {"wet"}
    assert len(laws) == 8  # nine laws in eight texts: the income supplement stands in the social-assistance act
    assert verdict.agreed == len({one["id"] for one in document["cases"]}) > 500


def test_another_engine_runs_the_arithmetic(document: Any) -> None:
    answered = set()
    for one in document["cases"]:
        try:
            one["found"] = {"value": run(one)}
            answered.add(one["id"])
        except Unable:
            continue
    verdict = checked(again(document))
    assert (verdict.agreed, verdict.different) == (len(answered), 0)
    assert verdict.unanswered == len(document["cases"]) - len(answered)
    for name in {*ARITHMETIC, *ROUNDING}:
        assert answered & set(document["operations"][name]), name


@pytest.mark.parametrize("start", ["language/", "participatiewet/", "algemene_ouderdomswet/"])
def test_a_tampered_expectation_is_found(document: Any, start: str) -> None:
    one = case(document, start)
    one["expect"]["value"] += 1
    verdict = checked(again(document))
    assert verdict.different == 1
    assert [(found.case, found.part) for found in verdict.differences] == [(one["id"], "value")]


def test_an_answer_that_differs_or_says_too_little_is_found(document: Any) -> None:
    first, second = document["cases"][:2]
    first["found"] = {"value": 0.5}
    second["found"] = {"value": 3}
    verdict = checked(again(document))
    assert (verdict.agreed, verdict.different) == (0, 2)
    assert {one.case for one in verdict.differences} == {first["id"], second["id"]}


def test_a_fraction_may_be_written_with_a_point(document: Any) -> None:
    one = next(one for one in document["cases"] if one["expect"].get("value") == "5/2")
    one["found"] = {"value": 2.5}
    assert checked(again(document)).agreed == 1


def test_an_altered_figure_changes_what_comes_out(document: Any) -> None:
    for one in document["figures"]:
        one["value"] = "1"
    assert checked(again(document)).different > 100


def test_the_kit_has_every_figure_on_every_month(document: Any) -> None:
    ours, theirs = figures(), KitFigures(again(document).figures)
    names = {one.key for one in ours.all()} | {(one.bwb_id, one.name) for one in DERIVED}
    days = [date(year, month, 1) for year in (2023, 2024, 2025, 2026, 2027) for month in range(1, 13)]
    for key in names:
        for day in days:
            one, other = ours.on(*key, day), theirs.on(*key, day)
            assert getattr(one, "exact", None) == getattr(other, "exact", None), (key, day)


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (b"{", "kit-json"),
        (b"\xff", "kit-json"),
        (b"[" * 100_000, "kit-json"),
        (b"[]", "kit-version"),
        (b'{"kit": "stelsel-rules-kit/2"}', "kit-version"),
        (b'{"kit": "stelsel-rules-kit/1"}', "kit-form"),
    ],
)
def test_what_is_no_kit_is_refused(broken: bytes, code: str) -> None:
    with pytest.raises(BadInput) as problem:
        read_kit(broken, "kit.json")
    assert [one.code for one in problem.value.findings] == [code]


def test_an_altered_text_and_a_bad_figure_are_refused(document: Any) -> None:
    document["texts"][0]["yaml"] += "#"
    with pytest.raises(BadInput, match=document["texts"][0]["file"]):
        again(document)
    document["figures"][0]["value"] = "1e999999999"
    with pytest.raises(BadInput, match="figures"):
        again(document)


def test_an_unknown_rule_is_named_with_its_case(document: Any) -> None:
    one = case(document, "participatiewet/")
    one["rule"] = "wet_die_er_niet_is"
    with pytest.raises(BadInput, match="participatiewet/"):
        checked(again(document))


def test_the_schema_is_that_of_the_source() -> None:
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == json.loads(json.dumps(schema()))
