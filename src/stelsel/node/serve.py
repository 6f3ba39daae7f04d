# SPDX-License-Identifier: EUPL-1.2
"""Prepares this node and serves it: migrations, the port, the WSGI server."""

import errno
import ipaddress
import multiprocessing
import os
import shutil
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text

NEEDED_BYTES = 200_000_000
"""Free disk that a node with the example country needs."""
DEFAULT_PORT = 8000
_THREADS = 4
_SECONDS_TO_STOP = 5
_LOOK_AGAIN = 0.05
"""Seconds between two looks whether the address answers."""
_LOOK_FOR_PARENT = 0.5
"""Seconds between two looks whether the server is still there."""


class Unavailable(Exception):
    """Something of the machine stands in the way (a port, the disk); nothing is wrong with what was asked."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(finding.line("en"))


def check_port(host: str, port: int) -> None:
    """Raises Unavailable where this address cannot be opened."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except (OSError, OverflowError) as error:
            raise Unavailable(_port(error, host, port)) from error


def _port(error: Exception, host: str, port: int) -> Finding:
    other = port + 1 if 0 < port < 65535 else DEFAULT_PORT
    if getattr(error, "errno", None) == errno.EADDRINUSE:
        what = Text(nl=f"Poort {port} is bezet.", en=f"Port {port} is taken.")
    else:
        why = getattr(error, "strerror", None) or error
        what = Text(nl=f"{host} poort {port} gaat niet open ({why}).", en=f"{host} port {port} does not open ({why}).")
    cure = Text(
        nl=f"Is dat Stelsel? Open dan http://localhost:{port}. Kies anders een andere poort: --port {other}.",
        en=f"Is that Stelsel? Then open http://localhost:{port}. Else choose another port: --port {other}.",
    )
    return Finding("port", f"--port {port}", what, cure)


def check_disk(home: Path) -> None:
    """Raises Unavailable where the disk of this node is nearly full."""
    free = shutil.disk_usage(home).free
    if free < NEEDED_BYTES:
        raise Unavailable(
            Finding(
                "disk",
                str(home),
                Text(
                    nl=f"De schijf is bijna vol: nog {free // 1_000_000} MB.",
                    en=f"The disk is nearly full: {free // 1_000_000} MB left.",
                ),
                Text(
                    nl=f"Maak {NEEDED_BYTES // 1_000_000} MB vrij, of kies een andere map: --at-home MAP.",
                    en=f"Free {NEEDED_BYTES // 1_000_000} MB, or choose another folder: --at-home FOLDER.",
                ),
            )
        )


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach this address."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def migrate() -> bool:
    """Bring the tables up to date; True where something changed."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    call_command("migrate", verbosity=0, interactive=False)
    return True


def serve(host: str, port: int, ready: Callable[[], None]) -> None:
    """Serve pages and API until interrupted; `ready` is called once, when the address answers."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    server = Server(
        "stelsel.faces.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        workers_kill_timeout=_SECONDS_TO_STOP,
        blocking_threads=_THREADS,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    )
    stopped = threading.Event()
    waiting = threading.Thread(target=_tell_when_open, args=(host, port, ready, stopped), daemon=True)
    server.on_startup(waiting.start)
    server.on_shutdown(stopped.set)
    server.serve()


def ends_with_its_parent() -> None:
    """Let a worker of the pages end when the server that started it is gone, also by kill -9: else it would hold the
    port and the signer. What was acknowledged is durable, so it ends at once. Elsewhere this does nothing."""
    if (parent := multiprocessing.parent_process()) is None:
        return

    def wait() -> None:
        while os.getppid() == parent.pid:
            time.sleep(_LOOK_FOR_PARENT)
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _tell_when_open(host: str, port: int, ready: Callable[[], None], stopped: threading.Event) -> None:
    """The worker process opens the address a moment after the server starts."""
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    while not stopped.wait(_LOOK_AGAIN):
        try:
            socket.create_connection((reachable, port), timeout=1).close()
        except OSError:
            continue
        ready()
        return
