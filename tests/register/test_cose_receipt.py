# SPDX-License-Identifier: EUPL-1.2
"""COSE Receipts, read by a CBOR reader of this test's own, checked with the standard's steps."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey, MLDSA44PublicKey

from stelsel.kernel.problem import BadInput
from stelsel.register.checkpoint import read_checkpoint
from stelsel.register.cose_receipt import ED25519, EDDSA, ML_DSA_44, cose_receipt, encode
from stelsel.register.log import prove
from stelsel.register.note import read_note
from stelsel.register.receipt_verifier import root_of
from tests.register.memory import KEYS, PUBLIC, MemoryLogs, publish, put
from tests.register.receipts import INDEX, LEAVES, logs


def decode(raw: bytes) -> tuple[Any, bytes]:
    """One CBOR item and what follows it."""
    major, low, rest = raw[0] >> 5, raw[0] & 31, raw[1:]
    if raw[0] == 0xF6:
        return None, rest
    width = {24: 1, 25: 2, 26: 4, 27: 8}.get(low, 0)
    number, rest = (int.from_bytes(rest[:width], "big"), rest[width:]) if width else (low, rest)
    if major in (0, 1):
        return (number if major == 0 else -1 - number), rest
    if major in (2, 3):
        return (rest[:number] if major == 2 else rest[:number].decode()), rest[number:]
    items = []
    for _ in range({4: number, 5: 2 * number, 6: 1}[major]):
        item, rest = decode(rest)
        items.append(item)
    return (items if major == 4 else dict(zip(items[::2], items[1::2], strict=True)) if major == 5 else items[0]), rest


def verify(raw: bytes, leaf: bytes, keys: tuple[bytes, bytes] = KEYS.publics()) -> dict[int, Any]:
    """The protected header of a receipt of inclusion that holds for this leaf with these public keys (Ed25519,
    ML-DSA-44), and under 0 the size and the index; InvalidSignature otherwise."""
    assert raw[0] == 0xD2, "tag 18"
    (protected, unprotected, payload, signature), rest = decode(raw)
    assert (payload, rest) == (None, b"")
    header, _ = decode(protected)
    assert header[395] == 1
    (proof,) = unprotected[396][-1]
    (size, index, path), _ = decode(proof)
    root = root_of(index, size, hashlib.sha256(b"\0" + leaf).digest(), path)
    message = b"\x84\x6aSignature1" + encode(protected) + b"\x40\x58\x20" + root
    ed, ml = keys
    if header[1] in (-8, -19):
        Ed25519PublicKey.from_public_bytes(ed).verify(signature, message)
    else:
        assert header[1] == -48
        MLDSA44PublicKey.from_public_bytes(ml).verify(signature, message)
    return {**header, 0: (size, index)}


SIGN = {
    EDDSA: Ed25519PrivateKey.from_private_bytes(KEYS.ed25519_seed).sign,
    ED25519: Ed25519PrivateKey.from_private_bytes(KEYS.ed25519_seed).sign,
    ML_DSA_44: MLDSA44PrivateKey.from_seed_bytes(KEYS.ml_dsa_seed).sign,
}


def made(index: int, algorithm: int) -> tuple[bytes, bytes]:
    """A receipt and its leaf."""
    proof = prove(logs(), PUBLIC.origin, index)
    checkpoint = read_checkpoint(read_note(proof.note.encode()).text)
    (stored,) = logs().stored(PUBLIC.origin, index, index + 1)
    raw = cose_receipt(checkpoint, index, proof.hashes, "demo/thing/x", algorithm, b"kid!", SIGN[algorithm])
    return raw, stored.leaf


@pytest.mark.parametrize("algorithm", [EDDSA, ED25519, ML_DSA_44])
@pytest.mark.parametrize("index", range(LEAVES))
def test_a_receipt_holds_for_its_own_leaf_only(index: int, algorithm: int) -> None:
    raw, leaf = made(index, algorithm)
    found = verify(raw, leaf)
    assert found[0] == (LEAVES, index)
    assert (found[1], found[4]) == (algorithm, b"kid!")
    assert found[15] == {1: PUBLIC.origin, 2: "demo/thing/x"}
    with pytest.raises(InvalidSignature):
        verify(raw, leaf + b" ")
    _, other = made((index + 1) % LEAVES, algorithm)
    with pytest.raises(InvalidSignature):
        verify(raw, other)


def test_what_is_signed_is_protected() -> None:
    raw, leaf = made(INDEX, ED25519)
    with pytest.raises(InvalidSignature):
        verify(raw.replace(b"demo/thing/x", b"demo/thing/y"), leaf)


def test_a_log_of_one_leaf_has_no_such_receipt() -> None:
    store = MemoryLogs()
    publish(store, put("a"))
    proof = prove(store, PUBLIC.origin, 0)
    checkpoint = read_checkpoint(read_note(proof.note.encode()).text)
    with pytest.raises(BadInput, match="has no path"):
        cose_receipt(checkpoint, 0, proof.hashes, "x", ED25519, b"kid!", SIGN[ED25519])


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "00"), (23, "17"), (24, "1818"), (255, "18ff"), (256, "190100"), (65536, "1a00010000"),
        (2**32, "1b0000000100000000"), (-1, "20"), (-48, "382f"), (-257, "390100"), (None, "f6"), (b"", "40"),
        ("é", "62c3a9"), ([1, [2]], "82018102"), ({10: 1, -1: 2}, "a20a012002"),
    ],
)  # fmt: skip
def test_numbers_take_the_fewest_bytes(value: Any, written: str) -> None:
    assert encode(value).hex() == written
    assert decode(encode(value)) == (value, b"")
