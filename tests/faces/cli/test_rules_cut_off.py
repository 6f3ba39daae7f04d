# SPDX-License-Identifier: EUPL-1.2
"""A run over a population that is stopped by Ctrl-C or killed: whole pieces stay, nothing else does, and the same
command goes on to what an uninterrupted run gives, to the byte."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from stelsel.engines.rules.population import compile_rule
from stelsel.nouns.rule_text import shipped_rules
from tests.faces.cli.conftest import stelsel, surroundings
from tests.node.plain_people import ON, files, tables

SMALL = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
    "from stelsel.node.population import ranges; ranges.PERSONS_IN_PIECE = 40;"
    "from stelsel.faces.cli.main import run; run()"
)
"""The command with so few persons in a piece that a small folder has many."""


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of CSV files, which are written as Parquet while a run is at work."""
    folder, rules = tmp_path_factory.mktemp("people"), shipped_rules()
    law = ("wet_op_het_kindgebonden_budget", "kindgebonden_budget_per_jaar")
    program = compile_rule(rules.library, *law, ON, figures=rules.figures)
    return files(tables(folder, program), folder / "csv", "csv")


def started(people: Path, to: Path, home: Path) -> subprocess.Popen[str]:
    asked = ("kindgebonden_budget", "--people", str(people), "--to", str(to), "--on", "2026-01-01", "--by", "woning")
    return subprocess.Popen(
        [sys.executable, "-c", SMALL, "rules", "population", *asked, "--lang", "en"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=surroundings(home),
    )  # fmt: skip


def whole(folder: Path) -> dict[str, bytes]:
    """The files of a run; without the salt of its receipt, which is another each time."""
    kept = {one.name: one.read_bytes() for one in folder.iterdir() if one.name != "receipt.json"}
    kept["run.json"] = json.dumps({**json.loads(kept["run.json"]), "salt": ""}).encode()
    return kept


@pytest.fixture(scope="module")
def expected(people: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a run gives that nobody stops."""
    to = tmp_path_factory.mktemp("whole")
    process = started(people, to / "uit", to)
    _, said = process.communicate(timeout=300)
    assert process.returncode == 0, said
    return whole(to / "uit")


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_cut_off_goes_on_to_the_same(
    how: signal.Signals, people: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    to = tmp_path / "uit"
    process = started(people, to, tmp_path)
    deadline = time.monotonic() + 120
    while len(list(to.glob("results-*.parquet"))) < 2 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)
    process.send_signal(how)
    at = time.monotonic()
    _, said = process.communicate(timeout=60)
    done = sorted(to.glob("results-*.parquet"))
    assert 2 <= len(done) < len([name for name in expected if name.startswith("results")]), said
    assert json.loads((to / "run.json").read_text())["finished"] is False
    stamps = {one: one.stat().st_mtime_ns for one in done[:-1]}
    if how == signal.SIGINT:
        assert process.returncode == 130
        assert time.monotonic() - at < 20
        assert "Stopped. What is done stays; give the same command to go on." in said
        assert "Traceback" not in said
        assert not [one.name for one in to.iterdir() if one.name.startswith(".")]
        assert 0 < int(re.findall(r"([0-9]+)%", said)[-1]) < 100
    process = started(people, to, tmp_path)
    _, said = process.communicate(timeout=300)
    assert process.returncode == 0, said
    assert "100%" in said
    assert {one: one.stat().st_mtime_ns for one in stamps} == stamps
    assert whole(to) == expected
    checked = stelsel(tmp_path, "rules", "verify", str(to), "--json")
    assert {one["uitslag"] for one in json.loads(checked.stdout)["gecontroleerd"] if "results" in one["wat"]} == {
        "klopt"
    }


def test_two_runs_do_not_work_in_one_folder(people: Path, tmp_path: Path) -> None:
    to = tmp_path / "uit"
    first = started(people, to, tmp_path)
    while not list(to.glob("results-*.parquet")) and first.poll() is None:
        time.sleep(0.005)
    second = started(people, to, tmp_path)
    _, said = second.communicate(timeout=120)
    first.send_signal(signal.SIGKILL)
    first.communicate(timeout=60)
    assert second.returncode == 2
    assert "Another run is at work in this folder." in said
