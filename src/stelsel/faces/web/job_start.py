# SPDX-License-Identifier: EUPL-1.2
"""The two forms that start background work: check the book, and record an attachment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from stelsel.book.book import Book
from stelsel.faces.web.choices import choice
from stelsel.faces.web.inputs import Errors
from stelsel.faces.web.templatetags.fields import Field
from stelsel.faces.web.templatetags.tables import Words
from stelsel.faces.web.who import publisher_name
from stelsel.kernel.text import Text, same
from stelsel.node.background import desk
from stelsel.node.identity import Person
from stelsel.node.imports import FILES
from stelsel.node.node import AUDIENCES
from stelsel.nouns.attachment import ATTACHMENT

CHECK = "controleer"
RECORD = "vastleggen"
FIELD_NAMES = ("uitgever", "vast-uitgever", "bijlage", "formaat", "kring")
_ALL = Text(nl="de hele node", en="the whole node")


def check_fields(book: Book, who: Person, typed: Mapping[str, str], errors: Errors) -> list[Field]:
    """Of whom the logs are checked."""
    options: list[tuple[str, Words]] = _publishers(book, who)
    if desk.sees_all(who):
        options.insert(0, ("", _ALL))
    field = Field(
        "uitgever",
        Text(nl="Welke logboeken?", en="Which logs?"),
        "select",
        why=Text(
            nl="Elke handtekening, elke hash en elk bijlagebestand wordt nagerekend.",
            en="Every signature, every hash and every attached file is checked.",
        ),
        options=options,
    )
    return _filled([field], typed, errors)


def record_fields(book: Book, who: Person, typed: Mapping[str, str], errors: Errors) -> list[Field]:
    """Which attachment, read how, for whom; empty where there is no attachment to choose."""
    mine = set(desk.works_for(who))
    found: list[tuple[str, Words]] = [
        (record.id, same(f"{body.title} ({body.file_name})"))
        for record, body in book.rows(ATTACHMENT)
        if record.log.publisher in mine
    ]
    if not found:
        return []
    fields = [
        Field(
            "vast-uitgever", Text(nl="Namens wie?", en="On behalf of whom?"), "select", options=_publishers(book, who)
        ),
        Field(
            "bijlage",
            Text(nl="Welke bijlage?", en="Which attachment?"),
            "select",
            why=Text(nl="Elke regel wordt een vermelding.", en="Every row becomes an entry."),
            options=found,
        ),
        Field(
            "formaat", Text(nl="Formaat", en="Format"), "select", "jsonl", options=[(one, same(one)) for one in FILES]
        ),
        Field(
            "kring",
            Text(nl="Voor wie?", en="For whom?"),
            "select",
            "own",
            options=[(one, choice(one, "audience")) for one in AUDIENCES],
        ),
    ]
    return _filled(fields, typed, errors)


def _publishers(book: Book, who: Person) -> list[tuple[str, Words]]:
    return [(one, same(publisher_name(book, one))) for one in desk.works_for(who)]


def _filled(fields: list[Field], typed: Mapping[str, str], errors: Errors) -> list[Field]:
    return [replace(one, value=typed.get(one.name, one.value), error=errors.get(one.name, "")) for one in fields]
