# SPDX-License-Identifier: EUPL-1.2
"""kill -9 while publishing: everything that was acknowledged is there afterwards, and the logs are whole."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("publish_until_killed.py")


def one_round(home: Path, database: str, turn: str, acknowledged: Path, enough: int) -> tuple[str, list[str]]:
    """Runs the publisher until `enough` receipts came, kills it; returns its check and every receipt in the pipe."""
    command = [sys.executable, str(SCRIPT), turn, str(acknowledged)]
    place = {"STELSEL_HOME": str(home), "STELSEL_DATABASE": database}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, **place}) as process:
        assert process.stdout is not None
        check = process.stdout.readline().decode().strip()
        lines = [process.stdout.readline() for _ in range(enough)] if turn != "last" else []
        if turn != "last":
            process.kill()
        lines += process.stdout.readlines()
    return check, [line.decode().strip() for line in lines if line.endswith(b"\n")]


@pytest.mark.campaign
def test_what_was_acknowledged_is_there_after_kill_9(tmp_path: Path, campaign: bool, database: str) -> None:
    seed = random.Random(2026)
    acknowledged = tmp_path / "acknowledged"
    acknowledged.touch()
    home = tmp_path / "home"
    total = 0
    for turn in range(200 if campaign else 5):
        check, receipts = one_round(home, database, str(turn), acknowledged, seed.randrange(60))
        assert check == "checked 0", f"round {turn}"
        total += len(receipts)
        with acknowledged.open("a") as file:
            file.writelines(f"{line}\n" for line in receipts)
    assert total > 0
    assert one_round(home, database, "last", acknowledged, 0)[0] == "checked 0"
