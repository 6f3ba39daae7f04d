# SPDX-License-Identifier: EUPL-1.2
"""The check of a seal, without a node: its signature and certificates, what it binds, and its time-stamps."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding

from stelsel.node import clock
from stelsel.node.openssl import issued_by
from stelsel.node.timestamps import Stamp, read_token, verify_token
from stelsel.register import jades
from stelsel.register.seal import Sealed, read_payload
from stelsel.register.seal_words import wrong

_CLOCKS_DIFFER = timedelta(minutes=5)


@dataclass(frozen=True)
class Verdict:
    """A seal that holds: what it is, what was sealed, what its time-stamps say, and whether CAs of the reader stand
    behind certificate and time-stamps (None where the reader named none)."""

    signature: jades.Jades
    sealed: Sealed
    stamps: tuple[Stamp, ...]
    trusted: bool | None


def verify(raw: bytes, trust: Path | None = None) -> Verdict:
    """Check a seal: form, signature, certificates, content, the log's own signatures, time-stamps; with `trust` (CAs in
    PEM) also who stands behind them. Broken names the first thing that does not hold. Revocation is never checked.
    The certificates must be valid when the earliest time-stamp says it was; without one also now, since nothing but the
    signer's word says that it is old (ETSI EN 319 102-1: no proof of existence)."""
    signature = jades.read(raw)
    jades.check(signature)
    sealed = read_payload(signature.payload)
    stamps = tuple(_stamp(signature, token) for token in signature.tokens)
    moment = min((one.time for one in stamps), default=datetime.fromtimestamp(clock.posix(), UTC))
    if signature.signed_at > moment + _CLOCKS_DIFFER:
        raise wrong("seal-time")
    jades.check_validity(signature, signature.signed_at)
    jades.check_validity(signature, moment)
    if trust is None:
        return Verdict(signature, sealed, stamps, None)
    for token in signature.tokens:
        verify_token(token, signature.imprint, trust)
    leaf, *others = (one.public_bytes(Encoding.PEM) for one in signature.chain)
    if not issued_by(trust, leaf, b"".join(others), int(moment.timestamp())):
        raise wrong("certificate-trust", signature.chain[0].subject.rfc4514_string())
    return Verdict(signature, sealed, stamps, True)


def _stamp(signature: jades.Jades, token: bytes) -> Stamp:
    found = read_token(token)
    if found.digest != signature.imprint:
        raise wrong("token-imprint")
    return found
