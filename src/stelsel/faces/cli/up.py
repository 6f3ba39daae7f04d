# SPDX-License-Identifier: EUPL-1.2
"""`stelsel up`: init, the example country with a progress bar, and serve. A second time nothing is loaded."""

import os
from contextlib import nullcontext
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from stelsel.faces.cli.init import prepare
from stelsel.faces.cli.shared_options import Lang, home, language, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.text import Text, number

Port = Annotated[int, typer.Option(min=1, max=65535, help=spoken("Poort.", "Port."))]
Host = Annotated[str, typer.Option(help=spoken("Adres waarop de node luistert.", "Address the node listens on."))]

Jobs = Annotated[
    bool, typer.Option(help=spoken("Met een werkproces ernaast.", "With a worker for background work beside it."))
]


@needing("keep-node")
def up(
    port: Port = 8000,
    host: Host = "127.0.0.1",
    example: Annotated[bool, typer.Option(help=spoken("Met het voorbeeldland.", "With the example country."))] = True,
    jobs: Jobs = True,
    lang: Lang = "",
) -> None:
    from stelsel.node.serve import check_port

    check_port(host, port)
    address = address_of(host, port)
    os.environ.setdefault("STELSEL_URL", address)
    prepare(example)
    if example:
        load_example()
    open_up(host, port, jobs)


def address_of(host: str, port: int) -> str:
    """Where people find a node that listens here."""
    from stelsel.node.serve import is_loopback

    shown = "localhost" if is_loopback(host) else f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}"


def load_example() -> None:
    """Load the example country unless it stands there already."""
    from stelsel.node.example import load
    from stelsel.node.node import node

    if load.is_loaded(node()):
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console()) as bar:
        task = bar.add_task(spoken("Voorbeeldland", "Example country"), total=None)

        def progress(done: int, total: int, words: Text) -> None:
            bar.update(task, total=total, completed=done, description=words.to(language()).capitalize())

        written = load.load(node(), progress)
    print(
        spoken(
            f"Voorbeeldland geladen: {number(written, 'nl')} vermeldingen.",
            f"Example country loaded: {number(written, 'en')} entries.",
        )
    )


def open_up(host: str, port: int, jobs: bool = True) -> None:
    """Serve until Ctrl+C, with a worker for background work beside it; the address is printed when it is open."""
    from stelsel.node.job_process import beside
    from stelsel.node.serve import is_loopback, serve
    from stelsel.node.signing import ensure_signer

    ensure_signer(home())
    (home() / "url").write_text(f"{os.environ.get('STELSEL_URL') or address_of(host, port)}\n", encoding="utf-8")

    def ready() -> None:
        print(spoken(f"Stelsel staat op {address_of(host, port)}", f"Stelsel stands at {address_of(host, port)}"))
        if not is_loopback(host):
            print(
                spoken(
                    "Anderen kunnen erbij: zet STELSEL_HOSTS; voorbeeldaccounts werken alleen op deze machine.",
                    "Others can reach it: set STELSEL_HOSTS; demo accounts work only on this machine.",
                )
            )
        print(spoken("Stoppen: Ctrl+C", "Stop: Ctrl+C"), flush=True)

    with beside(home()) if jobs else nullcontext():
        serve(host, port, ready)


up.__doc__ = spoken("Start Stelsel met het voorbeeldland.", "Start Stelsel with the example country.")
