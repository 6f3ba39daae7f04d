# SPDX-License-Identifier: EUPL-1.2
"""Moves the tables of a node to another database, SQLite or PostgreSQL, either way.

Tables, rows and proof are one transaction at the target: until it is committed the target is empty, also after kill -9.
Nothing is written at the source. Logs, keys and attachments are files and stay where they are.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connections, transaction

from stelsel.kernel.problem import Broken, Finding, bad_input
from stelsel.kernel.text import Text
from stelsel.node import sqlite, tables
from stelsel.node.fsck import check_node
from stelsel.node.in_use import alone
from stelsel.node.models import Log
from stelsel.node.node import Node
from stelsel.node.postgresql.address import SCHEMES, database, shown
from stelsel.node.signing import Connection

SQLITE = "sqlite"
"""The word for the SQLite file in the folder of the node."""
_TARGET = "target"
Progress = Callable[[str, int, int], None]
"""(table, rows done, rows in all tables)"""


@dataclass(frozen=True)
class Proof:
    """What stands at the target, equal to the source: each table with its content, each log with its size and how many
    of its leaves fsck proved from the files against the new index."""

    target: str
    tables: dict[str, tables.Content]
    logs: dict[str, int]


def move(
    home: Path,
    origin: str,
    signing: Connection,
    address: str,
    progress: Progress = lambda table, done, total: None,
) -> Proof:
    """Copy every table to the database at this address and prove the copy, with nobody else at work on the node.
    BadInput when the target is not empty or the source is not up to date, Unavailable while the node runs, Broken when
    the copy is not the same; then the target is as empty as it was."""
    with alone(home), _opened(home, address) as place:
        _check(place)
        try:
            found, logs = _copied(Node(home, origin, signing), progress)
        except DatabaseError as error:
            raise _refused(error, place) from error
        _recount(found, place)
    return Proof(place, {model._meta.db_table: one for model, one in found.items()}, logs)


@contextmanager
def _opened(home: Path, address: str) -> Iterator[str]:
    """The target as a second database; how it may be called."""
    if address.startswith(SCHEMES):
        with tables.connected(_TARGET, database(address, "URL")):
            yield shown(address)
    elif address == SQLITE:
        with _file(home / sqlite.FILE):
            yield str(home / sqlite.FILE)
    else:
        raise bad_input(
            "target",
            "URL",
            Text(nl="Dit is geen database die we kennen.", en="This is no database that we know."),
            Text(nl=f"Geef postgresql://... of {SQLITE}.", en=f"Give postgresql://... or {SQLITE}."),
        )


@contextmanager
def _file(path: Path) -> Iterator[None]:
    """A new file beside the place it will have; it gets its name when everything in it holds."""
    if path.exists():
        raise _not_empty(str(path))
    half = path.with_name(f"{path.name}.moving")
    for suffix in ("", "-wal", "-shm"):
        Path(f"{half}{suffix}").unlink(missing_ok=True)
    try:
        with tables.connected(_TARGET, sqlite.database(half)):
            yield
        for one in (half, half.parent):
            handle = os.open(one, os.O_RDONLY)
            os.fsync(handle)
            os.close(handle)
        half.rename(path)
    finally:
        for suffix in ("", "-wal", "-shm"):
            Path(f"{half}{suffix}").unlink(missing_ok=True)


def _check(place: str) -> None:
    if tables.pending("default"):
        raise bad_input(
            "source-behind",
            "STELSEL_DATABASE",
            Text(nl="De tabellen van deze node zijn verouderd.", en="The tables of this node are not up to date."),
            Text(nl="Geef eerst: stelsel init --no-example", en="First give: stelsel init --no-example"),
        )
    if connections[_TARGET].introspection.table_names():
        raise _not_empty(place)


def _not_empty(place: str) -> Exception:
    return bad_input(
        "target-not-empty",
        place,
        Text(nl="Deze database is niet leeg.", en="This database is not empty."),
        Text(
            nl="Maak een nieuwe (createdb), of zet het bestand opzij (mv), en geef de opdracht opnieuw.",
            en="Make a new one (createdb), or put the file aside (mv), and give the command again.",
        ),
    )


def _copied(node: Node, progress: Progress) -> tuple[dict[tables.Model, tables.Content], dict[str, int]]:
    """Make, copy and prove, in one transaction at the target."""
    models = tables.in_order()
    with tables.reading(), connections[_TARGET].constraint_checks_disabled(), transaction.atomic(_TARGET, durable=True):
        total = sum(tables.count(model, "default") for model in models)
        tables.make(_TARGET)
        tables.clear(models, _TARGET)
        found: dict[tables.Model, tables.Content] = {}
        for model in models:
            before = sum(one.rows for one in found.values())
            name = model._meta.db_table
            progress(name, before, total)
            found[model] = tables.copy(
                model, "default", _TARGET, lambda done, name=name, before=before: progress(name, before + done, total)
            )
        tables.reset_sequences(models, _TARGET)
        connections[_TARGET].check_constraints()
        return found, _proved(node, found)


def _proved(node: Node, found: dict[tables.Model, tables.Content]) -> dict[str, int]:
    """The target holds what was read at the source, and its index is that of the files. Broken otherwise."""
    wrong = [model._meta.db_table for model, one in found.items() if tables.content(model, _TARGET) != one]
    heads = {alias: dict(_heads(alias)) for alias in ("default", _TARGET)}
    wrong += [origin for origin, head in heads["default"].items() if heads[_TARGET].get(origin) != head]
    with tables.as_default(_TARGET):
        wrong += [one.log.origin for one in check_node(node) if not one.holds]
    if wrong:
        raise Broken(*(_differs(one) for one in wrong))
    return {origin: size for origin, (size, _) in heads[_TARGET].items()}


def _heads(alias: str) -> Iterator[tuple[str, tuple[int, str]]]:
    """Each log with its size and checkpoint."""
    for origin, size, note in Log.objects.using(alias).values_list("origin", "size", "note"):
        yield origin, (size, note)


def _recount(found: dict[tables.Model, tables.Content], place: str) -> None:
    """Look once more, over a new connection, at what is committed."""
    connections[_TARGET].close()
    short = [model for model, one in found.items() if tables.count(model, _TARGET) != one.rows]
    if short:
        raise Broken(*(_differs(f"{place} {model._meta.db_table}") for model in short))


def _differs(where: str) -> Finding:
    return Finding(
        "copy-differs",
        where,
        Text(nl="De kopie is niet gelijk aan het origineel.", en="The copy is not equal to the original."),
        Text(
            nl="Er is niets verplaatst. Controleer de node met: stelsel fsck",
            en="Nothing has been moved. Check the node with: stelsel fsck",
        ),
    )


def _refused(error: Any, place: str) -> Exception:
    """A database error as bad input where the rows themselves are what the target refuses."""
    from django.db import DataError, IntegrityError

    if not isinstance(error, DataError | IntegrityError | ValueError):
        return error
    said = str(error).partition("\n")[0]
    return bad_input(
        "rows-refused",
        place,
        Text(nl=f"De nieuwe database neemt een rij niet aan ({said}).", en=f"The new database refuses a row ({said})."),
        Text(
            nl="Er is niets verplaatst. Verbeter die rij bij de bron en geef de opdracht opnieuw.",
            en="Nothing has been moved. Mend that row at the source and give the command again.",
        ),
    )
