# SPDX-License-Identifier: EUPL-1.2
"""Our own encodings: the shape of RegelRecht 0.5.6 plus our extensions, no figures, every name known, own words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from stelsel.kernel.documents import read_yaml
from stelsel.priorities.services.figures import RULES, doubts, figures
from tests.priorities.services.rules.schema_check import faults

PATHS = sorted(RULES.glob("*/*.yaml"))
IDS = [f"{path.parent.name}-{path.stem}" for path in PATHS]
TEXTS = {path: read_yaml(path.read_bytes(), path.name) for path in PATHS}
STRUCTURAL = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 16, 18, 21, 23, 30, 31, 100, -1}
"""Months, days, ages of brackets, and whole euros: words of a law, no amounts."""
MISSING = {"landenfactor", "kgb_landenpercentage", "akw_landenpercentage", "akw_extra_amount_year",
           "norm_spouse_under_18_or_under_21_with_aow", "norm_under_21_spouse_not_entitled",
           "share_of_payment_capacity_to_be_used", "default_pct_of_norm"}  # fmt: skip
"""Figures that a case may need and that no source gives with a date: such a case is refused and names them."""
every = pytest.mark.parametrize("path", PATHS, ids=IDS)


def nodes(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every mapping in a document."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from nodes(one)


def bare(value: Any) -> Any:
    """A text without our extensions, for the schema: a figure becomes a number, FOREACH a LIST, and so on."""
    if isinstance(value, list):
        return [bare(one) for one in value]
    if not isinstance(value, dict):
        return value
    if "parameter" in value:
        return 0
    if value.get("operation") == "FOREACH":
        return {
            "operation": "LIST",
            "items": [bare(value["subject"]), bare(value["value"]), bare(value.get("where", True))],
        }
    kept = {key: bare(one) for key, one in value.items() if key not in ("uncertain", "grade", "impossible")}
    if "to" in kept and "operation" in kept:
        kept["precision"] = -2 if kept.pop("to") == 100 else 0
    if kept.get("type") == "array":
        kept.pop("items", None)
    if "summary" in kept:
        kept["text"] = kept.pop("summary")["nl"]
    return kept


@every
def test_a_text_fits_the_schema_of_regelrecht_but_for_our_extensions(path: Path, shared_data: Path) -> None:
    schema = json.loads((shared_data / "services/schema/regelrecht-law-v0.5.6.json").read_bytes())
    assert faults(schema, bare(TEXTS[path]), path.stem, schema["definitions"]) == []


def test_the_small_schema_check_sees_faults(shared_data: Path) -> None:
    schema = json.loads((shared_data / "services/schema/regelrecht-law-v0.5.6.json").read_bytes())
    for change in ("layer", "operation", "article", "output"):
        text = json.loads(json.dumps(bare(TEXTS[PATHS[-1]])))
        action = text["articles"][0]["machine_readable"]["execution"]["actions"][0]
        if change == "layer":
            text["regulatory_layer"] = "GEWOONTE"
        elif change == "operation":
            action["value"] = {"operation": "ADDD", "values": [1]}
        elif change == "article":
            del text["articles"][0]["url"]
        else:
            action["strange"] = 1
        assert faults(schema, text, "x", schema["definitions"]), change


@every
def test_a_text_says_where_it_comes_from_and_each_article_what_it_means(path: Path) -> None:
    text = TEXTS[path]
    assert path.read_text(encoding="utf-8").startswith("# SPDX-License-Identifier: EUPL-1.2\n")
    assert text["valid_from"] == path.stem
    assert text["grade"] in ("L", "O", "S")
    for article in text["articles"]:
        assert set(article["summary"]) == {"nl", "en"}
        assert "text" not in article
        assert article["url"].startswith("https://")
        for action in article["machine_readable"]["execution"]["actions"]:
            basis = action["legal_basis"]
            assert basis["article"]
            if text.get("bwb_id") and "gemeente_code" not in text:
                assert basis["juriconnect"].endswith(f"&z={path.stem}&g={path.stem}")


@every
def test_no_figure_stands_in_a_text(path: Path) -> None:
    for node in nodes([article["machine_readable"]["execution"] for article in TEXTS[path]["articles"]]):
        for key, one in node.items():
            values = one if isinstance(one, list) else [one]
            numbers = [n for n in values if isinstance(n, int | float) and not isinstance(n, bool)]
            assert key in ("min", "max", "past_years") or all(
                isinstance(n, int) and n in STRUCTURAL for n in numbers
            ), (key, one)


@every
def test_every_figure_is_known_or_known_to_be_missing(path: Path) -> None:
    own = TEXTS[path].get("bwb_id", "")
    for node in nodes(TEXTS[path]):
        if isinstance(given := node.get("parameter"), dict):
            assert set(given) <= {"name", "law", "on", "band", "at"}
            assert given["on"] in ("year", "month", "day")
            name = given.get("name") or given["band"]
            assert bool(figures().versions(given.get("law", own), name)) != (name in MISSING), name


@every
def test_every_name_is_declared_and_every_reference_meets_an_output(path: Path) -> None:
    outputs = {(text["$id"], name) for text in TEXTS.values() for name in _outputs(text)}
    for article in TEXTS[path]["articles"]:
        formal = article["machine_readable"]
        execution = formal["execution"]
        names = [one["name"] for key in ("parameters", "input") for one in execution.get(key, ())]
        names += [action["output"] for action in execution["actions"]] + [
            term["id"] for term in formal.get("open_terms", ())
        ]
        names += [node["as"] for node in nodes(execution) if "as" in node]
        assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in names)
        assert {one["name"] for one in execution["output"]} == {action["output"] for action in execution["actions"]}
        said = re.findall(r"\$([a-z_0-9]+)", json.dumps([execution, formal.get("open_terms")]))
        assert set(said) <= {*names, "referencedate"}
        for given in execution.get("input", ()):
            if source := given["source"]:
                assert (source.get("regulation", TEXTS[path]["$id"]), source["output"]) in outputs, given["name"]


def _outputs(text: Mapping[str, Any]) -> list[str]:
    return [one["name"] for article in text["articles"] for one in article["machine_readable"]["execution"]["output"]]


def test_every_line_of_doubt_that_a_text_names_is_known() -> None:
    named = {line for text in TEXTS.values() for node in nodes(text) for line in node.get("uncertain", ())}
    assert named <= set(doubts())
    only_told = set(doubts()) - named
    assert only_told == {"akw-first-half-2024", "aow-income-support", "iit-year-inferred", "kot-full-percentage-limit",
                         "kot-no-percentages", "kwi-local-regimes", "wht-2024-elderly-factors",
                         "wht-2025-income-points", "wht-bands-before-2026", "wht-own-rent-increase"}  # fmt: skip
