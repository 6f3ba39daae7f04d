# SPDX-License-Identifier: EUPL-1.2
"""Where the signer keeps what it signed last: STELSEL_HOME/signer/ledger.sqlite3, one small file of its own.

NEVER PUT THIS FILE IN A BACKUP, and never restore it: an old ledger lets the signer contradict itself. When the node is
restored, leave the ledger that is there; when that is lost too, first bring every log to its newest checkpoint.

A record is on disk before its signature leaves the process. After any error while keeping one, nobody knows what the
disk holds: this object then keeps nothing more until the process starts again.
"""

import fcntl
import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from stelsel.node.signing.troubles import away, wrong
from stelsel.register.ledger import Signed

_T = TypeVar("_T")
_TABLE = """CREATE TABLE IF NOT EXISTS origin (
    name TEXT PRIMARY KEY, publisher TEXT NOT NULL, active INTEGER NOT NULL,
    size INTEGER, root BLOB, generation INTEGER, turn INTEGER NOT NULL
) WITHOUT ROWID"""


@dataclass(frozen=True)
class Record:
    """What the ledger knows of an origin: its publisher, the generation that signs, the last checkpoint (None when
    nothing is signed), and how often it was written."""

    origin: str
    publisher: str
    active: int
    last: Signed | None
    turn: int


class Ledger:
    """The open ledger; the only one in the world for this file. `factory` makes the connection (tests break it)."""

    def __init__(self, folder: Path, factory: type[sqlite3.Connection] = sqlite3.Connection) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.path = folder / "ledger.sqlite3"
        self.stopped = ""
        self._lock = _only_one(folder / "lock")
        try:
            self._database = _open(self.path, factory)
        except BaseException as error:
            os.close(self._lock)
            if isinstance(error, sqlite3.Error | OSError):
                raise wrong("ledger-file", str(self.path), error) from error
            raise
        self._inode = self.path.stat().st_ino

    def record(self, origin: str) -> Record | None:
        """What is known of an origin; None for one never seen."""
        rows = self._careful(lambda: self._database.execute(f"{_SELECT} WHERE name = ?", (origin,)).fetchall())
        return _record(rows[0]) if rows else None

    def records(self, publisher: str | None = None) -> list[Record]:
        """Every origin (of a publisher), sorted."""
        which, values = ("", ()) if publisher is None else (" WHERE publisher = ?", (publisher,))
        rows = self._careful(lambda: self._database.execute(f"{_SELECT}{which} ORDER BY name", values).fetchall())
        return [_record(row) for row in rows]

    def keep(self, old: Record | None, new: Record) -> None:
        """Compare and swap, on disk when it returns. Every write changes a counter, so that also the same checkpoint,
        signed again, is really written."""
        self.check()
        self._careful(lambda: self._swap(old, new))

    def check(self) -> None:
        """Broken when an earlier record could not be kept."""
        if self.stopped:
            raise wrong("signer-stopped", str(self.path), self.stopped)

    def close(self) -> None:
        """Let another process open it."""
        self._database.close()
        os.close(self._lock)

    def _swap(self, old: Record | None, new: Record) -> None:
        if self.path.stat().st_ino != self._inode:
            raise OSError("the ledger was replaced while in use")
        last = new.last
        values = (
            *(new.publisher, new.active),
            *((last.size, last.root, last.generation) if last else (None, None, None)),
        )
        with self._database:
            if old is None:
                done = self._database.execute("INSERT INTO origin VALUES (?, ?, ?, ?, ?, ?, 1)", (new.origin, *values))
            else:
                done = self._database.execute(
                    "UPDATE origin SET publisher = ?, active = ?, size = ?, root = ?, generation = ?, turn = turn + 1"
                    " WHERE name = ? AND turn = ?",
                    (*values, old.origin, old.turn),
                )
            if done.rowcount != 1:
                raise sqlite3.IntegrityError("somebody else wrote in the ledger")

    def _careful(self, work: Callable[[], _T]) -> _T:
        try:
            return work()
        except BaseException as error:
            self.stopped = str(error) or type(error).__name__
            raise wrong("signer-stopped", str(self.path), self.stopped) from error


_SELECT = "SELECT name, publisher, active, size, root, generation, turn FROM origin"


def _record(row: tuple[str, str, int, int | None, bytes | None, int | None, int]) -> Record:
    origin, publisher, active, size, root, generation, turn = row
    signed = None
    if size is not None and root is not None and generation is not None:
        signed = Signed(origin, size, bytes(root), generation)
    return Record(origin, publisher, active, signed, turn)


def _only_one(path: Path) -> int:
    """An exclusive lock that lives as long as this process; Unavailable when another holds it."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        raise away("signer-second", str(path.parent)) from error
    return handle


def _open(path: Path, factory: type[sqlite3.Connection]) -> sqlite3.Connection:
    """The database, 0600, whose commits are on disk. (A journal that persists ends a commit by a synced header; one
    that is deleted costs a sync of the folder more.)"""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    if path.stat().st_mode & 0o077:
        raise wrong("private-file", str(path))
    database = sqlite3.connect(path, factory=factory, check_same_thread=False, timeout=5)
    database.execute("PRAGMA journal_mode = PERSIST")
    database.execute("PRAGMA synchronous = EXTRA")
    found = database.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise sqlite3.DatabaseError(found)
    with database:
        database.execute(_TABLE)
    for folder in (path.parent, path.parent.parent):
        handle = os.open(folder, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)
    return database
