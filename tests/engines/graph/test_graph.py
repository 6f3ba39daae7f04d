# SPDX-License-Identifier: EUPL-1.2
"""What is reached, against a plain search that walks edge by edge; and concentration, exact."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.engines.graph import Graph, concentration, reach

NODES = 12
EDGES = st.lists(st.tuples(st.integers(0, NODES - 1), st.integers(0, NODES - 1)), max_size=40)
STARTS = st.sets(st.integers(0, NODES - 1), max_size=3)


def plain_distances(edges: list[tuple[int, int]], starts: set[int], allowed: list[bool]) -> dict[int, int]:
    """Distances by relaxing every edge until nothing changes."""
    found = dict.fromkeys(starts, 0)
    changed = True
    while changed:
        changed = False
        for (source, target), open_ in zip(edges, allowed, strict=True):
            if open_ and source in found and found[source] + 1 < found.get(target, NODES + 1):
                found[target] = found[source] + 1
                changed = True
    return found


@given(edges=EDGES, starts=STARTS, data=st.data())
def test_distances_are_those_of_a_plain_search(edges: list[tuple[int, int]], starts: set[int], data) -> None:
    allowed = data.draw(st.lists(st.booleans(), min_size=len(edges), max_size=len(edges)))
    graph = Graph.of(NODES, edges)
    found = reach(graph, starts, np.array(allowed, dtype=np.bool_))
    expected = plain_distances(edges, starts, allowed)
    assert {node: int(d) for node, d in enumerate(found.distance) if d >= 0} == expected
    for node, distance in expected.items():
        path = found.path(node)
        assert len(path) == distance
        assert all(allowed[edge] for edge in path)
        walked = [graph.source[path[0]] if path else node, *(graph.target[edge] for edge in path)]
        assert walked[0] in starts
        assert walked[-1] == node
        assert all(graph.target[a] == graph.source[b] for a, b in pairwise(path))


@given(edges=EDGES, starts=STARTS)
def test_the_same_graph_gives_the_same_paths_whatever_the_order_of_the_starts(edges, starts) -> None:
    graph = Graph.of(NODES, edges)
    one, two = reach(graph, sorted(starts)), reach(graph, sorted(starts, reverse=True))
    assert one.by.tolist() == two.by.tolist()


def test_a_diamond_takes_the_lowest_node_before() -> None:
    found = reach(Graph.of(4, [(0, 2), (0, 1), (2, 3), (1, 3)]), [0])
    assert found.path(3) == [1, 3]


def test_an_empty_graph_and_no_start() -> None:
    assert reach(Graph.of(0, []), []).distance.tolist() == []
    found = reach(Graph.of(2, [(0, 1)]), [])
    assert not found.holds(1)
    with pytest.raises(ValueError, match="not reached"):
        found.path(1)


@pytest.mark.parametrize("edge", [(0, 2), (-1, 0)])
def test_an_edge_to_nowhere_is_refused(edge: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="not there"):
        Graph.of(2, [edge])


@given(weights=st.lists(st.integers(0, 10**12), max_size=30))
def test_concentration_is_the_sum_of_squared_shares(weights: list[int]) -> None:
    total = sum(weights)
    found = concentration(weights)
    if not total:
        assert found is None
        return
    assert found is not None
    assert found.index == Fraction(sum(w * w for w in weights) * 10_000, total * total)
    assert found.index * found.effective == 10_000
    assert 0 < found.index <= 10_000
    assert 1 <= found.effective <= len(weights)


@pytest.mark.parametrize("count", [1, 2, 3, 7])
def test_equal_weights_are_as_many_as_they_are(count: int) -> None:
    found = concentration([5] * count)
    assert found is not None
    assert found.effective == count


def test_rounding_is_half_up_and_exact() -> None:
    found = concentration([Decimal("0.1"), Decimal("0.2")])
    assert found is not None
    assert found.index == Fraction(50_000, 9)
    assert found.rounded() == (Decimal("5555.56"), Decimal("1.80"))
    assert found.rounded(0) == (Decimal("5556"), Decimal("2"))


def test_a_negative_weight_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        concentration([1, -1])
