# SPDX-License-Identifier: EUPL-1.2
"""`stelsel rules population`: from a synthetic country to numbers, in words and as JSON, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl

from tests.faces.cli.conftest import stelsel


def test_a_rule_for_a_synthetic_country(tmp_path: Path) -> None:
    land = str(tmp_path / "land")
    assert stelsel(tmp_path, "rules", "synthesise", "--persons", "1000", "--to", land).returncode == 0
    asked = ("rules", "population", "zorgtoeslag", "--people", land, "--on", "2026-01-01", "--by", "soort_huishouden")
    done = stelsel(tmp_path, *asked, "--to", str(tmp_path / "uit"), "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert "Synthetic people: these numbers do not say what a rule costs or does in reality." in done.stdout
    assert "alleenstaand" in done.stdout
    again = json.loads(stelsel(tmp_path, *asked, "--to", str(tmp_path / "uit"), "--json").stdout)
    assert again["verzonnen"] is True
    assert again["samen"]["totaal"] > 0
    assert sum(one["huishoudens"] for one in again["groepen"] if "huishoudens" in one) <= again["huishoudens"]
    kept = json.loads((tmp_path / "uit" / "numbers.json").read_text())
    assert kept["samen"] == again["samen"]
    assert json.loads((tmp_path / "uit" / "run.json").read_text())["finished"] is True
    told = {line.split(",")[0] for line in (tmp_path / "uit" / "results-columns.csv").read_text().splitlines()[1:]}
    assert told == set(pl.read_parquet(tmp_path / "uit" / "results-*.parquet").columns), "a row for each column"


def test_a_reform_on_a_synthetic_country(tmp_path: Path) -> None:
    land = str(tmp_path / "land")
    assert stelsel(tmp_path, "rules", "synthesise", "--persons", "2000", "--to", land).returncode == 0
    days = ("--before", "2025-01-01", "--after", "2026-01-01", "--by", "soort_huishouden")
    asked = ("rules", "compare", "zorgtoeslag", "--people", land, *days, "--pressure", "--to", str(tmp_path / "uit"))
    done = stelsel(tmp_path, *asked, "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert "Synthetic people: these numbers do not say what a change does in reality." in done.stdout
    assert "Lost of a little more income" in done.stdout
    found = json.loads(stelsel(tmp_path, *asked, "--json").stdout)
    assert sum(one["eerst"] for one in found["druk"]) == found["samen"]["huishoudens"]
    alike = stelsel(tmp_path, *asked[:5], "--before", "2025-01-01", "--to", str(tmp_path / "x"), "--lang", "en")
    assert alike.returncode == 2
    assert "There is nothing to compare." in alike.stderr
    whole = found["samen"]
    assert whole["gaanVooruit"] > 0
    assert whole["na"] - whole["voor"] == whole["erbij"] - whole["eraf"]
    assert json.loads((tmp_path / "uit" / "reform.json").read_text()) == found


def test_what_is_not_right_is_named(tmp_path: Path) -> None:
    asked = ("rules", "population", "zorgtoeslag", "--to", str(tmp_path / "uit"), "--on", "2026-01-01", "--lang", "en")
    none = stelsel(tmp_path, *asked, "--people", str(tmp_path / "weg"))
    assert none.returncode == 2
    assert "This folder or file is not there." in none.stderr
    (tmp_path / "persons.csv").write_text("household,role\n1,aanvrager\n")
    done = stelsel(tmp_path, *asked, "--people", str(tmp_path))
    assert done.returncode == 2
    assert "persons.jaarinkomen: This column is not there and the rule asks it" in done.stderr
    going_on = stelsel(tmp_path, *asked, "--people", str(tmp_path), "--go-on")
    assert going_on.returncode == 0, going_on.stderr
    assert "1: aanvrager." not in going_on.stdout  # fewer than five households are not told
    assert "results-0001.parquet" in {one.name for one in (tmp_path / "uit").iterdir()}


def test_an_engine_that_is_not_there_says_what_to_install(tmp_path: Path) -> None:
    asked = ("rules", "population", "zorgtoeslag", "--people", str(tmp_path), "--to", str(tmp_path / "uit"))
    (tmp_path / "persons.csv").write_text("household,role\n1,aanvrager\n")
    for engine, said in (
        ("spark://127.0.0.1:7077", "pyspark: The package pyspark is not installed; computing with Spark needs it."),
        ("spark:7077", "is no address of Spark. Write it as spark://HOST:PORT"),
        ("abacus", "There is no engine “abacus”. Choose from: kernel, duckdb, spark://HOST:7077."),
    ):
        done = stelsel(tmp_path, *asked, "--engine", engine, "--lang", "en")
        assert done.returncode == 2
        assert said in done.stderr
