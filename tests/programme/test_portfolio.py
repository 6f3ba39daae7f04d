# SPDX-License-Identifier: EUPL-1.2
"""The portfolio against trying every choice, and that an answer without a proof says so."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from stelsel.programme.questions._portfolio import best


def enumerated(costs: list[int], values: list[int], budget: int) -> int:
    """The most value of any choice within the budget."""
    found = 0
    for keep in itertools.product((False, True), repeat=len(costs)):
        if sum(itertools.compress(costs, keep)) <= budget:
            found = max(found, sum(itertools.compress(values, keep)))
    return found


@given(
    items=st.lists(st.tuples(st.integers(1, 40), st.integers(0, 60)), min_size=0, max_size=11),
    part=st.integers(0, 110),
)
def test_the_best_of_all_choices(items: list[tuple[int, int]], part: int) -> None:
    costs, values = [cost for cost, _ in items], [value for _, value in items]
    budget = sum(costs) * part // 100
    found = best(costs, values, budget)
    assert found.proven
    assert found.value == enumerated(costs, values, budget)
    assert found.cost == sum(itertools.compress(costs, found.kept)) <= budget
    assert found.value == sum(itertools.compress(values, found.kept))


@given(
    costs=st.lists(st.integers(1, 15), min_size=15, max_size=15),
    values=st.lists(st.integers(0, 9), min_size=15, max_size=15),
)
def test_fifteen_projects(costs: list[int], values: list[int]) -> None:
    table = [0] * (sum(costs) // 2 + 1)
    for cost, value in zip(costs, values, strict=True):
        for room in range(len(table) - 1, cost - 1, -1):
            table[room] = max(table[room], table[room - cost] + value)
    assert best(costs, values, len(table) - 1).value == table[-1]


def test_value_that_follows_cost_exactly() -> None:
    """Only sums matter then: the hardest kind, with a known answer."""
    costs = [17 * n for n in range(3, 60)]
    assert best(costs, costs, 17 * 1000 + 16).value == 17 * 1000


def test_without_a_proof_it_says_how_much_more_there_could_be() -> None:
    costs = [1_000_003 + 977 * n * n for n in range(60)]
    values = [cost + (n % 3) for n, cost in enumerate(costs)]
    found = best(costs, values, sum(costs) // 2 + 1, most_states=50)
    assert not found.proven
    assert found.value < found.most
    assert found.cost <= sum(costs) // 2 + 1


def test_nothing_to_choose() -> None:
    assert best([], [], 10).value == 0
    assert best([5], [1], 4).kept == (False,)
    assert best([5], [1], -1).kept == (False,)


def test_large_amounts_do_not_overflow() -> None:
    costs, values = [25_000_000, 24_999_999, 3], [10**11, 10**11 - 1, 5]
    assert best(costs, values, 25_000_003).kept == (True, False, True)
