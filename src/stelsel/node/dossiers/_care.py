# SPDX-License-Identifier: EUPL-1.2
"""What happens when time is over: which dossiers may go today, which are held and why, and destroying them.

Destroying is crypto-shredding: the wrapped data key is overwritten and its row removed, and with it everything that was
sealed. The processing log stays: it tells that there was a dossier, never what stood in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection, transaction

from stelsel.book.audience import Asker
from stelsel.book.book import Book
from stelsel.kernel.problem import bad_input
from stelsel.kernel.retention import Retention
from stelsel.kernel.text import Text, same
from stelsel.node import clock
from stelsel.node.audit import audit
from stelsel.node.dossiers._access import Access, admit, log
from stelsel.node.identity import NOBODY, Person
from stelsel.node.models import Dossier
from stelsel.node.node import Node
from stelsel.node.processing_log import Status
from stelsel.nouns.dispute import disputes_of

NOBODY_IN_PARTICULAR = Person("stelsel", {}, NOBODY.asker)
"""Who destroys on time: the node itself."""
_MOST = 300


@dataclass(frozen=True)
class Due:
    """A dossier whose term is over: since when it was closed (empty: it never was), from when it may go, and what holds
    it (None: nothing, it may go)."""

    id: str
    account: str
    publisher: str
    kind: str
    closed_at: str
    may_go: date
    held: Text | None


def due(node: Node, today: date) -> Iterator[Due]:
    """Every dossier whose term is over on this day, oldest first, with what holds it. A dossier with a last day goes
    after that day, closed or not; one with a term of years goes that long after it was closed."""
    books: dict[str, Book] = {}
    for row in Dossier.objects.select_related("account").order_by("id"):
        may_go = _may_go(row)
        if may_go is not None and may_go <= today:
            account = row.account.get_username() if row.account else ""
            yield Due(row.id, account, row.publisher, row.kind, row.closed_at, may_go, _held(node, row, books))


def clean(node: Node, today: date) -> tuple[list[Due], list[Due]]:
    """Destroy what may go today. Gives what went, and what is held with the reason. Meant to run every day; a second
    time that day does nothing more."""
    gone, held = list[Due](), list[Due]()
    for one in list(due(node, today)):
        if one.held is None and _shred(one.id, NOBODY_IN_PARTICULAR, "dossier.vernietigen", node, today):
            gone.append(one)
        elif one.held is not None:
            held.append(one)
    if gone:
        scrub()
    return gone, held


def hold(who: Person, id: str, why: str) -> None:
    """Keep a dossier beyond its term, for a legal dispute or an inquiry; the reason is required. Only for who manages
    it."""
    why = why.strip()
    access = admit(who, id, "dossier.vasthouden", "manages")
    if not 3 <= len(why) <= _MOST:
        raise bad_input(
            "no-reason",
            "toelichting",
            Text(nl="Zeg waarom dit dossier moet blijven.", en="Say why this dossier must stay."),
            Text(nl=f"Schrijf één zin van 3 tot {_MOST} tekens.", en=f"Write a sentence of 3 to {_MOST} characters."),
        )
    _set_held(access, why)


def release(who: Person, id: str) -> None:
    """End a hold; the dossier goes when its term is over."""
    _set_held(admit(who, id, "dossier.vrijgeven", "manages"), "")


def discard(who: Person, id: str) -> None:
    """Throw a draft away that was never closed. BadInput for anything else: that stays until its term is over."""
    access = admit(who, id, "dossier.weggooien", "manages")
    if not access.row.draft or access.row.closed_at or access.row.held:
        raise bad_input(
            "no-draft",
            "dossier",
            Text(nl="Alleen een open concept mag u weggooien.", en="Only an open draft may be thrown away."),
            Text(nl="Dit dossier gaat weg als zijn termijn om is.", en="This dossier goes when its term is over."),
        )
    _shred(id, who, "dossier.weggooien")
    scrub()


def undo(who: Person, id: str) -> None:
    """Remove a dossier that was opened for a publication which then could not be: nothing stays half done. BadInput
    when it was closed meanwhile."""
    access = admit(who, id, "dossier.weggooien", "manages")
    if access.row.closed_at or access.row.held:
        raise bad_input(
            "no-draft",
            "dossier",
            Text(nl="Dit dossier is al afgesloten of vastgehouden.", en="This dossier is closed or held already."),
            Text(nl="Dit dossier gaat weg als zijn termijn om is.", en="This dossier goes when its term is over."),
        )
    _shred(id, who, "dossier.weggooien")
    scrub()


def scrub() -> None:
    """Let the database files forget what was deleted. Nothing to do inside a transaction."""
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return
        cursor.execute(f"VACUUM FULL {Dossier._meta.db_table}")  # in new files, without the keys that went


def _shred(id: str, who: Person, act: str, node: Node | None = None, today: date | None = None) -> bool:
    """Destroy one dossier; False when it is gone already, or when something holds it by now."""
    started = clock.milliseconds()
    with transaction.atomic():
        row = Dossier.objects.select_for_update().filter(pk=id).first()
        if row is None:
            return False
        if node is not None and today is not None:
            may_go = _may_go(row)
            if may_go is None or may_go > today or _held(node, row, {}):
                return False
        log(who, row, act, Status.OK, "done", started)
        Dossier.objects.filter(pk=id).update(data_key=bytes(len(bytes(row.data_key))), generation=0)
        row.delete()
        audit(act, who.name, f"dossier {id}")
    return True


def _set_held(access: Access, why: str) -> None:
    with transaction.atomic():
        Dossier.objects.filter(pk=access.row.pk).update(held=why)
        access.done()
        audit("dossier.vasthouden" if why else "dossier.vrijgeven", access.who.name, f"dossier {access.row.id}")


def _may_go(row: Dossier) -> date | None:
    """The first day on which a dossier may be destroyed; None: not yet known, or never."""
    if row.until is not None:
        return date.max if row.until == date.max else row.until + timedelta(days=1)
    if row.years is None or not row.closed_at:
        return None
    return Retention(row.years, same(row.term_basis), row.term_source).ends(date.fromisoformat(row.closed_at[:10]))


def _held(node: Node, row: Dossier, books: dict[str, Book]) -> Text | None:
    """What holds a dossier: what its manager said, or an open dispute about the entry that it led to."""
    if row.held:
        return same(row.held)
    publisher = row.entry.partition("/")[0]
    if not publisher:
        return None
    if publisher not in books:
        books[publisher] = node.book(Asker(frozenset({publisher}), government=True))
    open_one = next((one for one in disputes_of(books[publisher], row.entry) if one.state == "open"), None)
    if open_one is None:
        return None
    where = open_one.record.id
    return Text(
        nl=f"Over de vermelding loopt een betwisting ({where}).",
        en=f"The entry is disputed and not answered yet ({where}).",
    )
