# SPDX-License-Identifier: EUPL-1.2
"""The JSON of a JAdES signature, read strictly: one spelling of base64url, known members, a `crit` that we know."""

import base64
from typing import Any

from stelsel.kernel.canonical import read_json
from stelsel.kernel.problem import BadInput
from stelsel.register.note import strict_base64
from stelsel.register.seal_words import wrong

_UNDERSTOOD = {"iat"}
"""What `crit` may name: beyond RFC 7515 we write and check only this."""
_FORBIDDEN = {"sigD", "x5t"}
"""`sigD` beside an attached payload (ETSI TS 119 182-1 V1.2.1, clause 5.2.8.1) and `x5t` anywhere (clause 5.1.6)."""
MAX_TOKENS = 10


def b64url(raw: bytes) -> str:
    """Base64url without padding (RFC 7515, section 2)."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def from_b64url(text: Any, where: str) -> bytes:
    """Its bytes; Broken for any other spelling."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (ValueError, TypeError):
        raise wrong("seal-form", where) from None
    if b64url(raw) != text:
        raise wrong("seal-form", where)
    return raw


def members(raw: bytes) -> tuple[dict[str, Any], dict[str, Any], bytes]:
    """The outer object, the protected header and the payload bytes."""
    plain = read_json(raw, "seal")
    if not isinstance(plain, dict) or set(plain) - {"header"} != {"payload", "protected", "signature"}:
        raise wrong("seal-form")
    from_b64url(plain["signature"], "signature")
    payload = from_b64url(plain["payload"], "payload")
    header = _inner(from_b64url(plain["protected"], "protected"), "protected")
    _check_critical(header)
    for name in sorted(_FORBIDDEN & set(header)):
        raise wrong("seal-header", name)
    return plain, header, payload


def tokens_in(unprotected: Any) -> tuple[bytes, ...]:
    """The DER tokens of every `sigTst` in `etsiU`, which is never empty (clauses 5.3.1, 5.3.4, 5.4.3.3); other
    components are passed by."""
    if not isinstance(unprotected, dict) or set(unprotected) != {"etsiU"}:
        raise wrong("seal-header", "header")
    components = unprotected["etsiU"]
    if not isinstance(components, list) or not components:
        raise wrong("seal-header", "etsiU")
    found: list[bytes] = []
    for text in components:
        component = _inner(from_b64url(text, "etsiU"), "etsiU")
        if "sigTst" in component:
            found += _tokens(component["sigTst"])
    if len(found) > MAX_TOKENS:
        raise wrong("token-form", "sigTst")
    return tuple(found)


def _tokens(container: Any) -> list[bytes]:
    """A `sigTst` has no `canonAlg` (clause 5.3.4), a token of RFC 3161 has only `val` (clause 5.4.3.3)."""
    listed = container["tstTokens"] if isinstance(container, dict) and set(container) == {"tstTokens"} else None
    if not isinstance(listed, list) or not listed:
        raise wrong("token-form", "sigTst")
    if not all(isinstance(one, dict) and set(one) == {"val"} for one in listed):
        raise wrong("token-form", "tstTokens")
    try:
        return [strict_base64(one["val"]) for one in listed]
    except (ValueError, TypeError):
        raise wrong("token-form", "sigTst") from None


def _inner(raw: bytes, where: str) -> dict[str, Any]:
    try:
        found = read_json(raw, where)
    except BadInput:
        raise wrong("seal-form", where) from None
    if not isinstance(found, dict):
        raise wrong("seal-form", where)
    return found


def _check_critical(header: dict[str, Any]) -> None:
    if "b64" in header:
        raise wrong("seal-crit", "b64")
    if "crit" not in header:
        return
    named = header["crit"]
    if not isinstance(named, list) or not named or not all(isinstance(one, str) for one in named):
        raise wrong("seal-crit", "crit")
    for one in named:
        if one not in _UNDERSTOOD or one not in header or named.count(one) > 1:
            raise wrong("seal-crit", one[:40])
