# SPDX-License-Identifier: EUPL-1.2
"""Append to a log. Storage and signing are handed in; nothing here opens a database or a clock.

Order: number the revisions and stage them durably, check that the tiles still carry the signed root, let the signer
sign the new checkpoint, commit. What returns is durable; what is refused has written nothing. After a crash between
staging and committing, `settle` finishes the work: the signer remembers what it signed, and the same leaves give the
same checkpoint again.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from stelsel.kernel.entry import MAX_ENVELOPE_BYTES, SALT_BYTES, Envelope, commitment, decode_envelope
from stelsel.kernel.problem import BadInput, Broken
from stelsel.register._refusals import elsewhere, refuse, wrong
from stelsel.register._submission import check_submission
from stelsel.register.checkpoint import Checkpoint
from stelsel.register.log import head
from stelsel.register.records import Latest, LogName, LogStore, Receipt, Row, Stored, Submission
from stelsel.register.signer import Signer
from stelsel.register.state import STATE_EVERY, is_due, state_id, state_submission
from stelsel.register.tiles import extend, root_from_tiles, subtree_of
from stelsel.register.tree import consistency_proof, leaf_hash

Salt = Callable[[int], bytes]
"""n -> n random bytes."""


@dataclass(frozen=True)
class Desk:
    """What appending to one log takes: its store, its name, who signs, the time (RFC 3339 UTC) and random bytes."""

    store: LogStore
    log: LogName
    signer: Signer
    at: str
    salt: Salt


def append(
    store: LogStore,
    log: LogName,
    signer: Signer,
    submissions: Sequence[Submission],
    at: str,
    salt: Salt,
    told: Callable[[list[Receipt]], None] = lambda receipts: None,
) -> list[Receipt]:
    """Append submissions in order and sign one checkpoint over them; a state entry joins them when one is due. `told`
    hears the receipts as soon as they are durable, a moment before the files are written. BadInput names the first
    submission that cannot be, Broken says that the stored log does not hold or that the signer refuses; then nothing is
    signed or written."""
    assert submissions, "there is something to append"
    desk = Desk(store, log, signer, at, salt)
    with store.writing(log.origin):
        settle(store, log, signer)
        _refuse_elsewhere(store, log, submissions)
        rows = list(_rows(desk, submissions))
        store.stage(log.origin, [stored for _, stored in rows])
        _sign(desk, rows)
        receipts = [
            Receipt(log.origin, stored.index, envelope.id, leaf_hash(stored.leaf))
            for envelope, stored in rows
            if envelope.op != "state"
        ]
        if any(envelope.op == "erase" for envelope, _ in rows):
            _forget(desk, rows)  # whoever erases is told when it is gone
        told(receipts)
    return receipts


def check(store: LogStore, log: LogName, item: Submission) -> None:
    """BadInput unless the log would take this change now; nothing is written."""
    _refuse_elsewhere(store, log, [item])
    check_submission(log, item, dict(store.latest(log.origin, [item.id])).get(item.id))


def append_state(store: LogStore, log: LogName, signer: Signer, at: str, salt: Salt) -> bool:
    """Commit the state root when the log has grown since the last one and an hour has passed; whether it did."""
    desk = Desk(store, log, signer, at, salt)
    with store.writing(log.origin):
        settle(store, log, signer)
        size = head(store, log.origin).size
        latest = dict(store.latest(log.origin, [state_id(log)]))
        last = latest.get(state_id(log))
        if size == 0 or (last is not None and last.index == size - 1) or not is_due(store, log, last, at):
            return False
        item = state_submission(log, size, dict(store.newest(log.origin)))
        rows = [_row(desk, item, last, size)]
        store.stage(log.origin, [rows[0][1]])
        _sign(desk, rows)
    return True


def settle(store: LogStore, log: LogName, signer: Signer) -> int:
    """Finish what a crash left, inside `writing`: leaves that were staged become part of the log. How many they were.
    Nobody was told that they stand there, and nobody that they do not."""
    rows = [(decode_envelope(stored.leaf), stored) for stored in store.staged(log.origin)]
    if rows:
        desk = Desk(store, log, signer, "", lambda size: b"")
        _sign(desk, rows)
        _forget(desk, rows)
    return len(rows)


def _sign(desk: Desk, rows: Sequence[Row]) -> None:
    """Sign over staged rows and commit them. A refusal drops them; any other error leaves open whether they were
    signed, and the next writer finishes the work."""
    store, origin = desk.store, desk.log.origin
    try:
        tiles, note = _signed(desk, rows)
    except (BadInput, Broken):
        store.unstage(origin)
        raise
    store.commit(origin, rows, tiles, note)


def _signed(desk: Desk, rows: Sequence[Row]) -> tuple[dict[tuple[int, int], bytes], str]:
    store, origin = desk.store, desk.log.origin
    before, size = head(store, origin), rows[-1][1].index + 1
    assert rows[0][1].index == before.size, "staged leaves follow the log"

    def read(level: int, number: int) -> bytes:
        return store.tile(origin, level, number)

    if root_from_tiles(before.size, read) != before.root:
        raise wrong("tiles", origin)  # to sign over them would be a fork
    tiles = extend(before.size, [leaf_hash(stored.leaf) for _, stored in rows], read)

    def read_new(level: int, number: int) -> bytes:
        return tiles[level, number] if (level, number) in tiles else read(level, number)

    checkpoint = Checkpoint(origin, size, root_from_tiles(size, read_new))
    proof = consistency_proof(before.size, size, subtree_of(size, read_new)) if before.size else []
    return tiles, desk.signer.sign(checkpoint, store.note(origin), proof)


def _rows(desk: Desk, submissions: Sequence[Submission]) -> Iterator[Row]:
    """Leaves for these submissions, with a state entry wherever 4,095 leaves stand since the last, and one at the end
    when an hour has passed."""
    store, log = desk.store, desk.log
    index = head(store, log.origin).size
    state = state_id(log)
    latest = dict(store.latest(log.origin, [*{item.id for item in submissions}, state]))
    due = is_due(store, log, latest.get(state), desk.at)
    newest: dict[str, Latest] | None = None
    for item in submissions:
        check_submission(log, item, latest.get(item.id))
        row = _row(desk, item, latest.get(item.id), index)
        latest[item.id] = Latest(index, row[0].rev, item.op)
        yield row
        index += 1
        last_one = item is submissions[-1]
        if _since(latest.get(state), index) >= STATE_EVERY - 1 or (last_one and due and item.op != "key"):
            newest = dict(store.newest(log.origin)) if newest is None else newest
            newest |= latest
            row = _row(desk, state_submission(log, index, newest), latest.get(state), index)
            latest[state] = Latest(index, row[0].rev, "state")
            yield row
            index += 1


def _refuse_elsewhere(store: LogStore, log: LogName, submissions: Sequence[Submission]) -> None:
    """An address stands in one log only, so that it means the same to everybody who may see it."""
    taken = store.elsewhere(log, list({item.id for item in submissions}))
    for address, audience in sorted(taken.items()):
        raise elsewhere(address, audience)


def _since(state: Latest | None, index: int) -> int:
    """Leaves after the last state entry."""
    return index if state is None else index - state.index - 1


def _row(desk: Desk, item: Submission, known: Latest | None, index: int) -> Row:
    grain = desk.salt(SALT_BYTES)
    envelope = Envelope(
        op=item.op,
        type=item.type,
        id=item.id,
        rev=known.rev + 1 if known else 1,
        at=desk.at,
        h=commitment(grain, item.payload),
        org=item.org,
        mode="recorded" if item.source else "stated",
        src=item.source,
        prev=known.index if known else None,
        why=item.why,
        ref=item.ref,
    )
    leaf = envelope.encode()
    if len(leaf) > MAX_ENVELOPE_BYTES:
        raise refuse("envelope-too-large", item.id)
    return envelope, Stored(index, leaf, grain, item.payload)


def _forget(desk: Desk, rows: Sequence[Row]) -> None:
    """Erase the content of every earlier revision of an address that was erased."""
    gone = {envelope.id: stored.index for envelope, stored in rows if envelope.op == "erase"}
    if gone:
        desk.store.forget(desk.log.origin, erased_by(desk.store, desk.log.origin, gone))


def finish_erasures(store: LogStore, log: LogName) -> int:
    """Erase what a crash left between an erasure and its work; how many contents went."""
    with store.writing(log.origin):
        gone = {entry: one.index for entry, one in store.newest(log.origin) if one.op == "erase"}
        places = erased_by(store, log.origin, gone)
        left = [at for at in places if any(one.salt for one in store.stored(log.origin, at, at + 1))]
        if left:
            store.forget(log.origin, left)
    return len(left)


def erased_by(store: LogStore, origin: str, gone: dict[str, int]) -> list[int]:
    """The indexes of every revision before these erasures (address -> index of the erasure), along `prev`."""
    found: list[int] = []
    for at in gone.values():
        place: int | None = at
        while place is not None:
            (stored,) = store.stored(origin, place, place + 1)
            if place != at:
                found.append(place)
            place = decode_envelope(stored.leaf).prev
    return sorted(found)
