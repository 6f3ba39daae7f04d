# SPDX-License-Identifier: EUPL-1.2
"""Which bottlenecks are one, as their steward says. One decider: the publisher that a bottleneck names as its steward,
else its own publisher. Both bottlenecks of a merge must have the same decider. Its log gives the order, and a merge
that would go round in a circle does not count."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from stelsel.book.view import Record
from stelsel.kernel.ids import entry_id
from stelsel.nouns.bottleneck._kinds import Bottleneck, BottleneckGrouping


@dataclass(frozen=True, slots=True)
class Grouped:
    """A grouping that counts: where it stands and what it says."""

    record: Record
    body: BottleneckGrouping


@dataclass(frozen=True)
class Groups:
    """`leading`: bottleneck -> the one that it comes under. `said`: bottleneck -> the groupings of it that count.
    `apart`: pairs of which was said that they are not the same, or that were merged and set apart again."""

    leading: Mapping[str, str]
    said: Mapping[str, tuple[Grouped, ...]]
    apart: frozenset[frozenset[str]] = frozenset()

    def root(self, address: str) -> str:
        """The leading bottleneck above this one; itself where it leads."""
        return root(self.leading, address)


def decider_of(address: str, body: Bottleneck) -> str:
    """Whose log decides what this bottleneck is merged with."""
    return body.steward or entry_id(address).publisher


def root(leading: Mapping[str, str], address: str) -> str:
    """The end of the chain that begins here."""
    while address in leading:
        address = leading[address]
    return address


def may_merge(leading: Mapping[str, str], child: str, parent: str) -> bool:
    """Whether a merge would not go round in a circle."""
    return root({one: up for one, up in leading.items() if one != child}, parent) != child


def grouped(bodies: Mapping[str, Bottleneck], rows: Iterable[tuple[Record, BottleneckGrouping]]) -> Groups:
    """The groups. `rows` in the order of the logs."""
    leading: dict[str, str] = {}
    said: dict[str, list[Grouped]] = {}
    apart: set[frozenset[str]] = set()
    for record, body in rows:
        child, parent = body.bottleneck, body.leading
        if child not in bodies or record.log.publisher != decider_of(child, bodies[child]):
            continue
        if body.grouping == "different":
            if parent not in bodies or root(leading, child) == root(leading, str(parent)):
                continue
            apart.add(frozenset({child, str(parent)}))
        elif parent is not None:
            if parent not in bodies or decider_of(parent, bodies[parent]) != record.log.publisher:
                continue
            if not may_merge(leading, child, parent):
                continue
            leading[child] = parent
            apart.discard(frozenset({child, parent}))
        elif child in leading:
            apart.add(frozenset({child, leading.pop(child)}))
        said.setdefault(child, []).append(Grouped(record, body))
    return Groups(leading, {child: tuple(found) for child, found in said.items()}, frozenset(apart))
