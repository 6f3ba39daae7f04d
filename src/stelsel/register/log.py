# SPDX-License-Identifier: EUPL-1.2
"""A log: append, read and prove. Storage and signing are handed in; nothing here opens a database or a clock.

Append order: number the revisions, hash, extend the tiles, sign the new checkpoint, then store everything in one
transaction. What returns is durable; what raises has written nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

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
from stelsel.kernel.problem import BadInput, bad_input, broken
from stelsel.kernel.text import Text
from stelsel.register.checkpoint import Checkpoint, read_checkpoint
from stelsel.register.note import Verifier, read_note, verified
from stelsel.register.signer import Signer
from stelsel.register.tiles import extend, root_from_tiles, subtree_of
from stelsel.register.tree import EMPTY_ROOT, check_inclusion, inclusion_proof, leaf_hash


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
    """One change that somebody asks for. `org` is whom it is about; a source makes it recorded, none makes it stated."""

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
    bytes. BadInput names the first submission that cannot be; then nothing is written."""
    assert submissions, "there is something to append"
    with store.writing(log.origin):
        before = head(store, log.origin)
        latest = store.latest(log.origin, list({item.id for item in submissions}))
        rows = list(_rows(log, submissions, latest, before.size, at, salt))
        hashes = [leaf_hash(stored.leaf) for _, stored in rows]

        def read(level: int, number: int) -> bytes:
            return store.tile(log.origin, level, number)

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
            raise _refuse("envelope-too-large", item.id)
        latest[item.id] = Latest(index, envelope.rev, item.op)
        yield envelope, Stored(index, leaf, grain, item.payload)


def _check_submission(log: LogName, item: Submission, known: Latest | None) -> None:
    address = entry_id(item.id)
    if address.publisher != log.publisher:
        raise _refuse("not-your-address", item.id)
    if item.type.split("/")[0] != address.kind:
        raise _refuse("address-of-another-kind", item.id)
    if item.source is None and item.org != log.organisation:
        raise _refuse("stated-about-another", item.id)
    present = known is not None and known.op != "withdraw"
    if item.op == "put" and present:
        raise _refuse("exists", item.id)
    if item.op != "put" and not present:
        raise _refuse("not-there", item.id)
    if item.op != "put" and not (item.why or "").strip():
        raise _refuse("no-reason", item.id)


def read(store: LogStore, origin: str, index: int) -> tuple[Envelope, Stored]:
    """One entry with its content checked against its commitment; Broken when a byte differs."""
    for stored in store.stored(origin, index, index + 1):
        return checked(stored), stored
    raise _refuse("no-such-index", f"{origin} {index}")


def checked(stored: Stored) -> Envelope:
    """The envelope of a leaf whose payload meets its commitment; Broken otherwise."""
    envelope = decode_envelope(stored.leaf)
    if stored.salt and commitment(stored.salt, stored.payload) != envelope.h:
        raise broken(
            "commitment",
            envelope.id,
            Text(nl="De inhoud is niet wat er is vastgelegd.", en="The content is not what was committed to."),
            Text(nl="Zet deze inhoud terug uit een kopie.", en="Restore this content from a copy."),
        )
    return envelope


def prove(store: LogStore, origin: str, index: int) -> Proof:
    """Inclusion proof of an entry in the newest checkpoint; BadInput for an index outside the log."""
    note = store.note(origin)
    size = head(store, origin).size
    if note is None or not 0 <= index < size:
        raise _refuse("no-such-index", f"{origin} {index}")
    subtree = subtree_of(size, lambda level, number: store.tile(origin, level, number))
    return Proof(index, tuple(inclusion_proof(index, size, subtree)), note)


def check_proof(leaf: bytes, proof: Proof, known: Sequence[Verifier]) -> Checkpoint:
    """Check a proof with keys the reader knows: every known key must have signed (hybrid). Broken otherwise."""
    note = read_note(proof.note.encode())
    if len(verified(note, known)) != len(known):
        raise broken(
            "missing-signature",
            "",
            Text(nl="Een handtekening die u eist, ontbreekt.", en="A signature that you require is missing."),
            Text(nl="Vertrouw dit ijkpunt niet.", en="Do not trust this checkpoint."),
        )
    checkpoint = read_checkpoint(note.text)
    check_inclusion(proof.index, checkpoint.size, leaf_hash(leaf), proof.hashes, checkpoint.root)
    return checkpoint


_REFUSALS: dict[str, tuple[Text, Text]] = {
    "not-your-address": (
        Text(nl="Dit adres hoort bij een andere uitgever.", en="This address belongs to another publisher."),
        Text(nl="Begin het adres met uw eigen naam.", en="Begin the address with your own name."),
    ),
    "address-of-another-kind": (
        Text(nl="Het adres noemt een andere soort.", en="The address names another kind."),
        Text(nl="Gebruik in het adres de naam van de soort.", en="Use the name of the kind in the address."),
    ),
    "stated-about-another": (
        Text(
            nl="U kunt alleen over uw eigen organisatie zelf verklaren.",
            en="You can only state about your own organisation.",
        ),
        Text(nl="Noem een bron: dan wordt het vastgelegd.", en="Name a source: then it is recorded."),
    ),
    "exists": (
        Text(nl="Deze vermelding bestaat al.", en="This entry already exists."),
        Text(nl="Verbeter de bestaande vermelding of kies een andere naam.", en="Correct it, or choose another name."),
    ),
    "not-there": (
        Text(nl="Deze vermelding bestaat niet (meer).", en="This entry does not exist (any more)."),
        Text(nl="Publiceer haar eerst.", en="Publish it first."),
    ),
    "no-reason": (
        Text(nl="De reden ontbreekt.", en="The reason is missing."),
        Text(nl="Schrijf in één zin waarom dit verandert.", en="Write in one sentence why this changes."),
    ),
    "envelope-too-large": (
        Text(nl="Adres, bron en reden zijn samen te lang.", en="Address, source and reason are too long together."),
        Text(nl="Maak de reden of de bron korter.", en="Shorten the reason or the source."),
    ),
    "no-such-index": (
        Text(nl="Deze plaats bestaat niet in het logboek.", en="This place does not exist in the log."),
        Text(nl="Vraag eerst het ijkpunt op.", en="Ask for the checkpoint first."),
    ),
}


def _refuse(code: str, where: str) -> BadInput:
    return bad_input(code, where, *_REFUSALS[code])
