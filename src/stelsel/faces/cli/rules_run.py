# SPDX-License-Identifier: EUPL-1.2
"""A run over a population as `stelsel rules population` and `stelsel rules compare` do it: from options to results,
with progress, and stopped by Ctrl-C with what is done kept."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from stelsel.faces.cli.ends import End, Finished, tell
from stelsel.faces.cli.shared_options import language, open_node, spoken
from stelsel.kernel.text import Text, number

Done = TypeVar("Done")
Progressed = Callable[[int, int, int], None]

if TYPE_CHECKING:
    from stelsel.faces.cli.rules_given import Asked
    from stelsel.node.population import Ran, Wish

People = Annotated[
    str,
    typer.Option(
        "--people",
        help=spoken(
            "De mensen: een map, een bestand van DuckDB, of een database als postgresql://host/naam.",
            "The people: a folder, a file of DuckDB, or a database like postgresql://host/name.",
        ),
        metavar="PEOPLE",
    ),
]
Schema = Annotated[
    str,
    typer.Option("--schema", help=spoken("Schema van de tabellen.", "Schema of the tables."), metavar="NAME"),
]
To = Annotated[Path, typer.Option("--to", help=spoken("Map voor de uitkomsten.", "Folder for the results."))]
By = Annotated[list[str] | None, typer.Option("--by", help=spoken("Tel per kolom.", "Count by a column."))]
GoOn = Annotated[bool, typer.Option("--go-on", help=spoken("Reken door met wat goed is.", "Go on with what is right."))]
EngineName = Annotated[
    str,
    typer.Option(
        "--engine",
        help=spoken("kernel, duckdb of spark://HOST:7077.", "kernel, duckdb or spark://HOST:7077."),
        metavar="NAME",
    ),
]


@dataclass(frozen=True)
class Run:
    """What is run: a rule and output (else the main one) on a day as known on a day (empty: today, and all that is
    known), of which rule texts, for whom, and how; with `pressure` also with a little more income."""

    rule: str
    output: str
    on: str
    people: str
    by: tuple[str, ...] = ()
    go_on: bool = False
    engine: str = "kernel"
    known_at: str = ""
    texts: str = ""
    publisher: str = ""
    pressure: bool = False
    schema: str = ""


@dataclass(frozen=True)
class Computed:
    """A run that is done: what was asked and wished, and what came out."""

    asked: "Asked"
    wish: "Wish"
    ran: "Ran"

    @property
    def unit(self) -> str:
        """The unit of the outcome."""
        return self.wish.program.unit

    @property
    def synthetic(self) -> bool:
        """Whether the people do not exist."""
        return self.wish.source.synthetic


def computed(run: Run, to: Path) -> Computed:
    """Runs it; tells what was not right. Finished with code 130 after Ctrl-C."""
    from stelsel.engines.rules.population import compile_rule
    from stelsel.faces.cli.rules_given import asked_of, day_known, rules_given
    from stelsel.node import population
    from stelsel.node.population.dictionary import write_dictionary
    from stelsel.node.population.engine import engine_of
    from stelsel.node.population.more import more_of
    from stelsel.node.population.source import source_of

    known = day_known(run.known_at)
    asked = asked_of(rules_given(run.texts, run.publisher, known), run.rule, run.output, run.on, known, "aanvrager")
    given = asked.given
    figures = given.rules.figures
    program = compile_rule(given.library, asked.rule, asked.output, asked.on, known_at=known, figures=figures)
    position = given.book.position.hash if given.book else ""
    more = more_of(program) if run.pressure else None
    source = source_of(run.people, run.schema)
    wish = population.Wish(program, source, to, run.by, run.go_on, position, engine_of(run.engine), more)
    ran = with_progress(lambda progress: population.run(wish, progress))
    write_dictionary(to, program, run.by, more)
    tell(ran.findings, language())
    return Computed(asked, wish, ran)


def with_progress(work: Callable[[Progressed], Done], stopped: Text | None = None) -> Done:
    """Does some work with a bar on the error stream: households, share done and time left. Finished with code 130 after
    Ctrl-C."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, TextColumn("–"), TimeRemainingColumn(), console=Console(stderr=True)) as bar:
        task = bar.add_task(_BUSY.to(language()), total=None)
        begun = False

        def progress(done: int, pieces: int, households: int) -> None:
            nonlocal begun
            said = _DONE.fill(n=number(households, language())).to(language())
            if not begun:  # what was done before says nothing of how quick it goes
                bar.reset(task, completed=done, total=pieces, description=said)
            bar.update(task, description=said, completed=done)
            begun = True

        try:
            return work(progress)
        except KeyboardInterrupt:
            bar.stop()
            print((stopped or _STOPPED).to(language()), file=sys.stderr)
            raise Finished(End.INTERRUPTED) from None


def receipt_for(done: Computed, run: Run, numbers: list[Path]) -> None:
    """Writes the receipt beside the results, with the hashes of files of numbers; says so where nobody signed it."""
    from stelsel.node.population.receipt import Used, make

    given = done.asked.given
    used = Used(given.rules, given.library, given.own, run.known_at)
    if not make(done.wish, used, numbers, open_node() if given.book is not None else None):
        print(_NOT_SIGNED.to(language()), file=sys.stderr)


_NOT_SIGNED = Text(
    nl="Het bewijs (receipt.json) is niet ondertekend: deze regel staat in geen logboek van deze node.",
    en="The receipt (receipt.json) is not signed: this rule stands in no log of this node.",
)
_BUSY = Text(nl="Rekenen …", en="Computing …")
_DONE = Text(nl="{n} huishoudens gerekend", en="{n} households computed")
_STOPPED = Text(
    nl="Gestopt. Wat klaar is blijft staan; geef dezelfde opdracht om verder te gaan.",
    en="Stopped. What is done stays; give the same command to go on.",
)
