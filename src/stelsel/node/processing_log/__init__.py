# SPDX-License-Identifier: EUPL-1.2
"""The processing log (Logboek Dataverwerkingen 0.8): who did what with personal data, when, under which activity.

`write` adds records, one for each data subject; `find` looks them up; nothing changes or removes them. `traced` ties
what is done to the trace of the caller (W3C Trace Context) and `Trace.headers` passes it on. `send_waiting` sends the
log to a collector (OTLP).
"""

from stelsel.node.processing_log._activities import ATTEMPT, Activity, activity_at, activity_uri, number_of, uri_of
from stelsel.node.processing_log._record import (
    DOCUMENT,
    DOSSIER,
    RESULT,
    SUBJECT,
    SUBJECT_TYPE,
    USER,
    VIA,
    ForeignOperation,
    LogRecord,
    Status,
)
from stelsel.node.processing_log._store import Act, find, write
from stelsel.node.processing_log._trace import Parent, Trace, current, read_parent, traced

__all__ = [
    "ATTEMPT",
    "DOCUMENT",
    "DOSSIER",
    "RESULT",
    "SUBJECT",
    "SUBJECT_TYPE",
    "USER",
    "VIA",
    "Act",
    "Activity",
    "ForeignOperation",
    "LogRecord",
    "Parent",
    "Status",
    "Trace",
    "activity_at",
    "activity_uri",
    "current",
    "find",
    "number_of",
    "read_parent",
    "send_waiting",
    "traced",
    "uri_of",
    "write",
]


def send_waiting() -> int:
    """Send what a collector has not confirmed yet; see `_export`, which is only loaded when it is needed."""
    from stelsel.node.processing_log._export import send_waiting as send

    return send()
