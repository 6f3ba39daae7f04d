# SPDX-License-Identifier: EUPL-1.2
"""One way in for every message of a handover: its bytes, from a page here or, later, from another node. The same bytes
are written in the dossiers of both organisations, and the index and the tasks follow, all in one transaction.

The bytes are judged by the fold alone. Who may bring them is judged before: here by `_acts` and `_offer`; a door for
other nodes must first prove which organisation speaks.
"""

from datetime import date

from django.db import IntegrityError

from stelsel.kernel.lawful_basis import LawfulBasis
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text
from stelsel.node import clock, dossiers
from stelsel.node.audit import acting, audit
from stelsel.node.dossiers import conversation
from stelsel.node.handover._here import takes
from stelsel.node.handover._tasks import follow
from stelsel.node.models import Dossier, Handover
from stelsel.priorities.services.handover import (
    Escalated,
    Message,
    Offered,
    Standing,
    against,
    day_of,
    read,
    standing,
)

PERSON = "(betrokkene)"
"""As whom somebody without an account acts here; no account can have this name."""
NODE = "stelsel"
_PURPOSE = "Een vraag van iemand overdragen aan de juiste organisatie, en beantwoorden"
_BASIS = LawfulBasis(
    "e",
    "Algemene wet bestuursrecht, art. 2:3; doorgeven alleen met toestemming van de betrokkene (AVG art. 4 lid 11 en 7)",
)
_KEEP = dossiers.Keep(
    1,
    None,
    "Voorlopig: een vraag met het antwoord, een jaar na afsluiten; de selectielijst van de organisatie beslist",
)
SUBJECT = "overdracht"
"""The sort of identifier by which a dossier names whom a handover is about: its id, which tells nothing by itself."""


def deliver(raw: bytes) -> Standing:
    """Take a message in; how the handover stands now. Durable on return. BadInput, which repeats nothing of the
    content, for what cannot be read, is of a later day, comes twice, out of turn or from the wrong party, and where
    the taker is not here; then nothing was written."""
    message = read(raw)
    try:
        with conversation.together():
            return take_in(raw, message)
    except IntegrityError:  # the same message at the same moment
        raise _wrong("handover-twice", _TWICE) from None


def take_in(raw: bytes, message: Message) -> Standing:
    """The same, inside a transaction."""
    today = clock.today()
    if day_of(message) > today:
        raise _wrong("handover-future", _FUTURE)
    row = Handover.objects.select_for_update().filter(pk=message.handover).first()
    before = messages_of(row) if row is not None else ()
    wrong = against(before, message)
    if wrong is not None:
        raise BadInput(wrong)
    by = _by(message)
    if row is None:
        assert isinstance(message, Offered), "the fold takes nothing else first"
        row = _opened(message, by)
    found = standing((*before, message), today)
    _write(row, raw, message, by)
    _index(row, found)
    follow(row, found, isinstance(message, Escalated))
    if found.over:
        for dossier in _dossiers(row):
            conversation.end(dossier, by)
    _audit(row, message)
    return found


def messages_of(row: Handover) -> tuple[Message, ...]:
    """What was said so far, from whichever dossier is still there. BadInput when neither is."""
    for dossier in _dossiers(row):
        return tuple(read(one.content.data) for one in conversation.kept(dossier))
    raise _wrong("handover-gone", _GONE)


def _opened(first: Offered, by: str) -> Handover:
    """The dossiers of both and the row of the index."""
    for publisher in (first.giver, first.taker):
        if not takes(publisher):
            raise _wrong("handover-not-here", (_NOT_HERE.fill(name=publisher), _CALL))
    giver, taker = (conversation.begin(_opening(one, first), by) for one in (first.giver, first.taker))
    return Handover.objects.create(
        id=first.handover,
        giver=first.giver,
        taker=first.taker,
        giver_dossier=giver,
        taker_dossier=taker,
        case_hash=first.case_hash,
        product=first.product,
        offered_on=day_of(first),
        status="offered",
    )


def _opening(publisher: str, first: Offered) -> dossiers.Opening:
    subject = dossiers.Subject(first.handover, SUBJECT)
    return dossiers.Opening(_PURPOSE, _BASIS, _KEEP, publisher, subjects=(subject,))


def _write(row: Handover, raw: bytes, message: Message, by: str) -> None:
    name = f"{dossiers.MESSAGE}{message.sequence:04d}"
    content = dossiers.Content(f"Overdracht, bericht {message.sequence}", dossiers.JSON, raw)
    for dossier in _dossiers(row):
        conversation.keep(dossier, name, content, by)


def _index(row: Handover, found: Standing) -> None:
    values: dict[str, str | date | bool | None] = {
        "status": found.status,
        "waits_for": found.waits_for,
        "due": found.due,
        "escalated": bool(found.escalated),
    }
    Handover.objects.filter(pk=row.pk).update(**values)
    row.refresh_from_db()


def _dossiers(row: Handover) -> list[Dossier]:
    return [one for one in (row.giver_dossier, row.taker_dossier) if one is not None]


def _by(message: Message) -> str:
    """Which account acts; the person where nobody is signed in; the node by itself."""
    if message.party == "node":
        return NODE
    return acting() or (PERSON if message.party in ("person", "giver") else NODE)


def _audit(row: Handover, message: Message) -> None:
    """One event for each organisation, whose administrators read it; nothing of the content."""
    for publisher in (row.giver, row.taker):
        kind = type(message).__name__.lower()
        audit(f"handover-{kind}", acting(), f"handover {row.pk}", publisher=publisher, party=message.party)


def _wrong(code: str, words: tuple[Text, Text]) -> BadInput:
    return bad_input(code, "overdracht", *words)


_TWICE = (
    Text(nl="Dit bericht was er al.", en="This message was there already."),
    Text(nl="Bekijk hoe de overdracht nu staat.", en="See how the handover stands now."),
)
_FUTURE = (
    Text(nl="Dit bericht is van een latere dag dan vandaag.", en="This message is of a later day than today."),
    Text(nl="Zet de klok gelijk en verstuur het opnieuw.", en="Set the clock right and send it again."),
)
_GONE = (
    Text(nl="Deze overdracht is niet meer bewaard.", en="This handover is no longer kept."),
    Text(nl="Stel uw vraag opnieuw.", en="Ask your question again."),
)
_NOT_HERE = Text(
    nl="Bij {name} werkt hier niemand die vragen overneemt.", en="Nobody works here at {name} who takes questions on."
)
_CALL = Text(
    nl="Bel of schrijf die organisatie; maak daarvoor een brief op dezelfde pagina.",
    en="Call or write to that organisation; make a letter for it on the same page.",
)
