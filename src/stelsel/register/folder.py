# SPDX-License-Identifier: EUPL-1.2
"""The files of one log in a folder that any web server can serve; read only, the folder is handed in.

    checkpoint                      the newest signed checkpoint; moves when all files below it are on disk
    tile/<L>/<N>[.p/<W>]            hashes (C2SP tlog-tiles v0.1.0)
    tile/entries/<N>[.p/<W>]        leaves
    payload/<N>[.p/<W>]             salts and payloads; changed only by an erasure
    checkpoints/<size>              signed checkpoints that are kept: the last one of each key
    log.json                        origin, publisher, audience, organisation

These files are the book. A file at its path never changes, but for `checkpoint`, and a payload bundle when it forgets.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from stelsel.kernel.problem import Broken, broken
from stelsel.register.bundles import read_entries, read_payloads
from stelsel.register.checkpoint import Checkpoint, head_of
from stelsel.register.records import Stored
from stelsel.register.tiles import WIDTH, number_path, tile_path
from stelsel.register.tree import EMPTY_ROOT

T = TypeVar("T")
_LOOKS = 5
"""A writer may replace a partial file by a wider one between two looks; so often a reader looks again."""


def payload_path(number: int, width: int = WIDTH) -> str:
    """payload/<N>[.p/<W>]."""
    return f"payload/{number_path(number)}" + (f".p/{width}" if width < WIDTH else "")


class LogFolder:
    """Reads one log from its files: at `size`, or at whatever checkpoint stands there when it is asked."""

    def __init__(self, path: Path, size: int | None = None) -> None:
        self.path = path
        self._size = size

    def raw(self, name: str) -> bytes | None:
        """The bytes of one file; None when it is not there."""
        try:
            return (self.path / name).read_bytes()
        except FileNotFoundError:
            return None

    def note(self) -> str | None:
        """The signed checkpoint; None for a log without entries."""
        raw = self.raw("checkpoint")
        return None if raw is None else raw.decode("utf-8", "replace")  # a byte that is no text fails to verify

    def about(self) -> dict[str, str] | None:
        """What `log.json` says: origin, publisher, audience, organisation. None when there is none that can be read."""
        try:
            found = json.loads(self.raw("log.json") or b"null")
        except ValueError:
            return None
        names = ("origin", "publisher", "audience", "organisation")
        if not isinstance(found, dict) or not all(isinstance(found.get(name), str) for name in names):
            return None
        return {name: found[name] for name in names}

    def head(self) -> Checkpoint:
        """The newest checkpoint, unverified; size 0 for a log without entries."""
        note = self.note()
        return Checkpoint("", 0, EMPTY_ROOT) if note is None else head_of(note)

    def size(self) -> int:
        """How many leaves there are."""
        return self.head().size if self._size is None else self._size

    def tile(self, level: int, number: int) -> bytes:
        """The widest version of a tile below the checkpoint; empty when there is none."""
        return self._widest(lambda width: tile_path(level, number, width), WIDTH**level, number)

    def entries(self, number: int) -> bytes:
        """The widest entry bundle of this number; empty when there is none."""
        return self._widest(lambda width: tile_path("entries", number, width), 1, number)

    def payloads(self, number: int) -> bytes:
        """The widest payload bundle of this number; empty when there is none."""
        return self._widest(lambda width: payload_path(number, width), 1, number)

    def stored(self, start: int, end: int) -> Iterator[Stored]:
        """Leaves [start, end) with what stands beside them, in order; stops where the files stop. Broken for a bundle
        that cannot be read."""
        end = min(end, self.size())
        for number in range(start // WIDTH, -(-end // WIDTH)):
            leaves = _named(tile_path("entries", number), read_entries, self.entries(number))
            contents = _named(payload_path(number), read_payloads, self.payloads(number))
            base = number * WIDTH
            for place in range(max(start - base, 0), min(end - base, len(leaves), len(contents))):
                yield Stored(base + place, leaves[place], *contents[place])

    def _widest(self, path: Callable[[int], str], step: int, number: int) -> bytes:
        for _ in range(_LOOKS):
            for width in (WIDTH, min(self.size() // step - number * WIDTH, WIDTH - 1)):
                if width > 0:
                    try:
                        return (self.path / path(width)).read_bytes()
                    except FileNotFoundError:
                        continue
        return b""


def _named(path: str, read: Callable[[bytes], list[T]], raw: bytes) -> list[T]:
    """What is in a bundle; a fault names its file."""
    try:
        return read(raw)
    except Broken as problem:
        one = problem.findings[0]
        raise broken(one.code, f"{path} {one.where}", one.what, one.cure) from problem
