# SPDX-License-Identifier: EUPL-1.2
"""Documents at rest: AES-256-GCM under the key of their dossier. Dossier, document and number of the revision are bound
to the bytes, so that none can be put in the place of another."""

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from stelsel.kernel.problem import broken
from stelsel.kernel.text import Text
from stelsel.node import clock
from stelsel.node.dossiers._types import Content

_NONCE = 12
_LABEL = b"stelsel dossier v1\0"


def new_key() -> bytes:
    """The data key of one dossier: 32 random bytes."""
    return AESGCM.generate_key(256)


def sealed(key: bytes, dossier: str, document: str, revision: int, content: Content) -> bytes:
    """12 bytes of nonce, then the ciphertext with its tag."""
    nonce = clock.salt(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, msgspec.msgpack.encode(content), _bound(dossier, document, revision))


def unsealed(key: bytes, dossier: str, document: str, revision: int, raw: bytes) -> Content:
    """The content again; Broken, which names the place and nothing of the content, when a byte was changed or moved."""
    try:
        plain = AESGCM(key).decrypt(raw[:_NONCE], raw[_NONCE:], _bound(dossier, document, revision))
        return msgspec.msgpack.decode(plain, type=Content)
    except (InvalidTag, ValueError, msgspec.DecodeError):
        raise broken(
            "dossier-tampered",
            f"dossier {dossier} stuk {document} versie {revision}",
            Text(
                nl="Dit stuk is buiten het product om veranderd of verplaatst.",
                en="This document was changed or moved from outside the product.",
            ),
            Text(
                nl="Zet de database terug uit een kopie; gebruik dit stuk niet.",
                en="Restore the database from a copy; do not use this document.",
            ),
        ) from None


def _bound(dossier: str, document: str, revision: int) -> bytes:
    return _LABEL + f"{dossier}\0{document}\0{revision}".encode()
