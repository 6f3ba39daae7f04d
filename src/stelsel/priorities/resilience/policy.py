# SPDX-License-Identifier: EUPL-1.2
"""Loads the rule text of the room: what counts as stopped, degraded, unknown or not reached, and what makes a
concentration high."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Literal

from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text

RULES = Path(__file__).parent / "rules"

State = Literal["stops", "degrades", "unknown", "not-reached"]
"""What happens to a system, the worst known first; unknown is no kind of safe."""


@dataclass(frozen=True)
class Step:
    """One line of the rule: when this holds of a system, then its state is that."""

    id: str
    when: str
    then: State
    words: Text


@dataclass(frozen=True)
class Bands:
    """Bounds of the Herfindahl-Hirschman index (0..10,000)."""

    spread_below: int
    concentrated_above: int
    words: Text
    link: str


@dataclass(frozen=True)
class ImpactRule:
    """A version of the rule. The first step that holds decides."""

    title: str
    link: str
    effects: tuple[str, ...]
    steps: tuple[Step, ...]
    duties: tuple[tuple[str, Text], ...]
    bands: Bands

    def check(self, effects: Iterable[str | None]) -> None:
        """BadInput for an effect that the rule does not know; None is unknown and always allowed."""
        for effect in effects:
            if effect is not None and effect not in self.effects:
                raise bad_input("unknown-effect", str(effect)[:40], *_EFFECT)

    def step(self, holds: Mapping[str, bool]) -> Step:
        """The step that decides for a system of which these conditions hold."""
        return next(step for step in self.steps if step.when == "always" or holds[step.when])

    def band(self, index: Fraction) -> Text:
        """What an index means, as a rule of thumb."""
        if index < self.bands.spread_below:
            return _SPREAD
        return _CONCENTRATED if index > self.bands.concentrated_above else _BETWEEN


@cache
def impact_rule() -> ImpactRule:
    """The impact rule by which this room answers."""
    raw = json.loads((RULES / "impact-1.json").read_text(encoding="utf-8"))
    steps = tuple(Step(one["id"], one["when"], one["then"], Text(nl=one["nl"], en=one["en"])) for one in raw["states"])
    assert steps[-1].when == "always", "the last step always holds"
    bands = raw["bands"]
    return ImpactRule(
        raw["title"],
        raw["source"],
        tuple(raw["effects"]),
        steps,
        tuple((one["measure"], Text(nl=one["nl"], en=one["en"])) for one in raw["duties"]),
        Bands(
            bands["spread_below"],
            bands["concentrated_above"],
            Text(nl=bands["nl"], en=bands["en"]),
            bands["source"],
        ),
    )


_SPREAD = Text(nl="gespreid", en="spread")
_BETWEEN = Text(nl="matig geconcentreerd", en="moderately concentrated")
_CONCENTRATED = Text(nl="sterk geconcentreerd", en="highly concentrated")
_EFFECT = (
    Text(nl="Dit gevolg kennen we niet.", en="We do not know this effect."),
    Text(
        nl="Kies stops of degrades, of laat het leeg als u het niet weet.",
        en="Choose stops or degrades, or leave it empty when you do not know.",
    ),
)
