# SPDX-License-Identifier: EUPL-1.2
"""The key with which this node proves to a provider who it is: `private_key_jwt` (OpenID Connect Core 1.0, section 9;
RFC 7523), with the claims of the NL GOV Assurance profile for OAuth 2.0. No shared secret exists."""

import secrets
from pathlib import Path
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey

from stelsel.node import clock
from stelsel.node.identity.provider import Metadata, Provider
from stelsel.node.identity.refusals import SignInRefused

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
SECONDS_VALID = 60
_LEAST_RSA_BITS = 2048
_CURVES = {"P-256": "ES256", "P-384": "ES384"}
PrivateKey = RSAKey | ECKey


def client_key(provider: Provider) -> PrivateKey:
    """The private key in the file of this provider's settings. SignInRefused where there is none of a known sort."""
    try:
        pem = Path(provider.key_file).read_bytes()
    except OSError as error:
        raise SignInRefused("configuration", "key file") from error
    for kind in (RSAKey, ECKey):
        try:
            key = kind.import_key(pem)
        except (JoseError, ValueError, TypeError):
            continue
        if key.is_private and _strong(key):
            key.ensure_kid()
            return key
    raise SignInRefused("configuration", "key sort")


def public_jwks(provider: Provider) -> dict[str, Any]:
    """The public key as a JWK Set (RFC 7517), to register at the provider."""
    key = client_key(provider)
    return {"keys": [{**key.as_dict(private=False), "use": "sig", "alg": _algorithms(key)[0]}]}


def client_assertion(provider: Provider, told: Metadata) -> str:
    """A fresh proof of who we are, for one request to the token endpoint, valid for a minute."""
    key = client_key(provider)
    algorithms = _algorithms(key)
    taken = [one for one in algorithms if one in told.client_algorithms] or list(algorithms)
    now = clock.posix()
    claims = {
        "iss": provider.client_id,
        "sub": provider.client_id,
        "aud": told.token_endpoint,
        "jti": secrets.token_urlsafe(32),
        "iat": now,
        "exp": now + SECONDS_VALID,
    }
    return jwt.encode({"alg": taken[0], "kid": key.kid}, claims, key, algorithms=algorithms)


def _strong(key: PrivateKey) -> bool:
    if isinstance(key, RSAKey):
        return key.private_key is not None and key.private_key.key_size >= _LEAST_RSA_BITS
    return key.curve_name in _CURVES


def _algorithms(key: PrivateKey) -> tuple[str, ...]:
    """What this key signs with, best first: RS256 only for a provider that names it and not PS256."""
    return ("PS256", "RS256") if isinstance(key, RSAKey) else (_CURVES[key.curve_name],)
