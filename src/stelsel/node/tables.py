# SPDX-License-Identifier: EUPL-1.2
"""The tables of every installed app, copied from one database to another and compared, whatever they hold.

Rows are read as Python values and written as the other database wants them, keys included. A table is compared by its
number of rows and the sum of the SHA-256 of each row modulo 2^256, which no order changes: databases order text
differently.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from graphlib import TopologicalSorter
from itertools import islice
from typing import Any, NamedTuple

from django.apps import apps
from django.core.management.color import no_style
from django.db import connections, models, transaction
from django.db.migrations.executor import MigrationExecutor

AT_ONCE = 2_000
"""Rows that are read and written together."""
_SPACE = 2**256
Model = type[models.Model]
Told = Callable[[int], None]
"""Called with the number of rows done so far."""


class Content(NamedTuple):
    """What a table holds: how many rows, and the sum of their hashes in hex."""

    rows: int
    digest: str


@contextmanager
def connected(alias: str, database: dict[str, Any]) -> Iterator[None]:
    """A second database under this alias."""
    connections.settings[alias] = connections.configure_settings({"default": dict(database)})["default"]
    try:
        yield
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.settings[alias]


@contextmanager
def as_default(alias: str) -> Iterator[None]:
    """What asks the node's own database asks this one."""
    own = connections["default"]
    connections["default"] = connections[alias]
    try:
        yield
    finally:
        connections["default"] = own


@contextmanager
def reading() -> Iterator[None]:
    """The node's own database as it is now: PostgreSQL in one snapshot that cannot be written; SQLite with nobody else
    writing."""
    with transaction.atomic():
        if connections["default"].vendor == "postgresql":
            with connections["default"].cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def in_order() -> list[Model]:
    """Every model with a table of its own; what others point at comes first."""
    found = {
        model: None
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and not model._meta.swapped
    }
    order: TopologicalSorter[Model] = TopologicalSorter({model: _points_at(model) & found.keys() for model in found})
    return list(order.static_order())


def _points_at(model: Model) -> set[Any]:
    return {
        field.related_model
        for field in model._meta.local_concrete_fields
        if field.is_relation and field.related_model is not model
    }


def pending(alias: str) -> bool:
    """Whether a database lacks migrations of this version."""
    executor = MigrationExecutor(connections[alias])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def make(alias: str) -> None:
    """Make the tables, or bring them up to date; no rows but those that the migrations themselves put there."""
    with as_default(alias):  # migrations of others may write without saying where
        executor = MigrationExecutor(connections[alias])
        executor.migrate(executor.loader.graph.leaf_nodes())


def count(model: Model, alias: str) -> int:
    """How many rows a table has."""
    return int(model._base_manager.using(alias).count())


def content(model: Model, alias: str) -> Content:
    """What a table holds, read now."""
    return _sum(_digest(row) for row in _rows(model, alias))


def copy(model: Model, source: str, target: str, told: Told = lambda done: None) -> Content:
    """Put the rows of a table into the same, empty table of another database; what was read at the source."""
    columns = _columns(model)
    there = connections[target]
    names = ", ".join(there.ops.quote_name(one.column) for one in columns)
    table, marks = there.ops.quote_name(model._meta.db_table), ", ".join(["%s"] * len(columns))
    into = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - names of our own models
    digests: list[int] = []
    found = _rows(model, source)
    while rows := list(islice(found, AT_ONCE)):
        digests += [_digest(row) for row in rows]
        ready = [[one.get_db_prep_save(value, there) for one, value in zip(columns, row, strict=True)] for row in rows]
        with there.cursor() as cursor:
            cursor.executemany(into, ready)
        told(len(digests))
    return _sum(digests)


def clear(found: Sequence[Model], alias: str) -> None:
    """Delete every row of these tables, the last first."""
    for model in reversed(found):
        model._base_manager.using(alias).all()._raw_delete(alias)


def reset_sequences(found: Sequence[Model], alias: str) -> None:
    """The next number of each table follows the largest that stands there."""
    with connections[alias].cursor() as cursor:
        for statement in connections[alias].ops.sequence_reset_sql(no_style(), list(found)):
            cursor.execute(statement)


def _columns(model: Model) -> list[Any]:
    return [one for one in model._meta.local_concrete_fields if one.column and not one.generated]


def _rows(model: Model, alias: str) -> Iterator[tuple[Any, ...]]:
    names = [one.attname for one in _columns(model)]
    rows = model._base_manager.using(alias).order_by().values_list(*names)
    return iter(rows.iterator(chunk_size=AT_ONCE))


def _sum(digests: Any) -> Content:
    rows = total = 0
    for one in digests:
        rows, total = rows + 1, (total + one) % _SPACE
    return Content(rows, f"{total:064x}")


def _digest(row: tuple[Any, ...]) -> int:
    return int.from_bytes(hashlib.sha256(repr([_plain(one) for one in row]).encode()).digest())


def _plain(value: Any) -> Any:
    """A value as both databases give it."""
    if isinstance(value, memoryview | bytearray):
        return bytes(value)
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).isoformat()
    if isinstance(value, dict | list):
        return json.dumps(value, sort_keys=True, default=str)
    return value
