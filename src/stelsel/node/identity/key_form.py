# SPDX-License-Identifier: EUPL-1.2
"""The form of a key of a service account: `stl_ID_SECRETCHECK`.

ID: 10 letters and digits, public. SECRET: 256 random bits as 43 characters of base64url (RFC 4648, section 5).
CHECK: the CRC-32 of all before it, 6 characters in base 62: a scanner of leaked secrets knows a key from chance
without asking us. As a regular expression: `stl_[a-z2-9]{10}_[A-Za-z0-9_-]{43}[0-9A-Za-z]{6}`.
"""

import base64
import hashlib
import re
import secrets
import zlib

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_FORM = re.compile(r"stl_([a-z2-9]{10})_[A-Za-z0-9_-]{43}[0-9A-Za-z]{6}", re.ASCII)
LENGTH = 64
"""Characters of a key."""


def new() -> tuple[str, str]:
    """A fresh key: its id, and the whole key."""
    number = "".join(secrets.choice(_LETTERS) for _ in range(10))
    secret = base64.urlsafe_b64encode(secrets.token_bytes(32)).rstrip(b"=").decode()
    return number, _checked(f"stl_{number}_{secret}")


def id_in(key: str) -> str:
    """The id of what has the form of a key, checksum included; empty for anything else."""
    found = _FORM.fullmatch(key)
    return found[1] if found and _checked(key[:-6]) == key else ""


def digest(key: str) -> str:
    """What is kept of a key: its SHA-256 in hex. With 256 random bits a slow hash would add nothing."""
    return hashlib.sha256(key.encode()).hexdigest()


def _checked(before: str) -> str:
    number, found = zlib.crc32(before.encode()), ""
    for _ in range(6):
        number, rest = divmod(number, 62)
        found = _DIGITS[rest] + found
    return before + found
