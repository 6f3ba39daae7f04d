# SPDX-License-Identifier: EUPL-1.2
"""What the API sends of a rule for everyone. Amounts are in the unit of the outcome (eurocents), a whole number or a
fraction as text (`7/2`); numbers of one to four households are not there."""

from __future__ import annotations

from fractions import Fraction
from uuid import UUID

import msgspec

from stelsel.faces.api.job_shapes import PATH
from stelsel.faces.api.shapes import BASE, Day, Links
from stelsel.kernel.values import Value
from stelsel.node.population.numbers import Group, Numbers
from stelsel.node.population.reform import Effect, Reform
from stelsel.node.population.report import Report

Exact = int | str


class GroepHuishoudens(Value, frozen=True):
    """A group of households on one day (empty name: all). `teKlein`: fewer than five, nothing is told. `teWeinig`: only
    its size is told."""

    group_name: str
    households: int | None = None
    decided: int | None = None
    getting: int | None = None
    total: Exact | None = None
    hidden_group: bool = False
    few: bool = False


class TelBijGegevens(Value, frozen=True):
    """How many households wait for these facts, or have this certainty."""

    group_name: str
    households: int


class Dagcijfers(Value, frozen=True):
    """One day: all together, by group, what is missing, how sure, and the rule texts (SHA-256 by file)."""

    day: Day
    whole_group: GroepHuishoudens
    groups: tuple[GroepHuishoudens, ...]
    missing_facts: tuple[TelBijGegevens, ...]
    standing_counts: tuple[TelBijGegevens, ...]
    texts_used: dict[str, str]


class GroepGevolg(Value, frozen=True):
    """What a change does to a group, as above. `gelijkOfOnbeslist` stands where one to four are undecided."""

    group_name: str
    households: int | None = None
    undecided: int | None = None
    gaining: int | None = None
    losing: int | None = None
    unchanged: int | None = None
    same_or_undecided: int | None = None
    before_sum: Exact | None = None
    after_sum: Exact | None = None
    gained: Exact | None = None
    lost: Exact | None = None
    hidden_group: bool = False
    few: bool = False


class Verschilklasse(Value, frozen=True):
    """Households that get more (`isErbij`) or less by an amount above one and up to another."""

    is_gain: bool
    above: int
    up_to: int | None = None
    households: int | None = None


class Drukklasse(Value, frozen=True):
    """Households that lose so many percent of a little more income, before and after."""

    households_before: int
    households_after: int
    above: int | None = None
    up_to: int | None = None


class Gevolg(Value, frozen=True):
    """A change as a whole, by group, by how much, and marginal pressure: of `hogerGegeven`, `hogerMet` more a year."""

    whole_group: GroepGevolg
    groups: tuple[GroepGevolg, ...]
    change_bands: tuple[Verschilklasse, ...]
    marginal_pressure: tuple[Drukklasse, ...] = ()
    fact_more: str = ""
    step_more: int = 0


class Gevolgen(Value, frozen=True):
    """A rule for everyone, on one day or two. `verzonnen`: these people do not exist."""

    rule: str
    result: str
    unit: str
    people_synthetic: bool
    households: int
    left_out: int
    by_column: str
    per_day: tuple[Dagcijfers, ...]
    position: str
    files_used: dict[str, str]
    effects_of: Gevolg | None = None
    links: Links = msgspec.field(default_factory=dict, name="_links")


def effects_shape(one: Report, job: UUID) -> Gevolgen:
    """A report on the wire."""
    return Gevolgen(
        rule=one.rule,
        result=one.output,
        unit=one.unit,
        people_synthetic=one.synthetic,
        households=one.households,
        left_out=one.left_out,
        by_column=", ".join(one.by),
        per_day=tuple(
            _day(day.isoformat(), found, dict(texts))
            for day, found, texts in zip(one.days, one.numbers, one.texts, strict=True)
        ),
        position=one.position,
        files_used=dict(one.source),
        effects_of=_change(one, one.reform) if one.reform else None,
        links={"self": f"{BASE}{PATH}/{job}/gevolgen", "opdracht": f"{BASE}{PATH}/{job}"},
    )


def _day(day: str, found: Numbers, texts: dict[str, str]) -> Dagcijfers:
    return Dagcijfers(
        day=day,
        whole_group=_group(found.whole),
        groups=tuple(map(_group, found.groups)),
        missing_facts=tuple(TelBijGegevens(name, n) for name, n in found.missing),
        standing_counts=tuple(TelBijGegevens(name, n) for name, n in found.standing),
        texts_used=texts,
    )


def _group(one: Group) -> GroepHuishoudens:
    if one.hidden:
        return GroepHuishoudens(one.name, hidden_group=True)
    if one.few:
        return GroepHuishoudens(one.name, one.households, few=True)
    decided = None if one.veiled else one.decided
    return GroepHuishoudens(one.name, one.households, decided, one.getting, _exact(one.total))


def _change(report: Report, one: Reform) -> Gevolg:
    return Gevolg(
        whole_group=_effect(one.whole),
        groups=tuple(map(_effect, one.groups)),
        change_bands=tuple(Verschilklasse(each.gains, each.low, each.high, each.households) for each in one.changes),
        marginal_pressure=tuple(Drukklasse(each.before, each.after, each.low, each.high) for each in one.pressure),
        fact_more=report.more.fact if report.more and one.pressure else "",
        step_more=report.more.year if report.more and one.pressure else 0,
    )


def _effect(one: Effect) -> GroepGevolg:
    if one.hidden:
        return GroepGevolg(one.name, hidden_group=True)
    if one.few:
        return GroepGevolg(one.name, one.households, few=True)
    return GroepGevolg(
        one.name,
        one.households,
        None if one.veiled else one.undecided,
        one.gain.households,
        one.lose.households,
        None if one.veiled else one.same,
        one.rest if one.veiled else None,
        *map(_exact, (one.before, one.after, one.gain.total, one.lose.total)),
    )


def _exact(value: Fraction) -> Exact:
    return value.numerator if value.denominator == 1 else str(value)
