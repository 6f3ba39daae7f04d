# SPDX-License-Identifier: EUPL-1.2
"""Answering an access request (AVG art. 15): everything that the dossiers hold about one data subject, and who looked
at it when; as data and as a page that people can read, in one ZIP file."""

import base64
import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape
from typing import Any

import msgspec
from django.db import transaction

from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text
from stelsel.kernel.vocabulary import wire
from stelsel.node import clock
from stelsel.node.audit import audit
from stelsel.node.dossiers._access import basis_of_row, keep_of, log
from stelsel.node.dossiers._desk import key_of
from stelsel.node.dossiers._keys import ring
from stelsel.node.dossiers._opening import check_subject
from stelsel.node.dossiers._sealing import unsealed
from stelsel.node.dossiers._types import BYTES, JSON, Document, Subject
from stelsel.node.identity import Person
from stelsel.node.models import DataSubject, Dossier, Membership
from stelsel.node.permission import require
from stelsel.node.processing_log import RESULT, USER, VIA, LogRecord, Status, find


def answer_access_request(who: Person, publisher: str, subject: Subject) -> bytes:
    """The ZIP: inzage.json, inzage.html and stukken/. Of the dossiers of this publisher; empty: of those of accounts
    themselves. BadInput for an identifier that is not opaque, NotAllowed for who may not answer such a request."""
    require(who, "answer-access-request", publisher)
    started = clock.milliseconds()
    if findings := check_subject(subject):
        raise BadInput(*findings)
    known = DataSubject.objects.filter(type=subject.type, token=ring().token(subject.type, subject.id)).first()
    rows = list(Dossier.objects.filter(publisher=publisher, subjects__subject=known).order_by("id")) if known else []
    dossiers = [(row, list(_documents(row))) for row in rows]
    mine = {row.id for row in rows} | _past(known, publisher)
    records = [one for one in find(subject=known) if _dossier_of(one) in mine] if known else []
    with transaction.atomic():
        for row in rows:
            log(who, row, "dossier.inzageverzoek", Status.OK, "done", started)
    audit("dossier.inzageverzoek", who.name, publisher, dossiers=len(rows))
    return _zip(subject, dossiers, records, _own_of_accounts(known, publisher))


def _own_of_accounts(known: DataSubject | None, publisher: str) -> list[dict[str, str]]:
    """Dossiers about this subject that accounts of this publisher keep for themselves: named, so that whoever answers
    asks their owner; what stands in them is not given away here."""
    if known is None:
        return []
    accounts = Membership.objects.filter(publisher=publisher).values("user")
    rows = Dossier.objects.filter(publisher="", subjects__subject=known, account__in=accounts).order_by("id")
    return [{wire("id"): row.id, wire("owner"): row.account.get_username()} for row in rows.select_related("account")]


def _past(known: DataSubject | None, publisher: str) -> set[str]:
    """Dossiers about this subject that are gone by now; whose they were is told by their processing activity only, so
    they count for whoever's publisher is named there."""
    if known is None:
        return set()
    from stelsel.node.processing_log import activity_at

    found = set()
    for one in find(subject=known):
        number = one.attributes["dpl.core.processing_activity_id"].rpartition("/")[2]
        activity = activity_at(int(number)) if number.isdecimal() else None
        if activity is not None and activity[0].publisher == publisher:
            found.add(_dossier_of(one))
    return found


def _dossier_of(record: LogRecord) -> str:
    return record.attributes.get("dpl.stelsel.dossier_id", "")


def _documents(row: Dossier) -> Iterator[Document]:
    """Every revision of every document."""
    key = key_of(row.id)
    for one in row.revisions.order_by("document", "number"):
        content = unsealed(key, row.id, one.document, one.number, bytes(one.sealed))
        yield Document(one.document, one.number, one.at, one.by, content)


_Found = list[tuple[Dossier, list[Document]]]


def _zip(subject: Subject, dossiers: _Found, records: list[LogRecord], elsewhere: list[dict[str, str]]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        plain = _plain(subject, dossiers, records, elsewhere)
        file.writestr("inzage.json", msgspec.json.format(msgspec.json.encode(plain)))
        file.writestr("inzage.html", _page(subject, dossiers, records, elsewhere))
        for row, documents in dossiers:
            for one in documents:
                file.writestr(f"stukken/{row.id}/{file_name(one)}", one.content.data)
    return made.getvalue()


def file_name(one: Document) -> str:
    """Under which name a revision lies in the ZIP; says nothing of its content."""
    ending = {JSON: "json", BYTES: "bin"}.get(one.content.media_type, "txt")
    return f"{one.id}-{one.revision}.{ending}"


def _plain(
    subject: Subject, dossiers: _Found, records: list[LogRecord], elsewhere: list[dict[str, str]]
) -> dict[str, Any]:
    return {
        "betrokkene": {"kenmerk": subject.id, "soortKenmerk": subject.type},
        "gemaaktOp": clock.now(),
        "dossiers": [_dossier(row, documents) for row, documents in dossiers],
        "nietBijgevoegd": elsewhere,
        "verwerkingen": [one.plain() for one in records],
    }


def _dossier(row: Dossier, documents: list[Document]) -> dict[str, Any]:
    basis, keep = basis_of_row(row), keep_of(row)
    readers = [one.user.get_username() for one in row.readers.select_related("user")]
    return {
        wire("id"): row.id,
        wire("owner"): row.publisher or (row.account.get_username() if row.account else ""),
        wire("dossier_purpose"): row.purpose,
        wire("legal_basis"): basis.words.nl,
        wire("kept"): f"{keep.words.nl}; {keep.basis} ({keep.source})",
        wire("opened_at"): row.opened_at,
        wire("closed_at"): row.closed_at or None,
        wire("readers"): readers,
        wire("documents"): [_document(one) for one in documents],
    }


def _document(one: Document) -> dict[str, Any]:
    text = one.text
    said = {wire("content"): text} if text is not None else {"base64": base64.b64encode(one.content.data).decode()}
    return {
        wire("name"): one.content.name,
        wire("media_type"): one.content.media_type,
        wire("revision"): one.revision,
        wire("written_at"): one.at,
        wire("written_by"): one.by,
        **said,
    }


ACTS = {
    "dossier.openen": Text(nl="dossier geopend", en="dossier opened"),
    "dossier.lezen": Text(nl="dossier gelezen", en="dossier read"),
    "dossier.stuk.lezen": Text(nl="stuk gelezen", en="document read"),
    "dossier.stuk.schrijven": Text(nl="stuk geschreven", en="document written"),
    "dossier.delen": Text(nl="lezers veranderd", en="readers changed"),
    "dossier.sluiten": Text(nl="dossier afgesloten", en="dossier closed"),
    "dossier.toegang.lezen": Text(nl="toegang bekeken", en="access log viewed"),
    "dossier.vasthouden": Text(nl="vastgehouden", en="held"),
    "dossier.vrijgeven": Text(nl="niet meer vastgehouden", en="no longer held"),
    "dossier.weggooien": Text(nl="concept weggegooid", en="draft thrown away"),
    "dossier.vernietigen": Text(nl="vernietigd, termijn om", en="destroyed, term over"),
    "dossier.inzageverzoek": Text(nl="inzageverzoek beantwoord", en="access request answered"),
}
"""Name of an act in the processing log -> what people read."""
RESULTS = {
    "done": Text(nl="gedaan", en="done"),
    "refused": Text(nl="geweigerd", en="refused"),
    "failed": Text(nl="mislukt", en="failed"),
}
"""How it ended, in words."""
VIAS = {
    "web": Text(nl="de pagina's", en="the pages"),
    "api": Text(nl="de API", en="the API"),
    "cli": Text(nl="de opdrachtregel van de node", en="the command line of the node"),
    "job": Text(nl="de node zelf", en="the node itself"),
    "": Text(nl="de node zelf", en="the node itself"),
}
"""Through which door, in words."""


def said(record: LogRecord) -> tuple[datetime, str, Text, Text, Text]:
    """A record as people read it: when (UTC), which account, what, how it ended, through which door."""
    at = datetime.fromtimestamp(record.start_time / 1000, UTC)
    seen = record.attributes
    unknown = Text(nl=record.name, en=record.name)
    return (
        at,
        seen.get(USER, ""),
        ACTS.get(record.name, unknown),
        RESULTS[seen.get(RESULT, "done")],
        VIAS.get(seen.get(VIA, ""), VIAS[""]),
    )


def _page(subject: Subject, dossiers: _Found, records: list[LogRecord], elsewhere: list[dict[str, str]]) -> str:
    """In Dutch with English beside it; no script, no style from elsewhere."""
    parts = [
        '<!doctype html><html lang="nl"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        "<title>Inzage (AVG art. 15)</title></head>",
        "<body><h1>Wat staat er over u in de dossiers?</h1>",
        '<p lang="en">What the dossiers hold about you, and who looked (GDPR art. 15).</p>',
        f"<p>Kenmerk van de betrokkene: {escape(subject.id)} ({escape(subject.type)}). Gemaakt op {clock.now()}.</p>",
        f"<p>Aantal dossiers: {len(dossiers)}. Aantal keren gebruikt of geprobeerd: {len(records)}.</p>",
    ]
    if not dossiers:
        parts.append("<p>In deze dossiers staat niets onder dit kenmerk.</p>")
    if elsewhere:
        parts.append("<h2>Niet bijgevoegd: dossiers die medewerkers zelf beheren. Vraag het hun.</h2><ul>")
        parts += [f"<li>{escape(one[wire('owner')])}: dossier {one[wire('id')]}</li>" for one in elsewhere]
        parts.append("</ul>")
    for row, documents in dossiers:
        parts.append(f"<h2>{escape(row.purpose)}</h2><dl>")
        parts += [f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in _facts(row)]
        parts.append("</dl>")
        parts += [_document_html(row, one) for one in documents]
    parts.append("<h2>Wie keek, en wanneer</h2><table><thead><tr>")
    parts += [f'<th scope="col">{name}</th>' for name in ("Wanneer (UTC)", "Account", "Wat", "Afloop", "Via")]
    parts.append("</tr></thead><tbody>")
    for at, account, what, result, via in (said(one) for one in records):
        cells = (at.strftime("%Y-%m-%d %H:%M:%S"), account, what.nl, result.nl, via.nl)
        parts.append("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>")
    parts.append("</tbody></table></body></html>\n")
    return "\n".join(parts)


def _facts(row: Dossier) -> list[tuple[str, str]]:
    keep = keep_of(row)
    return [
        ("Dossier", row.id),
        ("Van", row.publisher or (row.account.get_username() if row.account else "onbekend")),
        ("Grond", basis_of_row(row).words.nl),
        ("Bewaard", f"{keep.words.nl}; {keep.basis} ({keep.source})"),
        ("Geopend", row.opened_at),
        ("Afgesloten", row.closed_at or "nog niet"),
    ]


def _document_html(row: Dossier, one: Document) -> str:
    heading = f"<h3>{escape(one.content.name)}, versie {one.revision}</h3><p>{escape(one.by)}, {one.at}</p>"
    if one.text is None:
        place = f"stukken/{row.id}/{file_name(one)}"
        return f'{heading}<p><a href="{escape(place)}">{escape(place)}</a></p>'
    return f"{heading}<pre>{escape(one.text)}</pre>"
