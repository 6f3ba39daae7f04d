# SPDX-License-Identifier: EUPL-1.2
"""Ours for the claim `rules-equality`. Its last line is `{"kernel", "duckdb", "between", "households", "edges",
"laws", "decided", "refused", "all", "persons", "rows", "seconds"}`: of the first three, how many differ from one case,
and the kernel from DuckDB over a million persons."""

from __future__ import annotations

import csv
import json
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Any

import duckdb

from bench.rules_people import LAWS, law
from stelsel.engines.rules import Facts, evaluate
from stelsel.engines.rules.impossible import refuse_impossible
from stelsel.engines.rules.population import Program
from stelsel.engines.rules.population.rows import rows
from stelsel.engines.synthetic import Options
from stelsel.kernel.problem import BadInput
from stelsel.node import synthetic
from stelsel.node.population import Ran, Wish, run
from stelsel.node.population.engine import ENGINES
from stelsel.node.population.source import source_of
from stelsel.priorities.services.figures import figures
from tests.engines.rules.population.households import Case, at_edges, said
from tests.engines.rules.population.tables import statements
from tests.priorities.services.rules.test_population import EACH, LIBRARY, bases, program, some_of

REFUSED: tuple[object, ...] = ("refused",)
"""Where one case refuses facts that cannot be, a rule for all leaves the household out, and tells it."""
NUMBER, PERSONS = 100_000, 1_000_000
ZORGTOESLAG = ("wet_op_de_zorgtoeslag", "zorgtoeslag_per_jaar")


def written(made: Program, some: list[Case], folder: Path) -> list[int]:
    """The households as CSV; their numbers in order."""
    folder.mkdir()
    numbers: set[int] = set()
    header: list[str] = []
    for statement, cells in statements(made, rows(made, some)):
        name = statement.split()[2]
        if statement.startswith("CREATE"):
            header = [part.split()[0] for part in re.split(r", (?=[a-z_0-9]+ [A-Z])", statement.partition("(")[2])]
            continue
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([header, *cells])
        numbers |= {int(cell[header.index("household")]) for cell in cells if "household" in header}
    return sorted(numbers)


def results(ran: Ran) -> Iterator[dict[str, Any]]:
    """What came out, by household."""
    found = duckdb.sql(f"SELECT * FROM read_parquet({[str(one) for one in ran.files]}) ORDER BY household")
    for row in found.fetchall():
        yield dict(zip(found.columns, row, strict=True))


def told(row: Mapping[str, Any]) -> tuple[object, ...]:
    """A row of results as it compares with one case."""
    value = row["value"]
    exact = value if value is None or isinstance(value, bool | str) else Fraction(value, row["per"])
    return (exact, row["missing"], row["troubles"], row["grade"], row["uncertain"])


def expected(case: Case, made: Program) -> tuple[object, ...]:
    """What one case gives, in the same form; REFUSED where its facts cannot be."""
    try:
        refuse_impossible(LIBRARY, made.rule, made.output, Facts(case), made.on, figures=figures())
    except BadInput:
        return REFUSED
    outcome = said(evaluate(LIBRARY, made.rule, made.output, Facts(case), made.on, figures=figures()))
    value = outcome["value"]
    exact = value if value is None or isinstance(value, bool | str) else Fraction(value)
    troubles = "; ".join(where for _, where in sorted(outcome["troubles"]))
    return (
        exact, ", ".join(sorted(outcome["missing"])), troubles, outcome["grade"],
        ", ".join(sorted(outcome["uncertain"])),
    )  # fmt: skip


def all_expected(cases: list[Case], made: Program) -> list[tuple[object, ...]]:
    """The same of many, on all processors; a program does not travel, so the processes begin with it."""
    with get_context("fork").Pool(initializer=_begin, initargs=(made,)) as pool:
        return pool.map(_expected, cases, chunksize=200)


_MADE: list[Program] = []


def _begin(made: Program) -> None:
    _MADE[:] = [made]


def _expected(case: Case) -> tuple[object, ...]:
    return expected(case, _MADE[0])


def one_by_one() -> dict[str, int]:
    """Every law and year beside one case."""
    found = dict.fromkeys((*ENGINES, "households", "edges", "decided", "refused", "all"), 0)
    for name, output, year in EACH:
        made = program(name, output, year)
        some = some_of(made, name, year, NUMBER * 3 // 4 // len(EACH) + 1)
        given = bases(name, year)
        edges = [case for base in given[:: len(given) // 2] for case in at_edges(made, base)]
        cases = [*some, *edges]
        wanted = all_expected(cases, made)
        with tempfile.TemporaryDirectory() as work:
            numbers = written(made, cases, Path(work) / "people")
            for engine in ENGINES:
                asked = Wish(
                    made, source_of(Path(work) / "people"), Path(work) / engine, engine=ENGINES[engine](), go_on=True
                )
                got = {int(row["household"]): told(row) for row in results(run(asked))}
                found[engine] += sum(
                    got.get(number, REFUSED) != there for number, there in zip(numbers, wanted, strict=True)
                )
        found["households"] += len(some)
        found["edges"] += len(edges)
        found["decided"] += sum(one[0] is not None for one in wanted if one != REFUSED)
        found["refused"] += sum(one == REFUSED for one in wanted)
        found["all"] += len(wanted)
        print(f"{name} {output} {year}: {len(cases):,} cases", file=sys.stderr, flush=True)
    return found


def with_each_other(work: Path) -> tuple[int, int]:
    """Results over a million persons that differ, and all of them."""
    synthetic.write(Options(persons=PERSONS, seed=2, on=date(2026, 1, 1)), work / "people")
    different = total = 0
    for name, output in (ZORGTOESLAG, *LAWS):
        made, files = law(name, output), {}
        for engine in ENGINES:
            to = work / f"{name}-{output}-{engine}"
            files[engine] = str(run(Wish(made, source_of(work / "people"), to, engine=ENGINES[engine]())).folder)
        one, other = (f"(FROM '{folder}/*.parquet')" for folder in files.values())
        different += duckdb.sql(
            f"SELECT count(*) FROM (({one} EXCEPT ALL {other}) UNION ALL ({other} EXCEPT ALL {one}))"
        ).fetchall()[0][0]
        total += duckdb.sql(f"SELECT count(*) FROM {one}").fetchall()[0][0]
        print(f"{name} {output}: a million persons", file=sys.stderr, flush=True)
    return different, total


def main() -> None:
    """Compares and prints."""
    started = perf_counter()
    found = one_by_one()
    with tempfile.TemporaryDirectory() as work:
        between, total = with_each_other(Path(work))
    print(json.dumps({
        **found, "laws": len(EACH), "between": between, "persons": PERSONS, "rows": total,
        "seconds": perf_counter() - started,
    }))  # fmt: skip


if __name__ == "__main__":
    main()
