# SPDX-License-Identifier: EUPL-1.2
"""Reading a log: its head, one entry with its content, and proofs that an entry stands in it."""

from collections.abc import Sequence
from functools import cache

from stelsel.kernel.entry import SALT_BYTES, Envelope, commitment, decode_envelope
from stelsel.register._refusals import refuse, wrong
from stelsel.register.checkpoint import Checkpoint, head_of, read_checkpoint
from stelsel.register.note import Verifier, read_note, verified
from stelsel.register.records import Latest, LogName, LogStore, Proof, Receipt, Stored, Submission
from stelsel.register.tiles import subtree_of
from stelsel.register.tree import EMPTY_ROOT, Subtree, check_inclusion, inclusion_proof, leaf_hash

__all__ = ["Latest", "LogName", "LogStore", "Proof", "Receipt", "Stored", "Submission"]
__all__ += ["audit_path", "check_proof", "checked", "head", "prove", "read"]


def head(store: LogStore, origin: str) -> Checkpoint:
    """The newest checkpoint, unverified (our own store); size 0 for a log without entries."""
    note = store.note(origin)
    return Checkpoint(origin, 0, EMPTY_ROOT) if note is None else head_of(note)


def read(store: LogStore, origin: str, index: int) -> tuple[Envelope, Stored]:
    """One entry, its content checked against its commitment and its leaf against the newest root; Broken when a byte
    differs. (Whether the root is signed by whom you trust is `check_proof`.)"""
    checkpoint = head(store, origin)
    if not 0 <= index < checkpoint.size:
        raise refuse("no-such-index", f"{origin} {index}")
    stored = next(iter(store.stored(origin, index, index + 1)), None)
    if stored is None:
        raise wrong("no-leaf", f"{origin} {index}")
    proof = inclusion_proof(index, checkpoint.size, _subtree(store, origin, checkpoint.size))
    check_inclusion(index, checkpoint.size, leaf_hash(stored.leaf), proof, checkpoint.root)
    return checked(stored), stored


def _subtree(store: LogStore, origin: str, size: int) -> Subtree:
    """Subtree roots from tiles; a tile that one proof needs more than once is fetched once."""
    return subtree_of(size, cache(lambda level, number: store.tile(origin, level, number)))


def checked(stored: Stored) -> Envelope:
    """The envelope of a leaf whose payload meets its commitment; Broken otherwise. Erased means that salt and payload
    are both empty: content without its salt is content that nobody vouches for."""
    envelope = decode_envelope(stored.leaf)
    if not stored.salt and not stored.payload:
        return envelope
    if len(stored.salt) != SALT_BYTES or commitment(stored.salt, stored.payload) != envelope.h:
        raise wrong("commitment", envelope.id)
    return envelope


def prove(store: LogStore, origin: str, index: int) -> Proof:
    """Inclusion proof of an entry in the newest checkpoint; BadInput for an index outside the log."""
    note = store.note(origin)
    size = head(store, origin).size
    if note is None or not 0 <= index < size:
        raise refuse("no-such-index", f"{origin} {index}")
    return Proof(index, tuple(inclusion_proof(index, size, _subtree(store, origin, size))), note)


def audit_path(store: LogStore, origin: str, index: int, size: int) -> list[bytes]:
    """The hashes that lead from a leaf to the root of the first `size` leaves; BadInput for an index or a size outside
    the log."""
    if not 0 <= index < size <= head(store, origin).size:
        raise refuse("no-such-index", f"{origin} {index}")
    return inclusion_proof(index, size, _subtree(store, origin, size))


def check_proof(leaf: bytes, proof: Proof, known: Sequence[Verifier]) -> Checkpoint:
    """Check a proof with keys the reader knows: every known key must have signed (hybrid), and one of them must be the
    log's own. Broken otherwise. An Ed25519 line does not cover its key name: a checkpoint of another log of the same
    publisher, its line renamed, would pass without the look at the origin."""
    note = read_note(proof.note.encode("utf-8", "surrogatepass"))
    if len(verified(note, known)) != len(known):
        raise wrong("missing-signature", "")
    checkpoint = read_checkpoint(note.text)
    if checkpoint.origin not in {key.name for key in known}:
        raise wrong("another-log", checkpoint.origin)
    check_inclusion(proof.index, checkpoint.size, leaf_hash(leaf), proof.hashes, checkpoint.root)
    return checkpoint
