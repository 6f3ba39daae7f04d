# SPDX-License-Identifier: EUPL-1.2
"""What signs checkpoints: an Ed25519 key and an ML-DSA-44 key of one organisation (hybrid).

The interface takes a checkpoint and gives signature lines, so that a key file, a token or a remote signer fit alike.
"""

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
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

UNCERTAIN = "signer-silent"
"""The code of a Broken that leaves open whether something was signed: the signer was asked and did not answer."""


class Signer(Protocol):
    """Signs the checkpoints of the logs of one organisation."""

    def sign(self, checkpoint: Checkpoint, before: str | None, consistency: Sequence[bytes]) -> str:
        """The signed note, both lines in it. `before` is the newest signed note that the log holds (None when it is
        empty), `consistency` the RFC 6962 proof from its size to the checkpoint's."""

    def vkeys(self, origin: str) -> tuple[str, ...]:
        """The verifier keys for a log, Ed25519 first."""


@dataclass(frozen=True)
class KeyPair:
    """Two 32-byte seeds held in memory; `now` gives POSIX seconds. The key name is the origin of the log."""

    ed25519_seed: bytes = field(repr=False)
    ml_dsa_seed: bytes = field(repr=False)
    now: Callable[[], int]

    def sign(self, checkpoint: Checkpoint, before: str | None, consistency: Sequence[bytes]) -> str:
        """The signed note with an Ed25519 (0x01) and an ML-DSA-44 (0x06) line, both named after the origin."""
        name, time = checkpoint.origin, self.now()
        plain = Ed25519PrivateKey.from_private_bytes(self.ed25519_seed).sign(checkpoint.text.encode())
        message = cosigned_message(name, time, checkpoint)
        quantum_safe = MLDSA44PrivateKey.from_seed_bytes(self.ml_dsa_seed).sign(message)
        ed_public, ml_public = self.publics()
        lines = (
            Signature(name, key_id(name, ED25519, ed_public), plain),
            Signature(name, key_id(name, ML_DSA_44, ml_public), struct.pack(">Q", time) + quantum_safe),
        )
        return format_note(checkpoint.text, lines)

    def publics(self) -> tuple[bytes, bytes]:
        """The public keys: 32 bytes Ed25519 and 1,312 bytes ML-DSA-44."""
        ed = Ed25519PrivateKey.from_private_bytes(self.ed25519_seed).public_key()
        ml = MLDSA44PrivateKey.from_seed_bytes(self.ml_dsa_seed).public_key()
        return ed.public_bytes(Encoding.Raw, PublicFormat.Raw), ml.public_bytes(Encoding.Raw, PublicFormat.Raw)

    def vkeys(self, origin: str) -> tuple[str, str]:
        """The verifier keys for a log, Ed25519 first."""
        ed_public, ml_public = self.publics()
        return vkey(origin, ED25519, ed_public), vkey(origin, ML_DSA_44, ml_public)


def verifiers(origin: str, ed25519: bytes, ml_dsa_44: bytes) -> tuple[Verifier, Verifier]:
    """The two verifiers of a log from its public keys."""
    return Ed25519Verifier(origin, ed25519), MlDsa44Verifier(origin, ml_dsa_44)
