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


def lint(spectral: tuple[str, ...], rules: Path, place: Path, contract: bytes) -> list[dict[str, Any]]:
    """What the linter finds in a contract."""
    place.write_bytes(contract)
    command = [*spectral, "lint", "-r", str(rules), "-f", "json", "--quiet", str(place)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    found: list[dict[str, Any]] = json.loads(run.stdout or "[]")
    return found


def cut(contract: bytes) -> dict[str, Any]:
    """The same with a few of its paths: the linter takes half a minute for all."""
    plain: dict[str, Any] = json.loads(contract)
    paths = list(plain["paths"])
    kept = {*paths[:: len(paths) // 12], "/openapi.json"}
    plain["paths"] = {path: found for path, found in plain["paths"].items() if path in kept}
    return plain


def test_the_official_rules_find_nothing(spectral: tuple[str, ...], conformance: Path, tmp_path: Path) -> None:
    """All of the contract at one address; at another only the servers differ, so there a few paths are enough."""
    rules = conformance / "spectral" / "ruleset.yaml"
    local, other = document("http://localhost:8000"), document("https://stelsel.example")
    one, two = json.loads(local), json.loads(other)
    assert one.pop("servers") != two.pop("servers")
    assert one == two
    for contract in (local, json.dumps(cut(other)).encode()):
        found = lint(spectral, rules, tmp_path / "openapi.json", contract)
        assert [(one["code"], one["path"], one["severity"]) for one in found] == []


def test_the_linter_does_find_faults(spectral: tuple[str, ...], conformance: Path, tmp_path: Path) -> None:
    plain = cut(document("https://stelsel.example"))
    del plain["info"]["contact"]
    rules = conformance / "spectral" / "ruleset.yaml"
    found = lint(spectral, rules, tmp_path / "openapi.json", json.dumps(plain).encode())
    assert "info-contact" in {one["code"] for one in found}


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
