# SPDX-License-Identifier: EUPL-1.2
"""One program as queries: DuckDB and PostgreSQL really run and say what `evaluate` says; Spark and Trino are read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import duckdb
import psycopg
import pytest
import sqlglot

from stelsel.engines.rules import Library
from stelsel.engines.rules.population import Answer, Program, alone, compile_rule
from stelsel.engines.rules.population.rows import rows
from stelsel.engines.rules.population.sql import DIALECTS, Tables, query
from tests.engines.rules.population.households import Case, cases, differences
from tests.engines.rules.population.tables import answers, statements
from tests.engines.rules.population.test_operations import BOOLEAN, HOME, KINDS, NUMBERS, NUMERIC, OTHERS
from tests.engines.rules.texts import DAY, one

Ask = Callable[[Program, list[Case]], list[Answer]]


def in_duckdb(program: Program, some: list[Case]) -> list[Answer]:
    """The answers of DuckDB."""
    with duckdb.connect(config={"threads": 1}) as base:
        for statement, values in statements(program, rows(program, some)):
            if values:
                base.executemany(statement, values)
            elif statement.startswith("CREATE"):
                base.execute(statement)
        asked = query(program, "duckdb")
        return answers(asked, base.execute(asked.text).fetchall())


def in_postgresql(address: str) -> Ask:
    """The answers of PostgreSQL."""

    def ask(program: Program, some: list[Case]) -> list[Answer]:
        asked = query(program, "postgres")
        with psycopg.connect(address) as base, base.cursor() as cursor:
            for statement, values in statements(program, rows(program, some)):
                if statement.startswith("CREATE"):
                    cursor.execute(statement)
                elif values:
                    cursor.executemany(statement.replace("?", "%s"), values)
            found: list[tuple[Any, ...]] = cursor.execute(asked.text).fetchall()
            base.rollback()
        return answers(asked, found)

    return ask


def laws(name: str) -> Library:
    return one(
        NUMERIC.get(name) or BOOLEAN[name],
        *NUMBERS,
        *OTHERS,
        KINDS,
        HOME,
        kind="number" if name in NUMERIC else "boolean",
    )


def same(ask: Ask, names: list[str], number: int) -> None:
    for name in names:
        texts = laws(name)
        program = compile_rule(texts, "wet", "uit", DAY)
        some = cases(program, number)
        assert differences(program, texts, some, ask(program, some), None) == [], name


def test_duckdb_says_what_one_case_says(campaign: bool) -> None:
    same(in_duckdb, [*NUMERIC, *BOOLEAN], 2_000 if campaign else 40)


def test_who_is_decided_alone_is_told_the_same(monkeypatch: pytest.MonkeyPatch, campaign: bool) -> None:
    monkeypatch.setattr(alone, "LEAST_STEPS", 0)
    monkeypatch.setattr(alone, "LEAST_SHARE", 1_000)
    names = [*NUMERIC, *BOOLEAN]
    found = [name for name in names if "UNION ALL" in query(compile_rule(laws(name), "wet", "uit", DAY), "duckdb").text]
    assert len(found) > len(names) // 2
    same(in_duckdb, found, 2_000 if campaign else 40)


def test_postgresql_says_what_one_case_says(postgresql: str, campaign: bool) -> None:
    same(in_postgresql(postgresql), [*NUMERIC, *BOOLEAN], 2_000 if campaign else 40)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_is_its_own(dialect: str) -> None:
    kinds = {"each-add-where", "divided-and-rounded", "months", "each-or", "equal-text"}
    for name in kinds:
        made = query(compile_rule(laws(name), "wet", "uit", DAY), dialect)  # type: ignore[arg-type]
        (tree,) = sqlglot.parse(made.text, dialect=dialect)
        assert tree is not None
        assert tree.named_selects[:2] == ["household", "value"]
        assert " // " not in made.text or dialect == "duckdb"
        assert "AS DOUBLE" not in made.text.upper()


def test_a_fact_of_the_household_stands_in_its_own_table() -> None:
    program = compile_rule(laws("add"), "wet", "uit", DAY)
    made = query(program, "duckdb", answers=("value",), tables=Tables("mensen", "huizen", frozenset({"b"})))
    with duckdb.connect() as base:
        base.execute("CREATE TABLE mensen AS SELECT 1 AS household, 'aanvrager' AS role, 5 AS a")
        base.execute("CREATE TABLE huizen AS SELECT 1 AS household, 2 AS b")
        assert base.execute(made.text).fetchall() == [(1, 33)]  # 5 + 2 + 1 + 0.25 in quarters
    assert program.scale == 4
