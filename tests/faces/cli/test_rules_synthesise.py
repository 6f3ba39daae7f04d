# SPDX-License-Identifier: EUPL-1.2
"""`stelsel rules synthesise` needs no node, says that it made people up, and refuses what cannot be."""

from __future__ import annotations

import json
import signal
import subprocess
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.faces.cli.conftest import PROGRAM, stelsel, surroundings


def test_it_says_that_the_people_are_synthetic(tmp_path: Path) -> None:
    done = stelsel(tmp_path, "rules", "synthesise", "--persons", "1000", "--to", str(tmp_path / "land"), "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert "synthetic people" in done.stdout
    assert "none of these people exists" in done.stdout
    assert "CC BY 4.0" in done.stdout
    assert (tmp_path / "land" / "synthetic-persons-0001.parquet").is_file()


def test_json_names_the_files(tmp_path: Path) -> None:
    done = stelsel(
        tmp_path, "rules", "synthesise", "--persons", "1000", "--seed", "9", "--to", str(tmp_path / "a"), "--json"
    )
    found = json.loads(done.stdout)
    assert found["verzonnen"] is True
    assert found["mensen"] == 1000
    assert list(found["bestanden"]) == ["synthetic-persons-0001.parquet"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--persons", "12"), "persons 12: Dit aantal"),
        (("--seed", "-3"), "seed -3: Dit begingetal"),
        (("--on", "morgen"), "--on: Dit is geen dag"),
        (("--on", "1999-01-01"), "Kies een dag van 2021-01-01"),
    ],
)
def test_bad_options_are_refused_with_a_cure(tmp_path: Path, options: tuple[str, ...], said: str) -> None:
    done = stelsel(tmp_path, "rules", "synthesise", *options, "--to", str(tmp_path / "land"))
    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / "land").exists()


def test_control_c_leaves_no_half_file(tmp_path: Path) -> None:
    command = [*PROGRAM, "rules", "synthesise", "--persons", "18000000", "--to", str(tmp_path / "land")]
    with subprocess.Popen(command, env=surroundings(tmp_path), stderr=subprocess.PIPE, text=True) as running:
        until = monotonic() + 60
        while not list(tmp_path.glob("*.half/*.parquet")) and monotonic() < until:
            sleep(0.05)
        assert list(tmp_path.glob(".land.*.half"))
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "Gestopt. Er staat niets." in told
    assert [path.name for path in tmp_path.iterdir() if "land" in path.name] == []
