# SPDX-License-Identifier: EUPL-1.2
"""Rows of people in any order become the columns of a kernel, a household each."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy
import pytest

from stelsel.engines.rules.population import compile_rule
from stelsel.engines.rules.population.kernel import Kernel
from stelsel.engines.rules.population.layout import Layout, empty_of
from stelsel.engines.rules.population.pivot import Pivoted, Table, pivoted
from stelsel.kernel.problem import BadInput
from tests.engines.rules.population.test_operations import KINDS, each, op
from tests.engines.rules.texts import DAY, fact, one

ROLES = ("aanvrager", "partner")


def shape() -> Layout:
    """The layout of a rule that asks an amount and the amounts of children."""
    library = one(op("ADD", "$bedrag", each("$kind.bedrag", "ADD")), fact("bedrag", "amount"), KINDS)
    return Kernel(compile_rule(library, next(iter(library.versions)).text.id, "uit", DAY)).layout


def table(rows: list[tuple[int, int, dict[str, int]]], *fields: str) -> Table:
    """Rows of household, place of the role, and cells."""
    return Table(
        numpy.array([row[0] for row in rows], dtype=numpy.int64),
        numpy.array([row[1] for row in rows], dtype=numpy.int8),
        ROLES,
        {name: numpy.array([row[2][name] for row in rows], dtype=numpy.int64) for name in fields},
    )


def of(found: Pivoted, name: str) -> dict[int, list[int]]:
    """The items of each household, or its one cell."""
    cells = found.columns[name].tolist()
    if "[]" not in name:
        return {int(home): [cells[at]] for at, home in enumerate(found.household)}
    (starts,) = found.starts.values()
    return {int(home): cells[starts[at] : starts[at + 1]] for at, home in enumerate(found.household)}


@pytest.mark.parametrize("spread", [1, 1_000_003], ids=["numbers close together", "numbers far apart"])
def test_every_household_keeps_its_own_in_whatever_order(spread: int) -> None:
    random = Random(5)
    homes = {at * spread - 7: [random.randrange(10**6) for _ in range(random.randrange(4))] for at in range(200)}
    persons = [(home, 0, {"bedrag": home % 1_000, "kinderen": len(items)}) for home, items in homes.items()]
    persons += [(home, -1, {"bedrag": 999_999, "kinderen": 0}) for home in homes]
    items = [(home, 0, {"bedrag": cell}) for home, some in homes.items() for cell in some]
    items += [(home, 1, {"bedrag": 1}) for home in homes] + [(10**12 + 1, 0, {"bedrag": 1})]
    for some in (persons, items):
        random.shuffle(some)
    found = pivoted(shape(), table(persons, "bedrag", "kinderen"), None, {"kinderen": table(items, "bedrag")})
    assert sorted(found.household.tolist()) == sorted(homes)
    assert of(found, "aanvrager.bedrag") == {home: [home % 1_000] for home in homes}
    assert {home: sorted(some) for home, some in of(found, "aanvrager.kinderen[].bedrag").items()} == {
        home: sorted(some) for home, some in homes.items()
    }


def test_households_with_the_same_people_stand_together() -> None:
    persons = [(home, 0, {"bedrag": home, "kinderen": 0}) for home in range(9)]
    persons += [(home, 1, {"bedrag": home + 100, "kinderen": 0}) for home in (1, 4, 8, 77)]
    lists: Any = {"kinderen": table([], "bedrag")}
    found = pivoted(shape(), table(persons, "bedrag", "kinderen"), None, lists)
    assert found.groups == ((0, 6), (6, 9))
    assert found.household.tolist() == [0, 2, 3, 5, 6, 7, 1, 4, 8]


def test_a_cell_out_of_bounds_is_named() -> None:
    rows = [(1, 0, {"bedrag": 10**13, "kinderen": 0})]
    with pytest.raises(BadInput, match=r"aanvrager\.bedrag.*cannot hold 10000000000000"):
        pivoted(shape(), table(rows, "bedrag", "kinderen"), None, {"kinderen": table([], "bedrag")})


def test_an_empty_cell_is_no_cell_out_of_bounds() -> None:
    layout = shape()
    (amount,) = (one for one in layout.columns if one.name == "aanvrager.bedrag")
    rows = [(1, 0, {"bedrag": empty_of(amount), "kinderen": 0}), (2, 0, {"bedrag": 5, "kinderen": 0})]
    found = pivoted(layout, table(rows, "bedrag", "kinderen"), None, {"kinderen": table([], "bedrag")})
    assert of(found, "aanvrager.bedrag") == {1: [empty_of(amount)], 2: [5]}


def test_nobody_at_all_is_no_household() -> None:
    found = pivoted(
        shape(), table([], "bedrag", "kinderen"), None, {"kinderen": table([(1, 0, {"bedrag": 1})], "bedrag")}
    )
    assert found.household.tolist() == []
    assert found.groups == ()
