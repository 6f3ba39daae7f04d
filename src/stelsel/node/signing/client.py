# SPDX-License-Identifier: EUPL-1.2
"""A node's side of the signer: `SignerClient` is the `Signer` of one publisher, over any connection.

Only public keys and signed notes come back."""

import os
import socket
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec

from stelsel.node.serve import Unavailable
from stelsel.node.signing.server import same_user, socket_path
from stelsel.node.signing.troubles import away
from stelsel.node.signing.wire import (
    Activate,
    AddGeneration,
    Inventory,
    Keys,
    Line,
    Make,
    Next,
    Publics,
    Request,
    Retire,
    Sign,
    SignedRoot,
    SignRoot,
    frame,
    read_answer,
    read_frame,
)
from stelsel.register.checkpoint import Checkpoint
from stelsel.register.cose_receipt import Algorithm
from stelsel.register.signer import vkeys

_T = TypeVar("_T")
_SECONDS = 30
_MOST_IDLE = 8
_MAY_BE_ASKED_TWICE = (Sign, Publics, Inventory)


class Connection(Protocol):
    """A way to a signer."""

    place: str
    """Where it is, as people read it: empty for this machine, else its address."""

    def ask(self, request: Request, kind: type[_T]) -> _T:
        """The answer; BadInput or Broken as the signer raised it, Unavailable when it does not answer."""


class SocketConnection:
    """The signer of a folder on this machine, for any number of threads. `start` is called when none answers, to start
    one. Connections are used again; where the signer went away meanwhile, what may be asked twice is asked again."""

    place = ""

    def __init__(self, folder: Path, start: Callable[[], None] | None = None) -> None:
        self._folder, self._start = folder, start
        self._idle: list[socket.socket] = []
        self._process = os.getpid()

    def ask(self, request: Request, kind: type[_T]) -> _T:
        """One request at a time on a connection."""
        body = msgspec.json.encode(request)
        idle = self._take() if isinstance(request, _MAY_BE_ASKED_TWICE) else None
        if idle is not None:
            try:
                return read_answer(self._exchange(idle, body), kind)
            except Unavailable as error:
                if error.finding.code != "signer-away":
                    raise
        return read_answer(self._exchange(self._connect_or_start(), body), kind)

    def _take(self) -> socket.socket | None:
        """An idle connection of this process; those from before a fork belong to the parent."""
        if self._process != os.getpid():
            self._process, self._idle = os.getpid(), []
        try:
            return self._idle.pop()
        except IndexError:
            return None

    def _exchange(self, connection: socket.socket, body: bytes) -> bytes:
        try:
            connection.sendall(frame(body))
            with connection.makefile("rb") as stream:
                found = read_frame(stream)
            if found is None:
                raise EOFError
        except (OSError, EOFError) as error:
            connection.close()
            raise away("signer-away", str(self._folder), str(error) or type(error).__name__) from error
        if len(self._idle) < _MOST_IDLE:
            self._idle.append(connection)
        else:
            connection.close()
        return found

    def _connect_or_start(self) -> socket.socket:
        """A new connection. Another signer may have stopped since the last request; then one is started."""
        try:
            return self._connect()
        except OSError:
            if self._start is None:
                raise away("signer-away", str(self._folder), "socket") from None
        self._start()
        try:
            return self._connect()
        except OSError as error:
            raise away("signer-away", str(self._folder), error.strerror or error) from error

    def alive(self) -> bool:
        """Whether a signer listens."""
        try:
            self._connect().close()
        except OSError:
            return False
        return True

    def _connect(self) -> socket.socket:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(_SECONDS)
        try:
            connection.connect(str(socket_path(self._folder)))
            if not same_user(connection):
                raise PermissionError("the socket belongs to another user")
        except OSError:
            connection.close()
            raise
        return connection


class SignerClient:
    """The `Signer` of one publisher."""

    def __init__(self, connection: Connection, publisher: str) -> None:
        self._connection, self.publisher = connection, publisher

    def sign(self, checkpoint: Checkpoint, before: str | None, consistency: Sequence[bytes]) -> str:
        """The signed note, recorded and on the signer's disk before it came."""
        request = Sign(self.publisher, checkpoint.text, before, list(consistency))
        return self._connection.ask(request, str)

    def sign_root(self, origin: str, subject: str, algorithm: Algorithm) -> SignedRoot:
        """The root of the last signed checkpoint of a log, signed once more for a COSE Receipt."""
        return self._connection.ask(SignRoot(self.publisher, origin, subject, algorithm), SignedRoot)

    def vkeys(self, origin: str) -> tuple[str, ...]:
        """The verifier keys of the newest checkpoint, Ed25519 first; before that, of the keys that will sign."""
        keys = self.publics()
        log = next((one for one in keys.logs if one.origin == origin), None)
        in_use = max(one.number for one in keys.generations if one.state == "active")
        number = (log.signed_by or log.active) if log else in_use
        one = keys.generations[number - 1]
        return vkeys(origin, one.ed25519, one.ml_dsa_44)

    def publics(self) -> Keys:
        """Every public key of this publisher, and where its logs stand according to the signer."""
        return self._connection.ask(Publics(self.publisher), Keys)

    def make(self) -> Keys:
        """Keys for this publisher, if it has none."""
        return self._connection.ask(Make(self.publisher), Keys)

    def add_generation(self) -> Next:
        """A next generation of keys, to be announced before it is activated."""
        return self._connection.ask(AddGeneration(self.publisher), Next)

    def activate(self, origin: str, generation: int) -> Keys:
        """Let a generation sign for a log; sign its newest checkpoint again directly after this."""
        return self._connection.ask(Activate(origin, generation), Keys)

    def retire(self, generation: int) -> Keys:
        """Destroy the private keys of a generation that no log uses."""
        return self._connection.ask(Retire(self.publisher, generation), Keys)


def inventory(connection: Connection) -> list[Line]:
    """Every key of the signer behind this connection."""
    return connection.ask(Inventory(), list[Line])
