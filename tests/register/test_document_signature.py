# SPDX-License-Identifier: EUPL-1.2
"""A document that stands in no log, signed by the keys of one."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
import pytest

from stelsel.kernel.canonical import canonical
from stelsel.kernel.problem import BadInput, Broken
from stelsel.register.cose_receipt import ALGORITHMS, Algorithm, protected_header, signed_bytes
from stelsel.register.document_signature import (
    MAX_BYTES,
    DocumentSignature,
    Key,
    check_signatures,
    read_signed,
    sign_document,
    subject_of,
    written,
)
from stelsel.register.note import ED25519, ML_DSA_44, key_id
from stelsel.register.signer import Ed25519Seed, MlDsa44Seed

DOCUMENT = canonical({"soort": "iets", "waarde": 12})
LOG = "stelsel.example/x/public"
PLAIN, SAFE = Ed25519Seed(b"1" * 32), MlDsa44Seed(b"2" * 32)
KEYS: tuple[Key, ...] = ((LOG, ED25519, PLAIN.public), (LOG, ML_DSA_44, SAFE.public))


@dataclass
class Signed:
    """What a signer gives."""

    size: int
    root: bytes
    protected: bytes
    signature: bytes
    public: bytes


def sign_root(origin: str, subject: str, algorithm: Algorithm) -> Signed:
    """As the signer does it."""
    key, kind = (PLAIN, ED25519) if algorithm == "ed25519" else (SAFE, ML_DSA_44)
    root = b"r" * 32
    protected = protected_header(origin, subject, ALGORITHMS[algorithm], key_id(origin, kind, key.public))
    return Signed(5, root, protected, key.sign(signed_bytes(protected, root)), key.public)


@pytest.fixture(scope="module")
def signatures() -> tuple[DocumentSignature, ...]:
    """Both keys sign."""
    return sign_document(DOCUMENT, LOG, sign_root)


def test_a_signed_document_reads_back_and_holds(signatures: tuple[DocumentSignature, ...]) -> None:
    document, again = read_signed(written(DOCUMENT, signatures))
    assert (document, again) == (DOCUMENT, signatures)
    assert check_signatures(document, again, KEYS) == LOG


def test_the_name_of_a_document_is_no_address_of_an_entry() -> None:
    assert subject_of(b"Hello World!") == "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"  # RFC 6920, 8.1


def test_what_was_changed_does_not_hold(signatures: tuple[DocumentSignature, ...]) -> None:
    other = canonical({"soort": "iets", "waarde": 13})
    with pytest.raises(Broken):
        check_signatures(other, signatures, KEYS)
    for change in ({"root": b"x" * 32}, {"log": LOG + "x"}, {"signature": b"x" * 64}):
        altered = [msgspec.structs.replace(one, **change) for one in signatures]
        with pytest.raises(Broken):
            check_signatures(DOCUMENT, altered, KEYS)


def test_both_keys_of_one_known_log_must_have_signed(signatures: tuple[DocumentSignature, ...]) -> None:
    stranger = ((LOG, ED25519, Ed25519Seed(b"9" * 32).public), KEYS[1])
    for given, known in (
        ((), KEYS),
        (signatures[:1], KEYS),
        (signatures, KEYS[:1]),
        (signatures, ()),
        (signatures, stranger),
    ):
        with pytest.raises(Broken):
            check_signatures(DOCUMENT, given, known)
    two = (signatures[0], msgspec.structs.replace(signatures[1], log="stelsel.example/y/public"))
    with pytest.raises(Broken):
        check_signatures(DOCUMENT, two, KEYS)


def test_a_key_of_an_older_generation_still_holds(signatures: tuple[DocumentSignature, ...]) -> None:
    newer = (LOG, ED25519, Ed25519Seed(b"9" * 32).public)
    assert check_signatures(DOCUMENT, signatures, (newer, *KEYS)) == LOG


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b"{}",
        b'{"bewijs": 1}',
        b'{"bewijs": {}, "meer": 1}',
        b'{"bewijs": {"a": 1.5}}',
        b" " * (MAX_BYTES + 1),
    ],
)
def test_what_is_no_signed_document_is_refused(raw: bytes) -> None:
    with pytest.raises(BadInput):
        read_signed(raw, "bewijs.json")
