# SPDX-License-Identifier: EUPL-1.2
"""Attach a file to the books of a publisher, and take its bytes away when nothing current names them any more."""

import re
from dataclasses import dataclass
from datetime import date
from typing import get_args

import msgspec

from stelsel.book.audience import Asker
from stelsel.book.book import Book
from stelsel.kernel.draft import Draft
from stelsel.kernel.ids import entry_id
from stelsel.kernel.kind import AudienceName
from stelsel.kernel.problem import BadInput, Finding, bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.vocabulary import wire
from stelsel.node.attachments import Incoming
from stelsel.node.identity import Person
from stelsel.node.node import Node, submission
from stelsel.node.permission import require
from stelsel.node.tasks import Held, submit, wants_four_eyes
from stelsel.node.unused_files import drop_unused
from stelsel.nouns.attachment import ATTACHMENT, FALLBACK, Attachment, clean_name
from stelsel.register.log import Receipt

FIELD = "bestand"
"""What a form calls the file itself."""
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*")
_WIDTH = {"own": 0, "gov": 1, "public": 2}
"""Who may read: each audience holds the ones before it."""


@dataclass(frozen=True)
class Wish:
    """What somebody says of a file: its name there, its type, and what is optional: a title (else the name), the entry
    it belongs to, the last day it is kept, the audience (else that of the entry, else own), a local name, and the hash
    that its bytes should have."""

    file_name: str
    media_type: str = ""
    title: str = ""
    belongs_to: str = ""
    kept_until: date | None = None
    audience: str = ""
    local: str = ""
    sha256: str = ""


def attach(node: Node, publisher: str, file: Incoming, wish: Wish, by: Person) -> Receipt | Held:
    """Keep a finished file and publish its entry; both durable on return. The entry is held where the publisher wants
    four eyes. NotAllowed, or BadInput that says what stands in the way: then there is neither."""
    require(by, "attach", publisher, kind=ATTACHMENT.name)
    if wish.sha256 and wish.sha256.strip().lower() != file.sha256:
        raise _other_hash(wish.sha256, file.sha256)
    book = node.book(by.asker)
    audience = _audience(book, wish)
    require(by, "attach", publisher, audience, ATTACHMENT.name)
    body = _body(file, wish)
    local = wish.local or _local(node, publisher, body)
    log = node.logs.named(publisher, audience)
    change = submission(publisher, log.organisation if log else publisher, Draft(ATTACHMENT, local, body))
    entry_id(change.id, wire("name"))
    with node.attachments.locked(publisher):
        node.attachments.keep(file, publisher, audience)
        try:
            if wants_four_eyes(publisher, change.op):
                return submit(node, publisher, audience, change, by.name)
            return node.publish_attachments(publisher, audience, [change])[0]
        except BadInput:
            if log is None:
                node.attachments.drop(node.attachments.place(publisher, audience, file.sha256))
            else:
                drop_unused(node, log, {file.sha256})
            raise


def _body(file: Incoming, wish: Wish) -> Attachment:
    name = clean_name(wish.file_name)
    declared = wish.media_type.partition(";")[0].strip().lower()
    plain = {
        "title": wish.title.strip() or name,
        "file_name": name,
        "media_type": declared if _MEDIA_TYPE.fullmatch(declared) else FALLBACK,
        "byte_size": file.size,
        "sha256": file.sha256,
        "belongs_to": wish.belongs_to or None,
        "kept_until": wish.kept_until.isoformat() if wish.kept_until else None,
    }
    given = {wire(field): value for field, value in plain.items() if value is not None}
    try:
        return ATTACHMENT.convert(given).body
    except BadInput as problem:
        raise BadInput(*_about_the_file(problem, wish)) from None


def _about_the_file(problem: BadInput, wish: Wish) -> list[Finding]:
    """What is wrong with the name of a file is told of the file, and not again of a title that was made from it."""
    named = wire("file_name")
    found = [one for one in problem.findings if wish.title.strip() or one.where != wire("title")]
    moved = [msgspec.structs.replace(one, where=FIELD) if one.where == named else one for one in found]
    return moved or list(problem.findings)


def _audience(book: Book, wish: Wish) -> AudienceName:
    """The audience, which may not be wider than that of the entry it belongs to."""
    if wish.audience and wish.audience not in ATTACHMENT.allowed:
        raise _audience_refused(
            Text(nl=f"De kring “{wish.audience[:20]}” is er niet.", en=f"There is no audience “{wish.audience[:20]}”."),
            "public",
        )
    if not wish.belongs_to:
        return _named(wish.audience or ATTACHMENT.audience)
    entry_id(wish.belongs_to, wire("belongs_to"))
    found = book.get(wish.belongs_to)
    if found is None:
        raise bad_input(
            "not-there",
            wire("belongs_to"),
            Text(nl="Deze vermelding is er niet, of niet voor u.", en="This entry is not there, or not for you."),
            Text(nl="Zoek het adres eerst op.", en="Look its address up first."),
        )
    most = found.log.audience
    if wish.audience and _WIDTH[wish.audience] > _WIDTH[most]:
        what = Text(nl="Minder mensen mogen de vermelding lezen.", en="Fewer people may read the entry itself.")
        raise _audience_refused(what, most)
    return _named(wish.audience or most)


def _named(text: str) -> AudienceName:
    return next(name for name in get_args(AudienceName) if name == text)


def _audience_refused(what: Text, most: str) -> BadInput:
    names = ", ".join(name for name in _WIDTH if _WIDTH[name] <= _WIDTH[most])
    cure = Text(nl=f"Kies uit: {names}.", en=f"Choose from: {names}.")
    return bad_input("audience", wire("audience"), what, cure)


def _local(node: Node, publisher: str, body: Attachment) -> str:
    """A free name made from the hash of the file: the name of a file may name a person, and an address stays."""
    book = node.book(Asker(frozenset({publisher})))
    base = body.sha256[:16]
    names = (base, *(f"{base}-{count}" for count in range(2, 1000)))
    return next((name for name in names if book.get(f"{publisher}/{ATTACHMENT.name}/{name}") is None), base)


def _other_hash(declared: str, found: str) -> BadInput:
    return BadInput(
        Finding(
            "hash-differs",
            wire("sha256"),
            Text(
                nl=f"Het bestand heeft hash {found[:16]}…, niet {declared.strip()[:16]}…",
                en=f"The file has hash {found[:16]}…, not {declared.strip()[:16]}…",
            ),
            Text(
                nl="Het bestand is onderweg veranderd, of dit is een ander bestand. Verstuur het opnieuw.",
                en="The file changed on its way, or this is another file. Send it again.",
            ),
        )
    )
