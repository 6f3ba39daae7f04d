# SPDX-License-Identifier: EUPL-1.2
"""A PostgreSQL server for tests and benches: a cluster of its own in a temporary folder, on a free loopback port.

The cluster belongs to a guard, a process that holds nothing else. It stops the server and removes the folder when its
standard input closes, that is when whoever started it is gone, however it went. `python -m tools.postgresql` starts one
by hand and prints its address; end it with Ctrl+D.

`durable` leaves fsync on, for tests of what survives a crash; without it the server writes quickly and would not
survive the machine. Text is ordered as Dutch does (ICU), so that nothing relies on the order of bytes.
"""

from __future__ import annotations

import json
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.environment import ROOT, Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

PLACES = "/usr/lib/postgresql"
LEAST = 15
ADMINISTRATOR, ROLE = "toezicht", "stelsel"
"""Who may do everything in the cluster, and who the node is: it may log in and make databases."""
SECONDS_TO_START = 60
QUICK = ("fsync=off", "full_page_writes=off")
SETTINGS = ("max_connections=60", "shared_buffers=64MB", "max_wal_size=256MB", "listen_addresses=127.0.0.1")


def programs() -> Path:
    """The folder with the newest server of this machine. Trouble where there is none, or only an older one."""
    versions = sorted((int(path.parent.name) for path in Path(PLACES).glob("[0-9]*/bin") if _whole(path)), reverse=True)
    if versions and versions[0] >= LEAST:
        return Path(PLACES) / str(versions[0]) / "bin"
    server = shutil.which("postgres")
    if server and not versions and _whole(Path(server).resolve().parent):
        return Path(server).resolve().parent
    raise Trouble(f"There is no PostgreSQL server of version {LEAST} or newer. Install it: tools/install_postgresql.sh")


def _whole(folder: Path) -> bool:
    return all((folder / name).exists() for name in ("postgres", "initdb"))


class Cluster:
    """A running cluster, seen from whoever uses it."""

    def __init__(self, durable: bool = False) -> None:
        self._durable = durable

    def __enter__(self) -> Cluster:
        command = [sys.executable, "-m", "tools.postgresql", *(["--durable"] if self._durable else [])]
        self._guard = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True, start_new_session=True
        )
        said = json.loads(self._line() or '{"trouble": "the server did not start"}')
        if "trouble" in said:
            raise Trouble(said["trouble"])
        self.host, self.port, self.folder = said["host"], said["port"], Path(said["folder"])
        self.passwords: dict[str, str] = said["passwords"]
        return self

    def __exit__(self, *_: object) -> None:
        assert self._guard.stdin is not None
        self._guard.stdin.close()
        self._guard.wait(SECONDS_TO_START)
        assert self._guard.stdout is not None
        self._guard.stdout.close()

    def url(self, database: str = "postgres", role: str = ROLE) -> str:
        """The address of a database, as the setting STELSEL_DATABASE wants it."""
        return f"postgresql://{role}:{self.passwords[role]}@{self.host}:{self.port}/{database}"

    def crash(self) -> None:
        """Stop the server in the middle of whatever it does, and start it again on the same files."""
        assert self._guard.stdin is not None
        self._guard.stdin.write("crash\n")
        self._guard.stdin.flush()
        assert self._line() == "started\n", "the server is back"

    @contextmanager
    def database(self) -> Iterator[str]:
        """A new database, owned by the role of the node, which goes at the end; its address."""
        name = f"stelsel_{secrets.token_hex(6)}"
        self.execute(f"CREATE DATABASE {name} OWNER {ROLE}")
        try:
            yield self.url(name)
        finally:
            self.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def execute(self, statement: str) -> None:
        """One statement of the administrator of the cluster."""
        _execute(self.url(role=ADMINISTRATOR), statement)

    def _line(self) -> str:
        assert self._guard.stdout is not None
        return self._guard.stdout.readline()


def _execute(url: str, *statements: str) -> None:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


class Server:
    """The server itself, seen from its guard."""

    def __init__(self, folder: Path, durable: bool) -> None:
        self.programs = programs()
        self.folder = folder
        self.port = 0
        self.passwords = {ADMINISTRATOR: secrets.token_urlsafe(24), ROLE: secrets.token_urlsafe(24)}
        self._settings = SETTINGS if durable else SETTINGS + QUICK
        self._run: subprocess.Popen[bytes] | None = None
        self._as_user = _unprivileged()
        if self._as_user:
            os.chown(folder, self._as_user["user"], self._as_user["group"])

    def make(self) -> None:
        """Make the cluster, start it and let the role of the node in. Trouble when that fails."""
        secret = self.folder / "secret"
        secret.write_text(self.passwords[ADMINISTRATOR])
        if self._as_user:
            os.chown(secret, self._as_user["user"], self._as_user["group"])
        command = [
            str(self.programs / "initdb"), "-D", str(self.folder / "data"), "-U", ADMINISTRATOR, "-A", "scram-sha-256",
            "--pwfile", str(secret), "-E", "UTF8", "--locale-provider=icu", "--icu-locale=nl-NL",
            "--locale=C.UTF-8", "--no-sync",
        ]  # fmt: skip
        made = subprocess.run(command, capture_output=True, text=True, cwd="/", check=False, **self._as_user)
        if made.returncode:
            raise Trouble(f"initdb could not make a cluster: {made.stderr.strip()[-300:]}")
        secret.unlink()
        for _ in range(5):
            self.port = _free_port()
            if self.start():
                break
        else:
            raise Trouble(f"PostgreSQL does not start: {(self.folder / 'log').read_text()[-300:]}")
        _execute(self._address(), f"CREATE ROLE {ROLE} LOGIN CREATEDB PASSWORD '{self.passwords[ROLE]}'")

    def start(self) -> bool:
        """Start; False when it stops by itself, such as when somebody else just took the port."""
        options = [word for one in (*self._settings, f"port={self.port}") for word in ("-c", one)]
        options += ["-c", f"unix_socket_directories={self.folder}"]
        command = [str(self.programs / "postgres"), "-D", str(self.folder / "data"), *options]
        with (self.folder / "log").open("ab") as log:
            self._run = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", **self._as_user
            )
        end = time.monotonic() + SECONDS_TO_START
        while self._run.poll() is None and time.monotonic() < end:
            if self._answers():
                return True
            time.sleep(0.05)
        return False

    def _answers(self) -> bool:
        import psycopg

        try:
            psycopg.connect(self._address(), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def _address(self) -> str:
        return f"postgresql://{ADMINISTRATOR}:{self.passwords[ADMINISTRATOR]}@127.0.0.1:{self.port}/postgres"

    def stop(self) -> None:
        """Stop at once; what was committed is in the log of the server."""
        if self._run is not None and self._run.poll() is None:
            self._run.send_signal(signal.SIGQUIT)
            try:
                self._run.wait(20)
            except subprocess.TimeoutExpired:
                self._run.kill()
                self._run.wait()


def _unprivileged() -> dict[str, Any]:
    """As whom the server runs: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}
    raise Trouble("PostgreSQL does not run as root, and there is no user postgres or nobody here.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _say(**words: object) -> None:
    print(json.dumps(words), flush=True)


def guard(durable: bool) -> int:
    """Keep a server as long as standard input is open."""
    folder = Path(tempfile.mkdtemp(prefix="stelsel-postgresql-"))
    server = None
    try:
        server = Server(folder, durable)
        server.make()
        _say(host="127.0.0.1", port=server.port, folder=str(folder), passwords=server.passwords)
        for line in sys.stdin:
            if line == "crash\n":
                server.stop()
                server.start()
                print("started", flush=True)
        return 0
    except Trouble as trouble:
        _say(trouble=str(trouble))
        return 1
    except (KeyboardInterrupt, BrokenPipeError):
        return 0
    finally:
        if server is not None:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _interrupted(*_: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _interrupted)
    sys.exit(guard("--durable" in sys.argv[1:]))
