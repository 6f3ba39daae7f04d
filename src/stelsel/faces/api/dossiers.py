# SPDX-License-Identifier: EUPL-1.2
"""Dossiers over the API: private, only with an account. Whoever may not read one is told that it is not there."""

import base64
import binascii
from dataclasses import replace
from typing import Any, Literal, cast

from django.http import HttpResponse

from stelsel.book.permission import Operation as Needed
from stelsel.faces.api.dossier_shapes import (
    ANSWERS,
    Dossier,
    Dossiers,
    Inzageverzoek,
    Publicatiewens,
    Stuk,
    StukInvoer,
    Verwerkingen,
    Verwerkingsactiviteit,
    activity_shape,
    document_shape,
    dossier_shape,
    opened_shape,
)
from stelsel.faces.api.entries import received, ref
from stelsel.faces.api.operation import Call, Operation, Reply, View, convert, read_body
from stelsel.faces.api.problems import Refused
from stelsel.faces.api.query import PAGE, PAGE_SIZE, Param
from stelsel.faces.api.shapes import BASE, Day
from stelsel.kernel.canonical import canonical
from stelsel.kernel.kind import Kind
from stelsel.kernel.lawful_basis import basis_of
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.time import day
from stelsel.kernel.values import Value
from stelsel.kernel.vocabulary import wire
from stelsel.node import desk, dossiers
from stelsel.node.node import node
from stelsel.node.tasks import Held

_TAG = "dossiers"
_ZIP = "application/zip"


class Betrokkene(Value, frozen=True, forbid_unknown_fields=True):
    """A data subject: an opaque identifier and what sort of identifier it is."""

    subject_id: str
    subject_type: str = "pseudoniem"


class DossierOpenen(Value, frozen=True, forbid_unknown_fields=True):
    """A dossier that you want to open: purpose, ground (AVG art. 6 lid 1), and how long it is kept: years after closing
    or a last day. Without an owner it is yours."""

    dossier_purpose: str
    legal_basis: Literal["a", "b", "c", "d", "e", "f"]
    term_basis: str
    law: str = ""
    keep_years: int | None = None
    kept_until: Day | None = None
    term_source: str = ""
    owner: str = ""
    kind: str = ""
    subjects: tuple[Betrokkene, ...] = ()


class Lezerschap(Value, frozen=True, forbid_unknown_fields=True):
    """What an account may do in a dossier: read, also write, or nothing any more."""

    account: str
    right: Literal["lezen", "schrijven", "geen"]


class Afsluiting(Value, frozen=True, forbid_unknown_fields=True):
    """Close a dossier, and publish one of its documents as an entry when you want."""

    publication: Publicatiewens | None = None


class Bewaarplicht(Value, frozen=True, forbid_unknown_fields=True):
    """Keep a dossier beyond its term, with the reason; without a reason no longer."""

    why: str = ""


SHAPES = (*ANSWERS, Betrokkene, DossierOpenen, Lezerschap, Afsluiting, Bewaarplicht)
"""What stands in the contract."""

_REVISION = Param("revisie", "integer", "De versie; zonder: de nieuwste.", least=0, most=1_000_000, default=0)


def operations() -> tuple[Operation, ...]:
    """Everything that can be done with dossiers."""
    about = "Waar een logregel naar verwijst"
    activity_path = "/verwerkingsactiviteiten/{activiteit}"
    return (
        _get("/dossiers", "lijst-dossiers", "De dossiers die u mag lezen", mine, "Dossiers"),
        _post("/dossiers", "open-dossier", "Open een dossier", open_one, "Dossier", "DossierOpenen", "open-dossier"),
        *_of_one("/dossiers/{dossier}"),
        _get(activity_path, "toon-verwerkingsactiviteit", about, activity, "Verwerkingsactiviteit"),
        Operation(
            "POST",
            "/inzageverzoeken",
            "beantwoord-inzageverzoek",
            "Alles over één betrokkene (AVG art. 15), als ZIP",
            _TAG,
            access_request,
            {},
            takes=ref("Inzageverzoek"),
            gives_type=_ZIP,
            private=True,
            needs="answer-access-request",
        ),
    )


def _of_one(one: str) -> tuple[Operation, ...]:
    written, shared = "Schrijf een stuk of een nieuwe versie", "Laat een account lezen of schrijven"
    return (
        _get(one, "toon-dossier", "Eén dossier met zijn stukken", show, "Dossier"),
        _get(f"{one}/stukken/{{stuk}}", "toon-stuk", "Een stuk uit een dossier", document, "Stuk", (_REVISION,)),
        _post(f"{one}/stukken", "schrijf-stuk", written, write, "Stuk", "StukInvoer"),
        _post(f"{one}/lezers", "deel-dossier", shared, share, "Dossier", "Lezerschap"),
        replace(
            _post(f"{one}/afsluitingen", "sluit-dossier", "Sluit af, met publicatie", close, "Dossier", "Afsluiting"),
            may_wait=True,
        ),
        _post(
            f"{one}/bewaarplichten",
            "houd-dossier-vast",
            "Houd vast of laat los",
            hold,
            "Dossier",
            "Bewaarplicht",
        ),
        _get(f"{one}/verwerkingen", "lijst-verwerkingen", "Wie keek", log, "Verwerkingen", (PAGE, PAGE_SIZE)),
    )


def _get(path: str, id: str, summary: str, view: View, answers: str, params: tuple[Param, ...] = ()) -> Operation:
    missing, needs = "{" in path, cast(Needed, "read-dossier")
    return Operation(
        "GET", path, id, summary, _TAG, view, ref(answers), params, missing=missing, private=True, needs=needs
    )


def _post(
    path: str,
    id: str,
    summary: str,
    view: View,
    answers: str,
    takes: str,
    needs: Needed = "write-dossier",
) -> Operation:
    missing = "{" in path
    return Operation(
        "POST",
        path,
        id,
        summary,
        _TAG,
        view,
        ref(answers),
        (),
        ref(takes),
        201,
        missing=missing,
        private=True,
        needs=needs,
    )


def mine(call: Call) -> Dossiers:
    """The dossiers that the caller may read."""
    found = tuple(dossier_shape(one) for one in dossiers.mine(call.person))
    return Dossiers(total=len(found), dossiers=found)


def open_one(call: Call) -> Reply:
    """Open one."""
    asked = convert(DossierOpenen, read_body(call.request))
    basis, findings = basis_of(asked.legal_basis, asked.law)
    if basis is None:
        raise BadInput(*findings)
    until = day(asked.kept_until, wire("kept_until")) if asked.kept_until else None
    source = {"source": asked.term_source} if asked.term_source else {}
    keep = dossiers.Keep(asked.keep_years, until, asked.term_basis, **source)
    subjects = tuple(dossiers.Subject(one.subject_id, one.subject_type) for one in asked.subjects)
    wish = dossiers.Opening(asked.dossier_purpose, basis, keep, asked.owner, asked.kind, subjects)
    made = dossiers.open_dossier(call.person, wish)
    return _created(call, made)


def show(call: Call, dossier: str) -> Dossier:
    """One dossier with its newest documents."""
    return opened_shape(dossiers.look(call.person, dossier))


def document(call: Call, dossier: str, stuk: str) -> Stuk:
    """One document."""
    return document_shape(dossiers.read(call.person, dossier, stuk, call.query["revisie"]))


def write(call: Call, dossier: str) -> Reply:
    """A new document, or a revision after the one that was seen."""
    asked = convert(StukInvoer, read_body(call.request))
    content = dossiers.Content(asked.name, *_bytes(asked))
    made = dossiers.write(call.person, dossier, content, asked.document, asked.asked_revision)
    return Reply(document_shape(made), 201, {"Location": f"{BASE}/dossiers/{dossier}/stukken/{made.id}"})


def share(call: Call, dossier: str) -> Reply:
    """Change who may read or write."""
    asked = convert(Lezerschap, read_body(call.request))
    dossiers.share(call.person, dossier, asked.account, asked.right == "lezen", asked.right == "schrijven")
    return _created(call, dossier)


def close(call: Call, dossier: str) -> Reply:
    """Close, and publish a document as an entry."""
    asked = convert(Afsluiting, read_body(call.request))
    publication = _publication(call, dossier, asked.publication) if asked.publication else None
    done = dossiers.close(node(), call.person, dossier, publication)
    if isinstance(done, Held):
        return received(call, done)
    return _created(call, dossier)


def hold(call: Call, dossier: str) -> Reply:
    """Hold, or let go."""
    asked = convert(Bewaarplicht, read_body(call.request))
    if asked.why:
        dossiers.hold(call.person, dossier, asked.why)
    else:
        dossiers.release(call.person, dossier)
    return _created(call, dossier)


def log(call: Call, dossier: str) -> Verwerkingen:
    """Who looked, and who tried."""
    records = dossiers.accesses(call.person, dossier)
    size, page = call.query["pageSize"], call.query["page"]
    part = records[(page - 1) * size : page * size]
    return Verwerkingen(total=len(records), processing=tuple(one.plain() for one in part))


def activity(call: Call, activiteit: str) -> Verwerkingsactiviteit:
    """A row of the register of processing activities, for who may read a dossier that it is about."""
    number = int(activiteit) if activiteit.isascii() and activiteit.isdigit() and len(activiteit) < 15 else 0
    found = dossiers.activity_for(call.person, number)
    if found is None:
        raise Refused(404)
    return activity_shape(number, *found)


def access_request(call: Call) -> HttpResponse:
    """Everything about one data subject."""
    asked = convert(Inzageverzoek, read_body(call.request))
    subject = dossiers.Subject(asked.subject_id, asked.subject_type)
    made = dossiers.answer_access_request(call.person, asked.owner, subject)
    response = HttpResponse(made, content_type=_ZIP)
    response.headers["Content-Disposition"] = 'attachment; filename="inzage.zip"'
    return response


def _created(call: Call, dossier: str) -> Reply:
    body = opened_shape(dossiers.look(call.person, dossier))
    return Reply(body, 201, {"Location": f"{BASE}/dossiers/{dossier}"})


def _bytes(asked: StukInvoer) -> tuple[str, bytes]:
    """Media type and bytes of what was sent: text, a JSON value, or base64; exactly one of them."""
    if (asked.content is None) == (asked.base64 is None):
        raise bad_input(
            "one-content",
            wire("content"),
            Text(nl="Stuur de inhoud één keer.", en="Send the content once."),
            Text(nl="Geef inhoud (tekst of JSON) of base64.", en="Give inhoud (text or JSON) or base64."),
        )
    if asked.base64 is not None:
        try:
            return dossiers.BYTES, base64.b64decode(asked.base64, validate=True)
        except (binascii.Error, ValueError):
            what = Text(nl="Dit is geen base64.", en="This is no base64.")
            cure = Text(nl="Codeer de bytes als base64 (RFC 4648).", en="Encode the bytes as base64 (RFC 4648).")
            raise bad_input("no-base64", wire("base64"), what, cure) from None
    if isinstance(asked.content, str):
        return dossiers.PLAIN, asked.content.encode()
    return dossiers.JSON, canonical(asked.content)


def _publication(call: Call, dossier: str, asked: Publicatiewens) -> dossiers.Publication:
    kind = _kind(asked.kind)
    found = dossiers.read(call.person, dossier, asked.document)
    decoded = kind.read(found.content.data)
    wish = desk.Wish(kind, decoded.body, decoded.unknown, asked.name, asked.audience)
    return dossiers.Publication(asked.publisher, wish)


def _kind(name: str) -> Kind[Any]:
    from stelsel.catalogue import KINDS

    for kind in KINDS.values():
        if name in (kind.name, kind.wire, kind.wire_plural):
            return kind
    what = Text(nl="Deze soort kennen we niet.", en="We do not know this kind.")
    cure = Text(nl="Kies een soort uit het contract.", en="Choose a kind from the contract.")
    raise bad_input("unknown-kind", wire("kind"), what, cure)
