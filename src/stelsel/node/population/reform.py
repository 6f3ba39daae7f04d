# SPDX-License-Identifier: EUPL-1.2
"""What a reform does: the same people before and after, who gains and who loses, and how much, by group.

A household counts where both outcomes are decided; the others are told apart, and never pass for the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from stelsel.engines.rules.population.wanted import wanted
from stelsel.node.population.numbers import LEAST

BANDS = (0, 10_00, 100_00, 500_00, 1_000_00)
"""Edges of what a household gains or loses, in the unit of the outcome (eurocents of an amount)."""


@dataclass(frozen=True)
class Side:
    """Households that gain, or that lose: how many, and how much together."""

    households: int
    total: Fraction


@dataclass(frozen=True)
class Effect:
    """What a reform does to a group: its households, those where one of the outcomes is not decided, totals before and
    after of the rest, and who gains and loses. `hidden`: fewer than five households; all numbers are 0. `few`: one to
    four of them gain or lose; then who gains, who loses and the total after are not told, and 0 here."""

    name: str
    households: int
    undecided: int
    before: Fraction
    after: Fraction
    gain: Side
    lose: Side
    hidden: bool = False
    few: bool = False

    @property
    def same(self) -> int:
        """Households that get exactly what they got."""
        return self.households - self.undecided - self.gain.households - self.lose.households


@dataclass(frozen=True)
class Change:
    """How many households change by an amount above `low` and up to `high` (None: without end); `gains` says which
    way. None: one to four."""

    gains: bool
    low: int
    high: int | None
    households: int | None


@dataclass(frozen=True)
class Reform:
    """A reform as a whole, by group, and by how much."""

    whole: Effect
    groups: tuple[Effect, ...]
    changes: tuple[Change, ...]


def reform(before: Sequence[Path], after: Sequence[Path], by: Sequence[str] = ()) -> Reform:
    """What lies between two results over the same people."""
    with wanted("duckdb").connect() as base:
        for name, files in (("old", before), ("new", after)):
            paths = ", ".join("'" + str(one).replace("'", "''") + "'" for one in files)
            base.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet([{paths}])")
        group = " || ', ' || ".join(map(_group, by)) or "''"
        base.execute(
            f"CREATE TEMP TABLE both_ AS SELECT household, {group} AS name, o.value AS a, coalesce(o.per, 1) AS a_per,"
            " n.value AS b, coalesce(n.per, 1) AS b_per FROM old o FULL JOIN new n USING (household)"
        )
        whole = _effects(base, "''")[0]
        groups = _protected(_effects(base, "name")) if by else ()
        return Reform(whole, groups, _changes(base))


def _effects(base: Any, name: str) -> tuple[Effect, ...]:
    rows = base.execute(
        f"SELECT {name} AS name, a_per, b_per, count(*), count(*) FILTER (WHERE NOT decided),"
        " sum(a) FILTER (WHERE decided), sum(b) FILTER (WHERE decided),"
        " count(*) FILTER (WHERE gain > 0), sum(gain) FILTER (WHERE gain > 0),"
        " count(*) FILTER (WHERE gain < 0), sum(gain) FILTER (WHERE gain < 0) FROM"
        " (SELECT *, a IS NOT NULL AND b IS NOT NULL AS decided, b::HUGEINT * a_per - a::HUGEINT * b_per AS gain"
        " FROM both_) GROUP BY ALL ORDER BY name"
    ).fetchall()
    found: dict[str, Effect] = {}
    for each, a_per, b_per, count, open_ones, a, b, gains, gained, losses, lost in rows:
        one = found.get(each) or _nobody(each)
        scale = int(a_per) * int(b_per)
        found[each] = Effect(
            each,
            one.households + count,
            one.undecided + open_ones,
            one.before + Fraction(int(a or 0), int(a_per)),
            one.after + Fraction(int(b or 0), int(b_per)),
            Side(one.gain.households + gains, one.gain.total + Fraction(int(gained or 0), scale)),
            Side(one.lose.households + losses, one.lose.total - Fraction(int(lost or 0), scale)),
        )
    return tuple(map(_without_few, found.values())) or (_nobody(""),)


def _nobody(name: str, hidden: bool = False) -> Effect:
    nothing = Side(0, Fraction(0))
    return Effect(name, 0, 0, Fraction(0), Fraction(0), nothing, nothing, hidden)


def _without_few(one: Effect) -> Effect:
    """Without who gains and loses, and the total after, where one of these would tell of one to four households."""
    if not any(0 < side.households < LEAST for side in (one.gain, one.lose)):
        return one
    nothing = Side(0, Fraction(0))
    return Effect(one.name, one.households, one.undecided, one.before, Fraction(0), nothing, nothing, few=True)


def _protected(groups: Sequence[Effect]) -> tuple[Effect, ...]:
    """Small groups without their numbers; when only one is hidden the next smallest too."""
    small = [one for one in groups if one.households < LEAST]
    if len(small) == 1 and len(groups) > 1:
        small.append(min((one for one in groups if one not in small), key=lambda one: one.households))
    return tuple(_nobody(one.name, True) if one in small else one for one in groups)


def _changes(base: Any) -> tuple[Change, ...]:
    """How many households gain and lose how much."""
    found = []
    for gains, sign in ((True, 1), (False, -1)):
        for low, high in zip(BANDS, (*BANDS[1:], None), strict=True):
            change = f"{sign} * (b::HUGEINT * a_per - a::HUGEINT * b_per)"
            test = f"{change} > {low}::HUGEINT * a_per * b_per"
            if high is not None:
                test += f" AND {change} <= {high}::HUGEINT * a_per * b_per"
            counted = f"SELECT count(*) FROM both_ WHERE a IS NOT NULL AND b IS NOT NULL AND {test}"
            (count,) = base.execute(counted).fetchone()
            found.append(Change(gains, low, high, None if 0 < count < LEAST else count))
    return tuple(found)


def _group(name: str) -> str:
    return f"coalesce(CAST(o.{_quoted(name)} AS VARCHAR), CAST(n.{_quoted(name)} AS VARCHAR), '-')"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
