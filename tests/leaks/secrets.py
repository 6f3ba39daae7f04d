# SPDX-License-Identifier: EUPL-1.2
"""A country to hide things in, and things to hide: one entry of every kind with marked words and a marked number, and
an attachment, disputes with an answer, and entries that were corrected, withdrawn and erased."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec

from stelsel.book.audience import ANYONE
from stelsel.kernel.draft import Draft
from stelsel.kernel.entry import Source
from stelsel.kernel.ids import entry_id
from stelsel.kernel.kind import AudienceName, Kind
from stelsel.kernel.problem import BadInput
from stelsel.node import desk, dispute_desk
from stelsel.node.attach import Wish, attach
from stelsel.node.example.load import Part, _parts
from stelsel.node.example.publishers import IMPORTER
from stelsel.node.identity import Person
from stelsel.node.node import Node
from stelsel.nouns import ABOUT_A_LEAF
from stelsel.nouns.supplier import SUPPLIER, Supplier
from tests.faces.askers import HERE, THERE, works_for

EACH = 25
"""How many public entries of each kind the country has."""
STATED = "gemeente-voorbeeldstad"
SOURCE = Source("Zwijgbron", "2026-02-28", "https://zwijgbron.invalid/lijst")
OWNER = Person("eigenaar", {HERE: "publisher"}, works_for(HERE, True))


@cache
def _real() -> tuple[Part, ...]:
    return tuple(_parts())


def country(node: Node) -> list[str]:
    """Real public entries of every kind and all of one invented municipality; the address of one of each kind."""
    for publisher in (IMPORTER, STATED, HERE, THERE):
        node.enrol(publisher)
    for part in _real():
        if part.publisher in (IMPORTER, STATED):
            most = EACH if part.publisher == IMPORTER else None
            by_kind: dict[str, list[Draft]] = {}
            for draft in part.drafts:
                by_kind.setdefault(draft.kind.name, []).append(draft)
            drafts = [draft for found in by_kind.values() for draft in found[:most]]
            node.publish_drafts(part.publisher, part.audience, drafts)
    node.publish_drafts(THERE, "own", [Draft(SUPPLIER, "van-buur", Supplier(name="Van de buren"))])
    book = node.book(works_for(STATED, True))
    first: dict[str, str] = {}
    for view in book.views:
        for name, records in view.current.items():
            if view.log.audience == "public":
                first.setdefault(name, next(iter(records)))
    return list(dict.fromkeys((*first.values(), *suppliers(node))))


def suppliers(node: Node) -> list[str]:
    """Four public entries of the importer, one for each batch to dispute and to attach a file to."""
    found = [one.id for one, _ in node.book(ANYONE).rows(SUPPLIER) if one.log.publisher == IMPORTER]
    return found[:4]


class Secrets:
    """Everything that one batch hides in one audience; `mark` and `number` stand in all of it."""

    def __init__(self, node: Node, audience: AudienceName, mark: str, number: int, about: str) -> None:
        self.node, self.audience, self.mark, self.number, self.about = node, audience, mark, number, about
        self.addresses: list[str] = []

    def named(self) -> list[str]:
        """The addresses that can be told before anything is hidden: all but those of disputes."""
        changed = [f"{HERE}/supplier/{one}-{self.number}" for one in ("beter", "terug", "weg")]
        drafts = [f"{HERE}/{draft.kind.name}/{draft.local}" for draft in self._drafts()]
        return [*drafts, f"{HERE}/attachment/stuk-{self.number}", *changed]

    def publish(self) -> None:
        """Hide it all. What kinds do not allow this audience are left out."""
        drafts = list(self._drafts())
        self.node.publish_drafts(HERE, self.audience, drafts)
        self.addresses = [f"{HERE}/{draft.kind.name}/{draft.local}" for draft in drafts]
        self._attach()
        self._dispute()
        self._change()

    def _drafts(self) -> Iterator[Draft]:
        """One of each kind, made from a real entry."""
        seen = set()
        for part in _real():
            for draft in part.drafts:
                name = draft.kind.name
                if name in seen or self.audience not in draft.kind.allowed or name in ABOUT_A_LEAF:
                    continue
                seen.add(name)
                body = self._marked(draft.kind, msgspec.to_builtins(draft.body))
                yield Draft(draft.kind, f"verborgen-{name}-{self.number}", body, draft.about or HERE, SOURCE)

    def _marked(self, kind: Kind[Any], plain: dict[str, Any]) -> Any:
        """The body with the mark in each text that is searched, and the number wherever a number fits."""
        for name, value in plain.items():
            wanted: list[Any] = []
            if isinstance(value, str):
                wanted = [f"{self.mark} {value}"[:200], self.mark, str(self.number)]
            elif isinstance(value, int | float) and not isinstance(value, bool):
                wanted = [self.number, str(self.number)]
            for one in wanted:
                changed = {**plain, name: one}
                try:
                    kind.convert(changed)
                except BadInput:
                    continue
                plain = changed
                break
        return kind.convert(plain).body

    def _attach(self) -> None:
        """A file with the mark in its name and bytes, at a public entry of somebody else."""
        with self.node.attachments.incoming() as file:
            file.add(f"{self.mark} {self.number}\n".encode() * 50)
            file.finish()
            wish = Wish(
                f"{self.mark}.txt", "text/plain", self.mark, self.about, None, self.audience, f"stuk-{self.number}"
            )
            self.addresses.append(attach(self.node, HERE, file, wish, OWNER).id)

    def _dispute(self) -> None:
        """A dispute of a public entry of another, and one of an entry of one's own with its answer."""
        node, book = self.node, self.node.book(OWNER.asker)
        said = dispute_desk.Objection(f"{self.mark} {self.number}", audience=self.audience)
        self.addresses.append(dispute_desk.dispute(node, book, HERE, self.about, said, OWNER).id)
        own = next(one for one in self.addresses if "/supplier/" in one)
        mine = dispute_desk.dispute(node, node.book(OWNER.asker), HERE, own, said, OWNER).id
        reasons = f"{self.mark} toch"
        found = dispute_desk.answer(node, node.book(OWNER.asker), HERE, mine, dispute_desk.REJECTED, reasons, OWNER)
        self.addresses += [mine, found.id]

    def _change(self) -> None:
        """Entries that were corrected, withdrawn and erased; each reason carries the mark."""
        node = self.node
        names = ("beter", "terug", "weg")
        drafts = [Draft(SUPPLIER, f"{one}-{self.number}", Supplier(name=f"{self.mark} {one}")) for one in names]
        node.publish_drafts(HERE, self.audience, drafts)
        better, taken, gone = (f"{HERE}/supplier/{draft.local}" for draft in drafts)
        body = SUPPLIER.convert({"naam": f"{self.mark} nog beter"})
        desk.correct(node, HERE, better, body, f"{self.mark} was fout", OWNER)
        desk.withdraw(node, HERE, taken, f"{self.mark} klopt niet", OWNER)
        desk.erase(node, HERE, gone, f"{self.mark} moest weg", OWNER)
        self.addresses += [better, taken, gone]


def kinds_of(addresses: list[str]) -> set[str]:
    """The kinds of these addresses."""
    return {entry_id(one).kind for one in addresses}
