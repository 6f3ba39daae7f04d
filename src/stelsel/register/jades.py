# SPDX-License-Identifier: EUPL-1.2
"""JAdES baseline signatures, level B-B and B-T, as flattened JWS JSON (ETSI TS 119 182-1 V1.2.1; RFC 7515, 7.2.2).

Protected header: `alg`, `x5c`, `x5t#S256` and `iat`. `iat` (clause 5.1.11) is the claimed signing time; in 2025 it
replaced `sigT` for new signatures. `crit` must name `sigD` where that is used (clause 5.1.9), and `b64` (RFC 7797); we
use neither and write none. `cty` (clause 5.1.3) is left out: the payload itself says what it is. B-T adds a time-stamp
in the unprotected header `etsiU` (clauses 5.3.1 and 5.3.4).
"""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey
from joserfc.jws import JWSRegistry
from joserfc.registry import HeaderParameter

from stelsel.kernel.canonical import canonical
from stelsel.register._jades_reading import b64url, members, tokens_in
from stelsel.register.note import strict_base64
from stelsel.register.seal_words import wrong

ALGORITHMS = ("ES256", "PS256", "RS256")
_LEAST_RSA_BITS = 2048
_MOST_CERTIFICATES = 10
_UNREADABLE = (ValueError, TypeError, UnsupportedAlgorithm, x509.DuplicateExtension, x509.UnsupportedGeneralNameType)
PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


class _Registry(JWSRegistry):
    max_header_length = 100_000
    max_payload_length = 1_500_000


@dataclass(frozen=True)
class Jades:
    """One signature: the three base64url texts that were signed or are the signature, what they say, and the DER
    time-stamp tokens over the signature."""

    payload_text: str
    protected_text: str
    signature_text: str
    payload: bytes
    algorithm: str
    chain: tuple[x509.Certificate, ...]
    signed_at: datetime
    tokens: tuple[bytes, ...] = ()

    @property
    def level(self) -> str:
        """B-B, or B-T with a time-stamp."""
        return "B-T" if self.tokens else "B-B"

    @property
    def imprint(self) -> bytes:
        """32 bytes: SHA-256 of the base64url signature value, which a time-stamp is about (clause 5.3.4)."""
        return hashlib.sha256(self.signature_text.encode()).digest()


def algorithm_for(key: PrivateKey) -> str:
    """ES256 for P-256, PS256 for RSA."""
    return "ES256" if isinstance(key, ec.EllipticCurvePrivateKey) else "PS256"


def sign(
    payload: bytes, key: PrivateKey, chain: Sequence[x509.Certificate], signed_at: datetime, algorithm: str = ""
) -> Jades:
    """Level B-B over `payload`. `chain` starts with the certificate of the key; `signed_at` is cut to whole seconds.
    Broken where key, certificate and algorithm do not fit each other."""
    chosen = algorithm or algorithm_for(key)
    header = {
        "alg": chosen,
        "iat": int(signed_at.timestamp()),
        "x5c": [base64.b64encode(one.public_bytes(Encoding.DER)).decode() for one in chain],
        "x5t#S256": thumbprint(chain[0]),
    }
    _check_key(chosen, chain[0])
    if _public(key.public_key()) != _public(chain[0].public_key()):
        raise wrong("seal-key")
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    made = jws.serialize_json({"protected": header}, payload, _jwk(chosen, pem), registry=_registry())
    return read(canonical(dict(made)))


def with_token(signature: Jades, token: bytes) -> Jades:
    """Level B-T: the same signature with a DER RFC 3161 token over its value."""
    return replace(signature, tokens=(*signature.tokens, token))


def written(signature: Jades) -> bytes:
    """The file: flattened JWS JSON, `etsiU` as base64url texts (clause 5.3.1)."""
    plain: dict[str, Any] = {
        "payload": signature.payload_text,
        "protected": signature.protected_text,
        "signature": signature.signature_text,
    }
    if signature.tokens:
        vals = [{"val": base64.b64encode(one).decode()} for one in signature.tokens]
        plain["header"] = {"etsiU": [b64url(canonical({"sigTst": {"tstTokens": vals}}))]}
    return canonical(plain)


def read(raw: bytes) -> Jades:
    """Parse; BadInput for what is no JSON, Broken for what is no JAdES. No signature is checked yet."""
    plain, header, payload = members(raw)
    algorithm = header.get("alg")
    if algorithm not in ALGORITHMS:
        raise wrong("seal-algorithm", str(algorithm)[:40])
    chain = _chain(header)
    if header.get("x5t#S256") != thumbprint(chain[0]):
        raise wrong("seal-thumbprint")
    return Jades(
        plain["payload"],
        plain["protected"],
        plain["signature"],
        payload,
        algorithm,
        chain,
        _moment(header),
        tokens_in(plain["header"]) if "header" in plain else (),
    )


def check(signature: Jades) -> None:
    """Broken unless the signature holds with the key of its first certificate and each certificate was issued by the
    next. Says nothing about who the last one is, nor about time-stamps."""
    leaf = signature.chain[0]
    _check_key(signature.algorithm, leaf)
    _check_usage(leaf)
    for one, issuer in zip(signature.chain, signature.chain[1:], strict=False):
        try:
            one.verify_directly_issued_by(issuer)
        except (InvalidSignature, *_UNREADABLE):
            raise wrong("seal-chain", one.subject.rfc4514_string()) from None
    parts: Any = {
        "payload": signature.payload_text,
        "protected": signature.protected_text,
        "signature": signature.signature_text,
    }
    try:
        jws.deserialize_json(parts, _jwk(signature.algorithm, _public(leaf.public_key())), registry=_registry())
    except (JoseError, ValueError):
        raise wrong("seal-signature") from None


def check_validity(signature: Jades, moment: datetime) -> None:
    """Broken unless every certificate was valid at this moment."""
    for one in signature.chain:
        if not one.not_valid_before_utc <= moment <= one.not_valid_after_utc:
            raise wrong("certificate-time", f"{one.subject.rfc4514_string()} {one.not_valid_after_utc:%Y-%m-%d}")


def thumbprint(certificate: x509.Certificate) -> str:
    """`x5t#S256`: base64url of SHA-256 over the DER (RFC 7515, 4.1.8)."""
    return b64url(hashlib.sha256(certificate.public_bytes(Encoding.DER)).digest())


def _registry() -> JWSRegistry:
    return _Registry({"iat": HeaderParameter("Issued at", "int")}, ALGORITHMS, strict_check_header=False)


def _jwk(algorithm: str, pem: bytes) -> ECKey | RSAKey:
    return ECKey.import_key(pem) if algorithm == "ES256" else RSAKey.import_key(pem)


def _public(key: Any) -> bytes:
    found: bytes = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return found


def _check_key(algorithm: str, certificate: x509.Certificate) -> None:
    key = certificate.public_key()
    if algorithm == "ES256":
        fits = isinstance(key, ec.EllipticCurvePublicKey) and isinstance(key.curve, ec.SECP256R1)
    else:
        fits = isinstance(key, rsa.RSAPublicKey) and key.key_size >= _LEAST_RSA_BITS
    if not fits:
        raise wrong("seal-key", algorithm)


def _check_usage(certificate: x509.Certificate) -> None:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return
    if not (usage.digital_signature or usage.content_commitment):
        raise wrong("certificate-usage", certificate.subject.rfc4514_string())


def _chain(header: dict[str, Any]) -> tuple[x509.Certificate, ...]:
    texts = header.get("x5c")
    if not isinstance(texts, list) or not 0 < len(texts) <= _MOST_CERTIFICATES:
        raise wrong("seal-header", "x5c")
    try:
        return tuple(_certificate(strict_base64(one)) for one in texts)
    except (x509.InvalidVersion, *_UNREADABLE):
        raise wrong("seal-header", "x5c") from None


def _certificate(der: bytes) -> x509.Certificate:
    """Parsed to its parts, of which the library reads some only when they are asked for."""
    found = x509.load_der_x509_certificate(der)
    for part in ("version", "subject", "issuer", "not_valid_before_utc", "not_valid_after_utc", "extensions"):
        getattr(found, part)
    found.public_key()
    return found


def _moment(header: dict[str, Any]) -> datetime:
    seconds = header.get("iat")
    if type(seconds) is not int or not 0 < seconds < 2**37:
        raise wrong("seal-header", "iat")
    return datetime.fromtimestamp(seconds, UTC)
