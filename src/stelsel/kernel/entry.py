# SPDX-License-Identifier: EUPL-1.2
"""The envelope: the small canonical JSON that is a leaf in a log and commits to a payload kept beside it.

The commitment is SHA-256(0x02 || 16 bytes of salt || payload): removing salt and payload later leaves the proof whole
and the content gone.
"""

import base64
import hashlib
from typing import Annotated, Literal

import msgspec

from stelsel.kernel.canonical import canonical
from stelsel.kernel.problem import broken
from stelsel.kernel.text import Text

Operation = Literal["put", "correct", "withdraw", "erase", "dispute", "key", "state"]
Mode = Literal["stated", "recorded"]
"""stated: signed by the organisation it is about. recorded: signed by whoever imported it, with source and date."""

MAX_ENVELOPE_BYTES = 4096
SALT_BYTES = 16


class Source(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a recorded entry was read: a short name, the day of the data, and a link when there is one."""

    name: str
    day: str
    link: str = ""


class Envelope(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A leaf. `type` is kind/major, `id` the entry address, `rev` counts from 1, `at` RFC 3339 UTC,
    `h` base64 of the commitment, `org` the organisation it is about (TOOI address or the publisher's own name),
    `prev` the index of the revision it replaces, `why` the reason of a correction or withdrawal."""

    v: Literal[1] = 1
    op: Operation
    type: str
    id: str
    rev: Annotated[int, msgspec.Meta(ge=1)]
    at: str
    h: str
    org: str
    mode: Mode
    src: Source | None = None
    prev: int | None = None
    why: str | None = None

    def encode(self) -> bytes:
        """Canonical bytes of the leaf. `v` is always written."""
        return canonical({"v": self.v, **msgspec.to_builtins(self)})


_decoder = msgspec.json.Decoder(Envelope)


def decode_envelope(raw: bytes) -> Envelope:
    """The envelope in leaf bytes; Broken when the bytes are no envelope."""
    try:
        return _decoder.decode(raw)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise broken(
            "envelope",
            "",
            Text(nl=f"Dit blad is geen vermelding ({error}).", en=f"This leaf is no entry ({error})."),
            Text(nl="Haal het logboek opnieuw op.", en="Fetch the log again."),
        ) from error


def commitment(salt: bytes, payload: bytes) -> str:
    """Base64 of SHA-256(0x02 || salt || payload); salt is 16 bytes."""
    assert len(salt) == SALT_BYTES, "a salt is 16 bytes"
    return base64.b64encode(hashlib.sha256(b"\x02" + salt + payload).digest()).decode()
