# SPDX-License-Identifier: EUPL-1.2
"""What the API sends and takes, with Dutch names from the vocabulary."""

import base64
from typing import Annotated, Any, Literal

import msgspec

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.kernel.entry import GONE, Operation
from stelsel.kernel.ids import entry_id
from stelsel.kernel.text import Text
from stelsel.kernel.values import Value
from stelsel.nouns.attachment import ATTACHMENT
from stelsel.nouns.dispute import Disputed, State, Verdict, disputes_of
from stelsel.register.log import Receipt

BASE = "/api/v1"
Links = dict[str, str]


Day = Annotated[str, msgspec.Meta(extra_json_schema={"format": "date"})]
Moment = Annotated[str, msgspec.Meta(extra_json_schema={"format": "date-time"})]


class Bron(Value, frozen=True):
    """Where a recorded entry was read: name, day of the data, link."""

    name: str
    day: Day
    link: str = ""


class Verwijzing(Value, frozen=True):
    """A place in a log: its origin, the index, and the leaf hash there."""

    log: str
    index: int
    hash: str


class BetwistingBij(Value, frozen=True):
    """A dispute beside the entry that it is about: who says what is wrong with which revision, and the answer of the
    entry's publisher where there is one. `status`: open, answered or withdrawn; without text when taken back."""

    id: str
    publisher: str
    at: Moment
    status: State
    revision: int
    what_is_wrong: str | None = None
    field: str | None = None
    should_be: str | None = None
    verdict: Verdict | None = None
    reasons: str | None = None
    links: Links = msgspec.field(default_factory=dict, name="_links")


class Vermelding(Value, frozen=True):
    """An entry as it stands in a log, with its content. `wijze`: stated = zelf verklaard, recorded = vastgelegd."""

    id: str
    kind: str
    kind_version: int
    revision: int
    operation: Operation
    mode: Literal["stated", "recorded"]
    publisher: str
    org: str
    log: str
    index: int
    hash: str
    at: Moment
    label: Text | None = None
    source: Bron | None = None
    why: str | None = None
    content: dict[str, Any] | None = None
    ref: Verwijzing | None = None
    disputes: tuple[BetwistingBij, ...] = ()
    links: Links = msgspec.field(default_factory=dict, name="_links")


class Lijst(Value, frozen=True):
    """A page of entries, with how many there are in all and the position it holds for."""

    total: int
    entries: tuple[Vermelding, ...]
    position: str
    links: Links = msgspec.field(default_factory=dict, name="_links")


class Zoekresultaten(Value, frozen=True):
    """Entries found, best first, with counts per facet."""

    total: int
    entries: tuple[Vermelding, ...]
    facets: dict[str, dict[str, int]]
    position: str
    did_you_mean: str | None = None
    links: Links = msgspec.field(default_factory=dict, name="_links")


class Historie(Value, frozen=True):
    """Every revision of an entry, oldest first."""

    id: str
    entries: tuple[Vermelding, ...]
    position: str
    links: Links = msgspec.field(default_factory=dict, name="_links")


class Ontvangstbewijs(Value, frozen=True):
    """Where what you handed in stands, durably."""

    id: str
    log: str
    index: int
    hash: str
    links: Links = msgspec.field(default_factory=dict, name="_links")


class Aangehouden(Value, frozen=True):
    """What you asked is not published yet: a second person must approve it, in the task of this number."""

    id: str
    task: int
    links: Links = msgspec.field(default_factory=dict, name="_links")


class Correctie(Value, frozen=True, forbid_unknown_fields=True):
    """A better content for an entry, and why."""

    content: dict[str, Any]
    why: str


class Intrekking(Value, frozen=True, forbid_unknown_fields=True):
    """Why an entry is taken back."""

    why: str


class Wissing(Value, frozen=True, forbid_unknown_fields=True):
    """Why the content of an entry goes for good."""

    why: str


class Bezwaar(Value, frozen=True, forbid_unknown_fields=True):
    """What is wrong with an entry: in which field (wire name), what it should be, for which readers (empty: those of
    the entry), of which revision (its index; the newest when it is left out), and for whom you say so."""

    what_is_wrong: str
    field: str = ""
    should_be: str = ""
    audience: str = ""
    index: int | None = None
    publisher: str = ""


class Weerwoord(Value, frozen=True, forbid_unknown_fields=True):
    """What you decide about a dispute of your entry, with reasons."""

    verdict: Verdict
    reasons: str
    publisher: str = ""


class Logboek(Value, frozen=True):
    """A log: its origin, size, keys (C2SP signed-note verifier keys) and newest signed checkpoint."""

    origin: str
    publisher: str
    audience: Literal["own", "public", "gov"]
    size: int
    keys: tuple[str, ...]
    checkpoint: str | None = None
    links: Links = msgspec.field(default_factory=dict, name="_links")


class Logboeken(Value, frozen=True):
    """The logs you may see."""

    logs: tuple[Logboek, ...]
    position: str


class Bewijs(Value, frozen=True):
    """All that is needed to check an entry without us: leaf, salt and payload in base64, the audit path of 32-byte
    hashes in base64, the signed checkpoint, and the keys of the log."""

    id: str
    log: str
    index: int
    leaf: str
    salt: str
    payload: str
    hashes: tuple[str, ...]
    checkpoint: str
    keys: tuple[str, ...]
    links: Links = msgspec.field(default_factory=dict, name="_links")


class LogEnOmvang(Value, frozen=True):
    """A log with its size."""

    origin: str
    size: int


class Stand(Value, frozen=True):
    """What you may see now: the sorted logs with their sizes, cited by its hash."""

    hash: str
    total: int
    logs: tuple[LogEnOmvang, ...]


class Vraag(Value, frozen=True):
    """A question that can be asked, with the schema of its inputs."""

    question: str
    sentence: Text
    explain: Text
    inputs: dict[str, Any]
    links: Links = msgspec.field(default_factory=dict, name="_links")


class Vragen(Value, frozen=True):
    """The questions this node answers."""

    questions: tuple[Vraag, ...]


def entry_links(book: Book, id: str) -> Links:
    """Where an entry, its history and its proof stand."""
    address = entry_id(id)
    here = f"{BASE}/{book.kinds[address.kind].wire_plural}/{address.publisher}/{address.local}"
    proof = f"{BASE}/bewijzen/{address.publisher}/{address.kind}/{address.local}"
    file = {"bestand": f"{here}/bestand"} if address.kind == ATTACHMENT.name else {}
    return {"self": here, "historie": f"{here}/historie", "bewijs": proof, **file}


def vermelding(book: Book, record: Record) -> Vermelding:
    """A record as the API shows it; the content is upgraded to the kind's current major, unknown fields kept."""
    envelope = record.envelope
    kind = book.kinds[entry_id(record.id).kind]
    label, content = None, None
    if envelope.op not in GONE and record.payload:
        decoded = kind.decode(record.payload, int(envelope.type.rpartition("/")[2]))
        label = kind.label(decoded.body)
        content = {**decoded.unknown, **msgspec.to_builtins(decoded.body)}
    source = envelope.src
    return Vermelding(
        id=record.id,
        kind=kind.wire,
        kind_version=kind.major,
        revision=envelope.rev,
        operation=envelope.op,
        mode=envelope.mode,
        publisher=record.log.publisher,
        org=envelope.org,
        log=record.log.origin,
        index=record.index,
        hash=record.hash.hex(),
        at=envelope.at,
        label=label,
        source=Bron(name=source.name, day=source.day, link=source.link) if source else None,
        why=envelope.why,
        content=content,
        ref=Verwijzing(log=envelope.ref.log, index=envelope.ref.index, hash=envelope.ref.hash)
        if envelope.ref
        else None,
        disputes=tuple(betwisting(book, one) for one in disputes_of(book, record.id)),
        links=entry_links(book, record.id),
    )


def betwisting(book: Book, found: Disputed) -> BetwistingBij:
    """A dispute as it stands beside an entry."""
    record, body, answer = found.record, found.body, found.answer
    links = {"self": entry_links(book, record.id)["self"]}
    if answer:
        links["antwoord"] = entry_links(book, answer.record.id)["self"]
    return BetwistingBij(
        id=record.id,
        publisher=record.log.publisher,
        at=record.envelope.at,
        status=found.state,
        revision=found.revision.envelope.rev,
        what_is_wrong=body.what_is_wrong if body else None,
        field=body.field if body else None,
        should_be=body.should_be if body else None,
        verdict=answer.body.verdict if answer else None,
        reasons=answer.body.reasons if answer else None,
        links=links,
    )


def ontvangstbewijs(book: Book, receipt: Receipt) -> Ontvangstbewijs:
    """A receipt as the API shows it."""
    return Ontvangstbewijs(
        id=receipt.id,
        log=receipt.origin,
        index=receipt.index,
        hash=receipt.leaf_hash.hex(),
        links=entry_links(book, receipt.id),
    )


def base64_of(raw: bytes) -> str:
    """Standard base64 as text."""
    return base64.b64encode(raw).decode()
