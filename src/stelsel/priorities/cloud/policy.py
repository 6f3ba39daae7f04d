# SPDX-License-Identifier: EUPL-1.2
"""Loads the rule texts of the room: the EU Cloud Sovereignty Framework 1.2.1 (objectives, weights, gate and score)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text

RULES = Path(__file__).parent / "rules"


@dataclass(frozen=True)
class Objective:
    """A sovereignty objective: id SOV-1..SOV-8, its name, and its weight in percent."""

    id: str
    name: Text
    weight: int


@dataclass(frozen=True)
class Framework:
    """A version of a sovereignty framework. `scheme` names it in claims; `max_level` is the highest SEAL level."""

    scheme: str
    title: str
    version: str
    link: str
    max_level: int
    levels: tuple[Text, ...]
    objectives: tuple[Objective, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the objectives in order."""
        return tuple(objective.id for objective in self.objectives)

    def check(self, levels: Mapping[str, int]) -> None:
        """BadInput for an objective or level that the framework does not have."""
        for objective, level in levels.items():
            if objective not in self.ids:
                raise bad_input("unknown-objective", objective, *_UNKNOWN)
            if not 0 <= level <= self.max_level:
                raise bad_input("level", objective, *_LEVEL)

    def score_percent(self, levels: Mapping[str, int]) -> Decimal:
        """Proven score in percent: sum of level / max level x weight (framework 1.2.1, score). An objective that is not
        in `levels` is unknown and adds nothing, so this is the lowest the score can be."""
        self.check(levels)
        found = {objective.id: objective.weight for objective in self.objectives}
        return sum((Decimal(level * found[name]) / self.max_level for name, level in levels.items()), Decimal(0))


@cache
def framework() -> Framework:
    """The EU Cloud Sovereignty Framework in the version this room gates and scores by."""
    raw = json.loads((RULES / "eu-csf-1.2.1.json").read_text(encoding="utf-8"))
    objectives = tuple(Objective(o["id"], Text(nl=o["name_nl"], en=o["name"]), o["weight"]) for o in raw["objectives"])
    assert sum(objective.weight for objective in objectives) == 100, "the weights add up to 100 percent"
    levels = tuple(Text(nl=level["name_nl"], en=level["name"]) for level in raw["levels"])
    return Framework(
        f"{raw['id']}-{raw['version']}",
        raw["title"],
        raw["version"],
        raw["source"],
        raw["max_level"],
        levels,
        objectives,
    )


GATE = Text(
    nl="EU Cloud Sovereignty Framework 1.2.1, drempel: een minimum per doel; wie daaronder zit, valt af",
    en="EU Cloud Sovereignty Framework 1.2.1, gate: a minimum per objective; an offer below it is rejected",
)
_UNKNOWN = (
    Text(nl="Dit doel bestaat niet in het raamwerk.", en="This objective is not in the framework."),
    Text(nl="Kies SOV-1 tot en met SOV-8.", en="Choose SOV-1 up to SOV-8."),
)
_LEVEL = (
    Text(nl="Dit SEAL-niveau bestaat niet.", en="This SEAL level does not exist."),
    Text(nl="Kies een niveau van 0 tot en met 4.", en="Choose a level from 0 up to 4."),
)
