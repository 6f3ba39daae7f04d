# SPDX-License-Identifier: EUPL-1.2
"""https holds for the name of the host, although the connection is made to an address."""

from __future__ import annotations

import datetime
import ssl
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from stelsel.node.fetch import NotFetched, Request, read_allowed
from tests.node.fetch.played import PUBLIC, World, ok, server


@pytest.fixture
def files(tmp_path: Path, settings: Any) -> tuple[Path, Path]:
    """A certificate for goed.nl, and its key."""
    settings.FETCH_ALLOWED = read_allowed("")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "goed.nl")])
    now = datetime.datetime.now(datetime.UTC)
    made = x509.CertificateBuilder(
        name, name, key.public_key(), x509.random_serial_number(), now, now.replace(year=now.year + 1)
    )
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("goed.nl")]), critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    certificate, private = tmp_path / "c.pem", tmp_path / "k.pem"
    certificate.write_bytes(made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    kept = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    private.write_bytes(key.private_bytes(*kept))
    return certificate, private


@pytest.mark.parametrize(
    ("host", "trusted", "newest", "holds"),
    [
        ("goed.nl", True, ssl.TLSVersion.TLSv1_3, True),
        ("fout.nl", True, ssl.TLSVersion.TLSv1_3, False),
        ("goed.nl", False, ssl.TLSVersion.TLSv1_3, False),
    ],
)
def test_the_certificate_is_of_the_host(
    files: tuple[Path, Path], host: str, trusted: bool, newest: ssl.TLSVersion, holds: bool
) -> None:
    theirs = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    theirs.load_cert_chain(*files)
    named: list[str] = []
    theirs.sni_callback = lambda _, name, __: named.append(name)
    ours = ssl.create_default_context(cafile=str(files[0])) if trusted else ssl.create_default_context()
    with server(lambda _: ok(), tls=theirs) as one:
        world = World({host: [PUBLIC]}, {PUBLIC: one.port}, tls=ours)
        if holds:
            assert world.fetcher().fetch(Request(f"https://{host}/")).status == 200
        else:
            with pytest.raises(NotFetched, match="secure connection"):
                world.fetcher().fetch(Request(f"https://{host}/?geheim"))
            assert one.asked == []
        assert named == [host]


def test_https_never_leads_to_http(files: tuple[Path, Path], settings: Any) -> None:
    settings.FETCH_ALLOWED = read_allowed("goed.nl")  # so that http would do there
    theirs = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    theirs.load_cert_chain(*files)
    said = ok(b"", "Location: http://goed.nl/b\r\n", status="302 Found")
    with server(lambda _: said, tls=theirs) as one:
        world = World({"goed.nl": [PUBLIC]}, {PUBLIC: one.port}, tls=ssl.create_default_context(cafile=str(files[0])))
        with pytest.raises(NotFetched, match="leads elsewhere"):
            world.fetcher().fetch(Request("https://goed.nl/", redirects=3))
        assert len(one.asked) == 1
