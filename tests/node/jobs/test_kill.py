# SPDX-License-Identifier: EUPL-1.2
"""kill -9 of a real worker, again and again: no job is lost, none has its effect twice; SIGTERM hands back."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("work_until_killed.py")
SHORT = 60


def start(home: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """The script as a process."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("STELSEL_", "DJANGO_"))}
    return subprocess.Popen(
        [sys.executable, str(SCRIPT), str(home), *arguments], stdout=subprocess.PIPE, env=environment
    )


def rows(home: Path, question: str) -> list[tuple[object, ...]]:
    """What the database says."""
    with sqlite3.connect(home / "stelsel.sqlite3", timeout=30) as database:
        return database.execute(question).fetchall()


def ended(home: Path) -> int:
    """Jobs that are done."""
    return int(str(rows(home, "SELECT count(*) FROM node_job WHERE \"end\" = 'done'")[0][0]))


def furthest(home: Path) -> int:
    """How far the long job came."""
    return int(str(rows(home, "SELECT furthest FROM node_job WHERE name = 'count'")[0][0]))


def worker(home: Path) -> subprocess.Popen[bytes]:
    """A worker that is ready."""
    process = start(home)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    return process


def until(process: subprocess.Popen[bytes], holds: object) -> None:
    """Wait until something holds, while the worker lives."""
    for _ in range(1200):
        if holds():  # type: ignore[operator]
            return
        assert process.poll() is None, "the worker ended by itself"
        time.sleep(0.05)
    raise AssertionError("it did not come")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with jobs that wait."""
    made = start(tmp_path, "make", str(SHORT))
    made.communicate()
    assert made.returncode == 0
    return tmp_path


def test_kill_9_loses_nothing_and_repeats_nothing(home: Path, campaign: bool) -> None:
    for turn in range(1, 11 if campaign else 4):
        process = worker(home)
        until(process, lambda goal=turn * 8: ended(home) >= goal and furthest(home) > 0)
        process.kill()
        process.communicate()
    process = worker(home)
    until(process, lambda: ended(home) == SHORT + 1)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)
    assert process.returncode == 0
    effects = dict(rows(home, "SELECT account, count(*) FROM node_signinfailure GROUP BY account"))
    wanted = [*(f"k{number}" for number in range(SHORT)), *(f"long-{number}" for number in range(60))]
    assert effects == dict.fromkeys(wanted, 1)
    assert rows(home, 'SELECT DISTINCT token, "end" FROM node_job') == [("", "done")]
    begun = rows(home, "SELECT return_value FROM django_tasks_database_dbtaskresult WHERE task_path LIKE '%count'")
    assert '"from": 0' not in str(begun[0][0]), "the long job went on where it was"


def test_sigterm_hands_back_what_runs(home: Path) -> None:
    process = worker(home)
    until(process, lambda: rows(home, "SELECT 1 FROM node_job WHERE furthest > 3 AND name = 'count'"))
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)
    assert process.returncode == 0
    assert not rows(home, "SELECT 1 FROM node_job WHERE token != ''")
    assert not rows(home, "SELECT 1 FROM django_tasks_database_dbtaskresult WHERE status = 'RUNNING'")
    assert rows(home, "SELECT failures, \"end\" FROM node_job WHERE name = 'count'") == [(0, "")]
