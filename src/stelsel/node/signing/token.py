# SPDX-License-Identifier: EUPL-1.2
"""Ed25519 keys in a token (PKCS#11 v3.0: CKM_EC_EDWARDS_KEY_PAIR_GEN, CKM_EDDSA). The private key never leaves it.

The file STELSEL_HOME/signer/token (0600) holds one line, a PKCS#11 URI (RFC 7512), and the PIN stands in a file (0600):
    pkcs11:token=LABEL?module-path=/usr/lib/softhsm/libsofthsm2.so&pin-source=file:/etc/stelsel/pin
A key file then says pkcs11:token=LABEL;object=NAME;id=%01... Tokens that have ML-DSA (PKCS#11 v3.2) fit the same
interface, `register.signer.KeySource`; until they are there the ML-DSA key is a key file.
"""

import contextlib
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, unquote_to_bytes

from stelsel.node.signing.troubles import away, wrong

_ED25519 = bytes.fromhex("06032b6570")
"""CKA_EC_PARAMS: DER of the object identifier 1.3.101.112 (RFC 8410 section 3)."""


class Token:
    """One token, opened at first use and again after an error. A process has one: a token has one login a process."""

    def __init__(self, label: str, module: str, pin_file: Path) -> None:
        self.label, self._module, self._pin_file = label, module, pin_file
        self._session: Any = None

    def make(self, name: str) -> tuple[str, bytes]:
        """A new Ed25519 key pair in the token: its reference (RFC 7512) and 32-byte public key."""
        key_id = secrets.token_bytes(16)
        self._run(lambda pkcs11, session: _generate(pkcs11, session, name, key_id))
        written_id = "".join(f"%{byte:02x}" for byte in key_id)
        reference = f"pkcs11:token={quote(self.label, safe='')};object={quote(name, safe='')};id={written_id}"
        return reference, self.public(reference)

    def public(self, reference: str) -> bytes:
        """The 32-byte public key of a reference. CKA_EC_POINT is a DER octet string around it."""
        point: bytes = self._run(
            lambda pkcs11, session: _object(pkcs11, session, "PUBLIC_KEY", reference)[pkcs11.Attribute.EC_POINT]
        )
        return point[-32:]

    def sign(self, reference: str, message: bytes) -> bytes:
        """64 bytes (RFC 8032)."""
        signed: bytes = self._run(
            lambda pkcs11, session: _object(pkcs11, session, "PRIVATE_KEY", reference).sign(
                message, mechanism=pkcs11.Mechanism.EDDSA
            )
        )
        return signed

    def destroy(self, reference: str) -> None:
        """Destroy the private key; nothing happens when it is gone already."""

        def work(pkcs11: Any, session: Any) -> None:
            for one in _objects(pkcs11, session, "PRIVATE_KEY", reference):
                one.destroy()

        self._run(work)

    def close(self) -> None:
        """Close the session, which also logs out; the next request opens one."""
        session, self._session = self._session, None
        if session is not None:
            with contextlib.suppress(Exception):  # the token may be gone, and with it the session
                session.close()

    def _run(self, work: Any) -> Any:
        """Work in the session; an error of the token closes it, so that the next request opens it anew."""
        try:
            import pkcs11
        except ImportError as error:
            raise away("token-module", self.label) from error
        try:
            if self._session is None:
                self._session = self._open(pkcs11)
            return work(pkcs11, self._session)
        except (pkcs11.exceptions.PKCS11Error, RuntimeError, OSError) as error:
            self.close()
            raise away("token-away", self.label, str(error) or type(error).__name__) from error

    def _open(self, pkcs11: Any) -> Any:
        token = pkcs11.lib(self._module).get_token(token_label=self.label)
        return token.open(user_pin=private_text(self._pin_file), rw=True)


@dataclass(frozen=True)
class TokenKey:
    """A `KeySource` in a token."""

    token: Token
    reference: str
    public: bytes

    def sign(self, message: bytes) -> bytes:
        """64 bytes."""
        return self.token.sign(self.reference, message)


def _generate(pkcs11: Any, session: Any, name: str, key_id: bytes) -> None:
    curve = session.create_domain_parameters(
        pkcs11.KeyType.EC_EDWARDS, {pkcs11.Attribute.EC_PARAMS: _ED25519}, local=True
    )
    kept_inside = {pkcs11.Attribute.SENSITIVE: True, pkcs11.Attribute.EXTRACTABLE: False}
    curve.generate_keypair(
        mechanism=pkcs11.Mechanism.EC_EDWARDS_KEY_PAIR_GEN,
        store=True,
        label=name,
        id=key_id,
        private_template=kept_inside,
    )


def _objects(pkcs11: Any, session: Any, kind: str, reference: str) -> list[Any]:
    key_id = unquote_to_bytes(uri_parts(reference)[0].get("id", ""))
    wanted = {pkcs11.Attribute.CLASS: pkcs11.ObjectClass[kind], pkcs11.Attribute.ID: key_id}
    return list(session.get_objects(wanted))


def _object(pkcs11: Any, session: Any, kind: str, reference: str) -> Any:
    found = _objects(pkcs11, session, kind, reference)
    if len(found) != 1:
        raise wrong("token-key", reference)
    return found[0]


def uri_parts(uri: str) -> tuple[dict[str, str], dict[str, str]]:
    """Path and query attributes of a PKCS#11 URI, still percent-encoded in the path."""
    path, _, query = uri.removeprefix("pkcs11:").partition("?")
    return dict(part.split("=", 1) for part in path.split(";") if "=" in part), dict(parse_qsl(query))


def token_at(path: Path) -> Token | None:
    """The token that this file names; None without the file. Unavailable when its line cannot be used."""
    if not path.exists():
        return None
    line = private_text(path)
    attributes, query = uri_parts(line)
    label, module, pin = attributes.get("token"), query.get("module-path"), query.get("pin-source", "")
    if not (line.startswith("pkcs11:") and label and module and pin):
        raise away("signer-settings", str(path), "pkcs11:token=...?module-path=...&pin-source=file:...")
    return Token(unquote(label), module, Path(pin.removeprefix("file:")))


def private_text(path: Path) -> str:
    """The stripped text of a file that only its owner may read; Broken when others can."""
    if path.stat().st_mode & 0o077:
        raise wrong("private-file", str(path))
    return path.read_text().strip()
