# SPDX-License-Identifier: EUPL-1.2
"""What a node has in tables only (accounts, roles and whatever an app keeps there) as one SQLite file in a backup, from
either database and back into either. What is made from the files of the logs is left out, and so are sessions and
background work: who was signed in signs in again, and work that waited is asked for again. The processing log stays in
it: it must outlive what it tells of.

The file is for the administrator alone (0600): it holds password hashes. Beside it stands its SHA-256, as
`sha256sum -c` reads it.
"""

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.management.sql import emit_post_migrate_signal
from django.db import DatabaseError, connections, transaction
from django_tasks_db.models import DBTaskResult

from stelsel.kernel.problem import Broken, Finding, bad_input
from stelsel.kernel.text import Text
from stelsel.node import sqlite, tables
from stelsel.node.models import Job, LastRun, Log, Queued, Revision

FILE = "tables.sqlite3"
SUM = f"{FILE}.sha256"
_OUT = (Log, Revision, Queued, Session, DBTaskResult, Job, LastRun)
_BY_DJANGO = (ContentType, Permission)
"""Rows that every new database has."""
_THERE = "backup"


def kept() -> list[tables.Model]:
    """The tables of a backup, in order."""
    return [model for model in tables.in_order() if model not in _OUT]


def backup_tables(folder: Path) -> int:
    """Write the file anew and prove it against the tables, in one snapshot; how many rows. Broken when it differs."""
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f"{FILE}.new"
    fresh.unlink(missing_ok=True)
    os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with tables.connected(_THERE, sqlite.database(fresh)), tables.reading():
        tables.make(_THERE)
        rows = _copy("default", _THERE)
    _sync(fresh)
    fresh.replace(folder / FILE)
    (folder / SUM).write_text(f"{_sha256(folder / FILE)}  {FILE}\n")
    _sync(folder / SUM)
    _sync(folder)
    return rows


def restore_tables(folder: Path) -> int | None:
    """Take the rows of a backup over, of this version or an older one, and prove them; how many. None when the backup
    has no such file. Broken when it is damaged, BadInput when this node has rows of its own; then nothing changed."""
    if not check_tables(folder):
        return None
    with tempfile.TemporaryDirectory() as place:
        copied = Path(place) / FILE
        shutil.copyfile(folder / FILE, copied)
        try:
            with tables.connected(_THERE, sqlite.database(copied)):
                tables.make(_THERE)
                rows = _copy(_THERE, "default")
        except DatabaseError as error:
            raise _damaged(folder) from error
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    return rows


def check_tables(folder: Path) -> bool:
    """Whether there are rows to take over; it changes nothing. Broken and BadInput as `restore_tables` raises them."""
    if not (folder / FILE).exists():
        return False
    if not (folder / SUM).exists() or (folder / SUM).read_text().split()[:1] != [_sha256(folder / FILE)]:
        raise _damaged(folder)
    own = [model for model in kept() if model not in _BY_DJANGO and tables.count(model, "default")]
    if own:
        raise _own(own[0]._meta.db_table)
    return True


def _copy(source: str, target: str) -> int:
    """The rows of one database to another, in one transaction that is undone when they are not equal there."""
    models, rows = kept(), 0
    with connections[target].constraint_checks_disabled(), transaction.atomic(target, durable=True):
        tables.clear(models, target)
        for model in models:
            found = tables.copy(model, source, target)
            if tables.content(model, target) != found:
                raise Broken(_differs(model._meta.db_table))
            rows += found.rows
        tables.reset_sequences(models, target)
        connections[target].check_constraints()
    return rows


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _differs(table: str) -> Finding:
    return Finding(
        "copy-differs",
        table,
        Text(nl="De kopie is niet gelijk aan het origineel.", en="The copy is not equal to the original."),
        Text(nl="Controleer de schijf en probeer het opnieuw.", en="Check the disk and try again."),
    )


def _damaged(folder: Path) -> Broken:
    return Broken(
        Finding(
            "backup-damaged",
            str(folder / FILE),
            Text(nl="Dit bestand is beschadigd of veranderd.", en="This file is damaged or was changed."),
            Text(nl="Gebruik een andere reservekopie.", en="Use another backup."),
        )
    )


def _own(table: str) -> Exception:
    return bad_input(
        "tables-not-empty",
        table,
        Text(nl="Deze node heeft al accounts of andere gegevens.", en="This node has accounts or other data already."),
        Text(
            nl="Zet de kopie terug in een nieuwe node (stelsel init --no-example in een lege map en database).",
            en="Restore into a new node (stelsel init --no-example in an empty folder and database).",
        ),
    )
