# SPDX-License-Identifier: EUPL-1.2
"""Checkpoints (C2SP tlog-checkpoint v1.0.0) and the ML-DSA-44 tree cosignature (C2SP tlog-cosignature v1.1.0-rc.1)."""

import base64
import re
import struct
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey

from stelsel.kernel.problem import Broken, broken
from stelsel.kernel.text import Text
from stelsel.register.note import ML_DSA_44, key_id, strict_base64

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


@dataclass(frozen=True)
class Checkpoint:
    """The head of a log: its origin, the number of leaves and the 32-byte root."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The note text: origin, decimal size, base64 root, each on a line."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def read_checkpoint(text: str) -> Checkpoint:
    """Parse note text; Broken when it is no checkpoint. Extension lines are allowed and ignored."""
    lines = text.split("\n")
    if len(lines) < 4 or lines[-1] != "" or not all(lines[:-1]) or not _SIZE.fullmatch(lines[1]):
        raise _no_checkpoint()
    try:
        text.encode()  # half a character cannot be signed
        root = strict_base64(lines[2])
    except ValueError:
        raise _no_checkpoint() from None
    if len(root) != 32:
        raise _no_checkpoint()
    return Checkpoint(lines[0], int(lines[1]), root)


def head_of(note: str) -> Checkpoint:
    """The checkpoint in a note of our own, without a look at its signatures; Broken when there is none."""
    return read_checkpoint(note.partition("\n\n")[0] + "\n")


def cosigned_message(cosigner: str, timestamp: int, checkpoint: Checkpoint) -> bytes:
    """The `cosigned_message` structure that ML-DSA-44 signs, for the whole tree: start 0, end the size.
    `timestamp` is POSIX seconds, 0..2^63-1; names are 1..255 bytes."""
    name, origin = cosigner.encode(), checkpoint.origin.encode()
    assert 0 < len(name) < 256, "the cosigner's name fits"
    assert 0 < len(origin) < 256, "the origin fits"
    assert 0 <= timestamp < 2**63, "the time fits"
    return b"".join(
        (
            b"subtree/v1\n\0",
            bytes([len(name)]) + name,
            struct.pack(">Q", timestamp),
            bytes([len(origin)]) + origin,
            struct.pack(">QQ", 0, checkpoint.size),
            checkpoint.root,
        )
    )


@dataclass(frozen=True)
class MlDsa44Verifier:
    """An ML-DSA-44 cosigner key, type 0x06; `public` is 1,312 bytes. The blob is u64 time || 2,420 bytes."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """4 bytes."""
        return key_id(self.name, ML_DSA_44, self.public)

    def holds(self, text: str, blob: bytes) -> bool:
        """Whether the timestamped signature over the checkpoint in `text` holds."""
        if len(blob) != 8 + 2420:
            return False
        timestamp = int.from_bytes(blob[:8], "big")
        if timestamp >= 2**63:
            return False
        checkpoint = read_checkpoint(text)
        if len(checkpoint.origin.encode()) > 255:
            return False
        message = cosigned_message(self.name, timestamp, checkpoint)
        try:
            MLDSA44PublicKey.from_public_bytes(self.public).verify(blob[8:], message)
        except (InvalidSignature, ValueError):
            return False
        return True


def _no_checkpoint() -> Broken:
    return broken(
        "checkpoint",
        "",
        Text(nl="Dit is geen ijkpunt van een logboek.", en="This is no checkpoint of a log."),
        Text(nl="Haal het ijkpunt opnieuw op.", en="Fetch the checkpoint again."),
    )
