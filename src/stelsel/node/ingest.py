# SPDX-License-Identifier: EUPL-1.2
"""Make a log of ours from files: those of a backup or of another node, or our own when only the index is lost.

Files are copied and rows are indexed on the way; both count only when the whole log holds, for the checkpoint and the
size of the log come last.
"""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path

from django.db import transaction

from stelsel.catalogue import KINDS
from stelsel.kernel.entry import GONE, LOG_OPERATIONS, Envelope
from stelsel.node.log_files import LogFiles
from stelsel.node.models import Log, Queued, Revision
from stelsel.node.store import IndexRow, StoredLogs, insert_index
from stelsel.register._refusals import wrong
from stelsel.register.folder import LogFolder
from stelsel.register.ingest import Ingest, signed_head
from stelsel.register.note import Verifier
from stelsel.register.records import LogName

_AT_ONCE = 8_192
"""Entries that are indexed together."""
_WITHOUT_BODY = LOG_OPERATIONS | GONE
Progress = Callable[[int, int], None]
"""(entries done, entries in all)"""


def conforms(envelope: Envelope, payload: bytes) -> None:
    """BadInput when a content is not what its kind asks. Kinds that this version does not know, and what a log says
    about itself, pass: the log lives longer than the code."""
    if envelope.op not in _WITHOUT_BODY:
        _reader(envelope.type)(payload)


@cache
def _reader(kind_and_major: str) -> Callable[[bytes], object]:
    """What reads the payloads of a kind."""
    name, _, major = kind_and_major.rpartition("/")
    kind = KINDS.get(name)
    if kind is None:
        return bytes
    return kind.decode_body if int(major) == kind.major else partial(kind.decode, major=int(major))


def ingest(
    logs: StoredLogs,
    log: LogName,
    source: Path,
    known: Sequence[Verifier],
    progress: Progress = lambda done, total: None,
) -> int:
    """Make `log` from the files in `source`, verified with these keys (all must have signed its checkpoint); how many
    entries. Broken or BadInput at the first that does not hold; then the log here is what it was."""
    folder = LogFolder(source)
    note = folder.note()
    head = signed_head(note, log.origin, known) if note is not None else None
    logs.add(log)
    if note is None or head is None:
        return 0
    files = logs.files(log.origin)
    copy_to = None if files.path.resolve() == source.resolve() else files
    with logs.held(log.origin):
        if copy_to and files.folder.head().size > 0:
            raise wrong("log-exists", log.origin)
        reading = Ingest(folder, head, conforms)
        with transaction.atomic(durable=True), _without_collecting():
            _take(log.origin, reading, head.size, copy_to, progress)
            Log.objects.filter(origin=log.origin).update(size=head.size, note=note)
            if copy_to:
                copy_to.finish(reading.tiles(), note)
    return head.size


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Many small objects and no cycles: walking them again and again would take a third of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _take(origin: str, reading: Ingest, size: int, copy_to: LogFiles | None, progress: Progress) -> None:
    """Index every bundle, and copy it where asked."""
    log = Log.objects.values_list("id", flat=True).get(origin=origin)
    Revision.objects.filter(log_id=log).delete()
    Queued.objects.filter(log_id=log).delete()
    waiting: list[IndexRow] = []
    for bundle in reading.bundles():
        places = enumerate(bundle.envelopes, start=bundle.start)
        waiting += [(log, index, one.id, one.rev, one.op) for index, one in places]
        if copy_to:
            copy_to.copy_bundle(bundle.start + len(bundle.envelopes), bundle.entries, bundle.payloads)
        if len(waiting) >= _AT_ONCE:
            insert_index(waiting)
            waiting = []
            progress(bundle.start + len(bundle.envelopes), size)
    insert_index(waiting)
    progress(size, size)


def log_in(source: Path) -> LogName | None:
    """Whose log stands in this folder, by the file beside it; None when there is none."""
    about = LogFolder(source).about()
    return LogName(**about) if about else None  # type: ignore[arg-type]
