# SPDX-License-Identifier: EUPL-1.2
"""From leaves to disputes: which stand beside an entry, and whether they were answered. Pure.

A dispute counts when its envelope names a revision of that entry by log, index and leaf hash, and everybody who can
read the dispute can read that revision. An answer counts when the publisher of the disputed entry gave it and it names
the newest revision of the dispute in the same way; so a dispute that is corrected is open again.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.kernel.entry import Ref
from stelsel.kernel.ids import entry_id
from stelsel.kernel.kind import AudienceName
from stelsel.nouns.dispute._kinds import DISPUTE, DISPUTE_ANSWER, Dispute, DisputeAnswer
from stelsel.register.records import LogName

State = Literal["open", "answered", "withdrawn"]
_WIDTH: Mapping[AudienceName, int] = {"own": 0, "gov": 1, "public": 2}


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer that counts: where it stands and what it says."""

    record: Record
    body: DisputeAnswer


@dataclass(frozen=True, slots=True)
class Disputed:
    """A dispute that counts: its newest revision, what it says (None when it was taken back), the revision of the entry
    that it is about, and how it stands."""

    record: Record
    body: Dispute | None
    revision: Record
    state: State
    answer: Answered | None = None


_SAYS = frozenset({"dispute", "correct"})
_Revisions = tuple[Record, ...]


def disputes_of(book: Book, address: str) -> tuple[Disputed, ...]:
    """The disputes that count about an entry and that this asker may see, oldest first."""
    disputes = book.memo("nouns.disputes", lambda: _by_ref(book))
    if not disputes:
        return ()
    found = [
        _folded(book, revision, revisions)
        for revision in book.history(address)
        for revisions in disputes.get(_place(revision), ())
    ]
    counting = [one for one in found if one is not None]
    return tuple(sorted(counting, key=lambda one: (one.record.envelope.at, one.record.id)))


def dispute_at(book: Book, id: str) -> Disputed | None:
    """The dispute at this address; None when there is none that counts."""
    revision = disputed_revision(book, id)
    found = disputes_of(book, revision.id) if revision else ()
    return next((one for one in found if one.record.id == id), None)


def disputed_revision(book: Book, id: str) -> Record | None:
    """The revision that the dispute at this address names; None when this asker sees none there, and when the content
    of the dispute was erased."""
    history = book.history(id)
    ref = _ref(history)
    written = next((one for one in reversed(history) if one.payload and one.envelope.op in _SAYS), None)
    if ref is None or written is None:
        return None
    body: Dispute = written.body(DISPUTE)
    return next((one for one in book.history(body.disputed) if _place(one) == ref), None)


def readable(log: LogName, by: LogName) -> bool:
    """Whether whoever reads the log `by` may read `log`: an audience that is not wider, and within `own` the same
    publisher."""
    if log.audience == "own":
        return by.audience == "own" and by.publisher == log.publisher
    return _WIDTH[by.audience] <= _WIDTH[log.audience]


def _by_ref(book: Book) -> dict[Ref, list[_Revisions]]:
    """The revisions of every dispute, by the leaf that it names."""
    found: dict[Ref, list[_Revisions]] = defaultdict(list)
    for view in book.views:
        for address in view.addresses(DISPUTE):
            ref = _ref(view.history[address])
            if ref is not None:
                found[ref].append(tuple(view.history[address]))
    return dict(found)


def _ref(revisions: Iterable[Record]) -> Ref | None:
    """The leaf that the newest leaf with operation dispute names."""
    refs = [one.envelope.ref for one in revisions if one.envelope.op == "dispute"]
    return refs[-1] if refs else None


def _place(record: Record) -> Ref:
    return Ref(record.log.origin, record.index, record.hash.hex())


def _folded(book: Book, revision: Record, revisions: _Revisions) -> Disputed | None:
    newest = revisions[-1]
    if not readable(revision.log, newest.log):
        return None
    if newest.envelope.op in ("withdraw", "erase"):
        return Disputed(newest, None, revision, "withdrawn")
    body: Dispute = newest.body(DISPUTE)
    if body.disputed != revision.id:
        return None
    answer = _answer(book, revision, newest)
    return Disputed(newest, body, revision, "answered" if answer else "open", answer)


def _answer(book: Book, revision: Record, dispute: Record) -> Answered | None:
    """The newest answer of the one who decides."""
    decider = entry_id(revision.id).publisher
    answers = book.memo("nouns.dispute-answers", lambda: _by_dispute(book)).get(_place(dispute), ())
    mine = [one for one in answers if one.record.log.publisher == decider and one.body.dispute == dispute.id]
    return max(mine, key=lambda one: (one.record.envelope.at, one.record.index), default=None)


def _by_dispute(book: Book) -> dict[Ref, list[Answered]]:
    found: dict[Ref, list[Answered]] = defaultdict(list)
    for record, body in book.rows(DISPUTE_ANSWER):
        found[Ref(body.log, body.index, body.hash)].append(Answered(record, body))
    return dict(found)
