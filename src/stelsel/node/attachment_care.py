# SPDX-License-Identifier: EUPL-1.2
"""Care for the files of attachments: check them against their entries, copy them, clear what no entry names."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from stelsel.kernel.entry import GONE, decode_envelope
from stelsel.kernel.problem import BadInput, Broken, Finding
from stelsel.node import clock
from stelsel.node.attachments import CHUNK, WORDS, Attachments
from stelsel.node.disk import Disk
from stelsel.node.node import Node
from stelsel.node.unused_files import held_files
from stelsel.nouns.attachment import ATTACHMENT, Attachment
from stelsel.register.log import LogName
from stelsel.register.records import Stored

DAY_SECONDS = 86_400
"""A file without an entry is left alone this long: its entry may be on its way."""
_MARK = f'"type":"{ATTACHMENT.name}/'.encode()


@dataclass
class Named:
    """What one log says of attachments: the current ones by address, and every hash that some revision names that was
    not erased."""

    current: dict[str, Attachment] = field(default_factory=dict)
    hashes: set[str] = field(default_factory=set)


def named_in(rows: Iterable[Stored]) -> Named:
    """Fold the leaves of a log, in order. BadInput or Broken for one that cannot be read."""
    found = Named()
    for row in rows:
        if _MARK not in row.leaf:
            continue
        envelope = decode_envelope(row.leaf)
        found.current.pop(envelope.id, None)
        if envelope.op not in GONE and row.salt:
            body = ATTACHMENT.decode(row.payload, int(envelope.type.rpartition("/")[2])).body
            found.current[envelope.id] = body
            found.hashes.add(body.sha256)
    return found


def check_attachments(node: Node, wanted: Callable[[LogName], bool] = lambda log: True) -> Iterator[Finding]:
    """What is wrong with the files of attachments, each finding with its file: bytes that are not what was signed, a
    file that is missing, and one that no entry has named for a day. `wanted` says of which logs; it is asked of each
    in turn."""
    for log in sorted(node.logs.sizes(), key=lambda log: log.origin):
        if not wanted(log):
            continue
        with node.attachments.locked(log.publisher):
            try:
                named = _named(node, log)
            except (BadInput, Broken) as problem:  # the check of the log tells where
                yield from problem.findings
                continue
            yield from faults(node.attachments, log, named)
            yield from (_fault(node.attachments, path, "attachment-orphan") for path in _orphans(node, log, named))
    yield from (_fault(node.attachments, path, "attachment-orphan") for path in _old(node.attachments.halves()))


def faults(attachments: Attachments, log: LogName, named: Named) -> Iterator[Finding]:
    """Files of one log that are missing or not what was signed. Only a current attachment must have its file."""
    there = set()
    for path in attachments.files(log.publisher, log.audience):
        there.add(path.name)
        if _digest(path) != path.name:
            yield _fault(attachments, path, "attachment-hash")
    for sha256 in sorted({body.sha256 for body in named.current.values()} - there):
        path = attachments.place(log.publisher, log.audience, sha256)
        yield _fault(attachments, path, "attachment-missing")


def copy_attachments(source: Attachments, target: Attachments, log: LogName, named: Named) -> None:
    """The files that this log names, from one folder to another; what it does not name goes there. What stands there
    already is not written again."""
    disk, written = Disk(), set()
    for path in source.files(log.publisher, log.audience):
        there = target.place(log.publisher, log.audience, path.name)
        if path.name in named.hashes and _digest(there) != path.name:
            _copy(path, there, disk)
            written.add(there)
    disk.sync_names(target.folder, written)
    for path in target.files(log.publisher, log.audience):
        if path.name not in named.hashes:
            target.drop(path)


def clear_orphans(node: Node) -> list[str]:
    """Remove files that no entry has named for a day, and uploads that a crash left; which. BadInput or Broken when a
    log cannot be read: then nothing of it is removed."""
    gone = []
    for log in sorted(node.logs.sizes(), key=lambda log: log.origin):
        with node.attachments.locked(log.publisher):
            for path in _orphans(node, log, _named(node, log)):
                node.attachments.drop(path)
                gone.append(node.attachments.name(path))
    for path in _old(node.attachments.halves()):
        path.unlink(missing_ok=True)
        gone.append(node.attachments.name(path))
    return gone


def _named(node: Node, log: LogName) -> Named:
    return named_in(node.logs.stored(log.origin, 0, node.logs.sizes()[log]))


def _orphans(node: Node, log: LogName, named: Named) -> list[Path]:
    files = node.attachments.files(log.publisher, log.audience)
    held = held_files(log.publisher, log.audience)
    return _old(path for path in files if path.name not in named.hashes | held)


def _old(paths: Iterable[Path]) -> list[Path]:
    last = clock.posix() - DAY_SECONDS
    return [path for path in paths if path.exists() and path.stat().st_mtime < last]


def _fault(attachments: Attachments, path: Path, code: str) -> Finding:
    return Finding(code, attachments.name(path), *WORDS[code])


def _digest(path: Path) -> str:
    """The hash of a file in hex; empty when it is not there."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def _copy(path: Path, there: Path, disk: Disk) -> None:
    there.parent.mkdir(parents=True, exist_ok=True)
    half = there.with_name(there.name + ".half")
    try:
        with path.open("rb") as source, half.open("wb", buffering=0) as target:
            while chunk := source.read(CHUNK):
                disk.write(target.fileno(), chunk)
            disk.sync(target.fileno())
        os.replace(half, there)
    except OSError:
        half.unlink(missing_ok=True)
        raise
