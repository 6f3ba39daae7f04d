# SPDX-License-Identifier: EUPL-1.2
"""Requests to a signer elsewhere, sealed with a request key, and the door that opens them or says why not.

A request is {"session", "time", "nonce", "request"} as JSON. Its SHA-256 stands in Content-Digest (RFC 9530) and is
signed with Ed25519. The session is random for each start of the signer, so that no request survives one; within a
session a nonce counts once, and a time (POSIX seconds) is at most 60 from the signer's.
"""

import base64
import binascii
import hashlib
import threading
from collections.abc import Callable, Mapping
from typing import Protocol

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from stelsel.node.signing.troubles import refused, wrong
from stelsel.node.signing.wire import Request
from stelsel.register.signer import KeySource


class Headers(Protocol):
    """The headers of a message, by name."""

    def get(self, name: str, /) -> str | None:
        """A header, None where it is missing."""


FRESH_SECONDS = 60
DIGEST, SIGNATURE, REQUESTER = "Content-Digest", "Stelsel-Signature", "Stelsel-Requester"
REQUEST_LABEL, ANSWER_LABEL = b"stelsel signer request v1\n", b"stelsel signer answer v1\n"
"""What is signed is a label and then the 32-byte digest, so that a request never passes for an answer."""


class _Sealed(msgspec.Struct, forbid_unknown_fields=True):
    session: str
    time: int
    nonce: str
    request: msgspec.Raw


def sealed_body(request: Request, session: str, time: int, nonce: str) -> bytes:
    """The body of a request."""
    return msgspec.json.encode(_Sealed(session, time, nonce, msgspec.Raw(msgspec.json.encode(request))))


def headers(body: bytes, label: bytes, key: KeySource) -> dict[str, str]:
    """The digest of a body and the signature over it."""
    digest = hashlib.sha256(body).digest()
    written = base64.b64encode(digest).decode()
    return {DIGEST: f"sha-256=:{written}:", SIGNATURE: base64.b64encode(key.sign(label + digest)).decode()}


def check_headers(found: Headers, body: bytes, label: bytes, public: bytes, where: str) -> None:
    """Broken unless the digest is that of the body and signed with this key."""
    digest = hashlib.sha256(body).digest()
    written = base64.b64encode(digest).decode()
    if found.get(DIGEST) != f"sha-256=:{written}:":
        raise wrong("remote-altered", where)
    try:
        signature = base64.b64decode(found.get(SIGNATURE) or "", validate=True)
        Ed25519PublicKey.from_public_bytes(public).verify(signature, label + digest)
    except (InvalidSignature, binascii.Error, ValueError):
        raise wrong("remote-signature", where) from None


class Door:
    """Lets each good request in once. `requesters` are names with their 32-byte public keys; `now` gives POSIX
    seconds; `session` is new for each start of the signer."""

    def __init__(self, requesters: Mapping[str, bytes], session: str, now: Callable[[], int]) -> None:
        self._requesters, self.session, self._now = requesters, session, now
        self._seen: dict[str, int] = {}
        self._lock = threading.Lock()

    def open(self, found: Headers, body: bytes) -> tuple[str, bytes]:
        """The nonce and the request inside; Broken says what is wrong: remote-unknown, -altered, -signature, -session,
        -stale or -replayed."""
        name = found.get(REQUESTER) or ""
        public = self._requesters.get(name)
        if public is None:
            raise wrong("remote-unknown", name[:80])
        check_headers(found, body, REQUEST_LABEL, public, name)
        try:
            sealed = msgspec.json.decode(body, type=_Sealed)
        except (msgspec.DecodeError, RecursionError) as error:
            raise refused("signer-request", name, str(error)[:200]) from None
        if sealed.session != self.session:
            raise wrong("remote-session", name)
        now = self._now()
        if abs(sealed.time - now) > FRESH_SECONDS:
            raise wrong("remote-stale", name)
        with self._lock:
            if sealed.nonce in self._seen:
                raise wrong("remote-replayed", name)
            self._forget(now)
            self._seen[sealed.nonce] = sealed.time
        return sealed.nonce, bytes(sealed.request)

    def _forget(self, now: int) -> None:
        """Drop the nonces of requests that are stale by now, also by a clock that goes back two minutes."""
        if len(self._seen) > 10_000:
            self._seen = {nonce: time for nonce, time in self._seen.items() if time > now - 3 * FRESH_SECONDS}
