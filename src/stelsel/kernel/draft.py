# SPDX-License-Identifier: EUPL-1.2
"""What somebody wants to publish, before it is signed; and rows that could not become one, with the reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from stelsel.kernel.entry import Source
from stelsel.kernel.kind import Body, Kind
from stelsel.kernel.text import Text


@dataclass(frozen=True)
class Draft:
    """An entry to be: its kind, the local name below the publisher, the body, the organisation it is about (TOOI
    address, or a publisher's name; empty means the publisher itself) and the source when it is recorded (None means
    stated)."""

    kind: Kind[Any]
    local: str
    body: Body
    about: str = ""
    source: Source | None = None
    unknown: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Refused:
    """A row that did not load: file, line (1 is the header), a code and why."""

    file: str
    line: int
    code: str
    why: Text


@dataclass(frozen=True)
class Reading:
    """What an exchange made of its input: every row is either in a draft or refused with a reason."""

    drafts: tuple[Draft, ...]
    refused: tuple[Refused, ...] = ()
