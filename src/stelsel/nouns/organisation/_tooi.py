# SPDX-License-Identifier: EUPL-1.2
"""TOOI register value lists (JSON-LD, KOOP): organisations, former names and changes. Pure: bytes in, facts out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from stelsel.kernel.draft import Refused
from stelsel.kernel.ids import TOOI_PREFIX
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.time import Period
from stelsel.nouns.organisation._kinds import ChangeKind, FormerName
from stelsel.nouns.organisation._rows import when

ONT = "https://identifier.overheid.nl/tooi/def/ont/"
PROV = "http://www.w3.org/ns/prov#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_LIST = "RegisterwaardelijstCompleet"
_VERSION = "HistorischeVersie"
_CHANGES: dict[str, ChangeKind | None] = {
    "Samenvoeging": "merger",
    "Uitbreiding": "extension",
    "Herschikking": "reallocation",
    "Opheffing": "closure",
    "Oprichting": None,
    "Toestandswijziging": None,
}
"""TOOI event classes; a founding and a change of state end nothing (begin dates and former names say them)."""


@dataclass(frozen=True)
class Listed:
    """What the list says of one organisation. `end` is its last day."""

    uri: str
    name: str
    start: date | None
    end: date | None
    province: str | None


@dataclass(frozen=True)
class Change:
    """An event: on `day` the organisations `ended` are no more, and `into` goes on in their place."""

    kind: ChangeKind
    day: date
    ended: tuple[str, ...]
    into: tuple[str, ...]


@dataclass(frozen=True)
class Lists:
    """All lists together. `former` is by the address of the living organisation; `versions` by name of the list."""

    known: Mapping[str, Listed]
    changes: tuple[Change, ...]
    former: Mapping[str, tuple[FormerName, ...]]
    versions: Mapping[str, int]
    refused: tuple[Refused, ...]


def code_of(uri: str) -> str:
    """The last part of a TOOI address: gm0344, ws0155, hv_22300580."""
    return uri.rsplit("/", 1)[-1]


def read_lists(files: Mapping[str, bytes]) -> Lists:
    """Read lists by file name; of several versions of one list the newest counts. BadInput when a file is no list."""
    newest: dict[str, tuple[int, str, list[dict[str, Any]]]] = {}
    for file, raw in sorted(files.items()):
        nodes = _nodes(file, raw)
        name, version = _version(file, nodes)
        if name not in newest or newest[name][0] < version:
            newest[name] = (version, file, nodes)
    reader = _Reader()
    for _, file, nodes in newest.values():
        for place, node in enumerate(nodes, start=1):
            reader.read(file, place, node)
    changes = tuple(sorted(reader.changes, key=lambda change: (change.day, change.kind, change.ended, change.into)))
    former = {uri: tuple(sorted(names, key=_last_day)) for uri, names in sorted(reader.former.items())}
    versions = {name: version for name, (version, _, _) in newest.items()}
    return Lists(reader.known, changes, former, versions, tuple(reader.refused))


def _last_day(former: FormerName) -> str:
    return f"{former.valid.end or ''}{former.name}"


def _nodes(file: str, raw: bytes) -> list[dict[str, Any]]:
    try:
        return msgspec.json.decode(raw, type=list[dict[str, Any]])
    except msgspec.MsgspecError:
        raise bad_input(
            "tooi-list",
            file,
            Text(nl="Dit is geen TOOI-waardelijst in JSON-LD.", en="This is no TOOI value list in JSON-LD."),
            Text(nl="Haal de lijst opnieuw op.", en="Fetch the list again."),
        ) from None


def _version(file: str, nodes: list[dict[str, Any]]) -> tuple[str, int]:
    for node in nodes:
        found = re.search(r"/tooi/set/(\w+)/(\d+)$", str(node.get("@id", "")))
        if found and _LIST in _classes(node):
            return found[1], int(found[2])
    raise bad_input(
        "tooi-list",
        file,
        Text(nl="Deze lijst noemt geen naam en versie.", en="This list names no list and version."),
        Text(nl="Gebruik een lijst rwc_..._compleet.", en="Use a list rwc_..._compleet."),
    )


class _Reader:
    def __init__(self) -> None:
        self.known: dict[str, Listed] = {}
        self.changes: list[Change] = []
        self.former: dict[str, list[FormerName]] = {}
        self.refused: list[Refused] = []

    def read(self, file: str, place: int, node: dict[str, Any]) -> None:
        """Take in one node; what cannot be used is refused with the reason."""
        classes = _classes(node)
        event = next((name for name in _CHANGES if name in classes), None)
        try:
            if _LIST in classes:
                return
            if _VERSION in classes:
                self._version(node)
            elif event:
                self._change(file, place, event, node)
            else:
                self._organisation(file, place, node)
        except (KeyError, TypeError, ValueError) as error:
            self._refuse(file, place, "value", f"Een waarde klopt niet: {error}.", f"A value does not fit: {error}.")

    def _organisation(self, file: str, place: int, node: dict[str, Any]) -> None:
        name = _one(node, ONT + "voorkeursnaamExclSoort") or _one(node, ONT + "officieleNaamExclSoort")
        if not name or not str(node["@id"]).startswith(TOOI_PREFIX):
            return self._refuse(file, place, "no-name", "Deze knoop heeft geen naam.", "This node has no name.")
        start, end = when(_one(node, ONT + "begindatum")), when(_one(node, ONT + "einddatum"))
        province = _one(node, ONT + "ligtInProvincie") or None
        self.known[node["@id"]] = Listed(node["@id"], name, start, end, province)
        return None

    def _version(self, node: dict[str, Any]) -> None:
        valid = Period(when(_one(node, ONT + "begindatumHV")), when(_one(node, ONT + "einddatumHV")))
        name = FormerName(name=_one(node, LABEL) or _one(node, ONT + "voorkeursnaamExclSoort"), valid=valid)
        self.former.setdefault(_one(node, PROV + "specializationOf"), []).append(name)

    def _change(self, file: str, place: int, event: str, node: dict[str, Any]) -> None:
        kind, ended = _CHANGES[event], _many(node, PROV + "invalidated")
        if kind is None:
            return None
        if not ended:
            return self._refuse(
                file,
                place,
                "nothing-ended",
                f"Deze {event.lower()} noemt geen organisatie.",
                f"This event ({kind}) names no organisation.",
            )
        day = date.fromisoformat(_one(node, ONT + "tijdstipWijziging")[:10])
        into = _many(node, PROV + "generated") + _many(node, PROV + "used")
        self.changes.append(Change(kind, day, tuple(sorted(ended)), tuple(sorted(into))))
        return None

    def _refuse(self, file: str, place: int, code: str, nl: str, en: str) -> None:
        self.refused.append(Refused(file, place, code, Text(nl=nl, en=en)))


def _classes(node: dict[str, Any]) -> set[str]:
    return {str(name).rsplit("/", 1)[-1] for name in node.get("@type", ())}


def _many(node: dict[str, Any], name: str) -> list[str]:
    return [str(value.get("@id") or value.get("@value") or "") for value in node.get(name, ())]


def _one(node: dict[str, Any], name: str) -> str:
    return next(iter(_many(node, name)), "")
