# SPDX-License-Identifier: EUPL-1.2
"""The disk as a log's files see it: whole files, synced before they get their name; a lock per folder. Handed in, so
that tests can let it fail."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Disk:
    """Writes that are either whole and durable or did not happen."""

    def put(self, path: Path, content: bytes) -> set[Path]:
        """Write a file whole: beside it first, synced, then under its name. That name is durable when the folders that
        come back are synced."""
        folders = {path.parent}
        for folder in path.parents:
            if folder.exists():
                break
            folders.add(folder.parent)
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name(path.name + ".half")
        handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        try:
            with os.fdopen(handle, "wb") as file:
                self.write(file.fileno(), content)
                self.sync(file.fileno())
            half.replace(path)
            return folders
        except OSError:
            half.unlink(missing_ok=True)
            raise

    def write(self, handle: int, content: bytes) -> None:
        """All bytes to an open file."""
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]

    def sync(self, handle: int) -> None:
        """What was written to an open file or folder is on disk."""
        os.fsync(handle)

    def sync_folders(self, folders: set[Path]) -> None:
        """The names in these folders are on disk, the deepest first."""
        for folder in sorted(folders, reverse=True):
            handle = os.open(folder, os.O_RDONLY)
            try:
                self.sync(handle)
            finally:
                os.close(handle)

    def sync_names(self, top: Path, paths: set[Path]) -> None:
        """The names of these files are on disk, and those of the folders between them and `top`."""
        self.sync_folders({one for path in paths for one in path.parents if one == top or top in one.parents})

    def drop(self, path: Path) -> None:
        """Remove a file that may be gone already."""
        path.unlink(missing_ok=True)

    @contextmanager
    def locked(self, path: Path) -> Iterator[None]:
        """Only one holder at a time, over threads and processes; a killed holder lets go."""
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)
