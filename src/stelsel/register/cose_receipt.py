# SPDX-License-Identifier: EUPL-1.2
"""The same proof as a COSE Receipt of inclusion (RFC 9942, RFC9162_SHA256), for whoever works with SCITT (RFC 9943).

A COSE Receipt is a COSE_Sign1 (RFC 9052) over the root of the tree, its payload detached, with the inclusion proof in
the unprotected header. It is an export: the log's own proof is the tlog-proof. The log signs the root once more, in
COSE's own structure, which begins with other bytes than a signed note or a cosigned message does.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey

from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.register._refusals import wrong
from stelsel.register.checkpoint import Checkpoint

EDDSA = -8
"""Ed25519 under its older name (RFC 9053), which other programs read."""
ED25519 = -19
"""Ed25519 (RFC 9864)."""
ML_DSA_44 = -48
"""ML-DSA-44 (RFC 9964)."""
Algorithm = Literal["ed25519", "ml-dsa-44"]
ALGORITHMS: dict[Algorithm, int] = {"ed25519": EDDSA, "ml-dsa-44": ML_DSA_44}
"""Our name of each algorithm -> its number in COSE; for Ed25519 the older one, which other programs read."""
_SIGN1, _ALG, _KID, _CWT, _VDS, _VDP = 18, 1, 4, 15, 395, 396
_RFC9162_SHA256, _INCLUSION = 1, -1
_ISSUER, _SUBJECT = 1, 2

Value = int | bytes | str | None | Sequence["Value"] | Mapping[int, "Value"]


def cose_receipt(
    checkpoint: Checkpoint,
    index: int,
    hashes: Sequence[bytes],
    subject: str,
    algorithm: int,
    key_id: bytes,
    sign: Callable[[bytes], bytes],
) -> bytes:
    """The receipt of the leaf at `index`, bytes of CBOR. `hashes` is its audit path, leaf first; `subject` the entry's
    address; `sign` signs with the key of `algorithm` and `key_id`. BadInput for a log of one leaf: its path is empty,
    and the standard asks for one hash at least."""
    assert 0 <= index < checkpoint.size, "the leaf lies in the tree"
    protected = protected_header(checkpoint.origin, subject, algorithm, key_id)
    return assembled(checkpoint, index, hashes, protected, sign(signed_bytes(protected, checkpoint.root)))


def protected_header(origin: str, subject: str, algorithm: int, key_id: bytes) -> bytes:
    """The protected header: algorithm, key id, the claims who issues (the log) and about what, and the kind of tree."""
    claims: Value = {_ISSUER: origin, _SUBJECT: subject}
    return encode({_ALG: algorithm, _KID: key_id, _CWT: claims, _VDS: _RFC9162_SHA256})


def assembled(checkpoint: Checkpoint, index: int, hashes: Sequence[bytes], protected: bytes, signature: bytes) -> bytes:
    """The receipt from its parts. BadInput for a log of one leaf."""
    if not hashes:
        raise bad_input(
            "cose-one-leaf",
            checkpoint.origin,
            Text(nl="Een logboek met één vermelding heeft geen pad.", en="A log of one entry has no path."),
            Text(nl="Gebruik het ontvangstbewijs (tlog-proof).", en="Use the receipt (tlog-proof)."),
        )
    proof = encode([checkpoint.size, index, list(hashes)])
    return _head(6, _SIGN1) + encode([protected, {_VDP: {_INCLUSION: [proof]}}, None, signature])


def signed_bytes(protected: bytes, root: bytes) -> bytes:
    """What a COSE_Sign1 signature is over: Sig_structure with the detached root as payload (RFC 9052 4.4)."""
    return encode(["Signature1", protected, b"", root])


def signature_holds(algorithm: Algorithm, public: bytes, protected: bytes, root: bytes, signature: bytes) -> None:
    """Broken unless this key signed this root under this header."""
    message = signed_bytes(protected, root)
    try:
        if algorithm == "ed25519":
            Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
        else:
            MLDSA44PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        raise wrong("missing-signature", "COSE") from None


def encode(value: Value) -> bytes:
    """Deterministic CBOR (RFC 8949 4.2.1) of whole numbers, bytes, text, None, lists, and maps by number."""
    if value is None:
        return b"\xf6"
    if isinstance(value, int):
        return _head(0, value) if value >= 0 else _head(1, -1 - value)
    if isinstance(value, bytes):
        return _head(2, len(value)) + value
    if isinstance(value, str):
        raw = value.encode()
        return _head(3, len(raw)) + raw
    if isinstance(value, Mapping):
        pairs = sorted((encode(key), encode(inner)) for key, inner in value.items())
        return _head(5, len(pairs)) + b"".join(key + inner for key, inner in pairs)
    return _head(4, len(value)) + b"".join(encode(inner) for inner in value)


def _head(major: int, number: int) -> bytes:
    """The first bytes of an item: its major type and its number in the fewest bytes."""
    if number < 24:
        return bytes([major << 5 | number])
    width = next(width for width in (1, 2, 4, 8) if number < 1 << 8 * width)
    return bytes([major << 5 | 23 + width.bit_length()]) + number.to_bytes(width, "big")
