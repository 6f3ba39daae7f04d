# SPDX-License-Identifier: EUPL-1.2
"""Links both ways: which entries name this one. Kept per log, united when reading."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from stelsel.book.book import Book
from stelsel.book.view import LogView, Record
from stelsel.kernel.ids import entry_id
from stelsel.nouns.organisation import ORGANISATION

_NAMED = re.compile(
    rb'"(https://identifier\.overheid\.nl/tooi/id/[A-Za-z0-9_/-]+|[a-z0-9][a-z0-9-]*/[a-z][a-z0-9-]*/[a-z0-9][a-z0-9._-]*)"'
)
SHOWN = 5
"""How many entries of a kind are listed; the others are counted."""

_kept: WeakKeyDictionary[LogView, dict[str, list[str]]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Naming:
    """Entries of one kind that name something: how many, and the first few addresses."""

    kind: str
    count: int
    ids: tuple[str, ...]


def naming(book: Book, target: str) -> tuple[Naming, ...]:
    """The entries that name an entry address or organisation, kind by kind, most first."""
    found: dict[str, list[str]] = defaultdict(list)
    for view in book.views:
        for one in _named_in(view).get(target, ()):
            found[one.split("/")[1]].append(one)
    several = [Naming(kind, len(ids), tuple(sorted(ids)[:SHOWN])) for kind, ids in found.items()]
    return tuple(sorted(several, key=lambda one: (-one.count, one.kind)))


def _targets(record: Record) -> set[str]:
    """What an entry names in its content, and the organisation it is about; an entry never names itself."""
    found = {target.decode() for target in _NAMED.findall(record.payload)}
    if entry_id(record.id).kind != ORGANISATION.name:
        found.add(record.envelope.org)
    return found - {record.id}


def _named_in(view: LogView) -> dict[str, list[str]]:
    kept = _kept.get(view)
    if kept is None:
        kept = defaultdict(list)
        for records in view.current.values():
            for record in records.values():
                for target in _targets(record):
                    kept[target].append(record.id)
        _kept[view] = kept
    return kept
