# SPDX-License-Identifier: EUPL-1.2
"""Loads the rule texts of the room: what a licence permits, and which properties DCAT-AP-NL asks at which level."""

import json
import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from stelsel.kernel.text import Text, same

RULES = Path(__file__).parent / "rules"
PROFILE = "dcat-ap-nl-3.0.1.json"

Purpose = Literal["reuse", "adapt", "commercial"]
Verdict = Literal["yes", "no", "unknown"]
Level = Literal["V", "A", "C", "O"]
"""V verplicht (mandatory), A aanbevolen (recommended), C conditioneel (conditional), O optioneel (optional)."""

LEVELS: dict[Level, Text] = {
    "V": Text(nl="verplicht", en="mandatory"),
    "A": Text(nl="aanbevolen", en="recommended"),
    "C": Text(nl="conditioneel", en="conditional"),
    "O": Text(nl="optioneel", en="optional"),
}


@dataclass(frozen=True)
class Licence:
    """A licence whose text was read: what it permits per purpose, on which condition, by which article."""

    id: str
    name: str
    permits: Mapping[str, bool]
    duty: Text
    article: str
    link: str

    @property
    def rule(self) -> Text:
        """The rule with its article, as a reason cites it."""
        if not self.article:
            return same(self.name)
        return Text(nl=f"{self.name}, artikel {self.article}", en=f"{self.name}, section {self.article}")


@dataclass(frozen=True)
class Property:
    """A property of a class: its level, the standard that sets it, its words, and how to mend its absence."""

    kind: str
    path: str
    level: Level
    standard: str
    words: Text
    fix: Text
    example: str

    @property
    def rule(self) -> Text:
        """Where the standard says so: class and property."""
        level = LEVELS[self.level]
        where = f"{CLASS_NAMES[self.kind]}, {self.path}"
        return Text(nl=f"DCAT-AP-NL 3.0.1, {where}: {level.nl}", en=f"DCAT-AP-NL 3.0.1, {where}: {level.en}")


CLASS_NAMES = {"dataset": "dcat:Dataset", "distribution": "dcat:Distribution", "data-service": "dcat:DataService"}


@cache
def licences() -> Mapping[str, Licence]:
    """Every licence we read, by each address it goes by (without scheme and tail)."""
    found: dict[str, Licence] = {}
    for raw in _rules("licences.json")["licences"]:
        permits = {purpose: raw[purpose] for purpose in purposes()}
        duty = Text(nl=raw["duty_nl"], en=raw["duty_en"])
        licence = Licence(raw["id"], raw["name"], permits, duty, raw["article"], raw["link"])
        for address in raw["iris"]:
            assert address not in found, f"two licences at {address}"
            found[address] = licence
    return found


@cache
def purposes() -> Mapping[str, Text]:
    """What somebody may want to do with data, in words."""
    return {name: Text(**words) for name, words in _rules("licences.json")["purposes"].items()}


_TAIL = re.compile(r"(/(legalcode|deed)(\.[a-z-]+)?)?/?$")


def licence_at(address: str | None) -> Licence | None:
    """The licence at an address; http or https, and the page of its text, make no difference. None when we did not read
    a licence there: a name that looks like one is not enough."""
    if address is None:
        return None
    return licences().get(_TAIL.sub("", address.partition("://")[2]))


def may_use(license: str | None, access_rights: str | None, purpose: Purpose) -> Verdict:
    """Whether data may be used for a purpose. Closed data may not; a licence nobody read, or none, is unknown."""
    if access_rights in closed():
        return "no"
    found = licence_at(license)
    if found is None:
        return "unknown"
    return "yes" if found.permits[purpose] else "no"


@cache
def closed() -> Mapping[str, Text]:
    """Access rights under which the public cannot get the data, and why."""
    return {address: Text(**words) for address, words in _rules("licences.json")["closed"].items()}


@cache
def dutch_request() -> Text:
    """How to ask a Dutch public body for re-use, with {who}, and the law by which anyone may."""
    raw = _rules("licences.json")["ask_dutch"]
    return Text(nl=raw["nl"], en=raw["en"])


@cache
def profile() -> Mapping[str, tuple[Property, ...]]:
    """The properties of each kind, in order of level."""
    raw, fixes = _rules(PROFILE), _rules("fixes.json")
    return {
        kind: tuple(_property(kind, row, fixes.get(row["path"])) for row in rows)
        for kind, rows in raw["properties"].items()
    }


@cache
def standard_link() -> str:
    """Where the standard stands."""
    return str(_rules(PROFILE)["link"])


@cache
def themes() -> Mapping[str, Text]:
    """The data themes of the European Union by IRI."""
    raw = _rules("themes.json")
    return {raw["prefix"] + code: Text(**words) for code, words in raw["themes"].items()}


def missing(kind: str, given: Container[str], levels: Sequence[Level]) -> tuple[Property, ...]:
    """Properties of a kind at these levels that were not given, in order of level. Conditional ones are left to people:
    whether their condition holds does not follow from the description."""
    return tuple(one for one in profile()[kind] if one.level in levels and one.path not in given)


def _property(kind: str, row: Mapping[str, str], fix: Mapping[str, str] | None) -> Property:
    words = Text(nl=row["nl"], en=row["en"])
    said = Text(nl=fix["nl"], en=fix["en"]) if fix else _ADD.fill(words=words)
    level: Any = row["level"]
    return Property(kind, row["path"], level, row["standard"], words, said, fix["example"] if fix else row["path"])


def _rules(name: str) -> Any:
    return json.loads((RULES / name).read_text(encoding="utf-8"))


_ADD = Text(nl="Voeg {words} toe.", en="Add {words}.")
