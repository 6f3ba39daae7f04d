# SPDX-License-Identifier: EUPL-1.2
"""Facts of households, as `evaluate` reads them, in the columns of a program. BadInput for what does not fit them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import msgspec
import numpy

from stelsel.engines.rules.population import calendar
from stelsel.engines.rules.population.layout import Array, Layout, empty_of, type_of
from stelsel.engines.rules.population.program import Column, Program
from stelsel.engines.rules.values import as_day
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text

Cell = int | bool | str | date | None


class Rows(msgspec.Struct, frozen=True):
    """Of each column its cells: a household each, or for a column of a list an item each; `starts` says where the items
    of each household begin."""

    columns: Mapping[str, Sequence[Cell]]
    starts: Mapping[str, Sequence[int]]
    households: int

    def arrays(self, layout: Layout) -> tuple[dict[str, Array], dict[str, Array]]:
        """The same as arrays for a kernel."""
        codes = dict(layout.codes)
        found: dict[str, Array] = {}
        for column in layout.columns:
            empty = empty_of(column)
            cells = [empty if one is None else _number(one, codes) for one in self.columns[column.name]]
            found[column.name] = numpy.array(cells, dtype=type_of(column))
        return found, {name: numpy.array(self.starts[name], dtype=numpy.int64) for name in layout.lists}


def _number(cell: Cell, codes: dict[str, int]) -> int:
    if isinstance(cell, str):
        return codes.setdefault(cell, len(codes))
    return calendar.number(cell) if isinstance(cell, date) else int(cell or 0)


def rows(program: Program, cases: Iterable[Mapping[str, Any]]) -> Rows:
    """The facts of some households (each as for `Facts`) as columns."""
    columns: dict[str, list[Cell]] = {one.name: [] for one in program.columns}
    starts: dict[str, list[int]] = {one.name: [0] for one in program.columns if one.sort == "list"}
    by_list = {name: [one for one in program.columns if one.list == name] for name in starts}
    households = 0
    for case in cases:
        households += 1
        for column in program.columns:
            if column.list:
                continue
            value = _found(case, column)
            if column.sort != "list":
                columns[column.name].append(_cell(column, value))
                continue
            items = value if isinstance(value, list | tuple) else []
            columns[column.name].append(None if value is None else len(items))
            starts[column.name].append(starts[column.name][-1] + len(items))
            for part in by_list[column.name]:
                columns[part.name] += [_cell(part, _within(item, part.path)) for item in items]
    return Rows(columns, starts, households)


def _found(case: Mapping[str, Any], column: Column) -> Any:
    if not column.person:
        return case.get(column.name)
    person = _lower(case.get("personen", {}).get(column.person, {}))
    first, *rest = column.path
    found = person.get(first)
    return _within(_lower(case.get("huishouden", {})).get(first) if found is None else found, rest)


def _within(value: Any, path: Sequence[str]) -> Any:
    """A part of a part of a fact; None where it is not there."""
    for name in path:
        value = _lower(value).get(name) if isinstance(value, Mapping) else None
    return value


def _lower(some: Mapping[str, Any]) -> dict[str, Any]:
    return {key.lower(): value for key, value in some.items()}


def _cell(column: Column, value: Any) -> Cell:
    if value is None:
        return None
    if column.sort == "there":
        return True
    if column.sort == "boolean" and isinstance(value, bool):
        return value
    if column.sort == "text" and isinstance(value, str):
        return value
    if column.sort == "date" and (day := as_day(value)) is not None and calendar.number(day) >= calendar.FIRST:
        return day
    if column.sort in ("amount", "number") and isinstance(value, int | float | Decimal | Fraction):
        exact = Fraction(repr(value) if isinstance(value, float) else value) * column.scale
        if not isinstance(value, bool) and exact.denominator == 1 and column.low <= exact <= column.high:
            return exact.numerator
    raise bad_input("rules-cell", column.name, _CELL.fill(name=column.name, shown=str(value)[:40]), _CURE)


_CELL = Text(nl="De kolom “{name}” kan {shown} niet bevatten.", en="The column “{name}” cannot hold {shown}.")
_CURE = Text(nl="Verbeter het gegeven of geef de kolom andere grenzen of een schaal.",
             en="Mend the fact, or give the column other bounds or a scale.")  # fmt: skip
