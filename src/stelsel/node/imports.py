# SPDX-License-Identifier: EUPL-1.2
"""Records what a file or folder of others holds: which formats can be read, and the writing, chunk by chunk. What
stands there already in the same words is skipped, so doing it again does no harm."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stelsel.catalogue import KINDS
from stelsel.kernel.canonical import read_json
from stelsel.kernel.documents import is_zip, unzip
from stelsel.kernel.draft import Draft, Reading, Refused
from stelsel.kernel.entry import Source
from stelsel.kernel.ids import entry_id
from stelsel.kernel.kind import Kind
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.table import together
from stelsel.kernel.text import Text
from stelsel.node import clock
from stelsel.node.collected import read_offers
from stelsel.nouns import exchange_rate, organisation, rule_text
from stelsel.priorities.cloud.exchange import (
    claims_table,
    cloudlandscape,
    scaleway_baremetal,
    scaleway_instances,
    scs_environments,
    sparecores_vendors,
    suppliers_table,
)
from stelsel.priorities.services.exchange import cpsv_ap
from stelsel.register.log import LogName

if TYPE_CHECKING:
    from stelsel.node.identity import Person
    from stelsel.node.node import Node

CHUNK = 2_000
"""Entries that are written at once."""
_CHANGED = "Nieuwe gegevens van de bron / new data from the source"


def kind_named(name: str, where: str = "KIND") -> Kind[Any]:
    """The kind with this English or Dutch name. BadInput names them all."""
    for kind in KINDS.values():
        if name in (kind.name, kind.wire, kind.wire_plural):
            return kind
    names = ", ".join(f"{kind.wire} ({kind.name})" for kind in KINDS.values())
    raise bad_input(
        "unknown-kind",
        where,
        Text(nl=f"De soort “{name[:60]}” bestaat niet.", en=f"There is no kind “{name[:60]}”."),
        Text(nl=f"Kies uit: {names}.", en=f"Choose from: {names}."),
    )


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


def _cpsv_ap(raw: bytes, file: str) -> Reading:
    """A catalogue of services; such a file says no day, so it is the day on which it is read."""
    return cpsv_ap.read(raw, file, clock.today())


FILES: dict[str, Callable[[bytes, str], Reading]] = {
    "jsonl": _jsonl,
    "suppliers": suppliers_table.read,
    "claims": claims_table.read,
    "exchange-rates": exchange_rate.read,
    "cpsv-ap": _cpsv_ap,
    "cloudlandscape-claims": cloudlandscape.read_claims,
    "cloudlandscape-providers": cloudlandscape.read_providers,
    "rule-text": rule_text.read_file,
    "scaleway-baremetal": scaleway_baremetal.read,
    "scaleway-instances": scaleway_instances.read,
    "scs-environments": scs_environments.read,
    "sparecores-vendors": sparecores_vendors.read,
}
"""Format -> reader of one file."""

FOLDERS: dict[str, Callable[[Path], Reading]] = {
    "cloud-folder": read_offers,
    "organisations-folder": organisation.read_folder,
    "rule-texts-folder": rule_text.read_folder,
}
"""Format -> reader of a folder with the files of one collection."""


def unknown_format(format: str, where: str, known: tuple[str, ...] = (*FILES, *FOLDERS)) -> BadInput:
    """BadInput that names the formats."""
    names = ", ".join(known)
    return bad_input(
        "format",
        where,
        Text(nl=f"“{format[:40]}” kennen we niet.", en=f"We do not know “{format[:40]}”."),
        Text(nl=f"Kies uit: {names}.", en=f"Choose from: {names}."),
    )


def read(file: Path, format: str) -> Reading:
    """What a file or folder holds. BadInput for an unknown format, OSError for what cannot be read."""
    if format in FILES:
        return read_bytes(file.read_bytes(), file.name, format)
    if format in FOLDERS:
        return FOLDERS[format](file)
    raise unknown_format(format, "--format")


def read_bytes(raw: bytes, name: str, format: str) -> Reading:
    """What the bytes of a file hold; of a ZIP, what every file in it holds, all of this format. BadInput for a file
    that cannot be read, and for a ZIP that is more than it seems."""
    if not is_zip(raw):
        return FILES[format](raw, name)
    return together(*(FILES[format](one.content, f"{name}/{one.name}") for one in unzip(raw, name)))


@dataclass
class Recorded:
    """How far it is: drafts done, entries written (new or changed), and rows refused, with why."""

    done: int = 0
    written: int = 0
    refused: list[Refused] = field(default_factory=list)


def log_for(node: "Node", publisher: str, audience: str, where: str = "--as") -> LogName:
    """The log of a publisher for an audience; BadInput when there is none."""
    log = node.logs.named(publisher, audience)
    if log is None:
        raise bad_input(
            "unknown-publisher",
            where,
            Text(
                nl=f"“{publisher}” heeft hier geen logboek “{audience}”.",
                en=f"“{publisher}” has no log “{audience}” here.",
            ),
            Text(nl="Noem een uitgever van deze node.", en="Name a publisher of this node."),
        )
    return log


def record(node: "Node", log: LogName, drafts: tuple[Draft, ...], by: "Person", begin: int = 0) -> Iterator[Recorded]:
    """Write the drafts from `begin` on, chunk by chunk; after each chunk, how far it is. A draft that cannot be written
    is refused by itself and stops nothing. NotAllowed when this person may not publish there."""
    from stelsel.node.recording import record as put

    so_far = Recorded(done=begin)
    for first in range(begin, len(drafts), CHUNK):
        chunk = drafts[first : first + CHUNK]
        try:
            so_far.written += put(node, log, chunk, _CHANGED, by)
        except BadInput:
            for draft in chunk:
                try:
                    so_far.written += put(node, log, [draft], _CHANGED, by)
                except BadInput as problem:
                    found = problem.findings[0]
                    so_far.refused.append(Refused(draft.local, 0, found.code, found.what))
        so_far.done = first + len(chunk)
        yield so_far
