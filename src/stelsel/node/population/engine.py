# SPDX-License-Identifier: EUPL-1.2
"""What computes the answers of a piece: the kernel of a program, its query in DuckDB, or another engine that reads the
same tables. All give the same answers; they differ in speed and in where they run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from stelsel.engines.rules.population import Program
from stelsel.engines.rules.population.sql import query
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.node.population.program_key import Same


@dataclass(frozen=True)
class Engine:
    """`name`: as people choose it. `text`: what it runs for a program (a query, the source of a kernel); its hash is
    what a run is known by. `answers(base, program, folder)` makes the table `answers` (household, value, by where the
    program has a divisor, nothing, lacks, doubt, as `engines.rules.population.sql.query` gives them) in a DuckDB
    connection that holds `persons`, `households` and a table for each list, with the columns of the program and only
    households that are right. `folder` does not exist yet, is its own and goes away afterwards."""

    name: str
    text: Callable[[Program], str]
    answers: Callable[[Any, Program, Path], None]


@lru_cache(maxsize=8)
def _made(one: Same) -> str:
    return query(one.program, "duckdb").text


def _query(program: Program) -> str:
    return _made(Same(program))


def _in_duckdb(base: Any, program: Program, folder: Path) -> None:
    base.execute(f"CREATE TEMP TABLE answers AS {_query(program)}")


def _kernel_text(program: Program) -> str:
    from stelsel.node.population import kernel_engine

    return kernel_engine.text(program)


def _in_kernel(base: Any, program: Program, folder: Path) -> None:
    from stelsel.node.population import kernel_engine

    kernel_engine.answers(base, program, folder)


DUCKDB = Engine("duckdb", _query, _in_duckdb)
KERNEL = Engine("kernel", _kernel_text, _in_kernel)
ENGINES: Mapping[str, Callable[[], Engine]] = {"kernel": lambda: KERNEL, "duckdb": lambda: DUCKDB}
"""Each engine by its name, made when it is asked for."""
DEFAULT = KERNEL
SPARK = "spark:"
"""How the address of a Spark master begins, which is a name too."""


def engine_of(name: str) -> Engine:
    """The engine of this name. BadInput where there is none, and for a package that it needs and is not installed."""
    if name.startswith(SPARK):
        from stelsel.node.population.spark_engine import spark

        return spark(name)
    if name not in ENGINES:
        some = ", ".join((*ENGINES, f"{SPARK}//HOST:7077"))
        raise bad_input("population-engine", "--engine", _NONE.fill(name=name[:40]), _NONE_CURE.fill(some=some))
    return ENGINES[name]()


_NONE = Text(nl="Er is geen rekenmachine “{name}”.", en="There is no engine “{name}”.")
_NONE_CURE = Text(nl="Kies uit: {some}.", en="Choose from: {some}.")
