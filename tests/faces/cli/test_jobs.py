# SPDX-License-Identifier: EUPL-1.2
"""`stelsel jobs`, `--in-background`, and the worker beside the pages: started, supervised, stopped."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.faces.cli.conftest import PROGRAM, copy_of, stelsel, surroundings


@pytest.fixture
def home(untouched_home: Path, tmp_path: Path) -> Path:
    """A node with the publishers of the example and no entries."""
    return copy_of(untouched_home, tmp_path / "home")


def asked(home: Path, *command: str) -> str:
    """The number that a command shows."""
    run = stelsel(home, *command, "--in-background")
    assert run.returncode == 0, run.stderr
    return run.stdout.strip().splitlines()[-1]


def state(home: Path, number: str) -> Any:
    """The job as data."""
    return json.loads(stelsel(home, "jobs", "show", number, "--json").stdout)


def until(holds: Callable[[], Any]) -> Any:
    """Wait for what must come."""
    for _ in range(300):
        if found := holds():
            return found
        time.sleep(0.1)
    raise AssertionError("it did not come")


@pytest.fixture
def worker(home: Path) -> Iterator[subprocess.Popen[str]]:
    """`stelsel jobs work` as people start it."""
    process = subprocess.Popen([*PROGRAM, "jobs", "work"], stdout=subprocess.PIPE, env=surroundings(home), text=True)
    assert process.stdout is not None
    assert "werkproces" in process.stdout.readline()
    yield process
    process.kill()
    process.communicate()


def test_list_show_cancel_retry_and_work(home: Path) -> None:
    assert "Er is geen werk" in stelsel(home, "jobs", "list").stdout
    number = asked(home, "fsck")
    assert state(home, number)["status"] == "waiting"
    assert "Controleer het hele boek" in stelsel(home, "jobs", "list").stdout
    assert stelsel(home, "jobs", "retry", number).returncode == 2
    assert stelsel(home, "jobs", "cancel", number).returncode == 0
    assert state(home, number)["status"] == "cancelled"
    assert stelsel(home, "jobs", "cancel", number).returncode == 2
    assert stelsel(home, "jobs", "retry", number).returncode == 0
    assert json.loads(stelsel(home, "jobs", "list", "--state", "waiting", "--json").stdout)["aantal"] == 1
    for wrong in ("nee", "01a21829-5368-77f9-bd17-fddaab456c34"):
        refused = stelsel(home, "jobs", "show", wrong)
        assert (refused.returncode, "stelsel jobs list" in refused.stderr) == (2, True)
    assert stelsel(home, "jobs", "list", "--state", "nee").returncode == 2


def test_a_worker_does_it_and_stops_on_sigterm(home: Path, worker: subprocess.Popen[str], tmp_path: Path) -> None:
    file = tmp_path / "rijen.jsonl"
    rows = [
        {"soort": "leverancier", "adres": f"demowolk/supplier/r{n}", "inhoud": {"naam": f"Rij {n}", "voorbeeld": True}}
        for n in range(5)
    ]
    file.write_text("\n".join(json.dumps(row) for row in rows))
    number = asked(home, "import", str(file), "--as", "demowolk")
    done = until(lambda: (found := state(home, number))["status"] == "done" and found)
    assert done["cijfers"] == {"read": 5, "written": 5, "refused": 0}
    check = asked(home, "fsck")
    until(lambda: state(home, check)["status"] == "done")
    assert "alles klopt" in stelsel(home, "jobs", "show", check).stdout
    worker.send_signal(signal.SIGTERM)
    worker.wait(timeout=25)
    assert worker.returncode == 0


def test_what_cannot_be_done_in_the_background_says_so(home: Path) -> None:
    for command in (
        ("fsck", "--rebuild", "--in-background"),
        ("import", "/nergens", "--as", "demowolk", "--in-background"),
        ("import", "/", "--as", "nergens", "--in-background"),
        ("import", "/", "--format", "zip", "--as", "demowolk", "--in-background"),
    ):
        refused = stelsel(home, *command)
        assert refused.returncode == 2, refused.stderr
    assert "Er is geen werk" in stelsel(home, "jobs", "list").stdout


def workers_of(home: Path) -> list[int]:
    """The processes of workers of this node."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            words = (place / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if b"stelsel.node.job_process" in words and os.fsencode(str(home)) in words:
            found.append(int(place.name))
    return found


def test_a_worker_stands_beside_the_pages_and_comes_back(home: Path, served: Any) -> None:
    with served(home, "--no-example") as node:
        first = until(lambda: workers_of(home))
        assert len(first) == 1
        number = asked(home, "fsck")
        until(lambda: state(home, number)["status"] == "done")
        os.kill(first[0], signal.SIGKILL)
        second = until(lambda: [one for one in workers_of(home) if one != first[0]])
        assert node.get("/healthz") == b"ok\n", "the pages notice nothing"
        again = asked(home, "fsck")
        until(lambda: state(home, again)["status"] == "done")
    until(lambda: not workers_of(home))
    assert second != first


def test_the_worker_goes_when_who_started_it_is_killed(home: Path) -> None:
    program = "import sys, time; from pathlib import Path; from stelsel.node.job_process import beside\n"
    program += "with beside(Path(sys.argv[1])): time.sleep(600)"
    parent = subprocess.Popen([PROGRAM[0], "-c", program, str(home)], env=surroundings(home))
    until(lambda: workers_of(home))
    parent.kill()
    parent.wait()
    until(lambda: not workers_of(home))


def test_nothing_stays_behind_when_a_node_is_killed(home: Path, served: Any) -> None:
    with served(home, "--no-example") as node:
        until(lambda: workers_of(home))
        began = {node.process.pid, *descendants(node.process.pid)}
        assert len(began) >= 4, "the server, its worker for pages, the signer, and the worker for jobs"
        node.process.kill()
        node.process.wait()
        until(lambda: not any(runs(one) for one in began))
    with served(home, "--no-example") as node:
        assert node.get("/healthz") == b"ok\n"


def descendants(parent: int) -> list[int]:
    """The processes that a process started, and those that these started."""
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if int(place.read_text().rpartition(")")[2].split()[1]) == parent:
                found += [int(place.parent.name), *descendants(int(place.parent.name))]
    return found


def runs(process: int) -> bool:
    """Whether a process is there and not just waiting to be reaped."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_no_worker_when_none_is_wanted(home: Path, served: Any) -> None:
    with served(home, "--no-example", "--no-jobs"):
        number = asked(home, "fsck")
        assert workers_of(home) == []
        assert state(home, number)["status"] == "waiting"
