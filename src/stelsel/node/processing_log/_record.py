# SPDX-License-Identifier: EUPL-1.2
"""One record with the fields of Logboek Dataverwerkingen 0.8.0 (working version), component Logboek, section Interface.

Names of attributes begin with `dpl.`; those of the standard with `dpl.core.`, ours with `dpl.stelsel.`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

ACTIVITY = "dpl.core.processing_activity_id"
SUBJECT = "dpl.core.data_subject_id"
SUBJECT_TYPE = "dpl.core.data_subject_id_type"
DOSSIER = "dpl.stelsel.dossier_id"
USER = "dpl.stelsel.user"
RESULT = "dpl.stelsel.result"
VIA = "dpl.stelsel.via"
DOCUMENT = "dpl.stelsel.document_id"


class Status(IntEnum):
    """How it ended: UNSET it was carried out or refused without a fault of ours (HTTP 200-499), OK it was done
    (optional in the standard; we say it), ERROR a fault of ours (HTTP 5xx)."""

    UNSET = 0
    OK = 1
    ERROR = 2


@dataclass(frozen=True)
class ForeignOperation:
    """The action at another party that called: its trace (16 bytes), its span (8 bytes), and the party as a URI."""

    trace_id: bytes
    span_id: bytes
    entity: str

    def plain(self) -> dict[str, str]:
        """With the standard's names; bytes in hexadecimal."""
        return {"trace_id": self.trace_id.hex(), "span_id": self.span_id.hex(), "entity": self.entity}


@dataclass(frozen=True)
class LogRecord:
    """A record as it was written; times in POSIX milliseconds, `number` its place in the log."""

    number: int
    trace_id: bytes
    span_id: bytes
    status_code: Status
    name: str
    start_time: int
    end_time: int
    parent_span_id: bytes | None
    foreign_operation: ForeignOperation | None
    resource: Mapping[str, str]
    attributes: Mapping[str, str]

    def plain(self) -> dict[str, Any]:
        """With the standard's names; bytes in hexadecimal, attributes as a list of key-value pairs."""
        found: dict[str, Any] = {
            "trace_id": self.trace_id.hex(),
            "span_id": self.span_id.hex(),
            "status_code": int(self.status_code),
            "name": self.name,
            "start_time": self.start_time,
            "end_time": self.end_time,
            "resource": {"attributes": _pairs(self.resource)},
            "attributes": _pairs(self.attributes),
        }
        if self.parent_span_id:
            found["parent_span_id"] = self.parent_span_id.hex()
        if self.foreign_operation:
            found["foreign_operation"] = self.foreign_operation.plain()
        return found


def _pairs(values: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"key": key, "value": value} for key, value in values.items()]
