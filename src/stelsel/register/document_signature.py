# SPDX-License-Identifier: EUPL-1.2
"""A document that stands in no log, signed with the keys of a log: the log signs its newest root once more, about the
hash of the document. It is the signature of a COSE Receipt (RFC 9942, see `cose_receipt`) whose subject is a document
in place of an entry; no other bytes are ever signed. So it says two things: this log vouches for these bytes, and the
log had this size and root then, or was further.
"""

import base64
import hashlib
from collections.abc import Callable, Iterable
from typing import Annotated, Any, Protocol

import msgspec

from stelsel.kernel.canonical import canonical
from stelsel.kernel.problem import Broken, bad_input, broken
from stelsel.kernel.text import Text
from stelsel.register.cose_receipt import ALGORITHMS, Algorithm, protected_header, signature_holds
from stelsel.register.note import ED25519, ML_DSA_44, key_id

_SORTS: dict[Algorithm, int] = {"ed25519": ED25519, "ml-dsa-44": ML_DSA_44}
_WIRE = {"log": "logboek", "size": "omvang", "root": "wortel", "algorithm": "algoritme", "signature": "handtekening"}
MAX_BYTES = 2_000_000
"""Of a document with its signatures."""
Key = tuple[str, int, bytes]
"""A public key that a reader knows: name (origin of a log), signature type of a note, and bytes."""


class DocumentSignature(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename=_WIRE):
    """One signature: the log (origin), its size and root (32 bytes), the algorithm and the signature."""

    log: str
    size: Annotated[int, msgspec.Meta(ge=0, lt=2**53)]
    root: Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
    algorithm: Algorithm
    signature: Annotated[bytes, msgspec.Meta(max_length=5_000)]


class _Signed(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"document": "bewijs"}):
    document: dict[str, Any]
    handtekeningen: Annotated[tuple[DocumentSignature, ...], msgspec.Meta(max_length=100)] = ()


class Root(Protocol):
    """What a signer gives for a root: see `SignedRoot`."""

    size: int
    root: bytes
    protected: bytes
    signature: bytes
    public: bytes


def subject_of(document: bytes) -> str:
    """How a document is named in its signature: ni:///sha-256;... (RFC 6920), which is no address of an entry."""
    digest = base64.urlsafe_b64encode(hashlib.sha256(document).digest()).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"


def sign_document(
    document: bytes, origin: str, sign_root: Callable[[str, str, Algorithm], Root]
) -> tuple[DocumentSignature, ...]:
    """The signatures of both keys of a log; `sign_root` is that of its signer. Broken when one does not hold."""
    found = []
    for algorithm in ALGORITHMS:
        one = sign_root(origin, subject_of(document), algorithm)
        signature_holds(algorithm, one.public, one.protected, one.root, one.signature)
        found.append(DocumentSignature(origin, one.size, one.root, algorithm, one.signature))
    return tuple(found)


def written(document: bytes, signatures: Iterable[DocumentSignature]) -> bytes:
    """A canonical document with its signatures as JSON, for a file."""
    whole = _Signed(msgspec.json.decode(document), tuple(signatures))
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


def read_signed(raw: bytes, where: str = "") -> tuple[bytes, tuple[DocumentSignature, ...]]:
    """The canonical document and its signatures, nothing verified yet. BadInput for what is no such file."""
    if len(raw) > MAX_BYTES:
        raise bad_input("signed-document", where, _FORM, _FORM_CURE)
    try:
        found = msgspec.json.decode(raw, type=_Signed)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise bad_input("signed-document", where, _FORM, _FORM_CURE) from None
    return canonical(found.document), found.handtekeningen


def check_signatures(document: bytes, signatures: Iterable[DocumentSignature], known: Iterable[Key]) -> str:
    """The origin of the log that signed, with a key of each algorithm that the reader knows. Broken for none, for one
    that does not hold, and for signatures of several logs."""
    given, keys = list(signatures), list(known)
    origins = {one.log for one in given}
    if len(origins) != 1 or {one.algorithm for one in given} != set(ALGORITHMS):
        raise _unsigned("")
    for one in given:
        mine = [public for name, kind, public in keys if name == one.log and kind == _SORTS[one.algorithm]]
        if not any(_holds(document, one, public) for public in mine):
            raise _unsigned(one.log)
    return origins.pop()


def _holds(document: bytes, one: DocumentSignature, public: bytes) -> bool:
    known_as = key_id(one.log, _SORTS[one.algorithm], public)
    protected = protected_header(one.log, subject_of(document), ALGORITHMS[one.algorithm], known_as)
    try:
        signature_holds(one.algorithm, public, protected, one.root, one.signature)
    except Broken:
        return False
    return True


def _unsigned(where: str) -> Broken:
    return broken("document-signature", where, _UNSIGNED, _UNSIGNED_CURE)


_FORM = Text(nl="Dit is geen ondertekend stuk.", en="This is no signed document.")
_FORM_CURE = Text(nl="Geef het bestand zoals het is gemaakt.", en="Give the file as it was made.")
_UNSIGNED = Text(
    nl="Dit stuk is niet ondertekend door wie u vertrouwt, of het is veranderd.",
    en="This document was not signed by whom you trust, or it was changed.",
)
_UNSIGNED_CURE = Text(nl="Vertrouw het niet; vraag een nieuw.", en="Do not trust it; ask for a new one.")
