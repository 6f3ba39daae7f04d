# SPDX-License-Identifier: EUPL-1.2
"""Tables that DuckDB reads itself, in pieces: ranges of household numbers, whatever order the rows stand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from stelsel.kernel.problem import BadInput, Finding, bad_input
from stelsel.kernel.text import Text
from stelsel.node.population.contents import Contents
from stelsel.node.population.fault import Fault
from stelsel.node.population.ranges import ranges, shares

WHOLE = frozenset({"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"})
PARTS = ("FLOAT", "DOUBLE", "DECIMAL")


class Ranged:
    """Tables in one file or folder. `reads`: SQL that reads each; `attach`: what a connection runs first."""

    def __init__(
        self, base: Any, reads: Mapping[str, str], contents: Contents, faults: Sequence[Fault], attach: str = ""
    ) -> None:
        self._attach, self._contents = attach, contents
        self.contents, self.faults = contents.said, faults
        there = {name: columns_of(base, read) for name, read in reads.items()}
        lacking = [f"{name}.household" for name, columns in there.items() if "household" not in columns]
        if lacking:
            raise BadInput(*(needed(one, there[one.partition(".")[0]]) for one in lacking))
        own = there["persons"]["household"]
        whole = own in WHOLE or _is_whole(base, reads["persons"], own)
        self._reads = {
            name: f"(SELECT * REPLACE ({key(there[name]['household'], whole)} AS household) FROM {read})"
            for name, read in reads.items()
        }
        (persons,) = base.execute(f"SELECT count(*) FROM {reads['persons']}").fetchone()
        if not persons:
            raise nobody("persons")
        self._ranges = ranges(_cuts(base, self._reads["persons"], shares(persons)))
        self.pieces = len(self._ranges)

    def tables(self, base: Any, at: int) -> Mapping[str, str]:
        """What reads each table of a piece."""
        if self._attach:
            base.execute(self._attach)
        test = self._ranges[at].test("household")
        return {name: f"(FROM {read} WHERE {test})" if test else read for name, read in self._reads.items()}

    def files(self, at: int) -> Sequence[Path]:
        """All files: each may hold a part of a piece."""
        return self._contents.files

    def digest(self, at: int) -> str:
        """Nothing: the files say it."""
        return ""

    def check(self) -> None:
        """BadInput where a file was changed."""
        self._contents.check()


def columns_of(base: Any, read: str) -> dict[str, str]:
    """The columns of what reads a table, in small letters, with their types."""
    return {row[0].lower(): row[1] for row in base.execute(f"DESCRIBE FROM {read}").fetchall()}


def key(kind: str, whole: bool) -> str:
    """The number of a household of a column of this type, as a whole number or as text; empty where it is none."""
    if not whole:
        return "CAST(household AS VARCHAR)"
    if kind in WHOLE:
        return "CAST(household AS BIGINT)"
    made = "TRY_CAST(household AS BIGINT)"
    if kind.startswith(PARTS):
        return f"CASE WHEN {made} = household THEN {made} END"
    return f"CASE WHEN regexp_full_match(CAST(household AS VARCHAR), '-?[0-9]+') THEN {made} END"


def _is_whole(base: Any, read: str, kind: str) -> bool:
    """Whether every number in a column is a whole one, spelled as such: 007 is a name."""
    made = "TRY_CAST(household AS BIGINT)"
    test = f"{made} = household" if kind.startswith(PARTS) else f"CAST({made} AS VARCHAR) = CAST(household AS VARCHAR)"
    asked = f"SELECT count(household), count(*) FILTER (WHERE {test}) FROM {read}"
    given, whole = base.execute(asked).fetchone()
    return bool(given == whole)


def _cuts(base: Any, read: str, some: Sequence[float]) -> list[Any]:
    if not some:
        return []
    (found,) = base.execute(f"SELECT quantile_disc(household, {list(some)}) FROM {read}").fetchone()
    return list(found or [])


def needed(where: str, there: Mapping[str, str]) -> Finding:
    """A column without which nothing can be read."""
    some = ", ".join(there)[:200] or "-"
    return Finding("population-column", where, _NEEDED, _NEEDED_CURE.fill(some=some))


def nobody(where: str) -> BadInput:
    """There are no people."""
    return bad_input("population-nobody", where, _NOBODY, _NOBODY_CURE)


_NOBODY = Text(nl="Er staan geen mensen in.", en="There are no people in it.")
_NOBODY_CURE = Text(nl="Geef een tabel met een rij voor elke persoon.", en="Give a table with a row for each person.")
_NEEDED = Text(nl="Deze kolom is nodig.", en="This column is needed.")
_NEEDED_CURE = Text(nl="Voeg hem toe; er zijn nu: {some}.", en="Add it; there are now: {some}.")
