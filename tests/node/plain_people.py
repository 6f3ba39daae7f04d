# SPDX-License-Identifier: EUPL-1.2
"""People of a synthetic country as plain tables: in a folder of Parquet or CSV, a file of DuckDB or PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import psycopg

from stelsel.engines.rules.population import Program
from stelsel.engines.synthetic import Options
from stelsel.node import synthetic
from stelsel.node.population.country_tables import country_tables

ON = date(2026, 1, 1)


def tables(folder: Path, program: Program, persons: int = 1_500, missing: bool = True) -> Path:
    """A DuckDB file with the tables that a program reads, and how many persons there are of each `woning`."""
    land, file = folder / "land", folder / "people.duckdb"
    synthetic.write(Options(persons, 7, ON, missing), land)
    with duckdb.connect(str(file)) as base:
        read = f"read_parquet('{land}/synthetic-persons-*.parquet')"
        country_tables(base, read, ON, program, ())
        for name in names(base):
            base.execute(f"CREATE TABLE people.main.{name} AS FROM temp.{name} ORDER BY hash(household), household")
        base.execute(
            "CREATE OR REPLACE TABLE people.main.persons AS SELECT p.*, woning FROM people.main.persons p JOIN"
            f" (SELECT huishouden, woning FROM {read} WHERE rol = 'aanvrager') ON household = huishouden"
            " ORDER BY hash(household), household"
        )
    return file


def names(base: Any) -> list[str]:
    """The temporary tables of people."""
    found = base.execute("SELECT table_name FROM duckdb_tables() WHERE temporary AND table_name != 'beside'").fetchall()
    return [row[0] for row in found]


def files(file: Path, folder: Path, kind: str) -> Path:
    """The same tables in a folder: parquet or csv."""
    folder.mkdir()
    with duckdb.connect(str(file), read_only=True) as base:
        for (name,) in base.execute("SELECT table_name FROM duckdb_tables()").fetchall():
            base.execute(f"COPY {name} TO '{folder}/{name}.{kind}'")
    return folder


def in_postgresql(file: Path, address: str, schema: str) -> None:
    """The same tables in a schema of a PostgreSQL database."""
    kinds = {"INTEGER": "int", "BOOLEAN": "bool", "DATE": "date", "VARCHAR": "text"}
    with duckdb.connect(str(file), read_only=True) as base, psycopg.connect(address) as there:
        there.execute(f"CREATE SCHEMA {schema}")
        for (name,) in base.execute("SELECT table_name FROM duckdb_tables()").fetchall():
            found = base.execute(f"FROM {name}")
            described: Sequence[Any] = base.execute(f"DESCRIBE {name}").fetchall()
            columns = ", ".join(f"{row[0]} {kinds.get(row[1], 'int8')}" for row in described)
            there.execute(f"CREATE TABLE {schema}.{name} ({columns})")
            found = base.execute(f"FROM {name}").fetchall()
            marks = ", ".join(["%s"] * len(described))
            with there.cursor() as cursor:
                cursor.executemany(f"INSERT INTO {schema}.{name} VALUES ({marks})", found)
