# SPDX-License-Identifier: EUPL-1.2
"""`stelsel agreement check`: files in both forms, exit codes, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from stelsel.faces.cli.ends import End
from stelsel.faces.cli.main import main
from stelsel.nouns.agreement import PROFILES
from tests.engines.refinement.texts import BASE, CONCEPTS, SAFE, is_, permits

EXAMPLES = Path(__file__).resolve().parents[3] / "src" / "stelsel" / "nouns" / "agreement" / "examples"


def written(folder: Path, name: str, plain: Any) -> str:
    """A JSON file."""
    place = folder / name
    place.write_text(json.dumps(plain), encoding="utf-8")
    return str(place)


def test_a_plain_form_with_a_taxonomy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base, concepts = written(tmp_path, "base.json", BASE), written(tmp_path, "concepts.json", CONCEPTS)
    domain = written(tmp_path, "domain.json", permits(is_("purpose", "treatment"), is_("recipient", "abroad", "neq")))
    arguments = ["agreement", "check", base, domain, "--taxonomy", concepts, "--json"]
    assert main(arguments) == End.OK
    found = json.loads(capsys.readouterr().out)
    assert found["verdict"] == "CONFLICT"
    assert found["counterexample"]["logged"] is False
    assert [one["rule"] for one in found["conflicts"]] == ["log"]
    assert len(found["base"]["hash"]) == 64
    assert main([*arguments, "--must-be-in-line"]) == End.NO
    good = written(tmp_path, "good.json", permits(is_("purpose", "treatment"), SAFE))
    capsys.readouterr()
    assert main(["agreement", "check", base, good, "--taxonomy", concepts, "--must-be-in-line", "--json"]) == End.OK
    assert json.loads(capsys.readouterr().out)["verdict"] == "IN LINE"


@pytest.mark.parametrize(("name", "verdict"), PROFILES.items())
def test_agreements_as_they_stand_in_a_register(name: str, verdict: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["agreement", "check", str(EXAMPLES / "grondregels.json"), str(EXAMPLES / f"{name}.json"), "--json"]) == 0
    )
    found = json.loads(capsys.readouterr().out)
    assert found["verdict"] == verdict
    if verdict == "UNKNOWN":
        assert [one["term"] for one in found["missing"]] == ["licentiedoel"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "line 1"),
        ('{"default": "deny", "default": "permit"}', "default"),
        ('{"default": "deny", "permissions": [{"id": "a", "when": {"attr": "x", "op": "~", "value": 1}}]}', "~"),
        ("[]", "default"),
        ('{"default": "deny", "attributes": {"a": {"min": NaN}}}', ""),
    ],
)
def test_a_file_that_does_not_read_is_told(
    content: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base, bad = written(tmp_path, "base.json", {"default": "deny"}), tmp_path / "bad.json"
    bad.write_text(content, encoding="utf-8")
    assert main(["agreement", "check", base, str(bad)]) == End.BAD_INPUT
    said = capsys.readouterr().err
    assert "bad.json" in said
    assert told in said


def test_a_base_that_uses_what_it_does_not_declare_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = written(tmp_path, "base.json", {**BASE, "permissions": [{"id": "p", "when": is_("porpuse", "care")}]})
    domain = written(tmp_path, "domain.json", {"default": "deny"})
    concepts = written(tmp_path, "concepts.json", CONCEPTS)
    assert main(["agreement", "check", base, domain, "--taxonomy", concepts]) == End.BAD_INPUT
    said = capsys.readouterr().err
    assert "base.json" in said
    assert "porpuse" in said


def test_plain_words_scope_and_coverage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    agreement = str(EXAMPLES / "levering-adressen.json")
    assert main(["agreement", "show", agreement]) == End.OK
    assert "Wat moet" in capsys.readouterr().out
    delivery = written(tmp_path, "delivery.json", [{"adres": {"postcode": "1234AB"}, "bsn": "1"}])
    assert main(["agreement", "scope", agreement, delivery, "--json"]) == End.OK
    found = json.loads(capsys.readouterr().out)
    assert (found["verdict"], found["tooMuch"], found["missing"]) == ("outside", ["/bsn"], ["huisnummer"])
    assert main(["agreement", "coverage", agreement, "--json"]) == End.OK
    covered = {one["rule"]: one["covered"] for one in json.loads(capsys.readouterr().out)}
    assert covered["l-niveau"] == "nowhere"
    assert covered["l-log"] == "technical"
    assert main(["agreement", "scope", agreement, written(tmp_path, "empty.json", {})]) == End.BAD_INPUT
