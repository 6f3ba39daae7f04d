# SPDX-License-Identifier: EUPL-1.2
"""A signer on another machine: the requests of the socket over HTTP, each sealed by the node (`sealed`), each answer
signed with the signer's answer key, which the node has pinned. Nothing secret travels.

On the signer: signer/requesters has lines `PUBLIC-KEY-IN-HEX NAME`; signer/answer.key is made at the first start.
On the node: signer/remote.json is {"address": "http://host:port", "requester": NAME, "answer_key": hex}, and
signer/request.key its own key. Seeds are 64 hexadecimal digits in files that only their owner reads (0600).
"""

import http.client
import json
import os
import secrets
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TypeVar, cast
from urllib.parse import urlsplit

import msgspec

from stelsel.kernel.problem import BadInput, Broken
from stelsel.node import clock
from stelsel.node.signing.sealed import (
    ANSWER_LABEL,
    REQUEST_LABEL,
    REQUESTER,
    Door,
    check_headers,
    headers,
    sealed_body,
)
from stelsel.node.signing.server import answered
from stelsel.node.signing.service import Signing
from stelsel.node.signing.token import private_text
from stelsel.node.signing.troubles import away, wrong
from stelsel.node.signing.wire import MAX_BYTES, Request, problem, read_answer
from stelsel.register.signer import Ed25519Seed

_T = TypeVar("_T")
_SECONDS = 30


class _Answer(msgspec.Struct):
    nonce: str
    answer: msgspec.Raw


class RemoteServer(ThreadingHTTPServer):
    """Listens for sealed requests. `address` is host and port."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], door: Door, key: Ed25519Seed, signing: Signing) -> None:
        self.door, self.key, self.signing = door, key, signing
        super().__init__(address, _Handler)


class _Handler(BaseHTTPRequestHandler):
    timeout = _SECONDS
    server_version, sys_version = "stelsel-signer", ""

    def do_GET(self) -> None:
        """The session, which a request must name."""
        self._write(200, json.dumps({"session": cast("RemoteServer", self.server).door.session}).encode())

    def do_POST(self) -> None:
        """One sealed request."""
        server = cast("RemoteServer", self.server)
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit() and int(length) <= MAX_BYTES):
            self.close_connection = True
            self._write(413, b"")
            return
        body = self.rfile.read(int(length))
        try:
            nonce, request = server.door.open(self.headers, body)
        except (BadInput, Broken) as error:
            self._write(403, msgspec.json.encode(_Answer("", msgspec.Raw(problem(error)))))
            return
        self._write(200, msgspec.json.encode(_Answer(nonce, msgspec.Raw(answered(server.signing, request)))))

    def _write(self, status: int, body: bytes) -> None:
        self.send_response(status)
        for name, value in headers(body, ANSWER_LABEL, cast("RemoteServer", self.server).key).items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: who asks what is in the ledger and in the answers."""


class RemoteConnection:
    """A `client.Connection` to a signer elsewhere."""

    def __init__(self, address: str, requester: str, key: Ed25519Seed, answer_key: bytes) -> None:
        parts = urlsplit(address)
        if parts.scheme != "http" or not parts.hostname or not parts.port:
            raise away("signer-settings", address, "http://host:port")
        self.place = f"{parts.hostname}:{parts.port}"
        self._host, self._port = parts.hostname, parts.port
        self._requester, self._key, self._answer_key = requester, key, answer_key
        self._session = ""

    def ask(self, request: Request, kind: type[_T]) -> _T:
        """The answer; a signer that started anew is asked for its session first."""
        if self._session:
            try:
                return self._ask(request, kind)
            except Broken as error:
                if error.findings[0].code != "remote-session":
                    raise
        self._session = json.loads(self._exchange("GET", b"", {}))["session"]
        return self._ask(request, kind)

    def _ask(self, request: Request, kind: type[_T]) -> _T:
        nonce = secrets.token_hex(16)
        body = sealed_body(request, self._session, clock.posix(), nonce)
        sent = {REQUESTER: self._requester, **headers(body, REQUEST_LABEL, self._key)}
        found = msgspec.json.decode(self._exchange("POST", body, sent), type=_Answer)
        if found.nonce not in (nonce, ""):
            raise wrong("remote-signature", self.place)
        if not found.nonce:  # refused at the door: only a refusal may come without the nonce
            read_answer(found.answer, type(None))
            raise wrong("remote-signature", self.place)
        return read_answer(found.answer, kind)

    def _exchange(self, method: str, body: bytes, sent: dict[str, str]) -> bytes:
        """The body of an answer whose signature holds."""
        connection = http.client.HTTPConnection(self._host, self._port, timeout=_SECONDS)
        try:
            connection.request(method, "/", body, sent)
            response = connection.getresponse()
            found = response.read(2 * MAX_BYTES)
        except (OSError, http.client.HTTPException) as error:
            raise away("signer-away", self.place, error) from error
        finally:
            connection.close()
        check_headers(response.headers, found, ANSWER_LABEL, self._answer_key, self.place)
        return found


def remote_server(address: tuple[str, int], folder: Path, signing: Signing) -> RemoteServer:
    """A server for the requesters that `signer/requesters` names. Unavailable when it cannot listen."""
    door = Door(requesters_at(folder / "requesters"), secrets.token_hex(16), clock.posix)
    try:
        return RemoteServer(address, door, key_at(folder / "answer.key"), signing)
    except OSError as error:
        raise away("signer-settings", f"{address[0]}:{address[1]}", error.strerror or error) from error


def remote_at(folder: Path) -> RemoteConnection | None:
    """The signer elsewhere that `signer/remote.json` names; None without that file."""
    path = folder / "remote.json"
    if not path.exists():
        return None
    try:
        plain = json.loads(path.read_text())
        answer_key = bytes.fromhex(plain["answer_key"])
        key = key_at(folder / "request.key")
        return RemoteConnection(plain["address"], plain["requester"], key, answer_key)
    except (ValueError, KeyError, TypeError) as error:
        raise away("signer-settings", str(path), error) from None


def requesters_at(path: Path) -> dict[str, bytes]:
    """Name -> 32-byte public key; Unavailable when the file is missing or a line is no key with a name."""
    try:
        rows = [line.split() for line in path.read_text().splitlines() if line.strip() and not line.startswith("#")]
        found = {name: bytes.fromhex(public) for public, name in rows}
    except (OSError, ValueError) as error:
        raise away("signer-settings", str(path), error) from None
    if not found or any(len(public) != 32 for public in found.values()):
        raise away("signer-settings", str(path), "HEX NAME")
    return found


def key_at(path: Path) -> Ed25519Seed:
    """The Ed25519 key in this file (0600), made when there is none."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(32))
    return Ed25519Seed(bytes.fromhex(private_text(path)))
