# SPDX-License-Identifier: EUPL-1.2
"""Runs our laws on a cluster of Apache Spark of this machine for a synthetic country, holds the results against those
of DuckDB and of one case at a time, and writes docs/rules-spark.md.

.venv-spark/bin/python -m tools.run_spark --persons 1000000      (`make spark` makes that environment)
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from itertools import islice
from pathlib import Path

import duckdb
import polars

from stelsel.engines.rules import Facts, evaluate
from stelsel.engines.rules.population import Cells, compile_rule
from stelsel.engines.rules.values import Unknown
from stelsel.engines.synthetic import Options
from stelsel.engines.synthetic.cases import facts_of, households
from stelsel.node import synthetic
from stelsel.node.population import Ran, Wish, run
from stelsel.node.population.engine import DUCKDB, engine_of
from stelsel.node.population.source import source_of
from stelsel.node.population.spark import java, package
from stelsel.nouns.rule_text import shipped_rules
from tools.environment import ROOT, Trouble
from tools.spark import MEMORY_GB, WORKERS, Cluster

PAGE = ROOT / "docs" / "rules-spark.md"
ON = date(2026, 1, 1)
SAMPLE = 2_000
CELLS = Cells(limits={"uurprijs": (0, 100_000), "uren_per_maand": (0, 1_000)})
LAWS = (
    ("wet_op_de_zorgtoeslag", "zorgtoeslag_per_jaar"),
    ("wet_op_het_kindgebonden_budget", "kindgebonden_budget_per_jaar"),
    ("algemene_kinderbijslagwet", "kinderbijslag_per_kwartaal"),
    ("participatiewet", "bijstand_per_maand"),
    ("algemene_ouderdomswet", "aow_bruto_per_maand"),
    ("wet_op_de_huurtoeslag", "huurtoeslag_per_maand"),
    ("besluit_kinderopvangtoeslag", "kinderopvangtoeslag_per_maand"),
)
HEAD = """<!-- SPDX-License-Identifier: EUPL-1.2 -->
<!-- Written by a run of tools/run_spark.py; a test holds its text. -->
# Rules on Apache Spark

The same rules, the same result, on a cluster of Apache Spark:

    .venv/bin/pip install ".[rules,spark]"
    sh tools/install_java.sh
    stelsel rules population zorgtoeslag --people FOLDER --to RESULTS --engine spark://HOST:7077

`--engine` names the master of a standalone cluster of Spark 4. Stelsel reads and checks the people as always, gives the
tables of each piece to Spark as Parquet, lets Spark compute the query, and reads the answers back. The files with
results are those of DuckDB, byte for byte, and `run.json` names the engine. `stelsel rules compare` takes the same
option.

- **What is needed.** PySpark in the environment of Stelsel, of the version of the cluster; Java 17 or newer (Debian:
  `openjdk-17-jre-headless`); the folder of `--to` on a disk that all workers see under the same name; workers that run
  as the same user, as nobody else may read there. What is missing is said, with what to install.
- **Memory, processors, secrets** are settings of Spark: `spark-defaults.conf` in the folder that `SPARK_CONF_DIR`
  names. Without `spark.authenticate` whoever reaches a cluster may use it.
- **What is fixed**, whatever those settings say: ANSI mode (a number that does not fit is an error and never another
  number), UTC, names with capitals as they are, no `${...}` in texts, days of the Gregorian calendar.
- **Lists** stand as an array in the row of their household, so a query joins each table once, however many times a rule
  goes over a list. That is also the SQL that `query(program, "spark")` gives; whoever runs it elsewhere sets
  `spark.sql.ansi.enabled` to true, `spark.sql.variable.substitute` to false and `spark.sql.analyzer.maxIterations`
  to 1000: a long rule has many selections in each other.
- **When it pays.** Spark takes seconds to read a long query before it computes anything. On one machine DuckDB
  is the faster one, as the log below tells; Spark is for a cluster that stands there already.

`make spark` tests it: a master and two workers, each a process of its own, on loopback, with a secret; every operation,
every edge and every law of ours against one case at a time, and runs against DuckDB.
"""


@dataclass(frozen=True)
class Line:
    """One law: households, of how many the outcome is decided, seconds by DuckDB and by Spark, rows that differ between
    them, and of the sample how many differ from one case."""

    output: str
    households: int
    decided: int
    duckdb: float
    spark: float
    differ: int
    sample: int
    wrong: int


def measured(land: Path, law: tuple[str, str], master: str, to: Path) -> Line:
    """One law by both engines."""
    rules = shipped_rules()
    program = compile_rule(rules.library, *law, ON, figures=rules.figures, cells=CELLS)
    ran, seconds = [], []
    for engine in (DUCKDB, engine_of(master)):
        started = time.monotonic()
        ran.append(run(Wish(program, source_of(land), to / engine.name / law[1], engine=engine)))
        seconds.append(time.monotonic() - started)
    here, there = (f"read_parquet({[str(one) for one in each.files]})" for each in ran)
    differ, decided = duckdb.sql(
        f"SELECT (SELECT count(*) FROM ((FROM {here} EXCEPT ALL FROM {there}) UNION ALL"
        f" (FROM {there} EXCEPT ALL FROM {here}))), (SELECT count(value) FROM {there})"
    ).fetchall()[0]
    sample, wrong = one_by_one(land, law, ran[1])
    return Line(law[1], ran[1].households, decided, seconds[0], seconds[1], differ, sample, wrong)


def one_by_one(land: Path, law: tuple[str, str], ran: Ran) -> tuple[int, int]:
    """Of how many households `evaluate` was asked too, and of how many it says something else."""
    rules = shipped_rules()
    first = sorted(land.glob("synthetic-persons-*.parquet"))[0]
    rows = duckdb.sql(
        f"SELECT value, per, missing, troubles != '' FROM read_parquet('{ran.files[0]}')"
        f" ORDER BY household LIMIT {SAMPLE}"
    ).fetchall()
    wrong, people = 0, islice(households(polars.read_parquet(first)), SAMPLE)
    for (value, per, missing, stuck), persons in zip(rows, people, strict=True):
        outcome = evaluate(rules.library, *law, Facts(facts_of(persons, ON)), ON, figures=rules.figures)
        named = sorted({re.sub(r"\[\d+\]", "[]", one).replace("huishouden.", "aanvrager.") for one in outcome.missing})
        expected = None if type(outcome.value) is Unknown else outcome.value
        told = None if value is None else Fraction(value, per)
        wrong += (told, missing, stuck) != (expected, ", ".join(named), bool(outcome.troubles))
    return len(rows), wrong


def page(persons: int, lines: list[Line], seconds_to_connect: float) -> str:
    """The page: how it works, and the log of this run."""
    said = subprocess.run([java(), "-version"], capture_output=True, text=True, check=True).stderr
    found = re.search(r'version "([^"]+)"', said)
    rows = [
        f"| {one.output} | {one.households:,} | {one.decided:,} | {one.duckdb:.1f} | {one.spark:.1f} | {one.differ} |"
        f" {one.wrong} of {one.sample:,} |"
        for one in lines
    ]
    today, version = datetime.now(UTC).date().isoformat(), found[1] if found else "?"
    about = (
        f"{today}: {persons:,} synthetic persons with facts left out as in reality (seed 7), on {ON.isoformat()}.\n"
        f"PySpark {package()}, Java {version}, Python {platform.python_version()}, DuckDB {duckdb.__version__}.\n"
        f"A master and {WORKERS} workers of one processor and {MEMORY_GB} GB each, on a machine with {os.cpu_count()}"
        " processors\n"
        f"that did other work too. Connecting took {seconds_to_connect:.0f} s. Seconds are of the whole run:\n"
        "reading and checking the people, computing, writing the results."
    )
    table = (
        "| output | households | decided | DuckDB, s | Spark, s | rows that differ | differ from one case |\n"
        "| --- | --- | --- | --- | --- | --- | --- |"
    )
    return "\n".join([HEAD, "## The log of a run", "", about, "", table, *rows, ""])


def main(arguments: list[str]) -> int:
    """Runs all laws and writes the page; 1 where anything differs, or Spark is not there."""
    parser = argparse.ArgumentParser(prog="run_spark")
    parser.add_argument("--persons", type=int, default=1_000_000)
    persons = parser.parse_args(arguments).persons
    try:
        with tempfile.TemporaryDirectory(prefix="stelsel-run-spark-") as folder, Cluster() as cluster:
            os.environ["SPARK_CONF_DIR"] = str(cluster.conf)
            land = Path(folder) / "land"
            synthetic.write(Options(persons, 7, ON, True), land)
            started = time.monotonic()
            run(Wish(compile_rule(shipped_rules().library, *LAWS[4], ON), source_of(_small(Path(folder))),
                     Path(folder) / "first", engine=engine_of(cluster.master)))  # fmt: skip
            connected = time.monotonic() - started
            lines = []
            for law in LAWS:
                lines.append(measured(land, law, cluster.master, Path(folder)))
                print(lines[-1], flush=True)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    PAGE.write_text(page(persons, lines, connected), encoding="utf-8")
    return int(any(one.differ or one.wrong for one in lines))


def _small(folder: Path) -> Path:
    """A country to connect with."""
    synthetic.write(Options(1_000, 1, ON), folder / "small")
    return folder / "small"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
