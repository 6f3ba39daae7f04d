# SPDX-License-Identifier: EUPL-1.2
"""Backup and restore of the logs and their attachments, each with proof; `node.backup_tables` does the rest. Keys, and
what the signer remembers, are never part of a backup: a signer that forgot what it signed could sign a second history.

A backup is a folder with the same files as the node has, so that fsck, a web server and `restore` read it alike. A
second backup into the same folder copies only what is new.
"""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from stelsel.node.attachment_care import copy_attachments, faults, named_in
from stelsel.node.attachments import Attachments
from stelsel.node.disk import Disk
from stelsel.node.ingest import Progress, ingest, log_in
from stelsel.node.node import Node
from stelsel.node.prove import prove
from stelsel.register._refusals import wrong
from stelsel.register.folder import LogFolder
from stelsel.register.fsck import Checked
from stelsel.register.note import Verifier
from stelsel.register.records import LogName

LOGS = "logs"
ATTACHMENTS = "attachments"


def backup(node: Node, target: Path) -> Iterator[tuple[LogName, Checked]]:
    """Copy every log into `target` and prove the copy; one verdict for each."""
    for log in sorted(node.logs.sizes(), key=lambda log: log.origin):
        copy = target / LOGS / log.publisher / log.audience
        with node.attachments.locked(log.publisher):
            with node.logs.held(log.origin):
                node.logs.seal(log.origin)
                _copy(node.logs.files(log.origin).path, copy)
            verdict = prove(LogFolder(copy), log.origin, node.verifiers(log))
            if not verdict.findings:
                _copy_attachments(node, log, target, verdict)
        yield log, verdict


def _copy_attachments(node: Node, log: LogName, target: Path, verdict: Checked) -> None:
    """The files of attachments beside a copied log, proved there."""
    named = named_in(LogFolder(target / LOGS / log.publisher / log.audience).stored(0, verdict.size))
    copies = Attachments(target / ATTACHMENTS, node.attachments.most)
    copy_attachments(node.attachments, copies, log, named)
    verdict.findings.extend(faults(copies, log, named))


def _copy(source: Path, copy: Path) -> None:
    """The files of a log, its checkpoint last; what an erasure changed is replaced, what is gone here goes there."""
    disk = Disk()
    paths = [path for path in sorted(source.rglob("*")) if path.is_file() and path.suffix != ".half"]
    names = [path.relative_to(source) for path in paths if path.name != "checkpoint"]
    folders: set[Path] = set()
    for name in names:
        there = copy / name
        if not there.exists() or name.parts[0] == "payload" or there.stat().st_size != (source / name).stat().st_size:
            folders |= disk.put(there, (source / name).read_bytes())
    disk.sync_folders(folders)
    if (source / "checkpoint").exists():
        disk.sync_folders(disk.put(copy / "checkpoint", (source / "checkpoint").read_bytes()))
    for old in [path for path in copy.rglob("*") if path.is_file()]:
        if old.relative_to(copy) not in names and old.name != "checkpoint":
            old.unlink()


def found_in(source: Path) -> list[tuple[LogName, Path]]:
    """The logs in a backup, sorted by origin. Broken when there is none."""
    folders = [path.parent for path in sorted((source / LOGS).glob("*/*/log.json"))]
    found = [(log, folder) for folder in folders if (log := log_in(folder)) is not None]
    if not found:
        raise wrong("no-logs", str(source))
    return found


def restore_all(node: Node, source: Path) -> list[Checked]:
    """Make every log of a backup a log of this node, all or nothing: each is proved first, and nothing is taken over
    while one does not hold. A log that stands here already with the same checkpoint stays, so that a restore that was
    interrupted can be given again; Broken for one with other entries."""
    logs = found_in(source)
    verdicts = [_proved(node, log, folder, node.verifiers(log)) for log, folder in logs]
    if any(verdict.findings for verdict in verdicts):
        return verdicts
    for log, folder in logs:
        if node.logs.files(log.origin).folder.note() is None:
            _take(node, log, folder, node.verifiers(log), lambda done, total: None)
        elif node.logs.files(log.origin).folder.note() != LogFolder(folder).note():
            raise wrong("log-exists", log.origin)
    return verdicts


def restore(
    node: Node, log: LogName, folder: Path, known: Sequence[Verifier], progress: Progress = lambda done, total: None
) -> Checked:
    """Prove one log of a backup with these keys and, when it holds, make it a log of this node, which must not have
    entries of its own in it. Broken when there are; what does not hold is in the verdict, and nothing is taken over."""
    verdict = _proved(node, log, folder, known)
    if not verdict.findings:
        _take(node, log, folder, known, progress)
    return verdict


def _copies(node: Node, folder: Path) -> Attachments:
    """The attachments beside a copied log."""
    return Attachments(folder.parents[2] / ATTACHMENTS, node.attachments.most)


def _proved(node: Node, log: LogName, folder: Path, known: Sequence[Verifier]) -> Checked:
    """A copied log and the files of its attachments, proved."""
    verdict = prove(LogFolder(folder), log.origin, known)
    if not verdict.findings:
        named = named_in(LogFolder(folder).stored(0, verdict.size))
        verdict.findings.extend(faults(_copies(node, folder), log, named))
    return verdict


def _take(node: Node, log: LogName, folder: Path, known: Sequence[Verifier], progress: Progress) -> None:
    """Attachments first, then the log; the checkpoints that were kept come last."""
    with node.attachments.locked(log.publisher):
        named = named_in(LogFolder(folder).stored(0, LogFolder(folder).size()))
        copy_attachments(_copies(node, folder), node.attachments, log, named)
    ingest(node.logs, log, folder, known, progress)
    for extra in sorted(folder.glob("checkpoints/*")):
        there = node.logs.files(log.origin).path / "checkpoints" / extra.name
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(extra, there)
