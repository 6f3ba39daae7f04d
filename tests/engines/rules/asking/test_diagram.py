# SPDX-License-Identifier: EUPL-1.2
"""The diagram against a table of the whole function."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from stelsel.engines.rules.asking.diagram import Diagram

SIZES = (2, 3, 2)
ALL = list(product(*map(range, SIZES)))
TABLES = st.lists(st.integers(0, 2), min_size=len(ALL), max_size=len(ALL)).map(
    lambda some: dict(zip(ALL, some, strict=True))
)


def made(diagram, table, order):
    """The function of a table, built by asking in some order."""

    def go(known):
        left = [fact for fact in order if fact not in known]
        if not left:
            return diagram.leaf(table[tuple(known[fact] for fact in range(3))])
        return diagram.choose(left[0], [go({**known, left[0]: at}) for at in range(SIZES[left[0]])])

    return go({})


def value(diagram, node, answers):
    while not diagram.constant(node):
        node = diagram.kids[node][answers[diagram.fact[node]]]
    return diagram.values[node]


@given(table=TABLES, order=st.permutations(range(3)), other=st.permutations(range(3)))
def test_the_same_function_has_the_same_number_whatever_order_it_was_asked_in(table, order, other) -> None:
    diagram = Diagram()
    node = made(diagram, table, order)
    assert node == made(diagram, table, other)
    assert all(value(diagram, node, answers) == table[answers] for answers in ALL)


@given(table=TABLES, order=st.permutations(range(3)))
def test_what_matters_and_what_is_left_after_an_answer_are_exact(table, order) -> None:
    diagram = Diagram()
    node = made(diagram, table, order)
    for fact, size in enumerate(SIZES):
        turns = any(len({table[(*one[:fact], at, *one[fact + 1 :])] for at in range(size)}) > 1 for one in ALL)
        assert (fact in diagram.support(node)) is turns
        for at in range(size):
            fixed = diagram.fixed(node, fact, at)
            assert fact not in diagram.support(fixed)
            for one in ALL:
                assert value(diagram, fixed, one) == table[(*one[:fact], at, *one[fact + 1 :])]


def test_yes_and_one_are_different_outcomes() -> None:
    diagram = Diagram()
    assert diagram.leaf(True) != diagram.leaf(1)
    assert diagram.leaf(1) == diagram.leaf(1)
