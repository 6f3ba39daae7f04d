# SPDX-License-Identifier: EUPL-1.2
"""kill -9 of the signer at any moment, while a log that may lose its last step grows: no two notes ever contradict."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from stelsel.kernel.problem import Broken
from stelsel.node.keys import make_key
from stelsel.node.serve import Unavailable
from stelsel.node.signing import SignerClient
from stelsel.node.signing.client import SocketConnection
from stelsel.node.signing.process import folder_of
from stelsel.register.checkpoint import read_checkpoint
from stelsel.register.note import read_note
from stelsel.register.tree import root_of
from tests.node.signing.logs import checkpoint, leaves, proof, signed_size

SOURCE = str(Path(__file__).resolve().parents[3] / "src")


def started(home: Path) -> subprocess.Popen[bytes]:
    """A signer process that listens."""
    child = subprocess.Popen(
        [sys.executable, "-m", "stelsel.node.signing", str(home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": SOURCE},
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"ready\n"
    return child


class Store:
    """What a node holds: its newest note, the step that it tries, and every note that it ever saw."""

    def __init__(self, client: SignerClient, dice: random.Random) -> None:
        self.client, self.dice = client, dice
        self.note: str | None = None
        self.size = self.wanted = 0
        self.seen: list[str] = []

    def step(self) -> None:
        """Sign one step further and store it, or forget to; now and then try to fork first."""
        if self.wanted == self.size:
            self.wanted += self.dice.randint(1, 3)
        if self.size and self.dice.random() < 0.3:
            self.fork()
        note = self.client.sign(checkpoint(self.wanted), self.note, proof(self.size, self.wanted))
        self.seen.append(note)
        if self.dice.random() < 0.8:  # else it is killed itself before it stored, and asks again
            self.note, self.size = note, self.wanted

    def fork(self) -> None:
        """Ask for another history of the same length; what came of it counts as seen."""
        try:
            self.seen.append(
                self.client.sign(checkpoint(self.wanted, "b"), self.note, proof(self.size, self.wanted, "b"))
            )
        except Broken:
            return


def grow_until_killed(store: Store) -> None:
    """Steps until the signer is gone."""
    while True:
        try:
            store.step()
        except Unavailable:
            return


@pytest.mark.campaign
def test_killed_at_any_moment_it_never_contradicts_itself(tmp_path: Path, campaign: bool) -> None:
    make_key(tmp_path / "keys", "utrecht")
    dice = random.Random(20261125)
    store = Store(SignerClient(SocketConnection(folder_of(tmp_path)), "utrecht"), dice)
    for _ in range(50 if campaign else 5):
        child = started(tmp_path)
        killer = threading.Timer(dice.uniform(0.0, 0.4), child.send_signal, (signal.SIGKILL,))
        killer.start()
        grow_until_killed(store)
        killer.join()
        child.communicate()
    assert store.size > 5
    heads = [read_checkpoint(read_note(note.encode()).text) for note in store.seen]
    assert {head.root for head in heads} <= {root_of(leaves(size)) for size in range(store.wanted + 1)}
    assert signed_size(store.seen[-1], tmp_path) == heads[-1].size
