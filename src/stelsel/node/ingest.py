# SPDX-License-Identifier: EUPL-1.2
"""Make a log of ours from files: those of a backup or of another node, or our own when only the index is lost.

Files are copied and rows are indexed on the way; both count only when the whole log holds, for the checkpoint and the
size of the log come last.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from django.db import transaction

from stelsel.catalogue import KINDS
from stelsel.kernel.entry import GONE, LOG_OPERATIONS, Envelope
from stelsel.node.log_files import LogFiles
from stelsel.node.models import Log, Queued, Revision
from stelsel.node.store import StoredLogs, index_rows
from stelsel.register._refusals import wrong
from stelsel.register.folder import LogFolder
from stelsel.register.ingest import Ingest, signed_head
from stelsel.register.note import Verifier
from stelsel.register.records import LogName, Row

_AT_ONCE = 4_096
"""Entries that are indexed together."""
Progress = Callable[[int, int], None]
"""(entries done, entries in all)"""


def conforms(envelope: Envelope, payload: bytes) -> None:
    """BadInput when a content is not what its kind asks. Kinds that this version does not know, and what a log says
    about itself, pass: the log lives longer than the code."""
    kind = KINDS.get(envelope.type.partition("/")[0])
    if kind is None or envelope.op in LOG_OPERATIONS or envelope.op in GONE:
        return
    major = int(envelope.type.rpartition("/")[2])
    kind.decode_body(payload) if major == kind.major else kind.decode(payload, major)


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
        with transaction.atomic(durable=True):
            _take(log.origin, reading, head.size, copy_to, progress)
            Log.objects.filter(origin=log.origin).update(size=head.size, note=note)
            if copy_to:
                copy_to.finish(reading.tiles(), note)
    return head.size


def _take(origin: str, reading: Ingest, size: int, copy_to: LogFiles | None, progress: Progress) -> None:
    """Index every bundle, and copy it where asked."""
    log = Log.objects.values_list("id", flat=True).get(origin=origin)
    Revision.objects.filter(log_id=log).delete()
    Queued.objects.filter(log_id=log).delete()
    waiting: list[Row] = []
    done = 0
    for rows in reading.bundles():
        waiting += rows
        done += len(rows)
        if copy_to:
            copy_to.copy_bundle([stored for _, stored in rows])
        if len(waiting) >= _AT_ONCE or done == size:
            index_rows(log, waiting)
            waiting = []
            progress(done, size)


def log_in(source: Path) -> LogName | None:
    """Whose log stands in this folder, by the file beside it; None when there is none."""
    about = LogFolder(source).about()
    return LogName(**about) if about else None  # type: ignore[arg-type]
