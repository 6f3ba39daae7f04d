# SPDX-License-Identifier: EUPL-1.2
"""Our nine laws run on a synthetic country: an outcome, or facts or reasons that are named; never a refused fact."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from stelsel.engines.synthetic import COLUMNS, Options
from stelsel.priorities.services.figures import RULES
from stelsel.priorities.services.grades import STANDING_FOR
from tools import describe_country

LISTS = {"kinderen", "kinderen_opvang", "medebewoners"}


def asked() -> dict[str, str]:
    """The facts that our texts ask: name and type."""
    found = {}
    for path in sorted(RULES.glob("*/*.yaml")):
        for article in yaml.safe_load(path.read_text(encoding="utf-8"))["articles"]:
            execution = article.get("machine_readable", {}).get("execution", {})
            for one in execution.get("input", ()):
                if one.get("source") == {}:
                    found[one["name"]] = one["type"]
    return found


def test_the_columns_are_the_facts_that_the_texts_ask() -> None:
    columns = {one.name: one for one in COLUMNS if one.fact and one.of in ("person", "household")}
    wanted = asked()
    assert set(columns) == set(wanted) - LISTS
    kinds = {"boolean": ("yes or no",), "date": ("day",), "amount": ("whole number, 64 bits",)}
    for name, column in columns.items():
        assert column.kind in kinds.get(wanted[name], (column.kind,)), name
        assert (wanted[name] == "amount") == column.unit.startswith("eurocent"), name


@pytest.mark.campaign
@pytest.mark.parametrize("missing", [False, True])
def test_every_law_says_something_of_every_household(missing: bool, campaign: bool) -> None:
    """In `make test` for the people that the page is about, in a campaign for others and more."""
    options = Options(5_000, seed=2, missing=missing) if campaign else Options(describe_country.CASES, missing=missing)
    ends: Counter[tuple[str, str, str]] = Counter()
    named: set[str] = set()
    for title, output, end, found in describe_country.outcomes(options):
        ends[title, output, end] += 1
        named.update(found.missing)
        assert end != "unknown" or found.missing
        assert end != "refused" or all(one.code for one in found.troubles)
    assert {title for title, _, _ in ends} == {title for title, *_ in STANDING_FOR}
    homes = max(ends.values())
    for title, _, _, outputs in STANDING_FOR:
        if title in ("Individual income supplement", "Remission of local taxes"):
            continue
        for output in outputs:
            assert ends[title, output, "refused"] <= 0.01 * homes, (
                "only a child outside Europe, whose figure is missing"
            )
            assert ends[title, output, "outcome"] >= (0.8 if missing else 0.99) * homes
    assert bool(named) == missing


def test_the_page_of_the_synthetic_country_is_up_to_date() -> None:
    text = describe_country.PAGE.read_text(encoding="utf-8")
    assert text == describe_country.page(), "run tools/describe_country.py"
    assert Path("docs/decisions/0025-a-synthetic-country.md").name in text
