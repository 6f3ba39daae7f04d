# SPDX-License-Identifier: EUPL-1.2
"""`stelsel rules population --engine spark://...` as people give it: what it says, what it leaves, how it stops."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stelsel.node.population.spark_engine import spark as connected
from tests.faces.cli.conftest import PROGRAM, stelsel, surroundings

if TYPE_CHECKING:
    from tools.spark import Cluster

pytestmark = pytest.mark.spark


@pytest.fixture(scope="module", autouse=True)
def _workers_are_free(spark: Cluster) -> None:
    """What other tests connected gives its workers back: these tests have processes of their own."""
    from pyspark.sql import SparkSession

    if (active := SparkSession.getActiveSession()) is not None:
        active.stop()
    connected.cache_clear()


@pytest.fixture(scope="module")
def land(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("land")
    done = stelsel(folder, "rules", "synthesise", "--persons", "600000", "--to", str(folder / "land"))
    assert done.returncode == 0, done.stderr
    return folder / "land"


def command(engine: str, land: Path, to: Path) -> tuple[str, ...]:
    """A rule for everyone in a country."""
    asked = ("rules", "population", "kinderbijslag", "--people", str(land), "--to", str(to), "--on", "2026-01-01")
    return (*asked, "--by", "soort_huishouden", "--engine", engine)


def test_the_numbers_are_those_of_duckdb_and_spark_keeps_silent(spark: Cluster, land: Path, tmp_path: Path) -> None:
    said = {}
    for engine in ("duckdb", spark.master):
        to = tmp_path / engine.partition(":")[0]
        done = stelsel(tmp_path, *command(engine, land, to), "--json")
        assert done.returncode == 0, done.stderr
        assert not [line for line in done.stderr.splitlines() if "WARN" in line or "log4j" in line or "JVM" in line]
        said[to.name] = {**json.loads(done.stdout), "map": ""}
        assert json.loads((to / "run.json").read_text())["engine"] == to.name
    assert said["duckdb"] == said["spark"]


def test_ctrl_c_stops_it_with_what_is_done_kept(spark: Cluster, land: Path, tmp_path: Path) -> None:
    asked = [*PROGRAM, *command(spark.master, land, tmp_path / "uit")]
    with subprocess.Popen(
        asked, env=surroundings(tmp_path), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        end = time.monotonic() + 300
        while not list((tmp_path / "uit").glob(".*.work/spark/persons/*")):
            assert process.poll() is None
            assert time.monotonic() < end
            time.sleep(0.02)
        os.kill(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert (process.returncode, "Gestopt" in told) == (130, True)
    kept = {one.name.partition(".")[0] for one in (tmp_path / "uit").iterdir()}
    assert kept <= {"run", "results-0001"}
    done = stelsel(tmp_path, *command(spark.master, land, tmp_path / "uit"))
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "uit" / "run.json").read_text())["finished"] is True


def test_a_cluster_without_workers_is_named(spark: Cluster, land: Path, tmp_path: Path) -> None:
    from tools.spark import Cluster

    with Cluster(0) as empty:
        asked = command(empty.master, land, tmp_path / "uit")
        done = stelsel(tmp_path, *asked, "--lang", "en", SPARK_CONF_DIR=str(empty.conf))
    assert done.returncode == 2
    assert "No worker took the work within 60 seconds. Start workers, wait until they are free" in done.stderr
    assert list((tmp_path / "uit").iterdir()) == []


def test_without_the_secret_of_the_cluster_nobody_gets_in(spark: Cluster, land: Path, tmp_path: Path) -> None:
    (tmp_path / "conf").mkdir()
    asked = command(spark.master, land, tmp_path / "uit")
    done = stelsel(tmp_path, *asked, "--lang", "en", SPARK_CONF_DIR=str(tmp_path / "conf"))
    assert done.returncode == 2
    assert "Spark does not let us in" in done.stderr
    assert "SPARK_CONF_DIR" in done.stderr
