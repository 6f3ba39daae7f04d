# SPDX-License-Identifier: EUPL-1.2
"""What results say together: how many are decided and what they get, how many wait for which facts, by group. A group
of fewer than five households is not told, nor can it be found from the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from stelsel.engines.rules.population.wanted import wanted

LEAST = 5
"""Households that a number is told of."""


@dataclass(frozen=True)
class Group:
    """Households that have something in common: how many, of how many the outcome is decided, how many of those get
    more than nothing, and the total of what they get. `hidden`: the group is too small, and its numbers are 0. `few`:
    one to four get something; how many and how much is not told, and 0 here."""

    name: str
    households: int
    decided: int
    getting: int
    total: Fraction
    hidden: bool = False
    few: bool = False


@dataclass(frozen=True)
class Numbers:
    """All together, by what is missing (facts, or what stands in the way), by standing, and by group."""

    whole: Group
    missing: tuple[tuple[str, int], ...]
    standing: tuple[tuple[str, int], ...]
    groups: tuple[Group, ...]


def numbers(files: Sequence[Path], by: Sequence[str] = ()) -> Numbers:
    """The numbers of the results in some files."""
    with wanted("duckdb").connect() as base:
        paths = ", ".join("'" + str(one).replace("'", "''") + "'" for one in files)
        base.execute(f"CREATE VIEW results AS SELECT * FROM read_parquet([{paths}])")
        whole = _groups(base, "''")[0]
        missing = _counts(
            base,
            "CASE WHEN missing != '' THEN missing WHEN troubles != '' THEN troubles END",
            "missing != '' OR troubles != ''",
        )
        standing = _counts(base, "standing", "TRUE")
        name = " || ', ' || ".join(f"coalesce(CAST({_quoted(one)} AS VARCHAR), '-')" for one in by)
        groups = _protected(_groups(base, name)) if by else ()
    return Numbers(whole, missing, standing, groups)


def _groups(base: Any, name: str) -> tuple[Group, ...]:
    """Sums per divisor, so that they stay exact."""
    rows = base.execute(
        f"SELECT {name} AS name, per, count(*), count(value), count(*) FILTER (WHERE value > 0), sum(value)"
        " FROM results GROUP BY ALL ORDER BY name, per"
    ).fetchall()
    found: dict[str, Group] = {}
    for each, per, households, decided, getting, total in rows:
        before = found.get(each) or Group(each, 0, 0, 0, Fraction(0))
        found[each] = Group(
            each,
            before.households + households,
            before.decided + decided,
            before.getting + getting,
            before.total + Fraction(int(total or 0), int(per)),
        )
    return tuple(map(_without_few, found.values())) or (Group("", 0, 0, 0, Fraction(0)),)


def _without_few(one: Group) -> Group:
    if not 0 < one.getting < LEAST:
        return one
    return Group(one.name, one.households, one.decided, 0, Fraction(0), few=True)


def _protected(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Small groups without their numbers; when only one is hidden the next smallest too, as the total gives it away."""
    small = [one for one in groups if one.households < LEAST]
    if len(small) == 1 and len(groups) > 1:
        rest = sorted((one for one in groups if one not in small), key=lambda one: one.households)
        small.append(rest[0])
    return tuple(Group(one.name, 0, 0, 0, Fraction(0), True) if one in small else one for one in groups)


def _counts(base: Any, name: str, where: str) -> tuple[tuple[str, int], ...]:
    rows = base.execute(
        f"SELECT {name} AS name, count(*) AS n FROM results WHERE {where} GROUP BY name ORDER BY n DESC, name LIMIT 50"
    ).fetchall()
    return tuple((str(each), int(count)) for each, count in rows if count >= LEAST)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
