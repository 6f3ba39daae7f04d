# SPDX-License-Identifier: EUPL-1.2
"""What the written services say beside their sentences: the events that have a page and a few that have none, rule
texts and how long a decision takes. Own list."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from stelsel.kernel.text import Text
from stelsel.priorities.services.events import Sort, events
from stelsel.priorities.services.kinds import Addressee
from stelsel.priorities.services.policy import RULES

_TO: dict[Sort, Addressee] = {"life": "citizen", "business": "entrepreneur"}


@dataclass(frozen=True)
class Happening:
    """An event by which services are grouped: to whom it happens, and its name."""

    to: Addressee
    title: Text


@dataclass(frozen=True)
class CatalogueRules:
    """Events by code; by code of a product, the identifier of the rule text it follows and the estimated time of a
    decision (xsd:duration)."""

    version: str
    events: Mapping[str, Happening]
    rules: Mapping[str, str]
    durations: Mapping[str, str]


@cache
def catalogue_rules() -> CatalogueRules:
    """The list in the version this room uses."""
    raw = json.loads((RULES / "catalogue.json").read_text(encoding="utf-8"))
    happens = {one.code: Happening(_TO[one.sort], one.title) for one in events().values()}
    more = {code: Happening(row["for"], Text(nl=row["nl"], en=row["en"])) for code, row in raw["events"].items()}
    return CatalogueRules(raw["version"], {**happens, **more}, raw["rules"], raw["durations"])
