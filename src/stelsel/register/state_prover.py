# SPDX-License-Identifier: EUPL-1.2
"""Makes the proofs of `state_proof` from a log's leaves, tiles and state tree. Who makes them need not be trusted."""

from collections.abc import Sequence

from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text
from stelsel.register.state_proof import MOST_LISTED, MOST_TAIL, LatestProof, Listed, ListingProof, Opened, Tail
from stelsel.register.state_tree import StateTree
from stelsel.register.tree import Subtree, range_proof


def tail_of(note: str, size: int, leaves: Sequence[bytes], subtree: Subtree, state: Opened | None) -> Tail:
    """The end of a log of `size` leaves (1 or more): `leaves` are the last ones, from the newest state entry on, or all
    of them when there is none; `subtree` answers for the log at this size. BadInput when they are too many to prove."""
    start = size - len(leaves)
    assert 0 <= start < size, "the leaves are the last ones of the log"
    if len(leaves) > MOST_TAIL:
        raise _too_many("tail-too-long", len(leaves), MOST_TAIL)
    return Tail(note, start, tuple(leaves), tuple(range_proof(start, size, size, subtree)), state)


def prove_latest(address: str, tree: StateTree, tail: Tail) -> LatestProof:
    """Proof of the newest revision of an address, or that the log never held it. `tree` is the state tree that the tail
    begins with; the empty one when the log has no state yet."""
    place = tree.place(address)
    there = tree.ids(place, place + 1) == [address]
    start, end = (place, place + 1) if there else (max(place - 1, 0), min(place + 1, tree.count))
    return LatestProof(id=address, listed=_listed(tree, start, end), tail=tail)


def prove_listing(prefix: str, tree: StateTree, tail: Tail) -> ListingProof:
    """Proof of everything below a prefix, such as `importeur/cloud-offer/`. BadInput when that is more than one proof
    can hold."""
    first, last = tree.span(prefix)
    start, end = max(first - 1, 0), min(last + 1, tree.count)
    if end - start > MOST_LISTED:
        raise _too_many("listing-too-long", end - start, MOST_LISTED)
    return ListingProof(prefix=prefix, listed=_listed(tree, start, end), tail=tail)


def _listed(tree: StateTree, start: int, end: int) -> Listed:
    return Listed(start if start < end else 0, tuple(tree.leaves(start, end)), tuple(tree.range_proof(start, end)))


def _too_many(code: str, count: int, most: int) -> BadInput:
    return bad_input(
        code,
        "",
        Text(nl=f"Dit bewijs heeft {count} delen; dat is te veel.", en=f"This proof has {count} parts: too many."),
        Text(
            nl=f"Vraag een kleinere lijst, tot {most} delen, of wacht op de volgende toestand van het logboek.",
            en=f"Ask for a smaller listing, of at most {most} parts, or wait for the log's next state.",
        ),
    )
