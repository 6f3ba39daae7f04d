# SPDX-License-Identifier: EUPL-1.2
"""The tables of a population in a database for tests: from the columns of a program."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stelsel.engines.rules.population import Answer, Program
from stelsel.engines.rules.population.rows import Rows
from stelsel.engines.rules.population.sql import Query

TYPES = {
    "amount": "BIGINT", "number": "BIGINT", "boolean": "BOOLEAN", "date": "DATE", "text": "VARCHAR(100)",
    "list": "INTEGER", "there": "BOOLEAN",
}  # fmt: skip
PLACES = ("gemeente", "provincie", "waterschap")


def statements(program: Program, rows: Rows) -> Iterator[tuple[str, list[list[Any]]]]:
    """What makes the tables and fills them: a statement, and rows for it (none: run it once)."""
    people = list(dict.fromkeys(["aanvrager", *(one.person for one in program.columns if one.person)]))
    fields = {one.field: TYPES[one.sort] for one in program.columns if one.person and not one.list}
    by_key = {one.name: one for one in program.columns}
    made = "".join(f", {name} {kind}" for name, kind in fields.items())
    yield f"CREATE TABLE persons (household BIGINT, role VARCHAR(20){made})", []
    some: list[list[Any]] = []
    for person in people:
        named = {one.field: one.name for one in program.columns if one.person == person and not one.list}
        cells = [rows.columns.get(named.get(name, "")) for name in fields]
        some += [[at, person, *(None if one is None else one[at] for one in cells)] for at in range(rows.households)]
    yield f"INSERT INTO persons VALUES ({', '.join('?' * (2 + len(fields)))})", some
    yield f"CREATE TABLE households (household BIGINT, {', '.join(f'{one} VARCHAR(6)' for one in PLACES)})", []
    places = [rows.columns.get(one) for one in PLACES]
    yield (
        "INSERT INTO households VALUES (?, ?, ?, ?)",
        [[at, *(None if one is None else one[at] for one in places)] for at in range(rows.households)],
    )
    for name, starts in rows.starts.items():
        parts = [one for one in program.columns if one.list == name]
        table = by_key[name].field
        kinds = "".join(f", {one.field} {TYPES[one.sort]}" for one in parts)
        yield f"CREATE TABLE {table} (household BIGINT, role VARCHAR(20){kinds})", []
        yield (
            f"INSERT INTO {table} VALUES ({', '.join('?' * (2 + len(parts)))})",
            [
                [at, by_key[name].person, *(rows.columns[one.name][item] for one in parts)]
                for at in range(rows.households)
                for item in range(starts[at], starts[at + 1])
            ],
        )


def answers(query: Query, found: list[tuple[Any, ...]]) -> list[Answer]:
    """What the rows of a query say, by household from 0."""
    made = []
    for row in sorted(found):
        cells = dict(zip(query.answers, row[1:], strict=True))
        made.append(
            query.program.answer(
                cells["value"], int(cells.get("by", 1)), bool(cells["nothing"]), cells["lacks"], cells["doubt"]
            )
        )
    return made
