# SPDX-License-Identifier: EUPL-1.2
"""What this node seals with: the key, its certificates and the time-stamp authority, from the settings; for the example
country a trial CA where nothing is set."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text
from stelsel.node import clock
from stelsel.node.example.load import MARKER
from stelsel.node.example.trial_ca import trial_ca
from stelsel.node.timestamps import Authority, HttpAuthority, OpensslAuthority, post
from stelsel.register.jades import PrivateKey


@dataclass(frozen=True)
class Means:
    """The key, its chain (own certificate first), who gives time-stamps (None: level B-B), and whether this is only a
    trial."""

    key: PrivateKey
    chain: tuple[x509.Certificate, ...]
    authority: Authority | None
    trial: bool


def means_of(home: Path, key: str, certificates: str, address: str) -> Means:
    """From the settings STELSEL_SEAL_KEY and STELSEL_SEAL_CERTIFICATES (paths of PEM files) and STELSEL_TIMESTAMP_URL.
    BadInput where they cannot be used, and where they are empty outside the example country."""
    if key or certificates:
        authority = HttpAuthority(address, post) if address else None
        return Means(_key(key), _chain(certificates), authority, False)
    if not (home / MARKER).exists():
        raise bad_input(
            "no-seal-key",
            "STELSEL_SEAL_KEY",
            Text(nl="Er is geen sleutel om mee te verzegelen.", en="There is no key to seal with."),
            Text(
                nl="Zet STELSEL_SEAL_KEY en STELSEL_SEAL_CERTIFICATES op uw PEM-bestanden.",
                en="Set STELSEL_SEAL_KEY and STELSEL_SEAL_CERTIFICATES to your PEM files.",
            ),
        )
    folder = home / "seals" / "proef"
    trial_ca(folder, datetime.fromtimestamp(clock.posix(), UTC))
    chain = _chain(str(folder / "seal.pem")) + _chain(str(folder / "ca.pem"))
    return Means(_key(str(folder / "seal.key")), chain, OpensslAuthority(folder / "tsa.cnf"), True)


def _key(file: str) -> PrivateKey:
    try:
        found = load_pem_private_key(_read("STELSEL_SEAL_KEY", file), None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise _unreadable("STELSEL_SEAL_KEY", file) from None
    if not isinstance(found, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise _unreadable("STELSEL_SEAL_KEY", file)
    return found


def _chain(file: str) -> tuple[x509.Certificate, ...]:
    try:
        return tuple(x509.load_pem_x509_certificates(_read("STELSEL_SEAL_CERTIFICATES", file)))
    except ValueError:
        raise _unreadable("STELSEL_SEAL_CERTIFICATES", file) from None


def _read(setting: str, file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError:
        raise _unreadable(setting, file) from None


def _unreadable(setting: str, file: str) -> BadInput:
    return bad_input(
        "seal-file",
        setting,
        Text(nl=f"Hier staat geen bruikbaar PEM-bestand ({file}).", en=f"There is no usable PEM file here ({file})."),
        Text(
            nl="Geef een sleutel zonder wachtwoord (P-256 of RSA) en de certificaten, het eigen eerst.",
            en="Give a key without a passphrase (P-256 or RSA) and the certificates, your own first.",
        ),
    )
