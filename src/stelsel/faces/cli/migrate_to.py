# SPDX-License-Identifier: EUPL-1.2
"""`stelsel migrate-to`: the tables of this node to another database, with proof, and the one setting to change."""

import sys
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from stelsel.faces.cli import say
from stelsel.faces.cli.shared_options import Json, Lang, language, spoken, start
from stelsel.faces.needs import needing
from stelsel.kernel.text import Text, number

URL = Annotated[
    str,
    typer.Argument(
        help=spoken(
            "postgresql://..., of sqlite. Laat het wachtwoord weg: PGPASSWORD of ~/.pgpass geeft het.",
            "postgresql://..., or sqlite. Leave the password out: PGPASSWORD or ~/.pgpass gives it.",
        ),
        metavar="URL",
    ),
]
_TABLE = Text(nl="Tabel", en="Table")
_ROWS = Text(nl="Rijen", en="Rows")
_CONTENT = Text(nl="Inhoud gelijk (SHA-256)", en="Content equal (SHA-256)")
_LOG = Text(nl="Logboek", en="Log")
_SIZE = Text(nl="Omvang en ijkpunt gelijk, fsck klopt", en="Size and checkpoint equal, fsck holds")


@needing("keep-node")
def migrate_to(url: URL, json: Json = False, lang: Lang = "") -> None:
    start()
    from django.conf import settings

    from stelsel.node.move import move
    from stelsel.node.signing import open_signer

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    try:
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(spoken("Tabellen", "Tables"), total=None)

            def progress(table: str, done: int, total: int) -> None:
                bar.update(task, total=total, completed=done, description=table)

            proof = move(settings.HOME, settings.ORIGIN, open_signer(settings.HOME), url, progress)
    except KeyboardInterrupt:
        print(spoken("Gestopt. Er is niets verplaatst.", "Stopped. Nothing has been moved."), file=sys.stderr)
        raise
    _show(proof, json)


migrate_to.__doc__ = spoken("Verhuis naar een andere database, met bewijs.", "Move to another database, with proof.")


def _show(proof: Any, json: bool) -> None:
    to_sqlite = not proof.target.startswith("postgresql://")
    setting = "STELSEL_DATABASE=" + ("" if to_sqlite else proof.target)
    if json:
        say.as_json(
            {
                "doel": proof.target,
                "instelling": setting,
                "tabellen": {name: {"rijen": one.rows, "sha256Som": one.digest} for name, one in proof.tables.items()},
                "logboeken": proof.logs,
            }
        )
        return
    spoken_now = language()
    held = ((name, number(one.rows, spoken_now), one.digest[:16]) for name, one in proof.tables.items())
    say.rows((_TABLE, _ROWS, _CONTENT), held)
    say.rows((_LOG, _SIZE), ((origin, number(size, spoken_now)) for origin, size in proof.logs.items()))
    print(
        spoken(
            "Bestanden, sleutels en bijlagen blijven staan. Zet nu deze instelling en start de node:",
            "Files, keys and attachments stay where they are. Now set this and start the node:",
        )
    )
    print(f"    {setting}")
    if ":***@" in proof.target:
        print(spoken("Vul het wachtwoord in op ***.", "Put the password in the place of ***."))
