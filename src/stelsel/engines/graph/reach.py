# SPDX-License-Identifier: EUPL-1.2
"""Impact: everything that is reached from a set of nodes, level by level, with a shortest path for each."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from stelsel.engines.graph.graph import Graph, Ints, Mask

FAR = -1
"""The distance of a node that is not reached, and the edge into a node that has none."""


@dataclass(frozen=True, eq=False)
class Reach:
    """`distance` in edges per node (-1 is not reached, 0 a start); `by` the edge through which a shortest path enters
    it (-1 for a start)."""

    graph: Graph
    distance: Ints
    by: Ints

    def holds(self, node: int) -> bool:
        """Whether a node is reached; a start is."""
        return bool(self.distance[node] != FAR)

    def path(self, node: int) -> list[int]:
        """The edges of a shortest path from a start to this node, in the order they are walked; empty for a start.
        ValueError when the node is not reached."""
        if not self.holds(node):
            raise ValueError(f"node {node} is not reached")
        edges: list[int] = []
        while (edge := int(self.by[node])) != FAR:
            edges.append(edge)
            node = int(self.graph.source[edge])
        return edges[::-1]


def reach(graph: Graph, starts: Iterable[int], allowed: Mask | None = None) -> Reach:
    """Breadth first from all `starts` at once, along the edges that `allowed` marks (all when None). Of equally short
    paths the one through the lowest numbered node before wins, so the answer is always the same. Time: in proportion
    to the nodes of the graph and the edges reached."""
    distance = np.full(graph.nodes, FAR, dtype=np.int64)
    by = np.full(graph.nodes, FAR, dtype=np.int64)
    frontier = np.unique(np.fromiter(starts, dtype=np.int64))
    distance[frontier] = 0
    level = 0
    while len(frontier):
        level += 1
        edges = graph.leaving(frontier)
        if allowed is not None:
            edges = edges[allowed[edges]]
        edges = edges[distance[graph.target[edges]] == FAR]
        frontier, where = np.unique(graph.target[edges], return_index=True)
        distance[frontier] = level
        by[frontier] = edges[where]
    return Reach(graph, distance, by)
