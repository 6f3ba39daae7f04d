# SPDX-License-Identifier: EUPL-1.2
"""`stelsel up`: a first start loads, a second one loads nothing, and the commands in the manual do what it says."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.faces.cli.conftest import copy_of, standby, surroundings

ROOT = Path(__file__).resolve().parents[3]
PAGES = ("docs/manual/nl.md", "docs/manual/en.md", "README.md")
BEGINS_WITH_NOTHING = "README.md"
"""The page whose commands begin with nothing; those of the others are forks of a process that stands by."""


def test_a_second_start_loads_nothing(example_home: Path, served: Any) -> None:
    before = (example_home / "example-country.json").read_bytes()
    with served(example_home) as again:
        assert again.said == [f"Stelsel staat op http://localhost:{again.port}"]
        assert b"Stelsel" in again.get("/nl/")
    assert (example_home / "example-country.json").read_bytes() == before


def commands(page: str) -> list[str]:
    """The commands in the indented blocks of a page."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return [line.strip() for line in re.findall(r"^    (.*\bstelsel .*)$", text, re.MULTILINE)]


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_in_the_manual_work(page: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Those of the README on the whole example country, those of the manuals on an excerpt of it."""
    home = tmp_path / "var"  # as the manual names it
    copy_of(request.getfixturevalue("example_home" if page == BEGINS_WITH_NOTHING else "excerpt_home"), home)
    found, named = commands(page), surroundings(home)
    if page != BEGINS_WITH_NOTHING:
        named["PATH"] = os.pathsep.join((str(standby().programs), named["PATH"]))
    assert found
    for command in found:
        run = subprocess.run(
            ["sh", "-c", command], cwd=tmp_path, env=named, capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, f"{command}: {run.stdout[-500:]}{run.stderr}"
        assert run.stdout or ">" in command


def test_both_manuals_say_the_same() -> None:
    shapes = [
        [line.split()[:1] for line in (ROOT / page).read_text().splitlines() if line.startswith("##")]
        for page in PAGES[:2]
    ]
    assert shapes[0] == shapes[1]
    assert len(commands(PAGES[0])) == len(commands(PAGES[1]))
