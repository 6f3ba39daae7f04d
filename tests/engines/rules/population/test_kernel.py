# SPDX-License-Identifier: EUPL-1.2
"""A kernel has many ways to the same answers: the long way, roads for rows that are filled, one or many at a time."""

from __future__ import annotations

import importlib
from typing import Any

import numpy
import pytest

from stelsel.engines.rules.population import Program, compile_rule
from stelsel.engines.rules.population.kernel import MOST_MADE, Kernel
from stelsel.engines.rules.population.layout import Array, empty_of, type_of
from stelsel.engines.rules.population.specialise import Filling
from stelsel.kernel.problem import BadInput
from tests.engines.rules.population.test_operations import cond, op
from tests.engines.rules.texts import DAY, fact, one

SIZE = 5_000


def program() -> Program:
    """Amounts, days, texts, yes or no, rounding and a division by a fact."""
    premium = {"operation": "ROUND", "value": op("MULTIPLY", op("MAX", op("SUBTRACT", "$a", "$b"), 0), 0.137), "to": 1}
    choice = {"operation": "EQUALS", "subject": "$s", "value": "huur"}
    library = one(
        cond(op("AND", "$j", {"operation": "LESS_THAN", "subject": "$d", "value": "2000-01-01"}),
             cond(choice, premium, {"operation": "FLOOR", "value": op("DIVIDE", "$a", 7), "to": 100}), 12),
        fact("a", "amount"), fact("b", "amount"), fact("j", "boolean"), fact("d", "date"), fact("s", "string"),
    )  # fmt: skip
    return compile_rule(library, next(iter(library.versions)).text.id, "uit", DAY)


def cells(made: Kernel, missing: float, seed: int = 3) -> dict[str, Array]:
    """Cells for every column, a part of them empty."""
    random = numpy.random.default_rng(seed)
    found = {}
    for column in made.layout.columns:
        low, high = {"boolean": (0, 2), "text": (0, 3), "date": (19_500_101, 20_250_101)}.get(
            column.sort, (-5_000_000, 50_000_000)
        )
        some = random.integers(low, high, SIZE)
        some[random.random(SIZE) < missing] = empty_of(column)
        found[column.name] = some.astype(type_of(column))
    return found


def same(one: dict[str, Array], other: dict[str, Array]) -> bool:
    return all(numpy.array_equal(one[name], other[name]) for name in one)


@pytest.mark.parametrize("missing", [0.0, 0.02, 0.4, 1.0])
@pytest.mark.parametrize("threads", [1, 3])
def test_roads_give_what_the_long_way_gives(missing: float, threads: int) -> None:
    made = Kernel(program())
    given = cells(made, missing)
    long = made(given, {}, SIZE, roads=False, threads=threads)
    assert same(long, made(given, {}, SIZE, roads=True, threads=threads))
    assert same(long, made(given, {}, SIZE, roads=True, groups=((0, 33), (33, 33), (33, 4_001), (4_001, SIZE))))
    assert len(set(long["value"].tolist())) > (100 if missing < 1 else 0)


def test_many_go_at_once_where_nothing_stands_in_the_way() -> None:
    made = Kernel(program())
    assert "x double>" in made.text.roads(Filling())
    assert "x double>" not in made.text.long()


def test_a_column_that_is_half_empty_keeps_its_road() -> None:
    made = Kernel(program())
    given = cells(made, 0.0)
    name = made.layout.columns[0].name
    given[name][::2] = empty_of(made.layout.columns[0])
    assert made.filling(given, {}, (0, SIZE)).varied == {name}
    assert same(made(given, {}, SIZE, roads=True), made(given, {}, SIZE, roads=False))


def test_roads_are_made_when_they_pay_and_not_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stelsel.engines.rules.population.kernel.MANY", 2 * SIZE)
    made = Kernel(program())
    fillings: list[Filling | None] = []
    machine = made.machine

    def seen(filling: Filling | None = None) -> Any:
        fillings.append(filling)
        return machine(filling)

    monkeypatch.setattr(made, "machine", seen)
    for _ in range(3):
        made(cells(made, 0.0), {}, SIZE)
    assert [one is None for one in fillings] == [True, True, False]
    monkeypatch.undo()
    some = [Filling(full=frozenset({str(at)})) for at in range(MOST_MADE + 3)]
    assert len({id(made.machine(one)) for one in some}) <= MOST_MADE + 1


def test_without_its_compiler_a_kernel_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.import_module

    def none(name: str, *rest: Any) -> Any:
        if name.startswith("llvmlite"):
            raise ImportError(name)
        return real(name, *rest)

    from stelsel.engines.rules.population import machine

    machine._binding.cache_clear()
    monkeypatch.setattr(importlib, "import_module", none)
    with pytest.raises(BadInput, match=r"llvmlite.*is not installed.*\[rules\]"):
        Kernel(program()).machine()
