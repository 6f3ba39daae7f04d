# SPDX-License-Identifier: EUPL-1.2
"""A directed graph in compressed sparse rows: the edges of one node stand side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Graph:
    """`nodes` nodes, numbered from 0. Edges are numbered as they were given. The edges that leave node n are
    `order[first[n]:first[n + 1]]`, in ascending order of the node they lead to and then of their number."""

    nodes: int
    source: Ints
    target: Ints
    first: Ints
    order: Ints

    @classmethod
    def of(cls, nodes: int, edges: Sequence[tuple[int, int]]) -> "Graph":
        """The graph of (from, to) pairs; loops, double edges and cycles are allowed. ValueError when an end is no
        node."""
        pairs = np.array(edges, dtype=np.int64).reshape(-1, 2)
        if len(pairs) and (pairs.min() < 0 or pairs.max() >= nodes):
            raise ValueError("an edge leads to or from a node that is not there")
        source, target = np.ascontiguousarray(pairs[:, 0]), np.ascontiguousarray(pairs[:, 1])
        order = np.lexsort((np.arange(len(pairs)), target, source)).astype(np.int64)
        first = np.zeros(nodes + 1, dtype=np.int64)
        np.cumsum(np.bincount(source, minlength=nodes), out=first[1:])
        return cls(nodes, source, target, first, order)

    @property
    def edges(self) -> int:
        """How many edges there are."""
        return len(self.source)

    def leaving(self, nodes: Ints) -> Ints:
        """The edges that leave these nodes, node by node."""
        counts = self.first[nodes + 1] - self.first[nodes]
        total = int(counts.sum())
        if not total:
            return np.empty(0, dtype=np.int64)
        shift = np.repeat(self.first[nodes] - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
        found: Ints = self.order[np.arange(total) + shift]
        return found
