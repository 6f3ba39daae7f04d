# SPDX-License-Identifier: EUPL-1.2
"""What results say together: how many are decided and what they get, how many wait for which facts, by group. A group
of fewer than five households is not told, nor can it be found from the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from stelsel.engines.rules.population.wanted import wanted
from stelsel.node.population.beside import class_name, classes, in_order
from stelsel.node.population.columns import literal, quoted
from stelsel.node.population.few import LEAST, hidden_and_few, together, too_few, without_few

OR, MOST_NAMED = " | ", 3
"""Between names that are counted together as each is too small, and how many of these are named."""


@dataclass(frozen=True)
class Group:
    """Households that have something in common: how many, of how many the outcome is decided, how many of those get
    more than nothing, and the total of what they get. `hidden`: the group is too small, and its numbers are 0. `few`:
    one to four get something, or nothing (or that would tell it of another group); how many and how much is not told,
    and 0 here. `veiled`: one to four are not decided (or that would tell it of another group); then `decided` is not to
    be told."""

    name: str
    households: int
    decided: int
    getting: int
    total: Fraction
    hidden: bool = False
    few: bool = False
    veiled: bool = False

    @property
    def cells(self) -> tuple[int, int]:
        """Decided households by what they get: nothing, something."""
        return self.decided - self.getting, self.getting


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
        paths = ", ".join(map(literal, files))
        base.execute(f"CREATE VIEW results AS SELECT * FROM read_parquet([{paths}])")
        whole = _groups(base, "''")[0]
        undecided = whole.households - whole.decided
        small = too_few(whole.cells) or too_few([whole.households])
        whole = _few(whole) if small else replace(whole, veiled=too_few([undecided]))
        missing = _counts(
            base,
            "CASE WHEN missing != '' THEN missing WHEN troubles != '' THEN troubles END",
            "missing != '' OR troubles != ''",
        )
        standing = _counts(base, "standing", "TRUE")
        name = " || ', ' || ".join(f"coalesce(CAST({quoted(one)} AS VARCHAR), '-')" for one in by)
        groups = _told(_groups(base, name), by) if by else ()
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
    some = sorted(found.values(), key=lambda one: in_order(one.name))
    return tuple(some) or (Group("", 0, 0, 0, Fraction(0)),)


def _told(groups: Sequence[Group], by: Sequence[str]) -> tuple[Group, ...]:
    """Classes that are too small taken together with those beside them; other groups without what is too small."""
    step = classes([one.name for one in groups], by)
    if not step:
        return _protected(groups)
    found = []
    for place in together([one.cells for one in groups]):
        some = groups[place.start : place.stop]
        name = class_name(some[0].name, some[-1].name, step, len(some) > 1 and place.stop == len(groups))
        sums = (sum(getattr(one, each) for one in some) for each in ("households", "decided", "getting"))
        found.append(Group(name, *sums, sum((one.total for one in some), Fraction(0))))
    return _protected(found)


def _few(one: Group) -> Group:
    return Group(one.name, one.households, one.decided, 0, Fraction(0), few=True)


def _protected(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Groups without what would tell of one to four households."""
    hidden, few = hidden_and_few([(one.households, one.cells) for one in groups])
    undecided = without_few([one.households - one.decided for one in groups])
    return tuple(
        Group(one.name, 0, 0, 0, Fraction(0), True)
        if at in hidden
        else _few(one)
        if at in few
        else replace(one, veiled=undecided[at] is None)
        for at, one in enumerate(groups)
    )


def _counts(base: Any, name: str, where: str) -> tuple[tuple[str, int], ...]:
    rows = base.execute(
        f"SELECT {name} AS name, count(*) AS n FROM results WHERE {where} GROUP BY name ORDER BY n DESC, name"
    ).fetchall()
    told = without_few([int(count) for _, count in rows])
    kept = [(str(each), count) for (each, _), count in zip(rows, told, strict=True) if count is not None]
    small = [(str(each), int(n)) for (each, n), count in zip(rows, told, strict=True) if count is None]
    together = sum(n for _, n in small)
    if together >= LEAST:
        kept.append((OR.join(each for each, _ in small[:MOST_NAMED]), together))
    return tuple(kept[:50])
