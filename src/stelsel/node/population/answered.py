# SPDX-License-Identifier: EUPL-1.2
"""Answers of a piece in words: the table of results, with the columns to count by beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from stelsel.engines.rules.population import Program
from stelsel.node.population.beside import cells


def results(base: Any, program: Program, by: Sequence[str], more: bool = False) -> str:
    """The query of the results, by household; see `run`. `more`: there is a table `answers_more` too. BadInput for
    classes of a column that has none."""
    _say(base, program)
    per = f"{program.scale} * a.by" if program.by is not None else str(program.scale)
    beside = cells(base, by, program.on)
    joined = " LEFT JOIN beside b ON b.household = a.household" if by else ""
    if more:
        beside += ", CASE WHEN m.lacks = 0 AND NOT m.nothing THEN m.value END AS more"
        beside += f", {per.replace('a.by', 'm.by')} AS more_per"
        joined += " LEFT JOIN answers_more m ON m.household = a.household"
    return (
        f"SELECT a.household, CASE WHEN a.lacks = 0 AND NOT a.nothing THEN a.value END AS value, {per} AS per,"
        f" s.missing, s.troubles, s.grade, s.standing, s.uncertain{beside}"
        f" FROM answers a JOIN said s ON s.lacks = a.lacks AND s.doubt = a.doubt{joined} ORDER BY a.household"
    )


def _say(base: Any, program: Program) -> None:
    """The table `said`: what each mask of missing facts and of doubts means."""
    base.execute(
        "CREATE TEMP TABLE said (lacks BIGINT, doubt BIGINT, missing VARCHAR, troubles VARCHAR, grade VARCHAR,"
        " standing VARCHAR, uncertain VARCHAR)"
    )
    pairs = base.execute("SELECT DISTINCT lacks, doubt FROM answers").fetchall()
    rows = []
    for lacks, doubt in pairs:
        one = program.answer(0, 1, True, lacks, doubt)
        standing = "unknown" if one.missing else one.standing
        troubles = "; ".join(each.where for each in one.troubles)
        rows.append([lacks, doubt, ", ".join(one.missing), troubles, one.grade, standing, ", ".join(one.uncertain)])
    if rows:
        base.executemany("INSERT INTO said VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
