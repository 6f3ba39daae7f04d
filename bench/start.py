# SPDX-License-Identifier: EUPL-1.2
"""How long a newcomer waits: `make up` in a fresh copy until the first page, and once more."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from bench.harness import Bar, BenchTrouble, Claim, Result
from tools.environment import ROOT

CLAIM = Claim(
    "start", "make up in a fresh copy, with a warm package cache, until the first page", "s", Bar(90, on="ours")
)
SECOND_S = 5.0
PATIENCE_S = 600.0
LOOK_AGAIN_S = 0.05


def copy_to(folder: Path) -> None:
    """The project's own files, without environments, data and caches."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        source, target = ROOT / name, folder / name
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def first_page(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Returns when the start page has been read. Raises BenchTrouble."""
    give_up = time.monotonic() + PATIENCE_S
    while process.poll() is None and time.monotonic() < give_up:
        try:
            with urllib.request.urlopen(f"http://localhost:{port}/nl/", timeout=60) as page:
                if b"<html" in page.read():
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(LOOK_AGAIN_S)
    raise BenchTrouble(f"make up did not serve a page: {log.read_text()[-1000:]}")


def start(folder: Path) -> float:
    """Seconds from `make up` to the first page; stops the node afterwards."""
    port, log = free_port(), folder / "start.log"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("STELSEL_", "VIRTUAL_ENV"))}
    began = time.monotonic()
    with log.open("wb") as out:
        process = subprocess.Popen(
            ["make", "up", f"PORT={port}"],
            cwd=folder,
            env=kept,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            first_page(process, port, log)
            return time.monotonic() - began
        finally:
            os.killpg(process.pid, signal.SIGINT)
            process.wait(30)


def run() -> Result:
    """A first start and a second one."""
    with tempfile.TemporaryDirectory(prefix="stelsel-start-") as place:
        folder = Path(place)
        copy_to(folder)
        first = start(folder)
        second = start(folder)
    return Result(
        ours=first,
        seen=f"{first:.1f} s from `make up` to the first page, {second:.1f} s the second time",
        conditions={f"the second start takes at most {SECOND_S:g} s ({second:.1f} s)": second <= SECOND_S},
    )
