# SPDX-License-Identifier: EUPL-1.2
"""`stelsel rules kit`: written, checked, and what differs ends with code 1."""

from __future__ import annotations

import json
from pathlib import Path

from tests.faces.cli.test_rules import rules


def test_a_kit_is_written_and_checked(tmp_path: Path) -> None:
    made = rules(tmp_path, "kit", "--to", str(tmp_path))
    assert made.returncode == 0
    file = tmp_path / "rules-kit.json"
    checked = rules(tmp_path, "kit", "--check", str(file), "--json")
    assert checked.returncode == 0
    assert json.loads(checked.stdout)["anders"] == 0
    document = json.loads(file.read_text(encoding="utf-8"))
    document["cases"][0]["found"] = {"value": 1}
    file.write_text(json.dumps(document), encoding="utf-8")
    found = rules(tmp_path, "kit", "--check", str(file), "--lang", "en")
    assert found.returncode == 1
    assert "0 agreed, 1 different" in found.stdout
    assert "language/1, value: expected" in found.stdout


def test_one_of_the_two_is_asked(tmp_path: Path) -> None:
    assert rules(tmp_path, "kit").returncode == 2
    assert rules(tmp_path, "kit", "--to", "a", "--check", "b").returncode == 2
    assert rules(tmp_path, "kit", "--check", str(tmp_path / "none.json")).returncode == 2
