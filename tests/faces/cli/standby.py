# SPDX-License-Identifier: EUPL-1.2
"""Commands without the second that Python takes to import what they need: a process stands by that has imported what
every command on a node imports anyway, and each command runs in a fork of it.

A fork is a process like any other: its own arguments, environment, streams and exit code. Nothing that reads the
environment is imported beforehand: no settings, no tables, no command. test_standby.py holds `OURS` to what a node
loads, and has every command load in a fork that has nothing of ours.

As a program (`python -P standby.py LISTENING CONTROL MODULE ...`) this file is the process that stands by: the handles
of the socket where commands are asked for and of the one whose end is its end.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from importlib import import_module
from pathlib import Path

OTHERS = (
    "cryptography.x509", "django.core.management", "django.db.backends.sqlite3.base", "django.db.migrations",
    "django.forms", "django.template", "django.utils.translation", "joserfc.jws", "joserfc.jwt", "numpy", "polars",
    "pydantic", "pyoxigraph", "rich.console", "structlog", "tantivy", "typer._adapters", "yaml",
)  # fmt: skip
"""What others made and commands use."""
OURS = ("stelsel.catalogue", "stelsel.book.library", "stelsel.register.append", "stelsel.node.signing")
"""What every command on a node loads of our own."""
_FIELD = 8
"""Bytes of a number: the length of a request, the exit code that answers it."""
_PROGRAM = """#!{python} -IS
import json, os, socket, sys
asked = json.dumps([["stelsel", *sys.argv[1:]], dict(os.environ), os.getcwd()]).encode()
with socket.socket(socket.AF_UNIX) as link:
    link.connect({place!r})
    socket.send_fds(link, [len(asked).to_bytes({field}, "big")], (0, 1, 2))
    link.sendall(asked)
    code = int.from_bytes(link.recv({field}, socket.MSG_WAITALL), "big", signed=True)
if code < 0:
    os.kill(os.getpid(), -code)
sys.exit(code)
"""
"""A `stelsel` for a shell: it hands its streams to the process that stands by."""


class Standby:
    """One process that stands by, for the tests of this process; it ends with it. `programs` is a folder with a
    `stelsel` for shells."""

    def __init__(self, surroundings: dict[str, str], loaded: tuple[str, ...] = OTHERS + OURS) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="stelsel-standby-")
        self._place = f"{self._folder.name}/socket"
        self._control, theirs = socket.socketpair()
        with theirs, socket.socket(socket.AF_UNIX) as listening:
            listening.bind(self._place)
            listening.listen()
            handles = listening.fileno(), theirs.fileno()
            self._process = subprocess.Popen(
                [sys.executable, "-P", __file__, *map(str, handles), *loaded],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=surroundings,
                pass_fds=handles,
            )
        self.programs = Path(self._folder.name) / "bin"
        self.programs.mkdir()
        program = self.programs / "stelsel"
        program.write_text(_PROGRAM.format(python=sys.executable, place=self._place, field=_FIELD), encoding="utf-8")
        program.chmod(0o700)
        atexit.register(self.close)

    def run(self, arguments: list[str], stdin: str, surroundings: dict[str, str]) -> subprocess.CompletedProcess[str]:
        """Run `stelsel ARGUMENTS`; as with subprocess.run, whatever still holds its output is waited for."""
        streams = [os.pipe() for _ in range(3)]
        inside = streams[0][0], streams[1][1], streams[2][1]
        asked = json.dumps([["stelsel", *arguments], surroundings, os.getcwd()]).encode()
        said: list[str] = ["", ""]
        threads = [threading.Thread(target=_write, args=(streams[0][1], stdin))]
        threads += [threading.Thread(target=_read, args=(streams[at + 1][0], said, at)) for at in (0, 1)]
        with socket.socket(socket.AF_UNIX) as link:
            link.connect(self._place)
            socket.send_fds(link, [len(asked).to_bytes(_FIELD, "big")], inside)
            link.sendall(asked)
            for handle in inside:
                os.close(handle)
            for thread in threads:
                thread.start()
            code = int.from_bytes(_exactly(link, _FIELD), "big", signed=True)
        for thread in threads:
            thread.join()
        return subprocess.CompletedProcess(["stelsel", *arguments], code, *said)

    def close(self) -> None:
        """End it."""
        atexit.unregister(self.close)
        self._control.close()
        self._process.communicate()
        self._folder.cleanup()


def _write(handle: int, text: str) -> None:
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
    except BrokenPipeError:
        pass  # who reads no input may leave it


def _read(handle: int, said: list[str], at: int) -> None:
    with os.fdopen(handle, encoding="utf-8") as stream:
        said[at] = stream.read()


def _exactly(link: socket.socket, size: int) -> bytes:
    got = b""
    while len(got) < size:
        more = link.recv(size - len(got))
        if not more:
            raise EOFError("the other end is gone")
        got += more
    return got


def stand_by(listening: socket.socket, control: socket.socket) -> bool:
    """Start a fork for every command and tell its exit code, until the control socket ends (False); in a fork, be the
    process of that command (True)."""
    ended, rings = socket.socketpair()
    rings.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(rings.fileno())
    running: dict[int, socket.socket] = {}
    with selectors.DefaultSelector() as ready:
        for one in (listening, control, ended):
            ready.register(one, selectors.EVENT_READ)
        while True:
            told = [key.fileobj for key, _ in ready.select()]
            if control in told:
                return False
            if ended in told:
                ended.recv(1000)
                _tell_codes(running)
            if listening in told:
                link, _ = listening.accept()
                asked, handles = _request(link)
                pid = os.fork()
                if pid == 0:
                    for one in (listening, control, ended, link, *running.values()):
                        one.close()
                    signal.set_wakeup_fd(-1)
                    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                    rings.close()
                    _become(asked, handles)
                    return True
                for handle in handles:
                    os.close(handle)
                running[pid] = link


def _request(link: socket.socket) -> tuple[list, list[int]]:
    """What is asked for: arguments, environment and folder; and the three streams."""
    size, handles, _, _ = socket.recv_fds(link, _FIELD, 3)
    return json.loads(_exactly(link, int.from_bytes(size, "big"))), handles


def _tell_codes(running: dict[int, socket.socket]) -> None:
    while running:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid == 0:
            return
        with running.pop(pid) as link:
            link.sendall(os.waitstatus_to_exitcode(status).to_bytes(_FIELD, "big", signed=True))


def _become(asked: list, handles: list[int]) -> None:
    sys.argv, surroundings, folder = asked
    for place, handle in enumerate(handles):
        os.dup2(handle, place)
        os.close(handle)
    os.environ.clear()
    os.environ.update(surroundings)
    os.chdir(folder)


if __name__ == "__main__":
    for name in sys.argv[3:]:
        import_module(name)
    gc.freeze()  # a fork need not walk, and so copy, what it only reads
    if stand_by(*(socket.socket(fileno=int(one)) for one in sys.argv[1:3])):
        from stelsel.faces.cli.main import run

        run()
