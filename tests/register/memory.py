# SPDX-License-Identifier: EUPL-1.2
"""Logs in memory, the simplest store that can be right; and a publisher to append with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from stelsel.kernel.entry import Source
from stelsel.register.append import append
from stelsel.register.log import Latest, LogName, Receipt, Stored, Submission
from stelsel.register.note import Verifier
from stelsel.register.records import Row
from stelsel.register.signer import KeyPair, verifiers

AT = "2026-11-24T10:00:00Z"
DEMO = "https://identifier.overheid.nl/tooi/id/gemeente/gm9999"
PUBLIC = LogName("stelsel.example/demo/public", "demo", "public", DEMO)
KEYS = KeyPair(bytes(range(32)), bytes(range(32, 64)), lambda: 1_800_000_000)
SOURCE = Source("Bron", "2026-11-23", "https://example.org/bron")


class MemoryLogs:
    """Implements `register.records.LogStore` and `book.library.Logs`."""

    def __init__(self) -> None:
        self.logs: dict[str, LogName] = {}
        self.leaves: dict[str, list[Row]] = {}
        self.waiting: dict[str, list[Stored]] = {}
        self.tiles: dict[tuple[str, int, int], bytes] = {}
        self.notes: dict[str, str] = {}
        self.fail_at_commit = False

    def add(self, log: LogName) -> None:
        """Make a log."""
        self.logs.setdefault(log.origin, log)
        self.leaves.setdefault(log.origin, [])

    def sizes(self) -> dict[LogName, int]:
        """Every log with its size."""
        return {log: len(self.leaves[origin]) for origin, log in self.logs.items()}

    @contextmanager
    def writing(self, origin: str) -> Iterator[None]:
        """There is one thread."""
        yield

    def note(self, origin: str) -> str | None:
        """The newest checkpoint."""
        return self.notes.get(origin)

    def tile(self, origin: str, level: int, number: int) -> bytes:
        """The widest version."""
        return self.tiles.get((origin, level, number), b"")

    def stored(self, origin: str, start: int, end: int) -> Iterable[Stored]:
        """Leaves in order."""
        return [stored for _, stored in self.leaves[origin][start:end]]

    def latest(self, origin: str, ids: Sequence[str]) -> dict[str, Latest]:
        """The newest revisions of some."""
        return {entry: one for entry, one in self.newest(origin) if entry in ids}

    def newest(self, origin: str) -> Iterable[tuple[str, Latest]]:
        """The newest revisions of all."""
        found = {one.id: Latest(stored.index, one.rev, one.op) for one, stored in self.leaves[origin]}
        return found.items()

    def elsewhere(self, log: LogName, ids: Sequence[str]) -> dict[str, str]:
        """In memory every log stands by itself."""
        return {}

    def staged(self, origin: str) -> Sequence[Stored]:
        """What waits."""
        return self.waiting.get(origin, [])

    def stage(self, origin: str, rows: Sequence[Stored]) -> None:
        """Let leaves wait."""
        self.waiting[origin] = list(rows)

    def unstage(self, origin: str) -> None:
        """Drop what waits."""
        self.waiting.pop(origin, None)

    def commit(self, origin: str, rows: Sequence[Row], tiles: dict[tuple[int, int], bytes], note: str) -> None:
        """Add to the log; or fail before anything is added, when a test asks for it."""
        if self.fail_at_commit:
            raise OSError("disk full")
        assert [stored for _, stored in rows] == self.waiting.pop(origin)
        self.leaves[origin] += rows
        self.tiles |= {(origin, level, number): content for (level, number), content in tiles.items()}
        self.notes[origin] = note

    def forget(self, origin: str, indexes: Sequence[int]) -> None:
        """Erase contents."""
        for index in indexes:
            envelope, stored = self.leaves[origin][index]
            self.leaves[origin][index] = (envelope, Stored(index, stored.leaf, b"", b""))


def salts() -> Iterator[bytes]:
    """Salts that are all different and the same in every run."""
    number = 0
    while True:
        yield number.to_bytes(16, "big")
        number += 1


_SALTS = salts()


def salt(size: int) -> bytes:
    """The next salt."""
    return next(_SALTS)[:size]


def put(name: str, payload: bytes = b'{"titel":"x"}', **change: object) -> Submission:
    """A stated put of demo/thing/<name>, with changes."""
    fields: dict[str, object] = {
        "op": "put", "type": "thing/3", "id": f"demo/thing/{name}", "payload": payload, "org": DEMO
    }  # fmt: skip
    return Submission(**{**fields, **change})  # type: ignore[arg-type]


def publish(store: MemoryLogs, *submissions: Submission, log: LogName = PUBLIC, at: str = AT) -> list[Receipt]:
    """Append with the demo keys."""
    store.add(log)
    return append(store, log, KEYS, submissions, at, salt)


def known(origin: str = PUBLIC.origin, keys: KeyPair = KEYS) -> tuple[Verifier, Verifier]:
    """The verifiers of a log of this key pair."""
    return verifiers(origin, *keys.publics())
