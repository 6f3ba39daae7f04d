# SPDX-License-Identifier: EUPL-1.2
"""A damaged database of a node: found, put aside, and made anew. The logs come back from their files, which are the
book; of everything else (accounts, roles, sessions) every row that can still be read is copied.

SQLite keeps no checksums, so only damage to its structure shows here; what an index row says is held against the files
by `node.fsck`. PostgreSQL minds its own pages.
"""

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import DatabaseError, OperationalError, connection, connections, transaction

from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text
from stelsel.node import clock
from stelsel.node.models import Log, Queued, Revision
from stelsel.node.node import Node
from stelsel.node.serve import migrate

_FILED = frozenset(model._meta.db_table for model in (Log, Revision, Queued))
"""Tables that are made from the files."""
_AT_ONCE = 10_000
_UNREADABLE = (sqlite3.Error, UnicodeDecodeError)
"""The second comes with an error whose own text is damaged."""
_BUSY = ("locked", "busy", "full", "readonly", "unable to open")
_WHAT = Text(nl="De database is beschadigd", en="The database is damaged")
REBUILD = Text(
    nl="Stop de node en maak hem opnieuw met: stelsel fsck --rebuild",
    en="Stop the node and make it anew with: stelsel fsck --rebuild",
)
"""What to do about a damaged database."""


@dataclass(frozen=True)
class Renewed:
    """Where the damaged database stands now, and how many rows of which table could not be read (0 for none)."""

    aside: Path
    kept: int
    unreadable: tuple[str, ...]


def damaged(error: BaseException) -> bool:
    """Whether a database error tells of damage rather than of a lock, a full disk or a missing right."""
    return isinstance(error, DatabaseError | sqlite3.DatabaseError) and not any(
        word in str(error).lower() for word in _BUSY
    )


def damage() -> tuple[Finding, ...]:
    """What is wrong with the database: its structure, and rows that cannot be read; empty when nothing is.
    OperationalError when it is busy."""
    if connection.vendor != "sqlite":
        return ()
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check(3)")
            said = [row[0] for row in cursor.fetchall()]
            cursor.execute("PRAGMA foreign_key_check")
            said += [f"{row[0]} row {row[1]} points nowhere" for row in cursor.fetchmany(3)]
            tables = connection.introspection.table_names(cursor)
            said += [f"no table {table}" for table in (Log._meta.db_table,) if table not in tables]
            for table in tables:  # bad text shows when it is read
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - a table's own name
                while cursor.fetchmany(_AT_ONCE):
                    pass
    except (DatabaseError, UnicodeDecodeError) as error:
        if isinstance(error, OperationalError) and not damaged(error):
            raise
        said = [str(error)]
    found = "; ".join(one for one in said if one != "ok").replace("\n", " ")[:300]
    return (_finding(found),) if found else ()


def _finding(detail: str) -> Finding:
    what = Text(nl=f"{_WHAT.nl} ({detail}).", en=f"{_WHAT.en} ({detail}).")
    return Finding("database-damaged", str(connection.settings_dict["NAME"]), what, REBUILD)


def renew(node: Node) -> Renewed:
    """Put the database aside and make a new one, while nothing else uses it. The logs have to be taken in from their
    files afterwards (`node.fsck`)."""
    for origin in _origins(node):
        with contextlib.suppress(Exception):  # what was acknowledged a moment ago may still wait for its file
            node.logs.seal(origin)
    path = Path(connection.settings_dict["NAME"])
    connections.close_all()
    aside = path.with_name(f"{path.name}.damaged-{clock.now().replace(':', '')}")
    for suffix in ("-wal", "-shm", ""):
        beside = Path(f"{path}{suffix}")
        if beside.exists():
            beside.rename(f"{aside}{suffix}")
    path.touch()  # so that a home whose power fails here is still a node, with a damaged database
    node.logs.forget_names()
    migrate()
    return _salvage(aside)


def _origins(node: Node) -> list[str]:
    try:
        return [log.origin for log in node.logs.sizes()]
    except (DatabaseError, UnicodeDecodeError):
        return []


def _salvage(aside: Path) -> Renewed:
    """Copy what can be read of every table that is not made from the files."""
    kept, unreadable = 0, []
    old = sqlite3.connect(f"file:{aside}?mode=ro", uri=True)
    old.text_factory = bytes
    try:
        with connection.constraint_checks_disabled(), transaction.atomic():
            for table, columns in _tables():
                whole, count = _copy(old, table, columns)
                kept += count
                if not whole:
                    unreadable.append(table)
    finally:
        old.close()
    return Renewed(aside, kept, tuple(unreadable))


def _tables() -> Iterator[tuple[str, dict[str, bool]]]:
    """Each table with its columns, and whether a column holds text or numbers rather than bytes."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and model._meta.db_table not in _FILED:
            fields = [field for field in model._meta.concrete_fields if field.column]
            yield model._meta.db_table, {one.column: one.get_internal_type() != "BinaryField" for one in fields}


def _copy(old: sqlite3.Connection, table: str, columns: dict[str, bool]) -> tuple[bool, int]:
    """Rows of one table, one by one; whether all could be read and kept, and how many were."""
    names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join(["%s"] * len(columns))
    into = f'INSERT OR REPLACE INTO "{table}" ({names}) VALUES ({marks})'  # noqa: S608 - our own tables
    kept, seen = 0, 0
    for row in _rows(old, table, names):
        seen += 1
        with contextlib.suppress(DatabaseError, UnicodeDecodeError), transaction.atomic():
            values = [_value(one, text) for one, text in zip(row, columns.values(), strict=True)]
            with connection.cursor() as cursor:
                cursor.execute(into, values)
            kept += 1
    return kept == seen == _count(old, table), kept


def _value(value: Any, text: bool) -> Any:
    return value.decode() if text and isinstance(value, bytes) else value


def _rows(old: sqlite3.Connection, table: str, names: str) -> Iterator[tuple[Any, ...]]:
    """Every row that can be read; a page that cannot be read ends the table."""
    with contextlib.suppress(*_UNREADABLE):
        yield from old.execute(f'SELECT {names} FROM "{table}"')  # noqa: S608 - our own tables


def _count(old: sqlite3.Connection, table: str) -> int:
    """How many rows the table says it has; -1 when it cannot say."""
    try:
        return int(old.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])  # noqa: S608 - our own tables
    except _UNREADABLE:
        return -1
