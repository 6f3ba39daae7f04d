# SPDX-License-Identifier: EUPL-1.2
"""Rows of people and of their lists, as they stand in a table, to the columns of a kernel: a household each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import msgspec
import numpy

from stelsel.engines.rules.population.layout import Array, Layout, empty_of, type_of
from stelsel.engines.rules.population.program import Column
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text

HEAD = "aanvrager"
_SPARSE, _MOST_PEOPLE = 8, 15
"""Numbers of households that are spread further than so many times their count are looked up by searching; people of a
household by which it gets a group."""


class Table(msgspec.Struct, frozen=True):
    """Rows: the number of the household of each, who it is about (the place of a name in `roles`; -1 for somebody
    else) and the cells by the field of a column, empty as `empty_of` says."""

    household: Array
    role: Array
    roles: tuple[str, ...]
    cells: Mapping[str, Array]


class Pivoted(msgspec.Struct, frozen=True):
    """The households, those with the same people in a group, and the arrays of a kernel."""

    household: Array
    groups: tuple[tuple[int, int], ...]
    columns: Mapping[str, Array]
    starts: Mapping[str, Array]


def pivoted(layout: Layout, persons: Table, homes: Table | None, lists: Mapping[str, Table]) -> Pivoted:
    """The arrays for a layout. `homes` has a row for each household, whoever the role; `lists` are by the field of the
    list (`kinderen`). A household is there where it has an applicant, of whom there is one. BadInput names a column
    with a cell out of its bounds."""
    role = {name: numpy.flatnonzero(persons.role == at) for at, name in enumerate(persons.roles)}
    heads = role.pop(HEAD)
    places = _Places(persons.household[heads])
    there = {name: places.of(persons.household[found]) for name, found in role.items()}
    order, groups = _grouped(len(heads), list(there.values()))
    heads, household = heads[order], places.household[order]
    places.moved(order)
    rows = {name: _Rows.of(found, places.now(there[name])) for name, found in role.items()}
    rows[HEAD] = _Rows(heads, None)
    home = _Rows.of(numpy.arange(len(homes.household)), places.now(places.of(homes.household))) if homes else None
    columns: dict[str, Array] = {}
    starts: dict[str, Array] = {}
    for key in layout.lists:
        table = lists[key.rpartition(".")[2]]
        mine, starts[key] = _items(table, key.partition(".")[0], places, len(household))
        columns.update({one.name: table.cells[one.field][mine] for one in layout.columns if one.list == key})
    for one in layout.columns:
        if one.list:
            if one.name not in columns:
                columns[one.name] = numpy.empty(0, dtype=type_of(one))
        elif one.person:
            columns[one.name] = _column(one, persons, rows.get(one.person), len(household))
        else:
            columns[one.name] = _column(one, homes, home, len(household))
    typed = {one.name: columns[one.name].astype(type_of(one), copy=False) for one in layout.columns}
    for one in layout.columns:
        _bounded(one, typed[one.name])
    return Pivoted(household, groups, typed, starts)


def _grouped(households: int, there: Sequence[Array]) -> tuple[Array, tuple[tuple[int, int], ...]]:
    """The order in which households with the same people stand together, and where each group is. `there`: for each
    other person the places of the households that have one."""
    people = numpy.zeros(households, dtype=numpy.int16)
    for at, places in enumerate(there[:_MOST_PEOPLE]):
        people[places[places >= 0]] |= 1 << at
    kinds = numpy.flatnonzero(numpy.bincount(people, minlength=1))
    found = [numpy.flatnonzero(people == one) for one in kinds]
    ends = numpy.cumsum([0, *(len(one) for one in found)]).tolist()
    return numpy.concatenate([*found, numpy.empty(0, dtype=numpy.int64)]), tuple(pairwise(ends))


class _Rows(msgspec.Struct, frozen=True):
    """Rows of a table and the places of their households; without places they are those of all households in order."""

    rows: Array
    places: Array | None

    @classmethod
    def of(cls, rows: Array, places: Array) -> _Rows:
        """Those whose household is there."""
        there = places >= 0
        return cls(rows, places) if there.all() else cls(rows[there], places[there])


class _Places:
    """Where households stand, by their number."""

    def __init__(self, household: Array) -> None:
        self.household = household
        self.low = int(household.min()) if len(household) else 0
        spread = int(household.max()) - self.low + 1 if len(household) else 0
        self.table: Array | None = None
        self.order: Array | None = None
        self.place: Array | None = None
        if spread <= _SPARSE * len(household):
            self.table = numpy.full(spread, -1, dtype=numpy.int64)
            self.table[household - self.low] = numpy.arange(len(household))
        else:
            self.order = numpy.argsort(household, kind="stable")

    def moved(self, order: Array) -> None:
        """Has them stand in another order."""
        self.place = numpy.empty(len(order) + 1, dtype=numpy.int64)
        self.place[order] = numpy.arange(len(order))
        self.place[-1] = -1

    def now(self, places: Array) -> Array:
        """Places before as places after they were moved."""
        return places if self.place is None else numpy.asarray(self.place[places])

    def of(self, household: Array) -> Array:
        """The places of some households before they were moved; -1 where there is none."""
        if not len(self.household):
            return numpy.full(len(household), -1)
        if self.table is not None:
            at = household - self.low
            inside = (at >= 0) & (at < len(self.table))
            return numpy.asarray(self.table[at] if inside.all() else numpy.where(
                inside, self.table[numpy.where(inside, at, 0)], -1
            ))  # fmt: skip
        assert self.order is not None
        at = numpy.searchsorted(self.household, household, sorter=self.order)
        found = self.order[numpy.minimum(at, len(self.order) - 1)]
        return numpy.where(self.household[found] == household, found, -1)


def _column(column: Column, table: Table | None, rows: _Rows | None, households: int) -> Array:
    """The cells of a column by household; empty where there is no row."""
    if table is None or rows is None or column.field not in table.cells:
        return numpy.full(households, empty_of(column), dtype=type_of(column))
    cells = table.cells[column.field]
    if rows.places is None:
        return cells[rows.rows]
    made = numpy.full(households, empty_of(column), dtype=type_of(column))
    made[rows.places] = cells[rows.rows]
    return made


def _items(table: Table, person: str, places: _Places, households: int) -> tuple[Array, Array]:
    """The rows of a list of a person by household, and where those of each begin."""
    at = table.roles.index(person) if person in table.roles else -2
    mine = numpy.flatnonzero(table.role == at)
    where = places.now(places.of(table.household[mine]))
    there = where >= 0
    if not there.all():
        mine, where = mine[there], where[there]
    if len(where) and (numpy.diff(where) < 0).any():
        order = numpy.argsort(where, kind="stable")
        mine, where = mine[order], where[order]
    starts = numpy.zeros(households + 1, dtype=numpy.int64)
    numpy.cumsum(numpy.bincount(where, minlength=households), out=starts[1:])
    return mine, starts


def _bounded(column: Column, cells: Array) -> None:
    """BadInput where a cell lies out of the bounds of its column. Text has none."""
    if column.sort == "text" or not len(cells):
        return
    low, high = int(cells.min()), int(cells.max())
    if low == empty_of(column):
        filled = cells[cells != low]
        low = int(filled.min()) if len(filled) else column.low
    if column.low <= low and high <= column.high:
        return
    shown = str(low if low < column.low else high)
    raise bad_input("rules-cell", column.name, _CELL.fill(name=column.name, shown=shown), _CURE)


_CELL = Text(nl="De kolom “{name}” kan {shown} niet bevatten.", en="The column “{name}” cannot hold {shown}.")
_CURE = Text(nl="Verbeter het gegeven of geef de kolom andere grenzen of een schaal.",
             en="Mend the fact, or give the column other bounds or a scale.")  # fmt: skip
