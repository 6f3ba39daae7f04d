# SPDX-License-Identifier: EUPL-1.2
"""Every example of the language runs, and every operation has one."""

from __future__ import annotations

from pathlib import Path

import pytest

from stelsel.engines.rules._expressions import OPERATION_NAMES
from stelsel.engines.rules.kit import Kit, KitCase, checked
from stelsel.engines.rules.kit_language import language_cases, operations

PAGE = Path(__file__).resolve().parents[2] / "docs" / "rules-language.md"
CASES = language_cases(PAGE.read_text(encoding="utf-8"))
OLDER = {"ADD_DATE", "SUBTRACT_DATE", "GREATER_OR_EQUAL", "LESS_OR_EQUAL", "NOT_IN", "NOT_EQUALS", "NOT_NULL"} | {
    "STATIC",
    "COMBINE_DATETIME",
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_example_gives_what_it_says(case: KitCase) -> None:
    verdict = checked(Kit("stelsel-rules-kit/1", {}, (), (), (case,)))
    assert (verdict.agreed, verdict.differences) == (1, ())


def test_every_operation_has_an_example() -> None:
    assert OPERATION_NAMES - OLDER - set(operations(CASES)) == set()
