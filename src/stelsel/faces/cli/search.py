# SPDX-License-Identifier: EUPL-1.2
"""`stelsel search`: full text over what you may see, with facets."""

from typing import Annotated

import typer

from stelsel.faces.cli import say
from stelsel.faces.cli.ends import End, Finished
from stelsel.faces.cli.shared_options import As, Json, Lang, asker, kind_named, language, open_node, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.text import Text, number


@needing("see")
def search(
    text: Annotated[str, typer.Argument(help=spoken("Woorden.", "Words."))],
    kind: Annotated[list[str] | None, typer.Option(help=spoken("Alleen deze soort.", "Only this kind."))] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help=spoken("Hoeveel tonen.", "How many to show."))] = 20,
    publisher: As = "",
    json: Json = False,
    lang: Lang = "",
) -> None:
    node = open_node()
    book = node.book(asker(publisher))
    facets = {"kind": [kind_named(one).name for one in kind]} if kind else {}
    hits = book.search(text, facets, limit)
    records = [record for address in hits.ids if (record := book.get(address))]
    if json:
        from stelsel.faces.api.shapes import vermelding

        say.as_json(
            {
                "totaal": hits.total,
                "vermeldingen": [vermelding(book, record) for record in records],
                "facetten": hits.facets,
                "bedoeldeU": hits.did_you_mean,
                "stand": book.position.hash,
            }
        )
    else:
        spoken_now = language()
        if hits.did_you_mean:
            print(spoken(f"Bedoelde u: {hits.did_you_mean}?", f"Did you mean: {hits.did_you_mean}?"))
        print(spoken(f"{number(hits.total, 'nl')} gevonden.", f"{number(hits.total, 'en')} found."))
        headings = (Text(nl="Soort", en="Kind"), Text(nl="Titel", en="Title"), Text(nl="Adres", en="Address"))
        shown = []
        for record in records:
            declared = book.kinds[record.envelope.type.rpartition("/")[0]]
            label = declared.label(record.body(declared))
            shown.append((declared.title.to(spoken_now), label.to(spoken_now), record.id))
        if shown:
            say.rows(headings, shown)
    if not hits.total:
        raise Finished(End.NO)


search.__doc__ = spoken("Zoek in alles wat u mag zien.", "Search everything you may see.")
