# SPDX-License-Identifier: EUPL-1.2
"""Households through a cluster of Apache Spark: tables as Parquet, the query of a program, and its answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb

from stelsel.engines.rules.population import Answer, Program
from stelsel.engines.rules.population.rows import rows
from stelsel.engines.rules.population.sql import query
from stelsel.node.population.spark import Spark
from tests.engines.rules.population.households import Case
from tests.engines.rules.population.tables import answers, statements


def in_spark(master: str, folder: Path) -> Callable[[Program, list[Case]], list[Answer]]:
    """The answers of Spark; each call has a folder of its own in `folder`."""
    cluster = Spark(master)

    def ask(program: Program, some: list[Case]) -> list[Answer]:
        place = folder / f"{len(list(folder.iterdir()))}"
        asked = query(program, "spark")
        with duckdb.connect() as base:
            for statement, values in statements(program, rows(program, some)):
                if values:
                    base.executemany(statement, values)
                elif statement.startswith("CREATE"):
                    base.execute(statement)
            given = {}
            for (name,) in base.execute("SELECT table_name FROM duckdb_tables()").fetchall():
                given[name] = place / name
                given[name].mkdir(parents=True)
                base.execute(f"COPY {name} TO '{given[name]}/part.parquet' (FORMAT parquet)")
            count = cluster.write(asked.text, given, place / "answers")
            found = base.execute(f"SELECT * FROM read_parquet('{place}/answers/*.parquet')").fetchall()
        assert count == len(found) == len(some)
        return answers(asked, found)

    return ask
