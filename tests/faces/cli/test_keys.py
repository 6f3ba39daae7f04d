# SPDX-License-Identifier: EUPL-1.2
"""`stelsel keys` and `stelsel signer`, as people type them."""

from __future__ import annotations

import json
import signal
import subprocess
from pathlib import Path

import pytest

from stelsel.node.keys import make_key
from stelsel.node.signing import SignerClient, open_signer, stop_signer
from stelsel.node.signing.remote import key_at
from stelsel.register.checkpoint import Checkpoint
from stelsel.register.tree import leaf_hash
from tests.faces.cli.conftest import PROGRAM, free_port, stelsel, surroundings

ORIGIN = "stelsel.example/utrecht/public"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with keys for utrecht, and nothing else."""
    make_key(tmp_path / "keys", "utrecht")
    return tmp_path


def test_the_keys_are_listed(home: Path) -> None:
    done = stelsel(home, "keys")
    assert done.returncode == 0, done.stderr
    assert all(word in done.stdout for word in ("utrecht", "Ed25519", "ML-DSA-44", "sleutelbestand", "in gebruik"))
    found = json.loads(stelsel(home, "keys", "--json").stdout)
    assert [one["algoritme"] for one in found["sleutels"]] == ["Ed25519", "ML-DSA-44"]
    assert set(found["sleutels"][0]) == {
        "uitgever", "generatie", "algoritme", "vingerafdruk", "plaats", "token", "opAfstand", "gemaakt", "dagenOud",
        "toestand",
    }  # fmt: skip
    assert len(found["sleutels"][0]["vingerafdruk"]) == 64
    assert "ML-DSA-44" in found["toelichting"]


def test_a_key_is_replaced_in_three_steps(home: Path) -> None:
    client = SignerClient(open_signer(home), "utrecht")
    client.sign(Checkpoint(ORIGIN, 1, leaf_hash(b"a")), None, [])
    stop_signer()
    made = json.loads(stelsel(home, "keys", "next", "utrecht", "--json").stdout)
    assert made["generatie"] == 2
    assert [key.split("+")[0] for key in made["sleutels"][ORIGIN]] == [ORIGIN, ORIGIN]
    early = stelsel(home, "keys", "retire", "utrecht", "1")
    assert early.returncode == 2
    assert ORIGIN in early.stderr
    assert stelsel(home, "keys", "activate", ORIGIN, "2").returncode == 0
    done = stelsel(home, "keys", "retire", "utrecht", "1", "--lang", "en")
    assert done.stdout.splitlines()[0] == "Generation 1: retired"
    assert stelsel(home, "keys", "activate", ORIGIN, "1").returncode == 2


def test_without_a_node_nothing_is_made(tmp_path: Path) -> None:
    done = stelsel(tmp_path / "none", "keys")
    assert done.returncode == 4
    assert not (tmp_path / "none").exists()


def test_the_signer_runs_by_itself_and_for_another_machine(
    home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    node, port = tmp_path_factory.mktemp("node"), free_port()
    public = json.loads(stelsel(node, "keys", "request", "--json").stdout)["sleutel"]
    (home / "signer").mkdir(mode=0o700)
    (home / "signer" / "requesters").write_text(f"{public} node\n")
    answer_key = key_at(home / "signer" / "answer.key").public.hex()
    running = subprocess.Popen(
        [*PROGRAM, "signer", "--listen", f"127.0.0.1:{port}"],
        env=surroundings(home, PYTHONUNBUFFERED="1"), stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert running.stdout is not None
        said = [running.stdout.readline() for _ in range(3)]
        assert answer_key in said[1]
        assert stelsel(home, "signer").returncode == 4, "a second one is refused"
        settings = {"address": f"http://127.0.0.1:{port}", "requester": "node", "answer_key": answer_key}
        (node / "signer" / "remote.json").write_text(json.dumps(settings))
        found = json.loads(stelsel(node, "keys", "--json").stdout)["sleutels"]
        assert {one["opAfstand"] for one in found} == {f"127.0.0.1:{port}"}
    finally:
        running.send_signal(signal.SIGINT)
        assert running.wait(30) == 0


def test_an_address_without_a_port_is_refused(home: Path) -> None:
    done = stelsel(home, "signer", "--listen", "localhost")
    assert done.returncode == 2
    assert "10.0.0.5:8020" in done.stderr
