# SPDX-License-Identifier: EUPL-1.2
"""The desk of dossiers: open one, read, write, share, close. Web, API and command line use it alike."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models import Q

from stelsel.kernel.problem import Broken, bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.vocabulary import wire
from stelsel.node import clock
from stelsel.node.audit import audit
from stelsel.node.dossiers._access import Access, activity_of, admit, log, rights_of, shown
from stelsel.node.dossiers._keys import locked, ring, unwrapped
from stelsel.node.dossiers._making import made, new_id
from stelsel.node.dossiers._opening import check_document, check_opening, content_of
from stelsel.node.dossiers._sealing import sealed, unsealed
from stelsel.node.dossiers._types import (
    Conflict,
    Content,
    Document,
    NotThere,
    Opened,
    Opening,
    Reader,
    Shown,
    Subject,
)
from stelsel.node.identity import Person
from stelsel.node.models import DataSubject, Dossier, DossierReader, DossierRevision
from stelsel.node.permission import require
from stelsel.node.processing_log import LogRecord, Status, activity_uri, find


def open_dossier(who: Person, wish: Opening) -> str:
    """A new dossier; its id. BadInput says everything that stands in the way, NotAllowed who may open one."""
    require(who, "open-dossier", wish.publisher)
    started = clock.milliseconds()
    check_opening(wish, clock.today())
    user = _user(who.name)
    ring()
    with locked(), transaction.atomic():
        row = made(wish, user)
        if wish.publisher:  # whoever opens it for an organisation goes on working in it
            DossierReader.objects.create(dossier=row, user=user, writes=True)
        log(who, row, "dossier.openen", Status.OK, "done", started)
    audit("dossier.openen", who.name, f"dossier {row.id}")
    return row.id


def mine(who: Person) -> list[Shown]:
    """The dossiers that this person may read, newest first; nothing of what stands in them."""
    if not who.name:
        return []
    rows = (
        Dossier.objects.select_related("account")
        .filter(
            Q(publisher="", account__username=who.name)
            | Q(publisher__in=list(who.roles))
            | Q(readers__user__username=who.name)
        )
        .distinct()
        .order_by("-id")
    )
    with_rights = ((row, rights_of(who, row)) for row in rows)
    return [shown(row, rights) for row, rights in with_rights if rights.reads]


def look(who: Person, id: str) -> Opened:
    """The dossier with the newest revision of each document."""
    access = admit(who, id, "dossier.lezen", "reads")
    row = access.row
    documents = tuple(_unsealed(access, _newest(row)))
    access.done()
    audit("dossier.lezen", who.name, f"dossier {id}")
    readers = tuple(Reader(one.user.get_username(), one.writes) for one in row.readers.select_related("user"))
    return Opened(
        shown(row, access.rights), documents, readers, tuple(subjects_of(row)), activity_uri(activity_of(row))
    )


def read(who: Person, id: str, document: str, revision: int = 0) -> Document:
    """One revision of a document (0: the newest). NotThere when there is none."""
    access = admit(who, id, "dossier.stuk.lezen", "reads")
    rows = access.row.revisions.filter(document=document)
    row = (rows.filter(number=revision) if revision else rows.order_by("-number")).first()
    if row is None:
        access.done()
        raise NotThere
    (found,) = _unsealed(access, [row])
    access.done(document)
    return found


def write(who: Person, id: str, content: Content, document: str = "", revision: int = 0) -> Document:
    """A new document, or the revision after `revision` of one that is there; durable on return. BadInput when the
    dossier is closed or past its day; Conflict, with what stands there, when somebody else was first."""
    access = admit(who, id, "dossier.stuk.schrijven", "writes")
    _check_open(access.row)
    check_document(document)
    content = content_of(content.name, content.media_type, content.data)
    if not document:
        document, revision = new_id(), 0
    try:
        with transaction.atomic():
            newest = access.row.revisions.filter(document=document).order_by("-number").first()
            if revision and newest is None:
                raise NotThere
            if newest is not None and newest.number != revision:
                raise _Overtaken
            _check_open(Dossier.objects.get(pk=id))
            row = append(access, document, revision + 1, content)
            access.done(document)
    except (IntegrityError, _Overtaken):
        raise Conflict(read(who, id, document)) from None
    except Dossier.DoesNotExist:
        raise NotThere from None
    return Document(document, row.number, row.at, row.by, content)


class _Overtaken(Exception):
    pass


def append(access: Access, document: str, number: int, content: Content) -> DossierRevision:
    """Seal and keep one revision, inside a transaction."""
    dossier = access.row.id
    raw = sealed(key_of(dossier), dossier, document, number, content)
    return DossierRevision.objects.create(
        dossier=access.row, document=document, number=number, at=clock.now(), by=access.who.name, sealed=raw
    )


def share(who: Person, id: str, account: str, may_read: bool, may_write: bool) -> None:
    """Let an account read, or also write; or neither any more. BadInput for an account that is not there."""
    access = admit(who, id, "dossier.delen", "manages")
    user = get_user_model().objects.filter(username=account, is_active=True).first()
    if user is None:
        raise bad_input(
            "unknown-account",
            wire("account"),
            Text(nl="Dit account is er niet.", en="There is no such account."),
            Text(nl="Neem de naam precies over; hoofdletters tellen.", en="Copy the name exactly; capitals count."),
        )
    with transaction.atomic():
        if may_read or may_write:
            DossierReader.objects.update_or_create(dossier=access.row, user=user, defaults={"writes": may_write})
        else:
            access.row.readers.filter(user=user).delete()
        access.done()
    audit("dossier.delen", who.name, f"dossier {id}", reader=account, writes=str(may_write))


def accesses(who: Person, id: str) -> list[LogRecord]:
    """Who looked, and who tried: the records of this dossier, newest first. Only for who manages it; looking here is
    an access too."""
    access = admit(who, id, "dossier.toegang.lezen", "manages")
    access.done()
    return list(find(dossier=id, newest_first=True))


def subjects_of(row: Dossier) -> Iterator[Subject]:
    """Whom the dossier is about."""
    keys = ring()
    for one in DataSubject.objects.filter(pk__in=row.subjects.values("subject")):
        yield Subject(keys.subject_id(one.type, one.token), one.type)


def _newest(row: Dossier) -> list[DossierRevision]:
    found = {one.document: one for one in row.revisions.order_by("number")}
    return [found[name] for name in sorted(found)]


def _unsealed(access: Access, rows: list[DossierRevision]) -> Iterator[Document]:
    dossier = access.row.id
    try:
        key = key_of(dossier)
        for row in rows:
            content = unsealed(key, dossier, row.document, row.number, bytes(row.sealed))
            yield Document(row.document, row.number, row.at, row.by, content)
    except Broken as problem:
        access.failed()
        audit("dossier.lezen", access.who.name, f"dossier {dossier}", "failed", code=problem.findings[0].code)
        raise


def key_of(id: str) -> bytes:
    """The data key of a dossier; looked at twice, because the node's keys may be replaced in between."""
    for last in (False, True):
        row, keys = Dossier.objects.filter(pk=id).first(), ring()
        if row is None:
            raise NotThere
        if last or any(one.number == row.generation for one in keys.generations):
            return unwrapped(keys, row)
    raise AssertionError("one of the two looks answers")


def _check_open(row: Dossier) -> None:
    if row.closed_at:
        raise bad_input(
            "closed",
            "dossier",
            Text(nl="Dit dossier is afgesloten.", en="This dossier is closed."),
            Text(nl="Open een nieuw dossier.", en="Open a new dossier."),
        )
    if row.until is not None and row.until < clock.today():
        raise bad_input(
            "past-retention",
            "dossier",
            Text(
                nl="De bewaardag van dit dossier is voorbij; het wacht op vernietiging.",
                en="The last day of this dossier is over; it waits for destruction.",
            ),
            Text(nl="Open een nieuw dossier.", en="Open a new dossier."),
        )


def _user(name: str) -> Any:
    return get_user_model().objects.get(username=name)
