# SPDX-License-Identifier: EUPL-1.2
"""The desk for disputes: say that an entry is wrong, and answer that. Web, API and command line use it alike."""

from dataclasses import dataclass

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.catalogue import KINDS
from stelsel.kernel.entry import Ref
from stelsel.kernel.form import form_fields
from stelsel.kernel.ids import entry_id, slug
from stelsel.kernel.kind import AudienceName
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.vocabulary import wire
from stelsel.node.identity import Person
from stelsel.node.node import Node
from stelsel.node.permission import require
from stelsel.node.tasks import publish_now
from stelsel.nouns.dispute import (
    DISPUTE,
    DISPUTE_ANSWER,
    Dispute,
    DisputeAnswer,
    Disputed,
    Verdict,
    dispute_at,
    readable,
)
from stelsel.register.log import LogName, Receipt, Submission

ACCEPTED: Verdict = "accepted"
REJECTED: Verdict = "rejected"


@dataclass(frozen=True)
class Objection:
    """What somebody finds wrong: in which field (wire name, empty: the whole), what it should be (empty: not said), to
    which readers (empty: those of the disputed entry), and about which revision (its index; None: the newest)."""

    what: str
    field: str = ""
    should_be: str = ""
    audience: str = ""
    index: int | None = None


def dispute(node: Node, book: Book, publisher: str, id: str, objection: Objection, by: Person) -> Receipt:
    """Append a dispute of an entry in this book to a log of the publisher; durable on return. It then waits as a task
    for whoever publishes the entry. BadInput when the entry
    is not there, when the readers of the dispute could not read it, and when the text does not fit."""
    require(by, "dispute", publisher, kind=DISPUTE.name)
    revision = revision_of(book, id, objection.index)
    body = dispute_body(revision, objection)
    log = _log(node, publisher, revision, objection.audience)
    require(by, "dispute", publisher, log.audience, DISPUTE.name)
    ref = Ref(revision.log.origin, revision.index, revision.hash.hex())
    local = ".".join(filter(None, (revision.hash.hex()[:16], slug(objection.field) if objection.field else "")))
    address = f"{publisher}/{DISPUTE.name}/{local[:120]}"
    payload, why = DISPUTE.encode(body), f"{DISPUTE.title.nl}: {id}"
    change = Submission("dispute", DISPUTE.type, address, payload, log.organisation, None, why, ref)
    return publish_now(node, publisher, log.audience, change, by.name)


def answer(node: Node, book: Book, publisher: str, id: str, verdict: Verdict, reasons: str, by: Person) -> Receipt:
    """Append the answer to the dispute at this address; durable on return. BadInput when there is no dispute, when it
    was taken back, or when this publisher does not decide about it."""
    require(by, "answer-dispute", publisher, kind=DISPUTE_ANSWER.name)
    found = open_dispute(book, publisher, id)
    record = found.record
    body = answer_body(found, verdict, reasons)
    local = record.hash.hex()[:16]
    log = _log(node, publisher, record, "", answering=True)
    require(by, "answer-dispute", publisher, log.audience, DISPUTE_ANSWER.name)
    address, payload = f"{publisher}/{DISPUTE_ANSWER.name}/{local}", DISPUTE_ANSWER.encode(body)
    change = Submission("put", DISPUTE_ANSWER.type, address, payload, log.organisation)
    return publish_now(node, publisher, log.audience, change, by.name)


def dispute_body(revision: Record, objection: Objection) -> Dispute:
    """What will stand in the log; BadInput names every field that does not fit."""
    kind = KINDS[entry_id(revision.id).kind]
    fields = [one.wire for one in form_fields(kind.body)]
    if objection.field and objection.field not in fields:
        raise bad_input(
            "unknown-field",
            wire("field"),
            Text(nl=f"{kind.title.nl} heeft dit veld niet.", en=f"{kind.title.en} has no such field."),
            Text(nl=f"Kies uit: {', '.join(fields)}.", en=f"Choose from: {', '.join(fields)}."),
        )
    plain = {
        wire("disputed"): revision.id,
        wire("what_is_wrong"): objection.what.strip(),
        **({wire("field"): objection.field} if objection.field else {}),
        **({wire("should_be"): objection.should_be.strip()} if objection.should_be.strip() else {}),
    }
    return DISPUTE.convert(plain).body


def answer_body(found: Disputed, verdict: str, reasons: str) -> DisputeAnswer:
    """What will stand in the log; BadInput names every field that does not fit."""
    record = found.record
    plain = {
        wire("dispute"): record.id,
        wire("log"): record.log.origin,
        wire("index"): record.index,
        wire("hash"): record.hash.hex(),
        wire("verdict"): verdict,
        wire("reasons"): reasons.strip(),
    }
    return DISPUTE_ANSWER.convert(plain).body


def revision_of(book: Book, id: str, index: int | None = None) -> Record:
    """The revision that somebody disputes; BadInput when the entry, or that revision of it, is not there."""
    current = book.get(id) if entry_id(id).kind in KINDS else None
    if current is None or index is None:
        found = current
    else:
        found = next((one for one in book.history(id) if (one.log, one.index) == (current.log, index)), None)
    if found is None:
        raise bad_input(
            "not-there",
            id,
            Text(nl="Deze vermelding is er niet, of niet voor u.", en="This entry is not there, or not for you."),
            Text(nl="Zoek de vermelding eerst op.", en="Look the entry up first."),
        )
    return found


def open_dispute(book: Book, publisher: str, id: str) -> Disputed:
    """The dispute that this publisher may answer now; BadInput says why it may not."""
    found = dispute_at(book, id) if entry_id(id).kind == DISPUTE.name else None
    if found is None:
        raise _refused(id, "no-dispute")
    if found.revision.log.publisher != publisher:
        raise _refused(id, "not-the-decider")
    if found.state != "open":
        raise _refused(id, found.state)
    return found


def _log(node: Node, publisher: str, named: Record, audience: str, answering: bool = False) -> LogName:
    """The log for a leaf that names this one: its readers may read what it names."""
    wanted: AudienceName = named.log.audience
    if audience and audience not in DISPUTE.allowed:
        raise _refused(wire("audience"), "no-audience")
    if audience in ("own", "gov", "public"):
        wanted = audience  # type: ignore[assignment]
    log = node.logs.named(publisher, wanted)
    if log is None:
        raise bad_input(
            "unknown-publisher",
            publisher,
            Text(nl="Deze uitgever heeft hier geen logboek.", en="This publisher has no log here."),
            Text(nl="Meld de uitgever eerst aan.", en="Enrol the publisher first."),
        )
    if not readable(named.log, log):
        raise _refused(wire("audience"), "wider-answer" if answering else "wider")
    return log


_REFUSALS = {
    "no-dispute": (
        Text(nl="Op dit adres staat geen betwisting die telt.", en="There is no dispute that counts here."),
        Text(nl="Neem het adres over van de betwiste vermelding.", en="Copy the address from the disputed entry."),
    ),
    "not-the-decider": (
        Text(
            nl="Alleen de uitgever van de betwiste vermelding mag antwoorden.",
            en="Only the publisher of the disputed entry may answer.",
        ),
        Text(nl="Vraag die uitgever om een antwoord.", en="Ask that publisher for an answer."),
    ),
    "answered": (
        Text(nl="Deze betwisting is al beantwoord.", en="This dispute has been answered."),
        Text(nl="Verbeter het antwoord, of trek het in.", en="Correct the answer, or withdraw it."),
    ),
    "withdrawn": (
        Text(nl="Deze betwisting is ingetrokken.", en="This dispute was withdrawn."),
        Text(nl="Een antwoord is niet nodig.", en="No answer is needed."),
    ),
    "no-audience": (
        Text(nl="Deze kring bestaat niet.", en="There is no such audience."),
        Text(nl="Kies own, gov of public.", en="Choose own, gov or public."),
    ),
    "wider": (
        Text(
            nl="Wie de betwisting leest, mag de vermelding zelf niet lezen.",
            en="Some who would read the dispute may not read the entry.",
        ),
        Text(nl="Kies dezelfde kring of een kleinere.", en="Choose the same audience or a smaller one."),
    ),
    "wider-answer": (
        Text(
            nl="Wie het antwoord leest, mag de betwisting zelf niet lezen.",
            en="Some who would read the answer may not read the dispute.",
        ),
        Text(nl="Vraag wie betwist om een grotere kring.", en="Ask whoever disputes for a wider audience."),
    ),
}


def _refused(where: str, code: str) -> BadInput:
    return bad_input(code, where, *_REFUSALS[code])
