# SPDX-License-Identifier: EUPL-1.2
"""A command in a fork is what it is in a process that begins with nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from stelsel.faces.cli.main import COMMANDS
from tests.faces.cli.conftest import PROGRAM, standby, stelsel, surroundings
from tests.faces.cli.standby import OTHERS, OURS, Standby

LOADS = """
import sys
from stelsel.faces.cli.shared_options import open_node
open_node()
print("\\n".join(sys.modules))
"""


@pytest.fixture(scope="module")
def bare() -> Iterator[Standby]:
    """Stands by with nothing of our own."""
    made = Standby(surroundings(Path("nowhere")), OTHERS)
    yield made
    made.close()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_loads_by_itself(bare: Standby, name: str, tmp_path: Path) -> None:
    done = bare.run([name, "--help"], "", surroundings(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert f"stelsel {name}" in done.stdout


def test_only_what_every_node_loads_is_loaded_before(empty_home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADS], env=surroundings(empty_home), capture_output=True, text=True, check=True
    )
    assert sorted(set(OURS) - set(done.stdout.split())) == []


@pytest.mark.parametrize(
    ("arguments", "stdin"),
    [
        (("search", "niets"), ""),
        (("export", "leverancier"), ""),
        (("publish", "leverancier", "-", "--as", "voorbeeldwolk"), "{"),
        (("bestaat-niet",), ""),
        (("search", "x", "--lang", "en"), ""),
        (("rules", "list"), ""),
    ],
)
def test_it_says_what_a_process_of_its_own_says(empty_home: Path, arguments: tuple[str, ...], stdin: str) -> None:
    named = surroundings(empty_home)
    alone = subprocess.run([*PROGRAM, *arguments], input=stdin, env=named, capture_output=True, text=True, check=False)
    done = stelsel(empty_home, *arguments, stdin=stdin)
    assert (done.returncode, done.stdout, done.stderr) == (alone.returncode, alone.stdout, alone.stderr)


def test_a_fork_has_surroundings_of_its_own(empty_home: Path, tmp_path: Path) -> None:
    assert "gevonden" in stelsel(empty_home, "search", "x", LANG="C.UTF-8").stdout
    assert "found" in stelsel(empty_home, "search", "x", LANG="en_GB.UTF-8").stdout
    assert stelsel(tmp_path / "leeg", "search", "x").returncode == 4


def test_input_that_is_not_read_and_long_output(empty_home: Path) -> None:
    long = "x" * 3_000_000
    assert stelsel(empty_home, "search", "x", stdin=long).returncode == 1
    assert stelsel(empty_home, "show", long[:100_000]).returncode == 2
    assert standby() is standby()


def test_a_shell_joins_two_of_them_and_sees_the_code(empty_home: Path, tmp_path: Path) -> None:
    named = surroundings(empty_home)
    named["PATH"] = f"{standby().programs}:{named['PATH']}"

    def shell(line: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["sh", "-c", line], env=named, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert shell("command -v stelsel").stdout.startswith(str(standby().programs))
    body = """echo '{"naam": "Pijp BV"}'"""
    joined = f"{body} | stelsel publish leverancier - --as voorbeeldwolk --name pijp --json | stelsel rules check -"
    assert shell(joined).returncode == 2, "a receipt is no rule"
    shown = shell("stelsel show voorbeeldwolk/supplier/pijp > uit.txt; cat uit.txt; stelsel show geen")
    assert "Pijp BV" in shown.stdout
    assert shown.returncode == 2
