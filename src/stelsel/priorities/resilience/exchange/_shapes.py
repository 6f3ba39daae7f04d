# SPDX-License-Identifier: EUPL-1.2
"""The parts of CycloneDX 1.2 to 1.7 in JSON that we read, typed for speed. Each component stays raw until its own turn,
so that one wrong component does not take the file with it."""

from typing import Any

import msgspec

VERSIONS = ("1.2", "1.3", "1.4", "1.5", "1.6", "1.7")
MAX_DEPTH = 20
"""How deep components may hold components."""
NOTHING = msgspec.Raw(b"")
"""Where nothing was given."""


class Organisation(msgspec.Struct):
    """organizationalEntity: its name; `contact` are people and stay out."""

    name: str | None = None
    contact: list[Any] = []


class Part(msgspec.Struct, rename={"ref": "bom-ref"}):
    """A component or a service. `author`, `authors` and `publisher` may name people."""

    name: str
    ref: str | None = None
    version: str | None = None
    group: str | None = None
    type: str | None = None
    purl: str | None = None
    supplier: Organisation | None = None
    manufacturer: Organisation | None = None
    provider: Organisation | None = None
    publisher: str | None = None
    author: str | None = None
    authors: list[Any] = []
    components: list[msgspec.Raw] = []
    services: list[msgspec.Raw] = []


class Arrow(msgspec.Struct, rename="camel"):
    """dependencies: `ref` uses everything in `depends_on`."""

    ref: str
    depends_on: list[str] = []


class Metadata(msgspec.Struct):
    """About the file: when it was made and of what."""

    timestamp: str | None = None
    component: msgspec.Raw = NOTHING
    authors: list[Any] = []
    supplier: Organisation | None = None
    manufacture: Organisation | None = None
    manufacturer: Organisation | None = None


class Bom(msgspec.Struct, rename="camel"):
    """A bill of materials."""

    bom_format: str | None = None
    spec_version: Any = None
    serial_number: str | None = None
    metadata: Metadata = msgspec.field(default_factory=Metadata)
    components: list[msgspec.Raw] = []
    services: list[msgspec.Raw] = []
    dependencies: list[msgspec.Raw] = []
