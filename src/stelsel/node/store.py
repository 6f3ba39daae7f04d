# SPDX-License-Identifier: EUPL-1.2
"""Logs in SQL: SQLite (WAL, synchronous FULL) or PostgreSQL through the same models."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, transaction

from stelsel.kernel.entry import Envelope
from stelsel.node.models import Leaf, Log, Tile
from stelsel.register.log import Latest, LogName, Stored

_MANY = 400
_PAGE = 5_000


class SqlLogs:
    """The logs of this node. Implements `register.log.LogStore` and `book.library.Logs`."""

    def add(self, log: LogName) -> None:
        """Make a log when it is not there yet."""
        Log.objects.get_or_create(
            origin=log.origin,
            defaults={"publisher": log.publisher, "audience": log.audience, "organisation": log.organisation},
        )

    def sizes(self) -> dict[LogName, int]:
        """Every log with its committed size."""
        rows = Log.objects.values_list("origin", "publisher", "audience", "organisation", "size")
        return {LogName(origin, publisher, audience, org): size for origin, publisher, audience, org, size in rows}

    def named(self, publisher: str, audience: str) -> LogName | None:
        """A publisher's log for an audience."""
        for log in self.sizes():
            if log.publisher == publisher and log.audience == audience:
                return log
        return None

    @contextmanager
    def committing(self, origin: str) -> Iterator[None]:
        """`writing` as the outermost transaction: what it acknowledges cannot be undone by a caller's own transaction.
        RuntimeError inside one."""
        with transaction.atomic(durable=True), self.writing(origin):
            yield

    @contextmanager
    def writing(self, origin: str) -> Iterator[None]:
        """Exclusive per publisher; durable when it ends. SQLite begins IMMEDIATE, other databases lock the rows."""
        with transaction.atomic(durable=not connection.in_atomic_block):
            ours = Log.objects.filter(origin=origin).values("publisher")
            list(Log.objects.select_for_update().filter(publisher__in=ours).order_by("id").values_list("id"))
            yield

    def note(self, origin: str) -> str | None:
        """The newest signed checkpoint; None for a log without entries."""
        found = Log.objects.filter(origin=origin).values_list("note", flat=True).first()
        return found or None

    def tile(self, origin: str, level: int, number: int) -> bytes:
        """The widest stored version of a tile; empty when there is none."""
        found = Tile.objects.filter(log_id=self._id(origin), level=level, number=number)
        return bytes(found.values_list("hashes", flat=True).first() or b"")

    def stored(self, origin: str, start: int, end: int) -> Iterable[Stored]:
        """Leaves [start, end) in order, read in pages."""
        log = self._id(origin)
        for first in range(start, end, _PAGE):
            rows = Leaf.objects.filter(log_id=log, index__gte=first, index__lt=min(first + _PAGE, end))
            for index, leaf, salt, payload in rows.order_by("index").values_list("index", "leaf", "salt", "payload"):
                yield Stored(index, bytes(leaf), bytes(salt), bytes(payload))

    def latest(self, origin: str, ids: Sequence[str]) -> dict[str, Latest]:
        """The newest revision of each of these addresses that the log knows."""
        log, found = self._id(origin), {}
        for first in range(0, len(ids), _MANY):
            rows = Leaf.objects.filter(log_id=log, entry__in=ids[first : first + _MANY]).order_by("index")
            for entry, index, rev, op in rows.values_list("entry", "index", "rev", "op"):
                found[entry] = Latest(index, rev, op)
        return found

    def elsewhere(self, log: LogName, ids: Sequence[str]) -> dict[str, str]:
        """Which of these addresses stand in another log of the same publisher, and for which audience."""
        found: dict[str, str] = {}
        for first in range(0, len(ids), _MANY):
            rows = Leaf.objects.filter(entry__in=ids[first : first + _MANY], log__publisher=log.publisher)
            found |= dict(rows.exclude(log__origin=log.origin).values_list("entry", "log__audience"))
        return found

    def write(
        self, origin: str, rows: Sequence[tuple[Envelope, Stored]], tiles: dict[tuple[int, int], bytes], note: str
    ) -> None:
        """Leaves, changed tiles and the new checkpoint; inside `writing`."""
        log = self._id(origin)
        Leaf.objects.bulk_create(
            [
                Leaf(
                    log_id=log,
                    index=stored.index,
                    entry=envelope.id,
                    rev=envelope.rev,
                    op=envelope.op,
                    leaf=stored.leaf,
                    salt=stored.salt,
                    payload=stored.payload,
                )
                for envelope, stored in rows
            ],
            batch_size=1000,
        )
        for (level, number), hashes in tiles.items():
            Tile.objects.update_or_create(log_id=log, level=level, number=number, defaults={"hashes": hashes})
        Log.objects.filter(id=log).update(size=rows[-1][1].index + 1, note=note)

    def _id(self, origin: str) -> int:
        return Log.objects.values_list("id", flat=True).get(origin=origin)
