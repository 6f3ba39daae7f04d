# SPDX-License-Identifier: EUPL-1.2
"""`stelsel export`: the entries of a kind as JSON, JSON lines or CSV."""

import csv
import json as json_text
import sys
from enum import StrEnum
from typing import Annotated, Any

import msgspec
import typer

from stelsel.book.book import Book
from stelsel.faces.cli import say
from stelsel.faces.cli.publish import KindName
from stelsel.faces.cli.shared_options import As, Lang, asker, kind_named, open_node, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.form import form_fields, to_form
from stelsel.kernel.kind import Kind


class Format(StrEnum):
    """What can be written."""

    JSON = "json"
    CSV = "csv"
    JSONL = "jsonl"


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
    if format is Format.CSV:
        _csv(book, declared)
        return
    found = (vermelding(book, record) for record, _ in book.rows(declared))
    if format is Format.JSON:
        say.as_json(list(found))
        return
    for one in found:
        sys.stdout.write(json_text.dumps(msgspec.to_builtins(one), ensure_ascii=False) + "\n")


def _csv(book: Book, kind: Kind[Any]) -> None:
    names = [field.wire for field in form_fields(kind.body)]
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["adres", "wijze", "betreft", "bron", "datumBron", *names])
    for record, body in book.rows(kind):
        shown = to_form(kind.body, msgspec.to_builtins(body))
        source = record.source
        who = [record.id, record.envelope.mode, record.envelope.org]
        where = [source.name, source.day] if source else ["", ""]
        writer.writerow([*who, *where, *(shown.get(name, "") for name in names)])


export.__doc__ = spoken("Schrijf de vermeldingen van een soort.", "Write the entries of a kind.")
