# SPDX-License-Identifier: EUPL-1.2
"""What a run through Spark needs and says, without a cluster; the cluster itself has tests of its own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import duckdb
import pytest

from stelsel.engines.rules.population import Program
from stelsel.engines.rules.population.sql import query
from stelsel.kernel.problem import BadInput
from stelsel.node.population import Wish, run, spark, spark_engine
from stelsel.node.population.engine import DUCKDB, Engine, engine_of
from stelsel.node.population.source import source_of
from tests.node.test_population import PEOPLE, program, results


def fake_java(folder: Path, version: str) -> Path:
    """A program that says it is a Java of this version."""
    (folder / "bin").mkdir(parents=True, exist_ok=True)
    place = folder / "bin" / "java"
    place.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\" 2026-01-01' >&2\n")
    place.chmod(0o755)
    return place


@pytest.mark.parametrize("version", ["1.8.0_402", "11.0.2", "16", ""])
def test_an_old_java_is_refused_with_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(fake_java(tmp_path, version).parent))
    with pytest.raises(BadInput, match=r"java: There is no Java of version 17 .*tools/install_java\.sh"):
        spark.java()


def test_a_java_is_found_by_path_or_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = fake_java(tmp_path / "a", "17.0.21.1")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(made.parent))
    assert spark.java() == str(made)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BadInput, match="java: There is no Java"):
        spark.java()
    newer = fake_java(tmp_path / "b", "25")
    monkeypatch.setenv("JAVA_HOME", str(newer.parent.parent))
    assert spark.java() == str(newer)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "weg"))
    with pytest.raises(BadInput, match="JAVA_HOME: There is no Java"):
        spark.java()


def test_a_missing_package_is_named_with_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(spark, "version", none)
    spark_engine.spark.cache_clear()
    with pytest.raises(BadInput, match=r"pyspark is not installed.*\[rules,spark\]"):
        engine_of("spark://127.0.0.1:7077")


@pytest.mark.parametrize(
    "address",
    ["spark:", "spark://", "spark://host", "spark://host:", "spark://host:0", "spark://host:65536", "spark://a b:7077",
     "spark://host:7077/x", "spark://u:p@host:7077", "spark://host:7077,andere:7077"],
)  # fmt: skip
def test_another_address_is_refused(address: str) -> None:
    with pytest.raises(BadInput, match="is no address of Spark"):
        engine_of(address)


def test_an_address_has_host_and_port() -> None:
    assert spark.address("spark://rekenaar-1.intern.nl:7077") == ("rekenaar-1.intern.nl", 7077)
    assert spark.address("spark://[::1]:17077") == ("::1", 17077)
    with pytest.raises(BadInput, match=r"Choose from: kernel, duckdb.*spark://HOST:7077"):
        engine_of("sparkle")


class Loopback:
    """Computes what a cluster is asked in DuckDB, and writes it as a cluster does: in two files. `lost`: rows that
    stand on a disk that is not ours."""

    def __init__(self, asked: Program, lost: int = 0) -> None:
        self.text, self.lost = query(asked, "duckdb").text, lost

    def write(self, text: str, tables: Mapping[str, Path], to: Path) -> int:
        assert "FROM persons AS p0" in text
        to.mkdir()
        with duckdb.connect() as base:
            for name, folder in tables.items():
                base.execute(f"CREATE VIEW {name} AS FROM read_parquet('{folder}/*.parquet')")
            base.execute(f"CREATE TABLE found AS {self.text}")
            (rows,) = base.execute("SELECT count(*) FROM found").fetchone() or (0,)
            for at in (0, 1):
                kept = f"COPY (FROM found WHERE household % 2 = {at}) TO '{to}/part-{at}.parquet' (FORMAT parquet)"
                base.execute(kept)
        if self.lost == rows:
            for one in to.iterdir():
                one.unlink()
        return int(rows) + (self.lost if self.lost < rows else 0)


def engine(cluster: Loopback) -> Engine:
    """The engine of Spark on another cluster."""
    return Engine("spark", spark_engine.text, partial(spark_engine.answers, cluster))  # type: ignore[arg-type]


def test_what_goes_there_and_back_is_what_duckdb_says(tmp_path: Path) -> None:
    (tmp_path / "persons.csv").write_text(PEOPLE.replace("\n1,", "\neen,").replace("\n2,", "\ntwee,"))
    source, asked = source_of(tmp_path), program()
    there = run(Wish(asked, source, tmp_path / "spark", engine=engine(Loopback(asked))))
    here = run(Wish(asked, source, tmp_path / "duckdb", engine=DUCKDB))
    assert results(there) == results(here)
    assert there.files[0].read_bytes() == here.files[0].read_bytes()


@pytest.mark.parametrize("lost", [1, 3])
def test_what_does_not_come_back_is_never_left_out_in_silence(tmp_path: Path, lost: int) -> None:
    (tmp_path / "persons.csv").write_text(PEOPLE)
    asked = program()
    with pytest.raises(BadInput, match="does not stand here, or not all of it"):
        run(Wish(asked, source_of(tmp_path), tmp_path / "uit", engine=engine(Loopback(asked, lost))))
    assert [one.name for one in (tmp_path / "uit").iterdir()] == []


def test_only_the_tables_that_a_program_reads_go_there() -> None:
    assert spark_engine.tables(program()) == ("persons",)
    assert spark_engine.tables(program("wet_op_het_kindgebonden_budget", "kindgebonden_budget_per_jaar")) == (
        "persons",
        "kinderen",
    )
