# SPDX-License-Identifier: EUPL-1.2
"""What a reform does: the same people before and after, who gains and who loses, and how much, by group.

A household counts where both outcomes are decided; the others are told apart, and never pass for the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce
from pathlib import Path
from typing import Any

from stelsel.engines.rules.population.wanted import wanted
from stelsel.node.population.beside import class_name, classes, in_order
from stelsel.node.population.columns import literal, quoted
from stelsel.node.population.few import LEAST, Band, hidden_and_few, merged, together, too_few, without_few
from stelsel.node.population.more import More

BANDS = (0, 10_00, 100_00, 500_00, 1_000_00)
"""Edges of what a household gains or loses, in the unit of the outcome (eurocents of an amount)."""
RATES = (0, 25, 50, 75, 100)
"""Edges of marginal pressure, in percent."""
_MORE = (
    ", o.more AS a_more, coalesce(o.more_per, 1) AS a_more_per, n.more AS b_more, coalesce(n.more_per, 1) AS b_more_per"
)


@dataclass(frozen=True)
class Side:
    """Households that gain, or that lose: how many, and how much together."""

    households: int
    total: Fraction


@dataclass(frozen=True)
class Effect:
    """What a reform does to a group: its households, those where one of the outcomes is not decided, totals before and
    after of the rest, and who gains and loses. `hidden`: fewer than five households; all numbers are 0. `few`: one to
    four of them gain, lose or stay the same (or that would tell it of another group); then who gains, who loses and the
    total after are not told, and 0 here. `veiled`: one to four are undecided (or that would tell it of another group);
    then `undecided` and `same` are not to be told, only `rest`."""

    name: str
    households: int
    undecided: int
    before: Fraction
    after: Fraction
    gain: Side
    lose: Side
    hidden: bool = False
    few: bool = False
    veiled: bool = False

    @property
    def rest(self) -> int:
        """Households that neither gain nor lose: the same, or undecided."""
        return self.households - self.gain.households - self.lose.households

    @property
    def same(self) -> int:
        """Households that get exactly what they got."""
        return self.households - self.undecided - self.gain.households - self.lose.households

    @property
    def cells(self) -> tuple[int, int, int]:
        """Decided households by what becomes of them: gain, lose, the same."""
        return self.gain.households, self.lose.households, self.same


@dataclass(frozen=True)
class Change:
    """How many households change by an amount above `low` and up to `high` (None: without end); `gains` says which
    way. None: one to four in all."""

    gains: bool
    low: int
    high: int | None
    households: int | None


@dataclass(frozen=True)
class Pressure:
    """How many households lose above `low` up to `high` percent of a little more income (None: without end), before
    and after. Above 100 percent they are worse off with more."""

    low: int | None
    high: int | None
    before: int
    after: int


@dataclass(frozen=True)
class Reform:
    """A reform as a whole, by group, by how much, and marginal pressure before and after where an income counts."""

    whole: Effect
    groups: tuple[Effect, ...]
    changes: tuple[Change, ...]
    pressure: tuple[Pressure, ...] = ()


def reform(before: Sequence[Path], after: Sequence[Path], by: Sequence[str] = (), more: More | None = None) -> Reform:
    """What lies between two results over the same people. `more`: with how much more of which fact both were computed
    too."""
    with wanted("duckdb").connect() as base:
        for name, files in (("old", before), ("new", after)):
            paths = ", ".join(map(literal, files))
            base.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet([{paths}])")
        group = " || ', ' || ".join(map(_group, by)) or "''"
        base.execute(
            f"CREATE TEMP TABLE both_ AS SELECT household, {group} AS name, o.value AS a, coalesce(o.per, 1) AS a_per,"
            f" n.value AS b, coalesce(n.per, 1) AS b_per{_MORE if more else ''}"
            " FROM old o FULL JOIN new n USING (household)"
        )
        whole = _effects(base, "''")[0]
        small = too_few(whole.cells) or too_few([whole.households])
        whole = _few(whole) if small else replace(whole, veiled=too_few([whole.undecided]))
        groups = _told(_effects(base, "name"), by) if by else ()
        return Reform(whole, groups, _changes(base), _pressure(base, more) if more else ())


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
    some = sorted(found.values(), key=lambda one: in_order(one.name))
    return tuple(some) or (_nobody(""),)


def _nobody(name: str, hidden: bool = False) -> Effect:
    nothing = Side(0, Fraction(0))
    return Effect(name, 0, 0, Fraction(0), Fraction(0), nothing, nothing, hidden)


def _told(groups: Sequence[Effect], by: Sequence[str]) -> tuple[Effect, ...]:
    """Classes that are too small taken together with those beside them; other groups without what is too small."""
    step = classes([one.name for one in groups], by)
    if not step:
        return _protected(groups)
    found = []
    for place in together([one.cells for one in groups]):
        some = groups[place.start : place.stop]
        name = class_name(some[0].name, some[-1].name, step, len(some) > 1 and place.stop == len(groups))
        found.append(reduce(_both, some[1:], replace(some[0], name=name)))
    return _protected(found)


def _both(one: Effect, other: Effect) -> Effect:
    return Effect(
        one.name,
        one.households + other.households,
        one.undecided + other.undecided,
        one.before + other.before,
        one.after + other.after,
        *(
            Side(a.households + b.households, a.total + b.total)
            for a, b in ((one.gain, other.gain), (one.lose, other.lose))
        ),
    )


def _few(one: Effect) -> Effect:
    nothing = Side(0, Fraction(0))
    return Effect(one.name, one.households, one.undecided, one.before, Fraction(0), nothing, nothing, few=True)


def _protected(groups: Sequence[Effect]) -> tuple[Effect, ...]:
    """Groups without what would tell of one to four households."""
    hidden, few = hidden_and_few([(one.households, one.cells) for one in groups])
    undecided = without_few([one.undecided for one in groups])
    return tuple(
        _nobody(one.name, True)
        if at in hidden
        else _few(one)
        if at in few
        else replace(one, veiled=undecided[at] is None)
        for at, one in enumerate(groups)
    )


def _changes(base: Any) -> tuple[Change, ...]:
    """How many households gain and lose how much."""
    found: list[Change] = []
    bands: list[Band] = list(zip(BANDS, (*BANDS[1:], None), strict=True))
    for gains, sign in ((True, 1), (False, -1)):
        change = f"{sign} * (b::HUGEINT * a_per - a::HUGEINT * b_per)"
        counts = _banded(base, bands, change, "a_per::HUGEINT * b_per", "a IS NOT NULL AND b IS NOT NULL")
        for (low, high), (n,) in merged(bands, [(one,) for one in counts]):
            found.append(Change(gains, low or 0, high, None if 0 < n < LEAST else n))
    return tuple(found)


def _pressure(base: Any, more: More) -> tuple[Pressure, ...]:
    """Of the households where all is decided."""
    bands: list[Band] = list(zip((None, *RATES), (*RATES, None), strict=True))
    decided = "a IS NOT NULL AND b IS NOT NULL AND a_more IS NOT NULL AND b_more IS NOT NULL"
    sides = []
    for side in ("a", "b"):
        lost = f"({side}::HUGEINT * {side}_more_per - {side}_more::HUGEINT * {side}_per) * {100 * more.outcome_times}"
        sides.append(_banded(base, bands, lost, f"{more.year}::HUGEINT * {side}_per * {side}_more_per", decided))
    found = merged(bands, list(zip(*sides, strict=True)))
    if any(too_few(counts) for _, counts in found):
        return ()
    return tuple(Pressure(*band, *counts) for band, counts in found)


def _banded(base: Any, bands: Sequence[Band], value: str, unit: str, where: str) -> list[int]:
    """How many rows have a value above the low and up to the high edge of each band, in so many units."""
    cells = []
    for low, high in bands:
        tests = [f"v > {low} * u"] if low is not None else []
        tests += [f"v <= {high} * u"] if high is not None else []
        cells.append(f"count(*) FILTER (WHERE {' AND '.join(tests)})")
    row = base.execute(
        f"SELECT {', '.join(cells)} FROM (SELECT {value} AS v, {unit} AS u FROM both_ WHERE {where})"
    ).fetchone()
    return [int(one) for one in row]


def _group(name: str) -> str:
    return f"coalesce(CAST(o.{quoted(name)} AS VARCHAR), CAST(n.{quoted(name)} AS VARCHAR), '-')"
