# SPDX-License-Identifier: EUPL-1.2
"""A bit that turns in SQLite changes no answer, or is found and rebuilt; so is a file cut short or made of noise."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faces.cli.conftest import copy_of, stelsel

ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPT = Path(__file__).with_name("flip_database.py")


def environment(home: Path) -> dict[str, str]:
    """A home of its own, on SQLite whatever the tests run on."""
    own = {"STELSEL_HOME": str(home), "STELSEL_DATABASE": "", "DJANGO_SETTINGS_MODULE": "stelsel.node.settings"}
    own["PYTHONPATH"] = f"{ROOT / 'src'}{os.pathsep}{ROOT}"
    return {**os.environ, **own}


@pytest.mark.campaign
def test_a_flip_changes_no_answer_or_is_found_and_rebuilt(tmp_path: Path, campaign: bool) -> None:
    rounds = 1_000 if campaign else 30
    command = [sys.executable, str(SCRIPT), str(rounds), "2026"]
    run = subprocess.run(command, env=environment(tmp_path), capture_output=True, text=True, check=True)
    counts = json.loads(run.stdout)
    sys.stdout.write(f"bit flips in SQLite: {counts}\n")
    assert counts["list"] == []
    assert counts["found"] > 0
    assert counts["unchanged"] + counts["found"] == rounds


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A node that the script made."""
    home = tmp_path_factory.mktemp("flips") / "home"
    home.mkdir()
    subprocess.run([sys.executable, str(SCRIPT), "0", "1"], env=environment(home), capture_output=True, check=True)
    return home


@pytest.mark.parametrize("harm", ["noise", "cut", "empty"])
def test_the_command_names_the_cure_and_the_cure_works(made: Path, tmp_path: Path, harm: str) -> None:
    home = copy_of(made, tmp_path / "home")
    before = stelsel(home, "fsck", "--json").stdout
    assert before
    file = home / "stelsel.sqlite3"
    raw = file.read_bytes()
    file.write_bytes({"noise": os.urandom(len(raw)), "cut": raw[: len(raw) // 2], "empty": b""}[harm])
    found = stelsel(home, "fsck", "--lang", "en")
    assert found.returncode != 0
    assert "stelsel fsck --rebuild" in found.stderr
    mended = stelsel(home, "fsck", "--rebuild", "--json")
    assert mended.returncode == 0, mended.stderr
    assert stelsel(home, "fsck", "--json").stdout == before
    assert list(home.glob("stelsel.sqlite3.damaged-*")), "what was there is kept"
