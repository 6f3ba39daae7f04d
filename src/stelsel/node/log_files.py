# SPDX-License-Identifier: EUPL-1.2
"""Writes the files of a log. Everything below a checkpoint is on disk before the checkpoint gets its name."""

import json
from collections.abc import Sequence
from pathlib import Path

from stelsel.node.disk import Disk
from stelsel.register.bundles import entry_bundle, payload_bundle, without
from stelsel.register.folder import LogFolder, payload_path
from stelsel.register.records import LogName, Stored
from stelsel.register.tiles import HASH, WIDTH, tile_path

Tiles = dict[tuple[int, int], bytes]


class LogFiles:
    """The folder of one log, written."""

    def __init__(self, path: Path, disk: Disk) -> None:
        self.path = path
        self.folder = LogFolder(path)
        self._disk = disk
        self._folders: set[Path] = set()
        """Folders with names that are not synced yet."""

    def describe(self, log: LogName) -> None:
        """Leave the name of the log beside it, so that its files say whose they are."""
        path = self.path / "log.json"
        if not path.exists():
            about = {"origin": log.origin, "publisher": log.publisher, "audience": log.audience}
            self._put({"log.json": json.dumps({**about, "organisation": log.organisation}).encode()})

    def seal(self, start: int, rows: Sequence[Stored], tiles: Tiles, note: str) -> None:
        """Write leaves from `start` on, which is the size of the checkpoint that stands there, and move the checkpoint.
        OSError leaves the log at its old checkpoint, and may be tried again."""
        assert rows[0].index == start, "leaves follow the files"
        files = {_tile(level, number, content): content for (level, number), content in tiles.items()}
        size = start + len(rows)
        for number in range(start // WIDTH, -(-size // WIDTH)):
            files |= self._bundle(number, start, rows)
        self._put(files)
        self._put({"checkpoint": note.encode()})
        self._clear(start, size)

    def copy_bundle(self, size: int, entries: bytes, payloads: bytes) -> None:
        """Write the bundle that ends at `size` of a log that is being made from other files; `finish` makes it
        count."""
        number = (size - 1) // WIDTH
        width = size - number * WIDTH
        self._write({tile_path("entries", number, width): entries, payload_path(number, width): payloads})

    def finish(self, tiles: Tiles, note: str) -> None:
        """Write the tiles of a log whose bundles are copied, and its checkpoint."""
        self._put({_tile(level, number, content): content for (level, number), content in tiles.items()})
        self._put({"checkpoint": note.encode()})

    def _bundle(self, number: int, start: int, rows: Sequence[Stored]) -> dict[str, bytes]:
        first, last = max(number * WIDTH, start), min((number + 1) * WIDTH, start + len(rows))
        fresh, width = rows[first - start : last - start], last - number * WIDTH
        began = first > number * WIDTH
        leaves, contents = (self.folder.entries(number), self.folder.payloads(number)) if began else (b"", b"")
        return {
            tile_path("entries", number, width): leaves + entry_bundle(one.leaf for one in fresh),
            payload_path(number, width): contents + payload_bundle((one.salt, one.payload) for one in fresh),
        }

    def _clear(self, start: int, size: int) -> None:
        """Partial files go when the full one stands; of payloads only the widest stays, so that what is forgotten
        stands in one file."""
        number = start // WIDTH
        width = min(size - number * WIDTH, WIDTH)
        self._drop_partial(payload_path(number, 1), "" if width == WIDTH else str(width))
        level = 0
        while start >> (8 * level):
            number = start >> (8 * level + 8)
            if size >> (8 * level + 8) > number:
                self._drop_partial(tile_path(level, number, 1))
                if level == 0:
                    self._drop_partial(tile_path("entries", number, 1))
            level += 1

    def _drop_partial(self, one: str, but: str = "") -> None:
        """Drop the files beside this partial one, but for the one of this width."""
        folder = (self.path / one).parent
        if folder.is_dir():
            for old in folder.iterdir():
                if old.name != but:
                    self._disk.drop(old)
            if not but:
                folder.rmdir()

    def put_checkpoint(self, note: str) -> None:
        """Another signed note of the checkpoint that stands there."""
        self._put({"checkpoint": note.encode()})

    def keep_checkpoint(self) -> None:
        """Keep the checkpoint that stands there under its size."""
        note = self.folder.note()
        assert note is not None, "there is a checkpoint"
        self._put({f"checkpoints/{self.folder.head().size}": note.encode()})

    def forget(self, indexes: Sequence[int]) -> None:
        """Take salt and payload of these leaves out of their bundles."""
        size, files = self.folder.head().size, {}
        for number in {index // WIDTH for index in indexes if index < size}:
            gone = [index - number * WIDTH for index in indexes if index // WIDTH == number]
            width = min(size - number * WIDTH, WIDTH)
            path = payload_path(number, width)
            files[path] = without((self.path / path).read_bytes(), gone)
            self._drop_partial(payload_path(number, 1), "" if width == WIDTH else str(width))
        self._put(files)

    def _put(self, files: dict[str, bytes]) -> None:
        """Write files; they and their names are on disk on return."""
        self._write(files)
        self._disk.sync_folders(self._folders)
        self._folders = set()

    def _write(self, files: dict[str, bytes]) -> None:
        for name, content in files.items():
            self._folders |= self._disk.put(self.path / name, content)


def _tile(level: int, number: int, content: bytes) -> str:
    return tile_path(level, number, len(content) // HASH)
