# SPDX-License-Identifier: EUPL-1.2
"""A rule for everyone through a cluster of Apache Spark: the files with results are those of DuckDB, byte for byte."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from stelsel.engines.synthetic import Options
from stelsel.kernel.problem import BadInput
from stelsel.node import synthetic
from stelsel.node.population import Ran, Wish, run
from stelsel.node.population.engine import engine_of
from stelsel.node.population.more import more_of
from stelsel.node.population.source import source_of
from stelsel.node.population.spark import Spark
from tests.node.test_population import LAWS, ON, PEOPLE, one_by_one, program, results

if TYPE_CHECKING:
    from tools.spark import Cluster

pytestmark = pytest.mark.spark
PERSONS, SAMPLE = 8_000, 300


@pytest.fixture(scope="module", params=[False, True], ids=["all known", "facts left out"])
def land(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("land") / "land"
    synthetic.write(Options(PERSONS, 7, ON, request.param), folder)
    return folder


def both(wish: dict[str, Any], to: Path, master: str) -> tuple[Ran, Ran]:
    """The same by DuckDB and by Spark; their files are the same."""
    by_duckdb = run(Wish(to=to / "duckdb", **wish))
    by_spark = run(Wish(to=to / "spark", engine=engine_of(master), **wish))
    assert [one.name for one in by_duckdb.files] == [one.name for one in by_spark.files]
    for a, b in zip(by_duckdb.files, by_spark.files, strict=True):
        assert a.read_bytes() == b.read_bytes()
    assert {one.name for one in by_spark.folder.iterdir()} == {one.name for one in by_duckdb.folder.iterdir()}
    assert by_spark.findings == by_duckdb.findings
    assert by_spark.left_out == by_duckdb.left_out
    return by_duckdb, by_spark


@pytest.mark.parametrize(("law", "output"), LAWS, ids=[output for _, output in LAWS])
def test_spark_gives_the_results_of_duckdb(spark: Cluster, land: Path, tmp_path: Path, law: str, output: str) -> None:
    wish = {"program": program(law, output), "source": source_of(land), "by": ("soort_huishouden", "gemeente")}
    _, ran = both(wish, tmp_path, spark.master)
    assert ran.households > PERSONS / 4
    about = json.loads((ran.folder / "run.json").read_text())
    assert (about["engine"], about["finished"]) == ("spark", True)
    for row, (value, missing, stuck) in islice(zip(results(ran), one_by_one(land, law, output), strict=True), SAMPLE):
        told = None if row["value"] is None else Fraction(row["value"], row["per"])
        named = {re.sub(r"\[\d+\]", "[]", one).replace("huishouden.", "aanvrager.") for one in missing}
        assert (told, row["missing"], bool(row["troubles"])) == (value, ", ".join(sorted(named)), stuck), row


def test_with_a_little_more_income_too(spark: Cluster, land: Path, tmp_path: Path) -> None:
    made = program()
    more = more_of(made)
    assert more is not None
    _, ran = both({"program": made, "source": source_of(land), "more": more}, tmp_path, spark.master)
    assert any(one["more"] not in (None, one["value"]) for one in results(ran))


@pytest.mark.parametrize(
    "kind",
    ["VARCHAR", "HUGEINT", "UUID", "DECIMAL(38, 2)", "DOUBLE", "UBIGINT", "DATE"],
)
def test_a_household_of_any_type_comes_back_as_it_was(spark: Cluster, tmp_path: Path, kind: str) -> None:
    key = {"UUID": "uuid()", "DATE": "DATE '2020-01-01' + household::INTEGER"}.get(kind, f"household::{kind}")
    (tmp_path / "in").mkdir()
    (tmp_path / "people.csv").write_text(PEOPLE)
    with duckdb.connect() as base:
        base.execute(f"CREATE TABLE p AS FROM read_csv('{tmp_path}/people.csv')")
        base.execute(f"CREATE TABLE k AS SELECT household, {key} AS key FROM (SELECT DISTINCT household FROM p)")
        base.execute(
            "COPY (SELECT k.key AS household, p.* EXCLUDE (household) FROM p JOIN k USING (household))"
            f" TO '{tmp_path}/in/persons.parquet' (FORMAT parquet)"
        )
    _, ran = both({"program": program(), "source": source_of(tmp_path / "in")}, tmp_path, spark.master)
    assert [one["value"] is None for one in results(ran)].count(True) == 1


def test_what_is_not_right_is_left_out_the_same_way(spark: Cluster, tmp_path: Path) -> None:
    rows = [
        "4,aanvrager,1980-01-01,true,false,,false,,false,-5,2800000",
        "5,aanvrager,1980-01-01,true,false,,false,,false,0,9223372036854775807",
        "6,partner,1980-01-01,true,false,,false,,false,0,1",
        ",aanvrager,1980-01-01,true,false,,false,,false,0,1",
        "7,aanvrager,1980-01-01,true,false,,false,,false,0,veel",
    ]
    place = tmp_path / "it's [a] 100% {folder} * é"
    place.mkdir()
    (place / "persons.csv").write_text(PEOPLE + "\n".join(rows) + "\n")
    wish = {"program": program(), "source": source_of(place), "go_on": True}
    _, ran = both(wish, place / "uit", spark.master)
    assert (ran.households, ran.left_out) == (4, 3)
    assert len(ran.findings) == 5


def test_a_run_goes_on_without_the_cluster_when_all_is_done(spark: Cluster, tmp_path: Path, land: Path) -> None:
    asked = Wish(program(), source_of(land), tmp_path / "uit", engine=engine_of(spark.master))
    first = run(asked)
    engine = engine_of("spark://127.0.0.1:1")
    assert run(Wish(asked.program, asked.source, asked.to, engine=engine)).files == first.files
    with pytest.raises(BadInput, match="results of something else"):
        run(Wish(asked.program, asked.source, asked.to))


def test_a_master_that_does_not_answer_is_named(spark: Cluster) -> None:
    with pytest.raises(BadInput, match=r"spark://127\.0\.0\.1:1: Nothing answers there"):
        _ = Spark("spark://127.0.0.1:1").session


def test_what_spark_cannot_do_is_an_error_with_its_words(spark: Cluster, tmp_path: Path) -> None:
    cluster = Spark(spark.master)
    for text, said in (
        ("SELECT CAST(9223372036854775807 AS BIGINT) + id AS x FROM range(2)", "ARITHMETIC_OVERFLOW"),
        ("SELECT 1 DIV (id - id) AS x FROM range(2)", "DIVIDE_BY_ZERO"),
        ("SELECT CAST('veel' AS BIGINT) AS x", "CAST_INVALID_INPUT"),
        ("SELECT niets FROM range(2)", "UNRESOLVED_COLUMN"),
    ):
        with pytest.raises(BadInput, match=said):
            cluster.write(text, {}, tmp_path / said)
    with pytest.raises(BadInput, match="PATH_NOT_FOUND"):
        cluster.write("SELECT * FROM weg", {"weg": tmp_path / "weg"}, tmp_path / "uit")
