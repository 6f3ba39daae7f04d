# SPDX-License-Identifier: EUPL-1.2
"""Signatures under agreements, and the end of one: who may bind an organisation writes an entry in its log, which all
who read the agreement can read. The entry says on which mandate, and never who. The mandate takes the place of four
eyes here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.kernel import personal_data
from stelsel.kernel.problem import BadInput, Finding, bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.time import day as read_day
from stelsel.kernel.time import say_day
from stelsel.kernel.vocabulary import wire
from stelsel.node import clock
from stelsel.node.audit import acting, audit
from stelsel.node.identity import Person
from stelsel.node.mandates import Act, require_mandate
from stelsel.node.models import Log
from stelsel.node.node import Node
from stelsel.node.permission import require, where
from stelsel.node.tasks import publish_now
from stelsel.nouns.agreement import (
    AGREEMENT,
    AGREEMENT_SIGNATURE,
    AgreementSignature,
    AgreementStanding,
    PartyStanding,
    SignatureOutcome,
    agreement_standing,
    end_name,
)
from stelsel.register.log import Receipt, Submission

MOST_REASONS = 4000
"""Characters of the reasons of an end, at most."""
PARTY, FIRST_DAY, REASONS = wire("signing_party"), wire("no_longer_from"), wire("reasons")
"""The places of what can be wrong with a notice, in every face."""


@dataclass(frozen=True)
class Notice:
    """What somebody says to end a signature: for which publisher, why, and the first day on which it no longer holds,
    as YYYY-MM-DD."""

    publisher: str
    reasons: str
    first_day: str


def organisation_of(publisher: str) -> str:
    """The TOOI address of the organisation of a publisher; its name as a publisher where it has no log here."""
    found = Log.objects.filter(publisher=publisher).values_list("organisation", flat=True).first()
    return str(found or publisher)


def mandate_for(who: Person, publisher: str) -> str:
    """On what mandate this person binds this publisher today, without a name. NotAllowed, with the reasons, for who may
    not or has none."""
    require(who, "sign-agreement", publisher, kind=AGREEMENT_SIGNATURE.name)
    number = require_mandate(who, publisher, Act("sign-agreement", AGREEMENT.name))
    return f"Mandaat {number} van {publisher} (Awb art. 10:1 tot en met 10:12)"


def write(node: Node, who: Person, publisher: str, local: str, body: AgreementSignature, record: Record) -> Receipt:
    """Append a signature under the agreement of this record, in the log of the publisher with the same readers; durable
    on return. BadInput where it has no such log, or where that address is taken."""
    audience = record.log.audience
    log = node.logs.named(publisher, audience)
    if log is None:
        raise bad_input("unknown-publisher", publisher, *_NO_LOG)
    require(who, "sign-agreement", publisher, audience, AGREEMENT_SIGNATURE.name)
    payload = AGREEMENT_SIGNATURE.encode(body)
    address = f"{publisher}/{AGREEMENT_SIGNATURE.name}/{local}"
    item = Submission("put", AGREEMENT_SIGNATURE.type, address, payload, log.organisation)
    return publish_now(node, publisher, audience, item, who.name)


def signature(record: Record, publisher: str, outcome: SignatureOutcome, ground: str) -> AgreementSignature:
    """A signature of this publisher, of today, under this leaf."""
    return AgreementSignature(
        agreement=record.id,
        log=record.log.origin,
        index=record.index,
        hash=record.hash.hex(),
        signing_party=organisation_of(publisher),
        signature_outcome=outcome,
        mandate_ground=ground,
        signed_on=clock.today(),
    )


def end(node: Node, who: Person, address: str, notice: Notice) -> Receipt:
    """End the signature of a party under an agreement: from its first day the agreement no longer holds, for everybody.
    Both parties get a task. NotAllowed for who may not or has no mandate that day; BadInput, which names each field,
    for an agreement that is not there, no reasons, a day in the past or after the agreement, who is no party or did not
    sign, and what ended already. Then nothing is written."""
    if not notice.publisher:
        raise bad_input("no-party", PARTY, *_NO_PARTY)
    ground = mandate_for(who, notice.publisher)
    found = agreement_standing(node.book(who.asker), address, clock.today())
    party = _party(found, notice.publisher)
    reasons, first = _told(notice, found)
    body = signature(found.record, notice.publisher, "revoke", ground)
    ended = replace(body, reasons=reasons, no_longer_from=first)
    local = _name(node.book(who.asker), notice.publisher, found.record, len(party.earlier) + 1)
    receipt = write(node, who, notice.publisher, local, ended, found.record)
    audit("end-signature", acting() or who.name, receipt.id, account=who.name, agreement=address)
    return receipt


def _name(book: Book, publisher: str, record: Record, number: int) -> str:
    """A name for an end that no end had before that was taken back; the same for two who end it at once, so that the
    log takes one of them."""
    while True:
        local = end_name(record, number)
        address = f"{publisher}/{AGREEMENT_SIGNATURE.name}/{local}"
        if book.get(address) is not None or not book.history(address):
            return local
        number += 1


def can_end(who: Person, found: AgreementStanding) -> tuple[str, ...]:
    """The publishers for which this person may end a signature under this agreement, by role alone; whether there is a
    mandate is told when it is done."""
    return tuple(one for one in where(who, "sign-agreement") if _obstacle(found, one) == "")


def obstacle(who: Person, found: AgreementStanding) -> Text:
    """Why this person can end no signature under this agreement, for the first organisation that it signs for."""
    mine = where(who, "sign-agreement")
    if not mine:
        return _OBSTACLES["not-a-party"][0]
    said = sorted((_obstacle(found, one) for one in mine), key=_NEAREST.index)
    return _OBSTACLES[said[0]][0].fill(day=_ended_on(found, mine))


def _ended_on(found: AgreementStanding, publishers: Sequence[str]) -> Text:
    ends = [one.ending or one.signature for each in publishers for one in _seats(found, each)]
    return _day(min((one.day for one in ends if one is not None), default=clock.today()))


def _party(found: AgreementStanding, publisher: str) -> PartyStanding:
    """As which party this publisher can end its signature now. BadInput says why it cannot."""
    obstacle = _obstacle(found, publisher)
    if obstacle:
        what, cure = _OBSTACLES[obstacle]
        ends = [one.ending or one.signature for one in _seats(found, publisher)]
        day = min((one.day for one in ends if one is not None), default=clock.today())
        raise bad_input(obstacle, PARTY, what.fill(day=_day(day)), cure)
    return next(one for one in _seats(found, publisher) if one.outcome == "accept")


def _obstacle(found: AgreementStanding, publisher: str) -> str:
    """The code of what stands in the way; empty where nothing does."""
    seats = _seats(found, publisher)
    if not seats:
        return "not-a-party"
    if any(one.ending is not None or one.outcome == "revoke" for one in seats):
        return "signature-ended"
    if found.state in ("ended", "refused"):
        return "agreement-over"
    return "" if any(one.outcome == "accept" for one in seats) else "not-signed"


def _seats(found: AgreementStanding, publisher: str) -> tuple[PartyStanding, ...]:
    organisation = organisation_of(publisher)
    return tuple(one for one in found.parties if one.seat.now == organisation)


def _told(notice: Notice, found: AgreementStanding) -> tuple[str, date]:
    """Reasons and first day as they are kept. BadInput names both fields where both are wrong."""
    reasons = notice.reasons.replace("\r\n", "\n").strip()
    findings: list[Finding] = []
    if not reasons:
        findings.append(Finding("no-reasons", REASONS, *_NO_REASONS))
    elif len(reasons) > MOST_REASONS:
        findings.append(Finding("long-reasons", REASONS, *_LONG))
    findings += personal_data.find({REASONS: reasons})
    first = None
    try:
        first = _first_day(notice.first_day.strip(), found.body.valid.end)
    except BadInput as problem:
        findings += problem.findings
    if findings or first is None:
        raise BadInput(*findings)
    return reasons, first


def _first_day(typed: str, last: date | None) -> date:
    if not typed:
        raise bad_input("no-first-day", FIRST_DAY, *_NO_DAY)
    first = read_day(typed, FIRST_DAY)
    if first < clock.today():
        raise bad_input("past-day", FIRST_DAY, *_PAST)
    if last is not None and first > last:
        raise bad_input("late-day", FIRST_DAY, _LATE.fill(day=_day(last)), _LATE_CURE)
    return first


def _day(day: date) -> Text:
    return Text(nl=say_day(day, "nl"), en=say_day(day, "en"))


_NO_LOG = (
    Text(
        nl="Uw organisatie heeft geen logboek dat dezelfde lezers heeft als de afspraak.",
        en="Your organisation has no log with the same readers as the agreement.",
    ),
    Text(nl="Vraag de beheerder van de node er een te maken.", en="Ask who runs the node to make one."),
)
_SEE = Text(nl="Kijk bij de afspraak hoe het staat.", en="See at the agreement how it stands.")
_NEAREST = ("signature-ended", "agreement-over", "not-signed", "not-a-party", "")
"""Which obstacle is told of several."""
_OBSTACLES: dict[str, tuple[Text, Text]] = {
    "not-a-party": (
        Text(nl="Uw organisatie is geen partij die tekent.", en="Your organisation is no party that signs."),
        Text(nl="Kies de organisatie die tekende.", en="Choose the organisation that signed."),
    ),
    "not-signed": (
        Text(
            nl="Uw organisatie heeft deze versie niet getekend. Er is dus niets op te zeggen.",
            en="Your organisation did not sign this version. So there is nothing to end.",
        ),
        _SEE,
    ),
    "signature-ended": (
        Text(
            nl="Uw organisatie heeft deze afspraak al opgezegd, vanaf {day}.",
            en="Your organisation ended this agreement already, from {day}.",
        ),
        _SEE,
    ),
    "agreement-over": (Text(nl="Deze afspraak geldt al niet meer.", en="This agreement no longer holds."), _SEE),
}
_NO_PARTY = (
    Text(nl="U hebt geen partij gekozen.", en="You chose no party."),
    Text(nl="Kies namens wie u opzegt.", en="Choose for whom you end it."),
)
_NO_REASONS = (
    Text(nl="U hebt niet gezegd waarom.", en="You did not say why."),
    Text(nl="Schrijf het in een paar zinnen.", en="Write it in a few sentences."),
)
_LONG = (
    Text(
        nl=f"De redenen zijn langer dan {MOST_REASONS} tekens.", en=f"The reasons are over {MOST_REASONS} characters."
    ),
    Text(nl="Maak de tekst korter.", en="Make the text shorter."),
)
_NO_DAY = (
    Text(nl="De dag ontbreekt.", en="The day is missing."),
    Text(
        nl="Kies de eerste dag waarop de afspraak niet meer geldt.",
        en="Choose the first day on which the agreement no longer holds.",
    ),
)
_PAST = (
    Text(nl="Deze dag is al voorbij.", en="This day is over already."),
    Text(nl="Kies vandaag of een latere dag.", en="Choose today or a later day."),
)
_LATE = Text(
    nl="De afspraak geldt maar tot en met {day}. Voor een latere dag hoeft u niet op te zeggen.",
    en="The agreement holds only up to and including {day}. You need not end it for a later day.",
)
_LATE_CURE = Text(nl="Kies een eerdere dag, of doe niets.", en="Choose an earlier day, or do nothing.")
