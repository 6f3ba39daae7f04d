# SPDX-License-Identifier: EUPL-1.2
"""`stelsel agreement template`: begin an agreement from another, or list what there is to begin from."""

from typing import Annotated

import typer

from stelsel.faces.cli import say
from stelsel.faces.cli.shared_options import As, Json, Lang, asker, language, open_node, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text


@needing("see")
def template(
    address: Annotated[
        str,
        typer.Argument(
            help=spoken("Adres van de afspraak; leeg: toon de lijst.", "Address of the agreement; empty: the list."),
            metavar="[AGREEMENT-ID]",
        ),
    ] = "",
    publisher: As = "",
    json: Json = False,
    lang: Lang = "",
) -> None:
    import msgspec

    node = open_node()
    from stelsel.nouns.agreement import TEXT_TYPES, from_template, template_at, templates

    book = node.book(asker(publisher))
    if address:
        here = template_at(book, address)
        if here is None:
            raise bad_input("no-template", "AGREEMENT-ID", *_NOT_THERE)
        return say.as_json(msgspec.to_builtins(from_template(address, here[1])))
    found = templates(book)
    if json:
        return say.as_json([{"id": one.id, "title": body.title, "textType": body.text_type} for one, body in found])
    rows = [(one.id, body.title, TEXT_TYPES[body.text_type].to(language())) for one, body in found]
    return say.rows(_HEADINGS, rows)


def add(app: typer.Typer) -> None:
    """Adds this command to the group of agreements."""
    app.command("template")(template)


template.__doc__ = spoken(
    "Begin een afspraak met de regels van een andere (JSON).", "Begin an agreement with the rules of another (JSON)."
)
_HEADINGS = (Text(nl="Adres", en="Address"), Text(nl="Titel", en="Title"), Text(nl="Soort", en="Sort"))
_NOT_THERE = (
    Text(nl="Deze afspraak staat hier niet, of is niet voor u.", en="This agreement is not here, or not for you."),
    Text(
        nl="Geef een adres uit `stelsel agreement template`.", en="Give an address from `stelsel agreement template`."
    ),
)
