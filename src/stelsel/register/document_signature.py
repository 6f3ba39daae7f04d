# SPDX-License-Identifier: EUPL-1.2
"""A document that stands in no log, signed with the keys of a log: the log signs its newest root once more, about the
hash of the document. It is the signature of a COSE Receipt (RFC 9942, see `cose_receipt`) whose subject is a document
in place of an entry; no other bytes are ever signed. So it says two things: this log vouches for these bytes, and the
log had this size and root then, or was further.
"""

import base64
import hashlib
from collections.abc import Callable, Iterable
from typing import Annotated, Any

import msgspec

from stelsel.register._refusals import wrong
from stelsel.register.cose_receipt import ALGORITHMS, Algorithm, protected_header, signature_holds
from stelsel.register.note import ED25519, ML_DSA_44, key_id, read_vkey

_SORTS = {"ed25519": ED25519, "ml-dsa-44": ML_DSA_44}
_Bytes = Annotated[bytes, msgspec.Meta(max_length=5_000)]


class DocumentSignature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One signature: the log (origin), its size and root (32 bytes), the algorithm and the signature."""

    logboek: str
    omvang: Annotated[int, msgspec.Meta(ge=0, lt=2**53)]
    wortel: Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
    algoritme: Algorithm
    handtekening: _Bytes


def subject_of(document: bytes) -> str:
    """How a document is named in its signature: ni:///sha-256;... (RFC 6920), which is no address of an entry."""
    digest = base64.urlsafe_b64encode(hashlib.sha256(document).digest()).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"


def signed(document: bytes, origin: str, sign_root: Callable[[str, str, Algorithm], Any]) -> list[DocumentSignature]:
    """The signatures of both keys of a log; `sign_root` is that of its signer. Broken when one does not hold."""
    found = []
    for algorithm in ALGORITHMS:
        one = sign_root(origin, subject_of(document), algorithm)
        signature_holds(algorithm, one.public, one.protected, one.root, one.signature)
        found.append(DocumentSignature(origin, one.size, one.root, algorithm, one.signature))
    return found


def check_signatures(document: bytes, signatures: Iterable[DocumentSignature], known: Iterable[str]) -> str:
    """The log that signed: with every key of it that the reader knows (`known`, verifier keys), of one generation at
    least one per algorithm. Broken for none, for one that does not hold, and for signatures of several logs."""
    given = list(signatures)
    origins = {one.logboek for one in given}
    if len(origins) != 1 or {one.algoritme for one in given} != set(ALGORITHMS):
        raise wrong("missing-signature", "")
    keys = [read_vkey(one) for one in known]
    for one in given:
        mine = [key for name, kind, key in keys if name == one.logboek and kind == _SORTS[one.algoritme]]
        if not any(_holds(document, one, key) for key in mine):
            raise wrong("missing-signature", one.logboek)
    return origins.pop()


def _holds(document: bytes, one: DocumentSignature, public: bytes) -> bool:
    from stelsel.kernel.problem import Broken

    known_as = key_id(one.logboek, _SORTS[one.algoritme], public)
    protected = protected_header(one.logboek, subject_of(document), ALGORITHMS[one.algoritme], known_as)
    try:
        signature_holds(one.algoritme, public, protected, one.wortel, one.handtekening)
    except Broken:
        return False
    return True
