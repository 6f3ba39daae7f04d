# SPDX-License-Identifier: EUPL-1.2
"""The signer as a process of its own: `python -m stelsel.node.signing HOME`, started by whoever needs it.

It stops when its standard input closes, that is when whoever started it is gone, however it went. It has no database,
no pages and no network, unless it is told to listen for other machines.
"""

import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

import stelsel
from stelsel.kernel.problem import BadInput, Broken, Finding
from stelsel.node import clock
from stelsel.node.serve import Unavailable
from stelsel.node.signing.client import Connection, SocketConnection
from stelsel.node.signing.keyring import Keyring
from stelsel.node.signing.ledger import Ledger
from stelsel.node.signing.remote import remote_at, remote_server
from stelsel.node.signing.server import SocketServer, new_socket_path, serving
from stelsel.node.signing.service import Signing
from stelsel.node.signing.token import token_at
from stelsel.node.signing.troubles import away

_SECONDS_TO_START = 20
_LOOK_AGAIN = 0.05
_started: list["subprocess.Popen[bytes]"] = []
"""The children of this process; they end with it."""
_guard = threading.Lock()


def folder_of(home: Path) -> Path:
    """The signer's own folder in the home of a node."""
    return home / "signer"


def open_signer(home: Path) -> Connection:
    """The way to the signer of a node: the remote one that `signer/remote.json` names, else the one on this machine,
    which is started when none answers."""
    remote = remote_at(folder_of(home))
    return remote or SocketConnection(folder_of(home), lambda: ensure_signer(home))


def ensure_signer(home: Path) -> None:
    """Return when a signer listens for this home. One that another process started is used; else it is started as a
    child of this one. Broken or Unavailable, as the child says, when it cannot start."""
    connection = SocketConnection(folder_of(home))
    end = clock.monotonic() + _SECONDS_TO_START
    with _guard:
        while not connection.alive():
            said = _start(home)
            if said == b"ready\n":
                return
            if b"signer-second" not in said or clock.monotonic() > end:
                _raise(said)
            time.sleep(_LOOK_AGAIN)  # another one just starts, or just stops


def _start(home: Path) -> bytes:
    """Start a child; what it said first."""
    paths = os.pathsep.join((str(Path(stelsel.__file__).parents[1]), os.environ.get("PYTHONPATH", "")))
    child = subprocess.Popen(
        [sys.executable, "-m", "stelsel.node.signing", str(home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,  # Ctrl+C is for whoever started it, who then lets it go
        env={**os.environ, "PYTHONPATH": paths.rstrip(os.pathsep)},
    )
    said = _first_line(child)
    if said == b"ready\n":
        _started.append(child)
    else:
        child.kill()
        child.communicate()
    return said


def stop_signer() -> None:
    """Stop the signers that this process started, and wait for them."""
    with _guard:
        while _started:
            child = _started.pop()
            child.communicate(timeout=_SECONDS_TO_START)  # which closes its standard input


def _first_line(child: "subprocess.Popen[bytes]") -> bytes:
    assert child.stdout is not None, "it was started with a pipe"
    late = threading.Timer(_SECONDS_TO_START, child.kill)
    late.start()
    try:
        return child.stdout.readline()
    finally:
        late.cancel()


def _raise(said: bytes) -> None:
    try:
        plain = json.loads(said)
        findings = [msgspec.convert(one, Finding) for one in plain["findings"]]
    except (ValueError, KeyError, TypeError, msgspec.ValidationError):
        raise away("signer-away", "", said.decode("utf-8", "replace")[:200] or "start") from None
    if plain["kind"] == "unavailable":
        raise Unavailable(findings[0])
    raise (Broken if plain["kind"] == "broken" else BadInput)(*findings)


def run(home: Path, ready: Callable[[], None], stop: threading.Event, listen: tuple[str, int] | None = None) -> None:
    """Serve the signer of a home until `stop` is set; `ready` is called when it listens. `listen` is the host and port
    for other machines, whose signed requests are then taken too (signer/requesters)."""
    folder = folder_of(home)
    ledger = Ledger(folder)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash writes no private key to disk
    try:
        signing = Signing(Keyring(home / "keys", token_at(folder / "token")), ledger, clock.posix)
        remote = remote_server(listen, folder, signing) if listen else None
        path, clean = new_socket_path(folder)
        server = SocketServer(path, signing)
    except BaseException:
        ledger.close()
        raise
    if remote:
        threading.Thread(target=serving, args=(remote, stop), daemon=True).start()
    ready()
    serving(server, stop)
    clean()
    signing.close()


def stops_with(handle: int, stop: threading.Event) -> None:
    """Set `stop` when this file descriptor ends. Read without Python's buffer, which a thread may hold at the end."""

    def wait() -> None:
        while os.read(handle, 1024):
            pass
        stop.set()

    threading.Thread(target=wait, daemon=True).start()


def stops_on_signals(stop: threading.Event) -> None:
    """Set `stop` on SIGTERM and SIGINT."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())


def main(home: Path) -> int:
    """Run as somebody's child: `ready`, or what stands in the way as JSON, is the one line on standard output."""
    stop = threading.Event()
    stops_on_signals(stop)
    stops_with(sys.stdin.fileno(), stop)
    try:
        run(home, lambda: print("ready", flush=True), stop)  # noqa: T201 the parent waits for it
    except (BadInput, Broken, Unavailable, OSError) as caught:
        error = caught
        if isinstance(error, OSError):
            error = away("signer-settings", str(error.filename or home), error.strerror or error)
        kind = "bad-input" if isinstance(error, BadInput) else "broken" if isinstance(error, Broken) else "unavailable"
        findings = [error.finding] if isinstance(error, Unavailable) else list(error.findings)
        print(json.dumps({"kind": kind, "findings": msgspec.to_builtins(findings)}), flush=True)  # noqa: T201
        return 1
    return 0
