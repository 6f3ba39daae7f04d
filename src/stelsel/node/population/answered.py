# SPDX-License-Identifier: EUPL-1.2
"""Answers of a piece in words: the table of results, with the columns to count by beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from stelsel.engines.rules.population import Program
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.node.population.source import Source


def results(base: Any, program: Program, source: Source, by: Sequence[str]) -> str:
    """The query of the results, by household; see `run`. BadInput for a column of `by` that is not there."""
    _say(base, program)
    per = f"{program.scale} * by" if program.by is not None else str(program.scale)
    beside = "".join(f", b.{_name(one)} AS {_name(one)}" for one in by)
    joined = f" LEFT JOIN ({_beside(base, source, by)}) b USING (household)" if by else ""
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


def _beside(base: Any, source: Source, by: Sequence[str]) -> str:
    """The columns to count by, of the applicant or the household. BadInput for one that is not there."""
    if source.synthetic:
        table, test, household = "everyone", "rol = 'aanvrager'", "huishouden"
    else:
        names = ", ".join("'" + str(one).replace("'", "''") + "'" for one in source.files["persons"])
        how = "read_parquet" if source.files["persons"][0].suffix == ".parquet" else "read_csv"
        table, test, household = f"{how}([{names}])", "role = 'aanvrager'", "household"
    there = {row[0] for row in base.execute(f"DESCRIBE SELECT * FROM {table}").fetchall()}
    places = {"gemeente", "provincie", "waterschap"} - there
    wrong = [one for one in by if one not in there and one not in places]
    if wrong:
        some = ", ".join(sorted(there | places))[:300]
        raise bad_input("population-by", "--by", _NO_BY.fill(name=wrong[0][:80]), _NO_BY_CURE.fill(some=some))
    own = [one for one in by if one in there]
    rest = [one for one in by if one not in there]
    cells = "".join(f", CAST(t.{_name(one)} AS VARCHAR) AS {_name(one)}" for one in own)
    cells += "".join(f", h.{_name(one)} AS {_name(one)}" for one in rest)
    join = f" LEFT JOIN households h ON h.household = t.{household}" if rest else ""
    return f"SELECT t.{household} AS household{cells} FROM {table} t{join} WHERE {test}"


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


_NO_BY = Text(nl="De kolom “{name}” is er niet.", en="The column “{name}” is not there.")
_NO_BY_CURE = Text(nl="Kies uit: {some}.", en="Choose from: {some}.")
