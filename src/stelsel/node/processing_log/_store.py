# SPDX-License-Identifier: EUPL-1.2
"""Writing the processing log and looking in it. A record that cannot be written stops what it was about: the caller
writes before it gives anything away, in the same transaction as what it changes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.conf import settings

import stelsel
from stelsel.node import clock
from stelsel.node.models import DataSubject, ProcessingRecord
from stelsel.node.processing_log._record import (
    ACTIVITY,
    DOSSIER,
    SUBJECT,
    SUBJECT_TYPE,
    VIA,
    ForeignOperation,
    LogRecord,
    Status,
)
from stelsel.node.processing_log._trace import Trace, current, new_span_id


@dataclass(frozen=True)
class Act:
    """What is written down of one act: its name, under which activity (URI), in which dossier (empty: none), about
    which subjects, how it ended, when it began (POSIX milliseconds; 0: just now), the calling party as a URI (empty:
    unknown) and further attributes."""

    name: str
    activity: str
    status: Status
    dossier: str = ""
    subjects: Sequence[DataSubject] = ()
    started: int = 0
    entity: str = ""
    more: Mapping[str, str] = field(default_factory=dict)


def write(act: Act) -> None:
    """Add a record for each data subject of the act, or one without a subject; confirmed on return. No sampling."""
    trace = current()
    subjects: Sequence[DataSubject | None] = act.subjects or (None,)
    rows = [_row(act, trace, subject, first=place == 0) for place, subject in enumerate(subjects)]
    ProcessingRecord.objects.bulk_create(rows)
    trace.used = True


def _row(act: Act, trace: Trace, subject: DataSubject | None, first: bool) -> ProcessingRecord:
    attributes = {ACTIVITY: act.activity}
    if subject is not None:
        attributes |= {SUBJECT: subject.token, SUBJECT_TYPE: subject.type}
    if act.dossier:
        attributes[DOSSIER] = act.dossier
    if trace.via:
        attributes[VIA] = trace.via
    parent, end = trace.parent, clock.milliseconds()
    foreign = ForeignOperation(parent.trace_id, parent.span_id, act.entity) if parent and act.entity else None
    span = trace.span_id if first and not trace.used else new_span_id()
    return ProcessingRecord(
        trace_id=trace.trace_id,
        span_id=span,
        status_code=int(act.status),
        name=act.name,
        start_time=act.started or end,
        end_time=end,
        parent_span_id=_parent_of(trace, span),
        foreign_operation=foreign.plain() if foreign else None,
        resource={
            "service.name": "stelsel",
            "service.version": stelsel.__version__,
            "service.namespace": settings.ORIGIN,
        },
        attributes=attributes | dict(act.more),
        dossier=act.dossier,
        subject=subject,
    )


def _parent_of(trace: Trace, span: bytes) -> bytes | None:
    """The first act of a trace here follows from the call; the others from the first."""
    if span != trace.span_id:
        return trace.span_id
    return trace.parent.span_id if trace.parent else None


def find(
    dossier: str = "",
    subject: DataSubject | None = None,
    trace_id: bytes = b"",
    since: int = 0,
    before: int = 0,
    newest_first: bool = False,
) -> Iterator[LogRecord]:
    """Records that match everything that is given, oldest first; times in POSIX milliseconds, `before` exclusive."""
    rows = ProcessingRecord.objects.order_by("-id" if newest_first else "id")
    if dossier:
        rows = rows.filter(dossier=dossier)
    if subject is not None:
        rows = rows.filter(subject=subject)
    if trace_id:
        rows = rows.filter(trace_id=trace_id)
    if since:
        rows = rows.filter(start_time__gte=since)
    if before:
        rows = rows.filter(start_time__lt=before)
    return (record_of(row) for row in rows.iterator())


def record_of(row: ProcessingRecord) -> LogRecord:
    """A row of the table as a record."""
    foreign = row.foreign_operation
    return LogRecord(
        row.pk,
        bytes(row.trace_id),
        bytes(row.span_id),
        Status(row.status_code),
        row.name,
        row.start_time,
        row.end_time,
        bytes(row.parent_span_id) if row.parent_span_id else None,
        ForeignOperation(bytes.fromhex(foreign["trace_id"]), bytes.fromhex(foreign["span_id"]), foreign["entity"])
        if foreign
        else None,
        row.resource,
        row.attributes,
    )
