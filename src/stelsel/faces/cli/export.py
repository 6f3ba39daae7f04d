# SPDX-License-Identifier: EUPL-1.2
"""`stelsel export`: the entries of a kind as JSON, JSON lines, CSV or a spreadsheet (ODS); services also as a catalogue
after CPSV-AP, in Turtle or JSON-LD."""

import json as json_text
import sys
from collections.abc import Iterator
from enum import StrEnum
from itertools import chain
from typing import Annotated, Any

import msgspec
import typer

from stelsel.book.book import Book
from stelsel.faces.cli import say
from stelsel.faces.cli.publish import KindName
from stelsel.faces.cli.shared_options import As, Lang, asker, kind_named, open_node, spoken
from stelsel.faces.needs import needing
from stelsel.kernel import documents
from stelsel.kernel.form import form_fields, to_form
from stelsel.kernel.kind import Kind
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text


class Format(StrEnum):
    """What can be written."""

    JSON = "json"
    CSV = "csv"
    JSONL = "jsonl"
    ODS = "ods"
    TURTLE = "turtle"
    JSONLD = "jsonld"


@needing("see")
def export(
    kind: KindName,
    format: Annotated[Format, typer.Option(help=spoken("Formaat.", "Format."))] = Format.JSON,
    publisher: As = "",
    lang: Lang = "",
) -> None:
    node = open_node()
    from stelsel.faces.api.shapes import vermelding

    declared = kind_named(kind)
    book = node.book(asker(publisher))
    if format in (Format.CSV, Format.ODS):
        _table(book, declared, format)
        return
    if format in (Format.TURTLE, Format.JSONLD):
        _catalogue(book, declared, format)
        return
    found = (vermelding(book, record) for record, _ in book.rows(declared))
    if format is Format.JSON:
        say.as_json(list(found))
        return
    for one in found:
        sys.stdout.write(json_text.dumps(msgspec.to_builtins(one), ensure_ascii=False) + "\n")


def _catalogue(book: Book, kind: Kind[Any], format: Format) -> None:
    """The catalogue of services after CPSV-AP; only of services there is one."""
    from stelsel.faces.catalogue import catalogue_bytes
    from stelsel.priorities.services.kinds import PUBLIC_SERVICE

    if kind is not PUBLIC_SERVICE:
        raise bad_input("export-format", "--format", _NO_CATALOGUE.fill(format=format), _NO_CATALOGUE_CURE)
    sys.stdout.buffer.write(catalogue_bytes(book, format))


def _table(book: Book, kind: Kind[Any], format: Format) -> None:
    names = [field.wire for field in form_fields(kind.body)]
    header = ["adres", "wijze", "betreft", "bron", "datumBron", *names]
    if format is Format.ODS:
        sys.stdout.buffer.write(documents.spreadsheet(kind.wire_plural, header, _rows(book, kind, names)))
        return
    for piece in documents.lines(chain([header], _rows(book, kind, names)), "\n"):
        sys.stdout.write(piece)


def _rows(book: Book, kind: Kind[Any], names: list[str]) -> Iterator[list[str]]:
    for record, body in book.rows(kind):
        shown = to_form(kind.body, msgspec.to_builtins(body))
        source = record.source
        who = [record.id, record.envelope.mode, record.envelope.org]
        where = [source.name, source.day] if source else ["", ""]
        yield [*who, *where, *(shown.get(name, "") for name in names)]


_NO_CATALOGUE = Text(
    nl="{format} is er alleen van diensten (CPSV-AP).", en="{format} is there for services only (CPSV-AP)."
)
_NO_CATALOGUE_CURE = Text(
    nl="Kies de soort dienst, of een ander formaat.", en="Choose the kind public-service, or another format."
)
export.__doc__ = spoken("Schrijf de vermeldingen van een soort.", "Write the entries of a kind.")
