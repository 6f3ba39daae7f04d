# SPDX-License-Identifier: EUPL-1.2
"""Proofs that a revision is the newest of its address, and that nothing was left out of a listing; checked offline.

Both hold a signed checkpoint, every leaf from the newest state entry up to it (so that nothing newer is kept back), and
neighbouring leaves of the state tree that this entry commits to. They show what the log committed to; that a state
entry is true to the leaves before it is what a check of the whole log shows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Literal, TypeVar

import msgspec

from stelsel.kernel.canonical import canonical
from stelsel.kernel.entry import LOG_OPERATIONS, MAX_ENVELOPE_BYTES, SALT_BYTES, Envelope, commitment, decode_envelope
from stelsel.kernel.problem import BadInput, Broken, broken
from stelsel.kernel.text import Text
from stelsel.register.checkpoint import Checkpoint
from stelsel.register.note import MAX_NOTE_BYTES
from stelsel.register.tree import EMPTY_ROOT, check_range, leaf_hashes

MOST_TAIL = 4_096
"""Most leaves from the newest state entry (or the first leaf) to the checkpoint."""
MOST_LISTED = 100_000
"""Most state leaves in one proof, neighbours included; a longer listing is proven in parts, by longer prefixes."""
MOST_BYTES = 64_000_000
"""Largest proof file."""
VerifyNote = Callable[[str], Checkpoint]
"""Signed note -> its checkpoint. Broken unless the reader's keys signed it; it also decides whether this is the log
that the reader means and whether the checkpoint is recent enough."""

_Index = Annotated[int, msgspec.Meta(ge=0, lt=2**53)]
_Hash = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
_Path = Annotated[tuple[_Hash, ...], msgspec.Meta(max_length=128)]
_Leaf = Annotated[bytes, msgspec.Meta(max_length=MAX_ENVELOPE_BYTES)]


class State(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a state entry says: the number of addresses, the root over them, and how many leaves it covers."""

    count: _Index
    root: _Hash
    size: _Index


class StateLeaf(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One leaf of the state tree: the newest revision of an address."""

    id: str
    index: _Index
    op: Literal["put", "correct", "withdraw", "erase", "dispute"]


class Opened(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The payload of a state entry and its salt (16 bytes)."""

    payload: Annotated[bytes, msgspec.Meta(max_length=1_000)]
    salt: Annotated[bytes, msgspec.Meta(min_length=SALT_BYTES, max_length=SALT_BYTES)]


class Tail(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All leaves [start, N) with their range proof into the signed checkpoint of size N. The first is the newest state
    entry, opened in `state`; a log that has none yet shows every leaf from 0."""

    note: Annotated[str, msgspec.Meta(max_length=MAX_NOTE_BYTES)]
    start: _Index
    leaves: Annotated[tuple[_Leaf, ...], msgspec.Meta(max_length=MOST_TAIL)]
    hashes: _Path
    state: Opened | None


class Listed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Neighbouring leaves of the state tree from place `start`, with their range proof; empty without a state."""

    start: _Index
    leaves: Annotated[tuple[_Leaf, ...], msgspec.Meta(max_length=MOST_LISTED)]
    hashes: _Path


class LatestProof(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Shows the newest revision of `id`: its state leaf, or the two leaves between which it would stand."""

    format: Literal["stelsel-latest-proof/1"] = "stelsel-latest-proof/1"
    id: str
    listed: Listed
    tail: Tail


class ListingProof(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Shows every address that begins with `prefix`: their state leaves and the neighbour on each side."""

    format: Literal["stelsel-listing-proof/1"] = "stelsel-listing-proof/1"
    prefix: str
    listed: Listed
    tail: Tail


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest revision of an address: its index in the log and its operation."""

    index: int
    op: str


def check_latest(proof: LatestProof, address: str, verify_note: VerifyNote) -> Newest | None:
    """The newest revision of this address at the checkpoint, or None where the log never held it. Broken unless the
    proof shows it."""
    if proof.id != address:
        raise _wrong("another-address")
    state, tail = _check_tail(proof.tail, verify_note)
    leaves = _check_listed(proof.listed, state)
    if len(leaves) == 1 and leaves[0].id == address:
        return tail.get(address, Newest(leaves[0].index, leaves[0].op))
    _check_edges(proof.listed, leaves, state, address, lambda one: one == address)
    if any(one.id == address for one in leaves):
        raise _wrong("state-leaves")  # its own leaf says enough: there is one proof for one fact
    return tail.get(address)


def check_listing(proof: ListingProof, prefix: str, verify_note: VerifyNote) -> dict[str, Newest]:
    """Address -> newest revision, in order of address, for every address with this prefix that the log ever held up to
    the checkpoint (also what was withdrawn or erased: see its operation). Broken unless the proof shows it."""
    if proof.prefix != prefix:
        raise _wrong("another-prefix")
    state, tail = _check_tail(proof.tail, verify_note)
    leaves = _check_listed(proof.listed, state)
    _check_edges(proof.listed, leaves, state, prefix, lambda one: one.startswith(prefix))
    found = {one.id: Newest(one.index, one.op) for one in leaves if one.id.startswith(prefix)}
    found |= {one: newest for one, newest in tail.items() if one.startswith(prefix)}
    return dict(sorted(found.items()))


def _check_tail(tail: Tail, verify_note: VerifyNote) -> tuple[State, dict[str, Newest]]:
    """The state that stands, and what came after it; an empty state where the log has none."""
    checkpoint = verify_note(tail.note)
    if not 0 < len(tail.leaves) <= MOST_TAIL or tail.start + len(tail.leaves) != checkpoint.size:
        raise _wrong("tail")
    check_range(tail.start, checkpoint.size, leaf_hashes(tail.leaves), tail.hashes, checkpoint.root)
    envelopes = [decode_envelope(leaf) for leaf in tail.leaves]
    if any(one.op == "state" for one in envelopes[1:]):
        raise _wrong("later-state")
    newest = {
        one.id: Newest(index, one.op) for index, one in enumerate(envelopes, tail.start) if one.op not in LOG_OPERATIONS
    }
    return _state(tail, envelopes[0]), newest


def _state(tail: Tail, first: Envelope) -> State:
    if tail.state is None:
        if tail.start or first.op == "state":
            raise _wrong("no-state")
        return State(0, EMPTY_ROOT, 0)
    if first.op != "state" or commitment(tail.state.salt, tail.state.payload) != first.h:
        raise _wrong("state-entry")
    state = _strict(tail.state.payload, State, "state-entry")
    if state.size != tail.start or state.count > state.size:
        raise _wrong("state-entry")
    return state


def _check_listed(listed: Listed, state: State) -> list[StateLeaf]:
    """The state leaves, shown to stand side by side in the state tree and in order."""
    if not listed.leaves:
        if state.count or listed.start or listed.hashes or state.root != EMPTY_ROOT:
            raise _wrong("state-leaves")
        return []
    check_range(listed.start, state.count, leaf_hashes(listed.leaves), listed.hashes, state.root)
    leaves = [_strict(leaf, StateLeaf, "state-leaves") for leaf in listed.leaves]
    ordered = all(one.id < other.id for one, other in pairwise(leaves))
    if not ordered or any(leaf.index >= state.size for leaf in leaves):
        raise _wrong("state-leaves")
    return leaves


def _check_edges(
    listed: Listed, leaves: list[StateLeaf], state: State, low: str, inside: Callable[[str], bool]
) -> None:
    """Broken unless the leaves are what is `inside` (all of it stands from `low` on, in one row) with exactly one
    neighbour on each side, or the edge of the tree there."""
    before = [leaf.id for leaf in leaves if leaf.id < low]
    after = [leaf.id for leaf in leaves if leaf.id >= low and not inside(leaf.id)]
    left_edge, right_edge = listed.start == 0, listed.start + len(leaves) == state.count
    if len(before) > 1 or len(after) > 1 or not (before or left_edge) or not (after or right_edge):
        raise _wrong("neighbours")


_One = TypeVar("_One", bound=msgspec.Struct)


def write_proof(proof: LatestProof | ListingProof) -> bytes:
    """The proof as a file: canonical JSON, bytes in base64."""
    return canonical(proof)


def read_latest_proof(raw: bytes) -> LatestProof:
    """A proof from a file; Broken for anything but what `write_proof` writes. Nothing is checked yet."""
    return _strict(raw, LatestProof, "proof-file")


def read_listing_proof(raw: bytes) -> ListingProof:
    """A proof from a file; Broken for anything but what `write_proof` writes. Nothing is checked yet."""
    return _strict(raw, ListingProof, "proof-file")


def _strict(raw: bytes, shape: type[_One], code: str) -> _One:
    """A struct from its canonical bytes and from no other spelling of it."""
    if len(raw) > MOST_BYTES:
        raise _wrong(code)
    try:
        found = msgspec.json.decode(raw, type=shape)
        same = canonical(found) == raw
    except (msgspec.MsgspecError, BadInput, RecursionError, UnicodeDecodeError):
        same = False
    if not same:
        raise _wrong(code)
    return found


def _wrong(code: str) -> Broken:
    what = _WRONG[code]
    return broken(
        f"proof-{code}",
        "",
        Text(nl=f"Dit bewijs klopt niet: {what.nl}.", en=f"This proof does not hold: {what.en}."),
        Text(nl="Vertrouw het niet; vraag een nieuw bewijs.", en="Do not trust it; ask for a new proof."),
    )


_WRONG: dict[str, Text] = {
    "another-address": Text(nl="het gaat over een andere vermelding", en="it is about another entry"),
    "another-prefix": Text(nl="het gaat over een andere lijst", en="it is about another listing"),
    "tail": Text(nl="het loopt niet door tot het ijkpunt", en="it does not go on up to the checkpoint"),
    "later-state": Text(nl="het noemt niet de nieuwste toestand", en="it does not use the newest state"),
    "no-state": Text(nl="de toestand van het logboek ontbreekt", en="the state of the log is missing"),
    "state-entry": Text(nl="de toestand is niet wat is vastgelegd", en="the state is not what was committed to"),
    "state-leaves": Text(nl="de lijst is niet wat is vastgelegd", en="the list is not what was committed to"),
    "neighbours": Text(nl="het begin of eind van de lijst ontbreekt", en="the start or end of the list is missing"),
    "proof-file": Text(nl="het bestand is niet te lezen", en="the file cannot be read"),
}
