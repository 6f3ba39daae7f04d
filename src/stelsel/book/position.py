# SPDX-License-Identifier: EUPL-1.2
"""A position: the sorted list of (log, size) that an asker may see, cited by its hash."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from stelsel.kernel.canonical import canonical


@dataclass(frozen=True)
class Position:
    """Sorted (origin, size) pairs."""

    logs: tuple[tuple[str, int], ...]

    def __post_init__(self) -> None:
        assert list(self.logs) == sorted(self.logs), "a position is sorted"

    @cached_property
    def hash(self) -> str:
        """SHA-256 over the canonical JSON of the pairs, 64 hex digits."""
        return hashlib.sha256(canonical([list(pair) for pair in self.logs])).hexdigest()

    @property
    def entries(self) -> int:
        """How many entries the position covers."""
        return sum(size for _, size in self.logs)
