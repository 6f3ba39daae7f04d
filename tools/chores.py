# SPDX-License-Identifier: EUPL-1.2
"""The chores behind the Makefile: up, check, bench, screenshots. Each returns an exit code."""

from __future__ import annotations

import errno
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

from tools.environment import (
    GIGABYTE,
    ROOT,
    Environment,
    Trouble,
    check_space,
    check_writable,
    ensure,
    nearer_encoder_runs,
)

RUN_LOCK = ROOT / "requirements" / "run.lock"
TEST_LOCK = ROOT / "requirements" / "test.lock"
SPARK_LOCK = ROOT / "requirements" / "spark.lock"
NEARER = (ROOT / "requirements" / "cluster.lock",) if nearer_encoder_runs() else ()
"""What tells reports of the same bottleneck best; elsewhere the product does without."""
PRODUCT = Environment(ROOT / ".venv", (RUN_LOCK, *NEARER), with_product=True)
CHECKS = Environment(ROOT / ".venv-test", (RUN_LOCK, TEST_LOCK, *NEARER), with_product=True)
SPARK = Environment(
    ROOT / ".venv-spark", (RUN_LOCK, TEST_LOCK, SPARK_LOCK), with_product=True, needed_bytes=GIGABYTE * 4
)
DEFAULT_PORT = 8000


def home() -> Path:
    """The folder for keys and data: STELSEL_HOME, or var/ in the project."""
    return Path(os.environ.get("STELSEL_HOME") or ROOT / "var").expanduser().absolute()


def check_port(port: int) -> None:
    """Raises Trouble where the port cannot be opened on the local address."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
            probe.listen(1)
        except OSError as error:
            raise port_trouble(error, port) from error


def port_trouble(error: OSError, port: int) -> Trouble:
    """The sentence for a port that does not open."""
    other = port + 1 if DEFAULT_PORT <= port < 65535 else DEFAULT_PORT
    if error.errno == errno.EADDRINUSE:
        return Trouble(
            f"Port {port} is taken. If that is Stelsel, open http://localhost:{port}; "
            f"else choose another: make up PORT={other}"
        )
    return Trouble(f"Port {port} cannot be opened ({error.strerror}). Choose another: make up PORT={other}")


def read_port(text: str) -> int:
    """The port as a number. Raises Trouble."""
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise Trouble(f"PORT must be a number from 1 to 65535, not {text!r}. For example: make up PORT=8001")
    return int(text)


def up(arguments: list[str]) -> int:
    """Makes the environment if needed and becomes the product's own `stelsel up`."""
    port = read_port(arguments[0] if arguments else str(DEFAULT_PORT))
    check_port(port)
    check_writable(home())
    check_space(home(), GIGABYTE // 5)
    ensure(PRODUCT)
    os.environ["STELSEL_HOME"] = str(home())
    command = PRODUCT.folder / "bin" / "stelsel"
    sys.stdout.flush()
    os.execv(command, [str(command), "up", "--port", str(port), *arguments[1:]])


def within(environment: Environment, module: str, *first: str) -> Callable[[list[str]], int]:
    """A chore that runs one module of the project inside an environment."""

    def chore(arguments: list[str]) -> int:
        ensure(environment)
        os.chdir(ROOT)
        os.execv(environment.python, [str(environment.python), "-m", module, *first, *arguments])

    return chore


def lock(arguments: list[str]) -> int:
    """Writes the lock files anew from the declared dependencies."""
    os.chdir(ROOT)
    os.execv(sys.executable, [sys.executable, str(ROOT / "tools" / "lock.py"), *arguments])


CHORES: dict[str, Callable[[list[str]], int]] = {
    "up": up,
    "check": within(CHECKS, "tools.check"),
    "bench": within(CHECKS, "bench"),
    "screenshots": within(CHECKS, "tools.screenshots"),
    "spark": within(SPARK, "tools.check", "--only", "spark"),
    "lock": lock,
}


def main(arguments: list[str]) -> int:
    """Runs the chore named first; trouble becomes one line on the error stream and exit code 1."""
    if not arguments or arguments[0] not in CHORES:
        print(f"Give one of: {', '.join(CHORES)}", file=sys.stderr)
        return 2
    try:
        return CHORES[arguments[0]](arguments[1:])
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
    except KeyboardInterrupt:
        print("\nStopped. Run the same command to go on.", file=sys.stderr)
    return 1
