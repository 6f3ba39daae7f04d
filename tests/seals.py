# SPDX-License-Identifier: EUPL-1.2
"""A CA of the tests, and seals read with json, hashlib and cryptography alone, without the product's own code."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

NOW = datetime(2026, 11, 25, 12, 0, 0, tzinfo=UTC)


def unpad(text: str) -> bytes:
    """Base64url without padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def b64url(raw: bytes) -> str:
    """The other way."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class Ca:
    """A CA that certifies any key for any period and use."""

    def __init__(self, name: str = "PROEF (test) CA", start: datetime = NOW) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.certificate = self._sign(name, self.key, start, 3650, True, True)

    def certify(self, key: Any, start: datetime = NOW, days: int = 365, may_sign: bool = True) -> x509.Certificate:
        """A leaf certificate for a key."""
        return self._sign("PROEF (test) zegel", key, start, days, False, may_sign)

    def _sign(self, name: str, key: Any, start: datetime, days: int, ca: bool, may_sign: bool) -> x509.Certificate:
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        usage = x509.KeyUsage(
            digital_signature=may_sign and not ca,
            content_commitment=False,
            key_encipherment=not may_sign,
            data_encipherment=False,
            key_agreement=False,
            key_cert_sign=ca,
            crl_sign=ca,
            encipher_only=False,
            decipher_only=False,
        )
        builder = x509.CertificateBuilder().subject_name(subject).public_key(key.public_key())
        builder = builder.issuer_name(subject if ca else self.certificate.subject)
        builder = builder.serial_number(x509.random_serial_number()).not_valid_before(start - timedelta(days=1))
        builder = builder.not_valid_after(start + timedelta(days=days))
        builder = builder.add_extension(x509.BasicConstraints(ca, None), True).add_extension(usage, True)
        return builder.sign(self.key, SHA256())


def pem_files(folder: Path, key: Any, chain: list[x509.Certificate]) -> dict[str, str]:
    """The settings that name this key and these certificates."""
    (folder / "k.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (folder / "c.pem").write_bytes(b"".join(one.public_bytes(Encoding.PEM) for one in chain))
    return {"STELSEL_SEAL_KEY": str(folder / "k.pem"), "STELSEL_SEAL_CERTIFICATES": str(folder / "c.pem")}


def verified_alone(raw: bytes) -> tuple[dict[str, Any], bytes]:
    """Protected header and payload of a flattened JWS, its signature and thumbprint checked here. InvalidSignature."""
    plain = json.loads(raw)
    header, signature = json.loads(unpad(plain["protected"])), unpad(plain["signature"])
    der = base64.b64decode(header["x5c"][0])
    assert header["x5t#S256"] == b64url(hashlib.sha256(der).digest())
    key = x509.load_der_x509_certificate(der).public_key()
    signed = f"{plain['protected']}.{plain['payload']}".encode()
    if header["alg"] == "ES256":
        assert isinstance(key, ec.EllipticCurvePublicKey)
        assert len(signature) == 64
        r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
        key.verify(encode_dss_signature(r, s), signed, ec.ECDSA(SHA256()))
    else:
        assert isinstance(key, rsa.RSAPublicKey)
        pss = padding.PSS(padding.MGF1(SHA256()), 32)
        key.verify(signature, signed, pss if header["alg"] == "PS256" else padding.PKCS1v15(), SHA256())
    return header, unpad(plain["payload"])


def token_alone(raw: bytes) -> tuple[bytes, str]:
    """The DER token of a seal, and the hexadecimal SHA-256 of the text that it must be about."""
    plain = json.loads(raw)
    component = json.loads(unpad(plain["header"]["etsiU"][0]))
    (only,) = component["sigTst"]["tstTokens"]
    return base64.b64decode(only["val"]), hashlib.sha256(plain["signature"].encode()).hexdigest()
