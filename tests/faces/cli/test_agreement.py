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


@pytest.mark.parametrize("form", ["text", "odrl", "rule", "rego", "cedar"])
def test_every_form_of_an_agreement(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(EXAMPLES / "levering-adressen.json"), "--base", str(EXAMPLES / "grondregels.json")]
    assert main(["agreement", "show", *files, "--format", form, "--lang", "en"]) == End.OK
    told = capsys.readouterr().out
    starts = {"text": "Levering van", "odrl": "{", "rule": "# SPDX", "rego": "# STUB", "cedar": "// STUB"}
    assert told.startswith(starts[form])
    assert "Leg elke levering vast" in told


def test_a_policy_of_odrl_reads_like_an_agreement(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["agreement", "show", str(EXAMPLES / "levering-adressen.json"), "--format", "odrl"]) == End.OK
    place = tmp_path / "a.jsonld"
    place.write_text(capsys.readouterr().out, encoding="utf-8")
    for named in (str(EXAMPLES / "levering-adressen.json"), str(place)):
        assert main(["agreement", "show", named, "--lang", "en"]) == End.OK
    first, second = capsys.readouterr().out.split("Levering van")[1:]
    assert first == second


def test_lists_are_not_made_without_the_concepts_of_the_base(capsys: pytest.CaptureFixture[str]) -> None:
    for form in ("rule", "rego", "cedar"):
        assert main(["agreement", "show", str(EXAMPLES / "medmij-stijl.json"), "--format", form]) == End.BAD_INPUT
        assert "grondregels" in capsys.readouterr().err
    assert main(["agreement", "show", str(EXAMPLES / "medmij-stijl.json"), "--format", "x"]) == End.BAD_INPUT
    assert "cedar" in capsys.readouterr().err


_SHAPE = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix x: <urn:x:> .
x:S sh:targetClass x:C ; sh:property [ sh:path x:p ; sh:minCount 1 ] , [ sh:path x:q ; sh:maxCount 1 ] .
"""


def test_a_profile_of_descriptions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base, profile = tmp_path / "base.ttl", tmp_path / "profile.ttl"
    base.write_text(_SHAPE, encoding="utf-8")
    profile.write_text(_SHAPE.replace("sh:minCount 1", "sh:minCount 0"), encoding="utf-8")
    arguments = ["agreement", "shapes", str(base), str(profile), "--lang", "en"]
    assert main([*arguments, "--json"]) == End.OK
    found = json.loads(capsys.readouterr().out)
    assert found["verdict"] == "CONFLICT"
    assert [(one["property"], one["dropped"]) for one in found["conflicts"]] == [("urn:x:p", "count")]
    assert "<urn:voorbeeld:dit> a <urn:x:C>" in found["conflicts"][0]["description"]
    assert main([*arguments, "--must-be-in-line"]) == End.NO
    assert "urn:x:C mag urn:x:p missen" in capsys.readouterr().out
    assert main([*arguments, "--with-base", "both", "--must-be-in-line"]) == End.OK
    assert main([*arguments, "--with-base", "replace", "--must-be-in-line"]) == End.NO
