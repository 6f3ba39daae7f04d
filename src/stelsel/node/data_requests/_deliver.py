# SPDX-License-Identifier: EUPL-1.2
"""One way in for every message of a data request: its bytes, from a page here or, later, from another node. The same
bytes are written in the dossier of each party, and the index and the tasks follow, all in one transaction.

The bytes are judged by the fold alone. Who may bring them is judged before; a door for other nodes must first prove
which organisation speaks.
"""

import hashlib
from datetime import date

from django.db import IntegrityError

from stelsel.kernel.lawful_basis import LawfulBasis
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text
from stelsel.node import clock, dossiers
from stelsel.node.audit import acting, audit
from stelsel.node.data_requests._here import takes_part
from stelsel.node.data_requests._tasks import follow
from stelsel.node.dossiers import conversation
from stelsel.node.models import DataRequest, Dossier
from stelsel.nouns.agreement import Agreement
from stelsel.priorities.data.requests import (
    OVER,
    Escalated,
    Message,
    Requested,
    Standing,
    against,
    agreement_of,
    day_of,
    finding,
    read,
    read_kept,
    standing,
)

NODE = "stelsel"
_PURPOSE = "Een verzoek om gegevens van een organisatie behandelen, tot een afspraak of een weigering"
_BASIS = LawfulBasis("e", "De taak waarvoor of waaruit de gegevens worden gevraagd; zie het verzoek zelf")
_KEEP = dossiers.Keep(
    7,
    None,
    "Voorlopig: zeven jaar na afsluiten, om later te kunnen laten zien waarom gegevens wel of niet gedeeld zijn; de "
    "selectielijst van de organisatie beslist",
)
SUBJECT = "dataverzoek"
"""The sort of identifier by which a dossier names which request it is of: its id, which tells nothing by itself."""
MOST_OPEN = 25
"""Requests of one consumer that one provider has open at the same time."""


def deliver(raw: bytes) -> Standing:
    """Take a message in; how the request stands now. Durable on return. BadInput, which repeats nothing of the content,
    for what cannot be read, is of a later day, comes twice, out of turn or from the wrong party, asks what is asked
    already, and where a party is not here; then nothing was written."""
    message = read(raw)
    try:
        with conversation.together():
            return take_in(raw, message)
    except IntegrityError:  # the same message at the same moment
        raise BadInput(finding("request-twice")) from None


def take_in(raw: bytes, message: Message) -> Standing:
    """The same, inside a transaction."""
    today = clock.today()
    if day_of(message) > today:
        raise _wrong("request-future", _FUTURE)
    row = DataRequest.objects.select_for_update().filter(pk=message.data_request).first()
    before = messages_of(row) if row is not None else ()
    wrong = against(before, message)
    if wrong is not None:
        raise BadInput(wrong)
    by = acting() or NODE
    if row is None:
        assert isinstance(message, Requested), "the fold takes nothing else first"
        row = _opened(message, by)
    found = standing((*before, message), today)
    _write(row, raw, message, by)
    _index(row, found)
    follow(row, found, isinstance(message, Escalated))
    if found.over:
        for dossier in dossiers_of(row):
            conversation.end(dossier, by)
    _audit(row, message)
    return found


def messages_of(row: DataRequest) -> tuple[Message, ...]:
    """What was said so far, from whichever dossier is still there. BadInput when none is."""
    for dossier in dossiers_of(row):
        return tuple(read_kept(one.content.data) for one in conversation.kept(dossier))
    raise _wrong("request-gone", _GONE)


def dossiers_of(row: DataRequest) -> list[Dossier]:
    """The dossiers of the parties that are still there."""
    every = (row.consumer_dossier, row.provider_dossier, row.gatekeeper_dossier)
    return [one for one in every if one is not None]


def asked_hash(provider: str, body: Agreement) -> str:
    """What makes two requests the same: of whom, for what, and which fields."""
    fields = sorted({"".join(one.field_name.lower().split()) for one in body.agreed_fields})
    said = "\n".join((provider, " ".join(body.sharing_purpose.lower().split()), *fields))
    return hashlib.sha256(said.encode()).hexdigest()


def _opened(first: Requested, by: str) -> DataRequest:
    """The dossiers of all parties and the row of the index."""
    consumer, provider, gatekeeper = first.consumer_publisher, first.provider_publisher, first.gatekeeper_publisher
    for publisher in (consumer, provider, gatekeeper):
        if not takes_part(publisher):
            raise bad_input("request-not-here", "dataverzoek", _NOT_HERE.fill(name=publisher), _CALL)
    asked = asked_hash(provider, agreement_of(first))
    going = DataRequest.objects.filter(consumer=consumer, provider=provider).exclude(status__in=OVER)
    if going.filter(asked_hash=asked).exists():
        raise _wrong("request-asked-before", _BEFORE)
    if going.count() >= MOST_OPEN:
        raise _wrong("request-too-many", _MANY)
    held = {
        one: conversation.begin(_opening(one, first), by) for one in dict.fromkeys((consumer, provider, gatekeeper))
    }
    return DataRequest.objects.create(
        id=first.data_request,
        consumer=consumer,
        provider=provider,
        gatekeeper=gatekeeper,
        consumer_dossier=held[consumer],
        provider_dossier=held[provider],
        gatekeeper_dossier=held[gatekeeper] if gatekeeper not in (consumer, provider) else None,
        asked_hash=asked,
        requested_on=day_of(first),
        status="requested",
    )


def _opening(publisher: str, first: Requested) -> dossiers.Opening:
    subject = dossiers.Subject(first.data_request, SUBJECT)
    return dossiers.Opening(_PURPOSE, _BASIS, _KEEP, publisher, subjects=(subject,))


def _write(row: DataRequest, raw: bytes, message: Message, by: str) -> None:
    name = f"{dossiers.MESSAGE}{message.sequence:04d}"
    content = dossiers.Content(f"Dataverzoek, bericht {message.sequence}", dossiers.JSON, raw)
    for dossier in dossiers_of(row):
        conversation.keep(dossier, name, content, by)


def _index(row: DataRequest, found: Standing) -> None:
    values: dict[str, str | date | bool | None] = {
        "status": found.status,
        "waits_for": " ".join(found.waits_for),
        "due": found.due,
        "escalated": found.escalated,
    }
    DataRequest.objects.filter(pk=row.pk).update(**values)
    row.refresh_from_db()


def _audit(row: DataRequest, message: Message) -> None:
    """One event for each organisation, whose administrators read it; nothing of the content."""
    kind = type(message).__name__.lower()
    for publisher in dict.fromkeys((row.consumer, row.provider, row.gatekeeper)):
        audit(f"data-request-{kind}", acting(), f"data-request {row.pk}", publisher=publisher, party=message.party)


def _wrong(code: str, words: tuple[Text, Text]) -> BadInput:
    return bad_input(code, "dataverzoek", *words)


_FUTURE = (
    Text(nl="Dit bericht is van een latere dag dan vandaag.", en="This message is of a later day than today."),
    Text(nl="Zet de klok gelijk en verstuur het opnieuw.", en="Set the clock right and send it again."),
)
_GONE = (
    Text(nl="Dit verzoek is niet meer bewaard.", en="This request is no longer kept."),
    Text(nl="Begin een nieuw verzoek.", en="Begin a new request."),
)
_NOT_HERE = Text(
    nl="Bij {name} werkt hier niemand die dataverzoeken behandelt.",
    en="Nobody works here at {name} who deals with data requests.",
)
_CALL = Text(
    nl="Neem contact op met die organisatie: zij moet iemand aanwijzen.",
    en="Contact that organisation: it must name somebody.",
)
_BEFORE = (
    Text(
        nl="Uw organisatie vroeg dit al: hetzelfde doel en dezelfde velden, bij dezelfde aanbieder.",
        en="Your organisation asked this already: the same purpose and fields, of the same provider.",
    ),
    Text(
        nl="Ga verder met het verzoek dat er al is. Beide organisaties houden wat er stond.",
        en="Go on with the request that is there. Both organisations keep what stood there.",
    ),
)
_MANY = (
    Text(
        nl=f"Bij deze aanbieder staan al {MOST_OPEN} verzoeken van uw organisatie open.",
        en=f"{MOST_OPEN} requests of your organisation are open at this provider already.",
    ),
    Text(nl="Rond er eerst een af, of trek er een in.", en="Finish one first, or withdraw one."),
)
