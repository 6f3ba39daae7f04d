# SPDX-License-Identifier: EUPL-1.2
"""The bytes of attachments: one file for each hash, publisher and audience, below the folder of the node.

    attachments/<publisher>/<audience>/<first two hex>/<sha256 in hex>
    attachments/.incoming/<random>                  an upload that is under way, or that a crash left behind

A file gets its name when it is whole and on disk, and only then its entry is published: what a crash leaves is a file
without an entry, never an entry without a file. Nothing here holds a whole file in memory.
"""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import BinaryIO

from stelsel.kernel.problem import BadInput, bad_input, broken
from stelsel.kernel.text import Text, number
from stelsel.node.disk import Disk

CHUNK = 1 << 16
"""Bytes that are read or written at once."""
INCOMING = ".incoming"
WORDS: dict[str, tuple[Text, Text]] = {
    "attachment-hash": (
        Text(nl="De inhoud van dit bestand is niet wat er is ondertekend.", en="This file is not what was signed."),
        Text(nl="Zet het bestand terug uit een kopie.", en="Restore the file from a copy."),
    ),
    "attachment-missing": (
        Text(nl="Het bestand van deze bijlage ontbreekt.", en="The file of this attachment is missing."),
        Text(nl="Zet het bestand terug uit een kopie.", en="Restore the file from a copy."),
    ),
    "attachment-orphan": (
        Text(nl="Geen vermelding noemt dit bestand.", en="No entry names this file."),
        Text(nl="Ruim het op met: stelsel retention --erase", en="Clear it with: stelsel retention --erase"),
    ),
}
"""What can be wrong with a file, and what to do."""


class Incoming:
    """A file that is coming in: written on the way, hashed on the way. It goes unless it is kept."""

    def __init__(self, path: Path, disk: Disk, most: int) -> None:
        self.path = path
        self.size = 0
        self._disk = disk
        self._most = most
        self._hash = hashlib.sha256()
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file: BinaryIO = path.open("xb", buffering=0)

    def add(self, chunk: bytes) -> None:
        """The next bytes. BadInput when the file grows too large, OSError when the disk does not take them; then
        nothing of it stays."""
        self.size += len(chunk)
        try:
            if self.size > self._most:
                raise too_large(self._most)
            self._disk.write(self._file.fileno(), chunk)
        except (BadInput, OSError):
            self.drop()
            raise
        self._hash.update(chunk)

    @property
    def sha256(self) -> str:
        """The hash of what came in, in hex."""
        return self._hash.hexdigest()

    def finish(self) -> None:
        """All bytes are there and on disk. BadInput for a file without any."""
        if not self.size:
            self.drop()
            raise bad_input(
                "empty-file",
                "bestand",
                Text(nl="Dit bestand is leeg.", en="This file is empty."),
                Text(nl="Kies een bestand met inhoud.", en="Choose a file with content."),
            )
        try:
            self._disk.sync(self._file.fileno())
        except OSError:
            self.drop()
            raise
        self._file.close()

    def drop(self) -> None:
        """Nothing stays of a file that was not kept."""
        self._file.close()
        self._disk.drop(self.path)


def too_large(most: int) -> BadInput:
    """BadInput for a file over the limit, which is in bytes."""
    said = {"nl": number(most // 1_000_000, "nl"), "en": number(most // 1_000_000, "en")}
    return bad_input(
        "file-too-large",
        "bestand",
        Text(nl=f"Dit bestand is groter dan {said['nl']} MB.", en=f"This file is larger than {said['en']} MB."),
        Text(nl="Kies een kleiner bestand of deel het op.", en="Choose a smaller file, or split it."),
    )


class Attachments:
    """The files below `folder`; none may be larger than `most` bytes."""

    def __init__(self, folder: Path, most: int, disk: Disk | None = None) -> None:
        self.folder = folder
        self.most = most
        self._disk = disk or Disk()

    def place(self, publisher: str, audience: str, sha256: str) -> Path:
        """Where the file with this hash stands, or would."""
        return self.folder / publisher / audience / sha256[:2] / sha256

    def name(self, path: Path) -> str:
        """How a file is named to people: from the folder of the node on."""
        return str(path.relative_to(self.folder.parent))

    def locked(self, publisher: str) -> AbstractContextManager[None]:
        """Nobody else keeps or drops files of this publisher meanwhile. Taken before the lock of a log, never after."""
        return self._disk.locked(self.folder / publisher / ".writing")

    @contextmanager
    def incoming(self) -> Iterator[Incoming]:
        """A file to write into; it goes at the end unless it was kept."""
        file = Incoming(self.folder / INCOMING / secrets.token_hex(16), self._disk, self.most)
        try:
            yield file
        finally:
            file.drop()

    def keep(self, file: Incoming, publisher: str, audience: str) -> None:
        """Give a finished file its name, durably; inside `locked`. The same bytes are kept once."""
        place = self.place(publisher, audience, file.sha256)
        place.parent.mkdir(parents=True, exist_ok=True)
        file.path.replace(place)
        self._disk.sync_names(self.folder, {place})

    def has(self, publisher: str, audience: str, sha256: str, size: int) -> bool:
        """Whether a file of this hash and size stands there; its bytes are not looked at."""
        try:
            return self.place(publisher, audience, sha256).stat().st_size == size
        except FileNotFoundError:
            return False

    @contextmanager
    def reading(self, publisher: str, audience: str, sha256: str) -> Iterator[BinaryIO]:
        """The file, verified and open at its beginning. Broken names the file that is not there or not what was
        signed."""
        path = self.place(publisher, audience, sha256)
        try:
            file = path.open("rb")
        except FileNotFoundError:
            raise broken("attachment-missing", self.name(path), *WORDS["attachment-missing"]) from None
        with file:
            if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                raise broken("attachment-hash", self.name(path), *WORDS["attachment-hash"])
            file.seek(0)
            yield file

    def files(self, publisher: str, audience: str) -> list[Path]:
        """Every file of a publisher and audience, by hash."""
        return sorted(path for path in (self.folder / publisher / audience).glob("??/*") if path.is_file())

    def halves(self) -> list[Path]:
        """Uploads that are under way, or that a crash left behind."""
        return sorted((self.folder / INCOMING).glob("*"))

    def drop(self, path: Path) -> None:
        """Remove a file, durably; inside `locked`."""
        self._disk.drop(path)
        if path.parent.is_dir():
            self._disk.sync_names(self.folder, {path})
