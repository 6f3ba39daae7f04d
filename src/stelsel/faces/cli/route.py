# SPDX-License-Identifier: EUPL-1.2
"""`stelsel route`: from a need in own words to the doors, best first; many needs from a file."""

import json as plain_json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stelsel.faces.cli import say
from stelsel.faces.cli.shared_options import As, Json, Lang, asker, has_node, language, open_node, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text

if TYPE_CHECKING:
    from stelsel.book.book import Book
    from stelsel.priorities.services.route import Asked

SECONDS, ROWS = 60.0, 50_000_000
MOST_BYTES, MOST_NEEDS = 20_000_000, 100_000


@needing("see")
def route(  # noqa: PLR0913, PLR0917 - each is an option
    need: Annotated[
        str, typer.Argument(help=spoken("Wat u nodig hebt, in eigen woorden.", "What you need, in own words."))
    ] = "",
    place: Annotated[
        str, typer.Option(help=spoken("Woonplaats, gemeente of TOOI-adres.", "Town, municipality or TOOI address."))
    ] = "",
    on: Annotated[str, typer.Option(help=spoken("Op welke dag.", "On which day."), metavar="DAY")] = "",
    who: Annotated[
        str, typer.Option(help=spoken("citizen of entrepreneur.", "citizen or entrepreneur."), metavar="WHO")
    ] = "",
    file: Annotated[
        Path | None,
        typer.Option(
            help=spoken(
                "Een vraag per regel: tekst, of JSON met text, place, on.",
                "A need on each line: text, or JSON with text, place, on.",
            )
        ),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=50, help=spoken("Hoeveel tonen.", "How many to show."))] = 10,
    publisher: As = "",
    json: Json = False,
    lang: Lang = "",
) -> None:
    from stelsel.book.question import Budget
    from stelsel.node import clock
    from stelsel.priorities.services.route import routed

    if bool(need) == (file is not None):
        raise bad_input("route-need", "NEED", _ONE, _ONE_CURE)
    asked = list(_lines(file, place, on, who, limit)) if file else [_asked("NEED", need, place, on, who, limit)]
    book = _book(publisher)
    for one in asked:
        try:
            found = routed(book, one, Budget(SECONDS, ROWS, clock.monotonic))
        except BadInput as problem:
            if file is None:
                raise
            said = problem.findings[0]
            found = {
                "doors": [],
                "unsure": True,
                "error": {"what": said.what.to(language()), "cure": said.cure.to(language())},
            }
        if file is not None and json:
            print(plain_json.dumps(found, ensure_ascii=False), flush=True)
        elif json:
            say.as_json(found)
        else:
            _told(one, found, many=file is not None)


def _book(publisher: str) -> "Book":
    """The book of the node; where there is none, or no service in it, what ships."""
    from stelsel.node import clock
    from stelsel.priorities.services.kinds import PUBLIC_SERVICE

    if has_node():
        book = open_node().book(asker(publisher))
        if book.count(PUBLIC_SERVICE):
            return book
    from stelsel.node.example.shipped import shipped_book

    print(spoken("Hier staan geen diensten: we gebruiken de meegeleverde lijst.",
                 "There are no services here: we use the list that ships."), file=sys.stderr)  # fmt: skip
    return shipped_book(clock.today())


def _lines(file: Path, place: str, on: str, who: str, limit: int) -> Iterator["Asked"]:
    """The needs of a file. BadInput names the line that cannot be read."""
    from stelsel.faces.cli.receipt import read_file

    raw = read_file(str(file), MOST_BYTES).decode("utf-8", errors="replace")
    lines = [line for line in raw.splitlines() if line.strip()]
    if len(lines) > MOST_NEEDS:
        raise bad_input("route-many", str(file), _MANY, _MANY_CURE)
    for number, line in enumerate(lines, start=1):
        where = f"{file.name} {number}"
        if not line.lstrip().startswith("{"):
            yield _asked(where, line.strip(), place, on, who, limit)
            continue
        try:
            row = plain_json.loads(line)
            text = str(row["text"])
        except (ValueError, KeyError):
            raise bad_input("route-line", where, _LINE, _LINE_CURE) from None
        yield _asked(where, text, str(row.get("place") or place), str(row.get("on") or on), who, limit)


def _asked(where: str, text: str, place: str, on: str, who: str, limit: int) -> "Asked":
    from stelsel.kernel.time import day
    from stelsel.priorities.services.kinds import ADDRESSEES
    from stelsel.priorities.services.route import Asked

    asking = next((one for one in ADDRESSEES if one == who), None)
    if who and asking is None:
        raise bad_input("route-who", "--who", _WHO, _WHO_CURE)
    return Asked(text, place, day(on, where) if on else None, asking, limit)


def _told(asked: "Asked", found: dict[str, Any], many: bool) -> None:
    if many:
        print(
            f"\n{asked.text[:120]}" if "error" not in found else f"\n{found['error']['what']} {found['error']['cure']}"
        )
    if "instead" in found:
        print(found["instead"][language()])
    if not found["doors"] and "error" not in found:
        print(spoken("We vinden geen dienst bij deze woorden.", "We find no service for these words."))
    if not found["doors"]:
        return
    if found["unsure"]:
        print(spoken("Niet zeker; het kan dit zijn:", "Not sure; it may be:"))
    headings = (Text(nl="Dienst", en="Service"), Text(nl="Waarheen", en="Where"), Text(nl="Zeker", en="Sure"),
                Text(nl="Omdat mensen ook zeggen", en="Because people also say"))  # fmt: skip
    shown = found["doors"][: 3 if found["unsure"] else 1]
    say.rows(headings, [(one["title"], one["name"] or one["layer"] or "-", f"{one['score']:.0%}", one["why"])
                        for one in shown])  # fmt: skip


route.__doc__ = spoken("Vind de juiste deur.", "Find the right door.")
_ONE = Text(nl="Geef een vraag, of een bestand met vragen.", en="Give a need, or a file with needs.")
_ONE_CURE = Text(nl="Bijvoorbeeld: stelsel route “ik ga verhuizen” --place Utrecht.",
                 en="For example: stelsel route “I am moving house” --place Utrecht.")  # fmt: skip
_MANY = Text(nl="Dit bestand heeft te veel regels.", en="This file has too many lines.")
_MANY_CURE = Text(nl=f"Geef hooguit {MOST_NEEDS} regels.", en=f"Give at most {MOST_NEEDS} lines.")
_LINE = Text(nl="Deze regel is niet te lezen.", en="This line cannot be read.")
_LINE_CURE = Text(nl="Geef tekst, of een JSON-object met text.", en="Give text, or a JSON object with text.")
_WHO = Text(nl="Zo vraagt niemand.", en="Nobody asks like this.")
_WHO_CURE = Text(nl="Kies citizen of entrepreneur.", en="Choose citizen or entrepreneur.")
