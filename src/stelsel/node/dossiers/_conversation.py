# SPDX-License-Identifier: EUPL-1.2
"""Dossiers in which the product itself keeps a conversation, such as a handover: opened for an organisation by no
account of its own, written in several at once, read by who may deal with it. Whoever calls has judged the right; each
access is logged here like any other."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from stelsel.node import clock
from stelsel.node.audit import audit
from stelsel.node.dossiers._access import log
from stelsel.node.dossiers._desk import key_of
from stelsel.node.dossiers._keys import locked, ring
from stelsel.node.dossiers._making import add_subject, made
from stelsel.node.dossiers._opening import MESSAGE, check_opening
from stelsel.node.dossiers._sealing import sealed, unsealed
from stelsel.node.dossiers._types import Content, Document, Opening, Subject
from stelsel.node.identity import NOBODY, Person
from stelsel.node.models import DataSubject, Dossier, DossierRevision, DossierSubject
from stelsel.node.processing_log import Status


@contextmanager
def together() -> Iterator[None]:
    """What is done inside stands or falls as one, and no key is replaced meanwhile. Not inside another one."""
    ring()
    with locked(), transaction.atomic():
        yield


def begin(wish: Opening, by: str) -> Dossier:
    """A new dossier of an organisation, inside `together`; of no account, so only its administrators manage it. `by`:
    the account that acts, or who else does."""
    started = clock.milliseconds()
    check_opening(wish, clock.today())
    row = made(wish, None)
    log(_named(by), row, "dossier.openen", Status.OK, "done", started)
    audit("dossier.openen", by, f"dossier {row.id}", publisher=wish.publisher)
    return row


def keep(row: Dossier, document: str, content: Content, by: str) -> None:
    """Write a document of a conversation, inside `together`."""
    assert document.startswith(MESSAGE), "documents of a conversation have a name of their own"
    started = clock.milliseconds()
    raw = sealed(key_of(row.id), row.id, document, 1, content)
    DossierRevision.objects.create(dossier=row, document=document, number=1, at=clock.now(), by=by, sealed=raw)
    log(_named(by), row, "dossier.stuk.schrijven", Status.OK, "done", started, document)


def kept(row: Dossier) -> list[Document]:
    """The documents of a conversation in order, for the product itself; a person reads them by `hear`."""
    key = key_of(row.id)
    rows: Sequence[DossierRevision] = row.revisions.filter(document__startswith=MESSAGE, number=1).order_by("document")
    return [
        Document(one.document, 1, one.at, one.by, unsealed(key, row.id, one.document, 1, bytes(one.sealed)))
        for one in rows
    ]


def hear(who: Person, row: Dossier) -> list[Document]:
    """The same for somebody, logged before anything is given away."""
    started = clock.milliseconds()
    found = kept(row)
    log(who, row, "dossier.lezen", Status.OK, "done", started)
    return found


def refuse_hearing(who: Person, row: Dossier) -> None:
    """Log that somebody wanted to read a conversation and may not."""
    log(who, row, "dossier.lezen", Status.UNSET, "refused", clock.milliseconds())


def end(row: Dossier, by: str) -> None:
    """Close the dossier of a conversation that is over, inside `together`: its term begins."""
    started = clock.milliseconds()
    if Dossier.objects.filter(pk=row.pk, closed_at="").update(closed_at=clock.now()):
        log(_named(by), row, "dossier.sluiten", Status.OK, "done", started)


def about(row: Dossier, subject: Subject) -> None:
    """One more data subject, inside `together`."""
    add_subject(row, subject)


def about_whom(subject: Subject) -> Any:
    """The ids of the dossiers that hold data about this subject, as a query."""
    known = DataSubject.objects.filter(type=subject.type, token=ring().token(subject.type, subject.id))
    return DossierSubject.objects.filter(subject__in=known).values("dossier")


def _named(by: str) -> Person:
    return Person(by, {}, NOBODY.asker)
