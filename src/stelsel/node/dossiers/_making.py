# SPDX-License-Identifier: EUPL-1.2
"""The row of a new dossier with a key of its own, inside a transaction during which no key is replaced."""

from typing import Any

from stelsel.node import clock
from stelsel.node.dossiers._keys import ring, wrapped
from stelsel.node.dossiers._sealing import new_key
from stelsel.node.dossiers._types import Opening, Subject
from stelsel.node.models import DataSubject, Dossier, DossierSubject


def made(wish: Opening, user: Any) -> Dossier:
    """Keep a dossier that was checked, of this account (None: of no account, but of the publisher)."""
    newest = ring().newest
    fresh, key = new_id(), new_key()
    row = Dossier.objects.create(
        id=fresh,
        account=user,
        publisher=wish.publisher,
        kind=wish.kind,
        purpose=wish.purpose.strip(),
        ground=wish.basis.ground,
        law=wish.basis.law,
        years=wish.keep.years,
        until=wish.keep.until,
        term_basis=wish.keep.basis.strip(),
        term_source=wish.keep.source.strip(),
        draft=wish.draft,
        opened_at=clock.now(),
        data_key=wrapped(newest, fresh, key),
        generation=newest.number,
    )
    for one in dict.fromkeys(wish.subjects):
        add_subject(row, one)
    return row


def add_subject(row: Dossier, one: Subject) -> None:
    """This dossier holds data about this subject too."""
    subject, _ = DataSubject.objects.get_or_create(type=one.type, token=ring().token(one.type, one.id))
    DossierSubject.objects.get_or_create(dossier=row, subject=subject)


def new_id() -> str:
    """32 hexadecimal digits: 48 bits of time in milliseconds, so that they come in order, and 80 random bits."""
    return f"{clock.milliseconds():012x}{clock.salt(10).hex()}"
