# SPDX-License-Identifier: EUPL-1.2
"""A server on loopback that says exactly these bytes, and means that lead every public address to it."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address

from stelsel.node.fetch import Fetcher, Means
from stelsel.node.fetch._addresses import Address

PUBLIC = "93.184.215.14"
Script = Callable[[bytes], "bytes | Iterator[bytes]"]


class Clock:
    """Time that passes only when somebody sleeps, or a step at each look."""

    def __init__(self, step: float = 0.0) -> None:
        self.at = 0.0
        self.step = step
        self.slept: list[float] = []

    def now(self) -> float:
        self.at += self.step
        return self.at

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds


@dataclass
class Server:
    """What it was asked, and where it listens."""

    port: int
    asked: list[bytes] = field(default_factory=list)


@contextmanager
def server(script: Script, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> Iterator[Server]:
    """One that answers each request with what `script` makes of it, and then closes the connection."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.bind((host, 0))
    listening.listen(8)
    made = Server(listening.getsockname()[1])

    def serve() -> None:
        while True:
            try:
                plain, _ = listening.accept()
            except OSError:
                return
            try:
                with tls.wrap_socket(plain, server_side=True) if tls else plain as one:
                    _answer(one, made, script)
            except OSError:
                plain.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(5)


def _answer(one: socket.socket, made: Server, script: Script) -> None:
    raw = b""
    while b"\r\n\r\n" not in raw:
        piece = one.recv(65_536)
        if not piece:
            return
        raw += piece
    head, _, body = raw.partition(b"\r\n\r\n")
    size = next((int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0)
    while len(body) < size:
        body += one.recv(65_536)
    made.asked.append(head + b"\r\n\r\n" + body)
    said = script(made.asked[-1])
    for piece in [said] if isinstance(said, bytes) else said:
        one.sendall(piece)


class _Seeming(socket.socket):
    """A connection to loopback that says it goes elsewhere."""

    seems = ""

    def getpeername(self) -> tuple[str, int]:
        return self.seems, 443


@dataclass
class World:
    """Names and their addresses, where a connection to an address really goes, and who was called."""

    names: dict[str, list[str]] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    seems: dict[str, str] = field(default_factory=dict)
    clock: Clock = field(default_factory=Clock)
    tls: ssl.SSLContext | None = None
    looked_up: list[str] = field(default_factory=list)
    called: list[str] = field(default_factory=list)

    def resolve(self, host: str, port: int, seconds: float) -> tuple[Address, ...]:
        self.looked_up.append(host)
        if host not in self.names:
            raise OSError("no such name")
        return tuple(map(ip_address, self.names[host]))

    def connect(self, address: Address, port: int, seconds: float) -> socket.socket:
        self.called.append(str(address))
        if str(address) not in self.places:
            raise ConnectionRefusedError
        real = socket.create_connection(("127.0.0.1", self.places[str(address)]), timeout=5)
        made = _Seeming(fileno=real.detach())
        made.seems = self.seems.get(str(address), str(address))
        return made

    def trust(self) -> ssl.SSLContext:
        return self.tls or ssl.create_default_context()

    def fetcher(self) -> Fetcher:
        return Fetcher(Means(self.resolve, self.connect, self.trust, self.clock.now, self.clock.sleep))


def ok(body: bytes = b"{}", more: str = "", kind: str = "application/json", status: str = "200 OK") -> bytes:
    """A plain answer."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{more}\r\n"
    return head.encode() + body
