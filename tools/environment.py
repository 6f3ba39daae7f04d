# SPDX-License-Identifier: EUPL-1.2
"""Python environments of the project, made from lock files and remade only when a lock changed.

One environment is one folder; `stamp` inside it holds the hash of what it was made from. Every way in which making it
can fail ends in a `Trouble`: one sentence that says what is wrong and what cures it.
"""

from __future__ import annotations

import errno
import hashlib
import importlib.util
import platform
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GIGABYTE = 1_000_000_000
NETWORK_SIGNS = (
    "connection", "name resolution", "network is unreachable", "timed out", "max retries", "getaddrinfo", "ssl",
    "proxyerror", "could not fetch url",
)  # fmt: skip
DISK_SIGNS = ("no space left on device", "errno 28", "disk quota exceeded", "not enough space")


class Trouble(Exception):
    """Something outside the project stands in the way; the text says what, and what cures it."""


@dataclass(frozen=True)
class Environment:
    """One virtual environment: its folder, its locks, and whether the product itself is linked into it."""

    folder: Path
    locks: tuple[Path, ...]
    with_product: bool = False
    needed_bytes: int = GIGABYTE * 3 // 2

    @property
    def python(self) -> Path:
        """The interpreter inside."""
        return self.folder / "bin" / "python"

    @property
    def stamp(self) -> Path:
        """The file that holds the hash of what this environment was made from."""
        return self.folder / "stelsel-stamp"

    def wanted(self) -> str:
        """Hash over the locks, the Python version, the place and, with the product, its project table."""
        parts = [sys.version, str(self.folder)] + [lock.read_text(encoding="utf-8") for lock in self.locks]
        if self.with_product:
            project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
            parts += [repr(project["project"]), repr(project["build-system"])]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    def ready(self) -> bool:
        """True where nothing has to be installed."""
        return self.python.exists() and self.stamp.is_file() and self.stamp.read_text() == self.wanted()


def nearer_encoder_runs() -> bool:
    """True where the only wheel of the encoder in requirements/cluster.lock runs: Linux with glibc, 64 bits of x86."""
    machine = platform.machine() == "x86_64" and sys.maxsize > 2**32
    return sys.platform == "linux" and machine and platform.libc_ver()[0] == "glibc"


def ensure(environment: Environment) -> None:
    """Makes the environment unless it stands already. Raises Trouble."""
    if environment.ready():
        return
    check_writable(environment.folder.parent)
    check_space(environment.folder.parent, environment.needed_bytes)
    check_venv()
    started = time.monotonic()
    try:
        make(environment)
    except OSError as error:
        raise trouble_of(error, environment.folder) from error
    say(f"{environment.folder.name}: ready in {time.monotonic() - started:.0f} s")


def make(environment: Environment) -> None:
    """Makes the folder and fills it from the locks; goes on where an earlier try stopped."""
    afresh = ["--clear"] if environment.stamp.exists() else []
    environment.stamp.unlink(missing_ok=True)
    command = [sys.executable, "-m", "venv", *afresh, str(environment.folder)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        raise trouble_of_text(run.stdout + run.stderr, "Python could not make a virtual environment")
    requirements = [argument for lock in environment.locks for argument in ("-r", str(lock))]
    count = sum("==" in line for lock in environment.locks for line in lock.read_text().splitlines())
    pip(environment, ["--no-deps", *requirements], count)
    if environment.with_product:
        pip(environment, ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)], 1)
    environment.stamp.write_text(environment.wanted())


def pip(environment: Environment, arguments: Sequence[str], count: int) -> None:
    """Runs pip install and shows one line of progress. Raises Trouble with the likely cause."""
    command = [
        str(environment.python), "-m", "pip", "install", "--retries", "2", "--timeout", "30", "--no-input",
        "--disable-pip-version-check", "--progress-bar", "off", *arguments,
    ]  # fmt: skip
    with tempfile.TemporaryFile("w+") as complaints:
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=complaints, text=True) as process:
            lines = follow(process, environment.folder.name, count)
        complaints.seek(0)
        if process.returncode:
            raise trouble_of_text("\n".join(lines) + complaints.read(), "pip could not install the packages")


def follow(process: subprocess.Popen[str], name: str, count: int) -> list[str]:
    """Reads pip's lines while they come, counting packages on one line of the terminal."""
    assert process.stdout is not None
    live = sys.stdout.isatty()
    lines, seen = [], 0
    if not live:
        say(f"{name}: installing {count} package{'s' * (count != 1)} ...")
    for line in process.stdout:
        lines.append(line)
        seen += line.startswith(("Collecting", "Processing", "Obtaining"))
        if live:
            phase = "installing" if line.startswith("Installing") else "fetching"
            sys.stdout.write(f"\r\033[K{name}: {phase} {min(seen, count)}/{count} packages")
            sys.stdout.flush()
    if live:
        sys.stdout.write("\r\033[K")
    return lines


def check_writable(folder: Path) -> None:
    """Raises Trouble where nothing can be written in this folder."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise trouble_of(error, folder) from error


def check_space(folder: Path, needed_bytes: int) -> None:
    """Raises Trouble where the disk of this folder has less room than needed."""
    free = shutil.disk_usage(folder).free
    if free < needed_bytes:
        raise Trouble(
            f"The disk is too full: {folder} has {free / GIGABYTE:.1f} GB free and {needed_bytes / GIGABYTE:.1f} GB "
            "is needed. Free some space, or move this folder to a larger disk, and run the command again."
        )


def check_venv() -> None:
    """Raises Trouble where this Python cannot make virtual environments."""
    if all(importlib.util.find_spec(name) for name in ("venv", "ensurepip", "pyexpat")):
        return
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    raise Trouble(
        f"{version} cannot make a virtual environment: its module venv or ensurepip is missing. "
        f"Debian, Ubuntu: apt-get install {version}-venv, then run the command again."
    )


def trouble_of(error: OSError, place: Path) -> Trouble:
    """The sentence for an error of the operating system at this place."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Trouble(f"The disk is full (while writing in {place}). Free some space and run the command again.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Trouble(
            f"Cannot write in {place}. Use a copy of the project in a folder that you own, "
            "or run the command as the folder's owner."
        )
    return Trouble(f"{place}: {error.strerror or error}")


def trouble_of_text(text: str, otherwise: str) -> Trouble:
    """The sentence for what a package tool wrote before it gave up."""
    low = text.lower()
    if any(sign in low for sign in DISK_SIGNS):
        return Trouble("The disk filled up during the installation. Free 1.5 GB and run the command again.")
    if "ensurepip" in low:
        version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
        return Trouble(f"{version} has no ensurepip. Debian, Ubuntu: apt-get install {version}-venv, then run again.")
    if any(sign in low for sign in NETWORK_SIGNS):
        return Trouble(
            "The packages cannot be reached: no network, or a proxy or package index that does not answer. "
            "Connect (or set pip's index and proxy settings) and run the command again; what was fetched is kept."
        )
    errors = [line for line in text.splitlines() if line.lower().startswith("error")]
    return Trouble(f"{otherwise}: {(errors or text.splitlines() or ['no message'])[-1].strip()}")


def say(line: str) -> None:
    """Prints one line now."""
    print(line, flush=True)
