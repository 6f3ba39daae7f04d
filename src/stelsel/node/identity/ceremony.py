# SPDX-License-Identifier: EUPL-1.2
"""The two ceremonies of WebAuthn (Level 3, sections 7.1 and 7.2): options that go to the browser, and the check of what
comes back. The library `fido2` verifies; here stands what is asked of it, and which refusal is told.

A challenge counts once, for one purpose and five minutes; it is kept in the session, never in the browser.
"""

import json
from collections.abc import Callable, Iterable, MutableMapping
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address
from typing import Any, Literal, TypeVar
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from fido2.cose import ES256, CoseKey
from fido2.server import Fido2Server
from fido2.utils import websafe_decode
from fido2.webauthn import (
    Aaguid,
    AttestationConveyancePreference,
    AttestedCredentialData,
    AuthenticationResponse,
    AuthenticatorData,
    CollectedClientData,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from stelsel.node import clock
from stelsel.node.identity.passkey_words import refused

SECONDS = 300
"""How long a challenge counts."""
MOST_LETTERS = 16_000
"""Of an answer of a browser; a real one has some 1,000, with an attestation that nobody asked for some 5,000."""
MOST_ID_BYTES = 1023
"""Of the id of a credential (section 4)."""
ALGORITHMS = (-7, -8, -257)
"""ES256, EdDSA, RS256: what section 5.4 asks of whoever wants to meet every authenticator."""
_KEY = "passkey-challenge"
_VERIFIED = UserVerificationRequirement.REQUIRED
Purpose = Literal["add", "confirm", "sign-in"]
Session = MutableMapping[str, Any]
R = TypeVar("R", RegistrationResponse, AuthenticationResponse)


@dataclass(frozen=True)
class Made:
    """A new credential: its id, its attested data, its counter."""

    id: bytes
    data: bytes
    counter: int


def origin() -> str:
    """The one origin where passkeys of this node count, as a browser writes it: scheme, host, and an unusual port."""
    parts = urlsplit(settings.URL)
    usual = {"https": 443, "http": 80}.get(parts.scheme)
    port = "" if parts.port in (None, usual) else f":{parts.port}"
    return f"{parts.scheme}://{parts.hostname}{port}"


def possible() -> bool:
    """Whether browsers allow passkeys at the address of this node: a name, with https or on the machine itself."""
    parts = urlsplit(settings.URL)
    name = parts.hostname or ""
    try:
        ip_address(name)
    except ValueError:
        return bool(name) and (parts.scheme == "https" or name == "localhost" or name.endswith(".localhost"))
    return False


def add_options(session: Session, handle: bytes, name: str, known: Iterable[bytes]) -> dict[str, Any]:
    """What a browser needs to make a passkey: discoverable, user verified, without attestation, none of the known."""
    user = PublicKeyCredentialUserEntity(id=handle, name=name, display_name=name)
    options, state = _server().register_begin(
        user, _descriptors(known), ResidentKeyRequirement.REQUIRED, user_verification=_VERIFIED
    )
    return _begun(session, "add", options, state)


def use_options(session: Session, purpose: Purpose, known: Iterable[bytes] = ()) -> dict[str, Any]:
    """What a browser needs to use a passkey; without known ids it offers every one it has for this site."""
    options, state = _server().authenticate_begin(_descriptors(known) or None, _VERIFIED)
    return _begun(session, purpose, options, state)


def made(session: Session, answer: str) -> Made:
    """The credential that a browser made. BadInput where it does not hold."""
    state = _taken(session, "add")
    given = _read(RegistrationResponse, answer)
    found = given.response.attestation_object.auth_data
    _same(state, given.response.client_data, found)
    credential = found.credential_data
    if credential is None or not 0 < len(credential.credential_id) <= MOST_ID_BYTES:
        raise refused("unreadable")
    if credential.credential_id != given.raw_id or credential.public_key.ALGORITHM not in ALGORITHMS:
        raise refused("not-taken")
    _holds(lambda: _server().register_complete(state, given), "not-taken")
    _holds(lambda: _usable(credential.public_key), "not-taken")
    return Made(credential.credential_id, bytes(credential), found.counter)


@dataclass(frozen=True)
class Answer:
    """A readable answer of a browser to this challenge, whose signature is not yet checked."""

    id: bytes
    handle: bytes
    counter: int
    state: dict[str, Any]
    given: AuthenticationResponse

    def check(self, data: bytes | None) -> None:
        """BadInput unless the credential with this attested data signed it. With None (nobody's) the same work is done
        in vain."""
        credential = AttestedCredentialData(data) if data is not None else _decoy(self.id)
        _holds(lambda: _server().authenticate_complete(self.state, [credential], self.given), "unknown")


def used(session: Session, purpose: Purpose, answer: str) -> Answer:
    """What a browser answered. BadInput where it is not readable, or to another challenge or address."""
    state = _taken(session, purpose)
    given = _read(AuthenticationResponse, answer)
    data = given.response.authenticator_data
    _same(state, given.response.client_data, data)
    if not 0 < len(given.raw_id) <= MOST_ID_BYTES:
        raise refused("unreadable")
    return Answer(given.raw_id, given.response.user_handle or b"", data.counter, state, given)


def _server() -> Fido2Server:
    own = origin()
    party = PublicKeyCredentialRpEntity(name="Stelsel", id=urlsplit(own).hostname)
    server = Fido2Server(party, AttestationConveyancePreference.NONE, lambda given: given == own)
    server.allowed_algorithms = [one for one in server.allowed_algorithms if one.alg in ALGORITHMS]
    server.timeout = SECONDS * 1000
    return server


def _descriptors(known: Iterable[bytes]) -> list[Any]:
    return [{"type": "public-key", "id": one} for one in known]


def _begun(session: Session, purpose: Purpose, options: Any, state: dict[str, Any]) -> dict[str, Any]:
    session[_KEY] = {"purpose": purpose, "until": clock.posix() + SECONDS, "state": state}
    return dict(json.loads(json.dumps(dict(options), default=dict)))


def _taken(session: Session, purpose: Purpose) -> dict[str, Any]:
    """The state of the challenge in this session, which it leaves."""
    kept = session.pop(_KEY, None)
    if kept is None or kept["purpose"] != purpose or clock.posix() >= kept["until"]:
        raise refused("expired")
    return dict(kept["state"])


def _read(shape: type[R], answer: str) -> R:
    if not 0 < len(answer) <= MOST_LETTERS:
        raise refused("unreadable")
    found = _holds(lambda: shape.from_dict(json.loads(answer)), "unreadable")
    if not isinstance(found, shape):
        raise refused("unreadable")
    return found


def _same(state: dict[str, Any], client: CollectedClientData, data: AuthenticatorData) -> None:
    """The reasons that are told apart; the library checks the same again."""
    if client.origin != origin() or client.cross_origin:
        raise refused("origin")
    if client.challenge != websafe_decode(state["challenge"]):
        raise refused("expired")
    if not (data.is_user_present() and data.is_user_verified()):
        raise refused("verification")


def _holds(check: Callable[[], Any], code: str) -> Any:
    try:
        return check()
    except Exception as error:  # whatever the library stumbles over in what somebody sent
        raise refused(code) from error


def _usable(key: CoseKey) -> None:
    """Raises what the library raises for a key that it cannot use; InvalidSignature says that it can."""
    try:
        key.verify(b"", b"")
    except InvalidSignature:
        return


@cache
def _nobody() -> CoseKey:
    return ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())


def _decoy(id: bytes) -> AttestedCredentialData:
    """A credential of this id whose private key nobody has."""
    return AttestedCredentialData.create(Aaguid.NONE, id, _nobody())
