# SPDX-License-Identifier: EUPL-1.2
"""The folder of a run: one run at a time, files whole or not at all, and nothing left of one that was killed."""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text

HALF, WORK = ".half", ".work"


@contextmanager
def held(folder: Path) -> Iterator[Path]:
    """Holds a folder for one run, and gives an empty one in it to work in, which goes away afterwards. What a run that
    was killed left goes first. BadInput while another run is at work there."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise bad_input("population-busy", str(folder), _BUSY, _BUSY_CURE) from None
        _clean(folder)
        work = folder / f".{secrets.token_hex(4)}{WORK}"
        work.mkdir(mode=0o700)
        try:
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)
            _clean(folder)
    finally:
        os.close(lock)


def half_of(file: Path) -> Path:
    """Where a file is written until it is whole."""
    return file.with_name(f".{file.name}{HALF}")


def write(file: Path, text: str) -> None:
    """Writes a text file, whole or not at all."""
    half = half_of(file)
    half.write_text(text, encoding="utf-8")
    half.rename(file)


def _clean(folder: Path) -> None:
    for one in folder.glob(".*"):
        if one.name.endswith(HALF) and one.is_file():
            one.unlink()
        elif one.name.endswith(WORK) and one.is_dir():
            shutil.rmtree(one, ignore_errors=True)


_BUSY = Text(nl="In deze map wordt al gerekend.", en="Another run is at work in this folder.")
_BUSY_CURE = Text(
    nl="Wacht tot die klaar is, of noem een andere map.", en="Wait until it is done, or name another folder."
)
