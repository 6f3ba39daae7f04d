# SPDX-License-Identifier: EUPL-1.2
"""A rule published later changes the outcome; a receipt of before still computes, and is signed by the log."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.faces.cli.conftest import stelsel
from tests.faces.cli.test_rules import DAY, FACTS, RULES, rules
from tests.nouns.rule_text.texts import law, ordinance

TOWN = "gemeente-voorbeeldstad"


@pytest.fixture
def home(recorded: Path, tmp_path: Path) -> Path:
    """The same node, for one test to change."""
    return Path(shutil.copytree(recorded, tmp_path / "home"))


@pytest.fixture(scope="module")
def recorded(empty_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A node in which the importer recorded a folder of rule texts."""
    home = tmp_path_factory.mktemp("rules") / "home"
    shutil.copytree(empty_home, home)
    done = stelsel(home, "import", str(RULES), "--format", "rule-texts-folder", "--as", "importeur")
    assert done.returncode == 0, done.stderr
    assert "16 gelezen, 16 nieuw" in done.stdout
    return home


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """A file with the facts of one case."""
    path = tmp_path / "gegevens.json"
    path.write_text(json.dumps(FACTS))
    return path


def make(home: Path, facts: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A receipt and the file with facts beside it."""
    receipt = tmp_path / "bewijs.json"
    done = rules(home, "receipt", "make", "zorgtoeslag", "--facts", str(facts), *DAY, "-o", str(receipt))
    assert done.returncode == 0, done.stderr
    return receipt, tmp_path / "bewijs.gegevens.json"


def test_a_receipt_is_signed_tells_no_facts_and_computes_again(home: Path, facts: Path, tmp_path: Path) -> None:
    receipt, kept = make(home, facts, tmp_path)
    assert "2800000" not in receipt.read_text()
    assert json.loads(kept.read_text())["zout"] not in receipt.read_text()
    assert kept.stat().st_mode & 0o077 == 0
    done = rules(home, "receipt", "verify", str(receipt), "--facts", str(kept), "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["ondertekendDoor"] == "stelsel.example/importeur/public"
    assert found["gelijk"] is True


def test_it_is_checked_with_a_policy_where_there_is_no_node(home: Path, facts: Path, tmp_path: Path) -> None:
    receipt, kept = make(home, facts, tmp_path)
    policy = tmp_path / "policy"
    log = "stelsel.example/importeur/public"
    assert stelsel(home, "receipt", "policy", log, "-o", str(policy)).returncode == 0
    elsewhere = tmp_path / "elders"
    verify = ("receipt", "verify", str(receipt), "--facts", str(kept))
    done = rules(elsewhere, *verify, "--policy", str(policy))
    assert done.returncode == 0, done.stderr + done.stdout
    assert f"Ondertekend door {log}." in done.stdout
    assert "het is precies hetzelfde" in done.stdout
    open_ended = rules(elsewhere, *verify)
    assert open_ended.returncode == 1
    assert "Wie dit heeft ondertekend is open" in open_ended.stdout


def test_a_changed_receipt_or_other_facts_are_told(home: Path, facts: Path, tmp_path: Path) -> None:
    receipt, kept = make(home, facts, tmp_path)
    whole = json.loads(kept.read_text())
    whole["gegevens"]["personen"]["aanvrager"]["jaarinkomen"] += 1
    other = tmp_path / "anders.json"
    other.write_text(json.dumps(whole))
    done = rules(home, "receipt", "verify", str(receipt), "--facts", str(other))
    assert done.returncode == 1
    assert "Dit zijn niet de gegevens waarmee toen is gerekend." in done.stdout
    receipt.write_text(receipt.read_text().replace("157300", "957300"))
    done = rules(home, "receipt", "verify", str(receipt), "--facts", str(kept))
    assert done.returncode == 3
    assert "niet ondertekend door wie u vertrouwt" in done.stderr


def test_without_a_node_a_receipt_is_not_signed_and_says_so(facts: Path, tmp_path: Path) -> None:
    home = tmp_path / "nergens"
    receipt = tmp_path / "bewijs.json"
    done = rules(home, "receipt", "make", "zorgtoeslag", "--facts", str(facts), *DAY, "-o", str(receipt))
    assert done.returncode == 0, done.stderr
    assert "Niet ondertekend" in done.stderr
    done = rules(home, "receipt", "verify", str(receipt), "--facts", str(tmp_path / "bewijs.gegevens.json"))
    assert done.returncode == 1
    assert "het is precies hetzelfde" in done.stdout


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"bewijs": {"soort": "anders"}, "handtekeningen": []}'])
def test_what_is_no_receipt_is_refused(content: str, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(content)
    done = rules(tmp_path, "receipt", "verify", str(path))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_new_version_needs_no_release_and_the_old_receipt_still_computes(
    home: Path, facts: Path, tmp_path: Path
) -> None:
    receipt, kept = make(home, facts, tmp_path)
    text = (RULES / "wet_op_de_zorgtoeslag" / "2024-11-06.yaml").read_text()
    newer = tmp_path / "nieuw.yaml"
    newer.write_text(
        text.replace("'2024-11-06'", "'2025-02-01'").replace(
            "name: normpremie_pct_drempel_single", "name: normpremie_pct_drempel_partner"
        )
    )
    done = stelsel(home, "import", str(newer), "--format", "rule-text", "--as", "importeur")
    assert done.returncode == 0, done.stderr + done.stdout
    run = ("run", "zorgtoeslag", "--facts", str(facts), "--json")
    before = json.loads(rules(home, *run, "--on", "2025-01-31").stdout)["waarde"]
    after = json.loads(rules(home, *run, "--on", "2025-03-01").stdout)["waarde"]
    known = json.loads(rules(home, *run, "--on", "2025-03-01", "--known-at", "2025-01-31").stdout)["waarde"]
    assert before == known == 157_300
    assert after != before
    done = rules(home, "receipt", "verify", str(receipt), "--facts", str(kept))
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_municipality_of_the_example_country_fills_the_open_term_until_it_takes_it_back(
    home: Path, tmp_path: Path
) -> None:
    yaml = ordinance(12_300, "GM9901", "2026-01-01", "toeslag_voorbeeldstad", "participatiewet").replace(
        "plaatselijk", "inkomenstoeslag_bedrag"
    )
    text = tmp_path / "verordening.yaml"
    text.write_text(yaml)
    facts = tmp_path / "f.json"
    facts.write_text(json.dumps({"personen": {"aanvrager": {}}, "gemeente": "GM9901"}))
    publish = stelsel(home, "publish", "regeltekst", str(text), "--name", "verordening", "--as", TOWN)
    assert publish.returncode == 0, publish.stderr + publish.stdout
    run = ("run", "toeslag_voorbeeldstad", "--facts", str(facts), "--on", "2026-03-01", "--json")
    found = json.loads(rules(home, *run).stdout)
    assert found["waarde"] == 12_300
    assert found["teksten"][0]["wijze"] == "stated"
    withdrawn = stelsel(home, "withdraw", f"{TOWN}/rule-text/verordening", "--why", "vervallen", "--as", TOWN)
    assert withdrawn.returncode == 0, withdrawn.stderr
    assert rules(home, *run).returncode == 2


def test_a_receipt_that_nobody_signed_says_so(facts: Path, tmp_path: Path) -> None:
    receipt, kept = make(tmp_path / "nergens", facts, tmp_path)
    done = rules(tmp_path / "nergens", "receipt", "verify", str(receipt), "--facts", str(kept))
    assert done.returncode == 1
    assert "Dit bewijs is niet ondertekend" in done.stdout
    plain = rules(tmp_path / "nergens", "receipt", "verify", str(receipt), "--facts", str(kept), "--json")
    assert (json.loads(plain.stdout)["ondertekend"], json.loads(plain.stdout)["gelijk"]) == (False, True)


def test_a_text_that_is_not_here_is_brought_along(home: Path, facts: Path, tmp_path: Path) -> None:
    text = tmp_path / "own" / "wet.yaml"
    text.parent.mkdir()
    text.write_text(law())
    (tmp_path / "leeg.json").write_text("{}")
    source = ("--source", "Staatsblad", "--source-day", "2025-01-01")
    assert stelsel(home, "publish", "regeltekst", str(text), "--as", "importeur", *source).returncode == 0
    made = ("receipt", "make", "wet_op_iets", "bedrag", "--facts", str(tmp_path / "leeg.json"), "-o")
    assert rules(home, *made, str(tmp_path / "b.json")).returncode == 0
    again = rules(home, *made, str(tmp_path / "b.json"))
    assert again.returncode == 2
    assert "Dit bestand is er al." in again.stderr
    verify = ("receipt", "verify", str(tmp_path / "b.json"), "--facts", str(tmp_path / "b.gegevens.json"))
    alone = rules(tmp_path / "elders", *verify)
    assert "Niet nagerekend, want hier ontbreekt" in alone.stdout
    assert json.loads(rules(tmp_path / "elders", *verify, "--json").stdout)["nagerekend"] is False
    brought = rules(tmp_path / "elders", *verify, "--texts", str(text.parent), "--json")
    assert json.loads(brought.stdout)["gelijk"] is True


def test_publishing_says_where_a_text_does_not_hold_and_a_record_is_provisional(home: Path, tmp_path: Path) -> None:
    text = tmp_path / "verordening.yaml"
    text.write_text(ordinance(5_000, "GM0344", of="participatiewet"))
    own = stelsel(home, "publish", "regeltekst", str(text), "--as", "importeur", "--name", "van-ons")
    assert own.returncode == 0, own.stderr
    assert "Let op, dit geldt nu niet" in own.stderr
    about = "https://identifier.overheid.nl/tooi/id/gemeente/gm0344"
    more = ("--about", about, "--source", "Gemeenteblad", "--source-day", "2025-12-01")
    kept = stelsel(home, "publish", "regeltekst", str(text), "--as", "importeur", "--name", "utrecht", *more)
    assert kept.returncode == 0, kept.stderr
    assert "geldt nu niet" not in kept.stderr
    assert "“participatiewet” laat het begrip “plaatselijk” niet open." in kept.stderr
