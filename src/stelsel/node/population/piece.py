# SPDX-License-Identifier: EUPL-1.2
"""One piece of a source: its tables are opened and checked, an engine answers, and the results are written whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stelsel.node.population.answered import results
from stelsel.node.population.beside import columns
from stelsel.node.population.columns import literal
from stelsel.node.population.connection import connected
from stelsel.node.population.doubtful import doubts, other_roles
from stelsel.node.population.fault import Fault
from stelsel.node.population.more import answers_with_more
from stelsel.node.population.rows import bad_households, impossible_households, keep_right
from stelsel.node.population.source import Opened
from stelsel.node.population.tables import open_tables
from stelsel.node.population.work import half_of

if TYPE_CHECKING:
    from stelsel.node.population.run import Wish


@dataclass(frozen=True)
class Made:
    """What became of a piece: households with results and left out, the SHA-256 of its rows where the source is not
    known by files, and what was not right. `stopping`: why nothing was written."""

    households: int = 0
    left_out: int = 0
    rows: str = ""
    faults: tuple[Fault, ...] = ()
    stopping: tuple[Fault, ...] = ()

    @property
    def plain(self) -> dict[str, Any]:
        """As it is kept beside results."""
        return {
            "households": self.households,
            "leftOut": self.left_out,
            "rows": self.rows,
            "faults": [one.plain for one in self.faults],
        }


def computed(wish: Wish, opened: Opened, at: int, file: Path, work: Path) -> Made:
    """The results of a piece in a file, whole or not at all. Where it is not right and the wish is not to go on, only
    why. BadInput for what does not read, or does not fit on the disk."""
    half = half_of(file)
    with connected(work, opened.files(at)) as base:
        faults = _opened(base, wish, opened, at)
        stopping = () if wish.go_on else tuple(one for one in faults if one.stops)
        if stopping:
            return Made(stopping=(*stopping, *other_roles(base, wish.program)))
        keep_right(base, wish.program)
        if impossible := impossible_households(base, wish.program):
            if not wish.go_on:
                return Made(stopping=impossible)
            keep_right(base, wish.program)
            faults += impossible
        faults += doubts(base, wish.program)
        _answer(base, wish, work / wish.engine.name)
        told = results(base, wish.program, wish.by, wish.more is not None)
        base.execute("SET preserve_insertion_order = true")  # so that the same run writes the same bytes
        base.execute(f"COPY ({told}) TO {literal(half)} (FORMAT parquet)")
        (households,) = base.execute("SELECT count(*) FROM answers").fetchone()
        (left_out,) = base.execute("SELECT count(DISTINCT household) FROM bad").fetchone()
    half.rename(file)
    rows = opened.digest(at)
    return Made(households, left_out, rows, faults)


def _answer(base: Any, wish: Wish, folder: Path) -> None:
    """The table `answers`, and `answers_more` where that is asked."""
    wish.engine.answers(base, wish.program, folder)
    if wish.more is not None:
        again = folder.with_name(f"{folder.name}-more")
        answers_with_more(base, wish.more, lambda: wish.engine.answers(base, wish.program, again))


def checked(wish: Wish, opened: Opened, at: int, work: Path) -> tuple[Fault, ...]:
    """What is not right with a piece, when nothing is computed any more."""
    with connected(work, opened.files(at)) as base:
        return tuple(one for one in _opened(base, wish, opened, at) if one.stops)


def _opened(base: Any, wish: Wish, opened: Opened, at: int) -> tuple[Fault, ...]:
    faults = open_tables(base, wish.source, opened, at, wish.program, columns(wish.by))
    lacking = [one.where for one in faults if one.alike]
    return (*faults, *bad_households(base, wish.program, lacking))
