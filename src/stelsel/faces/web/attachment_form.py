# SPDX-License-Identifier: EUPL-1.2
"""The fields of the form that adds an attachment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from stelsel.book.book import Book
from stelsel.faces.web.choices import choice
from stelsel.faces.web.inputs import Errors
from stelsel.faces.web.templatetags.fields import Field
from stelsel.faces.web.who import publisher_name
from stelsel.kernel.text import Text, number, same
from stelsel.kernel.vocabulary import wire
from stelsel.node.attach import FIELD
from stelsel.node.identity import Person
from stelsel.node.permission import where

PUBLISHER = "stelsel-uitgever"
AUDIENCE = "stelsel-kring"
_AS_ENTRY = Text(
    nl="dezelfde als de vermelding",
    en="the same as the entry",
)


def fields(book: Book, who: Person, typed: Mapping[str, str], errors: Errors, most: int) -> list[Field]:
    """The fields with what was typed and what is wrong; `most` is the largest file in bytes."""
    found = (*_file(most), *_where(book, who))
    return [replace(one, value=typed.get(one.name, one.value), error=errors.get(one.name, "")) for one in found]


def _file(most: int) -> tuple[Field, ...]:
    size = Text(
        nl=f"Hoogstens {number(most // 1_000_000, 'nl')} MB.", en=f"At most {number(most // 1_000_000, 'en')} MB."
    )
    return (
        Field(
            FIELD,
            Text(nl="Welk bestand?", en="Which file?"),
            "file",
            why=Text(
                nl=f"{size.nl} Lezers downloaden het; de pagina opent het niet. Zet er geen persoonsgegevens in.",
                en=f"{size.en} Readers download it; the page does not open it. Put no personal data in it.",
            ),
        ),
        Field(
            wire("title"),
            Text(nl="Titel", en="Title"),
            required=False,
            why=Text(nl="Leeg: we nemen de bestandsnaam.", en="Empty: we take the file name."),
            example=Text(nl="Exitplan opslag 2027", en="Exit plan for storage 2027"),
        ),
        Field(
            wire("belongs_to"),
            Text(nl="Bij welke vermelding hoort het?", en="Which entry does it belong to?"),
            required=False,
            why=Text(nl="Het adres: uitgever/soort/naam.", en="The address: publisher/kind/name."),
            example=same("demowolk/supplier/demowolk"),
        ),
        Field(
            wire("kept_until"),
            Text(nl="Bewaren tot en met", en="Keep until"),
            "date",
            required=False,
            why=Text(
                nl="Daarna mag het bestand worden gewist. De dag volgt uit uw selectielijst.",
                en="After that the file may be erased. The day follows from your selection list.",
            ),
        ),
    )


def _where(book: Book, who: Person) -> tuple[Field, ...]:
    mine = [(one, same(publisher_name(book, one))) for one in where(who, "attach")]
    audiences = [("", _AS_ENTRY), *((one, choice(one, "audience")) for one in ("own", "gov", "public"))]
    return (
        Field(PUBLISHER, Text(nl="Namens wie publiceert u?", en="For whom do you publish?"), "select", options=mine),
        Field(
            AUDIENCE,
            Text(nl="Wie mag dit lezen?", en="Who may read this?"),
            "select",
            options=audiences,
            why=Text(
                nl="Nooit meer mensen dan de vermelding zelf mogen lezen. Zonder vermelding: alleen uw organisatie.",
                en="Never more people than may read the entry itself. Without an entry: only your organisation.",
            ),
        ),
    )
