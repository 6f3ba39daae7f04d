# SPDX-License-Identifier: EUPL-1.2
"""A receipt to test with, its policy, and the signatures of witnesses."""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from stelsel.kernel.problem import BadInput, Broken
from stelsel.register.checkpoint import cosigned_message, read_checkpoint
from stelsel.register.log import prove
from stelsel.register.note import ML_DSA_44, Signature, format_note, key_id, read_note, vkey
from stelsel.register.policy import hybrid_policy
from stelsel.register.policy_file import read_policy
from stelsel.register.proof import ProofFile, check_receipt, read_proof, receipt_of, write_proof
from stelsel.register.receipt_verifier import Refused, verify
from tests.register.memory import KEYS, PUBLIC, MemoryLogs, publish, put

LEAVES, INDEX = 7, 4
POLICIES = Path(__file__).parent / "policies"
"""Policy files to read and to refuse."""
PAYLOAD = '{"titel":"Één ding"}'.encode()
POLICY = hybrid_policy(*KEYS.vkeys(PUBLIC.origin)).encode()


@cache
def logs() -> MemoryLogs:
    """A log of seven leaves."""
    store = MemoryLogs()
    publish(store, *(put(f"a{number}", payload=PAYLOAD) for number in range(LEAVES)))
    return store


def receipt(index: int = INDEX, erased: bool = False) -> str:
    """The receipt of one of them, with or without its content."""
    (stored,) = logs().stored(PUBLIC.origin, index, index + 1)
    salt, payload = (b"", b"") if erased else (stored.salt, stored.payload)
    return receipt_of(stored.leaf, salt, payload, prove(logs(), PUBLIC.origin, index))


def with_line(text: str, line: str) -> str:
    """The receipt with one more signature line at its end."""
    return f"{text}{line}\n"


def with_note(text: str, note: str) -> str:
    """The receipt with another signed note."""
    found = read_proof(text)
    return write_proof(ProofFile(found.index, found.hashes, note, found.extra))


class Witness:
    """An ML-DSA-44 cosigner of a number."""

    def __init__(self, number: int, name: str = "") -> None:
        self.name = name or f"witness.example/{number}"
        self._key = MLDSA44PrivateKey.from_seed_bytes(number.to_bytes(32, "big"))
        self.public = self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.vkey = vkey(self.name, ML_DSA_44, self.public)

    def cosign(self, note: str, seconds: int = 1_800_000_100) -> Signature:
        """A cosignature of the checkpoint in this note."""
        checkpoint = read_checkpoint(read_note(note.encode()).text)
        blob = struct.pack(">Q", seconds) + self._key.sign(cosigned_message(self.name, seconds, checkpoint))
        return Signature(self.name, key_id(self.name, ML_DSA_44, self.public), blob)


def cosigned(text: str, *signatures: Signature) -> str:
    """The receipt with these cosignatures added."""
    note = read_note(read_proof(text).note.encode())
    return with_note(text, format_note(note.text, (*note.signatures, *signatures)))


_read = cache(read_policy)


def product_holds(raw: bytes, policy: bytes = POLICY) -> bool:
    """What the product says."""
    try:
        check_receipt(raw.decode("utf-8", "surrogateescape"), _read(policy))
    except (Broken, BadInput):
        return False
    return True


def alone_holds(raw: bytes, policy: bytes = POLICY) -> bool:
    """What the verifier that stands alone says."""
    try:
        return bool(verify(raw, policy)["holds"])
    except Refused:
        return False
