# SPDX-License-Identifier: EUPL-1.2
"""Loads the rule texts of the room: everyday words for services, weights and thresholds, and who carries out what."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from stelsel.kernel.ids import TOOI_PREFIX
from stelsel.kernel.text import Text, same
from stelsel.kernel.time import Period
from stelsel.priorities.services.kinds import Layer, PublicService

RULES = Path(__file__).parent / "rules"


@dataclass(frozen=True)
class Everyday:
    """Our own everyday words (Dutch and English): phrases per product name, other names of places, and words that say
    nothing about the door. `english` has a gloss per product name, where we have one."""

    version: str
    empty_words: frozenset[str]
    services: Mapping[str, tuple[str, ...]]
    places: Mapping[str, str]
    english: Mapping[str, str]

    @property
    def rule(self) -> Text:
        """How this rule text is cited."""
        return Text(
            nl=f"Alledaagse woorden van Stelsel, versie {self.version}",
            en=f"Everyday words of Stelsel, version {self.version}",
        )


@dataclass(frozen=True)
class Ranking:
    """Weights of how sure a service is: a logistic regression over how far it stands above all, above the second,
    the third and subjects of others, and what it has in common with the need by letters and by meaning; `exact` is
    how sure it is at least where the need is one of its ways to the letter. `meaning_in_...`: what meaning weighs
    against letters when they rank. Thresholds: `enough` for a likely service, `sure_from` to be sure, `ahead` of
    the first for what is likely beside it, `shown_from` to be shown at all. `confirmed_from`: so many confirmed
    routings count; `confirmed_share` of them for another service put that one first, and below `doubted_below` for
    this one it is no longer sure. A service whose score lies `spread` below the first is e times less sure.
    `not_for_asker` is what is left of a score when the list does not mean the service for the asker."""

    version: str
    meaning_in_dutch: float
    meaning_in_english: float
    always: float
    above: float
    ahead_of_second: float
    ahead_of_third: float
    ahead_of_elsewhere: float
    letters: float
    meaning: float
    without_meaning: float
    exact: float
    spread: float
    not_for_asker: float
    enough: float
    sure_from: float
    ahead: float
    shown_from: float
    confirmed_from: float
    confirmed_share: float
    doubted_below: float

    @property
    def rule(self) -> Text:
        """How this rule text is cited."""
        return Text(
            nl=f"Weging van Stelsel, versie {self.version}: zeker vanaf {self.sure_from:.0%}, {self.ahead:.0%} voor",
            en=f"Weighing of Stelsel, version {self.version}: sure from {self.sure_from:.0%}, {self.ahead:.0%} ahead",
        )


@dataclass(frozen=True)
class Doorkeeper:
    """Who is the door for some services: an organisation of central government (`tooi`, or only a name), or a layer
    that takes the case in. `article` is empty where no law is recorded for it. `valid` are the days it holds."""

    name: str
    tooi: str
    website: str
    layer: Layer | None
    article: str
    link: str
    laws: tuple[str, ...]
    services: frozenset[str]
    valid: Period

    @property
    def rule(self) -> Text:
        """The article that says so, or that it is our own list."""
        return same(self.article) if self.article else OWN_LIST

    def serves(self, service: PublicService, day: date) -> bool:
        """Whether this is the door of a service on a day: named itself, or central by its law."""
        if not self.valid.holds(day):
            return False
        if service.title in self.services:
            return True
        central = "central" in service.layers
        return central and any(
            basis.title.endswith(f" {law}") for basis in service.legal_resources for law in self.laws
        )


@cache
def everyday() -> Everyday:
    """The everyday words in the version this room uses."""
    raw, english = _load("everyday-words.json"), _load("english-words.json")
    phrases = {name: tuple(said) for name, said in raw["services"].items()}
    for name, said in english["services"].items():
        phrases[name] = (*phrases.get(name, ()), *said)
    return Everyday(
        raw["version"],
        frozenset((*raw["empty_words"], *english["empty_words"])),
        phrases,
        dict(raw["places"]),
        {name: said[0] for name, said in english["services"].items()},
    )


def titled(title: str) -> Text:
    """The name of a service: Dutch in both languages, with our English gloss where we have one."""
    gloss = everyday().english.get(title)
    return Text(nl=title, en=f"{title} ({gloss})") if gloss else same(title)


@cache
def ranking() -> Ranking:
    """The weights and thresholds."""
    raw = _load("ranking.json")
    raw.pop("about")
    return Ranking(**raw)


@cache
def doorkeepers() -> tuple[Doorkeeper, ...]:
    """Every doorkeeper, in the order of the rule text: organisations first, then layers."""
    raw = _load("doors.json")
    return tuple(_doorkeeper(row) for row in (*raw["carried_out_by"], *raw["first_layer"]))


def carrier_of(service: PublicService, day: date) -> Doorkeeper | None:
    """The organisation of central government that carries a service out on a day; None where the rules name none. A
    rule that names the service goes before one that names its law."""
    found = [one for one in doorkeepers() if one.layer is None and one.serves(service, day)]
    return next((one for one in found if service.title in one.services), found[0] if found else None)


def first_layer_of(service: PublicService, day: date) -> Doorkeeper | None:
    """The layer that takes a service in on a day, where the list marks several layers; None where no rule says."""
    return next((one for one in doorkeepers() if one.layer and one.serves(service, day)), None)


def _doorkeeper(row: Mapping[str, Any]) -> Doorkeeper:
    start, end = (date.fromisoformat(row[name]) if name in row else None for name in ("from", "until"))
    return Doorkeeper(
        name=row.get("name", ""),
        tooi=TOOI_PREFIX + row["organisation"] if row.get("organisation") else "",
        website=row.get("website", ""),
        layer=row.get("layer"),
        article=row.get("article", ""),
        link=row.get("link", ""),
        laws=tuple(row.get("laws", ())),
        services=frozenset(row.get("services", ())),
        valid=Period(start, end),
    )


def _load(name: str) -> dict[str, Any]:
    raw = json.loads((RULES / name).read_text(encoding="utf-8"))
    assert isinstance(raw, dict), f"{name} is an object"
    return raw


OWN_LIST = Text(
    nl="Eigen lijst van Stelsel, versie 1, zonder wetsartikel", en="Own list of Stelsel, version 1, without an article"
)
"""How a door is cited for which no article is recorded."""
