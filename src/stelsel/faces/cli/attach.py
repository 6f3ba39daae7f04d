# SPDX-License-Identifier: EUPL-1.2
"""`stelsel attach`: keep a file under its hash and publish its entry."""

import mimetypes
from pathlib import Path
from typing import Annotated

import typer

from stelsel.faces.cli.publish import publisher_given, show_receipt, unreadable
from stelsel.faces.cli.shared_options import As, Json, Lang, open_node, person, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.time import day

File = Annotated[Path, typer.Argument(help=spoken("Het bestand.", "The file."), metavar="FILE")]
To = Annotated[
    str, typer.Option("--to", help=spoken("Adres van de vermelding.", "Address of the entry."), metavar="ENTRY")
]


@needing("attach")
def attach(  # noqa: PLR0913, PLR0917 - each is an option
    file: File,
    publisher: As = "",
    to: To = "",
    audience: Annotated[
        str, typer.Option(help=spoken("Kring: own, public of gov.", "Audience: own, public or gov."))
    ] = "",
    title: Annotated[str, typer.Option(help=spoken("Titel; anders de bestandsnaam.", "Title; else the name."))] = "",
    keep_until: Annotated[
        str, typer.Option(help=spoken("Laatste dag van bewaren, jjjj-mm-dd.", "Last day it is kept, yyyy-mm-dd."))
    ] = "",
    name: Annotated[str, typer.Option(help=spoken("Naam onder de uitgever.", "Name below the publisher."))] = "",
    sha256: Annotated[
        str, typer.Option("--sha256", help=spoken("Hash die het bestand moet hebben.", "Hash that the file must have."))
    ] = "",
    json: Json = False,
    lang: Lang = "",
) -> None:
    node = open_node()
    from stelsel.node.attach import Wish
    from stelsel.node.attach import attach as keep
    from stelsel.node.attachments import CHUNK

    publisher = publisher_given(publisher)
    until = day(keep_until, "--keep-until") if keep_until else None
    media_type = mimetypes.guess_type(file.name)[0] or ""
    wish = Wish(file.name, media_type, title, to, until, audience, name, sha256)
    who = person(publisher)
    with node.attachments.incoming() as incoming:
        try:
            source = file.open("rb")
        except OSError as error:
            raise unreadable(str(file), error) from None
        with source:
            while chunk := source.read(CHUNK):
                incoming.add(chunk)
        incoming.finish()
        receipt = keep(node, publisher, incoming, wish, who)
    show_receipt(receipt, json)


attach.__doc__ = spoken("Voeg een bestand toe als bijlage.", "Add a file as an attachment.")
