# SPDX-License-Identifier: EUPL-1.2
"""The logs of this node: files that are the book, and in SQL an index of them and a queue of what becomes a file.

SQLite (WAL, synchronous FULL) or PostgreSQL through the same models. What is staged or committed is durable in SQL;
committing then writes the files. When that fails, what was committed is still there, and the next writer must finish it
before anything else is signed.
"""

import functools
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import structlog
from django.db import connection, models, transaction

from stelsel.node.audit_publishing import record
from stelsel.node.disk import Disk
from stelsel.node.log_files import LogFiles
from stelsel.node.models import Log, Queued, Revision
from stelsel.node.scrub import scrub
from stelsel.register._refusals import wrong
from stelsel.register.checkpoint import head_of
from stelsel.register.records import Latest, LogName, Row, Stored
from stelsel.register.tiles import extend, root_from_tiles
from stelsel.register.tree import leaf_hash

_MANY = 400
_INDEX = 'INSERT INTO node_revision (log_id, "index", entry, rev, op) VALUES (%s, %s, %s, %s, %s)'
_QUEUE = 'INSERT INTO node_queued (log_id, "index", leaf, salt, payload) VALUES (%s, %s, %s, %s, %s)'
IndexRow = tuple[int, int, str, int, str]
"""Number of the log, index, address, revision, operation."""
say = structlog.get_logger("stelsel.register")


class StoredLogs:
    """Implements `register.records.LogStore` and `book.library.Logs` for logs below `folder`."""

    def __init__(self, folder: Path, disk: Disk | None = None) -> None:
        self.folder = folder
        self._disk = disk or Disk()
        self._named: dict[tuple[str, str], LogName] = {}

    def add(self, log: LogName) -> None:
        """Make a log when it is not there yet."""
        defaults = {"publisher": log.publisher, "audience": log.audience, "organisation": log.organisation}
        Log.objects.get_or_create(origin=log.origin, defaults=defaults)
        self.files(log.origin).describe(log)

    def sizes(self) -> dict[LogName, int]:
        """Every log with its committed size."""
        rows = Log.objects.values_list("origin", "publisher", "audience", "organisation", "size")
        return {LogName(origin, publisher, audience, org): size for origin, publisher, audience, org, size in rows}

    def named(self, publisher: str, audience: str) -> LogName | None:
        """A publisher's log for an audience. A log never changes its name, so what was found is remembered."""
        if (publisher, audience) not in self._named:
            self._named |= {(log.publisher, log.audience): log for log in self.sizes()}
        return self._named.get((publisher, audience))

    def forget_names(self) -> None:
        """Look names and numbers of logs up again: the tables were made anew."""
        self._named.clear()
        self._id.cache_clear()

    @contextmanager
    def writing(self, origin: str) -> Iterator[None]:
        """One writer per publisher, over threads and processes; what was committed is in the files when it begins.
        OSError when it cannot be written there."""
        with self.held(origin):
            self.seal(origin)
            yield
            self._seal_when_possible(origin)

    def held(self, origin: str) -> AbstractContextManager[None]:
        """Nobody else changes a log of this publisher meanwhile."""
        return self._disk.locked(self.files(origin).path.parent / "writing")

    def note(self, origin: str) -> str | None:
        """The newest signed checkpoint; None for a log without entries."""
        found = Log.objects.filter(origin=origin).values_list("note", flat=True).first()
        return found or None

    def tile(self, origin: str, level: int, number: int) -> bytes:
        """The widest version of a tile; empty when there is none."""
        folder = self.files(origin).folder
        waiting = self._waiting(origin, folder.size())
        if waiting:  # committed and not in the files yet
            fresh = extend(waiting[0].index, [leaf_hash(one.leaf) for one in waiting], folder.tile)
            if (level, number) in fresh:
                return fresh[level, number]
        return folder.tile(level, number)

    def stored(self, origin: str, start: int, end: int) -> Iterable[Stored]:
        """Leaves [start, end) in order: from the files, and what is not there yet from the queue."""
        at = start
        for one in self.files(origin).folder.stored(start, end):
            yield one
            at = one.index + 1
        if at < end:
            rows = self._queue(origin).filter(index__gte=at, index__lt=min(end, self._size(origin)))
            yield from (_stored(row) for row in rows)

    def latest(self, origin: str, ids: Sequence[str]) -> dict[str, Latest]:
        """The newest revision of each of these addresses that the log knows."""
        log, found = self._id(origin), {}
        for first in range(0, len(ids), _MANY):
            rows = Revision.objects.filter(log_id=log, entry__in=ids[first : first + _MANY]).order_by("index")
            for entry, index, rev, op in rows.values_list("entry", "index", "rev", "op"):
                found[entry] = Latest(index, rev, op)
        return found

    def newest(self, origin: str) -> Iterable[tuple[str, Latest]]:
        """The newest revision of every address in the log."""
        rows = Revision.objects.filter(log_id=self._id(origin)).order_by("index")
        found = {entry: (index, rev, op) for entry, index, rev, op in rows.values_list("entry", "index", "rev", "op")}
        return ((entry, Latest(*one)) for entry, one in found.items())

    def elsewhere(self, log: LogName, ids: Sequence[str]) -> dict[str, str]:
        """Which of these addresses stand in another log of the same publisher, and for which audience."""
        found: dict[str, str] = {}
        for first in range(0, len(ids), _MANY):
            rows = Revision.objects.filter(entry__in=ids[first : first + _MANY], log__publisher=log.publisher)
            found |= dict(rows.exclude(log__origin=log.origin).values_list("entry", "log__audience"))
        return found

    def staged(self, origin: str) -> list[Stored]:
        """Leaves beyond the size of the log."""
        return [_stored(row) for row in self._queue(origin).filter(index__gte=self._size(origin))]

    def stage(self, origin: str, rows: Sequence[Stored]) -> None:
        """Queue leaves; durable on return. What stands in the files already leaves the queue."""
        log = self._id(origin)
        with transaction.atomic(durable=True):
            Queued.objects.filter(log_id=log, index__lt=self.files(origin).folder.head().size).delete()
            _insert(_QUEUE, ((log, row.index, row.leaf, row.salt, row.payload) for row in rows))

    def unstage(self, origin: str) -> None:
        """Drop the leaves beyond the size of the log."""
        self._queue(origin).filter(index__gte=self._size(origin)).delete()

    def commit(self, origin: str, rows: Sequence[Row], tiles: dict[tuple[int, int], bytes], note: str) -> None:
        """Index the leaves, move the size and record who did it, durably. The files follow when the writing ends."""
        log = self._id(origin)
        with transaction.atomic(durable=True):
            insert_index([(log, at.index, one.id, one.rev, one.op) for one, at in rows])
            Log.objects.filter(id=log).update(size=rows[-1][1].index + 1, note=note)
            record(origin, [(one, at.index) for one, at in rows])

    def _seal_when_possible(self, origin: str) -> None:
        """Write the files; when the disk refuses, what was committed waits in the queue and the next writer must."""
        try:
            self.seal(origin)
        except OSError as error:
            say.error("log-files-behind", origin=origin, error=str(error))

    def seal(self, origin: str) -> None:
        """Write what was committed and does not stand in the files yet, inside `writing`. Broken when what waits does
        not carry the signed root; then the files stay what they are."""
        files = self.files(origin)
        start = files.folder.head().size
        waiting = self._waiting(origin, start)
        if waiting and waiting[0].index != start:
            raise wrong("files-lost", origin)
        if waiting:
            tiles = extend(start, [leaf_hash(one.leaf) for one in waiting], files.folder.tile)
            note = self.note(origin) or ""
            self._check_waiting(origin, tiles, note)
            files.seal(start, waiting, tiles, note)

    def _check_waiting(self, origin: str, tiles: dict[tuple[int, int], bytes], note: str) -> None:
        folder, signed = self.files(origin).folder, head_of(note)

        def read(level: int, number: int) -> bytes:
            return tiles.get((level, number)) or folder.tile(level, number)

        if root_from_tiles(signed.size, read) != signed.root:
            raise wrong("queue", origin)

    def forget(self, origin: str, indexes: Sequence[int]) -> None:
        """Erase salt and payload of leaves that stand in the files, in what the queue still holds and then there: where
        the database cannot forget now, the files show that the erasure is not done yet."""
        self.seal(origin)
        self._queue(origin).filter(index__lt=self._size(origin)).delete()
        scrub()
        self.files(origin).forget(indexes)

    def keep_checkpoint(self, origin: str) -> None:
        """Keep the newest checkpoint under its size, for whoever knows only the key that signed it."""
        self.files(origin).keep_checkpoint()

    def sign_again(self, origin: str, note: str) -> None:
        """Put another signed note of the same checkpoint in the place of the newest."""
        with transaction.atomic(durable=True):
            Log.objects.filter(origin=origin).update(note=note)
        self.files(origin).put_checkpoint(note)

    def _waiting(self, origin: str, start: int) -> list[Stored]:
        size = self._size(origin)
        rows = self._queue(origin).filter(index__gte=start, index__lt=size) if start < size else ()
        return [_stored(row) for row in rows]

    def _queue(self, origin: str) -> models.QuerySet[Queued]:
        return Queued.objects.filter(log__origin=origin).order_by("index")

    def _size(self, origin: str) -> int:
        size: int = Log.objects.values_list("size", flat=True).get(origin=origin)
        return size

    @functools.cache  # noqa: B019
    def _id(self, origin: str) -> int:
        found: int = Log.objects.values_list("id", flat=True).get(origin=origin)
        return found

    @functools.cache  # noqa: B019
    def files(self, origin: str) -> LogFiles:
        """The files of a log: below the last two parts of its origin."""
        publisher, audience = origin.rsplit("/", 2)[1:]
        return LogFiles(self.folder / publisher / audience, self._disk)


def insert_index(rows: Sequence[IndexRow]) -> None:
    """Index revisions; inside a transaction."""
    _insert(_INDEX, rows)


def _insert(statement: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Many rows in one go: making a model of each costs ten times as much as writing it."""
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(rows))


def _stored(row: Queued) -> Stored:
    return Stored(row.index, bytes(row.leaf), bytes(row.salt), bytes(row.payload))
