# SPDX-License-Identifier: EUPL-1.2
"""A signer on another machine, for real on the loopback address: what it takes, and what it refuses by name."""

from __future__ import annotations

import http.client
import json
import secrets
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from stelsel.node import clock
from stelsel.node.signing import SignerClient, inventory, open_signer
from stelsel.node.signing.process import folder_of
from stelsel.node.signing.remote import RemoteConnection, RemoteServer, key_at, remote_server
from stelsel.node.signing.sealed import REQUEST_LABEL, REQUESTER, Door, headers, sealed_body
from stelsel.node.signing.wire import MAX_BYTES, Publics
from stelsel.register.signer import Ed25519Seed
from tests.node.signing.logs import ORIGIN, Straight, checkpoint, grow, proof, refusal, signed_size

KEY = Ed25519Seed(b"k" * 32)


@pytest.fixture
def straight(tmp_path: Path) -> Straight:
    """The signer behind the door."""
    found = Straight(tmp_path)
    SignerClient(found, "utrecht").make()
    (tmp_path / "signer" / "requesters").write_text(f"# who may ask\n{KEY.public.hex()} node\n")
    return found


def serving(straight: Straight, home: Path) -> RemoteServer:
    """A server on a free port."""
    server = remote_server(("127.0.0.1", 0), home / "signer", straight.signing)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    return server


def stop(server: RemoteServer) -> None:
    """Close it."""
    server.shutdown()
    server.server_close()


@pytest.fixture
def server(straight: Straight, tmp_path: Path) -> Iterator[RemoteServer]:
    """The signer, listening."""
    found = serving(straight, tmp_path)
    yield found
    stop(found)


def connection(server: RemoteServer, key: Ed25519Seed = KEY, requester: str = "node") -> RemoteConnection:
    """A node's way to it."""
    return RemoteConnection(f"http://127.0.0.1:{server.server_address[1]}", requester, key, server.key.public)


def said(server: RemoteServer, body: bytes, sent: dict[str, str]) -> tuple[int, str]:
    """Status and body of a request made by hand."""
    link = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=30)
    link.request("POST", "/", body, sent)
    response = link.getresponse()
    return response.status, response.read().decode()


def sealed(
    server: RemoteServer, key: Ed25519Seed = KEY, seconds: int = 0, session: str = ""
) -> tuple[bytes, dict[str, str]]:
    """A request by hand: body and headers."""
    nonce = secrets.token_hex(16)
    body = sealed_body(Publics("utrecht"), server.door.session, clock.posix() + seconds, nonce)
    return body, {REQUESTER: "node", **headers(body, REQUEST_LABEL, key)}


def test_it_signs_from_afar_by_the_same_rule(server: RemoteServer, tmp_path: Path) -> None:
    client = SignerClient(connection(server), "utrecht")
    note = grow(client, 3, 5)
    assert signed_size(note, tmp_path) == 5
    assert refusal(client.sign, checkpoint(6, "b"), note, proof(5, 6, "b")) == "ledger-consistency"
    assert len(client.vkeys(ORIGIN)) == 2
    assert len(inventory(connection(server))) == 2
    assert connection(server).place.startswith("127.0.0.1:")


def test_a_node_finds_it_by_its_settings(server: RemoteServer, tmp_path: Path) -> None:
    home = tmp_path / "node"
    public = key_at(folder_of(home) / "request.key").public
    server.door._requesters["post"] = public
    plain = {
        "address": f"http://127.0.0.1:{server.server_address[1]}",
        "requester": "post",
        "answer_key": server.key.public.hex(),
    }
    (folder_of(home) / "remote.json").write_text(json.dumps(plain))
    assert signed_size(grow(SignerClient(open_signer(home), "utrecht"), 2), tmp_path) == 2
    (folder_of(home) / "remote.json").write_text(json.dumps({**plain, "address": "https://127.0.0.1"}))
    assert refusal(open_signer, home) == "signer-settings"


def test_a_good_request_counts_once(server: RemoteServer) -> None:
    body, sent = sealed(server)
    assert said(server, body, sent)[0] == 200
    status, text = said(server, body, sent)
    assert status == 403
    assert "remote-replayed" in text


@pytest.mark.parametrize("seconds", [-61, 61, -(10**9)])
def test_a_request_from_another_time_is_refused(server: RemoteServer, seconds: int) -> None:
    status, text = said(server, *sealed(server, seconds=seconds))
    assert (status, "remote-stale" in text) == (403, True)


def test_an_altered_request_is_refused(server: RemoteServer) -> None:
    body, sent = sealed(server)
    other = body.replace(b"utrecht", b"zeist")
    assert "remote-altered" in said(server, other, sent)[1]
    digest = headers(other, REQUEST_LABEL, KEY)["Content-Digest"]
    assert "remote-signature" in said(server, other, {**sent, "Content-Digest": digest})[1]
    assert said(server, body, sent)[0] == 200, "the forgeries did not use up the nonce"


@pytest.mark.parametrize("signature", ["", "AAAA", "é", None])
def test_a_request_without_a_good_signature_is_refused(server: RemoteServer, signature: str | None) -> None:
    body, sent = sealed(server)
    sent = {name: value for name, value in sent.items() if name != "Stelsel-Signature"}
    more = {} if signature is None else {"Stelsel-Signature": signature}
    assert "remote-signature" in said(server, body, {**sent, **more})[1]


def test_who_is_not_known_is_refused(server: RemoteServer) -> None:
    assert "remote-signature" in said(server, *sealed(server, Ed25519Seed(b"x" * 32)))[1]
    body, sent = sealed(server)
    assert "remote-unknown" in said(server, body, {**sent, REQUESTER: "other"})[1]
    stranger = SignerClient(connection(server, Ed25519Seed(b"x" * 32)), "utrecht")
    assert refusal(stranger.vkeys, ORIGIN) == "remote-signature"


def test_a_signature_under_an_answer_is_none_under_a_request(server: RemoteServer) -> None:
    from stelsel.node.signing.sealed import ANSWER_LABEL

    body, sent = sealed(server)
    assert "remote-signature" in said(server, body, {**sent, **headers(body, ANSWER_LABEL, KEY)})[1]


def test_a_request_does_not_outlive_a_start(straight: Straight, server: RemoteServer, tmp_path: Path) -> None:
    body, sent = sealed(server)
    later = serving(straight, tmp_path)
    try:
        assert "remote-session" in said(later, body, sent)[1]
        link = connection(later)
        link._session = server.door.session
        assert SignerClient(link, "utrecht").publics().publisher == "utrecht", "the node asks for the new session"
    finally:
        stop(later)


def test_another_signer_does_not_pass_for_ours(server: RemoteServer) -> None:
    link = RemoteConnection(f"http://127.0.0.1:{server.server_address[1]}", "node", KEY, b"\1" * 32)
    assert refusal(SignerClient(link, "utrecht").publics) == "remote-signature"


def test_it_refuses_what_is_too_large_or_no_request_and_lives_on(server: RemoteServer, tmp_path: Path) -> None:
    link = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=30)
    link.putrequest("POST", "/")
    link.putheader("Content-Length", str(MAX_BYTES + 1))
    link.endheaders()
    assert link.getresponse().status == 413
    body = b"[" * 5000
    assert "signer-request" in said(server, body, {REQUESTER: "node", **headers(body, REQUEST_LABEL, KEY)})[1]
    assert signed_size(grow(SignerClient(connection(server), "utrecht"), 2), tmp_path) == 2


def test_old_nonces_are_forgotten_and_fresh_ones_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1_800_000_000
    door = Door({"node": KEY.public}, "session", lambda: now)
    door._seen = {str(number): now - 1000 for number in range(10_001)}
    bodies = [sealed_body(Publics("utrecht"), "session", now + ahead, f"n{ahead}") for ahead in (-60, 60)]
    for body in bodies:
        door.open({REQUESTER: "node", **headers(body, REQUEST_LABEL, KEY)}, body)
    assert set(door._seen) == {"n-60", "n60"}


def test_settings_that_cannot_be_used_are_named(straight: Straight, tmp_path: Path) -> None:
    requesters = tmp_path / "signer" / "requesters"
    for text in ("", "zz node", f"{KEY.public.hex()}", "00ff node"):
        requesters.write_text(text)
        assert refusal(remote_server, ("127.0.0.1", 0), tmp_path / "signer", straight.signing) == "signer-settings"
    requesters.unlink()
    assert refusal(remote_server, ("127.0.0.1", 0), tmp_path / "signer", straight.signing) == "signer-settings"


def test_the_key_files_are_private(server: RemoteServer, tmp_path: Path) -> None:
    path = tmp_path / "signer" / "answer.key"
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o644)
    assert refusal(key_at, path) == "private-file"
