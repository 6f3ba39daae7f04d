# SPDX-License-Identifier: EUPL-1.2
"""Range proofs against the definition, and against everything that is not the proof."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.kernel.problem import Broken
from stelsel.register import tree
from stelsel.register.tiles import extend, subtree_of


def hashes_of(size: int) -> list[bytes]:
    """Leaf hashes, all different."""
    return [tree.leaf_hash(str(number).encode()) for number in range(size)]


def outside(hashes: Sequence[bytes], low: int, start: int, end: int) -> list[bytes]:
    """The definition, by brute force: the largest subtrees outside the range, from left to right."""
    if not hashes or (start <= low and low + len(hashes) <= end):
        return []
    if end <= low or low + len(hashes) <= start:
        return [tree.root_of(hashes)]
    half = tree.split(len(hashes))
    return outside(hashes[:half], low, start, end) + outside(hashes[half:], low + half, start, end)


def holds(start: int, size: int, leaves: Sequence[bytes], proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the check passes; anything but Broken is a bug."""
    try:
        tree.check_range(start, size, leaves, proof, root)
    except Broken:
        return False
    return True


def flipped(items: Sequence[bytes], at: int) -> list[bytes]:
    """One bit of one item changed."""
    return [bytes([item[0] ^ 1]) + item[1:] if place == at else item for place, item in enumerate(items)]


@pytest.mark.parametrize("size", range(1, 20))
def test_every_range_of_a_small_tree_holds_and_nothing_else(size: int) -> None:
    hashes = hashes_of(size)
    root = tree.root_of(hashes)
    for start, end in combinations(range(size + 1), 2):
        leaves = hashes[start:end]
        proof = tree.range_proof(start, end, size, lambda low, high: tree.root_of(hashes[low:high]))
        assert proof == outside(hashes, 0, start, end)
        assert holds(start, size, leaves, proof, root)
        if end - start == 1:
            path = tree.inclusion_proof(start, size, lambda low, high: tree.root_of(hashes[low:high]))
            assert sorted(path) == sorted(proof)
        for other in {start - 1, start + 1, -1, size, size - len(leaves) + 1} - {start}:
            assert not holds(other, size, leaves, proof, root), (start, end, other)
        for at in range(len(leaves)):
            assert not holds(start, size, flipped(leaves, at), proof, root)
            assert not holds(start, size, leaves[:at] + leaves[at + 1 :], proof, root)
        for at in range(len(proof)):
            assert not holds(start, size, leaves, flipped(proof, at), root)
            assert not holds(start, size, leaves, proof[:at] + proof[at + 1 :], root)
            assert not holds(start, size, leaves, [*proof[:at], proof[at], *proof[at:]], root)
        if len(leaves) > 1:
            assert not holds(start, size, leaves[::-1], proof, root)
        if len(proof) > 1:
            assert not holds(start, size, leaves, proof[::-1], root)
        assert not holds(start, size, leaves, [*proof, root], root)
        assert not holds(start, size, leaves, proof, tree.EMPTY_ROOT)


@given(st.integers(1, 3000), st.data())
def test_ranges_of_larger_trees_come_from_tiles(size: int, data: st.DataObject) -> None:
    hashes = hashes_of(size)
    tiles = extend(0, hashes, lambda level, number: b"")
    start = data.draw(st.integers(0, size - 1))
    end = data.draw(st.integers(start + 1, size))
    proof = tree.range_proof(start, end, size, subtree_of(size, lambda level, number: tiles[level, number]))
    assert proof == outside(hashes, 0, start, end)
    root = tree.root_of(hashes)
    assert holds(start, size, hashes[start:end], proof, root)
    place = data.draw(st.integers(0, end - start + len(proof) - 1))
    mixed = flipped([*hashes[start:end], *proof], place)
    assert not holds(start, size, mixed[: end - start], mixed[end - start :], root)


def test_what_is_no_range_or_no_hash_is_refused() -> None:
    hashes = hashes_of(4)
    root = tree.root_of(hashes)
    assert not holds(0, 4, [], [root], root)
    assert not holds(0, 0, [], [], tree.EMPTY_ROOT)
    assert not holds(0, 3, hashes, [], root)
    assert not holds(0, 4, [*hashes[:3], hashes[3][:-1]], [], root)
    assert not holds(0, 4, hashes, [b""], root)
    assert not holds(0, 4, hashes, [], root[:-1])
    assert not holds(10**30, 10**31, [root], [root] * 3, root)
    assert not holds(5, 2**62, [root], [root] * 200, root)


def test_parents_and_leaf_hashes_are_those_of_the_definition() -> None:
    leaves = [b"a", b"", b"c"]
    assert tree.leaf_hashes(leaves) == [tree.leaf_hash(leaf) for leaf in leaves]
    hashes = tree.leaf_hashes(leaves)
    assert tree.parents(hashes) == [tree.node_hash(hashes[0], hashes[1])]
    assert tree.parents([]) == []
