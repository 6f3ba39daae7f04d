# SPDX-License-Identifier: EUPL-1.2
"""The best portfolio within a budget: a 0/1 knapsack, solved exactly.

Dynamic programming over (cost, value) states, item by item from the most to the least value per cost. A state that
another beats on both falls out; so does one that, with the best the rest could add (fractions allowed), cannot beat
the best portfolio found. What is left at the end is the optimum, proven. Whole numbers only, so nothing is rounded.
Where the proof would take too many states the answer says so, with the most that a better portfolio could be worth.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

MOST_STATES = 500_000
"""States looked at in all; beyond this we say that the optimum is not proven."""
STATES_PER_BEAM = 500
"""The first, rough pass keeps one state at once for so many that the proof may take."""

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Portfolio:
    """Which items are kept (in the order given), what they cost and are worth together; `most` is what no portfolio can
    exceed: equal to `value` when the optimum is proven. `states` is how many it took."""

    kept: tuple[bool, ...]
    cost: int
    value: int
    most: int
    states: int

    @property
    def proven(self) -> bool:
        """Whether nothing is worth more, for certain."""
        return self.value == self.most


@dataclass
class _Search:
    """Items by falling value per cost, the sums over them, and the best portfolio so far."""

    costs: Ints
    values: Ints
    budget: int
    cost_sums: Ints
    value_sums: Ints
    best: int = -1
    stage: int = -1
    state: int = -1
    history: list[tuple[Ints, NDArray[np.bool_]]] = field(default_factory=list)


def best(costs: Sequence[int], values: Sequence[int], budget: int, most_states: int = MOST_STATES) -> Portfolio:
    """The items of most value within the budget. Costs above zero, values of zero or more, in whole units."""
    assert all(cost > 0 for cost in costs), "a cost is more than zero"
    assert all(value >= 0 for value in values), "a value is zero or more"
    if budget < 0 or not costs:
        return Portfolio((False,) * len(costs), 0, 0, 0, 0)
    order = sorted(range(len(costs)), key=lambda item: (-Fraction(values[item], costs[item]), -costs[item], item))
    sorted_costs = np.array([costs[item] for item in order], dtype=np.int64)
    sorted_values = np.array([values[item] for item in order], dtype=np.int64)
    rough = _Search(sorted_costs, sorted_values, budget, _sums(sorted_costs), _sums(sorted_values))
    _run(rough, most_states, max(1, most_states // STATES_PER_BEAM))
    exact = _Search(sorted_costs, sorted_values, budget, rough.cost_sums, rough.value_sums, best=rough.best)
    states, done = _run(exact, most_states, None)
    found = exact if exact.state >= 0 else rough
    kept = [False] * len(costs)
    for place in _taken(found):
        kept[order[place]] = True
    cost = sum(cost for cost, keep in zip(costs, kept, strict=True) if keep)
    value = sum(value for value, keep in zip(values, kept, strict=True) if keep)
    assert cost <= budget, "a portfolio stays within its budget"
    assert value == found.best, "the portfolio found back is the one that was counted"
    none = np.zeros(1, dtype=np.int64)
    return Portfolio(tuple(kept), cost, value, value if done else int(_bound(exact, 0, none, none)[0]), states)


def _sums(items: Ints) -> Ints:
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(items)])


def _run(search: _Search, most_states: int, beam: int | None) -> tuple[int, bool]:
    """Decide item by item; how many states it took and whether it came to the end. With a `beam` only the most hopeful
    states go on: quick, and a good start for the proof."""
    cost, value = np.zeros(1, dtype=np.int64), np.zeros(1, dtype=np.int64)
    _improve(search, 0, cost, value)
    total = 1
    for place in range(len(search.costs)):
        if not len(cost):
            break
        cost, value = _extend(search, place, cost, value)
        total += len(cost)
        if beam is not None and len(cost) > beam:
            cost, value = _narrow(search, place, cost, value, beam)
        if total > most_states and beam is None:
            return total, False
    return total, True


def _extend(search: _Search, place: int, cost: Ints, value: Ints) -> tuple[Ints, Ints]:
    """The states after deciding on one item: without it and, where it fits, with it; what is beaten falls out."""
    fits = np.flatnonzero(cost + search.costs[place] <= search.budget)
    parent = np.concatenate([np.arange(len(cost)), fits])
    taken = np.concatenate([np.zeros(len(cost), dtype=np.bool_), np.ones(len(fits), dtype=np.bool_)])
    all_costs = np.concatenate([cost, cost[fits] + search.costs[place]])
    all_values = np.concatenate([value, value[fits] + search.values[place]])
    order = np.lexsort((taken, -all_values, all_costs))
    highest = np.maximum.accumulate(all_values[order])
    undominated = np.concatenate([[True], all_values[order][1:] > highest[:-1]])
    keep = order[undominated]
    cost, value = all_costs[keep], all_values[keep]
    search.history.append((parent[keep], taken[keep]))
    _improve(search, place + 1, cost, value)
    hopeful = _bound(search, place + 1, cost, value) > search.best
    parents, takes = search.history[-1]
    if search.stage == place + 1:
        hopeful[search.state] = True  # the best one itself stays, so that it can be found back
        search.state = int(hopeful[: search.state].sum())
    search.history[-1] = (parents[hopeful], takes[hopeful])
    return cost[hopeful], value[hopeful]


def _narrow(search: _Search, place: int, cost: Ints, value: Ints, beam: int) -> tuple[Ints, Ints]:
    """The states with the highest bound, in the order they had, with the best one among them."""
    bound = _bound(search, place + 1, cost, value)
    if search.stage == place + 1:
        bound[search.state] = np.iinfo(np.int64).max
    keep = np.sort(np.argpartition(-bound, beam)[:beam])
    if search.stage == place + 1:
        search.state = int(np.searchsorted(keep, search.state))
    parents, takes = search.history[-1]
    search.history[-1] = (parents[keep], takes[keep])
    return cost[keep], value[keep]


def _whole(search: _Search, place: int, cost: Ints) -> Ints:
    """For each state up to which item (not included) the rest fits whole, in order."""
    room = search.budget - cost + search.cost_sums[place]
    found: Ints = np.searchsorted(search.cost_sums, room, side="right") - 1
    return found


def _bound(search: _Search, place: int, cost: Ints, value: Ints) -> Ints:
    """The most each state could still become, with a fraction of one item allowed, rounded down: values are whole."""
    upto = _whole(search, place, cost)
    bound = value + search.value_sums[upto] - search.value_sums[place]
    inside = upto < len(search.costs)
    item = np.minimum(upto, len(search.costs) - 1)
    room = search.budget - cost - (search.cost_sums[upto] - search.cost_sums[place])
    part = _floor_of_product(room, search.values[item], search.costs[item])
    found: Ints = np.where(inside, bound + part, bound)
    return found


def _floor_of_product(room: Ints, value: Ints, cost: Ints) -> Ints:
    """floor(room * value / cost) for room < cost, without leaving 64 bits: whole and rest apart."""
    whole, rest = value // cost, value % cost
    return room * whole + room * rest // cost


def _improve(search: _Search, place: int, cost: Ints, value: Ints) -> None:
    """Complete every state with the rest that fits whole; remember the best one."""
    upto = _whole(search, place, cost)
    reached = value + search.value_sums[upto] - search.value_sums[place]
    at = int(reached.argmax())
    if reached[at] > search.best:
        search.best, search.stage, search.state = int(reached[at]), place, at


def _taken(search: _Search) -> list[int]:
    """The items of the best portfolio: its state back to the start, and the rest that fitted whole."""
    cost, found, state = 0, [], search.state
    for place in range(search.stage - 1, -1, -1):
        parents, takes = search.history[place]
        if takes[state]:
            found.append(place)
            cost += int(search.costs[place])
        state = int(parents[state])
    upto = int(_whole(search, search.stage, np.array([cost], dtype=np.int64))[0])
    return [*found, *range(search.stage, upto)]
