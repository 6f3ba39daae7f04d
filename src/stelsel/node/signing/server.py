# SPDX-License-Identifier: EUPL-1.2
"""The signer's Unix socket: only the same user connects, several connections at once, one request at a time on each."""

import os
import shutil
import socket
import socketserver
import struct
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, cast

from stelsel.kernel.problem import BadInput, Broken
from stelsel.node.serve import Unavailable
from stelsel.node.signing.service import Signing
from stelsel.node.signing.troubles import wrong
from stelsel.node.signing.wire import answer, frame, problem, read_frame, read_request

_PATH_BYTES = 100
"""A Unix socket's path has at most 104 (BSD) or 108 (Linux) bytes with its closing zero."""
_IDLE_SECONDS = 30
_CREDENTIALS = struct.Struct("3i")


def answered(signing: Signing, body: bytes) -> bytes:
    """The answer to the bytes of a request; every error becomes an answer too."""
    try:
        return answer(signing.do(read_request(body)))
    except (BadInput, Broken, Unavailable) as error:
        return problem(error)
    except Exception as error:  # the signer lives on; its output says what happened
        traceback.print_exc(file=sys.stderr)
        return problem(wrong("signer-internal", "", type(error).__name__))


def same_user(connection: socket.socket) -> bool:
    """Whether the other side runs as this user (SO_PEERCRED, where the system has it; else the file's mode decides)."""
    if not hasattr(socket, "SO_PEERCRED"):
        return True
    raw = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    return bool(_CREDENTIALS.unpack(raw)[1] == os.geteuid())


class _Handler(socketserver.StreamRequestHandler):
    timeout = _IDLE_SECONDS

    def handle(self) -> None:
        signing = cast("SocketServer", self.server).signing
        incoming, outgoing = cast("BinaryIO", self.rfile), cast("BinaryIO", self.wfile)
        try:
            while (body := read_frame(incoming)) is not None:
                outgoing.write(frame(answered(signing, body)))
        except BadInput as error:  # too large: nothing more can be read from this connection
            outgoing.write(frame(problem(error)))
        except (OSError, EOFError):
            return  # the other side went away, or was silent too long


class SocketServer(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    """Serves a `Signing` on a socket file (0600)."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, path: Path, signing: Signing) -> None:
        self.signing = signing
        path.unlink(missing_ok=True)
        super().__init__(str(path), _Handler)
        path.chmod(0o600)

    def verify_request(self, request: Any, client_address: Any) -> bool:
        """Only the same user."""
        return same_user(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that broke while its answer was written is nobody's problem here."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


def socket_path(folder: Path) -> Path:
    """Where the signer of this folder listens: `socket` in it, or the short path that `socket.path` names."""
    path = folder / "socket"
    if len(os.fsencode(path)) <= _PATH_BYTES:
        return path
    recorded = folder / "socket.path"
    return Path(recorded.read_text()) if recorded.exists() else path


def new_socket_path(folder: Path) -> tuple[Path, Callable[[], None]]:
    """Where to listen, and what to do at the end. A path that is too long for a socket is replaced by one in a private
    folder for temporary files, and `socket.path` tells which."""
    path = folder / "socket"
    if len(os.fsencode(path)) <= _PATH_BYTES:
        return path, lambda: path.unlink(missing_ok=True)
    place = Path(tempfile.mkdtemp(prefix="stelsel-"))
    recorded = folder / "socket.path"
    recorded.write_text(str(place / "socket"))

    def clean() -> None:
        recorded.unlink(missing_ok=True)
        shutil.rmtree(place, ignore_errors=True)

    return place / "socket", clean


def serving(server: socketserver.BaseServer, stop: threading.Event) -> None:
    """Serve until `stop` is set."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    stop.wait()
    server.shutdown()
    thread.join()
    server.server_close()
