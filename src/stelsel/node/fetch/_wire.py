# SPDX-License-Identifier: EUPL-1.2
"""One HTTP/1.1 exchange over a connection to an address that was checked, within a time and a number of bytes."""

import http.client
import io
import socket
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

from stelsel.node.fetch._addresses import Address, same
from stelsel.node.fetch._means import Means
from stelsel.node.fetch._problems import refused
from stelsel.node.fetch._target import Target

HEADER_BYTES = 64_000
"""Bytes of status line and headers together; http.client itself takes at most 100 headers."""


class Deadline:
    """The moment by which everything must be done."""

    def __init__(self, seconds: float, now: Callable[[], float]) -> None:
        self._now = now
        self._end = now() + seconds

    def left(self) -> float:
        """Seconds that are left. TimeoutError when none are."""
        found = self._end - self._now()
        if found <= 0:
            raise TimeoutError
        return found


class _Timed(io.RawIOBase):
    """Reads from a connection: each piece only takes the time that is left of the whole, and the bytes are counted."""

    def __init__(self, inner: socket.socket, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline
        self.budget = HEADER_BYTES

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The next bytes. Refused when they are more than the budget."""
        self._inner.settimeout(self._deadline.left())
        got = self._inner.recv_into(memoryview(buffer)[: min(len(buffer), self.budget + 1)])
        self.budget -= got
        if self.budget < 0:
            raise refused("too-large")
        return got


class _Wire:
    """As much of a socket as http.client uses."""

    def __init__(self, inner: socket.socket, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline
        self.reading = _Timed(inner, deadline)

    def makefile(self, *_: Any) -> io.BufferedReader:
        """Where the answer is read from."""
        return io.BufferedReader(self.reading)

    def sendall(self, data: bytes) -> None:
        """Send everything, in the time that is left."""
        rest = memoryview(data)
        while rest:
            self._inner.settimeout(self._deadline.left())
            rest = rest[self._inner.send(rest) :]

    def close(self) -> None:
        """Done with it."""
        self._inner.close()


class _Connection(http.client.HTTPConnection):
    """Speaks HTTP over a wire that is there already, and never opens one itself."""

    def __init__(self, to: Target, wire: _Wire) -> None:
        super().__init__(to.host, to.port)
        self.sock = wire

    def connect(self) -> None:
        """Nothing is opened a second time."""
        raise OSError("closed")


@dataclass(frozen=True)
class Exchange:
    """An answer whose body is still to be read; `close` when done."""

    answer: http.client.HTTPResponse
    wire: _Wire

    def close(self) -> None:
        """Done with it."""
        self.answer.close()
        self.wire.close()

    def expect(self, size: int) -> None:
        """Read at most so many bytes from here on."""
        self.wire.reading.budget = size


def ask(
    to: Target,
    addresses: Sequence[Address],
    sent: tuple[str, Mapping[str, str], bytes | None],
    deadline: Deadline,
    means: Means,
) -> Exchange:
    """Send method, headers and body to the first address that answers, and read the headers of the answer. OSError or
    HTTPException where that fails."""
    method, headers, body = sent
    wire = _Wire(_secured(to, _opened(to, addresses, deadline, means), deadline, means), deadline)
    try:
        connection = _Connection(to, wire)
        connection.putrequest(method, to.path, skip_host=True, skip_accept_encoding=True)
        for name, value in {"Host": to.netloc, **headers, "Connection": "close"}.items():
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = http.client.HTTPResponse(wire, method=method)  # type: ignore[arg-type]
        answer.begin()
    except BaseException:
        wire.close()
        raise
    return Exchange(answer, wire)


def _opened(to: Target, addresses: Sequence[Address], deadline: Deadline, means: Means) -> socket.socket:
    """A connection to one of these addresses and to nothing else."""
    for left in range(len(addresses), 0, -1):
        address = addresses[-left]
        try:
            plain = means.connect(address, to.port, deadline.left() / left)
        except OSError:
            if left == 1:
                raise
            continue
        if not same(ip_address(plain.getpeername()[0]), address):
            plain.close()
            raise refused("closed", to.host)
        return plain
    raise OSError("no address")


def _secured(to: Target, plain: socket.socket, deadline: Deadline, means: Means) -> socket.socket:
    """With TLS for the name of the host, where the scheme asks that."""
    if to.scheme == "http":
        return plain
    try:
        plain.settimeout(deadline.left())
        return means.trust().wrap_socket(plain, server_hostname=to.host)
    except BaseException:
        plain.close()
        raise
