# SPDX-License-Identifier: EUPL-1.2
"""The OpenID providers where people of this node sign in, and what they publish: metadata and keys, kept for a while.

Discovery: OpenID Connect Discovery 1.0, section 4. A document is kept as long as its provider says (Cache-Control),
at least a minute and at most an hour; an unknown key asks for the keys again, at most once in half a minute.
"""

import json
import re
import threading
from dataclasses import dataclass
from typing import Any, Literal, get_args

from django.conf import settings
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, JWKRegistry, RSAKey

from stelsel.node import clock
from stelsel.node.identity import outbound
from stelsel.node.identity.refusals import SignInRefused

Group = Literal["employees", "citizens"]
GROUPS: tuple[Group, ...] = get_args(Group)
WIRE: dict[Group, str] = {"employees": "medewerkers", "citizens": "burgers"}
"""What a group is called in addresses."""
_LEAST, _USUAL, _MOST = 60, 600, 3600
_LOOK_AGAIN = 30
"""Seconds."""
_LEAST_RSA_BITS = 2048
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})")
PublicKey = RSAKey | ECKey


@dataclass(frozen=True)
class Provider:
    """Where one group signs in: issuer (its exact address), our name and key there, the least level (empty: none is
    asked), the words on the button, and the claims that name an account and give roles (empty: none does)."""

    group: Group
    issuer: str
    client_id: str
    key_file: str
    acr: str
    label: str
    name_claim: str = ""
    role_claim: str = ""

    @property
    def redirect_uri(self) -> str:
        """Where the provider sends people back to, exactly: this is what to register there."""
        return f"{settings.URL}/oidc/{WIRE[self.group]}/terug"

    @property
    def keys_uri(self) -> str:
        """Where our public key stands, to register there as jwks_uri."""
        return f"{settings.URL}/oidc/{WIRE[self.group]}/sleutels.json"


@dataclass(frozen=True)
class Metadata:
    """What a provider says of itself."""

    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    names_itself: bool
    """Whether every answer carries `iss` (RFC 9207)."""
    client_algorithms: tuple[str, ...]
    """Algorithms that it takes for private_key_jwt; empty: it does not say."""
    whole: dict[str, Any]


def provider(group: str) -> Provider | None:
    """Where this group signs in; None where nobody set that up."""
    told = settings.OIDC.get(group)
    return Provider(group=group, **told) if told and told["issuer"] else None  # type: ignore[arg-type]


def providers() -> tuple[Provider, ...]:
    """Every provider that is set up."""
    return tuple(found for group in GROUPS if (found := provider(group)))


def metadata(asked: Provider) -> Metadata:
    """The metadata of a provider. SignInRefused where it cannot be had, or is not of this issuer."""
    told = _document(f"{asked.issuer.rstrip('/')}/.well-known/openid-configuration")
    if told.get("issuer") != asked.issuer:
        raise SignInRefused("issuer", "metadata")
    places = [told.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
    if not all(isinstance(place, str) and outbound.is_safe(place) for place in places):
        raise SignInRefused("configuration", "endpoints")
    algorithms = told.get("token_endpoint_auth_signing_alg_values_supported")
    return Metadata(
        *places,  # type: ignore[arg-type]
        told.get("authorization_response_iss_parameter_supported") is True,
        tuple(one for one in algorithms if isinstance(one, str)) if isinstance(algorithms, list) else (),
        told,
    )


def key_named(asked: Provider, kid: str) -> PublicKey:
    """The provider's public key for signatures with this `kid`. SignInRefused where it has none (any more)."""
    address = metadata(asked).jwks_uri
    found = _signing_key(_document(address), kid)
    if found is None and _may_look_again(address):
        found = _signing_key(_document(address, anew=True), kid)
    if found is None:
        raise SignInRefused("key", "kid")
    return found


def usable_keys(asked: Provider) -> int:
    """How many keys for signatures the provider publishes. SignInRefused where they cannot be had."""
    told = _document(metadata(asked).jwks_uri, anew=True)
    listed = told.get("keys")
    names = {one.get("kid") for one in listed if isinstance(one, dict)} if isinstance(listed, list) else set()
    return sum(_signing_key(told, kid) is not None for kid in names if isinstance(kid, str) and kid)


def forget() -> None:
    """Drop every document that is kept."""
    with _lock:
        _kept.clear()
        _looked.clear()


def _signing_key(jwks: dict[str, Any], kid: str) -> PublicKey | None:
    """The key of this name that may sign; keys of another sort, or too weak, are passed by (RFC 7517, section 5)."""
    told = jwks.get("keys")
    for one in told if isinstance(told, list) else ():
        if not isinstance(one, dict) or one.get("kid") != kid or one.get("use", "sig") != "sig":
            continue
        try:
            key = JWKRegistry.import_key(one)
        except (JoseError, KeyError, TypeError, ValueError):
            continue
        if isinstance(key, ECKey) or (isinstance(key, RSAKey) and key.public_key.key_size >= _LEAST_RSA_BITS):
            return key
    return None


_lock = threading.Lock()
_kept: dict[str, tuple[float, dict[str, Any]]] = {}
_looked: dict[str, float] = {}


def _may_look_again(address: str) -> bool:
    with _lock:
        last = _looked.get(address)
        if last is not None and clock.monotonic() - last < _LOOK_AGAIN:
            return False
        _looked[address] = clock.monotonic()
        return True


def _document(address: str, anew: bool = False) -> dict[str, Any]:
    """A JSON object at an address, from memory while it holds."""
    with _lock:
        until, document = _kept.get(address, (0.0, {}))
    if document and not anew and clock.monotonic() < until:
        return document
    try:
        reply = outbound.request(address)
        told = json.loads(reply.body) if reply.status == 200 else None
    except (OSError, ValueError, RecursionError) as error:
        raise SignInRefused("provider-away", type(error).__name__) from error
    if not isinstance(told, dict):
        raise SignInRefused("provider-away", f"status {reply.status}")
    with _lock:
        _kept[address] = (clock.monotonic() + _seconds(reply.headers.get("cache-control", "")), told)
    return told


def _seconds(cache_control: str) -> int:
    found = _MAX_AGE.search(cache_control.lower())
    return min(max(int(found[1]), _LEAST), _MOST) if found else _USUAL
