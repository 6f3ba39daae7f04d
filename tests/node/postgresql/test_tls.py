# SPDX-License-Identifier: EUPL-1.2
"""TLS to the server, as the parameters in the address ask: encrypted, verified, or refused with a cure."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.db import connections

from stelsel.node import tables
from stelsel.node.postgresql.address import database
from stelsel.node.postgresql.troubles import Unusable
from tools.postgresql import Cluster


def certificate() -> tuple[bytes, bytes]:
    """A key and a certificate for 127.0.0.1 that signs itself, as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "proef")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    form, plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    return key.private_bytes(pem, form, plain), made.public_bytes(pem)


@pytest.fixture
def with_tls(tmp_path: Path) -> Iterator[tuple[Cluster, Path]]:
    """A server with TLS of its own, and the file of its CA."""
    key, ca = certificate()
    (tmp_path / "ca.pem").write_bytes(ca)
    with Cluster() as cluster:
        owner = (cluster.folder / "data").stat()
        for name, content in (("server.key", key), ("server.crt", ca)):
            path = cluster.folder / "data" / name
            path.write_bytes(content)
            path.chmod(0o600)
            os.chown(path, owner.st_uid, owner.st_gid)
        cluster.execute("ALTER SYSTEM SET ssl = on")
        cluster.crash()
        yield cluster, tmp_path / "ca.pem"


def encrypted(address: str) -> bool:
    """Whether a connection as this address asks is encrypted."""
    with tables.connected("tls", database(address)), connections["tls"].cursor() as cursor:
        cursor.execute("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
        return cursor.fetchone() == (True,)


def test_what_the_address_asks_happens(with_tls: tuple[Cluster, Path], tmp_path: Path, django_db_blocker: Any) -> None:
    cluster, ca = with_tls
    url = cluster.url()
    other = tmp_path / "other.pem"
    other.write_bytes(certificate()[1])
    with django_db_blocker.unblock():
        assert encrypted(f"{url}?sslmode=require")
        assert encrypted(f"{url}?sslmode=verify-full&sslrootcert={ca}")
        assert not encrypted(f"{url}?sslmode=disable")
        with pytest.raises(Unusable) as caught:
            encrypted(f"{url}?sslmode=verify-full&sslrootcert={other}")
    assert caught.value.finding.code == "database-certificate"


def test_a_server_without_tls_is_refused_where_it_must_have_it(cluster: Cluster, django_db_blocker: Any) -> None:
    for mode, code in (("require", "database-tls"), ("bogus", "database-tls")):
        with django_db_blocker.unblock(), pytest.raises(Unusable) as caught:
            encrypted(f"{cluster.url()}?sslmode={mode}")
        assert caught.value.finding.code == code
