# SPDX-License-Identifier: EUPL-1.2
"""What may be destroyed today, by the retention of each kind and the last day of each attachment; and destroying it.

A function, so that a daily job can call it as well as a command. Destroying is an erasure like any other: the reason
stands in the log for ever, the content does not.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Literal

from stelsel.catalogue import KINDS
from stelsel.kernel.entry import GONE, LOG_OPERATIONS, Envelope, decode_envelope
from stelsel.kernel.ids import entry_id
from stelsel.kernel.kind import Kind
from stelsel.kernel.problem import BadInput
from stelsel.node import desk
from stelsel.node.identity import Person
from stelsel.node.node import Node
from stelsel.node.permission import require
from stelsel.node.tasks import Held
from stelsel.nouns.attachment import ATTACHMENT
from stelsel.register.log import LogName, Receipt
from stelsel.register.records import Stored

Why = Literal["withdrawn", "superseded", "past-its-day"]
"""withdrawn: the whole entry was taken back. superseded: older revisions of an entry that lives on. past-its-day: an
attachment whose own last day is over."""
ERASABLE: frozenset[Why] = frozenset({"withdrawn", "past-its-day"})
"""Only a whole address can be erased; of a living entry the publisher erases it and publishes the newest again."""


@dataclass(frozen=True)
class Due:
    """Content that may be destroyed: of which entry, why, since when it was out of use, since when it may go, and how
    many revisions that is."""

    log: LogName
    kind: Kind[Any]
    id: str
    why: Why
    since: date
    may_go: date
    revisions: int


def due(node: Node, today: date) -> Iterator[Due]:
    """Everything that may be destroyed on this day, log by log, in the order of the log. A kind without a term, and one
    that this version does not know, give nothing."""
    for log, size in sorted(node.logs.sizes().items(), key=lambda one: one[0].origin):
        for address, revisions in _by_entry(node.logs.stored(log.origin, 0, size)).items():
            kind = KINDS.get(entry_id(address).kind)
            if kind is not None:
                yield from _of_entry(log, kind, address, revisions, today)


def destroy(
    node: Node, publisher: str, why: str, today: date, by: Person, grounds: frozenset[Why] = ERASABLE
) -> Iterator[Receipt | Held]:
    """Erase what this publisher may destroy today and can, on these grounds: withdrawn entries, and attachments past
    their day. Held where the publisher wants four eyes on erasing. NotAllowed, or BadInput without a reason."""
    require(by, "erase", publisher)
    for one in list(due(node, today)):
        if one.log.publisher == publisher and one.why in grounds & ERASABLE:
            yield desk.erase(node, publisher, one.id, why, by)


_Revision = tuple[Envelope, Stored]


def _by_entry(rows: Iterable[Stored]) -> dict[str, list[_Revision]]:
    """The revisions of every entry, oldest first."""
    found: dict[str, list[_Revision]] = {}
    for row in rows:
        envelope = decode_envelope(row.leaf)
        if envelope.op not in LOG_OPERATIONS:
            found.setdefault(envelope.id, []).append((envelope, row))
    return found


def _of_entry(log: LogName, kind: Kind[Any], id: str, revisions: list[_Revision], today: date) -> Iterator[Due]:
    last, row = revisions[-1]
    held = [envelope for envelope, row in revisions if row.salt and envelope.op not in GONE]
    if last.op == "withdraw" and held:
        yield from _after_term(log, kind, id, "withdrawn", _day(last), len(held), today)
    if last.op in GONE:
        return
    replaced = [
        _day(newer) for (older, content), (newer, _) in pairwise(revisions) if content.salt and older.op not in GONE
    ]
    gone = [since for since in replaced if (may_go := kind.retention.ends(since)) and may_go <= today]
    if gone:
        yield from _after_term(log, kind, id, "superseded", gone[0], len(gone), today)
    if kind is ATTACHMENT:
        yield from _past_day(log, id, row, len(held), today)


def _after_term(
    log: LogName, kind: Kind[Any], id: str, why: Why, since: date, revisions: int, today: date
) -> Iterator[Due]:
    may_go = kind.retention.ends(since)
    if may_go is not None and may_go <= today:
        yield Due(log, kind, id, why, since, may_go, revisions)


def _past_day(log: LogName, id: str, row: Stored, revisions: int, today: date) -> Iterator[Due]:
    try:
        last_day = ATTACHMENT.decode(row.payload).body.kept_until
    except BadInput:  # of a version that is not known here
        return
    if last_day is not None and last_day < today:
        yield Due(log, ATTACHMENT, id, "past-its-day", last_day, date.fromordinal(last_day.toordinal() + 1), revisions)


def _day(envelope: Envelope) -> date:
    return date.fromisoformat(envelope.at[:10])
