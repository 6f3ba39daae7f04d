# SPDX-License-Identifier: EUPL-1.2
"""Options that commands share, the language they speak, and the start of a node."""

import gc
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stelsel.kernel.problem import Finding, bad_input
from stelsel.kernel.text import Text

if TYPE_CHECKING:
    from stelsel.book.audience import Asker
    from stelsel.kernel.kind import Kind
    from stelsel.node.identity import Person
    from stelsel.node.node import Node


def language() -> str:
    """nl or en: --lang where given, else LANG, else Dutch."""
    arguments = sys.argv[1:]
    for place, word in enumerate(arguments):
        if word.startswith("--lang="):
            return "en" if word.endswith("=en") else "nl"
        if word == "--lang" and place + 1 < len(arguments):
            return "en" if arguments[place + 1] == "en" else "nl"
    surroundings = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "en" if surroundings.startswith("en") else "nl"


def spoken(nl: str, en: str) -> str:
    """One of the two, in the language of this command."""
    return Text(nl=nl, en=en).to(language())


def _known_language(text: str) -> str:
    if text not in ("", "nl", "en"):
        raise bad_input(
            "language",
            "--lang",
            Text(nl=f"“{text}” kennen we niet.", en=f"We do not know “{text}”."),
            Text(nl="Kies nl of en.", en="Choose nl or en."),
        )
    return text


Json = Annotated[bool, typer.Option("--json", help=spoken("Antwoord als JSON.", "Answer as JSON."))]
Lang = Annotated[
    str,
    typer.Option(
        "--lang", help=spoken("Taal: nl of en.", "Language: nl or en."), callback=_known_language, metavar="nl|en"
    ),
]
As = Annotated[
    str,
    typer.Option(
        "--as",
        help=spoken("Namens deze uitgever (op deze node).", "On behalf of this publisher (on this node)."),
        metavar="PUBLISHER",
    ),
]


class NoNode(Exception):
    """There is no node in this folder."""

    def __init__(self, home: Path) -> None:
        self.finding = Finding(
            "no-node",
            str(home),
            Text(nl="Hier staat geen node.", en="There is no node here."),
            Text(
                nl="Maak er een met “stelsel init”, of wijs de map aan met --at-home.",
                en="Make one with “stelsel init”, or name the folder with --at-home.",
            ),
        )
        super().__init__(str(home))


def home() -> Path:
    """The folder of the node."""
    return Path(os.environ.get("STELSEL_HOME") or "var").resolve()


def has_node() -> bool:
    """Whether there is a node here."""
    return bool(os.environ.get("STELSEL_DATABASE")) or (home() / "stelsel.sqlite3").exists()


def start(fresh: bool = False) -> None:
    """Make the product ready. Without `fresh` there must be a node already."""
    if not fresh and not has_node():
        raise NoNode(home())
    os.environ["STELSEL_HOME"] = str(home())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stelsel.node.settings")
    import django

    django.setup()
    from stelsel.node.audit import OPERATOR, acts

    acts(OPERATOR)


def open_node() -> "Node":
    """The node in the folder of this command."""
    start()
    from stelsel.node.node import GC_THRESHOLDS, node

    gc.set_threshold(*GC_THRESHOLDS)  # folding a log makes much that stays
    return node()


def asker(publisher: str) -> "Asker":
    """Who asks: anybody, or somebody who works for this publisher."""
    from stelsel.book.audience import ANYONE, Asker
    from stelsel.node.node import node

    if not publisher:
        return ANYONE
    known = {log.publisher for log in node().logs.sizes()}
    if publisher not in known:
        raise bad_input(
            "unknown-publisher",
            "--as",
            Text(nl=f"“{publisher}” heeft hier geen logboek.", en=f"“{publisher}” has no log here."),
            Text(nl=f"Kies uit: {', '.join(sorted(known))}.", en=f"Choose from: {', '.join(sorted(known))}."),
        )
    return Asker(frozenset({publisher}), government=True, name=publisher)


def person(publisher: str) -> "Person":
    """Who gives a command: the operator of this node, with the eyes of this publisher."""
    from stelsel.node.identity import OPERATOR

    return replace(OPERATOR, asker=asker(publisher))


def kind_named(name: str) -> "Kind[Any]":
    """The kind with this English or Dutch name. BadInput names them all."""
    from stelsel.node.imports import kind_named as named

    return named(name)


Background = Annotated[
    bool,
    typer.Option(
        "--in-background",
        help=spoken("Laat een werkproces het doen; toont het nummer.", "Let a worker do it; shows its number."),
    ),
]


def tell_asked(id: str, json: bool = False) -> None:
    """The number of a job that waits, and how to follow it."""
    if json:
        from stelsel.faces.cli import say

        say.as_json({"nummer": id})
        return
    print(id)
    print(spoken(f"Volgen: stelsel jobs show {id}", f"Follow: stelsel jobs show {id}"), file=sys.stderr)
