# SPDX-License-Identifier: EUPL-1.2
"""What signs checkpoints: an Ed25519 key and an ML-DSA-44 key of one organisation (hybrid).

`Signer` is what a log asks; `KeySource` is one private key, wherever it lives: in a key file or in a token.
"""

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from stelsel.register.checkpoint import Checkpoint, MlDsa44Verifier, cosigned_message
from stelsel.register.note import (
    ED25519,
    ML_DSA_44,
    Ed25519Verifier,
    Signature,
    Verifier,
    format_note,
    key_id,
    vkey,
)


class Signer(Protocol):
    """Signs the checkpoints of the logs of one organisation, and never two that contradict each other."""

    def sign(self, checkpoint: Checkpoint, before: str | None, consistency: Sequence[bytes]) -> str:
        """The signed note, both lines in it. `before` is the newest signed note that the log holds, None for a log
        without one; `consistency` is the RFC 6962 proof (32-byte hashes) from its size to the new size, empty when
        `before` is None or of size 0, or the sizes are equal. Broken when the signer refuses."""

    def vkeys(self, origin: str) -> tuple[str, ...]:
        """The verifier keys of the newest checkpoint of a log, Ed25519 first; a reader asks all of them to hold."""


class KeySource(Protocol):
    """One private key, Ed25519 or ML-DSA-44, that never leaves where it lives."""

    @property
    def public(self) -> bytes:
        """The public key: 32 bytes Ed25519, 1,312 bytes ML-DSA-44."""

    def sign(self, message: bytes) -> bytes:
        """The signature: 64 bytes Ed25519 (RFC 8032), 2,420 bytes ML-DSA-44 (FIPS 204, empty context)."""


class Ed25519Seed:
    """An Ed25519 key in memory, from its 32-byte seed."""

    def __init__(self, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    def sign(self, message: bytes) -> bytes:
        """64 bytes."""
        return self._key.sign(message)


class MlDsa44Seed:
    """An ML-DSA-44 key in memory, from its 32-byte seed."""

    def __init__(self, seed: bytes) -> None:
        self._key = MLDSA44PrivateKey.from_seed_bytes(seed)
        self.public = self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    def sign(self, message: bytes) -> bytes:
        """2,420 bytes."""
        return self._key.sign(message)


@dataclass(frozen=True)
class HybridKey:
    """The two keys that sign together. The key name is the origin of the log."""

    ed25519: KeySource
    ml_dsa_44: KeySource

    def note(self, checkpoint: Checkpoint, time: int) -> str:
        """The signed note with an Ed25519 (0x01) and an ML-DSA-44 (0x06) line; `time` is POSIX seconds."""
        name = checkpoint.origin
        plain = self.ed25519.sign(checkpoint.text.encode())
        quantum_safe = self.ml_dsa_44.sign(cosigned_message(name, time, checkpoint))
        lines = (
            Signature(name, key_id(name, ED25519, self.ed25519.public), plain),
            Signature(name, key_id(name, ML_DSA_44, self.ml_dsa_44.public), struct.pack(">Q", time) + quantum_safe),
        )
        return format_note(checkpoint.text, lines)


@dataclass(frozen=True)
class KeyPair:
    """Two 32-byte seeds held in memory; `now` gives POSIX seconds. A `Signer` without memory, for tests and tools: it
    signs whatever it is given and looks at neither `before` nor the proof."""

    ed25519_seed: bytes = field(repr=False)
    ml_dsa_seed: bytes = field(repr=False)
    now: Callable[[], int]

    @cached_property
    def _key(self) -> HybridKey:
        return HybridKey(Ed25519Seed(self.ed25519_seed), MlDsa44Seed(self.ml_dsa_seed))

    def sign(self, checkpoint: Checkpoint, before: str | None = None, consistency: Sequence[bytes] = ()) -> str:
        """The signed note; `before` and `consistency` are ignored."""
        return self._key.note(checkpoint, self.now())

    def publics(self) -> tuple[bytes, bytes]:
        """The public keys: 32 bytes Ed25519 and 1,312 bytes ML-DSA-44."""
        return self._key.ed25519.public, self._key.ml_dsa_44.public

    def vkeys(self, origin: str) -> tuple[str, str]:
        """The verifier keys for a log, Ed25519 first."""
        return vkeys(origin, *self.publics())


def vkeys(origin: str, ed25519: bytes, ml_dsa_44: bytes) -> tuple[str, str]:
    """The two verifier keys of a log as text, from its public keys."""
    return vkey(origin, ED25519, ed25519), vkey(origin, ML_DSA_44, ml_dsa_44)


def verifiers(origin: str, ed25519: bytes, ml_dsa_44: bytes) -> tuple[Verifier, Verifier]:
    """The two verifiers of a log from its public keys."""
    return Ed25519Verifier(origin, ed25519), MlDsa44Verifier(origin, ml_dsa_44)
