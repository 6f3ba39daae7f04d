# SPDX-License-Identifier: EUPL-1.2
"""A piece of a population through the kernel of its rule: its tables go out of DuckDB as arrays, and the answers come
back the same way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy

from stelsel.engines.rules.population import Column, Program
from stelsel.engines.rules.population.kernel import Kernel
from stelsel.engines.rules.population.layout import Array, Layout, bits_of, empty_of
from stelsel.engines.rules.population.pivot import Pivoted, Table, pivoted
from stelsel.node.population.columns import literal
from stelsel.node.population.program_key import Same

_KINDS = {8: "TINYINT", 16: "SMALLINT", 32: "INTEGER", 64: "BIGINT"}


@lru_cache(maxsize=16)
def _kernel(one: Same) -> Kernel:
    return Kernel(one.program)


def text(program: Program) -> str:
    """The kernel in the language of LLVM: its long way, which all other ways give the same as."""
    return _kernel(Same(program)).text.long()


def answers(base: Any, program: Program, folder: Path) -> None:
    """Makes the table `answers` in a DuckDB connection, as `Engine` says. BadInput where llvmlite is not installed."""
    made = _kernel(Same(program))
    try:
        whole = _numbered(base)
        given = placed(base, made.layout, whole)
        found = made(given.columns, given.starts, len(given.household), groups=given.groups)
        _told(base, program, given, found, whole)
    finally:
        base.execute("DROP TABLE IF EXISTS coded")
        base.execute("DROP TABLE IF EXISTS numbered")


def placed(base: Any, layout: Layout, whole: str = "BIGINT") -> Pivoted:
    """The tables of a DuckDB connection as the arrays of a kernel. `whole`: the type of the households where that is a
    whole number; else the table `numbered` gives each a number."""
    _codes(base, layout)
    base.execute("SET preserve_insertion_order = true")
    try:
        return _arrays(base, layout, whole)
    finally:
        base.execute("SET preserve_insertion_order = false")


def _numbered(base: Any) -> str:
    """The type of the households, where that is a whole number; else nothing, and the table `numbered` gives each a
    number."""
    kinds = {str(row[0]): str(row[1]) for row in base.execute("DESCRIBE persons").fetchall()}
    if kinds["household"] in _KINDS.values():
        return kinds["household"]
    base.execute(
        "CREATE TEMP TABLE numbered AS SELECT household, row_number() OVER () AS number"
        " FROM (SELECT DISTINCT household FROM persons)"
    )
    return ""


def _codes(base: Any, layout: Layout) -> None:
    """The table `coded` (said, code) of all texts: those that the rule names have its numbers."""
    some = [one for one in layout.columns if one.sort == "text"]
    base.execute("CREATE TEMP TABLE coded (said VARCHAR, code INTEGER)")
    if layout.codes:
        base.executemany("INSERT INTO coded VALUES (?, ?)", [[said, at] for said, at in layout.codes.items()])
    if not some:
        return
    cells = " UNION ".join(f"SELECT {one.field} AS said FROM {_table(one)}" for one in some)
    base.execute(
        f"INSERT INTO coded SELECT said, {len(layout.codes)} - 1 + row_number() OVER (ORDER BY said)"
        f" FROM (SELECT DISTINCT said FROM ({cells}))"
        " WHERE said IS NOT NULL AND said NOT IN (SELECT said FROM coded)"
    )


def _table(column: Column) -> str:
    if column.list:
        return column.list.rpartition(".")[2]
    return "persons" if column.person else "households"


def _arrays(base: Any, layout: Layout, whole: str) -> Pivoted:
    own = [one for one in layout.columns if one.person and not one.list]
    places = [one for one in layout.columns if not one.person]
    homes = _fetched(base, "households", places, whole, ()) if places else None
    lists = {}
    for key in layout.lists:
        name = key.rpartition(".")[2]
        if name not in lists:
            some = [one for one in layout.columns if one.list.rpartition(".")[2] == name]
            roles = dict.fromkeys(one.partition(".")[0] for one in layout.lists if one.endswith(f".{name}"))
            lists[name] = _fetched(base, name, some, whole, tuple(roles))
    roles = dict.fromkeys(["aanvrager", *(one.person for one in own)])
    return pivoted(layout, _fetched(base, "persons", own, whole, tuple(roles)), homes, lists)


def _fetched(base: Any, table: str, some: Iterable[Column], whole: str, roles: tuple[str, ...]) -> Table:
    """The rows of a table as arrays."""
    fields: dict[str, Column] = {}
    for one in some:
        known = fields.setdefault(one.field, one)
        fields[one.field] = max(known, one, key=bits_of)
    joins, cells = "", []
    for at, (field, one) in enumerate(fields.items()):
        cell = f"t.{field}"
        if one.sort == "text":
            joins += f" LEFT JOIN coded c{at} ON c{at}.said = {cell}"
            cell = f"c{at}.code"
        elif one.sort == "date":
            cell = f"year({cell}) * 10000 + month({cell}) * 100 + day({cell})"
        kind = _KINDS[bits_of(one)]
        cells.append(f"coalesce(TRY_CAST({cell} AS {kind}), CAST({empty_of(one)} AS {kind})) AS {field}")
    role = "".join(f" WHEN {literal(name)} THEN {at}" for at, name in enumerate(roles))
    coded = f"CAST(CASE t.role{role} ELSE -1 END AS TINYINT)" if roles else "CAST(-1 AS TINYINT)"
    household = "CAST(t.household AS BIGINT)" if whole else "n.number"
    joins += "" if whole else " JOIN numbered n ON n.household = t.household"
    found = base.execute(
        f"SELECT {', '.join([f'{household} AS household', f'{coded} AS role', *cells])} FROM {table} t{joins}"
    ).fetchnumpy()
    return Table(found["household"], found["role"], roles, {name: found[name] for name in fields})


def _told(base: Any, program: Program, given: Pivoted, found: Mapping[str, Array], whole: str) -> None:
    """The table `answers` from arrays."""
    arrays = {"number": given.household, **{name: numpy.ascontiguousarray(one) for name, one in found.items()}}
    base.register("kernel_answers", arrays)
    decided = "a.lacks = 0 AND a.nothing = 0"
    value, joins = f"CASE WHEN {decided} THEN CAST(a.value AS BIGINT) END", ""
    if program.sort == "boolean":
        value = f"CASE WHEN {decided} THEN a.value = 1 END"
    if program.sort == "text":
        value, joins = f"CASE WHEN {decided} THEN c.said END", " LEFT JOIN coded c ON c.code = a.value"
    joins += "" if whole else " JOIN numbered n ON n.number = a.number"
    household = f"CAST(a.number AS {whole})" if whole else "n.household"
    by = " a.by," if "by" in found else ""
    base.execute(
        f"CREATE TEMP TABLE answers AS SELECT {household} AS household, {value} AS value,{by}"
        f" a.nothing = 1 AS nothing, a.lacks, a.doubt FROM kernel_answers a{joins}"
    )
    base.unregister("kernel_answers")
