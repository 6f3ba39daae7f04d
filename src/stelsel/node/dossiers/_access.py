# SPDX-License-Identifier: EUPL-1.2
"""Who gets in. Every access is written in the processing log, also a refused one, before anything is given away."""

import re
from typing import Literal

from django.conf import settings

from stelsel.kernel.lawful_basis import GROUNDS, LawfulBasis
from stelsel.kernel.problem import Finding, NotAllowed
from stelsel.kernel.text import Text
from stelsel.node import clock
from stelsel.node.audit import Outcome, audit
from stelsel.node.dossiers._types import Keep, NotThere, Rights, Shown
from stelsel.node.identity import Person
from stelsel.node.models import DataSubject, Dossier, Log
from stelsel.node.permission import may
from stelsel.node.processing_log import (
    ATTEMPT,
    DOCUMENT,
    RESULT,
    USER,
    Act,
    Activity,
    Status,
    activity_uri,
    current,
    write,
)

Need = Literal["reads", "writes", "manages"]
_ID = re.compile(r"[0-9a-f]{32}")


class Access:
    """An admitted access to one dossier: its row, who, and the record that must be written of it."""

    def __init__(self, who: Person, row: Dossier, act: str, started: int) -> None:
        self.who, self.row, self._act, self._started = who, row, act, started
        self.rights = rights_of(who, row)

    def done(self, document: str = "") -> None:
        """Write that it was done; inside the transaction of what it changes, before what it gives away."""
        self._write(Status.OK, "done", document)

    def failed(self, document: str = "") -> None:
        """Write that a fault of ours stopped it."""
        self._write(Status.ERROR, "failed", document)

    def _write(self, status: Status, result: Outcome, document: str = "") -> None:
        log(self.who, self.row, self._act, status, result, self._started, document)


def admit(who: Person, id: str, act: str, need: Need) -> Access:
    """The dossier, for who has this right in it. NotThere when it is not there and when it is not for this person;
    NotAllowed when the person may read it and not do this. A refusal is logged before it is told."""
    started = clock.milliseconds()
    known = bool(_ID.fullmatch(id))
    row = Dossier.objects.select_related("account").filter(id=id).first() if known else None
    rights = rights_of(who, row) if row is not None else Rights()
    if row is not None and getattr(rights, need):
        return Access(who, row, act, started)
    log(who, row, act, Status.UNSET, "refused", started)
    audit(act, who.name, f"dossier {id}" if known else "dossier", "refused")
    if not rights.reads:
        raise NotThere
    raise NotAllowed(Finding("not-allowed", "dossier", _NOT_ALLOWED, _ASK))


def rights_of(who: Person, row: Dossier) -> Rights:
    """What this person may do in a dossier: its owner everything; a reader what the owner gave; nobody else anything.
    Who has no role that may open dossiers at all gets nothing."""
    if not who.name or not may(who, "read-dossier"):
        return Rights()
    if _owns(who, row):
        return Rights(reads=True, writes=may(who, "write-dossier"), manages=True)
    reader = row.readers.filter(user__username=who.name).first()
    if reader is None:
        return Rights()
    return Rights(reads=True, writes=reader.writes and may(who, "write-dossier"))


def _owns(who: Person, row: Dossier) -> bool:
    if row.publisher:
        return may(who, "manage-dossier", row.publisher)
    return row.account is not None and row.account.get_username() == who.name


def log(
    who: Person, row: Dossier | None, act: str, status: Status, result: Outcome, started: int, document: str = ""
) -> None:
    """Write one act in the processing log: a record for each data subject of the dossier."""
    subjects = [] if row is None else list(DataSubject.objects.filter(pk__in=row.subjects.values("subject")))
    more = {USER: who.name, RESULT: result}
    if document:
        more[DOCUMENT] = document
    activity = activity_uri(activity_of(row) if row is not None else ATTEMPT)
    entity = entity_of(who, row) if current().parent else ""
    write(Act(act, activity, status, row.id if row is not None else "", subjects, started, entity, more))


def entity_of(who: Person, row: Dossier | None) -> str:
    """The party that calls, as a URI: the organisation that the account works for; empty where nobody knows."""
    names = sorted(who.roles)
    if not names:
        return ""
    publisher = row.publisher if row is not None and row.publisher in names else names[0]
    organisation = Log.objects.filter(publisher=publisher).values_list("organisation", flat=True).first() or ""
    return organisation if organisation.startswith("https://") else f"https://{settings.ORIGIN}/{publisher}"


def activity_of(row: Dossier) -> Activity:
    """The processing activity that a dossier belongs to."""
    what = f"dossier: {row.kind}" if row.kind else "dossier"
    kept = f"{keep_of(row).words.nl}; {row.term_basis} ({row.term_source})"
    return Activity(what, row.publisher, row.purpose, row.ground, row.law, kept)


def basis_of_row(row: Dossier) -> LawfulBasis:
    """The lawful basis of a dossier."""
    return LawfulBasis(next(one for one in GROUNDS if one == row.ground), row.law)


def keep_of(row: Dossier) -> Keep:
    """The retention of a dossier."""
    return Keep(row.years, row.until, row.term_basis, row.term_source)


def shown(row: Dossier, rights: Rights) -> Shown:
    """A dossier without its content."""
    return Shown(
        row.id,
        row.account.get_username() if row.account else "",
        row.publisher,
        row.kind,
        row.purpose,
        basis_of_row(row),
        keep_of(row),
        row.draft,
        row.opened_at,
        row.closed_at,
        row.entry,
        row.held,
        rights,
    )


_NOT_ALLOWED = Text(nl="U mag dit niet in dit dossier.", en="You may not do this in this dossier.")
_ASK = Text(
    nl="Vraag het aan de eigenaar van het dossier.",
    en="Ask the owner of the dossier.",
)
