# SPDX-License-Identifier: EUPL-1.2
"""A form that somebody has not finished, kept as a dossier of their own: what was typed, as it was typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from stelsel.kernel.lawful_basis import LawfulBasis
from stelsel.node import clock
from stelsel.node.dossiers._desk import open_dossier, read, write
from stelsel.node.dossiers._types import (
    DRAFT_PURPOSE,
    DRAFT_TERM,
    JSON,
    Conflict,
    Content,
    Document,
    Keep,
    NotThere,
    Opening,
)
from stelsel.node.identity import Person

DRAFT = "concept"
"""The name of the document that holds what was typed."""
Typed = Mapping[str, Sequence[str]]
_FIELDS = "velden"


@dataclass(frozen=True, repr=False)
class Saved:
    """A draft that was kept: in which dossier and document, which revision, and what was typed. `theirs` is true where
    somebody else had changed it meanwhile: then both versions stand in the dossier."""

    dossier: str
    document: str
    revision: int
    typed: Typed
    theirs: bool = False


def save_draft(who: Person, kind: str, typed: Typed, dossier: str = "", document: str = "", revision: int = 0) -> Saved:
    """Keep what was typed; a new dossier where none is named. When somebody else wrote since `revision`, theirs stays
    and this stands beside it."""
    data = msgspec.json.encode({_FIELDS: {name: list(values) for name, values in typed.items()}})
    content = Content(DRAFT, JSON, data)
    if not dossier:
        dossier = open_dossier(who, _opening(who, kind, clock.today()))
    try:
        kept, theirs = write(who, dossier, content, document, revision), False
    except Conflict:
        beside = Content(f"{DRAFT} ({who.name}, {clock.now()})"[:120], JSON, data)
        kept, theirs = write(who, dossier, beside), True
    return Saved(dossier, kept.id, kept.revision, typed, theirs)


def read_draft(who: Person, dossier: str, document: str) -> Saved:
    """What was typed. NotThere when the document is no draft."""
    found = read(who, dossier, document)
    return Saved(dossier, document, found.revision, fields_in(found))


def fields_in(document: Document) -> Typed:
    """The fields of a draft; NotThere when the document is none."""
    try:
        plain = msgspec.json.decode(document.content.data, type=dict[str, dict[str, list[str]]])
        return plain[_FIELDS]
    except (msgspec.DecodeError, KeyError):
        raise NotThere from None


def _opening(who: Person, kind: str, today: date) -> Opening:
    """Of a draft: a year of working material. Government prepares active disclosure (Woo art. 3.1), anybody else what
    it says of itself; both are a proposal that the organisation's own register of processing confirms."""
    basis = LawfulBasis("e", "Wet open overheid, art. 3.1") if who.asker.government else LawfulBasis("f")
    keep = Keep(None, _year_after(today), DRAFT_TERM.nl)
    return Opening(DRAFT_PURPOSE.nl, basis, keep, "", kind, (), draft=True)


def _year_after(today: date) -> date:
    try:
        return today.replace(year=today.year + 1)
    except ValueError:  # 29 February
        return date(today.year + 1, 2, 28)
