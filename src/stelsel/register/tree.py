# SPDX-License-Identifier: EUPL-1.2
"""RFC 6962 Merkle trees over SHA-256 (section 2.1): hashes, roots, inclusion, range and consistency proofs.

Proofs are computed from a `subtree(start, end)` function, so that stored tiles can answer without all leaves.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256

from stelsel.kernel.problem import Broken, broken
from stelsel.kernel.text import Text

EMPTY_ROOT = sha256(b"").digest()
_MOST_LEAVES = 2**63
Subtree = Callable[[int, int], bytes]
"""Root hash (32 bytes) of the leaves [start, end); start is a multiple of the largest power of two below the width."""


def leaf_hash(entry: bytes) -> bytes:
    """SHA-256(0x00 || entry), 32 bytes."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 || left || right), 32 bytes."""
    return sha256(b"\x01" + left + right).digest()


def leaf_hashes(entries: Iterable[bytes]) -> list[bytes]:
    """The leaf hash of each entry. Hashed in place, as in `parents`: a call for each takes half as long again."""
    return [sha256(b"\x00" + entry).digest() for entry in entries]


def parents(nodes: Sequence[bytes]) -> list[bytes]:
    """The node hash of each pair, from left to right; a last node without a partner is left out."""
    each = iter(nodes)
    return [sha256(b"\x01" + left + right).digest() for left, right in zip(each, each, strict=False)]


def root_of(hashes: Sequence[bytes]) -> bytes:
    """Root of a list of leaf hashes; the empty tree has SHA-256 of nothing."""
    if not hashes:
        return EMPTY_ROOT
    level = list(hashes)
    while len(level) > 1:
        above = parents(level)
        level = above + level[-1:] if len(level) % 2 else above
    return level[0]


def split(size: int) -> int:
    """The largest power of two smaller than `size` (size >= 2)."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion_proof(index: int, size: int, subtree: Subtree) -> list[bytes]:
    """Audit path of leaf `index` in a tree of `size` leaves, from the leaf up (RFC 6962 2.1.1)."""
    assert 0 <= index < size, "the leaf lies in the tree"
    return _path(index, 0, size, subtree)


def _path(index: int, start: int, end: int, subtree: Subtree) -> list[bytes]:
    if end - start == 1:
        return []
    middle = start + split(end - start)
    if index < middle:
        return [*_path(index, start, middle, subtree), subtree(middle, end)]
    return [*_path(index, middle, end, subtree), subtree(start, middle)]


def range_proof(start: int, end: int, size: int, subtree: Subtree) -> list[bytes]:
    """Proof that leaves [start, end) stand there in a tree of `size` leaves: the roots of the largest subtrees of
    RFC 6962 that lie wholly outside the range, from left to right. For one leaf these are the hashes of its inclusion
    proof in another order; for all leaves there are none."""
    assert 0 <= start < end <= size, "the range lies in the tree"
    return [subtree(low, high) for low, high, inside in _cut(start, end, 0, size) if not inside]


def _cut(start: int, end: int, low: int, high: int) -> Iterator[tuple[int, int, bool]]:
    """The subtree [low, high) in the largest parts that lie wholly inside or wholly outside [start, end)."""
    if end <= low or high <= start or (start <= low and high <= end):
        yield low, high, start <= low and high <= end
        return
    middle = low + split(high - low)
    yield from _cut(start, end, low, middle)
    yield from _cut(start, end, middle, high)


def check_range(start: int, size: int, leaves: Sequence[bytes], proof: Sequence[bytes], root: bytes) -> None:
    """Broken unless `proof` shows these leaf hashes at [start, start + their number) in the tree of `size` leaves with
    this root. Take size and root from one signed place: a root does not bind its size. An empty range proves nothing
    and is refused."""
    _check_hashes(root, *leaves, *proof)
    if not (0 <= start < start + len(leaves) <= size < _MOST_LEAVES):
        raise _wrong("range")
    outside = iter(proof)
    found = _range_root(start, leaves, outside, 0, size)
    if found != root or next(outside, None) is not None:
        raise _wrong("range")


def _range_root(start: int, leaves: Sequence[bytes], outside: Iterator[bytes], low: int, high: int) -> bytes:
    end = start + len(leaves)
    if start <= low and high <= end:
        return root_of(leaves[low - start : high - start])
    if end <= low or high <= start:
        given = next(outside, None)
        if given is None:
            raise _wrong("range")
        return given
    middle = low + split(high - low)
    left = _range_root(start, leaves, outside, low, middle)
    return node_hash(left, _range_root(start, leaves, outside, middle, high))


def consistency_proof(old: int, new: int, subtree: Subtree) -> list[bytes]:
    """Proof that the tree of `old` leaves is a prefix of the tree of `new` leaves (RFC 6962 2.1.2)."""
    assert 0 < old <= new, "sizes are in order"
    return [] if old == new else _subproof(old, 0, new, True, subtree)


def _subproof(old: int, start: int, end: int, whole: bool, subtree: Subtree) -> list[bytes]:
    if old == end:
        return [] if whole else [subtree(start, end)]
    middle = start + split(end - start)
    if old <= middle:
        return [*_subproof(old, start, middle, whole, subtree), subtree(middle, end)]
    return [*_subproof(old, middle, end, False, subtree), subtree(start, middle)]


def check_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> None:
    """Broken unless `proof` shows the leaf hash at `index` in the tree with this root (RFC 9162 2.1.3.2)."""
    _check_hashes(leaf, root, *proof)
    if not 0 <= index < size:
        raise _wrong("inclusion")
    place, last, found = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            raise _wrong("inclusion")
        if place & 1 or place == last:
            found = node_hash(sibling, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        place, last = place >> 1, last >> 1
    if last != 0 or found != root:
        raise _wrong("inclusion")


def check_consistency(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> None:
    """Broken unless `proof` shows that the old tree is a prefix of the new one (RFC 9162 2.1.4.2). An old size of 0
    is no tree to be consistent with and is refused; callers treat it as a case of its own."""
    if not 0 < old <= new:
        raise _wrong("consistency")
    if old == new:
        if proof or old_root != new_root:
            raise _wrong("consistency")
        return
    _check_hashes(old_root, new_root, *proof)
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if not path:
        raise _wrong("consistency")
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    left = right = path[0]
    for sibling in path[1:]:
        if last == 0:
            raise _wrong("consistency")
        if place & 1 or place == last:
            left, right = node_hash(sibling, left), node_hash(sibling, right)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            right = node_hash(right, sibling)
        place, last = place >> 1, last >> 1
    if last != 0 or left != old_root or right != new_root:
        raise _wrong("consistency")


def _check_hashes(*hashes: bytes) -> None:
    if any(len(found) != 32 for found in hashes):
        raise _wrong("hash-length")


def _wrong(what: str) -> Broken:
    return broken(
        f"proof-{what}",
        "",
        Text(nl="Het bewijs klopt niet.", en="The proof does not hold."),
        Text(
            nl="Vertrouw dit antwoord niet; haal het logboek opnieuw op bij een andere bron.",
            en="Do not trust this answer; fetch the log again from another source.",
        ),
    )
