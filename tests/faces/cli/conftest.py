# SPDX-License-Identifier: EUPL-1.2
"""Runs `stelsel` as people do: a process, its output, its exit code. Most are forks of one that stands by; what is
started as `PROGRAM` begins with nothing."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.faces.cli.standby import Standby

ROOT = Path(__file__).resolve().parents[3]
Run = subprocess.CompletedProcess[str]
PROGRAM = (sys.executable, "-c", "from stelsel.faces.cli.main import run; run()")


def surroundings(home: Path, **more: str) -> dict[str, str]:
    """An environment with a home of its own, in Dutch, with `stelsel` on the path."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("STELSEL_", "LC_", "DJANGO_"))}
    return {**kept, "LANG": "nl_NL.UTF-8", "STELSEL_HOME": str(home), "PATH": path, **more}


@cache
def standby() -> Standby:
    """What commands are forks of; one for all tests of this process."""
    return Standby(surroundings(Path("nowhere")))


def stelsel(home: Path, *arguments: str, stdin: str = "", **more: str) -> Run:
    """Runs one command."""
    return standby().run(list(arguments), stdin, surroundings(home, **more))


def copy_of(home: Path, place: Path) -> Path:
    """The node once more."""
    shutil.copytree(home, place, ignore=lambda folder, names: [n for n in names if (Path(folder) / n).is_socket()])
    return place


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def untouched_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A node with keys and tables and no entries, to copy: no test changes it."""
    home = tmp_path_factory.mktemp("untouched") / "home"
    done = stelsel(home, "init")
    assert done.returncode == 0, done.stderr
    return home


@pytest.fixture(scope="session")
def empty_home(untouched_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, for tests that do not mind what others leave in it."""
    return copy_of(untouched_home, tmp_path_factory.mktemp("empty") / "home")


class Served:
    """A node that was started with `stelsel up`, and what it said."""

    def __init__(self, home: Path, *options: str) -> None:
        self.home = home
        self.options = options
        self.port = free_port()
        self.said: list[str] = []

    def __enter__(self) -> Served:
        self.process = subprocess.Popen(
            [*PROGRAM, "up", "--port", str(self.port), *self.options],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=surroundings(self.home),
            text=True,
        )
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line.strip())
            if "localhost" in line or self.process.poll() is not None:
                break
        return self

    def get(self, path: str) -> bytes:
        """A page."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=60) as response:
            body: bytes = response.read()
        return body

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.communicate()


@pytest.fixture(scope="session")
def example_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A node with the whole example country, made by `stelsel up`: once, for all processes of this run."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    whole, home = shared / "example-country", tmp_path_factory.mktemp("example") / "home"
    with (shared / "example-country.lock").open("w") as guard:
        fcntl.flock(guard, fcntl.LOCK_EX)
        if not whole.exists():
            with Served(home) as served:
                assert any("Voorbeeldland geladen" in line for line in served.said), served.said
                assert b'"hash"' in served.get("/api/v1/stand")
            copy_of(home, whole.with_name("example-country.new")).rename(whole)
            return home
    return copy_of(whole, home)


@pytest.fixture(scope="session")
def excerpt_home(untouched_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A node with the example country in which few of the entries of others stand, to copy: no test changes it."""
    home = copy_of(untouched_home, tmp_path_factory.mktemp("excerpt") / "home")
    named = surroundings(home, DJANGO_SETTINGS_MODULE="stelsel.node.settings")
    made = subprocess.run(
        [sys.executable, "-m", "tests.faces.cli.excerpt"],
        cwd=ROOT, env=named, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    return home


@pytest.fixture
def served() -> type[Served]:
    """Starts a node."""
    return Served


@pytest.fixture
def run(empty_home: Path) -> Callable[..., Run]:
    """Runs a command on the empty node."""

    def run_here(*arguments: str, stdin: str = "", **more: str) -> Run:
        return stelsel(empty_home, *arguments, stdin=stdin, **more)

    return run_here
