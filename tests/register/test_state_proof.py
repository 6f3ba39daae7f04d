# SPDX-License-Identifier: EUPL-1.2
"""Proofs of the newest revision and of whole listings, against a log that is simply read from the start."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from stelsel.kernel.canonical import canonical
from stelsel.kernel.entry import Envelope, commitment
from stelsel.kernel.problem import BadInput, Broken, broken
from stelsel.kernel.text import Text
from stelsel.register.checkpoint import Checkpoint
from stelsel.register.state_proof import (
    LatestProof,
    Listed,
    ListingProof,
    Newest,
    Opened,
    Tail,
    check_latest,
    check_listing,
    read_latest_proof,
    read_listing_proof,
    write_proof,
)
from stelsel.register.state_prover import prove_latest, prove_listing, tail_of
from stelsel.register.state_tree import StateTree
from stelsel.register.tree import leaf_hashes, range_proof, root_of

ADDRESSES = [f"demo/{kind}/{name}" for kind in ("offer", "offer-old", "system") for name in ("a", "a-1", "b")]
PREFIXES = ["", "demo/offer/", "demo/offer", "demo/offer/a", "demo/system/", "demo/z/", "a", "demo/offer-old/b"]
Fault = Callable[[Any], Any]


class Log:
    """A log of leaves with state entries, read by brute force; every signed note is remembered."""

    def __init__(self) -> None:
        self.leaves: list[bytes] = []
        self.latest: dict[str, tuple[int, str]] = {}
        self.signed: dict[str, Checkpoint] = {}
        self.states: list[tuple[int, StateTree, Opened]] = []

    def add(self, op: str, address: str, content: bytes = b"{}", salt: bytes = bytes(16)) -> None:
        """Append one leaf."""
        if op not in ("key", "state"):
            self.latest[address] = (len(self.leaves), op)
        fields: dict[str, Any] = {"op": op, "type": "thing/1", "id": address, "rev": 1, "at": "2026-11-24T10:00:00Z"}
        self.leaves.append(Envelope(**fields, h=commitment(salt, content), org="demo", mode="stated").encode())

    def commit(self, **lies: Any) -> None:
        """Append a state entry."""
        tree, size = StateTree.of(self.latest), len(self.leaves)
        said = {"count": tree.count, "root": base64.b64encode(tree.root).decode(), "size": size} | lies
        opened = Opened(canonical(said), size.to_bytes(16, "big"))
        self.add("state", "demo/log-state/public", opened.payload, opened.salt)
        self.states.append((size, tree, opened))

    def tail(self, size: int | None = None, state: int | None = -1) -> tuple[StateTree, Tail]:
        """The end of the log from one of its states, or from the start."""
        size = len(self.leaves) if size is None else size
        hashes = leaf_hashes(self.leaves[:size])
        checkpoint = Checkpoint("demo.example/public", size, root_of(hashes))
        note = checkpoint.text + "\nsigned\n"
        self.signed[note] = checkpoint
        known = self.states if state is not None else []
        start, tree, opened = known[state or 0] if known else (0, StateTree.of({}), None)
        return tree, tail_of(note, size, self.leaves[start:size], lambda low, high: root_of(hashes[low:high]), opened)

    def verify(self, note: str) -> Checkpoint:
        """A reader that knows exactly what was signed."""
        if note not in self.signed:
            raise broken("note", "", Text(nl="vals", en="forged"), Text(nl="nee", en="no"))
        return self.signed[note]

    def newest(self, address: str) -> Newest | None:
        """What a reader of the whole log finds."""
        return Newest(*self.latest[address]) if address in self.latest else None


def prepared() -> Log:
    """A log with two states, and changes before, between and after."""
    log = Log()
    for address in ADDRESSES[:6]:
        log.add("put", address)
    log.commit()
    log.add("correct", ADDRESSES[0])
    log.add("put", ADDRESSES[7])
    log.add("key", "demo/log-key/public")
    log.commit()
    log.add("withdraw", ADDRESSES[1])
    log.add("correct", ADDRESSES[2])
    log.add("correct", ADDRESSES[2])
    return log


class Grows(RuleBasedStateMachine):
    """Random logs: every address and every listing is proven and read back as the whole log reads."""

    def __init__(self) -> None:
        super().__init__()
        self.log = Log()

    @rule(address=st.sampled_from(ADDRESSES), op=st.sampled_from(["put", "correct", "withdraw", "erase", "dispute"]))
    def change(self, address: str, op: str) -> None:
        """Something happens to an entry."""
        self.log.add(op, address)

    @rule()
    def key(self) -> None:
        """The log says what its next keys are."""
        self.log.add("key", "demo/log-key/public")

    @rule()
    def commit(self) -> None:
        """A state entry."""
        self.log.commit()

    @invariant()
    @precondition(lambda self: bool(self.log.leaves))
    def everything_is_proven(self) -> None:
        """Each proof, through a file, says what the log says."""
        tree, tail = self.log.tail()
        for address in [*ADDRESSES, "a", "zzz", "demo/log-state/public"]:
            proof = read_latest_proof(write_proof(prove_latest(address, tree, tail)))
            assert check_latest(proof, address, self.log.verify) == self.log.newest(address)
        for prefix in PREFIXES:
            listing = read_listing_proof(write_proof(prove_listing(prefix, tree, tail)))
            wanted = {one: Newest(*self.log.latest[one]) for one in self.log.latest if one.startswith(prefix)}
            found = check_listing(listing, prefix, self.log.verify)
            assert list(found.items()) == sorted(wanted.items())


TestGrows = Grows.TestCase
TestGrows.settings = settings(max_examples=40, stateful_step_count=15, deadline=None)


def refused(code: str, check: Callable[[], object]) -> None:
    """The proof is Broken, for this reason."""
    with pytest.raises(Broken) as caught:
        check()
    assert caught.value.findings[0].code == f"proof-{code}"


def changed(proof: Any, **change: Any) -> Any:
    """The proof with another tail or list."""
    return msgspec.structs.replace(proof, **change)


def test_the_newest_revision_cannot_be_kept_back() -> None:
    log = prepared()
    tree, tail = log.tail()
    proof = prove_latest(ADDRESSES[2], tree, tail)
    short = changed(tail, leaves=tail.leaves[:-1])
    refused("tail", lambda: check_latest(changed(proof, tail=short), ADDRESSES[2], log.verify))
    shifted = changed(tail, leaves=tail.leaves[:-2] + tail.leaves[-1:], start=tail.start + 1)
    refused("range", lambda: check_latest(changed(proof, tail=shifted), ADDRESSES[2], log.verify))
    swapped = changed(tail, leaves=(*tail.leaves[:-2], tail.leaves[-1], tail.leaves[-3]))
    refused("range", lambda: check_latest(changed(proof, tail=swapped), ADDRESSES[2], log.verify))


def test_an_older_checkpoint_proves_what_was_newest_then() -> None:
    log = prepared()
    tree, tail = log.tail(len(log.leaves) - 1)
    then = check_latest(prove_latest(ADDRESSES[2], tree, tail), ADDRESSES[2], log.verify)
    assert then == Newest(len(log.leaves) - 2, "correct")


def test_an_older_state_is_refused_by_the_newer_one_in_the_tail() -> None:
    log = prepared()
    tree, tail = log.tail(state=0)
    refused("later-state", lambda: check_latest(prove_latest(ADDRESSES[0], tree, tail), ADDRESSES[0], log.verify))
    refused("later-state", lambda: check_listing(prove_listing("demo/", tree, tail), "demo/", log.verify))
    everything = log.tail(state=None)[1]
    refused("later-state", lambda: check_latest(prove_latest("x", tree, everything), "x", log.verify))


def test_a_state_must_be_shown_when_the_log_has_one() -> None:
    log = prepared()
    tree, tail = log.tail()
    unopened = changed(tail, state=None)
    refused("no-state", lambda: check_latest(prove_latest("x", tree, unopened), "x", log.verify))
    start = log.states[-1][0] + 1
    hashes = leaf_hashes(log.leaves)
    after = Tail(
        tail.note,
        start,
        tuple(log.leaves[start:]),
        tuple(range_proof(start, len(hashes), len(hashes), lambda low, high: root_of(hashes[low:high]))),
        None,
    )
    refused("no-state", lambda: check_latest(prove_latest("x", StateTree.of({}), after), "x", log.verify))
    refused(
        "state-entry", lambda: check_latest(prove_latest("x", tree, changed(after, state=tail.state)), "x", log.verify)
    )
    other = changed(tail, state=log.states[0][2])
    refused("state-entry", lambda: check_latest(prove_latest("x", log.states[0][1], other), "x", log.verify))


@pytest.mark.parametrize(
    ("lies", "code"),
    [
        ({"size": 99}, "state-entry"),
        ({"size": 10}, "state-entry"),
        ({"count": 99}, "state-entry"),
        ({"count": -1}, "state-entry"),
        ({"extra": 1}, "state-entry"),
        ({"root": "AA=="}, "state-entry"),
        ({"count": 6}, "range"),
        ({"root": base64.b64encode(bytes(32)).decode()}, "range"),
    ],
)
def test_a_state_entry_that_says_something_else_is_refused(lies: dict[str, Any], code: str) -> None:
    log = prepared()
    log.commit(**lies)
    tree, tail = log.tail()
    refused(code, lambda: check_listing(prove_listing("", tree, tail), "", log.verify))


def test_an_entry_that_looks_like_a_state_is_none() -> None:
    log = prepared()
    empty = StateTree.of({})
    said = canonical({"count": 0, "root": base64.b64encode(empty.root).decode(), "size": len(log.leaves)})
    log.add("put", "demo/system/fake", said)
    log.states.append((len(log.leaves) - 1, empty, Opened(said, bytes(16))))
    refused("state-entry", lambda: check_latest(prove_latest(ADDRESSES[0], *log.tail()), ADDRESSES[0], log.verify))


def test_a_state_right_after_another_is_seen() -> None:
    log = prepared()
    log.commit()
    log.commit()
    refused("later-state", lambda: check_latest(prove_latest("x", *log.tail(state=-2)), "x", log.verify))


def test_a_log_that_begins_with_a_state_must_open_it() -> None:
    log = Log()
    log.commit()
    log.add("put", "a")
    tree, tail = log.tail()
    assert check_latest(prove_latest("a", tree, tail), "a", log.verify) == Newest(1, "put")
    refused("no-state", lambda: check_latest(prove_latest("a", tree, changed(tail, state=None)), "a", log.verify))
    for listed in (Listed(1, (), ()), Listed(0, (), (bytes(32),))):
        proof = changed(prove_latest("a", tree, tail), listed=listed)
        refused("state-leaves", lambda proof=proof: check_latest(proof, "a", log.verify))


def test_a_state_cannot_speak_of_what_comes_after_it() -> None:
    log = prepared()
    log.latest = {"a": (99, "put")}
    log.commit()
    refused("state-leaves", lambda: check_latest(prove_latest("a", *log.tail()), "a", log.verify))


def test_what_is_there_cannot_be_shown_as_absent() -> None:
    log = prepared()
    tree, tail = log.tail()
    there, place = ADDRESSES[4], tree.place(ADDRESSES[4])
    around = Listed(place - 1, tuple(tree.leaves(place - 1, place + 2)), tuple(tree.range_proof(place - 1, place + 2)))
    left = Listed(place - 1, tuple(tree.leaves(place - 1, place)), tuple(tree.range_proof(place - 1, place)))
    gap = Listed(place - 1, tuple(tree.leaves(place - 1, place) + tree.leaves(place + 1, place + 2)), around.hashes)
    hidden = prove_latest(there, StateTree.of({}), tail)
    refused("state-leaves", lambda: check_latest(hidden, there, log.verify))
    refused("state-leaves", lambda: check_latest(changed(hidden, listed=around), there, log.verify))
    refused("neighbours", lambda: check_latest(changed(hidden, listed=left), there, log.verify))
    refused("range", lambda: check_latest(changed(hidden, listed=gap), there, log.verify))
    swapped = changed(around, leaves=around.leaves[::-1])
    refused("range", lambda: check_latest(changed(hidden, listed=swapped), there, log.verify))


def test_a_log_whose_state_is_out_of_order_proves_nothing() -> None:
    log = prepared()
    tree = log.states[-1][1]
    places = [tree.place(ADDRESSES[2]), tree.place(ADDRESSES[3])]
    leaves = [tree.leaves(at, at + 1)[0] for at in places]
    root = base64.b64encode(root_of(leaf_hashes(leaves))).decode()
    log.commit(count=2, root=root)
    listed = Listed(0, tuple(leaves), ())
    proof = changed(prove_listing("demo/", *log.tail()), listed=listed)
    refused("state-leaves", lambda: check_listing(proof, "demo/", log.verify))


@pytest.mark.parametrize("prefix", ["demo/offer/", "demo/offer-old/", "demo/", "", "demo/system/"])
def test_nothing_is_dropped_from_a_listing(prefix: str) -> None:
    log = prepared()
    tree, tail = log.tail()
    proof = prove_listing(prefix, tree, tail)
    assert len(check_listing(proof, prefix, log.verify)) > 0
    start, end = proof.listed.start, proof.listed.start + len(proof.listed.leaves)
    for first in range(start, end + 1):
        for last in range(first, end + 1):
            if (first, last) != (start, end):
                part = Listed(first, tuple(tree.leaves(first, last)), tuple(tree.range_proof(first, last)))
                with pytest.raises(Broken):
                    check_listing(changed(proof, listed=part), prefix, log.verify)
    for at in range(end - start):
        without = proof.listed.leaves[:at] + proof.listed.leaves[at + 1 :]
        with pytest.raises(Broken):
            check_listing(changed(proof, listed=changed(proof.listed, leaves=without)), prefix, log.verify)
    wide = (max(start - 1, 0), min(end + 1, tree.count))
    if wide != (start, end):
        more = Listed(wide[0], tuple(tree.leaves(*wide)), tuple(tree.range_proof(*wide)))
        refused("neighbours", lambda: check_listing(changed(proof, listed=more), prefix, log.verify))


def test_a_proof_answers_only_what_was_asked() -> None:
    log = prepared()
    latest, listing = prove_latest(ADDRESSES[0], *log.tail()), prove_listing("demo/offer/", *log.tail())
    refused("another-address", lambda: check_latest(latest, ADDRESSES[1], log.verify))
    refused("another-prefix", lambda: check_listing(listing, "demo/", log.verify))
    refused("neighbours", lambda: check_latest(changed(latest, id=ADDRESSES[8]), ADDRESSES[8], log.verify))
    refused("neighbours", lambda: check_listing(changed(listing, prefix="demo/o"), "demo/o", log.verify))


@pytest.mark.parametrize("address", [ADDRESSES[0], ADDRESSES[2], "demo/offer/a-0", "a"])
def test_no_changed_bit_of_a_saved_proof_passes(address: str) -> None:
    log = prepared()
    raw = write_proof(prove_latest(address, *log.tail()))
    check_latest(read_latest_proof(raw), address, log.verify)
    for at in range(len(raw)):
        bad = raw[:at] + bytes([raw[at] ^ 1 << at % 8]) + raw[at + 1 :]
        with pytest.raises(Broken):
            check_latest(read_latest_proof(bad), address, log.verify)


def test_no_changed_bit_of_a_saved_listing_passes() -> None:
    log = prepared()
    raw = write_proof(prove_listing("demo/offer/", *log.tail()))
    for at in range(len(raw)):
        bad = raw[:at] + bytes([raw[at] ^ 1 << at % 8]) + raw[at + 1 :]
        with pytest.raises(Broken):
            check_listing(read_listing_proof(bad), "demo/offer/", log.verify)


def test_a_file_has_one_spelling() -> None:
    log = prepared()
    raw = write_proof(prove_latest(ADDRESSES[0], *log.tail()))
    read_latest_proof(raw)
    spaced, extra = raw.replace(b",", b", ", 1), raw.replace(b"{", b'{"a":1,', 1)
    twice = raw.replace(b'{"format"', b'{"format":"stelsel-latest-proof/1","format"', 1)
    for bad in (spaced, extra, twice, raw + b"\n", b"", b"[]", b"[" * 10_000, b"\xff", raw[:-1]):
        refused("proof-file", lambda bad=bad: read_latest_proof(bad))
    refused("proof-file", lambda: read_listing_proof(raw))


def test_too_long_a_tail_is_neither_made_nor_taken() -> None:
    log = Log()
    for number in range(4097):
        log.add("put", f"demo/offer/{number}")
    with pytest.raises(BadInput) as caught:
        log.tail()
    assert caught.value.findings[0].code == "tail-too-long"
    hashes = leaf_hashes(log.leaves)
    checkpoint = Checkpoint("demo.example/public", 4097, root_of(hashes))
    log.signed["n"] = checkpoint
    proof = LatestProof(id="x", listed=Listed(0, (), ()), tail=Tail("n", 0, tuple(log.leaves), (), None))
    refused("tail", lambda: check_latest(proof, "x", log.verify))
    assert check_latest(prove_latest("x", *log.tail(4096)), "x", log.verify) is None


def test_an_unknown_signature_is_refused() -> None:
    log = prepared()
    proof = prove_listing("demo/", *log.tail())
    assert isinstance(proof, ListingProof)
    with pytest.raises(Broken):
        check_listing(changed(proof, tail=changed(proof.tail, note="other")), "demo/", log.verify)
