# SPDX-License-Identifier: EUPL-1.2
"""`stelsel publish`: check, sign and append an entry."""

import csv
import sys
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stelsel.faces.cli import say
from stelsel.faces.cli.shared_options import As, Json, Lang, asker, kind_named, language, open_node, person, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.canonical import MAX_BYTES
from stelsel.kernel.entry import Source
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.vocabulary import wire
from stelsel.register.log import Receipt

if TYPE_CHECKING:
    from stelsel.kernel.kind import Decoded, Kind
    from stelsel.node.node import Node
    from stelsel.node.tasks import Held

RULES = ("rule-text", "figure-table", "rule-adoption")
"""Kinds of which it depends on the publisher whether they hold."""
_ALONE = {"rule-text": "rule_text", "figure-table": "figure_rows"}
"""Kinds whose content may come as a file of its own form, and the field that it is."""
File = Annotated[
    str,
    typer.Argument(
        help=spoken("JSON-bestand met de inhoud, of - voor de invoer.", "JSON file with the content, or - for input.")
    ),
]
KindName = Annotated[
    str, typer.Argument(help=spoken("Soort, Nederlands of Engels.", "Kind, Dutch or English."), metavar="KIND")
]


@needing("publish")
def publish(  # noqa: PLR0913, PLR0917 - each is an option
    kind: KindName,
    file: File,
    publisher: As = "",
    name: Annotated[str, typer.Option(help=spoken("Naam onder de uitgever.", "Name below the publisher."))] = "",
    audience: Annotated[
        str, typer.Option(help=spoken("Kring: own, public of gov.", "Audience: own, public or gov."))
    ] = "",
    about: Annotated[
        str, typer.Option(help=spoken("TOOI-adres van wie het betreft.", "TOOI address of whom it is about."))
    ] = "",
    source: Annotated[
        str, typer.Option(help=spoken("Bron: dan wordt het vastgelegd.", "Source: then it is recorded."))
    ] = "",
    source_day: Annotated[
        str, typer.Option(help=spoken("Dag van de bron, jjjj-mm-dd.", "Day of the source, yyyy-mm-dd."))
    ] = "",
    source_link: Annotated[str, typer.Option(help=spoken("Link naar de bron.", "Link to the source."))] = "",
    despite: Annotated[
        str,
        typer.Option(
            help=spoken(
                "Waarom u doorgaat, al stond dit eerder in de weg.",
                "Why you go on, although it stood in the way before.",
            )
        ),
    ] = "",
    json: Json = False,
    lang: Lang = "",
) -> None:
    node = open_node()
    from stelsel.node import desk

    found = kind_named(kind)
    decoded = read_content(found, read_input(file))
    told = Source(source, source_day, source_link) if source or source_day or source_link else None
    wish = desk.Wish(found, decoded.body, decoded.unknown, name, audience, about, told, despite)
    receipt = desk.publish(node, publisher_given(publisher), wish, person(publisher))
    show_receipt(receipt, json)
    if found.name in RULES and isinstance(receipt, Receipt):
        warn_where_it_does_not_hold(node, publisher, receipt.id)


def warn_where_it_does_not_hold(node: "Node", publisher: str, address: str) -> None:
    """What the checks find wrong in a rule text that is published; and of a text, table or adoption that holds nowhere,
    why: on the error stream."""
    from stelsel.engines.rules import check
    from stelsel.nouns.rule_text import rules_in

    rules = rules_in(node.book(asker(publisher)))
    for found in (one for one in check(rules.library) if one.file == address and one.severity == "fault"):
        print(spoken("Let op: ", "Note: ") + found.line(language()), file=sys.stderr)
    for one in rules.refused:
        if one.file == address:
            note = spoken("Let op, dit geldt nu niet: ", "Note, this does not hold now: ")
            print(note + one.why.to(language()), file=sys.stderr)


def publisher_given(publisher: str) -> str:
    """The publisher that --as names; BadInput when it is missing."""
    if not publisher:
        raise bad_input(
            "no-publisher",
            "--as",
            Text(nl="Namens wie publiceert u?", en="On whose behalf do you publish?"),
            Text(nl="Noem een uitgever van deze node: --as NAAM.", en="Name a publisher of this node: --as NAME."),
        )
    return publisher


def read_content(kind: "Kind[Any]", raw: bytes) -> "Decoded[Any]":
    """The content of an entry from JSON; of a rule text also its YAML alone and of a table of figures its CSV alone,
    which say the rest themselves."""
    if kind.name in _ALONE and not raw.lstrip().startswith(b"{"):
        text = raw.decode("utf-8", "surrogateescape")
        title = {wire("title"): _first_law(text)} if kind.name == "figure-table" else {}
        return kind.convert({wire(_ALONE[kind.name]): text, **title})
    return kind.read(raw)


def _first_law(table: str) -> str:
    """The title of a table of figures that brings none: the first law in it."""
    rows = list(islice(csv.reader(StringIO(table, newline="")), 2))
    return rows[1][0] if len(rows) > 1 and rows[1] else "-"


def read_input(file: str) -> bytes:
    """The bytes of a file or of the input; at most a little over 1 MB is read."""
    if file == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        with Path(file).open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise unreadable(file, error) from None


def unreadable(file: str, error: OSError) -> BadInput:
    """BadInput for a file that cannot be read."""
    return bad_input(
        "file",
        file,
        Text(
            nl=f"Dit bestand is niet te lezen ({error.strerror}).", en=f"This file cannot be read ({error.strerror})."
        ),
        Text(nl="Controleer de naam en de rechten.", en="Check its name and rights."),
    )


def show_receipt(receipt: "Receipt | Held", json: bool) -> None:
    """Where the entry stands now, or which task waits for a second person."""
    if not isinstance(receipt, Receipt):
        _show_held(receipt, json)
        return
    if json:
        plain: dict[str, Any] = {
            "adres": receipt.id,
            "logboek": receipt.origin,
            "index": receipt.index,
            "hash": receipt.leaf_hash.hex(),
        }
        say.as_json(plain)
        return
    print(spoken(f"Vastgelegd: {receipt.id}", f"Recorded in the log: {receipt.id}"))
    print(f"{receipt.origin} {receipt.index} {receipt.leaf_hash.hex()}")


def _show_held(held: "Held", json: bool) -> None:
    if json:
        say.as_json({"adres": held.id, "taak": held.task})
        return
    print(
        spoken(
            f"Nog niet vastgelegd: {held.id} wacht op een tweede persoon (taak {held.task}).",
            f"Not recorded yet: {held.id} waits for a second person (task {held.task}).",
        )
    )


publish.__doc__ = spoken("Publiceer een vermelding.", "Publish an entry.")
