# SPDX-License-Identifier: EUPL-1.2
"""Files that a source is read from: what they hold, and that they stay so while they are read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text


class Contents:
    """Some files: `said` is the name of each with the SHA-256 of its content."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._seen = {one: _stamp(one) for one in sorted(set(files))}
        self.files = tuple(self._seen)
        self.said = [(one.name, _hash(one)) for one in self._seen]

    def check(self) -> None:
        """BadInput for a file that was changed since."""
        for file, stamp in self._seen.items():
            if not file.exists() or _stamp(file) != stamp:
                raise bad_input("population-changed", file.name, CHANGED, CHANGED_CURE)


def _stamp(file: Path) -> tuple[int, int]:
    about = file.stat()
    return about.st_size, about.st_mtime_ns


def _hash(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


CHANGED = Text(nl="De mensen zijn veranderd tijdens het rekenen.", en="The people were changed while computing.")
CHANGED_CURE = Text(nl="Begin opnieuw, met --to een nieuwe map.", en="Begin again, with a new folder for --to.")
