# SPDX-License-Identifier: EUPL-1.2
"""kill -9 in the middle of writing: what was acknowledged opens afterwards, and what stands there was logged."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("write_until_killed.py")


def one_round(home: Path, turn: str, acknowledged: Path, enough: int) -> tuple[str, list[str]]:
    """Runs the writer until `enough` documents came, kills it; returns its check and every line in the pipe."""
    command = [sys.executable, str(SCRIPT), turn, str(acknowledged)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "STELSEL_HOME": str(home)}) as process:
        assert process.stdout is not None
        check = process.stdout.readline().decode().strip()
        lines = [process.stdout.readline() for _ in range(enough)] if turn != "last" else []
        if turn != "last":
            process.kill()
        lines += process.stdout.readlines()
    return check, [line.decode().strip() for line in lines if line.endswith(b"\n")]


@pytest.mark.campaign
def test_what_was_acknowledged_opens_after_kill_9(tmp_path: Path, campaign: bool) -> None:
    seed = random.Random(2026)
    acknowledged = tmp_path / "acknowledged"
    acknowledged.touch()
    home = tmp_path / "home"
    total = 0
    for turn in range(100 if campaign else 4):
        check, lines = one_round(home, str(turn), acknowledged, 1 + seed.randrange(25))
        assert check == "checked 0", f"round {turn}"
        total += len(lines)
        with acknowledged.open("a") as file:
            file.writelines(f"{line}\n" for line in lines)
    assert total > 0
    assert one_round(home, "last", acknowledged, 0)[0] == "checked 0"
