# SPDX-License-Identifier: EUPL-1.2
"""Stand-in."""
from collections.abc import Mapping
from dataclasses import dataclass

from stelsel.kernel.canonical import canonical
from stelsel.register.tree import leaf_hash, root_of


@dataclass(frozen=True)
class StateTree:
    count: int
    root: bytes
    latest: Mapping[str, tuple[int, str]]

    @classmethod
    def of(cls, latest: Mapping[str, tuple[int, str]]) -> "StateTree":
        leaves = [leaf_hash(canonical({"id": e, "index": i, "op": op})) for e, (i, op) in sorted(latest.items())]
        return cls(len(leaves), root_of(leaves), latest)

    def updated(self, changes: Mapping[str, tuple[int, str]]) -> "StateTree":
        return StateTree.of({**self.latest, **changes})
