# SPDX-License-Identifier: EUPL-1.2
"""`stelsel rules verify`: a folder with results held against its receipt, each thing by itself."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stelsel.faces.cli import say
from stelsel.faces.cli.ends import End, Finished
from stelsel.faces.cli.receipt import read_file
from stelsel.faces.cli.rules_run import EngineName, Schema, with_progress
from stelsel.faces.cli.shared_options import As, Json, Lang, asker, has_node, language, open_node, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text

if TYPE_CHECKING:
    from stelsel.book.book import Book
    from stelsel.node.population.verify import Checked, State

Folder = Annotated[Path, typer.Argument(help=spoken("Map met uitkomsten.", "Folder with results."), metavar="FOLDER")]
Again = Annotated[bool, typer.Option("--again", help=spoken("Reken alles opnieuw uit.", "Compute everything again."))]
People = Annotated[
    str, typer.Option("--people", help=spoken("De mensen van toen.", "The people of then."), metavar="PEOPLE")
]
Policy = Annotated[
    str, typer.Option(help=spoken("Beleid: wie u vertrouwt.", "Policy: whom you trust."), metavar="FILE")
]
OwnTexts = Annotated[
    str,
    typer.Option(help=spoken("Map met teksten en tabellen die u hebt.", "Folder with texts and tables that you have.")),
]


@needing("see")
def verify(  # noqa: PLR0913, PLR0917 - each is an option
    folder: Folder,
    people: People = "",
    again: Again = False,
    schema: Schema = "",
    engine: EngineName = "",
    policy: Policy = "",
    texts: OwnTexts = "",
    publisher: As = "",
    json: Json = False,
    lang: Lang = "",
) -> None:
    """What was not checked says so. Code 0 only where everything is the same, 3 where a file or a signature is not."""
    from stelsel.engines.rules.population.receipt import read
    from stelsel.faces.cli.rules_receipt import who_signed
    from stelsel.node.population import verify as held
    from stelsel.node.population.receipt import RECEIPT
    from stelsel.register.document_signature import MAX_BYTES, read_signed

    if again and not people:
        raise bad_input("verify-people", "--again", _NO_PEOPLE, _NO_PEOPLE_CURE)
    if not (folder / RECEIPT).exists() and (folder / "before" / RECEIPT).exists():
        raise bad_input("verify-sides", str(folder), _SIDES, _SIDES_CURE.fill(folder=folder))
    raw, signatures = read_signed(read_file(str(folder / RECEIPT), MAX_BYTES), RECEIPT)
    document = read(raw)
    book = open_node().book(asker(publisher)) if has_node() else None
    by_whom = who_signed(raw, signatures, policy)
    signed: State = "same" if by_whom else "open" if signatures else "absent"
    stored = list(held.files(folder, document))
    found = [held.Checked(_SIGNED, signed, _whose(by_whom, bool(signatures))), *stored]
    found += _rules(document, book, texts, folder, people, schema, engine, again)
    if json:
        say.as_json(_shaped(document, found))
    else:
        _told(document, found)
    if any(one.state in ("different", "absent") for one in stored):
        raise Finished(End.BROKEN)
    if any(one.state != "same" for one in found):
        raise Finished(End.NO)


def _rules(
    document: dict[str, Any],
    book: "Book | None",
    texts: str,
    folder: Path,
    people: str,
    schema: str,
    engine: str,
    again: bool,
) -> "Iterator[Checked]":
    """Texts, computation, people, and all of it again."""
    from stelsel.faces.cli.rules_receipt import brought
    from stelsel.node.population import verify as held
    from stelsel.node.population.source import source_of
    from stelsel.nouns.rule_text import rules_of_receipt

    library, figures, missing = rules_of_receipt(book, document, brought(texts))
    yield from (held.Checked(Text(nl=one.where, en=one.where), "absent", one.what) for one in missing)
    if missing:
        yield from (held.Checked(one, "open") for one in (_TEXTS, held.PEOPLE, held.AGAIN))
        return
    yield held.Checked(_TEXTS, "same")
    program = held.program_of(document, library, figures)
    computes = held.engine_then(document, engine)
    yield held.computation(document, program, computes)
    if not people:
        yield held.Checked(held.PEOPLE, "open", _GIVE_PEOPLE)
        yield held.Checked(held.AGAIN, "open", _GIVE_PEOPLE)
        return
    source = source_of(people, schema)
    yield held.people(folder, document, program, source)
    if again:
        yield with_progress(
            lambda progress: held.again(folder, document, program, source, computes, progress), _STOPPED
        )
    else:
        yield held.Checked(held.AGAIN, "open", _GIVE_AGAIN)


def _whose(by_whom: str, signed: bool) -> Text:
    if by_whom:
        return Text(nl=by_whom, en=by_whom)
    return _OPEN if signed else _UNSIGNED


def _shaped(document: dict[str, Any], found: "list[Checked]") -> dict[str, Any]:
    return {
        **{name: document[name] for name in ("regel", "uitkomst", "peildatum", "huishoudens", "weggelaten")},
        "software": document.get("software"),
        "gecontroleerd": [
            {
                "wat": one.what.to(language()),
                "uitslag": _STATES[one.state].nl,
                **({"toelichting": one.more.to(language())} if one.more else {}),
            }
            for one in found
        ],
    }


def _told(document: dict[str, Any], found: "list[Checked]") -> None:
    print(f"{document['regel']} {document['uitkomst']} {document['peildatum']}")
    columns = (Text(nl="Wat", en="What"), Text(nl="Uitslag", en="Result"), Text(nl="Toelichting", en="More"))
    spoken_now = language()
    say.rows(
        columns,
        (
            (one.what.to(spoken_now), _STATES[one.state].to(spoken_now), one.more.to(spoken_now) if one.more else "")
            for one in found
        ),
    )


_STATES: "dict[State, Text]" = {
    "same": Text(nl="klopt", en="the same"),
    "different": Text(nl="is anders", en="differs"),
    "absent": Text(nl="is er niet", en="is not here"),
    "open": Text(nl="niet gecontroleerd", en="not checked"),
}
_SIGNED = Text(nl="de handtekening", en="the signature")
_TEXTS = Text(nl="de teksten en tabellen", en="the texts and tables")
_UNSIGNED = Text(nl="Niemand staat ervoor in.", en="Nobody vouches for it.")
_OPEN = Text(nl="Wijs met --policy aan wie u vertrouwt.", en="Name with --policy whom you trust.")
_STOPPED = Text(nl="Gestopt; er is niets veranderd.", en="Stopped; nothing was changed.")
_GIVE_PEOPLE = Text(nl="Geef de mensen met --people.", en="Give the people with --people.")
_GIVE_AGAIN = Text(nl="Vraag het met --again.", en="Ask for it with --again.")
_SIDES = Text(nl="Hier staan twee uitkomsten: eerst en daarna.", en="There are two results here: before and after.")
_SIDES_CURE = Text(nl="Geef {folder}/before of {folder}/after.", en="Give {folder}/before or {folder}/after.")
_NO_PEOPLE = Text(nl="Zonder mensen is er niets te rekenen.", en="Without people there is nothing to compute.")
_NO_PEOPLE_CURE = Text(nl="Noem ze met --people.", en="Name them with --people.")
