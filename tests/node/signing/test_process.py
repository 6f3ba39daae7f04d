# SPDX-License-Identifier: EUPL-1.2
"""The signer as a process: started when needed, gone with its parent, killed at the worst moment, fed with garbage."""

from __future__ import annotations

import os
import select
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from stelsel.node.keys import make_key
from stelsel.node.signing import SignerClient, ensure_signer, open_signer, stop_signer
from stelsel.node.signing.client import SocketConnection
from stelsel.node.signing.process import folder_of, run
from stelsel.node.signing.server import socket_path
from stelsel.node.signing.wire import MAX_BYTES
from stelsel.register.note import read_note
from tests.node.signing.logs import ORIGIN, checkpoint, grow, proof, refusal, signed_size

SOURCE = str(Path(__file__).resolve().parents[3] / "src")
KILLED = Path(__file__).with_name("killed_signer.py")
PATIENCE = 30


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A home with keys for utrecht; whatever signer was started for it stops afterwards."""
    make_key(tmp_path / "keys", "utrecht")
    yield tmp_path
    stop_signer()


@pytest.fixture
def client(home: Path) -> SignerClient:
    """The signer of utrecht, as a process."""
    return SignerClient(open_signer(home), "utrecht")


def child(*command: str, **more: str) -> subprocess.Popen[bytes]:
    """A Python process that sees this source."""
    return subprocess.Popen(
        [sys.executable, *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": SOURCE, **more},
    )


def wait_until_gone(home: Path) -> bool:
    """Whether no signer listens any more, soon."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if not SocketConnection(folder_of(home)).alive():
            return True
        time.sleep(0.02)
    return False


def test_it_is_started_when_needed_and_used_by_all(client: SignerClient, home: Path) -> None:
    note = grow(client, 3, 5)
    assert signed_size(note, home) == 5
    assert socket_path(folder_of(home)).stat().st_mode & 0o777 == 0o600
    other = SignerClient(SocketConnection(folder_of(home)), "utrecht")
    assert signed_size(other.sign(checkpoint(6), note, proof(5, 6)), home) == 6


def test_a_second_signer_is_refused_and_the_first_goes_on(client: SignerClient, home: Path) -> None:
    grow(client, 3)
    second = child("-m", "stelsel.node.signing", str(home))
    said, _ = second.communicate(timeout=PATIENCE)
    assert b"signer-second" in said
    assert b"Two on one ledger" in said
    assert second.returncode == 1
    assert refusal(run, home, lambda: None, threading.Event()) == "signer-second"
    assert client.publics().logs[0].size == 3


def test_it_knows_no_database_of_the_node_and_no_pages() -> None:
    script = "import sys; import stelsel.node.signing.process; print(sorted({'django', 'granian'} & set(sys.modules)))"
    said, _ = child("-c", script).communicate(timeout=PATIENCE)
    assert said == b"[]\n"


def test_many_ask_at_once(client: SignerClient, home: Path) -> None:
    ensure_signer(home)
    found: list[str] = []

    def work(number: int) -> None:
        found.append(grow(client, 1, 2, 3, origin=f"stelsel.example/utrecht/{number}"))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [signed_size(note, home) for note in found] == [3] * 8


def test_four_that_start_it_at_the_same_moment_share_one(home: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from stelsel.node.signing import SignerClient, open_signer;"
        "print(len(SignerClient(open_signer(Path(sys.argv[1])), 'utrecht').vkeys('a/utrecht/b')), flush=True);"
        "sys.stdin.read()"
    )
    starters = [child("-c", script, str(home)) for _ in range(4)]
    said = [starter.stdout.readline() for starter in starters if starter.stdout]
    for starter in starters:
        starter.communicate(timeout=PATIENCE)
    assert said == [b"2\n"] * 4


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "signer").write_text("a file")
    assert refusal(ensure_signer, tmp_path) == "signer-settings"


def test_it_goes_when_whoever_started_it_is_killed(home: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from stelsel.node.signing import ensure_signer;"
        "ensure_signer(Path(sys.argv[1])); print('started', flush=True); time.sleep(600)"
    )
    parent = child("-c", script, str(home))
    assert parent.stdout is not None
    assert parent.stdout.readline() == b"started\n"
    assert SocketConnection(folder_of(home)).alive()
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    assert wait_until_gone(home)


def test_a_user_of_somebody_elses_signer_starts_its_own_when_that_goes(client: SignerClient, home: Path) -> None:
    first = child("-m", "stelsel.node.signing", str(home))
    assert first.stdout is not None
    assert first.stdout.readline() == b"ready\n"
    note = grow(client, 3)
    first.communicate(timeout=PATIENCE)
    assert first.returncode == 0
    assert signed_size(client.sign(checkpoint(4), note, proof(3, 4)), home) == 4


def test_a_connection_that_died_while_idle_is_made_anew(client: SignerClient, home: Path) -> None:
    note = grow(client, 3)
    stop_signer()
    assert wait_until_gone(home)
    note = client.sign(checkpoint(4), note, proof(3, 4))
    assert client.publics().logs[0].size == 4
    stop_signer()
    assert client.add_generation().generation == 2, "asked once, of a new signer"
    assert len(client.publics().generations) == 2


def test_kill_9_between_the_record_and_the_answer(home: Path) -> None:
    doomed = child(str(KILLED), str(home), "5")
    assert doomed.stdout is not None
    assert doomed.stdout.readline() == b"ready\n"
    client = SignerClient(SocketConnection(folder_of(home)), "utrecht")
    note = grow(client, 3)
    assert refusal(client.sign, checkpoint(5), note, proof(3, 5)) == "signer-away"
    assert doomed.wait(PATIENCE) == -signal.SIGKILL
    later = SignerClient(open_signer(home), "utrecht")
    assert refusal(later.sign, checkpoint(6, "b"), note, proof(3, 6, "b")) == "ledger-store-behind"
    again = later.sign(checkpoint(5), note, proof(3, 5))
    assert read_note(again.encode()).text == checkpoint(5).text
    assert signed_size(later.sign(checkpoint(6), again, proof(5, 6)), home) == 6


def raw(home: Path, sent: bytes) -> bytes:
    """What the socket says to these bytes, until it closes or is silent for a moment."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.connect(str(socket_path(folder_of(home))))
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        found = b""
        while select.select([connection], [], [], PATIENCE)[0] and (part := connection.recv(65536)):
            found += part
        return found


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (struct.pack(">I", 5) + b"hello", b"signer-request"),
        (struct.pack(">I", 0), b"signer-request"),
        (struct.pack(">I", MAX_BYTES + 1), b"signer-request-size"),
        (b"GET / HTTP/1.1\r\n\r\n", b"signer-request-size"),
        (struct.pack(">I", 500) + b"half", b""),
        (b"\0\0", b""),
        (b"", b""),
    ],
)
def test_garbage_is_refused_and_the_signer_lives_on(client: SignerClient, home: Path, sent: bytes, code: bytes) -> None:
    ensure_signer(home)
    said = raw(home, sent)
    assert (b'"code":"' + code + b'"' in said) if code else said == b""
    assert signed_size(grow(client, 1), home) == 1


def test_several_requests_on_one_connection(home: Path) -> None:
    ensure_signer(home)
    request = b'{"op":"publics","publisher":"utrecht"}'
    said = raw(home, (struct.pack(">I", len(request)) + request) * 3)
    assert said.count(b'{"ok":') == 3


def test_a_path_too_long_for_a_socket(tmp_path: Path) -> None:
    home = tmp_path / ("long-" * 25)
    make_key(home / "keys", "utrecht")
    try:
        assert signed_size(grow(SignerClient(open_signer(home), "utrecht"), 2), home) == 2
        short = socket_path(folder_of(home))
        assert short.parent.stat().st_mode & 0o777 == 0o700
    finally:
        stop_signer()
    assert not short.parent.exists()


def test_what_stands_in_the_way_is_told_to_whoever_starts_it(home: Path) -> None:
    folder = folder_of(home)
    folder.mkdir()
    (folder / "ledger.sqlite3").touch()
    (folder / "ledger.sqlite3").chmod(0o644)
    assert refusal(ensure_signer, home) == "private-file"


def test_a_key_that_others_can_read_signs_nothing(client: SignerClient, home: Path) -> None:
    (home / "keys" / "utrecht.json").chmod(0o640)
    assert refusal(client.sign, checkpoint(1), None, []) == "key-file"


def test_no_signer_and_nobody_to_start_one(tmp_path: Path) -> None:
    client = SignerClient(SocketConnection(folder_of(tmp_path)), "utrecht")
    assert refusal(client.vkeys, ORIGIN) == "signer-away"
