# SPDX-License-Identifier: EUPL-1.2
"""`stelsel import`: read a file or folder of others and record its entries. Each row loads or has a reason."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stelsel.faces.cli import say
from stelsel.faces.cli.ends import End, Finished, tell
from stelsel.faces.cli.publish import publisher_given, unreadable
from stelsel.faces.cli.shared_options import As, Json, Lang, kind_named, language, open_node, person, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.canonical import read_json
from stelsel.kernel.draft import Draft, Reading, Refused
from stelsel.kernel.entry import Source
from stelsel.kernel.ids import entry_id
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text
from stelsel.node.collected import COLLECTED, read_offers
from stelsel.nouns import exchange_rate, organisation
from stelsel.priorities.cloud.exchange import (
    claims_table,
    cloudlandscape,
    scaleway_baremetal,
    scaleway_instances,
    scs_environments,
    sparecores_vendors,
    suppliers_table,
)

if TYPE_CHECKING:
    from stelsel.node.node import Node

_CHUNK = 2_000
_CHANGED = "Nieuwe gegevens van de bron / new data from the source"


def _jsonl(raw: bytes, file: str) -> Reading:
    """What `stelsel export --format jsonl` writes."""
    drafts: list[Draft] = []
    refused: list[Refused] = []
    for line, text in enumerate(raw.splitlines(), start=1):
        if not text.strip():
            continue
        try:
            drafts.append(_draft(read_json(text, f"{file} line {line}")))
        except BadInput as problem:
            first = problem.findings[0]
            refused.append(Refused(file, line, first.code, first.what))
    return Reading(tuple(drafts), tuple(refused))


def _draft(plain: Any) -> Draft:
    if not isinstance(plain, dict):
        plain = {}
    kind = kind_named(str(plain.get("soort", "")))
    decoded = kind.convert(plain.get("inhoud"))
    told = plain.get("bron")
    source = None
    if isinstance(told, dict):
        source = Source(*(str(told.get(name, "")) for name in ("naam", "datum", "koppeling")))
    local = entry_id(str(plain.get("adres", "")), "adres").local
    return Draft(kind, local, decoded.body, str(plain.get("betreft", "")), source, decoded.unknown)


FILES: dict[str, Callable[[bytes, str], Reading]] = {
    "jsonl": _jsonl,
    "suppliers": suppliers_table.read,
    "claims": claims_table.read,
    "exchange-rates": exchange_rate.read,
    "cloudlandscape-claims": cloudlandscape.read_claims,
    "cloudlandscape-providers": cloudlandscape.read_providers,
    "scaleway-baremetal": scaleway_baremetal.read,
    "scaleway-instances": scaleway_instances.read,
    "scs-environments": scs_environments.read,
    "sparecores-vendors": sparecores_vendors.read,
}
"""Format -> reader of one file."""

FOLDERS: dict[str, Callable[[Path], Reading]] = {
    "cloud-folder": read_offers,
    "organisations-folder": organisation.read_folder,
}
"""Format -> reader of a folder with the files of one collection."""


@needing("publish")
def import_files(
    file: Annotated[Path, typer.Argument(help=spoken("Bestand of map.", "File or folder."))],
    format: Annotated[
        str, typer.Option(help=spoken("Formaat", "Format") + f": {', '.join((*FILES, *FOLDERS))}")
    ] = "jsonl",
    everything: Annotated[
        bool,
        typer.Option(
            "--all", help=spoken("Alle bronnen onder deze map, elk voor zijn kring.", "Every source below this folder.")
        ),
    ] = False,
    publisher: As = "",
    audience: Annotated[
        str, typer.Option(help=spoken("Kring: own, public of gov.", "Audience: own, public or gov."))
    ] = "public",
    json: Json = False,
    lang: Lang = "",
) -> None:
    node = open_node()
    if everything:
        _import_all(node, publisher_given(publisher), file, json)
        return
    reading = read(file, format)
    written, refused = _record(node, publisher_given(publisher), audience, reading)
    _report(len(reading.drafts) + len(reading.refused), written, refused, json)
    if refused and not reading.drafts:
        raise Finished(End.BAD_INPUT)


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


def read(file: Path, format: str) -> Reading:
    """What a file or folder holds. BadInput for an unknown format or an unreadable file."""
    try:
        if format in FILES:
            return FILES[format](file.read_bytes(), file.name)
        if format in FOLDERS:
            return FOLDERS[format](file)
    except OSError as error:
        raise unreadable(str(error.filename or file), error) from None
    known = ", ".join((*FILES, *FOLDERS))
    raise bad_input(
        "format",
        "--format",
        Text(nl=f"“{format}” kennen we niet.", en=f"We do not know “{format}”."),
        Text(nl=f"Kies uit: {known}.", en=f"Choose from: {known}."),
    )


def _record(node: "Node", publisher: str, audience: str, reading: Reading) -> tuple[int, list[Refused]]:
    from stelsel.node.recording import record

    log = node.logs.named(publisher, audience)
    if log is None:
        raise bad_input(
            "unknown-publisher",
            "--as",
            Text(
                nl=f"“{publisher}” heeft hier geen logboek “{audience}”.",
                en=f"“{publisher}” has no log “{audience}” here.",
            ),
            Text(nl="Noem een uitgever van deze node.", en="Name a publisher of this node."),
        )
    written, refused, by = 0, list(reading.refused), person(publisher)
    for first in range(0, len(reading.drafts), _CHUNK):
        chunk = reading.drafts[first : first + _CHUNK]
        try:
            written += record(node, log, chunk, _CHANGED, by)
        except BadInput:
            for draft in chunk:
                try:
                    written += record(node, log, [draft], _CHANGED, by)
                except BadInput as problem:
                    refused.append(Refused(draft.local, 0, problem.findings[0].code, problem.findings[0].what))
    return written, refused


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
