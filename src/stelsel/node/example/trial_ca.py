# SPDX-License-Identifier: EUPL-1.2
"""A CA, a seal certificate and a time-stamp authority to try sealing with: PROEF (test) in every name, so that nobody
takes it for the real thing."""

import os
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from stelsel.node.disk import Disk

LABEL = "PROEF (test)"
_DAYS = 3650
_EARLIER = timedelta(minutes=5)
"""A certificate begins this much before it was made, for clocks that differ."""
_CONFIG = """# PROEF (test): no legal value
[tsa]
default_tsa = proef
[proef]
serial = {folder}/tsa.serial
signer_cert = {folder}/tsa.pem
certs = {folder}/ca.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 2.999.1
digests = sha256
accuracy = secs:1
ordering = no
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


def trial_ca(folder: Path, now: datetime) -> None:
    """Make `ca.pem`, `seal.pem`, `tsa.pem` with their keys and `tsa.cnf` in a folder, once."""
    disk = Disk()
    with disk.locked(folder / "making.lock"):
        if (folder / "tsa.cnf").exists():
            return
        ca_key, seal_key, tsa_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(3))
        ca = certificate("CA", ca_key, None, ca_key, now)
        made = {
            "ca": (ca, ca_key),
            "seal": (certificate("zegel", seal_key, ca, ca_key, now), seal_key),
            "tsa": (certificate("tijdstempel", tsa_key, ca, ca_key, now, ExtendedKeyUsageOID.TIME_STAMPING), tsa_key),
        }
        for name, (cert, key) in made.items():
            disk.put(folder / f"{name}.pem", cert.public_bytes(Encoding.PEM))
            _private(folder / f"{name}.key", key)
        disk.put(folder / "tsa.serial", b"01\n")
        disk.sync_folders(disk.put(folder / "tsa.cnf", _CONFIG.format(folder=folder).encode()))


def certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: x509.Certificate | None,
    issuer_key: ec.EllipticCurvePrivateKey,
    now: datetime,
    purpose: x509.ObjectIdentifier | None = None,
) -> x509.Certificate:
    """A certificate that begins now; without an issuer it is a CA that signs itself."""
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, f"Stelsel {LABEL}"),
            x509.NameAttribute(NameOID.COMMON_NAME, f"{LABEL} {name}"),
        ]
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _EARLIER)
        .not_valid_after(now + timedelta(days=_DAYS))
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(_usage(issuer is None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )
    if purpose:
        builder = builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=True)
    return builder.sign(issuer_key, SHA256())


def _usage(ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not ca,
        content_commitment=not ca,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )


def _private(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        os.fsync(file.fileno())
