# SPDX-License-Identifier: EUPL-1.2
"""A piece of a population through Spark: its tables go there as Parquet, and the answers come back the same way.

The households go by number, so that a household of any type (also one that Parquet or Spark would change) comes back as
it was."""

from __future__ import annotations

import shutil
from functools import cache, partial
from pathlib import Path
from typing import Any

from stelsel.engines.rules.population import Program
from stelsel.engines.rules.population.sql import query
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.node.population.columns import literal
from stelsel.node.population.engine import Engine
from stelsel.node.population.spark import Spark


@cache
def spark(master: str) -> Engine:
    """The engine that computes on the cluster of this master (`spark://HOST:PORT`), one for each address, which keeps
    its workers until this process ends. BadInput for another address, and where PySpark or Java is missing."""
    return Engine("spark", text, partial(answers, Spark(master)))


def text(program: Program) -> str:
    """The query of a program for Spark."""
    return query(program, "spark").text


def answers(cluster: Spark, base: Any, program: Program, folder: Path) -> None:
    """Makes the table `answers` in a DuckDB connection, as `Engine` says. The folder is one that all workers see under
    the same name; it is gone afterwards. BadInput where they do not, and where Spark fails."""
    folder.mkdir(parents=True)
    try:
        _answers(cluster, base, program, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _answers(cluster: Spark, base: Any, program: Program, folder: Path) -> None:
    base.execute(
        "CREATE OR REPLACE TEMP TABLE numbered AS SELECT household, row_number() OVER () AS number"
        " FROM (SELECT DISTINCT household FROM persons)"
    )
    given = {name: _written(base, name, folder / name) for name in tables(program)}
    rows = cluster.write(text(program), given, folder / "answers")
    here = sorted((folder / "answers").glob("*.parquet"))
    files = ", ".join(literal(one) for one in here)
    if here:
        base.execute(
            "CREATE TEMP TABLE answers AS SELECT n.household, a.* EXCLUDE (household)"
            f" FROM read_parquet([{files}]) a JOIN numbered n ON n.number = a.household"
        )
    (came,) = base.execute("SELECT count(*) FROM answers").fetchone() if here else (-1,)
    if came != rows:
        raise bad_input("spark-folder", "--to", _NOT_HERE, _NOT_HERE_CURE)


def tables(program: Program) -> tuple[str, ...]:
    """The tables that a program reads."""
    lists = sorted({one.list.rpartition(".")[2] for one in program.columns if one.list})
    places = ("households",) if any(not one.person for one in program.columns) else ()
    return ("persons", *places, *lists)


def _written(base: Any, name: str, to: Path) -> Path:
    to.mkdir()
    base.execute(
        f"COPY (SELECT n.number AS household, e.* EXCLUDE (household) FROM {name} e"
        f" JOIN numbered n ON n.household = e.household) TO {literal(to / 'part.parquet')} (FORMAT parquet)"
    )
    return to


_NOT_HERE = Text(
    nl="Wat de werkers van Spark schreven, staat hier niet of niet helemaal.",
    en="What the workers of Spark wrote does not stand here, or not all of it.",
)
_NOT_HERE_CURE = Text(
    nl="Noem een map die alle werkers onder dezelfde naam zien, en laat hen draaien als dezelfde gebruiker als u.",
    en="Name a folder that all workers see under the same name, and let them run as the same user as you.",
)
