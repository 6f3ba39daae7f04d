# SPDX-License-Identifier: EUPL-1.2
"""The check of an ID Token: OpenID Connect Core 1.0, section 3.1.3.7, as the NL GOV Assurance profile narrows it."""

import base64
import hashlib
import hmac
import re
from typing import Any

from joserfc import jws, jwt
from joserfc.errors import BadSignatureError, ExpiredTokenError, InvalidClaimError, JoseError, MissingClaimError

from stelsel.kernel.personal_data import is_bsn
from stelsel.node import clock
from stelsel.node.identity.levels import at_least
from stelsel.node.identity.provider import Provider, PublicKey, key_named
from stelsel.node.identity.refusals import SignInRefused

ALGORITHMS = ("PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "RS256")
"""What may sign an ID Token. RS256 because the profile obliges every provider to have it; never none, never HMAC."""
MAX_CHARACTERS = 32_000
CLOCK_SECONDS = 5
"""How far a provider's clock may run ahead; an expired token is refused to the second."""
OLDEST_SECONDS = 600
"""A token is used at once: one that was issued longer ago is not of this sign-in."""
_HASHES = {"256": hashlib.sha256, "384": hashlib.sha384, "512": hashlib.sha512}
_TYPES = {"PS": "RSA", "RS": "RSA", "ES": "EC"}
_MAYBE_BSN = re.compile(r"(?<![\w-])[0-9]{8,9}(?![\w-])", re.ASCII)


def checked(provider: Provider, token: object, nonce: str, access_token: object = None) -> dict[str, Any]:
    """The claims of an ID Token of this provider for this sign-in. SignInRefused says which check did not hold."""
    if not isinstance(token, str) or not 0 < len(token) <= MAX_CHARACTERS or not token.isascii():
        raise SignInRefused("token")
    header = _header(token)
    key = _key(provider, header)
    try:
        claims = jwt.decode(token, key, algorithms=[header["alg"]]).claims
    except BadSignatureError as error:
        raise SignInRefused("signature") from error
    except (JoseError, ValueError, TypeError) as error:
        raise SignInRefused("token", type(error).__name__) from error
    _audience(provider, claims)
    _times(claims)
    if not isinstance(claims.get("nonce"), str) or not hmac.compare_digest(claims["nonce"].encode(), nonce.encode()):
        raise SignInRefused("nonce")
    _access_token(header["alg"], claims, access_token)
    _subject(claims)
    if provider.acr and not at_least(claims.get("acr"), provider.acr):
        raise SignInRefused("level", str(claims.get("acr"))[:100])
    return claims


def _header(token: str) -> dict[str, Any]:
    try:
        header = dict(jws.extract_compact(token.encode()).headers())
    except (JoseError, ValueError, TypeError) as error:
        raise SignInRefused("token", type(error).__name__) from error
    if header.get("alg") not in ALGORITHMS:
        raise SignInRefused("algorithm", str(header.get("alg"))[:20])
    if "crit" in header or str(header.get("typ", "JWT")).lower() not in ("jwt", "application/jwt"):
        raise SignInRefused("token", "crit or typ")
    return header


def _key(provider: Provider, header: dict[str, Any]) -> PublicKey:
    kid, algorithm = header.get("kid"), header["alg"]
    if not isinstance(kid, str) or not kid:
        raise SignInRefused("key", "no kid")
    key = key_named(provider, kid)
    if key.key_type != _TYPES[algorithm[:2]] or key.as_dict(private=False).get("alg", algorithm) != algorithm:
        raise SignInRefused("algorithm", f"{algorithm} with another sort of key")
    return key


def _audience(provider: Provider, claims: dict[str, Any]) -> None:
    if claims.get("iss") != provider.issuer:
        raise SignInRefused("issuer", "token")
    given = claims.get("aud")
    audiences = given if isinstance(given, list) else [given]
    if provider.client_id not in audiences:
        raise SignInRefused("audience")
    party = claims.get("azp")
    if party != provider.client_id and (party is not None or len(audiences) > 1):
        raise SignInRefused("audience", "azp")


def _times(claims: dict[str, Any]) -> None:
    now = clock.posix()
    registry = jwt.JWTClaimsRegistry(now=now, exp={"essential": True}, iat={"essential": True})
    later = jwt.JWTClaimsRegistry(now=now, leeway=CLOCK_SECONDS)
    try:
        registry.validate({name: claims[name] for name in ("exp",) if name in claims} | {"iat": 0})
        later.validate({name: claims[name] for name in ("iat", "nbf") if name in claims})
    except (ExpiredTokenError, InvalidClaimError, MissingClaimError) as error:
        raise SignInRefused("expired", str(getattr(error, "description", ""))[:60]) from error
    if "iat" not in claims or claims["iat"] < now - OLDEST_SECONDS:
        raise SignInRefused("expired", "iat")


def _access_token(algorithm: str, claims: dict[str, Any], access_token: object) -> None:
    """Where the token names the hash of its access token, that is the one (Core, section 3.1.3.8)."""
    if "at_hash" not in claims:
        return
    digest = _HASHES.get(algorithm[-3:], hashlib.sha512)(str(access_token or "").encode()).digest()
    wanted = base64.urlsafe_b64encode(digest[: len(digest) // 2]).rstrip(b"=").decode()
    if not hmac.compare_digest(wanted.encode(), str(claims["at_hash"]).encode()):
        raise SignInRefused("token", "at_hash")


def holds_citizen_number(subject: str) -> bool:
    """Whether an identifier holds what may be a citizen service number: such an account is never made."""
    return any(is_bsn(found.zfill(9)) for found in _MAYBE_BSN.findall(subject))


def _subject(claims: dict[str, Any]) -> None:
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= 255 or not subject.isprintable():
        raise SignInRefused("subject")
    said = str(claims.get("sub_id_type", "")).upper()
    if said.endswith(":BSN") or holds_citizen_number(subject):
        raise SignInRefused("citizen-number")
    if "represents" in claims:
        raise SignInRefused("representation")
