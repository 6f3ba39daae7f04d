# SPDX-License-Identifier: EUPL-1.2
"""Lets the database forget too: what was deleted from the queue leaves its files, at once.

SQLite overwrites what it deletes (secure_delete) and empties its write-ahead log. PostgreSQL keeps a deleted row until
it is vacuumed, and its bytes after that; so the few rows that still wait are put aside and the table is truncated,
which gives it new files and empties the old ones. What PostgreSQL wrote in its own write-ahead log stays there, and in
copies of that log, until they are recycled: that is for whoever runs the server (docs/manual).
"""

from django.db import connection, transaction

from stelsel.node.models import Queued

_TABLE = Queued._meta.db_table
_RENEW = (
    "SET LOCAL lock_timeout = '10s'",
    f"LOCK TABLE {_TABLE} IN ACCESS EXCLUSIVE MODE",
    f"CREATE TEMPORARY TABLE waiting ON COMMIT DROP AS SELECT * FROM {_TABLE}",  # noqa: S608 - our own table
    f"TRUNCATE {_TABLE}",
    f"INSERT INTO {_TABLE} SELECT * FROM waiting",  # noqa: S608 - our own table
)


def scrub() -> None:
    """Remove the bytes of deleted rows. OperationalError when others hold the table too long. Inside a transaction
    there is nothing to do yet: its deletions are not final."""
    if connection.in_atomic_block:
        return
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        for statement in _RENEW:
            cursor.execute(statement)
