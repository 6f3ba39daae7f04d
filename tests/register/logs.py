# SPDX-License-Identifier: EUPL-1.2
"""Logs in files, made without a database: what a publisher with every operation leaves behind."""

from __future__ import annotations

import random
from pathlib import Path

from stelsel.node.disk import Disk
from stelsel.node.log_files import LogFiles
from stelsel.register.append import append, append_state
from stelsel.register.folder import LogFolder
from stelsel.register.log import LogName, Stored, Submission
from stelsel.register.records import Row
from tests.register.memory import DEMO, KEYS, PUBLIC, MemoryLogs, put, salt


class NoSync(Disk):
    """A disk that forgets nothing: tests that make many files need not wait for it."""

    def sync(self, handle: int) -> None:
        """Nothing."""


class FileLogs(MemoryLogs):
    """Logs in memory that leave their files in a folder too."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.files = LogFiles(folder, NoSync())

    def add(self, log: LogName) -> None:
        """Make a log."""
        super().add(log)
        self.files.describe(log)

    def commit(self, origin: str, rows: list[Row], tiles: dict[tuple[int, int], bytes], note: str) -> None:
        """Add to the log and write the files."""
        super().commit(origin, rows, tiles, note)  # type: ignore[arg-type]
        self.files.seal(rows[0][1].index, [stored for _, stored in rows], tiles, note)

    def forget(self, origin: str, indexes: list[int]) -> None:
        """Erase in both."""
        super().forget(origin, indexes)
        self.files.forget(indexes)


def make(folder: Path, size: int, seed: int = 1) -> FileLogs:
    """A log of about `size` leaves: puts, corrections, withdrawals, erasures and a state entry, in groups."""
    dice, store, present = random.Random(seed), FileLogs(folder), set[str]()
    store.add(PUBLIC)
    hour = 0
    while len(store.leaves[PUBLIC.origin]) < size:
        at = f"2026-11-24T{hour // 60 % 24:02d}:{hour % 60:02d}:00Z"
        hour += 1
        append(store, PUBLIC, KEYS, list(_group(dice, present, dice.choice([1, 3, 40, 120]))), at, salt)
    append_state(store, PUBLIC, KEYS, "2026-11-26T00:00:00Z", salt)
    return store


def _group(dice: random.Random, present: set[str], most: int) -> list[Submission]:
    group = []
    for name in {f"n{dice.randrange(400)}" for _ in range(most)}:
        body = f'{{"titel":"{dice.random()}","nummer":{dice.randrange(9)}}}'.encode()
        if name not in present:
            group.append(put(name, body))
            present.add(name)
        elif dice.random() < 0.7:
            group.append(put(name, body, op="correct", why="Beter."))
        else:
            group.append(put(name, b"{}", op=dice.choice(["withdraw", "erase"]), why="Weg."))
            present.remove(name)
    return group


__all__ = ["DEMO", "FileLogs", "LogFolder", "NoSync", "Stored", "make"]
