# SPDX-License-Identifier: EUPL-1.2
"""A temporary folder in memory for the tests: a node waits for the disk at every publication, which is what the tests
of a crash are about and what costs all others half their time. Where memory is short it is the ordinary one."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PLACE = Path("/dev/shm")
NAME = "stelsel-tests-"
NEEDED_BYTES = 4_000_000_000
"""What a whole run leaves at most, with a broad margin."""


@contextmanager
def temporary_files_in_memory(place: Path = PLACE, needed_bytes: int = NEEDED_BYTES) -> Iterator[Path | None]:
    """Meanwhile TMPDIR is a folder below `place`, removed afterwards; unchanged (None) where `place` has not so much
    room, or TMPDIR was chosen by whoever runs this. What runs that were killed left there goes first."""
    if "TMPDIR" in os.environ or not _has_room(place, needed_bytes):
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix=f"{NAME}{os.getpid()}-", dir=place))
    folder.chmod(0o711)  # a server that runs as somebody else has its folder below it
    os.environ["TMPDIR"] = str(folder)
    try:
        yield folder
    finally:
        del os.environ["TMPDIR"]
        shutil.rmtree(folder, ignore_errors=True)


def _has_room(place: Path, needed_bytes: int) -> bool:
    if not os.access(place, os.W_OK):
        return False
    for old in place.glob(f"{NAME}*"):
        if old.stat().st_uid == os.getuid() and not Path(f"/proc/{old.name.split('-')[2]}").exists():
            shutil.rmtree(old, ignore_errors=True)
    return shutil.disk_usage(place).free >= needed_bytes
