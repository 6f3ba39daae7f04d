# SPDX-License-Identifier: EUPL-1.2
"""Keys for one purpose each, derived from the secret of this node (HKDF-SHA256, RFC 5869): who learns one learns none
of the others. The secret file may hold older secrets on further lines: those open what was made before, and make
nothing."""

from functools import cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def key_for(purpose: str) -> bytes:
    """32 bytes for this purpose, from the newest secret."""
    return _derived(settings.SECRET_KEY, purpose)


def keys_for(purpose: str) -> tuple[bytes, ...]:
    """32 bytes for this purpose from every secret that is accepted, the newest first."""
    return tuple(_derived(secret, purpose) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


@cache
def _derived(secret: str, purpose: str) -> bytes:
    return HKDF(SHA256(), 32, None, f"stelsel/{purpose}".encode()).derive(secret.encode())
