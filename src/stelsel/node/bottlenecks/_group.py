# SPDX-License-Identifier: EUPL-1.2
"""Saying which bottlenecks are one: merge, set apart again, or not the same. What the fold would not count is refused,
and where several things are said at once all are looked at before one is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stelsel.book.book import Book
from stelsel.kernel.vocabulary import wire
from stelsel.node.bottlenecks._entry import Ready, fresh_local, ready, refused, seen, write
from stelsel.node.identity import Person
from stelsel.node.node import Node
from stelsel.node.permission import require
from stelsel.node.tasks import Held
from stelsel.nouns.bottleneck import GROUPING, GROUPINGS, Standing, board, may_merge, root
from stelsel.nouns.dispute import readable
from stelsel.register.log import Receipt


@dataclass(frozen=True)
class Said:
    """Of a bottleneck: `merge` under `other`, `split` (no other), or `different` from `other`."""

    id: str
    grouping: str
    other: str = ""


def group(node: Node, publisher: str, said: Sequence[Said], reasons: str, by: Person) -> tuple[Receipt | Held, ...]:
    """Say it, as the steward; a receipt of each. BadInput for another organisation, for a merge that would go round in
    a circle, for what contradicts what was said, and for what would show an address to whoever may not read it: then
    nothing was written. They are written one by one: what a crash leaves unsaid is proposed again."""
    require(by, "publish", publisher, kind=GROUPING.name)
    book = node.book(by.asker)
    leading = dict(board(book).groups.leading)
    entries = [_entry(node, book, publisher, one, leading, reasons.strip(), by) for one in said]
    return tuple(write(node, one, by) for one in entries)


def _entry(
    node: Node, book: Book, publisher: str, one: Said, leading: dict[str, str], reasons: str, by: Person
) -> Ready:
    if one.grouping not in GROUPINGS:
        raise refused("no-grouping", wire("grouping"), groupings=", ".join(GROUPINGS))
    found = seen(book, one.id)
    other = seen(book, one.other, wire("leading")) if one.grouping != "split" else None
    if one.grouping == "different" and other is not None and not _may_name(found, other):
        found, other = other, found  # it says the same, before fewer readers
    if publisher != found.decider:
        raise refused("not-the-steward", found.id, steward=found.decider)
    if one.grouping == "different" and other is not None:
        _may_differ(found, other, leading)
    if one.grouping == "merge":
        assert other is not None, "looked at above"
        _may_come_under(found, other, leading)
        leading[found.id] = other.id
    elif one.grouping == "split":
        if found.id not in leading:
            raise refused("apart", found.id)
        del leading[found.id]
    values = {"grouping": one.grouping, "leading": other.id if other else None, "reasons": reasons}
    return ready(node, publisher, GROUPING, found, values, fresh_local(found.id), by)


def _may_come_under(found: Standing, above: Standing, leading: Mapping[str, str]) -> None:
    if above.decider != found.decider:
        raise refused("not-the-steward", above.id, steward=above.decider)
    if not may_merge(leading, found.id, above.id):
        raise refused("circle", wire("leading"))
    if not _may_name(found, above):
        raise refused("other-readers", wire("leading"), other=above.id)


def _may_differ(found: Standing, other: Standing, leading: Mapping[str, str]) -> None:
    if found.id == other.id:
        raise refused("itself", wire("leading"))
    if root(leading, found.id) == root(leading, other.id):
        raise refused("merged-already", wire("leading"))
    if not _may_name(found, other):
        raise refused("no-common-readers", wire("leading"))


def _may_name(found: Standing, other: Standing) -> bool:
    """Whether all who read an entry about the first may read the other."""
    return readable(other.record.log, found.record.log)
