# SPDX-License-Identifier: EUPL-1.2
"""Loads the rule texts of the programme: how an initiative gets its value. The asker chooses the rule."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal

from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.programme.kinds import Initiative

RULES = Path(__file__).parent / "rules"
RuleName = Literal["benefit", "confidence"]
Weights = Mapping[tuple[str, str], Decimal]
"""Weight 0..1 by (scale, rating): scale `three` or `five`; `own` is what an asker gives and goes before both."""


@dataclass(frozen=True)
class ValueRules:
    """What each rule says, the weights of ratings, where they come from, and since when ratings have three points."""

    says: Mapping[str, Text]
    weights: Weights
    link: str
    three_point_from: date


@cache
def value_rules() -> ValueRules:
    """The rules in the version this room uses."""
    raw = json.loads((RULES / "value-rules.json").read_text(encoding="utf-8"))
    says = {row["id"]: Text(nl=row["says_nl"], en=row["says_en"]) for row in raw["rules"]}
    return ValueRules(
        says, read_weights(raw["weights"]), raw["weights_link"], date.fromisoformat(raw["three_point_from"])
    )


def read_weights(rows: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], Decimal]:
    """Weights by scale and rating; BadInput for one outside 0..1 and for a rating that stands twice."""
    found: dict[tuple[str, str], Decimal] = {}
    for row in rows:
        key, weight = (str(row["scale"]), str(row["confidence"])), Decimal(row["weight"])
        if not 0 <= weight <= 1:
            raise bad_input("weight", f"gewichten: {key[1]}", *_WEIGHT)
        if key in found:
            raise bad_input("weight-twice", f"gewichten: {key[1]}", *_TWICE)
        found[key] = weight
    return found


def by_benefit(body: Initiative, years: int) -> Decimal | None:
    """Expected benefit in units of the currency; None (unknown) without a benefit or without a chance."""
    if body.probability is None or (body.benefit_once is None and body.benefit_yearly is None):
        return None
    benefit = (body.benefit_once or Decimal(0)) + (body.benefit_yearly or Decimal(0)) * years
    return max(benefit, Decimal(0)) * body.probability


def by_confidence(body: Initiative, cost: Decimal, own: Weights) -> Decimal | None:
    """Cost times the weight of the rating; None (unknown) without a rating or without a weight for it."""
    if body.confidence is None:
        return None
    scale = "three" if body.snapshot >= value_rules().three_point_from else "five"
    if body.confidence not in ("green", "amber", "red"):
        scale = "five"
    weight = own.get(("own", body.confidence), value_rules().weights.get((scale, body.confidence)))
    return None if weight is None else cost * weight


_WEIGHT = (
    Text(nl="Een gewicht ligt tussen 0 en 1.", en="A weight lies between 0 and 1."),
    Text(nl="Schrijf 60 procent als 0.6.", en="Write 60 percent as 0.6."),
)
_TWICE = (
    Text(nl="Een oordeel staat er twee keer.", en="A rating occurs twice."),
    Text(nl="Noem elk oordeel één keer.", en="Name each rating once."),
)
