# SPDX-License-Identifier: EUPL-1.2
"""Filter candidates by requirements that must all hold; every one that falls out is counted under its reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from stelsel.engines.match.tri import NO, UNKNOWN, YES, Tri

MOST_REQUIREMENTS = 62


@dataclass(frozen=True)
class Requirement:
    """One requirement: a key for machines and its verdict per candidate."""

    key: str
    verdict: Tri


@dataclass(frozen=True)
class Count:
    """How many candidates a requirement turns away: surely (`no`), for lack of knowledge (`unknown`), and how many of
    each would be admitted if only this requirement held (`no_alone`, `unknown_alone`)."""

    key: str
    no: int
    unknown: int
    no_alone: int
    unknown_alone: int


@dataclass(frozen=True)
class Filtered:
    """The verdict per candidate over all requirements. `table` has a row per requirement."""

    keys: tuple[str, ...]
    table: NDArray[np.int8]

    @cached_property
    def verdict(self) -> Tri:
        """Yes, unknown or no per candidate: the minimum over the requirements."""
        lowest: Tri = self.table.min(axis=0)
        return lowest

    @cached_property
    def unmet(self) -> NDArray[np.int64]:
        """How many requirements each candidate does not surely meet."""
        found: NDArray[np.int64] = (self.table != YES).sum(axis=0)
        return found

    @property
    def fitting(self) -> NDArray[np.int64]:
        """Positions of the candidates that surely meet everything."""
        return np.flatnonzero(self.verdict == YES)

    @property
    def only_unknown(self) -> NDArray[np.int64]:
        """Positions of those that meet nothing surely wrong, yet something is unknown."""
        return np.flatnonzero(self.verdict == UNKNOWN)

    @property
    def out(self) -> NDArray[np.int64]:
        """Positions of those that surely fail a requirement."""
        return np.flatnonzero(self.verdict == NO)

    @cached_property
    def counts(self) -> list[Count]:
        """The counts per requirement, in the order the requirements were given."""
        alone = self.unmet == 1
        return [
            Count(
                key,
                int((row == NO).sum()),
                int((row == UNKNOWN).sum()),
                int(((row == NO) & alone).sum()),
                int(((row == UNKNOWN) & alone).sum()),
            )
            for key, row in zip(self.keys, self.table, strict=True)
        ]

    def groups(self, candidates: NDArray[np.int64]) -> list[tuple[tuple[int, ...], NDArray[np.int64]]]:
        """These candidates by the set of requirements (rows) they do not surely meet, the largest group first."""
        assert len(self.keys) < MOST_REQUIREMENTS, "a set of requirements fits a whole number"
        bits = (self.table[:, candidates] != YES).T @ (1 << np.arange(len(self.keys), dtype=np.int64))
        sets, which, sizes = np.unique(bits, return_inverse=True, return_counts=True)
        order = np.argsort(-sizes, kind="stable")
        rows = range(len(self.keys))
        return [(tuple(row for row in rows if sets[place] >> row & 1), candidates[which == place]) for place in order]

    def unmet_keys(self, candidate: int) -> list[tuple[str, int]]:
        """The requirements one candidate does not surely meet, with the verdict: what must change to admit it."""
        column = self.table[:, candidate]
        return [(self.keys[row], int(column[row])) for row in np.flatnonzero(column != YES)]


def filter_all(requirements: Sequence[Requirement], candidates: int) -> Filtered:
    """All requirements over `candidates` candidates; without requirements everything fits."""
    if not requirements:
        return Filtered(("all",), np.full((1, candidates), YES, dtype=np.int8))
    assert all(len(item.verdict) == candidates for item in requirements), "one verdict per candidate"
    return Filtered(tuple(item.key for item in requirements), np.stack([item.verdict for item in requirements]))
