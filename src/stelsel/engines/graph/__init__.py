# SPDX-License-Identifier: EUPL-1.2
"""Graph: what is reached from a set of nodes along edges, with a shortest path for each; and how concentrated a set of
weights is. Speaks of numbered nodes, not of systems."""

from stelsel.engines.graph.concentration import Concentration, concentration
from stelsel.engines.graph.graph import Graph
from stelsel.engines.graph.reach import Reach, reach

__all__ = ["Concentration", "Graph", "Reach", "concentration", "reach"]
