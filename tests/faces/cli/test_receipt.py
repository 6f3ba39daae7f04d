# SPDX-License-Identifier: EUPL-1.2
"""A receipt is taken away, and checked where there is no node."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from stelsel.register import receipt_verifier
from tests.faces.cli.conftest import stelsel
from tests.faces.cli.test_commands import one_line, publish

LOG = "stelsel.example/voorbeeldwolk/public"


@pytest.fixture
def taken(run: Any, tmp_path: Path) -> tuple[str, Path, Path]:
    """An entry with two revisions, the receipt of the first, and the policy of its log."""
    name = f"bon-{tmp_path.name}".lower().replace("_", "-")
    address = json.loads(publish(run, name).stdout)["adres"]
    body = '{"naam": "Bon NV", "voorbeeld": true}'
    assert run("correct", address, "-", "--as", "voorbeeldwolk", "--why", "Beter", stdin=body).returncode == 0
    receipt, policy = tmp_path / "eerste.tlog-proof", tmp_path / "log.policy"
    for command in (("get", address, "--revision", "1", "-o", str(receipt)), ("policy", LOG, "-o", str(policy))):
        done = run("receipt", *command)
        assert (done.returncode, done.stderr) == (0, "")
    return address, receipt, policy


def test_a_receipt_is_checked_where_there_is_no_node(taken: tuple[str, Path, Path], tmp_path: Path) -> None:
    address, receipt, policy = taken
    nowhere = tmp_path / "nowhere"
    done = stelsel(nowhere, "receipt", "verify", str(receipt), "--policy", str(policy))
    assert (done.returncode, done.stderr) == (0, "")
    assert "Dit ontvangstbewijs klopt." in done.stdout
    assert "zelf verklaard" in done.stdout
    english = stelsel(nowhere, "receipt", "verify", str(receipt), "--policy", str(policy), "--lang", "en")
    assert "This receipt holds." in english.stdout
    plain = json.loads(stelsel(nowhere, "receipt", "verify", str(receipt), "--policy", str(policy), "--json").stdout)
    assert (plain["adres"], plain["versie"], plain["logboek"], plain["klopt"]) == (address, 1, LOG, True)
    assert json.loads(plain["inhoud"])["naam"].endswith(" BV")
    assert not nowhere.exists(), "checking a receipt makes no node"
    command = [sys.executable, "-I", receipt_verifier.__file__, str(receipt), "--policy", str(policy), "--json"]
    alone = json.loads(subprocess.run(command, capture_output=True, text=True, check=True, env={}).stdout)
    assert (alone["entry"]["id"], alone["content"], alone["leaf_hash"]) == (address, plain["inhoud"], plain["hash"])


def test_the_newest_revision_goes_to_standard_output(run: Any, taken: tuple[str, Path, Path]) -> None:
    address, receipt, policy = taken
    newest = run("receipt", "get", address)
    assert newest.stdout.startswith("c2sp.org/tlog-proof@v1\nextra ")
    receipt.write_text(newest.stdout)
    plain = json.loads(run("receipt", "verify", str(receipt), "--policy", str(policy), "--json").stdout)
    assert (plain["versie"], json.loads(plain["inhoud"])["naam"]) == (2, "Bon NV")
    assert json.loads(run("receipt", "get", address, "--json").stdout)["ontvangstbewijs"] == newest.stdout
    assert run("receipt", "policy", LOG).stdout == policy.read_text()
    assert json.loads(run("receipt", "policy", LOG, "--json").stdout)["beleid"] == policy.read_text()


def test_what_does_not_hold_or_cannot_be_read(run: Any, taken: tuple[str, Path, Path], tmp_path: Path) -> None:
    address, receipt, policy = taken
    other = tmp_path / "ander.policy"
    other.write_text(run("receipt", "policy", "stelsel.example/importeur/public").stdout)

    def line(code: int, *arguments: object) -> str:
        return one_line(run("receipt", *map(str, arguments)), code)

    assert "Geen logboek dat u vertrouwt" in line(3, "verify", receipt, "--policy", other)
    changed = tmp_path / "anders.tlog-proof"
    changed.write_text(receipt.read_text().replace("\nindex ", "\nindex 1"))
    assert "Vertrouw dit antwoord niet" in line(3, "verify", changed, "--policy", policy)
    changed.write_bytes(b"\xff\n\n\xff")
    assert "Dit is geen bewijsbestand" in line(3, "verify", changed, "--policy", policy)
    assert "line 1" in line(2, "verify", receipt, "--policy", receipt)
    assert "niet te lezen" in line(2, "verify", tmp_path / "niets", "--policy", policy)
    assert "niet te lezen" in line(2, "verify", receipt, "--policy", tmp_path)
    assert "Kies uit" in line(2, "policy", "stelsel.example/niemand/public")
    assert "Kies een andere plaats" in line(2, "get", address, "-o", tmp_path / "geen" / "map")
    assert run("receipt", "get", address, "--revision", "9").returncode == 1
    assert run("receipt", "get", "voorbeeldwolk/supplier/niets").returncode == 1


def test_the_same_proof_as_a_cose_receipt(taken: tuple[str, Path, Path], run: Any, tmp_path: Path) -> None:
    address, file = taken[0], tmp_path / "bewijs.cose"
    for algorithm in ("ed25519", "ml-dsa-44"):
        done = run("receipt", "get", address, "--cose", algorithm, "-o", str(file))
        assert (done.returncode, done.stderr) == (0, "")
        assert file.read_bytes()[:1] == b"\xd2", "a tagged COSE_Sign1"
        assert address.encode() in file.read_bytes()
    bad = run("receipt", "get", address, "--cose", "rsa", "-o", str(file), "--lang", "en")
    assert one_line(bad, 2).startswith("--cose: ")
    bare = run("receipt", "get", address, "--cose", "ed25519", "--lang", "en")
    assert one_line(bare, 2).startswith("-o: ")


def test_a_proof_of_the_newest_revision_says_what_and_when(
    taken: tuple[str, Path, Path], run: Any, tmp_path: Path
) -> None:
    address, receipt, policy = taken
    newest, listing = tmp_path / "nieuwste.json", tmp_path / "lijst.json"
    prefix = address.rpartition("/")[0] + "/"
    for command in (("newest", address, "-o", str(newest)), ("listing", prefix, "-o", str(listing))):
        assert run("receipt", *command).returncode == 0
    one = run("receipt", "check", str(newest), "--policy", str(policy), "--lang", "en")
    assert f"The newest revision of {address} was then this one" in one.stdout
    plain = json.loads(run("receipt", "check", str(newest), "--policy", str(policy), "--json").stdout)
    assert plain["ondertekend"].endswith("Z")
    assert plain["ondertekend"] in one.stdout
    assert [row["handeling"] for row in plain["nieuwste"]] == ["correct"]
    whole = run("receipt", "check", str(listing), "--policy", str(policy), "--lang", "en")
    assert f"This is all below {prefix}" in whole.stdout
    assert "receipt verify" in one_line(run("receipt", "check", str(receipt), "--policy", str(policy)), 2)
    assert "receipt check" in one_line(run("receipt", "verify", str(newest), "--policy", str(policy)), 2)


def test_keys_change_only_with_a_reason_that_names_nobody(run: Any) -> None:
    before = run("keys", "--json").stdout
    assert one_line(run("keys", "change", "demowolk", "--lang", "en"), 2).startswith("demowolk: The reason is missing.")
    assert run("keys", "change", "demowolk", "--why", "dhr. Jan de Vries is weg").returncode == 2
    assert run("keys", "--json").stdout == before
