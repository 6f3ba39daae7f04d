# SPDX-License-Identifier: EUPL-1.2
"""`stelsel jobs`: the background work of this node: list, follow, stop, try again, and a worker that does it."""

import os
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer

from stelsel.faces.cli import say
from stelsel.faces.cli.ends import End, Finished, tell
from stelsel.faces.cli.shared_options import Json, Lang, language, open_node, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text, number

if TYPE_CHECKING:
    from stelsel.node.background.shown import Shown

app = typer.Typer(help=spoken("Werk op de achtergrond.", "Work in the background."), no_args_is_help=True)
Number = Annotated[
    str, typer.Argument(help=spoken("Nummer van het werk.", "Number of the work."), metavar=spoken("NUMMER", "NUMBER"))
]
_HEADINGS = (
    Text(nl="Nummer", en="Number"),
    Text(nl="Werk", en="Work"),
    Text(nl="Voor", en="For"),
    Text(nl="Toestand", en="State"),
    Text(nl="Voortgang", en="Progress"),
)


@app.command("list", help=spoken("Toon het werk, het nieuwste eerst.", "Show the work, newest first."))
@needing("run-job")
def list_jobs(
    state: Annotated[
        str,
        typer.Option(
            help=spoken("Alleen in deze toestand", "Only in this state")
            + ": waiting, running, stopping, pausing, done, cancelled, set-aside"
        ),
    ] = "",
    json: Json = False,
    lang: Lang = "",
) -> None:
    """The newest fifty."""
    open_node()
    from stelsel.node.background.desk import seen

    found = seen(None, state=state)
    if json:
        say.as_json({"aantal": found.total, "opdrachten": [_plain(one) for one in found.jobs]})
        return
    if not found.jobs:
        print(spoken("Er is geen werk.", "There is no work."))
        return
    say.rows(
        _HEADINGS,
        (
            (str(one.id), _in(one.title), one.publisher or spoken("de node", "the node"), _state(one), _progress(one))
            for one in found.jobs
        ),
    )
    if found.total > len(found.jobs):
        print(spoken(f"In totaal: {found.total}.", f"In all: {found.total}."))


@app.command("show", help=spoken("Toon één werk.", "Show one."))
@needing("run-job")
def show(id: Number, json: Json = False, lang: Lang = "") -> None:
    """Code 3 where a check of the book found faults, 1 for what was set aside."""
    open_node()
    one = _found(id)
    if json:
        say.as_json(_plain(one))
    else:
        _tell(one)
    if one.state == "set-aside":
        raise Finished(End.NO)
    if one.name == "check-book" and one.found:
        raise Finished(End.BROKEN)


@app.command("cancel", help=spoken("Stop een werk.", "Cancel one."))
@needing("run-job")
def cancel(id: Number, lang: Lang = "") -> None:
    """What waits stops at once, what runs within seconds."""
    open_node()
    from stelsel.node.background.desk import stop

    one = _found(id)
    stop(None, one.id)
    print(spoken("Gevraagd om te stoppen.", "Asked to stop."))


@app.command("retry", help=spoken("Probeer een werk opnieuw.", "Try one again."))
@needing("run-job")
def retry(id: Number, lang: Lang = "") -> None:
    """From its saved place on."""
    open_node()
    from stelsel.node.background.desk import retry as try_again

    one = _found(id)
    try_again(None, one.id)
    print(spoken("Het werk wacht weer.", "It waits again."))


@app.command("work", help=spoken("Doe het werk, tot Ctrl+C.", "Do the work, until Ctrl+C."))
@needing("keep-node")
def work(
    threads: Annotated[int, typer.Option(min=1, max=32, help=spoken("Hoeveel tegelijk.", "How many at once."))] = 2,
    lang: Lang = "",
) -> None:
    """A worker. SIGTERM lets what runs finish or hands it back."""
    open_node()
    from stelsel.node.job_process import run

    print(spoken("Het werkproces draait. Stoppen: Ctrl+C", "The worker runs. Stop: Ctrl+C"), flush=True)
    if not run(threads):
        os._exit(0)  # a thread that does not listen would hold the process; its work was handed back


def _found(id: str) -> "Shown":
    from stelsel.node.background.desk import one

    try:
        found = one(None, UUID(id))
    except ValueError:
        found = None
    if found is None:
        raise bad_input(
            "unknown-job",
            id[:60],
            Text(nl="Dit werk is er niet.", en="There is no such work."),
            Text(nl="Kies een nummer uit: stelsel jobs list", en="Choose a number from: stelsel jobs list"),
        )
    return found


def _tell(one: "Shown") -> None:
    print(f"{_in(one.title)}: {_state(one)}")
    print(f"  {spoken('Voor', 'For')}: {one.publisher or spoken('de node', 'the node')}")
    print(f"  {spoken('Voortgang', 'Progress')}: {_progress(one)}")
    if one.message and not one.ended:
        print(f"  {_in(one.message)}")
    if one.failures:
        print(f"  {spoken('Mislukt', 'Failed')}: {one.failures} ×")
    if one.said:
        print(_in(one.said))
    tell(one.findings, language())
    if one.place_of_error:
        say.lines(Text(nl="Waar het fout ging", en="Where it went wrong"), one.place_of_error.splitlines())


def _in(text: Text) -> str:
    return text.to(language())


def _state(one: "Shown") -> str:
    from stelsel.node.background.shown import STATE_WORDS

    return _in(STATE_WORDS[one.state])


def _progress(one: "Shown") -> str:
    spoken_now = language()
    if not one.total:
        return number(one.done, spoken_now) if one.done else "—"
    return f"{number(one.done, spoken_now)} / {number(one.total, spoken_now)}"


def _plain(one: "Shown") -> dict[str, Any]:
    from stelsel.faces.api.job_shapes import opdracht

    return opdracht(one).plain()
