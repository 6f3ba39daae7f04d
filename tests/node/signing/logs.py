# SPDX-License-Identifier: EUPL-1.2
"""Logs for the signer's tests: histories of leaves, their checkpoints and proofs, and a log that grows by signing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from stelsel.kernel.problem import Broken
from stelsel.node.keys import make_key
from stelsel.node.serve import Unavailable
from stelsel.node.signing.keyring import Keyring
from stelsel.node.signing.ledger import Ledger
from stelsel.node.signing.server import answered
from stelsel.node.signing.service import Signing
from stelsel.node.signing.token import Token
from stelsel.node.signing.wire import Request, read_answer
from stelsel.register.checkpoint import Checkpoint, read_checkpoint
from stelsel.register.note import read_note, verified
from stelsel.register.signer import Signer, verifiers
from stelsel.register.tree import consistency_proof, leaf_hash, root_of

ORIGIN = "stelsel.example/utrecht/public"
NOW = 1_800_000_000


def checkpoint(size: int, letter: str = "a", origin: str = ORIGIN) -> Checkpoint:
    """The checkpoint over `size` leaves of one of the histories a, b, ..."""
    return Checkpoint(origin, size, root_of(leaves(size, letter)))


def leaves(size: int, letter: str = "a") -> list[bytes]:
    """Leaf hashes of a history."""
    return [leaf_hash(f"{letter}{number}".encode()) for number in range(size)]


def proof(old: int, new: int, letter: str = "a") -> list[bytes]:
    """The consistency proof within a history."""
    found = leaves(new, letter)
    return consistency_proof(old, new, lambda start, end: root_of(found[start:end])) if old else []


def grow(signer: Signer, *sizes: int, origin: str = ORIGIN) -> str:
    """Let a new log of history a grow over these sizes; its newest note."""
    note, old = None, 0
    for size in sizes:
        note = signer.sign(checkpoint(size, origin=origin), note, proof(old, size))
        old = size
    assert note is not None, "it grew"
    return note


class Straight:
    """A connection to a `Signing` in this process, through the bytes of the wire."""

    place = ""

    def __init__(self, home: Path, token: Token | None = None, **options: Any) -> None:
        self.ledger = Ledger(home / "signer", **options)
        self.signing = Signing(Keyring(home / "keys", token), self.ledger, lambda: NOW)

    def ask(self, request: Request, kind: type[Any]) -> Any:
        """The answer."""
        import msgspec

        return read_answer(answered(self.signing, msgspec.json.encode(request)), kind)


def signed_size(note: str, home: Path, publisher: str = "utrecht") -> int:
    """The size in a note that the newest key of this publisher signed, both lines."""
    found = read_note(note.encode())
    head = read_checkpoint(found.text)
    known = verifiers(head.origin, *make_key(home / "keys", publisher).publics())
    assert len(verified(found, known)) == 2
    return head.size


def refusal(work: Any, *arguments: Any) -> str:
    """The code with which this is refused."""
    with pytest.raises(Exception) as caught:  # noqa: PT011
        work(*arguments)
    error = caught.value
    if isinstance(error, Unavailable):
        return error.finding.code
    assert isinstance(error, Broken) or hasattr(error, "findings"), repr(error)
    return error.findings[0].code  # type: ignore[attr-defined]
