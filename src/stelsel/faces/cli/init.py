# SPDX-License-Identifier: EUPL-1.2
"""`stelsel init`: keys, database, and the publishers of the example country."""

from typing import Annotated

import typer

from stelsel.faces.cli import say
from stelsel.faces.cli.shared_options import Json, Lang, home, spoken, start
from stelsel.faces.needs import needing


@needing("keep-node")
def init(
    example: Annotated[
        bool,
        typer.Option(
            help=spoken("Ook de uitgevers van het voorbeeldland.", "Also the publishers of the example country.")
        ),
    ] = True,
    json: Json = False,
    lang: Lang = "",
) -> None:
    __doc__  # noqa: B018
    prepared = prepare(example)
    if json:
        say.as_json({"home": str(home()), "publishers": prepared})
        return
    print(spoken(f"Klaar: {home()}", f"Ready: {home()}"))
    print(spoken(f"Uitgevers: {', '.join(prepared) or 'geen'}", f"Publishers: {', '.join(prepared) or 'none'}"))


def prepare(example: bool) -> list[str]:
    """Folder, tables, keys and logs; what is there stays. Returns the publishers."""
    home().mkdir(parents=True, exist_ok=True)
    start(fresh=True)
    from stelsel.node.example import load
    from stelsel.node.node import node
    from stelsel.node.serve import check_disk, migrate

    check_disk(home())
    migrate()
    if example:
        load.enrol(node())
    return sorted({log.publisher for log in node().logs.sizes()})


init.__doc__ = spoken("Maak sleutels en database.", "Make keys and database.")
