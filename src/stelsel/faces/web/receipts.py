# SPDX-License-Identifier: EUPL-1.2
"""The proof of one revision as a page of its own, to print and to keep; and the files that go with it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from stelsel.book.view import Record
from stelsel.faces.web.addresses import entry_path
from stelsel.faces.web.choices import choice
from stelsel.faces.web.entries import about_whom, history_of, source_day_of, trail_to
from stelsel.faces.web.facts import Speaker
from stelsel.faces.web.proofs import Evidence, content, evidence, verifier
from stelsel.faces.web.shell import page, show
from stelsel.faces.web.who import label_of, publisher_name
from stelsel.kernel.kind import Kind
from stelsel.kernel.text import Text, number
from stelsel.node.newest import newest_proof
from stelsel.node.node import node
from stelsel.node.receipts import issue_cose

_COSE = "application/cose; cose-type=cose-sign1"
_TYPES = {"json": "application/json", "py": "text/x-python; charset=utf-8", "cose": _COSE}
_PLAIN = "text/plain; charset=utf-8"


@page(needs="see")
def receipt(request: HttpRequest, publisher: str, kind: str, local: str, audience: str, index: int) -> HttpResponse:
    """The page. 404 both where there is nothing and where this reader may see nothing."""
    book, history = history_of(request, publisher, kind, local)
    record = _revision(history, audience, index)
    language = request.language  # type: ignore[attr-defined]
    declared, label = book.kinds[kind], label_of(book, record)
    found = evidence(record)
    return show(
        request,
        "receipt",
        record=record,
        kind=declared,
        label=label,
        by=publisher_name(book, record.log.publisher),
        about=about_whom(book, language, record),
        mode=_mode(record, publisher_name(book, record.log.publisher)),
        source=", ".join(one for one in _source(record, language) if one),
        at=record.envelope.at,
        place=number(found.index, language),
        size=number(found.size, language),
        what=choice(record.envelope.op),
        sample=_says(record) and getattr(record.body(declared), "sample", False),
        groups=Speaker(book, language).groups(declared, record.body(declared)) if _says(record) else (),
        newer=history[-1] if history[-1] is not record else None,
        entry_path=entry_path(language, record.id),
        address=f"{settings.URL}{request.path}",
        files=f"{request.path}/",
        proof=found,
        verifier_hash=verifier()[1],
        trail=_trail(request, declared, label, record),
    )


@page(needs="see")
def proof_file(
    request: HttpRequest, publisher: str, kind: str, local: str, audience: str, index: int, file: str
) -> HttpResponse:
    """A download from the proof panel."""
    _, history = history_of(request, publisher, kind, local)
    record = _revision(history, audience, index)
    name, raw = _file(record, evidence(record), f"{local}-{index}-{file}", file)
    response = HttpResponse(raw, content_type=_TYPES.get(name.rpartition(".")[2], _PLAIN))
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _file(record: Record, found: Evidence, name: str, file: str) -> tuple[str, str | bytes]:
    """The name to save it under, and what is in it; 404 for a file that there is not."""
    proof, policy, program = found.names
    match file:
        case "ontvangstbewijs.tlog-proof":
            return proof, found.receipt
        case "ontvangstbewijs.cose":
            return f"{name.removesuffix(file)}{file}", issue_cose(record, "ed25519")
        case "logboek.policy":
            return policy, found.policy
        case "nieuwste.json":
            return name, newest_proof(node(), record.log, record.id)
        case "receipt_verifier.py":
            return program, verifier()[0]
        case "blad.json":
            return name, found.leaf
        case "inhoud.json" if not found.erased:
            return name, content(record, found)
        case "ijkpunt.txt":
            return name, found.note
    raise Http404


def _revision(history: list[Record], audience: str, index: int) -> Record:
    for one in history:
        if one.log.audience == audience and one.index == index:
            return one
    raise Http404


def _mode(record: Record, by: str) -> Text:
    if record.envelope.mode == "stated":
        return Text(nl=f"zelf verklaard door {by}", en=f"stated by {by} itself")
    return Text(nl=f"vastgelegd door {by}, uit een bron", en=f"recorded by {by}, from a source")


def _source(record: Record, language: str) -> tuple[str, ...]:
    """Name, day and link of the source of a recorded entry."""
    found = record.source
    return (found.name, source_day_of(record, language), found.link) if found else ()


def _says(record: Record) -> bool:
    """Whether there is content to show: it is not erased, and this is no withdrawal."""
    return bool(record.payload) and record.envelope.op != "withdraw"


def _trail(request: HttpRequest, kind: Kind[Any], label: Text, record: Record) -> tuple[tuple[Text, str], ...]:
    *above, (title, _) = trail_to(request, kind, label)
    entry = entry_path(request.language, record.id)  # type: ignore[attr-defined]
    return (*above, (title, entry), (Text(nl="Bewijs", en="Proof"), ""))
