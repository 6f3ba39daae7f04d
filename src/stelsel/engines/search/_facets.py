# SPDX-License-Identifier: EUPL-1.2
"""Facets: which rows pass what was asked of them, and how many matching rows have each value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stelsel.engines.search._index import Index, Ints
from stelsel.engines.search._union import Mask


@dataclass(frozen=True)
class Passing:
    """Per row of one index how many facets refuse it, and per facet asked for which rows it refuses."""

    refusals: NDArray[np.int64] | None
    refused: Mapping[str, Mask]

    @property
    def all_pass(self) -> Mask | None:
        """Rows that no facet refuses; None where nothing was asked."""
        if self.refusals is None:
            return None
        passes: Mask = self.refusals == 0
        return passes

    def but_for(self, name: str) -> Mask | None:
        """Rows that no facet but this one refuses."""
        if self.refusals is None or name not in self.refused:
            return self.all_pass
        passes: Mask = self.refusals == self.refused[name]
        return passes


def allowed(index: Index, asked: Mapping[str, Sequence[str]]) -> Passing:
    """What the facets asked for let through; a facet with no values asked lets everything through."""
    refused = {name: _refused(index, name, values) for name, values in asked.items() if values}
    if not refused:
        return Passing(None, {})
    return Passing(np.sum(list(refused.values()), axis=0), refused)


def _refused(index: Index, name: str, values: Sequence[str]) -> Mask:
    assert not isinstance(values, str), "values of a facet come as a sequence"
    facet = index.facets.get(name)
    if facet is None:
        return np.ones(len(index), np.bool_)
    wanted = np.array([*(value in values for value in facet.values), False])  # the last is for documents without it
    return ~wanted[facet.codes]


def counted(indexes: Sequence[Index], rows: Sequence[Ints], passing: Sequence[Passing]) -> dict[str, dict[str, int]]:
    """Matching rows per facet and value over all indexes, most first; a facet's own choice leaves its counts alone."""
    totals: dict[str, dict[str, int]] = {}
    for index, hits, passes in zip(indexes, rows, passing, strict=True):
        through = _through(hits, passes.all_pass)
        for name, facet in index.facets.items():
            left = _through(hits, passes.but_for(name)) if name in passes.refused else through
            counts = np.bincount(facet.codes[left] + 1, minlength=len(facet.values) + 1)[1:]
            total = totals.setdefault(name, {})
            for code in np.flatnonzero(counts).tolist():
                value = facet.values[code]
                total[value] = total.get(value, 0) + int(counts[code])
    return {name: _most_first(totals[name]) for name in sorted(totals) if totals[name]}


def _through(rows: Ints, passes: Mask | None) -> Ints:
    return rows if passes is None else rows[passes[rows]]


def _most_first(counts: dict[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
