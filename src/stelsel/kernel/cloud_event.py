# SPDX-License-Identifier: EUPL-1.2
"""CloudEvents 1.0 in the NL GOV profile 1.1, as one JSON document (structured content mode). Pure.

`id` names the event for good, so that who gets it twice sees that it is the same. `source` is a URN of the organisation
(OIN) and its system. `type` is a reverse domain name of the data source. `time` is when the event was recorded.
`dataref` is where who may can read more ("informatiearm notificeren"). `sequence` counts from 1 per source (its type is
Integer).
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MEDIA_TYPE = "application/cloudevents+json"
MOST_BYTES = 64 * 1024
"""Intermediaries forward events of 64 KByte or less; larger ones may get lost."""
_SOURCE = re.compile(r"urn:nld:oin:[0-9]{20}:systeem:[A-Za-z0-9](?:[A-Za-z0-9._~-]|%[0-9A-F]{2})*")
_TYPE = re.compile(r"[a-z]{2,}(?:\.[a-z0-9]+(?:-[a-z0-9]+)*){2,}")
_LARGEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class CloudEvent:
    """One event; the names are those of the standard. `data` holds no personal data."""

    id: str
    source: str
    type: str
    time: str
    data: Mapping[str, Any]
    dataref: str
    sequence: int

    def encode(self) -> bytes:
        """The JSON document, the same bytes for the same event."""
        assert self.id, "an event has an id"
        assert _SOURCE.fullmatch(self.source), "a source is a URN with an OIN"
        assert _TYPE.fullmatch(self.type), "a type is a reverse domain name"
        assert 1 <= self.sequence <= _LARGEST, "a sequence is a positive signed 32-bit integer"
        plain = {
            "specversion": "1.0",
            "id": self.id,
            "source": self.source,
            "type": self.type,
            "time": self.time,
            "dataref": self.dataref,
            "sequence": str(self.sequence),
            "sequencetype": "Integer",
            "datacontenttype": "application/json",
            "data": dict(self.data),
        }
        found = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
        assert len(found) <= MOST_BYTES, "an event stays within 64 KB"
        return found


def source_of(oin: str, system: str) -> str:
    """The URN of a system of an organisation, by its OIN (20 digits)."""
    return f"urn:nld:oin:{oin}:systeem:{system}"
