# SPDX-License-Identifier: EUPL-1.2
"""The signer's rule: against an oracle that knows every leaf, and each refusal by its name."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stelsel.kernel.problem import Broken
from stelsel.register.checkpoint import Checkpoint
from stelsel.register.ledger import REFUSALS, Signed, decide
from stelsel.register.signer import KeyPair, verifiers
from stelsel.register.tree import consistency_proof, leaf_hash, root_of

ORIGIN = "stelsel.example/demo/public"
OLD, NEW, OTHER = (KeyPair(bytes([n]) * 32, bytes([n + 1]) * 32, lambda: 1_800_000_000) for n in (1, 3, 5))
KEYS = [verifiers(ORIGIN, *pair.publics()) for pair in (OLD, NEW)]
LONGEST = 9

History = tuple[int, int]
"""A log of `size` leaves of which those from `fork` on are of another history: (size, fork)."""


def leaves(history: History) -> tuple[bytes, ...]:
    """The leaves of a history."""
    size, fork = history
    return tuple(leaf_hash(b"a%d" % n if n < fork else b"b%d" % n) for n in range(size))


def checkpoint(history: History, origin: str = ORIGIN) -> Checkpoint:
    """The checkpoint over a history."""
    return Checkpoint(origin, history[0], root_of(leaves(history)))


@cache
def note(history: History, pair: KeyPair = OLD) -> str:
    """Its signed note."""
    return pair.sign(checkpoint(history))


@cache
def proof(old: int, new: History) -> tuple[bytes, ...]:
    """The consistency proof of a new history, from an old size."""
    found = leaves(new)
    if not 0 < old <= len(found):
        return ()
    return tuple(consistency_proof(old, len(found), lambda start, end: root_of(found[start:end])))


def signed(history: History) -> Signed:
    """What the signer remembers."""
    one = checkpoint(history)
    return Signed(ORIGIN, one.size, one.root, 1)


histories = st.tuples(st.integers(0, 6), st.sampled_from((0, 3, LONGEST)))


@st.composite
def requests(draw: st.DrawFn) -> tuple[History | None, History | None, History]:
    """What was signed, what the store holds (often just that, or as many other leaves) and the new log."""
    last = draw(st.none() | histories)
    size = last[0] if last else 0
    as_many = st.sampled_from((0, 3, LONGEST)).map(lambda fork: (size, fork))
    return last, draw(st.just(last) | as_many | st.none() | histories), draw(histories)


def may(last: History | None, before: History | None, new: History, honest: bool) -> bool:
    """The oracle, from the leaves alone: the store holds exactly what was signed, and the new log begins with it."""
    if last is not None and leaves(last) == leaves(new):
        return True
    held = leaves(before) if before is not None else ()
    known = leaves(last) if last is not None else held
    return held == known and leaves(new)[: len(known)] == known and honest


def decided(*request: object) -> str | None:
    """The verdict; None where it is refused, by a name that is known."""
    try:
        return decide(*request)  # type: ignore[arg-type]
    except Broken as error:
        return None if error.findings[0].code in REFUSALS else "refused without a name"


@settings(max_examples=600)
@given(requests(), st.sampled_from((0, 0, 0, 1, 2, 3)))
def test_it_signs_exactly_what_the_leaves_allow(
    request: tuple[History | None, History | None, History], spoilt: int
) -> None:
    last, before, new = request
    old = last if last is not None else before or (0, 0)
    hashes = list(proof(old[0], new))
    honest = True
    if spoilt and (spoilt < 3 or hashes):
        honest = False
        hashes = [[*hashes, b"\0" * 32], [*hashes, b"\0"], [bytes(32), *hashes[1:]]][spoilt - 1]
    remembered = signed(last) if last is not None else None
    given_note = note(before) if before is not None else None
    verdict = decided(remembered, given_note, checkpoint(new), hashes, KEYS)
    if not may(last, before, new, honest):
        assert verdict is None
        return
    again = last is not None and leaves(last) == leaves(new)
    assert verdict == ("again" if again else "next" if last is not None else "first" if before is None else "adopted")


@settings(max_examples=300)
@given(st.lists(st.tuples(st.integers(0, 3), histories, histories), max_size=25))
def test_whatever_is_asked_no_two_signed_checkpoints_contradict(asked: list[tuple[int, History, History]]) -> None:
    last: History | None = None
    out: list[History] = []
    for way, other, new in asked:
        held = (None, other, last, last)[way]
        shown = note(held) if held is not None else None
        remembered = signed(last) if last is not None else None
        if decided(remembered, shown, checkpoint(new), proof(held[0] if held else 0, new), KEYS):
            last = new
            out.append(new)
    logs = sorted({leaves(one) for one in out}, key=len)
    assert all(longer[: len(shorter)] == shorter for shorter, longer in pairwise(logs))


A, B = LONGEST, 0
"""Forks: all leaves of the first history, all of the second."""


@pytest.mark.parametrize(
    ("code", "last", "before", "new"),
    [
        ("ledger-store-behind", (7, A), (5, A), (8, A)),
        ("ledger-store-behind", (7, A), (5, A), (6, A)),
        ("ledger-store-behind", (7, A), (5, A), (7, 5)),
        ("ledger-store-behind", (7, A), None, (1, A)),
        ("ledger-store-ahead", (5, A), (7, A), (8, A)),
        ("ledger-store-forked", (5, A), (5, B), (8, B)),
        ("ledger-smaller", (5, A), (5, A), (4, A)),
        ("ledger-fork", (5, A), (5, A), (5, B)),
        ("ledger-consistency", (5, A), (5, A), (8, B)),
        ("ledger-smaller", None, (5, A), (4, A)),
        ("ledger-fork", None, (5, A), (5, B)),
    ],
)
def test_each_refusal_has_its_own_name(code: str, last: History | None, before: History | None, new: History) -> None:
    old = last or before or (0, 0)
    with pytest.raises(Broken) as caught:
        decide(
            signed(last) if last else None,
            note(before) if before else None,
            checkpoint(new),
            proof(old[0], new),
            KEYS,
        )
    assert caught.value.findings[0].code == code
    assert "{" not in caught.value.findings[0].line("nl")


def test_a_store_that_is_behind_is_asked_about_a_backup() -> None:
    with pytest.raises(Broken, match=r"older than what was signed \(7 against 5\). Restored from a backup\?"):
        decide(signed((7, A)), note((5, A)), checkpoint((8, A)), proof(5, (8, A)), KEYS)


def unsigned(kind: str) -> str:
    """A note for five leaves that this log did not sign, or not wholly."""
    good = note((5, A))
    lines = good.splitlines(keepends=True)
    return {
        "another key": note((5, A), OTHER),
        "one line of two": "".join(lines[:-1]),
        "a line of each generation": "".join(lines[:-1]) + note((5, A), NEW).splitlines(keepends=True)[-1],
        "another log": OLD.sign(checkpoint((5, A), "stelsel.example/demo/own")),
        "another root": good.replace(lines[2], note((5, B)).splitlines(keepends=True)[2]),
        "no note": "five leaves",
        "half a character": "\ud800",
    }[kind]


@pytest.mark.parametrize(
    "kind",
    [
        "another key", "one line of two", "a line of each generation", "another log", "another root", "no note",
        "half a character",
    ],
)  # fmt: skip
@pytest.mark.parametrize("last", [None, (5, A)])
def test_what_the_log_holds_must_be_signed_by_the_log(kind: str, last: History | None) -> None:
    with pytest.raises(Broken) as caught:
        decide(signed(last) if last else None, unsigned(kind), checkpoint((8, A)), proof(5, (8, A)), KEYS)
    assert caught.value.findings[0].code == "ledger-before"


def test_either_generation_may_have_signed_what_the_log_holds() -> None:
    assert decide(signed((5, A)), note((5, A), NEW), checkpoint((8, A)), proof(5, (8, A)), KEYS) == "next"
    assert decide(None, note((5, A), NEW), checkpoint((8, A)), proof(5, (8, A)), KEYS) == "adopted"


def test_a_note_made_here_is_not_verified_again_but_must_be_of_this_log() -> None:
    own = note((5, A))
    assert decide(signed((5, A)), own, checkpoint((8, A)), proof(5, (8, A)), (), own) == "next"
    with pytest.raises(Broken):
        decide(signed((5, A)), own, checkpoint((8, A)), proof(5, (8, A)), (), note((4, A)))
    other = OLD.sign(checkpoint((5, A), "stelsel.example/demo/own"))
    with pytest.raises(Broken):
        decide(signed((5, A)), other, checkpoint((8, A)), proof(5, (8, A)), KEYS, other)
