# SPDX-License-Identifier: EUPL-1.2
"""The state of a journey of several screens, carried by the visitor in a hidden field: sealed, so that only this node
reads it and nobody changes it; nothing is kept here and nothing stands in an address.

AES-256-GCM. The key is derived from the secret of the node for this purpose alone; the first bytes say which secret,
so that secrets can be replaced while people are under way. What is authenticated besides the state: the journey, the
screen it belongs to, the version of its fields, and the browser (a hash of the secret in its form-token cookie). So a
state fits one screen of one journey in one browser, for a while. It fits there as often as somebody goes back: a
journey that ends in writing something needs its own guard against doing that twice.

Not compressed: the length of compressed text tells what stands in it (CRIME, RFC 7457 section 2.6), and a state is
small. It is padded to whole blocks, so that its length says little about what was answered.
"""

import base64
import binascii
import hashlib
import os
import struct
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from stelsel.node import clock
from stelsel.node.secret import keys_for

S = TypeVar("S", bound=msgspec.Struct)
Why = Literal["missing", "too-large", "other-version", "expired", "changed"]
"""Why a state cannot be read. `changed` is whatever was not sealed here for this screen and this browser, and is not
told apart further: who tampers learns nothing."""

MOST_BYTES = 8_192
"""Length of a sealed state as it travels."""
_FORM = 1
_HEAD = struct.Struct(">BH4s12s")
"""Form of the seal, version of the fields, which key, nonce."""
_BLOCK = 256
_CLOCKS_APART = 60
"""Seconds that the clocks of two machines of one node may differ."""


class Lost(Exception):
    """A carried state cannot be used, and why. The visitor begins again."""

    def __init__(self, why: Why) -> None:
        self.why = why
        super().__init__(why)


@dataclass(frozen=True)
class Journey(Generic[S]):
    """A journey: its name, the struct that is carried (version goes up with every change of it), and for how many
    seconds a screen may stay open."""

    name: str
    state: type[S]
    version: int = 1
    seconds: int = 2 * 60 * 60

    def seal(self, state: S, screen: str, browser: bytes) -> str:
        """The state as text for a hidden field of one screen. `browser` is what this browser alone sends with a
        form."""
        plain = struct.pack(">Q", clock.posix()) + msgspec.msgpack.encode(state)
        plain += b"\x80" + bytes(-(len(plain) + 1) % _BLOCK)
        key = keys_for("carried")[0]
        head = _HEAD.pack(_FORM, self.version, _key_id(key), os.urandom(12))
        sealed = head + AESGCM(key).encrypt(head[-12:], plain, self._bound(head, screen, browser))
        text = base64.urlsafe_b64encode(sealed).decode()
        if len(text) > MOST_BYTES:
            raise Lost("too-large")
        return text

    def open(self, text: str, screen: str, browser: bytes) -> S:
        """The state that was sealed for this screen and browser. Lost for anything else."""
        if not text:
            raise Lost("missing")
        if len(text) > MOST_BYTES:
            raise Lost("too-large")
        try:
            sealed = base64.b64decode(text, altchars=b"-_", validate=True)
            form, version, which, nonce = _HEAD.unpack_from(sealed)
        except (binascii.Error, ValueError, struct.error):
            raise Lost("changed") from None
        if form != _FORM or version != self.version:
            raise Lost("other-version")
        plain = self._plain(sealed, which, nonce, self._bound(sealed[: _HEAD.size], screen, browser))
        (made,) = struct.unpack_from(">Q", plain)
        age = clock.posix() - made
        if not -_CLOCKS_APART <= age <= self.seconds:
            raise Lost("expired")
        try:
            return msgspec.msgpack.decode(plain[8:].rstrip(b"\0")[:-1], type=self.state)
        except (msgspec.ValidationError, msgspec.DecodeError):
            raise Lost("other-version") from None

    def _plain(self, sealed: bytes, which: bytes, nonce: bytes, bound: bytes) -> bytes:
        key = next((key for key in keys_for("carried") if _key_id(key) == which), None)
        if key is None:
            raise Lost("changed")
        try:
            return AESGCM(key).decrypt(nonce, sealed[_HEAD.size :], bound)
        except InvalidTag:
            raise Lost("changed") from None

    def _bound(self, head: bytes, screen: str, browser: bytes) -> bytes:
        """What is authenticated besides the state; every part has its length before it, so that none runs into
        another."""
        parts = (head, self.name.encode(), screen.encode(), hashlib.sha256(browser).digest())
        return b"".join(struct.pack(">I", len(part)) + part for part in parts)


def _key_id(key: bytes) -> bytes:
    return hashlib.sha256(b"stelsel key id" + key).digest()[:4]
