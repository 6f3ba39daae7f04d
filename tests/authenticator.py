# SPDX-License-Identifier: EUPL-1.2
"""An authenticator in software: it makes and uses passkeys as a browser hands them over, byte by byte."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import struct
from dataclasses import dataclass, field, replace
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor

ORIGIN = "http://localhost:8000"
UP, UV, AT = 1, 4, 64


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def raw(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass(frozen=True)
class Passkey:
    """One credential in the authenticator."""

    id: bytes
    key: ec.EllipticCurvePrivateKey
    handle: bytes


@dataclass(frozen=True)
class Authenticator:
    """What may be changed to make it a bad one: the origin that the browser saw, the flags, the counter (None: it
    counts), the algorithm that it claims."""

    origin: str = ORIGIN
    flags: int = UP | UV
    counter: int | None = None
    algorithm: int = -7
    cross_origin: bool = False
    counted: list[int] = field(default_factory=lambda: [0])

    def with_(self, **changed: Any) -> Authenticator:
        """The same one, but for this."""
        return replace(self, **changed)

    def make(self, options: dict[str, Any]) -> tuple[Passkey, str]:
        """A passkey for these options, and the answer that the browser sends."""
        asked = options["publicKey"]
        made = Passkey(secrets.token_bytes(32), ec.generate_private_key(ec.SECP256R1()), raw(asked["user"]["id"]))
        return made, self.attest(made, options)

    def attest(self, made: Passkey, options: dict[str, Any]) -> str:
        """The answer about a passkey that was made (WebAuthn Level 3, section 6.5.4, attestation none)."""
        numbers = made.key.public_key().public_numbers()
        x, y = numbers.x.to_bytes(32, "big"), numbers.y.to_bytes(32, "big")
        cose = cbor.encode({1: 2, 3: self.algorithm, -1: 1, -2: x, -3: y})
        data = self._data(options["publicKey"]["rp"]["id"], self.flags | AT)
        data += bytes(16) + struct.pack(">H", len(made.id)) + made.id + cose
        told = {"attestationObject": b64(cbor.encode({"fmt": "none", "attStmt": {}, "authData": data}))}
        return self._answer(made.id, {**told, "clientDataJSON": b64(self._client("webauthn.create", options))})

    def use(self, made: Passkey, options: dict[str, Any], handle: bytes | None = None) -> str:
        """The answer to a challenge (section 6.3.3)."""
        data, client = self._data(options["publicKey"]["rpId"], self.flags), self._client("webauthn.get", options)
        signature = made.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        told = {"clientDataJSON": b64(client), "authenticatorData": b64(data), "signature": b64(signature)}
        return self._answer(made.id, {**told, "userHandle": b64(made.handle if handle is None else handle)})

    def _data(self, party: str, flags: int) -> bytes:
        self.counted[0] += 1
        counter = self.counted[0] if self.counter is None else self.counter
        return hashlib.sha256(party.encode()).digest() + struct.pack(">BI", flags, counter)

    def _client(self, sort: str, options: dict[str, Any]) -> bytes:
        told = {"type": sort, "challenge": options["publicKey"]["challenge"], "origin": self.origin}
        return json.dumps({**told, "crossOrigin": self.cross_origin}).encode()

    def _answer(self, id: bytes, response: dict[str, str]) -> str:
        return json.dumps(
            {"id": b64(id), "rawId": b64(id), "type": "public-key", "response": response, "clientExtensionResults": {}}
        )
