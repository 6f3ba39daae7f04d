# SPDX-License-Identifier: EUPL-1.2
"""What was made from published entries and takes long to make, in files below the folder of the node:

    derived/<name>/<by>/<first two hex>/<key>       the row, with a hash of it and of its key behind it

`<by>` says what the rows were made by. Everything here may be deleted at any time, and nothing here may break an
answer: what cannot be read or is damaged is made anew, what cannot be written is not kept. Files are not synced, for
one that a crash left half is found by its hash.
"""

import hashlib
import os
import re
import secrets
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import structlog

from stelsel.engines import cluster
from stelsel.kernel.kept import Kept, Remembered
from stelsel.node import clock
from stelsel.nouns.bottleneck import READINGS

FOLDER = "derived"
MADE_BY: Mapping[str, Callable[[], str]] = {READINGS: cluster.by}
"""What is kept in files, and what says what it is made by here. Anything else stays in memory."""
HALF_SECONDS = 86_400
"""A file that is being written is left alone this long."""
_KEY = re.compile(r"[0-9a-f]{64}")
_HASH = 16
say = structlog.get_logger("stelsel.derived")


class Derived:
    """The folder `derived` of a node."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def kept(self, name: str) -> Kept:
        """Where the rows of this name are kept."""
        return KeptFiles(self.folder / name, MADE_BY[name]) if name in MADE_BY else Remembered()

    def tidy(self, living: Mapping[str, Collection[str]]) -> int:
        """Remove the files of keys that are not living by name, of names that are not there, and of what something else
        made. How many went; an error of the disk is told in the log, and the next day goes on."""
        here = {name: KeptFiles(self.folder / name, MADE_BY[name]) for name in living}
        wanted = {here[name].place(key) for name, keys in living.items() for key in keys}
        gone = 0
        try:
            for path in list(self._files()):
                if path not in wanted and not _under_way(path):
                    path.unlink(missing_ok=True)
                    gone += 1
            self._drop_empty([one.folder for one in here.values()])
        except OSError as error:
            say.warning("derived-not-tidied", reason=error.strerror)
        return gone

    def drop(self, name: str, keys: Collection[str]) -> None:
        """Remove these at once, whatever made them."""
        try:
            for key in keys:
                for path in (self.folder / name).glob(f"*/{key[:2]}/{key}"):
                    path.unlink(missing_ok=True)
        except OSError as error:
            say.warning("derived-not-tidied", reason=error.strerror)

    def _files(self) -> Iterator[Path]:
        for at, _, names in os.walk(self.folder):
            yield from (Path(at, name) for name in names)

    def _drop_empty(self, used: Collection[Path]) -> None:
        """Folders in which nothing is left; those that are in use stay, for somebody may just write there."""
        for at, _, _ in os.walk(self.folder, topdown=False):
            if not any(Path(at).is_relative_to(one) for one in used) and not os.listdir(at):
                os.rmdir(at)


class KeptFiles:
    """Implements `kernel.kept.Kept` with a file for each row; for several processes and threads."""

    def __init__(self, folder: Path, by: Callable[[], str]) -> None:
        self._name = folder
        self._by = by
        self._told = False

    @cached_property
    def folder(self) -> Path:
        """Where the rows stand that are made here."""
        return self._name / self._by()

    def place(self, key: str) -> Path:
        """Where the row of this key stands, or would."""
        assert _KEY.fullmatch(key), "a key is a hash in hex"
        return self.folder / key[:2] / key

    def get(self, keys: Sequence[str]) -> Mapping[str, bytes]:
        """The rows that there are of these, whole."""
        found = {}
        for key in keys:
            try:
                raw = self.place(key).read_bytes()
            except FileNotFoundError:
                continue
            except OSError as error:
                self._tell(error)
                continue
            if raw[-_HASH:] == _hash(key, raw[:-_HASH]):
                found[key] = raw[:-_HASH]
        return found

    def put(self, rows: Mapping[str, bytes]) -> None:
        """Write these, as far as the disk takes them."""
        try:
            for key, row in rows.items():
                _write(self.place(key), row + _hash(key, row), self._name.parent)
        except OSError as error:
            self._tell(error)

    def _tell(self, error: OSError) -> None:
        """Once for each process."""
        if not self._told:
            self._told = True
            say.warning("derived-not-kept", folder=str(self._name), reason=error.strerror)


def _write(path: Path, content: bytes, top: Path) -> None:
    """A whole file or none, for nobody else to read."""
    for folder in reversed([one for one in path.parents if one == top or top in one.parents]):
        folder.mkdir(mode=0o700, exist_ok=True)
    half = path.with_name(f".{secrets.token_hex(16)}.half")
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        half.replace(path)
    except OSError:
        half.unlink(missing_ok=True)
        raise


def _under_way(path: Path) -> bool:
    try:
        return path.suffix == ".half" and path.stat().st_mtime > clock.posix() - HALF_SECONDS
    except FileNotFoundError:
        return True


def _hash(key: str, row: bytes) -> bytes:
    return hashlib.blake2b(bytes.fromhex(key) + row, digest_size=_HASH).digest()
