# SPDX-License-Identifier: EUPL-1.2
"""Which rule of an agreement is enforced where, and which nowhere (ODRL-AP-NL, RegelDekkingShape: a rule without
enforcement is a warning; an organisational measure is named as such)."""

from dataclasses import dataclass
from typing import Literal

from stelsel.nouns.agreement._body import Agreement
from stelsel.nouns.agreement._parts import Measure

RulePart = Literal["permission", "prohibition", "duty"]
Covered = Literal["technical", "afterwards", "people", "nowhere"]
"""technical: at the gateway or in the API, so that it cannot happen; afterwards: a log shows it; people: a contract or
how people work; nowhere: nobody said."""
_HOW: dict[str, Covered] = {
    "gateway": "technical",
    "api": "technical",
    "log": "afterwards",
    "contract": "people",
    "organisation": "people",
}
_ORDER: tuple[Covered, ...] = ("technical", "afterwards", "people", "nowhere")


@dataclass(frozen=True)
class Coverage:
    """One rule: how strongly it is enforced (the strongest of its measures), its measures, and the agreed fields for
    which no measure stands while others have one of their own."""

    part: RulePart
    rule: str
    title: str
    covered: Covered
    measures: tuple[Measure, ...]
    open_fields: tuple[str, ...] = ()


def coverage(body: Agreement) -> tuple[Coverage, ...]:
    """Every rule of an agreement, those that are enforced nowhere first."""
    parts: tuple[tuple[RulePart, tuple[tuple[str, str], ...]], ...] = (
        ("duty", tuple((one.rule_id, one.title) for one in body.duties)),
        ("prohibition", tuple((one.rule_id, one.title) for one in body.prohibitions)),
        ("permission", tuple((one.rule_id, one.title) for one in body.permissions)),
    )
    found = [_of(body, part, rule, title) for part, rules in parts for rule, title in rules]
    return tuple(sorted(found, key=lambda one: -_ORDER.index(one.covered)))


def _of(body: Agreement, part: RulePart, rule: str, title: str) -> Coverage:
    measures = tuple(one for one in body.measures if one.rule_id == rule)
    reached = {_HOW[one.enforced_by] for one in measures}
    strongest: Covered = next((one for one in _ORDER if one in reached), "nowhere")
    narrowed = {one.field_name for one in measures if one.field_name}
    whole = any(not one.field_name for one in measures)
    left = () if whole or not narrowed else tuple(
        one.field_name for one in body.agreed_fields if one.field_name not in narrowed
    )  # fmt: skip
    return Coverage(part, rule, title, strongest, measures, left)
