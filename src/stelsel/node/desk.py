# SPDX-License-Identifier: EUPL-1.2
"""The desk where somebody hands in one change: publish, correct, withdraw, erase. Web, API and command line use it
alike. Who may not do it hears so before anything is looked up."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, cast

from stelsel.book.audience import Asker
from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.catalogue import KINDS
from stelsel.kernel.canonical import canonical
from stelsel.kernel.draft import Draft
from stelsel.kernel.entry import Source
from stelsel.kernel.ids import entry_id, slug
from stelsel.kernel.kind import AudienceName, Body, Decoded, Kind
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.time import day
from stelsel.node import before_publishing
from stelsel.node.identity import Person
from stelsel.node.mandates import Act, require_mandate
from stelsel.node.node import Node, submission
from stelsel.node.permission import require
from stelsel.node.signatures_stay import refuse_undoing
from stelsel.node.tasks import Held, submit
from stelsel.nouns import ABOUT_A_LEAF
from stelsel.nouns.agreement import AGREEMENT, AGREEMENT_SIGNATURE, Agreement
from stelsel.nouns.bottleneck import BOTTLENECK, Bottleneck
from stelsel.register.log import LogName, Receipt, Submission

Change = Literal["correct", "withdraw"]
WITHDRAWN = canonical({})
"""The payload of a withdrawal: an object without fields."""

_NAMES_NO_LEAF = (
    Text(nl="Dit noemt één plaats in een logboek.", en="This names one place in a log."),
    Text(
        nl="Doe het waar die vermelding staat: betwist haar, antwoord, sluit aan of zet een stap.",
        en="Do it where that entry stands: dispute it, answer, join or take a step.",
    ),
)


@dataclass(frozen=True)
class Wish:
    """A new entry that somebody wants: empty `audience` means the default of the kind, empty `local` a name made from
    the label, empty `about` the publisher itself, and a source makes it recorded. `despite`: why it is published
    although it does not heed what was learned of a solved bottleneck."""

    kind: Kind[Any]
    body: Body
    unknown: Mapping[str, Any] = field(default_factory=dict)
    local: str = ""
    audience: str = ""
    about: str = ""
    source: Source | None = None
    despite: str = ""


def publish(node: Node, publisher: str, wish: Wish, by: Person) -> Receipt | Held:
    """Sign and append a new entry; durable on return, or held where the publisher wants four eyes. NotAllowed, or
    BadInput that says what stands in the way: then nothing is written."""
    kind = wish.kind
    require(by, "publish", publisher, kind=kind.name)
    if kind.name in ABOUT_A_LEAF:
        raise bad_input("names-no-leaf", kind.name, *_NAMES_NO_LEAF)
    audience = wish.audience or kind.audience
    if audience not in kind.allowed:
        raise bad_input(
            "audience",
            "kring",
            Text(nl=f"{kind.title} mag niet in kring “{audience}”.", en=f"{kind.title.en} may not be in “{audience}”."),
            Text(nl=f"Kies uit: {_or(kind)}.", en=f"Choose from: {_or(kind)}."),
        )
    require(by, "publish", publisher, audience, kind.name)
    if wish.source:
        day(wish.source.day, "bron.datum")
    local = wish.local or slug(kind.label(wish.body).nl)
    draft = Draft(kind, local, wish.body, wish.about, wish.source, wish.unknown)
    allowed: AudienceName = audience
    log = node.logs.named(publisher, allowed)
    change = submission(publisher, log.organisation if log else publisher, draft)
    if _looked_at(node, publisher, log, wish, change.id, by):
        change = replace(change, why=wish.despite.strip())
    return submit(node, publisher, allowed, change, by.name)


def _looked_at(node: Node, publisher: str, log: LogName | None, wish: Wish, address: str, by: Person) -> bool:
    """Whether somebody goes on in spite of what was learned, with a reason; BadInput for a report that cannot be, for
    agreements in a circle, and for lessons without a reason."""
    book = node.book(by.asker)
    if wish.kind is BOTTLENECK:
        before_publishing.refuse_report(book, publisher, cast(Bottleneck, wish.body))
    if wish.kind is AGREEMENT:
        before_publishing.refuse_circle(book, address, cast(Agreement, wish.body))
    lessons = before_publishing.met(book, wish.kind, wish.body, log) if log else ()
    if lessons and not wish.despite.strip():
        before_publishing.ask_reason(address, lessons)
    return bool(lessons)


@dataclass(frozen=True)
class Said:
    """Whom a revision is about, and where it was read (None: stated)."""

    org: str
    source: Source | None


def correct(
    node: Node, publisher: str, id: str, decoded: Decoded[Any], why: str, by: Person, said: Said | None = None
) -> Receipt | Held:
    """A new revision of an entry of this publisher, in the log where it stands; with its organisation and source
    unless others are said."""
    record = _allowed(node, publisher, id, "correct", by)
    kind = KINDS[entry_id(id).kind]
    if record.payload and (wrong := kind.revised(record.body(kind), decoded.body)):
        raise BadInput(*wrong)
    if kind is AGREEMENT:
        before_publishing.refuse_circle(node.book(by.asker), id, cast(Agreement, decoded.body))
    return _revise(node, record, "correct", kind.encode(decoded.body, decoded.unknown), why, by, said)


def withdraw(node: Node, publisher: str, id: str, why: str, by: Person) -> Receipt | Held:
    """Take an entry back. Its history stays."""
    return _revise(node, _allowed(node, publisher, id, "withdraw", by), "withdraw", WITHDRAWN, why, by)


def erase(node: Node, publisher: str, id: str, why: str, by: Person) -> Receipt | Held:
    """Take an entry back, also one that was withdrawn, and remove salt and content of all its revisions for good. That
    it was there, when, and the reason given here stay; so does the proof. The file of an attachment
    goes too, unless another current one has the same bytes. BadInput when it never was."""
    address = entry_id(id)
    require(by, "erase", publisher, kind=address.kind)
    _binding(by, publisher, address.kind)
    history = node.book(Asker(frozenset({publisher}))).history(id) if address.publisher == publisher else []
    if not history:
        raise _not_there(publisher, id)
    last = history[-1]
    require(by, "erase", publisher, last.log.audience, address.kind)
    refuse_undoing(_all_of(node, publisher), id, "erase")
    change = Submission("erase", last.envelope.type, id, WITHDRAWN, last.envelope.org, last.envelope.src, why)
    return submit(node, publisher, last.log.audience, change, by.name)


def _allowed(node: Node, publisher: str, id: str, op: Change, by: Person) -> Record:
    """The newest revision, which this person may change so; NotAllowed before anything is looked up."""
    kind = entry_id(id).kind
    require(by, op, publisher, kind=kind)
    record = current(node, publisher, id)
    require(by, op, publisher, record.log.audience, kind)
    _binding(by, publisher, kind)
    refuse_undoing(_all_of(node, publisher), id, op)
    return record


def _all_of(node: Node, publisher: str) -> Book:
    """What can be read here on behalf of a publisher."""
    return node.book(Asker(frozenset({publisher}), government=True))


def _binding(by: Person, publisher: str, kind: str) -> None:
    """Who takes back or changes what binds an organisation must be able to bind it. NotAllowed otherwise."""
    if kind == AGREEMENT_SIGNATURE.name:
        require(by, "sign-agreement", publisher, kind=kind)
        require_mandate(by, publisher, Act("sign-agreement", AGREEMENT.name))


def _revise(
    node: Node, record: Record, op: Change, payload: bytes, why: str, by: Person, said: Said | None = None
) -> Receipt | Held:
    org, source = (said.org, said.source) if said else (record.envelope.org, record.envelope.src)
    type_of = KINDS[entry_id(record.id).kind].type
    change = Submission(op, type_of, record.id, payload, org, source, why)
    return submit(node, record.log.publisher, record.log.audience, change, by.name)


def current(node: Node, publisher: str, id: str) -> Record:
    """The newest revision of an entry in the logs of this publisher; BadInput when it is not there."""
    address = entry_id(id)
    book = node.book(Asker(frozenset({publisher})))
    record = book.get(id)
    if record is not None and address.publisher == publisher:
        return record
    history = book.history(id) if address.publisher == publisher else []
    raise _gone(history[-1]) if history else _not_there(publisher, id)


def _gone(last: Record) -> BadInput:
    day = last.envelope.at[:10]
    return bad_input(
        "not-there",
        last.id,
        Text(nl=f"Deze vermelding is op {day} teruggenomen.", en=f"This entry was taken back on {day}."),
        Text(nl="Publiceer haar opnieuw als zij weer geldt.", en="Publish it again if it holds once more."),
    )


def _not_there(publisher: str, id: str) -> BadInput:
    return bad_input(
        "not-there" if entry_id(id).publisher == publisher else "not-your-address",
        id,
        Text(nl="Deze uitgever heeft geen vermelding op dit adres.", en="This publisher has no entry here."),
        Text(nl="Zoek de vermelding eerst op.", en="Look the entry up first."),
    )


def _or(kind: Kind[Any]) -> str:
    return ", ".join(sorted(kind.allowed))
