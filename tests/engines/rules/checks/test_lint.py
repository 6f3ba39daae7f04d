# SPDX-License-Identifier: EUPL-1.2
"""Each known pattern of a defect is found in a rule that has it, and not in the same rule mended."""

from __future__ import annotations

from typing import Any

import pytest

from stelsel.engines.rules import Library, load
from stelsel.engines.rules.checks.lint import PATTERNS, defect_patterns
from tests.engines.rules.texts import article, asked, fact, law, laws, library

CENTS = {"unit": "eurocent"}
INCOME = fact("inkomen", "amount", **CENTS)
SHARE = {"parameter": {"name": "pct_boven_drempel", "on": "year"}}


def rule(value: Any, *inputs: dict[str, Any], definitions: Any = None, kind: str = "amount", **more: Any) -> Library:
    spec = {"type_spec": CENTS} if kind == "amount" else {}
    output = [{"name": "uit", "type": kind, **spec}]
    formal = {"definitions": definitions} if definitions else {}
    made = article(
        input=[INCOME, *inputs], output=output, actions=[{"output": "uit", "value": value}], **formal, **more
    )
    return library(law("wet", made))


def op(name: str, *values: Any) -> dict[str, Any]:
    return {"operation": name, "values": list(values)}


def above(value: Any, subject: Any = "$inkomen", operation: str = "GREATER_THAN") -> dict[str, Any]:
    return {"operation": operation, "subject": subject, "value": value}


def chosen(when: Any, then: Any, default: Any = None) -> dict[str, Any]:
    made = {"operation": "IF", "cases": [{"when": when, "then": then}]}
    return made if default is None else {**made, "default": default}


DECISION = {"legal_character": "BESCHIKKING"}
AT_LEAST, AT_MOST = "GREATER_THAN_OR_EQUAL", "LESS_THAN_OR_EQUAL"
PARTNER = asked("inkomen_van_de_ander", "wet", "uit", "amount", bsn="partner")
WITH_PARTNER = fact("heeft_partner", "boolean")
DATES = (fact("ingangsdatum", "date"), fact("einddatum", "date"))
BEGUN = {"operation": "LESS_THAN_OR_EQUAL", "subject": "$ingangsdatum", "value": "$referencedate"}
ENDED = {"operation": "LESS_THAN", "subject": "$einddatum", "value": "$referencedate"}

DEFECTS: dict[str, tuple[Library, Library]] = {
    "amount": (
        rule(op("SUBTRACT", 211_200, "$inkomen")),
        rule(op("SUBTRACT", {"parameter": {"name": "premie", "on": "year"}}, "$inkomen")),
    ),
    "euro": (rule(op("MIN", "$GRENS", "$inkomen"), definitions={"GRENS": 38_479.5}), rule(op("MIN", 0, "$inkomen"))),
    "percent": (
        rule(op("MULTIPLY", "$PERCENTAGE", "$inkomen"), definitions={"PERCENTAGE": 13.7}),
        rule(op("DIVIDE", op("MULTIPLY", "$PERCENTAGE", "$inkomen"), 100), definitions={"PERCENTAGE": 13.7}),
    ),
    "rounding": (
        rule(op("MULTIPLY", SHARE, "$inkomen"), produces=DECISION),
        rule({"operation": "ROUND", "value": op("MULTIPLY", SHARE, "$inkomen")}, produces=DECISION),
    ),
    "threshold": (
        rule(op("MULTIPLY", SHARE, op("MIN", "$inkomen", "$DREMPEL")), definitions={"DREMPEL": 0}),
        rule(op("MULTIPLY", SHARE, "$DREMPEL"), definitions={"DREMPEL": 0}),
    ),
    "limit": (
        rule(chosen(above("$grens"), 0, chosen(above("$grens", operation=AT_LEAST), 1, 0)), fact("grens")),
        rule(chosen(above("$grens"), 0, chosen(above("$grens", operation=AT_MOST), 1, 0)), fact("grens")),
    ),
    "partner": (
        rule(op("ADD", "$inkomen", "$inkomen_van_de_ander"), PARTNER, WITH_PARTNER),
        rule(op("ADD", "$inkomen", chosen("$heeft_partner", "$inkomen_van_de_ander", 0)), PARTNER, WITH_PARTNER),
    ),
    "end-date": (
        rule(BEGUN, *DATES, kind="boolean"),
        rule({"operation": "AND", "conditions": [BEGUN, {"operation": "NOT", "value": ENDED}]}, *DATES, kind="boolean"),
    ),
    "year": (
        rule({**BEGUN, "value": "2025-01-01"}, *DATES, kind="boolean"),
        rule({**BEGUN, "value": "$january_first"}, *DATES, kind="boolean"),
    ),
    "rest": (rule(op("ADD", "$inkomen", chosen(above(0), 1))), rule(op("ADD", "$inkomen", chosen(above(0), 1, 0)))),
}  # fmt: skip


def codes(lib: Library) -> set[str]:
    return {finding.code.removeprefix("rules-lint-") for finding in defect_patterns(lib)}


@pytest.mark.parametrize("code", DEFECTS)
def test_a_defect_is_found_and_not_once_it_is_mended(code: str) -> None:
    broken, mended = DEFECTS[code]
    assert code in codes(broken)
    assert code not in codes(mended)
    for finding in defect_patterns(broken):
        assert finding.what.nl != finding.what.en
        assert finding.cure.nl != finding.cure.en
        assert finding.where == f"wet-0.yaml line {finding.at}"


def test_every_pattern_has_a_defect_to_find() -> None:
    assert len(DEFECTS) == len(PATTERNS) + 1  # amounts finds euros too


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (chosen(above(0), 5_000, 0), "amount"),
        (op("MULTIPLY", "$percentage", "$inkomen"), "percent"),
        (chosen(above(0), "$inkomen"), "rest"),
    ],
)
def test_other_forms_of_the_same(value: Any, code: str) -> None:
    assert code in codes(rule(value, fact("percentage", unit="percentage")))


@pytest.mark.parametrize(
    "value",
    [
        op("MULTIPLY", 12, "$inkomen"),
        op("MAX", 0, "$inkomen"),
        chosen(above(0), 0, 1),
        op("MULTIPLY", "$PERCENTAGE", "$inkomen"),
    ],
)
def test_what_is_no_defect_is_left_alone(value: Any) -> None:
    assert codes(rule(value, definitions={"PERCENTAGE": 0.137})) == set()


def test_the_known_defects_of_real_files_are_found(shared_data: Any) -> None:
    found = {(one.code, one.where) for one in defect_patterns(Library(load(laws(shared_data))[0]))}
    for law_file in (
        "law-regelrecht/wet/wet_op_de_zorgtoeslag/2025-01-01.yaml",
        "law-poc/zorgtoeslagwet/TOESLAGEN-2025-01-01.yaml",
    ):
        assert any(code == "rules-lint-threshold" and where.startswith(law_file) for code, where in found)
    assert ("rules-lint-amount", "law-poc/zorgtoeslagwet/TOESLAGEN-2025-01-01.yaml line 263") in found
    assert ("rules-lint-partner", "law-poc/wet_op_de_huurtoeslag/TOESLAGEN-2025-01-01.yaml line 465") in found
