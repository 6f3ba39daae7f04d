# SPDX-License-Identifier: EUPL-1.2
"""A log: append, read and prove. Storage and signing are handed in; nothing here opens a database or a clock.

Append order: number the revisions, hash, check that the tiles still carry the signed root, extend them, sign the new
checkpoint, then store everything in one transaction. What returns is durable; what raises has written nothing.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from stelsel.kernel.canonical import MAX_BYTES
from stelsel.kernel.entry import (
    MAX_ENVELOPE_BYTES,
    SALT_BYTES,
    Envelope,
    Operation,
    Source,
    commitment,
    decode_envelope,
)
from stelsel.kernel.ids import entry_id
from stelsel.kernel.kind import AudienceName
from stelsel.kernel.time import day
from stelsel.register._refusals import refuse, wrong
from stelsel.register.checkpoint import Checkpoint, read_checkpoint
from stelsel.register.note import Verifier, read_note, verified
from stelsel.register.signer import Signer
from stelsel.register.tiles import extend, root_from_tiles, subtree_of
from stelsel.register.tree import EMPTY_ROOT, Subtree, check_inclusion, inclusion_proof, leaf_hash

_TYPE = re.compile(r"[a-z][a-z0-9-]{0,59}/[1-9][0-9]{0,3}")


@dataclass(frozen=True)
class LogName:
    """One log: its origin, the publisher whose key signs it, its audience, and the organisation the publisher is
    (a TOOI address, or the publisher's own name when it has none)."""

    origin: str
    publisher: str
    audience: AudienceName
    organisation: str


@dataclass(frozen=True)
class Submission:
    """One change that somebody asks for. `type` is kind/major, `org` is whom it is about; a source makes it recorded,
    none makes it stated."""

    op: Operation
    type: str
    id: str
    payload: bytes
    org: str
    source: Source | None = None
    why: str | None = None


@dataclass(frozen=True)
class Stored:
    """A leaf with what stands beside it; salt and payload are empty when erased."""

    index: int
    leaf: bytes
    salt: bytes
    payload: bytes


@dataclass(frozen=True)
class Latest:
    """The newest revision of an entry: its index, revision number and operation."""

    index: int
    rev: int
    op: Operation


@dataclass(frozen=True)
class Receipt:
    """Where an entry stands: log origin, index, entry address and leaf hash (32 bytes)."""

    origin: str
    index: int
    id: str
    leaf_hash: bytes


@dataclass(frozen=True)
class Proof:
    """An inclusion proof: index, audit path, and the signed checkpoint it leads to."""

    index: int
    hashes: tuple[bytes, ...]
    note: str


class LogStore(Protocol):
    """Where logs are kept. `writing` is an exclusive transaction per log that is durable when it ends."""

    def writing(self, origin: str) -> AbstractContextManager[None]:
        """Exclusive write transaction."""

    def note(self, origin: str) -> str | None:
        """The newest signed checkpoint; None for a log without entries."""

    def tile(self, origin: str, level: int, number: int) -> bytes:
        """The widest stored version of a tile."""

    def stored(self, origin: str, start: int, end: int) -> Iterable[Stored]:
        """Leaves [start, end) in order."""

    def latest(self, origin: str, ids: Sequence[str]) -> dict[str, Latest]:
        """The newest revision of each of these entry addresses that the log knows."""

    def write(
        self, origin: str, rows: Sequence[tuple[Envelope, Stored]], tiles: dict[tuple[int, int], bytes], note: str
    ) -> None:
        """Store leaves, changed tiles and the new checkpoint; inside `writing` only."""


def head(store: LogStore, origin: str) -> Checkpoint:
    """The newest checkpoint, unverified (our own store); size 0 for a log without entries."""
    note = store.note(origin)
    return Checkpoint(origin, 0, EMPTY_ROOT) if note is None else read_checkpoint(read_note(note.encode()).text)


def append(
    store: LogStore,
    log: LogName,
    signer: Signer,
    submissions: Sequence[Submission],
    at: str,
    salt: Callable[[int], bytes],
) -> list[Receipt]:
    """Append submissions in order and sign one checkpoint over them. `at` is RFC 3339 UTC; `salt(n)` gives n random
    bytes. BadInput names the first submission that cannot be, Broken says that the stored log does not hold; then
    nothing is signed or written."""
    assert submissions, "there is something to append"
    with store.writing(log.origin):
        before = head(store, log.origin)
        latest = dict(store.latest(log.origin, list({item.id for item in submissions})))
        rows = list(_rows(log, submissions, latest, before.size, at, salt))
        hashes = [leaf_hash(stored.leaf) for _, stored in rows]

        def read(level: int, number: int) -> bytes:
            return store.tile(log.origin, level, number)

        if root_from_tiles(before.size, read) != before.root:
            raise wrong("tiles", log.origin)  # to sign over them would be a fork
        tiles = extend(before.size, hashes, read)

        def read_new(level: int, number: int) -> bytes:
            return tiles[level, number] if (level, number) in tiles else read(level, number)

        size = before.size + len(rows)
        note = signer.sign(Checkpoint(log.origin, size, root_from_tiles(size, read_new)))
        store.write(log.origin, rows, tiles, note)
    return [
        Receipt(log.origin, stored.index, envelope.id, leaf)
        for (envelope, stored), leaf in zip(rows, hashes, strict=True)
    ]


def _rows(
    log: LogName,
    submissions: Sequence[Submission],
    latest: dict[str, Latest],
    size: int,
    at: str,
    salt: Callable[[int], bytes],
) -> Iterable[tuple[Envelope, Stored]]:
    for index, item in enumerate(submissions, start=size):
        known = latest.get(item.id)
        _check_submission(log, item, known)
        grain = salt(SALT_BYTES)
        envelope = Envelope(
            op=item.op,
            type=item.type,
            id=item.id,
            rev=known.rev + 1 if known else 1,
            at=at,
            h=commitment(grain, item.payload),
            org=item.org,
            mode="recorded" if item.source else "stated",
            src=item.source,
            prev=known.index if known else None,
            why=item.why,
        )
        leaf = envelope.encode()
        if len(leaf) > MAX_ENVELOPE_BYTES:
            raise refuse("envelope-too-large", item.id)
        latest[item.id] = Latest(index, envelope.rev, item.op)
        yield envelope, Stored(index, leaf, grain, item.payload)


def _check_submission(log: LogName, item: Submission, known: Latest | None) -> None:
    address = entry_id(item.id)
    if address.publisher != log.publisher:
        raise refuse("not-your-address", item.id)
    if not _TYPE.fullmatch(item.type):
        raise refuse("no-type", item.id)
    if item.type.split("/")[0] != address.kind:
        raise refuse("address-of-another-kind", item.id)
    _check_content(item)
    if item.source is None and item.org != log.organisation:
        raise refuse("stated-about-another", item.id)
    present = known is not None and known.op != "withdraw"
    if item.op == "put" and present:
        raise refuse("exists", item.id)
    if item.op != "put" and not present:
        raise refuse("not-there", item.id)
    if item.op != "put" and not (item.why or "").strip():
        raise refuse("no-reason", item.id)


def _check_content(item: Submission) -> None:
    if not 0 < len(item.payload) <= MAX_BYTES:
        raise refuse("payload-size", item.id)
    if not item.org or any(letter.isspace() for letter in item.org):
        raise refuse("about-nobody", item.id)
    if item.source is None:
        return
    if not item.source.name.strip():
        raise refuse("nameless-source", item.id)
    day(item.source.day, f"{item.id} src.day")
    if item.source.link and not item.source.link.startswith(("https://", "http://")):
        raise refuse("source-link", item.id)


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
