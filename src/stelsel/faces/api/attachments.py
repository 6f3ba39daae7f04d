# SPDX-License-Identifier: EUPL-1.2
"""Attachments over the API: a form with a file in, the file out. Everything else of the kind is as of any other."""

from typing import Any

from django.http.response import HttpResponseBase

from stelsel.faces.api.caller import publisher_for
from stelsel.faces.api.entries import operations as usual
from stelsel.faces.api.entries import received as received_reply
from stelsel.faces.api.entries import ref
from stelsel.faces.api.operation import Call, Operation, Reply, refuse_unknown
from stelsel.faces.api.problems import Refused
from stelsel.faces.download import download
from stelsel.kernel.text import Text
from stelsel.kernel.time import day
from stelsel.kernel.vocabulary import wire
from stelsel.node.attach import FIELD, Wish, attach
from stelsel.node.node import node
from stelsel.node.uploads import Upload, received
from stelsel.nouns.attachment import ATTACHMENT, FALLBACK

MULTIPART = "multipart/form-data"
_FORM: dict[str, str] = {
    "title": "Titel; leeg: de bestandsnaam.",
    "belongs_to": "Adres van de vermelding waar dit bij hoort.",
    "kept_until": "Laatste dag van bewaren, jjjj-mm-dd.",
    "audience": "own, gov of public; leeg: de kring van die vermelding, anders own. Nooit ruimer dan die vermelding.",
    "publisher": "De uitgever; nodig als u er voor meer dan één bent.",
    "name": "Naam onder die van de uitgever; leeg: uit de bestandsnaam gemaakt.",
    "sha256": "Hash die het bestand moet hebben (hexadecimaal); klopt hij niet, dan wordt niets bewaard.",
}
_DISK_FULL = Text(
    nl="De schijf van deze node neemt het bestand niet aan. Er is niets bewaard. Waarschuw de beheerder van de node.",
    en="The disk of this node does not take the file. Nothing has been kept. Warn the administrator of the node.",
)


def operations() -> tuple[Operation, ...]:
    """Everything that can be done with attachments."""
    many = ATTACHMENT.wire_plural
    kept = tuple(one for one in usual(ATTACHMENT) if one.id != f"publiceer-{ATTACHMENT.wire}")
    properties: dict[str, Any] = {wire(name): {"type": "string", "description": said} for name, said in _FORM.items()}
    properties[FIELD] = {"type": "string", "contentMediaType": FALLBACK, "description": "Het bestand zelf."}
    form = {"type": "object", "properties": properties, "required": [FIELD], "additionalProperties": False}
    sent = "Publiceer een bijlage: het bestand met zijn vermelding"
    return (
        *kept,
        Operation(
            "POST",
            f"/{many}",
            f"publiceer-{ATTACHMENT.wire}",
            sent,
            many,
            send,
            ref("Ontvangstbewijs"),
            takes=form,
            status=201,
            takes_type=MULTIPART,
            needs="attach",
        ),
        Operation(
            "GET",
            f"/{many}/{{uitgever}}/{{naam}}/bestand",
            "download-bijlage",
            "Het bestand van een bijlage",
            many,
            fetch,
            {},
            missing=True,
            gives_type=FALLBACK,
            needs="see",
        ),
    )


def send(call: Call) -> Reply:
    """Keep the file and publish its entry."""
    if call.request.content_type != MULTIPART:
        said = Text(
            nl=f"Stuur {MULTIPART} met het bestand in het veld {FIELD}.",
            en=f"Send {MULTIPART} with the file in the field {FIELD}.",
        )
        raise Refused(415, {"Accept": MULTIPART}, said)
    with received(call.request, node().attachments) as upload:
        try:
            receipt = _attach(call, upload)
        except OSError:
            raise Refused(507, detail=_DISK_FULL) from None
    return received_reply(call, receipt)


def _attach(call: Call, upload: Upload) -> Any:
    given = upload.typed
    refuse_unknown(given, tuple(wire(name) for name in _FORM))
    publisher = publisher_for(call.person, "attach", given.get(wire("publisher"), ""))
    until = given.get(wire("kept_until"))
    wish = Wish(
        upload.file_name,
        upload.media_type,
        given.get(wire("title"), ""),
        given.get(wire("belongs_to"), ""),
        day(until, wire("kept_until")) if until else None,
        given.get(wire("audience"), ""),
        given.get(wire("name"), ""),
        given.get(wire("sha256"), ""),
    )
    return attach(node(), publisher, upload.whole(), wish, call.person)


def fetch(call: Call, uitgever: str, naam: str) -> HttpResponseBase:
    """The file, verified; 404 for who may not see its entry."""
    record = call.book.get(f"{uitgever}/{ATTACHMENT.name}/{naam}")
    if record is None:
        raise Refused(404)
    return download(call.request, record)
