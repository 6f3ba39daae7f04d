# SPDX-License-Identifier: EUPL-1.2
"""What this book says of systems, components, suppliers and what depends on what: one net, made once per position and
day. Only what the asker may see is in it, so another organisation's inventory is not."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.kernel.ids import EntryId, entry_id
from stelsel.kernel.problem import BadInput
from stelsel.nouns.supplier import SUPPLIER
from stelsel.nouns.system import SYSTEM, System
from stelsel.priorities.resilience.kinds import COMPONENT, DEPENDENCY, Dependency
from stelsel.priorities.resilience.questions._impact import Edge, Net
from stelsel.priorities.resilience.questions._named import MOST, meant, near, plain

BY_NAME = "name:"
"""What stands before the plain name of a supplier of which no address is known."""


@dataclass(frozen=True, eq=False)
class Landscape:
    """The net with what stands behind it: the record of each edge, the label of each node, the systems by address."""

    net: Net
    records: tuple[Record, ...]
    labels: dict[str, str]
    systems: dict[str, tuple[Record, System]]
    suppliers: tuple[int, ...]

    def label(self, node: int) -> str:
        """How to call a node: its name, else the last part of its address."""
        key = self.net.keys[node]
        return self.labels.get(key) or key.rpartition("/")[2].removeprefix(BY_NAME)

    @cached_property
    def by_name(self) -> dict[str, list[int]]:
        """Suppliers by plain name."""
        found: dict[str, list[int]] = defaultdict(list)
        for node in self.suppliers:
            found[plain(self.label(node))].append(node)
        return found

    def supplier_nodes(self, asked: str) -> list[int]:
        """The suppliers that an address or a name means; empty when nothing the asker may see mentions it. With an
        address goes whoever is known by that name only: it may be the same, and what follows from it is unknown."""
        direct = self.net.number.get(asked)
        if direct is not None:
            if direct not in self.suppliers:
                return []
            named = self.net.number.get(BY_NAME + plain(self.label(direct)), direct)
            return sorted({direct, named})
        named_so = meant(asked, self.by_name)
        return sorted(self.by_name[named_so[0]]) if len(named_so) == 1 else []

    def candidates(self, asked: str) -> list[tuple[str, str]]:
        """Where a name means no one supplier: those it may mean, else those whose name is near, each as its label and
        what to type: the address where one is known."""
        found = meant(asked, self.by_name) or near(asked, self.by_name)
        return [self._typed(node) for name in found[:MOST] for node in self.by_name[name][:1]]

    def _typed(self, node: int) -> tuple[str, str]:
        key = self.net.keys[node]
        return self.label(node), self.label(node) if key.startswith(BY_NAME) else key

    @cached_property
    def stops_per_supplier(self) -> dict[int, int]:
        """How many systems surely stop for each supplier, the most first; suppliers of which none does are left out."""
        counts = {node: len(self.net.stopped_by([node])) for node in self.suppliers}
        ordered = sorted(counts.items(), key=lambda pair: (-pair[1], self.label(pair[0]), pair[0]))
        return {node: count for node, count in ordered if count}


def landscape(book: Book, day: date) -> Landscape:
    """The landscape on a day, from everything in this book."""
    return book.memo(f"resilience.landscape.{day}", lambda: _Builder(book, day).build())


class _Builder:
    def __init__(self, book: Book, day: date) -> None:
        rows = [(record, body) for record, body in book.rows(SYSTEM) if body.valid.holds(day)]
        self.systems = {record.id: (record, body) for record, body in rows}
        self.components = {record.id: (record, body) for record, body in book.rows(COMPONENT)}
        stated = ((record, body) for record, body in book.rows(DEPENDENCY) if body.valid.holds(day))
        self.stated = [(record, body) for record, body in stated if _may_state(book, record, body)]
        self.labels = {record.id: body.name for record, body in book.rows(SUPPLIER)}
        named: dict[str, list[str]] = defaultdict(list)
        for address, name in self.labels.items():
            named[plain(name)].append(address)
        self.addresses = {name: found[0] for name, found in named.items() if len(found) == 1}
        self.ended = {record.id for record, body in book.rows(SYSTEM)} - set(self.systems)

    def build(self) -> Landscape:
        edges = [*self._stated()]
        pairs = {edge[:2] for edge, _ in edges}
        edges += [(edge, record) for edge, record in self._implied() if edge[:2] not in pairs]
        net = Net.of(sorted(self.systems), [edge for edge, _ in edges], self._unsupplied([edge for edge, _ in edges]))
        for address, (_, body) in [*self.systems.items(), *self.components.items()]:
            version = getattr(body, "version", None)
            self.labels[address] = f"{body.name} {version}" if version else body.name
        suppliers = tuple(node for node, key in enumerate(net.keys) if _is_supplier(key))
        return Landscape(net, tuple(record for _, record in edges), self.labels, self.systems, suppliers)

    def _stated(self) -> Iterator[tuple[Edge, Record]]:
        for record, body in self.stated:
            if body.dependent not in self.ended and body.depends_on not in self.ended:
                yield (body.dependent, body.depends_on, body.effect), record

    def _implied(self) -> Iterator[tuple[Edge, Record]]:
        """The supplier of a thing as an edge: nobody said what happens to the thing when the supplier is gone."""
        for address, (record, body) in [*self.systems.items(), *self.components.items()]:
            supplier = self._supplier(body)
            if supplier is not None:
                yield (address, supplier, None), record

    def _supplier(self, body: Any) -> str | None:
        if body.supplier:
            if body.supplier_name:
                self.labels.setdefault(body.supplier, body.supplier_name)
            return str(body.supplier)
        if not body.supplier_name:
            return None
        name = plain(body.supplier_name)
        if name in self.addresses:
            return self.addresses[name]
        self.labels.setdefault(BY_NAME + name, body.supplier_name)
        return BY_NAME + name

    def _unsupplied(self, edges: list[Edge]) -> list[str]:
        """Components of which nobody named a supplier, and addresses of things that this book does not hold."""
        supplied = {dependent for dependent, on, _ in edges if _is_supplier(on)}
        there = [end for edge in edges for end in edge[:2]]
        others = {end for end in there if not _is_supplier(end)} - set(self.systems) - set(self.components)
        used = set(there) & set(self.components)
        return sorted((used | others) - supplied)


def _may_state(book: Book, record: Record, body: Dependency) -> bool:
    """Whether the publisher may say what a thing depends on: of its own things, or the asker's own organisation."""
    publisher = record.log.publisher
    return publisher in book.asker.publishers or entry_id(body.dependent).publisher == publisher


def _is_supplier(key: str) -> bool:
    if key.startswith(BY_NAME):
        return True
    try:
        parsed: EntryId = entry_id(key)
    except BadInput:
        return False
    return parsed.kind == "supplier"
