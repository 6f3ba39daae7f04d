# SPDX-License-Identifier: EUPL-1.2
"""RFC 6962 trees against the published vectors and against the definition, word for word."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.kernel.problem import Broken
from stelsel.register import tree


def mth(leaves: Sequence[bytes]) -> bytes:
    """RFC 6962 section 2.1: the Merkle Tree Hash of a list, as written there."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return hashlib.sha256(b"\x01" + mth(leaves[:half]) + mth(leaves[half:])).digest()


def leaves_of(size: int) -> list[bytes]:
    """Leaves 0, 1, 2, …"""
    return [str(number).encode() for number in range(size)]


def vectors(conformance: Path, name: str) -> list[dict[str, Any]]:
    """The vectors of one file; counted elsewhere."""
    return [json.loads(line) for line in (conformance / "rfc6962" / f"{name}.jsonl").read_text().splitlines()]


def holds(check: Any, *arguments: Any) -> bool:
    """Whether a check passes; anything but Broken is a bug."""
    try:
        check(*arguments)
    except Broken:
        return False
    return True


def raw(text: str | None) -> bytes:
    """Bytes of base64; nothing for null."""
    return base64.b64decode(text or "")


def test_inclusion_vectors(conformance: Path) -> None:
    seen = 0
    for one in vectors(conformance, "inclusion"):
        proof = [raw(item) for item in one["proof"] or []]
        taken = holds(
            tree.check_inclusion, one["leafIdx"], one["treeSize"], raw(one["leafHash"]), proof, raw(one["root"])
        )
        assert taken != one["wantErr"], one["path"]
        seen += 1
    assert seen == 98


def test_consistency_vectors(conformance: Path) -> None:
    seen = 0
    for one in vectors(conformance, "consistency"):
        proof = [raw(item) for item in one["proof"] or []]
        taken = holds(tree.check_consistency, one["size1"], one["size2"], raw(one["root1"]), raw(one["root2"]), proof)
        assert taken != one["wantErr"], one["path"]
        seen += 1
    assert seen == 98


@pytest.mark.parametrize("size", [*range(18), 31, 32, 33, 255, 256, 257])
def test_the_root_is_that_of_the_definition(size: int) -> None:
    leaves = leaves_of(size)
    assert tree.root_of([tree.leaf_hash(leaf) for leaf in leaves]) == mth(leaves)


def test_hashes_are_separated_by_domain() -> None:
    assert tree.leaf_hash(b"a" * 64) != tree.node_hash(b"a" * 32, b"a" * 32)
    assert hashlib.sha256(b"").digest() == tree.EMPTY_ROOT


@pytest.mark.parametrize("size", range(1, 18))
def test_every_proof_of_a_small_tree_holds_and_no_changed_one_does(size: int) -> None:
    leaves = leaves_of(size)
    root = mth(leaves)

    def subtree(start: int, end: int) -> bytes:
        return mth(leaves[start:end])

    for index in range(size):
        leaf, proof = tree.leaf_hash(leaves[index]), tree.inclusion_proof(index, size, subtree)
        assert holds(tree.check_inclusion, index, size, leaf, proof, root)
        assert not holds(tree.check_inclusion, index, size, tree.leaf_hash(b"other"), proof, root)
        assert not holds(tree.check_inclusion, index, size, leaf, [*proof, root], root)
        assert not holds(tree.check_inclusion, index, size, leaf, proof, tree.EMPTY_ROOT)
        for other in (index + 1, index - 1, -1, size, size + 1):
            if other != index:
                assert not holds(tree.check_inclusion, other, size, leaf, proof, root), (index, other)
        for place in range(len(proof)):
            flipped = [bytes([item[0] ^ 1]) + item[1:] if at == place else item for at, item in enumerate(proof)]
            assert not holds(tree.check_inclusion, index, size, leaf, flipped, root)
            assert not holds(tree.check_inclusion, index, size, leaf, proof[:place] + proof[place + 1 :], root)
    for old in range(1, size + 1):
        proof = tree.consistency_proof(old, size, subtree)
        assert holds(tree.check_consistency, old, size, mth(leaves[:old]), root, proof)
        forged = [*leaves[: old - 1], b"other"]
        assert not holds(tree.check_consistency, old, size, mth(forged), root, proof)
        assert not holds(tree.check_consistency, old, size, mth(leaves[:old]), mth(leaves[:-1]), proof)
        assert not holds(tree.check_consistency, old, size, mth(leaves[:old]), root, [*proof, root])
        assert not holds(tree.check_consistency, old, size, mth(leaves[:old]), root, proof[:-1]) or not proof


@given(st.integers(1, 600), st.integers(1, 600))
def test_proofs_of_larger_trees(one: int, other: int) -> None:
    old, new = sorted((one, other))
    hashes = [tree.leaf_hash(leaf) for leaf in leaves_of(new)]

    def subtree(start: int, end: int) -> bytes:
        return tree.root_of(hashes[start:end])

    root = subtree(0, new)
    tree.check_consistency(old, new, subtree(0, old), root, tree.consistency_proof(old, new, subtree))
    tree.check_inclusion(old - 1, new, hashes[old - 1], tree.inclusion_proof(old - 1, new, subtree), root)


def test_hashes_of_another_length_are_refused() -> None:
    assert not holds(tree.check_inclusion, 0, 1, b"", [], b"")
    assert not holds(tree.check_inclusion, 0, 2, bytes(32), [bytes(31)], bytes(32))
    assert not holds(tree.check_consistency, 1, 2, bytes(32), bytes(32), [bytes(33)])
    assert not holds(tree.check_consistency, 0, 2, tree.EMPTY_ROOT, bytes(32), [])
    assert not holds(tree.check_consistency, 3, 2, bytes(32), bytes(32), [])


def test_no_size_makes_a_checker_run_away() -> None:
    assert not holds(tree.check_inclusion, 10**30, 10**31, bytes(32), [bytes(32)] * 3, bytes(32))
    assert not holds(tree.check_consistency, 10**30 + 1, 10**31, bytes(32), bytes(32), [bytes(32)] * 3)
