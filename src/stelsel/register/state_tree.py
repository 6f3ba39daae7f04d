# SPDX-License-Identifier: EUPL-1.2
"""The state tree: an RFC 6962 tree over the newest revision of every address in a log, sorted by address.

One leaf per address, canonical JSON `{"id","index","op"}`, in the order of the UTF-8 bytes (which is Python's order of
texts). A log commits to its root now and then, so that neighbouring leaves show what is newest and what is not there.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import orjson

from stelsel.kernel.canonical import check_plain
from stelsel.register.tree import EMPTY_ROOT, leaf_hashes, node_hash, parents, range_proof

_Newest = tuple[int, str]
"""Index and operation of the newest revision of an address."""
_Run = tuple[int, int, int]
"""A stretch of nodes that did not change: where it stands now, where it stood, how many."""
_SHORTEST_RUN = 6
"""Copying fewer nodes than this costs as much as hashing them again."""


@dataclass(frozen=True)
class StateTree:
    """A state tree; `updated` makes the next one and leaves this one as it is. 1 M addresses take about 0.4 GB."""

    _ids: list[str]
    _newest: list[_Newest]
    _levels: list[list[bytes]]
    """Leaf hashes, then each level above; a last node without a partner moves up as it is."""

    @classmethod
    def of(cls, latest: Mapping[str, tuple[int, str]]) -> "StateTree":
        """The tree over address -> (index, operation). BadInput for an address that is no Unicode text."""
        ids = sorted(latest)
        newest = [latest[entry] for entry in ids]
        return cls(ids, newest, _raised(leaf_hashes(_leaves(ids, newest)), [], []))

    def updated(self, changes: Mapping[str, tuple[int, str]]) -> "StateTree":
        """This tree with some addresses changed or new. Hashes of what neither changed nor moved to the other side of
        a pair are taken over."""
        ids = sorted(changes)
        newest = [changes[entry] for entry in ids]
        hashes = leaf_hashes(_leaves(ids, newest))
        places = [bisect_left(self._ids, entry) for entry in ids]
        count = len(self._ids)
        known = [at < count and self._ids[at] == entry for at, entry in zip(places, ids, strict=True)]
        if all(known):
            return self._corrected(places, newest, hashes)
        runs = _kept(places, known, count)
        levels = _raised(_merged(self._levels[0], hashes, runs), self._levels[1:], runs)
        return StateTree(_merged(self._ids, ids, runs), _merged(self._newest, newest, runs), levels)

    def _corrected(self, places: Sequence[int], newest: Sequence[_Newest], hashes: Sequence[bytes]) -> "StateTree":
        """No new address: nothing moves, and only the paths from what changed to the root are hashed."""
        values, below = self._newest.copy(), self._levels[0].copy()
        for at, value, leaf in zip(places, newest, hashes, strict=True):
            values[at], below[at] = value, leaf
        levels, touched = [below], set(places)
        for earlier in self._levels[1:]:
            above, touched = earlier.copy(), {at >> 1 for at in touched}
            for at in touched:
                pair = below[2 * at : 2 * at + 2]
                above[at] = node_hash(*pair) if len(pair) == 2 else pair[0]
            levels.append(above)
            below = above
        return StateTree(self._ids, values, levels)

    @property
    def count(self) -> int:
        """How many addresses there are."""
        return len(self._ids)

    @property
    def root(self) -> bytes:
        """32 bytes; of the empty tree the hash of nothing."""
        return self._levels[-1][0] if self._ids else EMPTY_ROOT

    def place(self, address: str) -> int:
        """Where an address stands, or would stand: the number of addresses before it."""
        return bisect_left(self._ids, address)

    def span(self, prefix: str) -> tuple[int, int]:
        """[start, end) of the addresses that begin with a prefix."""
        start = self.place(prefix)
        return start, bisect_left(self._ids, True, start, key=lambda one: not one.startswith(prefix))

    def ids(self, start: int, end: int) -> list[str]:
        """The addresses at [start, end)."""
        return self._ids[start:end]

    def leaves(self, start: int, end: int) -> list[bytes]:
        """The state leaves at [start, end)."""
        return _leaves(self._ids[start:end], self._newest[start:end])

    def range_proof(self, start: int, end: int) -> list[bytes]:
        """Proof that the leaves [start, end) stand there; of an empty range there is none, and its proof is empty."""
        return range_proof(start, end, self.count, self._subtree) if start < end else []

    def _subtree(self, start: int, end: int) -> bytes:
        level = (end - start - 1).bit_length()
        assert end == self.count or end - start == 1 << level, "a subtree is whole or the last"
        return self._levels[level][start >> level]


def _leaves(ids: Sequence[str], newest: Sequence[_Newest]) -> list[bytes]:
    """State leaves: what `canonical` makes of them, checked in one go and written in the order of its keys."""
    check_plain(list(ids))
    return [orjson.dumps({"id": one, "index": index, "op": op}) for one, (index, op) in zip(ids, newest, strict=True)]


def _kept(places: Sequence[int], known: Sequence[bool], count: int) -> list[_Run]:
    """The stretches before, between and after changes: a change at each of these places, over what stood there when
    it was known and before it when it is new. One more run than there are changes; some are empty."""
    runs, now, was = [], 0, 0
    for at, over in zip(places, known, strict=True):
        runs.append((now, was, at - was))
        now, was = now + at - was + 1, at + over
    return [*runs, (now, was, count - was)]


def _merged(before: list, changed: Sequence, runs: Sequence[_Run]) -> list:  # type: ignore[type-arg]
    """What stood there with the changes between the runs."""
    found = before[: runs[0][2]]
    for one, (_, was, count) in zip(changed, runs[1:], strict=True):
        found.append(one)
        found += before[was : was + count]
    return found


def _raised(leaves: list[bytes], before: Sequence[list[bytes]], runs: Sequence[_Run]) -> list[list[bytes]]:
    """All levels above these leaf hashes; `before` are the levels above the earlier leaves, of which `runs` remain."""
    levels = [leaves]
    while len(levels[-1]) > 1:
        below, height = levels[-1], len(levels) - 1
        runs = _above(runs)
        levels.append(_level(below, before[height] if runs else [], runs))
    return levels


def _level(below: list[bytes], before: list[bytes], runs: Sequence[_Run]) -> list[bytes]:
    """The level above: what the runs kept, and everything else hashed in one go."""
    between, done = [], 0
    for now, _, count in runs:
        between += below[2 * done : 2 * now]
        done = now + count
    hashed = parents(between + below[2 * done :])
    nodes: list[bytes] = []
    used = 0
    for now, was, count in runs:
        more = now - len(nodes)
        nodes += hashed[used : used + more]
        nodes += before[was : was + count]
        used += more
    return nodes + hashed[used:] + (below[-1:] if len(below) % 2 else [])


def _above(runs: Sequence[_Run]) -> list[_Run]:
    """The runs one level up: the pairs that lie wholly within one and were the same pairs before."""
    found = []
    for now, was, count in runs:
        if (now - was) % 2 == 0:
            first, last = (now + 1) // 2, (now + count) // 2
            if last - first >= _SHORTEST_RUN:
                found.append((first, (was + 1) // 2, last - first))
    return found
