# SPDX-License-Identifier: EUPL-1.2
"""Every worked example against the evaluator: value, standing and lines of doubt, or the figure that is missing."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from stelsel.engines.rules import Facts, Library, check, evaluate, read_rules
from stelsel.priorities.services.figures import RULES, figures

LIBRARY = Library(
    read_rules(path.read_bytes(), str(path.relative_to(RULES))) for path in sorted(RULES.glob("*/*.yaml"))
)
FILES = sorted(RULES.glob("*/examples-*.json"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem[-4:]}")
def test_the_evaluator_gives_what_the_examples_say(path: Path) -> None:
    raw = json.loads(path.read_text(encoding="utf-8"))
    for one in raw["examples"]:
        day = date.fromisoformat(one["on"])
        found = evaluate(LIBRARY, raw["law"], one["output"], Facts(one["facts"]), day, figures=figures())
        if "refused" in one:
            assert found.standing == "refused", one["name"]
            assert any(trouble.where.endswith(f" {one['refused']}") for trouble in found.troubles), one["name"]
            continue
        assert found.value == one["expect"], one["name"]
        assert list(found.uncertain) == one["uncertain"], one["name"]
        poor = found.grade in ("S", "I")
        assert found.standing == ("provisional" if one["uncertain"] or poor else "official"), one["name"]


def test_our_own_texts_have_no_faults() -> None:
    assert [one for one in check(LIBRARY, figures()) if one.severity == "fault"] == []
