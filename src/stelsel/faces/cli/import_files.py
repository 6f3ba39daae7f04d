# SPDX-License-Identifier: EUPL-1.2
"""`stelsel import`: read a file or folder of others and record its entries. Each row loads or has a reason."""

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stelsel.faces.cli import say
from stelsel.faces.cli.ends import End, Finished, tell
from stelsel.faces.cli.publish import publisher_given, unreadable
from stelsel.faces.cli.shared_options import As, Background, Json, Lang, language, open_node, person, spoken, tell_asked
from stelsel.faces.needs import needing
from stelsel.kernel.draft import Reading, Refused
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text
from stelsel.node.collected import COLLECTED
from stelsel.node.imports import FILES, FOLDERS, Recorded, log_for, read, record

if TYPE_CHECKING:
    from stelsel.node.node import Node

Everything = Annotated[
    bool,
    typer.Option(
        "--all", help=spoken("Alle bronnen onder deze map, elk voor zijn kring.", "Every source below this folder.")
    ),
]


@needing("publish")
def import_files(
    file: Annotated[Path, typer.Argument(help=spoken("Bestand of map.", "File or folder."))],
    format: Annotated[
        str, typer.Option(help=spoken("Formaat", "Format") + f": {', '.join((*FILES, *FOLDERS))}")
    ] = "jsonl",
    everything: Everything = False,
    in_background: Background = False,
    publisher: As = "",
    audience: Annotated[
        str, typer.Option(help=spoken("Kring: own, public of gov.", "Audience: own, public or gov."))
    ] = "public",
    json: Json = False,
    lang: Lang = "",
) -> None:
    node = open_node()
    if in_background:
        _in_background(publisher_given(publisher), file, "all" if everything else format, audience, json)
        return
    if everything:
        _import_all(node, publisher_given(publisher), file, json)
        return
    reading = _read(file, format)
    written, refused = _record(node, publisher_given(publisher), audience, reading)
    _report(len(reading.drafts) + len(reading.refused), written, refused, json)
    if refused and not reading.drafts:
        raise Finished(End.BAD_INPUT)


def _in_background(publisher: str, file: Path, format: str, audience: str, json: bool) -> None:
    from stelsel.node.background.desk import start_record_path

    tell_asked(str(start_record_path(publisher, file, format, audience).id), json)


def _import_all(node: "Node", publisher: str, folder: Path, json: bool) -> None:
    """Every collection below a folder; one that is missing or wrong is told and the rest goes on."""
    failed = False
    for part in COLLECTED:
        print(f"{part.words.to(language())} …", file=sys.stderr)
        try:
            reading = part.read(folder)
        except (OSError, BadInput) as error:
            failed = True
            problem = unreadable(str(error.filename or folder), error) if isinstance(error, OSError) else error
            tell(problem.findings, language())
            continue
        written, refused = _record(node, publisher, part.audience, reading)
        _report(len(reading.drafts) + len(reading.refused), written, refused, json)
    if failed:
        raise Finished(End.BAD_INPUT)


def _read(file: Path, format: str) -> Reading:
    try:
        return read(file, format)
    except OSError as error:
        raise unreadable(str(error.filename or file), error) from None


def _record(node: "Node", publisher: str, audience: str, reading: Reading) -> tuple[int, list[Refused]]:
    done, log, by = Recorded(), log_for(node, publisher, audience), person(publisher)
    for done in record(node, log, reading.drafts, by):  # noqa: B007 - the last one counts
        pass
    return done.written, [*reading.refused, *done.refused]


def _report(total: int, written: int, refused: list[Refused], json: bool) -> None:
    spoken_now = language()
    if json:
        rows = [
            {"bestand": row.file, "regel": row.line, "code": row.code, "waarom": row.why.to(spoken_now)}
            for row in refused
        ]
        say.as_json({"gelezen": total, "vastgelegd": written, "geweigerd": rows})
        return
    print(
        spoken(
            f"{total} gelezen, {written} nieuw of veranderd vastgelegd, {len(refused)} geweigerd.",
            f"{total} read, {written} new or changed recorded, {len(refused)} refused.",
        )
    )
    say.lines(Text(nl="Geweigerd", en="Refused"), _summary(refused, spoken_now))


def _summary(refused: Iterable[Refused], spoken_now: str) -> list[str]:
    rows = list(refused)
    counts = Counter(row.code for row in rows)
    first = {row.code: row for row in reversed(rows)}
    return [
        f"{count} × {first[code].why.to(spoken_now)} ({code}; {first[code].file} {first[code].line or ''})".replace(
            " )", ")"
        )
        for code, count in counts.most_common()
    ]


import_files.__doc__ = spoken("Leg vermeldingen uit een bestand vast.", "Record entries from a file.")
