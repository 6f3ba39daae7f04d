# SPDX-License-Identifier: EUPL-1.2
"""What a dossier is, as the rest of the product sees it, and the errors that only dossiers have."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from stelsel.kernel.lawful_basis import LawfulBasis
from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.retention import ARCHIVES_ACT
from stelsel.kernel.text import Text, same
from stelsel.kernel.time import say_day

MOST_BYTES = 700_000
"""Largest document; larger things are attachments of an entry."""
MOST_NAME = 120
"""Most characters of the name of a document."""
JSON, PLAIN, BYTES = "application/json", "text/plain", "application/octet-stream"

DRAFT_PURPOSE = Text(nl="Een vermelding voorbereiden (concept)", en="Prepare an entry (draft)")
DRAFT_TERM = Text(
    nl="Voorlopig: werkmateriaal van een vermelding die nog niet is gepubliceerd, hoogstens een jaar",
    en="Provisional: working material of an entry that is not published yet, at most a year",
)
"""What every draft is for, and why it is kept."""


class NotThere(Exception):
    """There is no such dossier, or not for whoever asks: nobody can tell which."""

    finding = Finding(
        "no-dossier",
        "dossier",
        Text(nl="Dit dossier is er niet, of niet voor u.", en="This dossier is not there, or not for you."),
        Text(nl="Kijk in uw lijst met dossiers.", en="Look in your list of dossiers."),
    )


@dataclass(frozen=True)
class Subject:
    """Whom data is about: an opaque identifier, and what sort of identifier that is (a word or a URI)."""

    id: str
    type: str = "pseudoniem"


@dataclass(frozen=True)
class Keep:
    """How long: whole years after closing, or through a day; why that long, and where that stands (Archiefwet 1995
    art. 3 and 5: the selection list of the organisation decides)."""

    years: int | None
    until: date | None
    basis: str
    source: str = ARCHIVES_ACT

    @property
    def words(self) -> Text:
        """As people read it."""
        if self.until is not None:
            nl, en = say_day(self.until, "nl"), say_day(self.until, "en")
            return Text(nl=f"tot en met {nl}", en=f"through {en}")
        return Text(nl=f"{self.years} jaar na afsluiten", en=f"{self.years} years after closing")


@dataclass(frozen=True)
class Opening:
    """A dossier that somebody wants. `publisher` empty: it is the account's own. `kind` names what it prepares (the
    name of a kind of entry; empty: anything). A draft is working material that its owner may also throw away."""

    purpose: str
    basis: LawfulBasis
    keep: Keep
    publisher: str = ""
    kind: str = ""
    subjects: Sequence[Subject] = ()
    draft: bool = False


class Content(msgspec.Struct, frozen=True):
    """What is sealed as one revision of a document."""

    name: str
    media_type: str
    data: bytes

    def __repr__(self) -> str:
        return "Content(...)"


@dataclass(frozen=True, repr=False)
class Document:
    """One revision of a document: its number counts from 1, `by` is the account that wrote it."""

    id: str
    revision: int
    at: str
    by: str
    content: Content

    @property
    def text(self) -> str | None:
        """What people can read of it; None for bytes that are no text."""
        if self.content.media_type == BYTES:
            return None
        return self.content.data.decode("utf-8")


@dataclass(frozen=True)
class Reader:
    """Somebody besides the owner who may read, or also write."""

    account: str
    writes: bool


@dataclass(frozen=True)
class Rights:
    """What whoever asks may do in a dossier. Who manages it shares it, closes it and sees who looked."""

    reads: bool = False
    writes: bool = False
    manages: bool = False


@dataclass(frozen=True)
class Shown:
    """A dossier without its content: what its list says of it. `entry` is the address that it led to."""

    id: str
    account: str
    publisher: str
    kind: str
    purpose: str
    basis: LawfulBasis
    keep: Keep
    draft: bool
    opened_at: str
    closed_at: str
    entry: str
    held: str
    rights: Rights

    @property
    def title(self) -> Text:
        """What it is for, as people read it."""
        return DRAFT_PURPOSE if self.draft else same(self.purpose)

    @property
    def term(self) -> Text:
        """What its term rests on, as people read it."""
        basis = DRAFT_TERM if self.draft else same(self.keep.basis)
        return Text(nl=f"{basis.nl} ({self.keep.source})", en=f"{basis.en} ({self.keep.source})")


@dataclass(frozen=True, repr=False)
class Opened:
    """A dossier as somebody opened it: its newest documents, its readers, about how many subjects."""

    shown: Shown
    documents: tuple[Document, ...]
    readers: tuple[Reader, ...]
    subjects: tuple[Subject, ...]
    activity: str


class Conflict(BadInput):
    """Somebody else wrote the document meanwhile; `theirs` is what stands there now."""

    def __init__(self, theirs: Document) -> None:
        self.theirs = theirs
        super().__init__(
            Finding(
                "overtaken",
                "revisie",
                Text(
                    nl=f"Iemand anders schreef intussen versie {theirs.revision} van dit stuk.",
                    en=f"Somebody else wrote revision {theirs.revision} of this document meanwhile.",
                ),
                Text(
                    nl="Vergelijk de twee versies en bewaar opnieuw.",
                    en="Compare the two versions and save again.",
                ),
            )
        )
