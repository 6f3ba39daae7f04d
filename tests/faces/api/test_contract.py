# SPDX-License-Identifier: EUPL-1.2
"""The contract: the official linter of the API Design Rules, and what the product sends is what the contract says."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

from stelsel.catalogue import KINDS, QUESTIONS
from stelsel.faces.api.contract import OPERATIONS, document
from stelsel.nouns import ABOUT_A_LEAF


def lint(spectral: tuple[str, ...], rules: Path, place: Path, url: str) -> list[dict[str, Any]]:
    """What the linter finds in the contract of a node at this address."""
    place.write_bytes(document(url))
    command = [*spectral, "lint", "-r", str(rules), "-f", "json", "--quiet", str(place)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    found: list[dict[str, Any]] = json.loads(run.stdout or "[]")
    return found


def test_the_official_rules_find_nothing(spectral: tuple[str, ...], conformance: Path, tmp_path: Path) -> None:
    rules = conformance / "spectral" / "ruleset.yaml"
    for url in ("http://localhost:8000", "https://stelsel.example"):
        found = lint(spectral, rules, tmp_path / "openapi.json", url)
        assert [(one["code"], one["path"], one["severity"]) for one in found] == []


def test_the_linter_does_find_faults(spectral: tuple[str, ...], conformance: Path, tmp_path: Path) -> None:
    place = tmp_path / "openapi.json"
    plain = json.loads(document("https://stelsel.example"))
    del plain["info"]["contact"]
    place.write_text(json.dumps(plain))
    command = [
        *spectral,
        "lint",
        "-r",
        str(conformance / "spectral" / "ruleset.yaml"),
        "-f",
        "json",
        "--quiet",
        str(place),
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "info-contact" in {one["code"] for one in json.loads(run.stdout)}


def test_every_kind_and_question_is_in_the_contract() -> None:
    paths = json.loads(document("https://stelsel.example"))["paths"]
    for kind in KINDS.values():
        made_here = set() if kind.name in ABOUT_A_LEAF else {"post"}
        assert set(paths[f"/{kind.wire_plural}"]) == {"get", *made_here}
        assert f"/{kind.wire_plural}/{{uitgever}}/{{naam}}/historie" in paths
    for wire in QUESTIONS:
        assert set(paths[f"/vragen/{wire}/antwoord"]) == {"get", "post"}
    assert "/openapi.json" in paths


def test_every_reference_leads_somewhere() -> None:
    raw = document("https://stelsel.example").decode()
    plain = json.loads(raw)
    for link in set(re.findall(r'"\$ref":"#/([^"]+)"', raw)):
        place: Any = plain
        for step in link.split("/"):
            place = place[step]
    assert plain["openapi"] == "3.1.0"


def test_an_operation_is_named_once() -> None:
    assert len(OPERATIONS) == len({(one.method, one.path) for one in OPERATIONS.values()})
