# SPDX-License-Identifier: EUPL-1.2
"""A log: append, read and prove; every refusal; what is tampered with is seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from stelsel.kernel.entry import Source, decode_envelope
from stelsel.kernel.problem import BadInput, Broken
from stelsel.register._refusals import wrong
from stelsel.register.append import append
from stelsel.register.checkpoint import Checkpoint
from stelsel.register.log import LogName, Proof, Stored, Submission, check_proof, checked, head, prove, read
from stelsel.register.note import Signature, format_note, read_note
from stelsel.register.signer import KeyPair
from stelsel.register.tree import EMPTY_ROOT, leaf_hash, root_of
from tests.register.memory import AT, DEMO, KEYS, PUBLIC, SOURCE, MemoryLogs, known, publish, put, salt

OTHER = "https://identifier.overheid.nl/tooi/id/gemeente/gm8888"


def all_of(store: Any, origin: str = PUBLIC.origin) -> list[Stored]:
    """Every leaf."""
    return list(store.stored(origin, 0, head(store, origin).size))


def refused(store: Any, *submissions: Submission) -> str:
    """The code of the refusal; nothing may have changed."""
    store.add(PUBLIC)
    before = (store.note(PUBLIC.origin), all_of(store), store.tile(PUBLIC.origin, 0, 0))
    with pytest.raises(BadInput) as caught:
        publish(store, *submissions)
    assert (store.note(PUBLIC.origin), all_of(store), store.tile(PUBLIC.origin, 0, 0)) == before
    finding = caught.value.findings[0]
    assert finding.what.nl != finding.what.en
    assert finding.cure.nl != finding.cure.en
    return finding.code


def test_a_new_log_is_the_empty_tree(store: Any) -> None:
    store.add(PUBLIC)
    assert store.note(PUBLIC.origin) is None
    assert head(store, PUBLIC.origin) == Checkpoint(PUBLIC.origin, 0, EMPTY_ROOT)
    assert store.sizes() == {PUBLIC: 0}
    for index in (0, -1):
        with pytest.raises(BadInput):
            prove(store, PUBLIC.origin, index)
        with pytest.raises(BadInput):
            read(store, PUBLIC.origin, index)


def test_what_is_appended_is_read_back_and_proved(store: Any) -> None:
    receipts = publish(store, put("a", b'{"titel":"A"}'), put("b", source=SOURCE, org=OTHER))
    assert [(one.index, one.id) for one in receipts] == [(0, "demo/thing/a"), (1, "demo/thing/b")]
    envelope, stored = read(store, PUBLIC.origin, 0)
    assert (envelope.op, envelope.rev, envelope.at, envelope.org, envelope.mode) == ("put", 1, AT, DEMO, "stated")
    assert (stored.payload, len(stored.salt), envelope.prev, envelope.src) == (b'{"titel":"A"}', 16, None, None)
    other, _ = read(store, PUBLIC.origin, 1)
    assert (other.mode, other.src, other.org) == ("recorded", SOURCE, OTHER)
    for receipt in receipts:
        leaf = all_of(store)[receipt.index].leaf
        assert leaf_hash(leaf) == receipt.leaf_hash
        checkpoint = check_proof(leaf, prove(store, PUBLIC.origin, receipt.index), known())
        assert checkpoint == Checkpoint(PUBLIC.origin, 2, root_of([one.leaf_hash for one in receipts]))


def test_recorded_about_oneself_and_stated_by_a_publisher_without_identifier(store: Any) -> None:
    publish(store, put("a", source=SOURCE))
    assert read(store, PUBLIC.origin, 0)[0].mode == "recorded"
    small = LogName("stelsel.example/small/public", "small", "public", "small")
    publish(store, put("a", id="small/thing/a", org="small"), log=small)
    assert read(store, small.origin, 0)[0].mode == "stated"


def test_revisions_count_up_and_point_back(store: Any) -> None:
    publish(store, put("a"), put("b"))
    publish(store, put("a", op="correct", why="Typefout."), put("a", op="withdraw", why="Vervalt.", payload=b"{}"))
    publish(store, put("a", b'{"titel":"terug"}'))
    revisions = [(e.op, e.rev, e.prev, e.why) for e in (decode_envelope(one.leaf) for one in all_of(store))]
    assert revisions == [
        ("put", 1, None, None),
        ("put", 1, None, None),
        ("correct", 2, 0, "Typefout."),
        ("withdraw", 3, 2, "Vervalt."),
        ("put", 4, 3, None),
    ]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"id": "other/thing/a"}, "not-your-address"),
        ({"id": "demo/other/a"}, "address-of-another-kind"),
        ({"id": "demo/thing/A"}, "entry-id"),
        ({"id": "demo/thing/a\n"}, "entry-id"),
        ({"id": "demo/thing/../a"}, "entry-id"),
        ({"type": "other/3"}, "address-of-another-kind"),
        ({"type": "thing"}, "no-type"),
        ({"type": "thing/0"}, "no-type"),
        ({"type": "thing/x"}, "no-type"),
        ({"type": "thing/3/4"}, "no-type"),
        ({"type": "thing/03"}, "no-type"),
        ({"type": "thing/3\n"}, "no-type"),
        ({"org": OTHER}, "stated-about-another"),
        ({"org": ""}, "about-nobody"),
        ({"org": "", "source": SOURCE}, "about-nobody"),
        ({"org": "a b", "source": SOURCE}, "about-nobody"),
        ({"org": "\ud800", "source": SOURCE}, "half-character"),
        ({"source": Source("", "2026-11-23")}, "nameless-source"),
        ({"source": Source(" ", "2026-11-23")}, "nameless-source"),
        ({"source": Source("x", "gisteren")}, "date-format"),
        ({"source": Source("x", "2026-02-30")}, "date-format"),
        ({"source": Source("x", "2026-11-23", "javascript:alert(1)")}, "source-link"),
        ({"source": Source("x\ud800", "2026-11-23")}, "half-character"),
        ({"source": Source("x\0", "2026-11-23")}, "null-character"),
        ({"payload": b""}, "payload-size"),
        ({"payload": b"x" * 1_000_001}, "payload-size"),
        ({"why": "x" * 4096}, "envelope-too-large"),
        ({"source": Source("x" * 4096, "2026-11-23")}, "envelope-too-large"),
        ({"op": "correct", "why": "Waarom niet."}, "not-there"),
        ({"op": "withdraw", "why": "Waarom niet."}, "not-there"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(store: Any, change: dict[str, Any], code: str) -> None:
    assert refused(store, put("good"), replace(put("a"), **change)) == code


def test_refusals_that_depend_on_what_is_there(store: Any) -> None:
    publish(store, put("a"))
    assert refused(store, put("a")) == "exists"
    assert refused(store, put("b"), put("b")) == "exists"
    for why in (None, "", "  \n"):
        assert refused(store, put("a", op="correct", why=why)) == "no-reason"
        assert refused(store, put("a", op="withdraw", why=why)) == "no-reason"
    publish(store, put("a", op="withdraw", why="Weg."))
    assert refused(store, put("a", op="withdraw", why="Nog eens.")) == "not-there"
    assert refused(store, put("a", op="correct", why="Nog eens.")) == "not-there"


def test_an_envelope_of_exactly_4096_bytes_is_taken(store: Any) -> None:
    publish(store, put("a"))
    size = len(all_of(store)[0].leaf) + len(',"prev":0') + len(',"why":""') + len("correct") - len("put")
    why = "x" * (4096 - size)
    assert refused(store, put("a", op="correct", why=why + "x")) == "envelope-too-large"
    publish(store, put("a", op="correct", why=why))
    assert len(all_of(store)[1].leaf) == 4096


def test_many_appends_keep_every_older_entry_provable(store: Any) -> None:
    done = 0
    for count in (1, 254, 1, 1, 300):
        publish(store, *(put(f"n{number}") for number in range(done, done + count)))
        done += count
    leaves = all_of(store)
    assert [one.index for one in leaves] == list(range(done))
    assert head(store, PUBLIC.origin).root == root_of([leaf_hash(one.leaf) for one in leaves])
    for index in (0, 1, 254, 255, 256, 257, done - 1):
        check_proof(leaves[index].leaf, prove(store, PUBLIC.origin, index), known())
    with pytest.raises(BadInput):
        prove(store, PUBLIC.origin, done)


def test_logs_of_one_publisher_do_not_mix(store: Any) -> None:
    own = LogName("stelsel.example/demo/own", "demo", "own", DEMO)
    publish(store, put("a"))
    publish(store, put("c", b'{"titel":"eigen"}'), put("b"), log=own)
    assert store.sizes() == {PUBLIC: 1, own: 2}
    assert read(store, own.origin, 0)[1].payload == b'{"titel":"eigen"}'
    with pytest.raises(BadInput):
        read(store, PUBLIC.origin, 1)


class Failing:
    """A signer that raises instead of signing; `asked` counts."""

    def __init__(self, error: Exception) -> None:
        self.error = error
        self.asked = 0

    def sign(self, checkpoint: Checkpoint, before: str | None, consistency: Sequence[bytes]) -> str:
        self.asked += 1
        raise self.error

    def vkeys(self, origin: str) -> tuple[str, str]:
        raise self.error


def test_what_the_signer_refuses_leaves_nothing(store: Any) -> None:
    publish(store, put("a"))
    before = (store.note(PUBLIC.origin), all_of(store))
    with pytest.raises(Broken, match="signed root"):
        append(store, PUBLIC, Failing(wrong("tiles", "")), [put("b")], AT, salt)
    assert (store.note(PUBLIC.origin), all_of(store)) == before
    assert list(store.staged(PUBLIC.origin)) == []
    publish(store, put("b"))
    assert len(all_of(store)) == 2


def test_what_may_have_been_signed_is_finished_by_the_next_writer(store: Any) -> None:
    publish(store, put("a"))
    before = (store.note(PUBLIC.origin), all_of(store))
    with pytest.raises(OSError, match="dead"):
        append(store, PUBLIC, Failing(OSError("the line is dead")), [put("b")], AT, salt)
    assert (store.note(PUBLIC.origin), all_of(store)) == before, "not part of the log"
    (waiting,) = store.staged(PUBLIC.origin)
    publish(store, put("c"))
    assert [decode_envelope(one.leaf).id[-1] for one in all_of(store)] == ["a", "b", "c"]
    assert all_of(store)[1] == waiting, "the very leaf that the signer saw"


def test_a_store_that_fails_to_commit_is_settled_later() -> None:
    store = MemoryLogs()
    publish(store, put("a"))
    store.fail_at_commit = True
    with pytest.raises(OSError, match="disk full"):
        publish(store, put("b"))
    store.fail_at_commit = False
    assert len(all_of(store)) == 1
    publish(store, put("c"))
    assert len(all_of(store)) == 3


def tamper(store: MemoryLogs, index: int, **change: bytes) -> None:
    """Change what stands beside a leaf, or the leaf."""
    envelope, stored = store.leaves[PUBLIC.origin][index]
    store.leaves[PUBLIC.origin][index] = (envelope, replace(stored, **change))


@pytest.mark.parametrize(
    "change",
    [
        {"payload": b'{"titel":"y"}'},
        {"payload": b""},
        {"salt": b"\xff" * 16},
        {"salt": b""},
        {"salt": b"short"},
        {"salt": b"", "payload": b'{"titel":"y"}'},
        {"leaf": b"{}"},
        {"leaf": b""},
    ],
)
def test_what_is_tampered_with_is_broken(change: dict[str, bytes]) -> None:
    store = MemoryLogs()
    publish(store, put("a"), put("b"))
    tamper(store, 0, **change)
    with pytest.raises(Broken):
        read(store, PUBLIC.origin, 0)
    assert read(store, PUBLIC.origin, 1)


def test_a_leaf_exchanged_with_its_payload_is_broken() -> None:
    store, evil = MemoryLogs(), MemoryLogs()
    publish(store, put("a"), put("b"))
    publish(evil, put("a", b'{"titel":"heel anders"}'), put("b"))
    store.leaves[PUBLIC.origin][0] = evil.leaves[PUBLIC.origin][0]
    assert checked(all_of(store)[0]), "the payload meets its own commitment"
    with pytest.raises(Broken):
        read(store, PUBLIC.origin, 0)
    with pytest.raises(Broken):
        check_proof(all_of(store)[0].leaf, prove(store, PUBLIC.origin, 0), known())


def test_what_is_erased_keeps_its_place_and_its_proof() -> None:
    store = MemoryLogs()
    publish(store, put("a"), put("b"))
    tamper(store, 0, salt=b"", payload=b"")
    envelope, stored = read(store, PUBLIC.origin, 0)
    assert (envelope.id, stored.payload) == ("demo/thing/a", b"")
    check_proof(stored.leaf, prove(store, PUBLIC.origin, 0), known())


def test_a_log_whose_tiles_do_not_carry_the_signed_root_is_never_signed_over() -> None:
    for harm in ("flip", "cut", "drop"):
        store = MemoryLogs()
        publish(store, *(put(f"n{number}") for number in range(5)))
        place = (PUBLIC.origin, 0, 0)
        tile = store.tiles[place]
        if harm == "drop":
            del store.tiles[place]
        else:
            store.tiles[place] = tile[:-32] if harm == "cut" else bytes([tile[0] ^ 1]) + tile[1:]
        note = store.note(PUBLIC.origin)
        with pytest.raises(Broken):
            publish(store, put("more"))
        assert store.note(PUBLIC.origin) == note


def test_a_missing_leaf_is_broken() -> None:
    store = MemoryLogs()
    publish(store, put("a"), put("b"))
    store.leaves[PUBLIC.origin].pop()
    with pytest.raises(Broken):
        read(store, PUBLIC.origin, 1)


def proof_and_leaf() -> tuple[Proof, bytes]:
    """A proof of the second of three entries."""
    store = MemoryLogs()
    publish(store, put("a"), put("b"), put("c"))
    return prove(store, PUBLIC.origin, 1), all_of(store)[1].leaf


def with_lines(proof: Proof, change: Any) -> Proof:
    """The proof with other signature lines."""
    note = read_note(proof.note.encode())
    return replace(proof, note=format_note(note.text, change(list(note.signatures))))


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: lines[:1],
        lambda lines: lines[1:],
        lambda lines: [lines[0], replace(lines[1], blob=lines[1].blob[:-1])],
        lambda lines: [lines[0], replace(lines[1], blob=bytes(len(lines[1].blob)))],
        lambda lines: [replace(lines[0], blob=bytes(64)), lines[1]],
        lambda lines: [replace(lines[0], blob=lines[1].blob), lines[1]],
        lambda lines: [replace(lines[0], key_id=b"abcd"), lines[1]],
        lambda lines: [lines[0], replace(lines[1], name="stelsel.example/demo/own")],
        lambda lines: [*lines, replace(lines[0], blob=bytes(64))],
        lambda lines: [Signature("x", b"abcd", b"x")],
    ],
)
def test_hybrid_means_both_lines_hold(change: Any) -> None:
    proof, leaf = proof_and_leaf()
    assert check_proof(leaf, proof, known()).size == 3
    with pytest.raises(Broken):
        check_proof(leaf, with_lines(proof, change), known())


def test_lines_of_others_and_another_order_do_not_hinder() -> None:
    proof, leaf = proof_and_leaf()
    witness = Signature("witness.example/w1", b"abcd", b"x" * 72)
    assert check_proof(leaf, with_lines(proof, lambda lines: [witness, *reversed(lines)]), known()).size == 3


def test_a_proof_holds_for_its_leaf_index_path_and_keys_only() -> None:
    proof, leaf = proof_and_leaf()
    wrong = KeyPair(b"x" * 32, b"y" * 32, lambda: 0)
    for changed, content, keys in [
        (proof, leaf + b" ", known()),
        (replace(proof, index=0), leaf, known()),
        (replace(proof, index=3), leaf, known()),
        (replace(proof, index=-1), leaf, known()),
        (replace(proof, hashes=proof.hashes[:-1]), leaf, known()),
        (replace(proof, hashes=(*proof.hashes, bytes(32))), leaf, known()),
        (replace(proof, hashes=(b"", *proof.hashes[1:])), leaf, known()),
        (replace(proof, note=""), leaf, known()),
        (replace(proof, note=proof.note.replace("\n3\n", "\n4\n")), leaf, known()),
        (proof, leaf, known(keys=wrong)),
        (proof, leaf, known("stelsel.example/demo/own")),
        (proof, leaf, ()),
        (proof, leaf, (*known(), *known())),
    ]:
        with pytest.raises(Broken):
            check_proof(content, changed, keys)


def test_a_checkpoint_of_another_log_of_the_same_publisher_is_not_passed_off_as_this_one() -> None:
    """An Ed25519 line covers the text and not its own key name, and a publisher has one key for all its logs."""
    own = LogName("stelsel.example/demo/own", "demo", "own", DEMO)
    store = MemoryLogs()
    publish(store, put("secret"), log=own)
    proof, leaf = prove(store, own.origin, 0), store.leaves[own.origin][0][1].leaf
    ed = known()[0]
    renamed = with_lines(proof, lambda lines: [Signature(ed.name, ed.key_id, lines[0].blob)])
    with pytest.raises(Broken) as caught:
        check_proof(leaf, renamed, [ed])
    assert caught.value.findings[0].code == "another-log"


def test_two_checkpoints_of_the_same_log_are_consistent(store: Any) -> None:
    publish(store, put("a"))
    old = head(store, PUBLIC.origin)
    leaf = all_of(store)[0].leaf
    assert old.root == leaf_hash(leaf)
    publish(store, put("b"))
    new = head(store, PUBLIC.origin)
    assert (old.size, new.size) == (1, 2)
    assert new.root == root_of([leaf_hash(one.leaf) for one in all_of(store)])
    assert KEYS.vkeys(PUBLIC.origin)[0].startswith(PUBLIC.origin + "+")
