# SPDX-License-Identifier: EUPL-1.2
"""Time-stamps of the trial authority: what a token says, and that it is refused for other bytes and other CAs."""

from __future__ import annotations

import hashlib
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from stelsel.kernel.problem import Broken
from stelsel.node.example.trial_ca import trial_ca
from stelsel.node.openssl import files, openssl
from stelsel.node.serve import Unavailable
from stelsel.node.timestamps import HttpAuthority, OpensslAuthority, post, query_for, read_token, verify_token

DIGEST = hashlib.sha256(b"zegel").digest()


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a trial CA and its time-stamp authority."""
    folder = tmp_path_factory.mktemp("proef")
    trial_ca(folder, datetime.now(UTC))
    return folder


def reply(folder: Path, query: bytes) -> bytes:
    """What an authority elsewhere would answer."""
    with files(query=query, reply=b"") as path:
        config = str(folder / "tsa.cnf")
        done = openssl("ts", "-reply", "-config", config, "-queryfile", path["query"], "-out", path["reply"])
        assert done.returncode == 0, done.stderr
        return Path(path["reply"]).read_bytes()


def code(caught: pytest.ExceptionInfo[Broken]) -> str:
    """The named reason."""
    return caught.value.findings[0].code


def test_a_token_says_when_about_what_and_who(authority: Path) -> None:
    token = OpensslAuthority(authority / "tsa.cnf").stamp(DIGEST)
    stamp = read_token(token)
    assert stamp.digest == DIGEST
    assert abs(stamp.time - datetime.now(UTC)) < timedelta(minutes=5)
    assert "PROEF (test) tijdstempel" in stamp.authority
    verify_token(token, DIGEST, authority / "ca.pem")


def test_the_trial_ca_is_made_once_and_its_keys_are_closed(authority: Path) -> None:
    before = {one.name: one.read_bytes() for one in authority.iterdir() if one.suffix in (".pem", ".key")}
    trial_ca(authority, datetime.now(UTC))
    assert {one.name: one.read_bytes() for one in authority.iterdir() if one.suffix in (".pem", ".key")} == before
    assert {one.stat().st_mode & 0o777 for one in authority.glob("*.key")} == {0o600}
    for one in authority.glob("*.pem"):
        assert b"PROEF (test)" in openssl("x509", "-noout", "-subject", "-in", str(one)).stdout


def test_another_ca_does_not_stand_behind_it(authority: Path, tmp_path: Path) -> None:
    token = OpensslAuthority(authority / "tsa.cnf").stamp(DIGEST)
    trial_ca(tmp_path, datetime.now(UTC))
    with pytest.raises(Broken) as caught:
        verify_token(token, DIGEST, tmp_path / "ca.pem")
    assert code(caught) == "token-trust"
    with pytest.raises(Broken) as caught:
        verify_token(token, bytes(32), authority / "ca.pem")
    assert code(caught) == "token-trust"


def test_what_is_no_token(authority: Path) -> None:
    for raw in (b"", b"\x30\x00", b"token", OpensslAuthority(authority / "tsa.cnf").stamp(DIGEST)[:-40]):
        with pytest.raises(Broken) as caught:
            read_token(raw)
        assert code(caught) == "token-form"


def test_a_token_with_another_time_or_more_bytes_is_refused_without_any_ca(authority: Path) -> None:
    token = OpensslAuthority(authority / "tsa.cnf").stamp(DIGEST)
    time = token.index(b"\x18\x0f20") + 2  # GeneralizedTime of 15 bytes
    forged = token[:time] + b"2029" + token[time + 4 :]
    for raw, reason in ((forged, "token-signature"), (token + b"more", "token-form")):
        with pytest.raises(Broken) as caught:
            read_token(raw)
        assert code(caught) == reason


def test_an_authority_over_http(authority: Path) -> None:
    asked = []

    def fetch(address: str, body: bytes, headers: dict[str, str]) -> bytes:
        asked.append((address, headers["Content-Type"]))
        return reply(authority, body)

    token = HttpAuthority("http://tsa.example/", fetch).stamp(DIGEST)
    verify_token(token, DIGEST, authority / "ca.pem")
    assert asked == [("http://tsa.example/", "application/timestamp-query")]


def test_the_query_travels_as_rfc_3161_asks(authority: Path) -> None:
    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.headers["Content-Type"] == "application/timestamp-query"
            body = reply(authority, self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        token = HttpAuthority(f"http://127.0.0.1:{server.server_port}/", post).stamp(DIGEST)
        thread.join()
    verify_token(token, DIGEST, authority / "ca.pem")


@pytest.mark.parametrize(
    ("digest", "reason"), [(DIGEST, "token-nonce"), (hashlib.sha256(b"iets anders").digest(), "token-imprint")]
)
def test_an_answer_to_another_question(authority: Path, digest: bytes, reason: str) -> None:
    with pytest.raises(Broken) as caught:
        HttpAuthority("http://tsa.example/", lambda *_: reply(authority, query_for(digest))).stamp(DIGEST)
    assert code(caught) == reason


def test_no_answer_says_where_and_what_to_do() -> None:
    def fetch(*_: object) -> bytes:
        raise OSError("connection refused")

    with pytest.raises(Unavailable) as caught:
        HttpAuthority("http://tsa.example/", fetch).stamp(DIGEST)
    assert caught.value.finding.where == "http://tsa.example/"
    with pytest.raises(Broken):
        HttpAuthority("http://tsa.example/", lambda *_: b"<html>").stamp(DIGEST)
    with pytest.raises(Unavailable):
        HttpAuthority("file:///etc/hostname", post).stamp(DIGEST)


def test_a_missing_openssl_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unavailable) as caught:
        query_for(DIGEST)
    assert caught.value.finding.code == "openssl"
