# SPDX-License-Identifier: EUPL-1.2
"""`stelsel rules synthesise`: a synthetic country as Parquet files, to try rules on people who do not exist."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from stelsel.faces.cli import say
from stelsel.faces.cli.shared_options import Json, Lang, language, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text, number

Persons = Annotated[int, typer.Option(help=spoken("Aantal verzonnen mensen.", "Number of synthetic people."))]
Seed = Annotated[
    int, typer.Option(help=spoken("Begingetal; hetzelfde getal, hetzelfde land.", "Seed; same seed, same country."))
]
To = Annotated[Path, typer.Option("--to", help=spoken("Nieuwe of lege map.", "New or empty folder."))]
On = Annotated[str, typer.Option("--on", help=spoken("Dag van leeftijden en bedragen.", "Day of ages and amounts."))]
Missing = Annotated[
    bool,
    typer.Option("--missing", help=spoken("Laat gegevens weg zoals in het echt.", "Leave facts out as in reality.")),
]


@needing("see")
def synthesise(
    to: To,
    persons: Persons = 100_000,
    seed: Seed = 1,
    on: On = "2026-01-01",
    missing: Missing = False,
    json: Json = False,
    lang: Lang = "",
) -> None:
    from stelsel.engines.synthetic import ATTRIBUTION, Options
    from stelsel.node import synthetic

    options = Options(persons, seed, _day(on), missing)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    try:
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(spoken("Verzonnen mensen", "Synthetic people"), total=persons)
            written = synthetic.write(options, to, lambda done: bar.update(task, completed=done))
    except KeyboardInterrupt:
        print(spoken("Gestopt. Er staat niets.", "Stopped. Nothing was written."), file=sys.stderr)
        raise
    if json:
        say.as_json(
            {
                "verzonnen": True,
                "map": str(written.folder),
                "mensen": written.persons,
                "huishoudens": written.households,
                "bestanden": written.files,
            }
        )
        return
    people, homes = (number(one, language()) for one in (written.persons, written.households))
    print(
        spoken(
            f"{people} verzonnen mensen in {homes} huishoudens staan in {written.folder}.",
            f"{people} synthetic people in {homes} households stand in {written.folder}.",
        )
    )
    print(synthetic.SYNTHETIC.to(language()))
    print(spoken("Tellingen", "Counts") + f": {ATTRIBUTION}.")


synthesise.__doc__ = spoken("Maak een verzonnen land.", "Make a synthetic country.")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise bad_input("synthetic-day", "--on", _NO_DAY, _NO_DAY_CURE) from None


_NO_DAY = Text(nl="Dit is geen dag.", en="This is not a day.")
_NO_DAY_CURE = Text(nl="Schrijf een dag als 2026-01-31.", en="Write a day like 2026-01-31.")
