# SPDX-License-Identifier: EUPL-1.2
"""`stelsel correct`: a better content for an entry, with the reason."""

from typing import Annotated

import typer

from stelsel.faces.cli.publish import (
    RULES,
    File,
    publisher_given,
    read_content,
    read_input,
    show_receipt,
    warn_where_it_does_not_hold,
)
from stelsel.faces.cli.shared_options import As, Json, Lang, kind_named, open_node, person, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.ids import entry_id
from stelsel.register.log import Receipt

Id = Annotated[
    str, typer.Argument(help=spoken("Adres: uitgever/soort/naam.", "Address: publisher/kind/name."), metavar="ID")
]
Why = Annotated[str, typer.Option(help=spoken("Waarom dit verandert.", "Why this changes."))]


@needing("correct")
def correct(id: Id, file: File, publisher: As = "", why: Why = "", json: Json = False, lang: Lang = "") -> None:
    node = open_node()
    from stelsel.node import desk

    kind = kind_named(entry_id(id, "ID").kind)
    decoded = read_content(kind, read_input(file))
    receipt = desk.correct(node, publisher_given(publisher), id, decoded, why, person(publisher))
    show_receipt(receipt, json)
    if kind.name in RULES and isinstance(receipt, Receipt):
        warn_where_it_does_not_hold(node, publisher, receipt.id)


correct.__doc__ = spoken("Verbeter een vermelding.", "Correct an entry.")
