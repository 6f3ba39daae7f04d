# SPDX-License-Identifier: EUPL-1.2
"""What the API sends and takes of dossiers, with Dutch names from the vocabulary; records of the processing log keep
the names of their standard."""

import base64
from typing import Any, Literal

import msgspec

from stelsel.faces.api.shapes import BASE, Links, Moment
from stelsel.kernel.values import Value
from stelsel.node import dossiers
from stelsel.node.processing_log import Activity


class Stuk(Value, frozen=True):
    """A revision of a document. Text and JSON stand in `inhoud`, bytes in `base64`."""

    document: str
    revision: int
    name: str
    media_type: str
    written_at: Moment
    written_by: str
    content: Any = None
    base64: str | None = None


class Lezer(Value, frozen=True):
    """An account besides the owner, and what it may do."""

    account: str
    right: Literal["lezen", "schrijven"]


class BetrokkeneBij(Value, frozen=True):
    """A data subject of a dossier."""

    subject_id: str
    subject_type: str


class Dossier(Value, frozen=True):
    """A dossier; `stukken`, `lezers` and `betrokkenen` only where one dossier is asked. `mag`: what you may do."""

    dossier: str
    owner: str
    dossier_purpose: str
    legal_basis: str
    legal_basis_words: str
    kept: str
    term_basis: str
    opened_at: Moment
    may: tuple[Literal["lezen", "schrijven", "beheren"], ...]
    kind: str = ""
    draft: bool = False
    closed_at: str = ""
    entry: str = ""
    held: str = ""
    activity: str = ""
    documents: tuple[Stuk, ...] = ()
    readers: tuple[Lezer, ...] = ()
    subjects: tuple[BetrokkeneBij, ...] = ()
    links: Links = msgspec.field(default_factory=dict, name="_links")


class Dossiers(Value, frozen=True):
    """The dossiers that you may read, newest first."""

    total: int
    dossiers: tuple[Dossier, ...]


class StukInvoer(Value, frozen=True, forbid_unknown_fields=True):
    """A document: a name, and text or JSON in `inhoud`, or bytes in `base64`. For a next revision: `stuk` and the
    revision that you saw."""

    name: str
    content: Any = None
    base64: str | None = None
    document: str = ""
    asked_revision: int = 0


class Publicatiewens(Value, frozen=True, forbid_unknown_fields=True):
    """Which document becomes an entry: of which kind, by whom, for which readers, under which name."""

    document: str
    kind: str
    publisher: str
    audience: str = ""
    name: str = ""


class Inzageverzoek(Value, frozen=True, forbid_unknown_fields=True):
    """Whose data is asked, in the dossiers of which publisher."""

    subject_id: str
    owner: str
    subject_type: str = "pseudoniem"


class Verwerkingen(Value, frozen=True):
    """Records of the processing log (Logboek Dataverwerkingen 0.8), newest first, with the names of that standard."""

    total: int
    processing: tuple[dict[str, Any], ...]


class Verwerkingsactiviteit(Value, frozen=True):
    """A row of the register of processing activities: what, for whom, why, on which ground and law, how long."""

    activity: str
    subject: str
    owner: str
    dossier_purpose: str
    legal_basis: str
    law: str
    kept: str
    since: Moment


ANSWERS = (
    Stuk, Lezer, BetrokkeneBij, Dossier, Dossiers, StukInvoer, Publicatiewens, Inzageverzoek, Verwerkingen,
    Verwerkingsactiviteit,
)  # fmt: skip
"""What stands in the contract of these."""


def dossier_shape(one: dossiers.Shown) -> Dossier:
    """A dossier without its content."""
    return Dossier(**_shown(one))


def opened_shape(found: dossiers.Opened) -> Dossier:
    """A dossier with its documents."""
    readers = tuple(Lezer(account=one.account, right="schrijven" if one.writes else "lezen") for one in found.readers)
    subjects = tuple(BetrokkeneBij(subject_id=one.id, subject_type=one.type) for one in found.subjects)
    return Dossier(
        **_shown(found.shown),
        activity=found.activity,
        documents=tuple(document_shape(one) for one in found.documents),
        readers=readers,
        subjects=subjects,
    )


def document_shape(one: dossiers.Document) -> Stuk:
    """A document with its content."""
    content, encoded = None, None
    if one.content.media_type == dossiers.JSON:
        content = msgspec.json.decode(one.content.data)
    elif one.text is not None:
        content = one.text
    else:
        encoded = base64.b64encode(one.content.data).decode()
    return Stuk(
        document=one.id,
        revision=one.revision,
        name=one.content.name,
        media_type=one.content.media_type,
        written_at=one.at,
        written_by=one.by,
        content=content,
        base64=encoded,
    )


def activity_shape(number: int, found: Activity, since: str) -> Verwerkingsactiviteit:
    """A processing activity."""
    return Verwerkingsactiviteit(
        activity=str(number),
        subject=found.what,
        owner=found.publisher,
        dossier_purpose=found.purpose,
        legal_basis=found.ground,
        law=found.law,
        kept=found.kept,
        since=since,
    )


def _shown(one: dossiers.Shown) -> dict[str, Any]:
    here, rights = f"{BASE}/dossiers/{one.id}", one.rights
    may = [("lezen", rights.reads), ("schrijven", rights.writes), ("beheren", rights.manages)]
    links = {"self": here, **({"verwerkingen": f"{here}/verwerkingen"} if rights.manages else {})}
    return {
        "dossier": one.id,
        "owner": one.publisher or one.account,
        "dossier_purpose": one.purpose,
        "legal_basis": one.basis.ground,
        "legal_basis_words": one.basis.words.nl,
        "kept": one.keep.words.nl,
        "term_basis": f"{one.keep.basis} ({one.keep.source})",
        "opened_at": one.opened_at,
        "may": tuple(name for name, given in may if given),
        "kind": one.kind,
        "draft": one.draft,
        "closed_at": one.closed_at,
        "entry": one.entry,
        "held": one.held,
        "links": links,
    }
