# SPDX-License-Identifier: EUPL-1.2
"""Starts the fuzzing that follows coverage: a short run always, a long one in a campaign."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

SHORT, LONG = 2_000, 1_000_000
TARGETS = ("note", "checkpoint", "proof", "receipt", "policy", "envelope")


def fuzz(root: Path, folder: Path, target: str, runs: int) -> None:
    """One run; every find is a failure that names the file with its bytes."""
    pytest.importorskip("atheris", reason="no atheris")
    command = [sys.executable, "-m", "tests.campaign.coverage_fuzz", target, str(folder), f"-runs={runs}", "-seed=1"]
    paths = os.pathsep.join((str(root / "src"), str(root)))
    surroundings = {**os.environ, "PYTHONPATH": paths}
    run = subprocess.run(command, cwd=root, env=surroundings, capture_output=True, text=True, check=False)
    assert run.returncode == 0, f"{run.stdout[-2000:]}\n{run.stderr[-4000:]}"
    done = re.search(r"Done (\d+) runs", run.stderr)
    assert done is not None
    assert int(done[1]) >= runs


@pytest.mark.parametrize("target", TARGETS)
def test_a_short_run(root: Path, tmp_path: Path, target: str) -> None:
    fuzz(root, tmp_path, target, SHORT)


@pytest.mark.campaign
@pytest.mark.parametrize("target", TARGETS)
def test_a_long_run(root: Path, tmp_path: Path, target: str, campaign: bool) -> None:
    fuzz(root, tmp_path, target, LONG if campaign else 2 * SHORT)
