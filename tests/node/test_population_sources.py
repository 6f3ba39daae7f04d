# SPDX-License-Identifier: EUPL-1.2
"""The same people from a country, a folder of Parquet or CSV, a DuckDB file and a PostgreSQL database, in one piece and
in many: each household gets the same. A source is only read, and a password is never shown."""

from __future__ import annotations

import hashlib
import json
import os
from itertools import pairwise
from pathlib import Path

import duckdb
import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from stelsel.kernel.problem import BadInput
from stelsel.node.population import Wish, ranges, run
from stelsel.node.population.database import Database
from stelsel.node.population.ranges import Range
from stelsel.node.population.source import source_of
from tests.node.plain_people import files, in_postgresql, tables
from tests.node.test_population import LAWS, program, results

PROGRAM = program(*LAWS[1])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A country, and the same people as plain tables in every kind of file."""
    folder = tmp_path_factory.mktemp("people")
    file = tables(folder, PROGRAM, 1_000)
    for kind in ("parquet", "csv"):
        files(file, folder / kind, kind)
    return folder


@pytest.fixture(scope="module")
def expected(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, object]]:
    """What each household of the country gets."""
    return results(run(wish(folder / "land", tmp_path_factory.mktemp("uit"))))


@pytest.fixture(params=[1_000_000, 90], ids=["one piece", "many pieces"])
def pieces(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many persons are in a piece."""
    monkeypatch.setattr(ranges, "PERSONS_IN_PIECE", request.param)
    return int(request.param)


def wish(people: Path | str, to: Path, schema: str = "", **more: object) -> Wish:
    return Wish(PROGRAM, source_of(people, schema), to, ("woning",), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["parquet", "csv", "people.duckdb"])
def test_every_source_gives_the_same(
    kind: str, pieces: int, folder: Path, expected: list[dict[str, object]], tmp_path: Path
) -> None:
    ran = run(wish(folder / kind, tmp_path))
    assert results(ran) == expected
    assert len(ran.files) == (1 if pieces > 1000 else 8)
    assert (ran.findings, ran.left_out) == ((), 0)
    assert not [one.name for one in tmp_path.iterdir() if one.name.startswith(".")]


def test_a_household_is_in_one_piece_and_pieces_are_in_order(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranges, "PERSONS_IN_PIECE", 90)
    ran = run(wish(folder / "parquet", tmp_path))
    ends = [duckdb.sql(f"SELECT min(household), max(household) FROM '{one}'").fetchall()[0] for one in ran.files]
    assert all(before[1] < after[0] for before, after in pairwise(ends))


def test_tables_may_be_of_several_files_forms_and_types(
    folder: Path, expected: list[dict[str, object]], tmp_path: Path
) -> None:
    people = tmp_path / "mensen"
    people.mkdir()
    with duckdb.connect() as base:
        own = f"'{folder}/parquet/persons.parquet'"
        base.execute(f"COPY (FROM {own} WHERE household % 3 = 0) TO '{people}/persons-0001.parquet'")
        half = f"SELECT * REPLACE (jaarinkomen::DOUBLE AS jaarinkomen) FROM {own} WHERE household % 3 = 1"
        base.execute(f"COPY ({half}) TO '{people}/persons-0002.parquet'")
        base.execute(f"COPY (FROM {own} WHERE household % 3 = 2) TO '{people}/persons-0003.csv' (delimiter ';')")
        children = f"SELECT * REPLACE (household::VARCHAR AS household) FROM '{folder}/parquet/kinderen.parquet'"
        base.execute(f"COPY ({children}) TO '{people}/kinderen.parquet'")
    found = results(run(wish(people, tmp_path / "uit")))
    assert found == expected


def test_numbers_of_households_may_be_names(folder: Path, expected: list[dict[str, object]], tmp_path: Path) -> None:
    people = tmp_path / "mensen"
    people.mkdir()
    with duckdb.connect() as base:
        for name in ("persons", "kinderen", "households"):
            named = f"SELECT * REPLACE (printf('%05d', household) AS household) FROM '{folder}/csv/{name}.csv'"
            base.execute(f"COPY ({named}) TO '{people}/{name}.csv'")
    found = results(run(wish(people, tmp_path / "uit")))
    assert [one["household"] for one in found] == [f"{one['household']:05d}" for one in expected]
    assert [one["value"] for one in found] == [one["value"] for one in expected]


def test_a_duckdb_file_is_not_written_in(folder: Path, tmp_path: Path) -> None:
    file = folder / "people.duckdb"
    before = (hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_mtime_ns, sorted(os.listdir(folder)))
    file.chmod(0o444)
    run(wish(file, tmp_path))
    after = (hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_mtime_ns, sorted(os.listdir(folder)))
    assert after == before


def test_what_a_duckdb_file_does_not_hold_is_named(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "a.duckdb")) as base:
        base.execute("CREATE SCHEMA ander; CREATE TABLE mensen(household BIGINT)")
    with pytest.raises(BadInput, match=r"There is no table “persons”\. .*there are: mensen"):
        run(wish(tmp_path / "a.duckdb", tmp_path / "uit"))
    (tmp_path / "b.duckdb").write_text("geen database")
    with pytest.raises(BadInput, match=r"b\.duckdb: This file cannot be read"):
        run(wish(tmp_path / "b.duckdb", tmp_path / "uit2"))


def test_a_range_holds_what_lies_in_it_and_what_stands_nowhere_is_in_the_first() -> None:
    assert Range().test("h") == ""
    assert Range(None, 5).test("h") == "(h <= 5 OR h IS NULL)"
    assert Range("O'B", "Z").test("h") == "h > 'O''B' AND h <= 'Z'"


# A database.


@pytest.fixture
def database(postgresql: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address, without a password, of a database that holds the people in the schema `mensen`."""
    in_postgresql(folder / "people.duckdb", postgresql, "mensen")
    parts = conninfo_to_dict(postgresql)
    monkeypatch.setenv("PGPASSWORD", str(parts.get("password")))
    return f"postgresql://{parts['user']}@{parts['host']}:{parts['port']}/{parts['dbname']}"


def test_a_database_gives_the_same(
    database: str, pieces: int, expected: list[dict[str, object]], tmp_path: Path
) -> None:
    ran = run(wish(database, tmp_path / "uit", "mensen"))
    assert results(ran) == expected
    assert len(ran.files) == (1 if pieces > 1000 else 8)
    with psycopg.connect(database) as base:
        found = base.execute("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'stelsel'").fetchone()
    assert found == (0,)


def test_a_service_names_a_database(
    database: str, expected: list[dict[str, object]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = conninfo_to_dict(database)
    lines = "\n".join(f"{name}={parts[name]}" for name in ("host", "port", "user", "dbname"))
    (tmp_path / "pg_service.conf").write_text(f"[mensen]\n{lines}\noptions=-c search_path=mensen\n")
    monkeypatch.setenv("PGSERVICEFILE", str(tmp_path / "pg_service.conf"))
    assert results(run(wish("service=mensen", tmp_path / "uit"))) == expected


def test_a_view_will_do_and_text_keeps_its_empty_cells(database: str, postgresql: str, tmp_path: Path) -> None:
    with psycopg.connect(postgresql) as base:
        base.execute("CREATE SCHEMA blik")
        base.execute(
            "CREATE VIEW blik.persons AS SELECT 'h' || household AS household, role, heeft_toeslagpartner,"
            " jaarinkomen::numeric(12,2), kinderen, maanden_met_recht, rendementsgrondslag, verandert_dit_jaar,"
            " zelfde_partner_hele_jaar, CASE WHEN household % 2 = 0 THEN '' END AS woning FROM mensen.persons"
        )
        base.execute("CREATE VIEW blik.kinderen AS SELECT * FROM mensen.kinderen WHERE FALSE")
        base.execute("CREATE TABLE blik.households AS SELECT 'h' || household AS household FROM mensen.households")
    ran = run(wish(database, tmp_path / "uit", "blik", go_on=True))
    found = results(ran)
    assert {one["woning"] for one in found} == {None, ""}
    assert ran.left_out > 0
    assert [one.code for one in ran.findings] == ["population-rows"]


def test_what_is_not_right_in_a_database_is_named(database: str, postgresql: str, tmp_path: Path) -> None:
    with psycopg.connect(postgresql) as base:
        base.execute("ALTER TABLE mensen.persons ALTER jaarinkomen TYPE numeric USING jaarinkomen / 100.0 + 0.25")
        base.execute("INSERT INTO mensen.persons SELECT * FROM mensen.persons WHERE household IN (3, 4)")
    with pytest.raises(BadInput) as refused:
        run(wish(database, tmp_path / "uit", "mensen"))
    said = {one.where: one.what.en for one in refused.value.findings}
    assert "there is no whole number: 1: " in said["persons.jaarinkomen"]
    assert said["persons.role"].startswith("2 households: somebody is there twice in one role. For example 3, 4")


def test_a_run_goes_on_only_with_the_rows_of_then(
    database: str, postgresql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranges, "PERSONS_IN_PIECE", 90)
    asked = wish(database, tmp_path / "uit", "mensen")
    whole = run(asked)
    about = json.loads((tmp_path / "uit" / "run.json").read_text())
    assert all(len(one["rows"]) == 64 for one in about["pieces"].values())
    last = whole.files[-1]
    before = last.read_bytes()
    last.unlink()
    assert run(asked).files[-1].read_bytes() == before
    with psycopg.connect(postgresql) as base:
        base.execute("UPDATE mensen.persons SET jaarinkomen = jaarinkomen + 100 WHERE household = 1")
    with pytest.raises(BadInput, match="The people were changed since a part was computed"):
        run(asked)


SECRET = "geheim-wachtwoord"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (f"postgresql://iemand:{SECRET}@127.0.0.1:1/naam", "There is a password in this address"),
        (f"postgresql://iemand@127.0.0.1:1/naam?password={SECRET}", "There is a password in this address"),
        (f"postgresql://iemand:{SECRET}@[::1/naam", "cannot be read"),
        (f"service=x password={SECRET}", "There is a password in this address"),
        ("postgresql://iemand@127.0.0.1:1/naam", "The database does not cooperate"),
        ("service=bestaat-niet", "The database does not cooperate"),
    ],
)
def test_a_password_is_refused_and_never_shown(address: str, said: str, tmp_path: Path) -> None:
    asked = wish(address, tmp_path / "uit")
    with pytest.raises(BadInput) as refused:
        run(asked)
    assert said in str(refused.value)
    assert SECRET not in str(refused.value)
    assert SECRET not in repr(asked)


def test_where_the_people_are_and_who_asked_stays_out_of_the_receipt(database: str, tmp_path: Path) -> None:
    run(wish(database, tmp_path / "uit", "mensen"))
    about = (tmp_path / "uit" / "run.json").read_text()
    assert os.environ["PGPASSWORD"] not in about
    assert conninfo_to_dict(database)["user"] + "@" not in about
    assert isinstance(source_of(database), Database)


def test_a_database_is_not_written_in(database: str, postgresql: str, tmp_path: Path) -> None:
    with psycopg.connect(postgresql) as base:
        body = "INSERT INTO mensen.kinderen (household, role) VALUES (-1, 'aanvrager'); SELECT 1::bigint"
        base.execute(f"CREATE FUNCTION mensen.schrijf() RETURNS bigint LANGUAGE sql AS $${body}$$")
        base.execute("ALTER TABLE mensen.persons RENAME TO echte")
        base.execute("CREATE VIEW mensen.persons AS SELECT * FROM mensen.echte WHERE mensen.schrijf() = 1")
    with pytest.raises(BadInput, match="read-only transaction"):
        run(wish(database, tmp_path / "uit", "mensen"))
    with psycopg.connect(postgresql) as base:
        assert base.execute("SELECT count(*) FROM mensen.kinderen WHERE household = -1").fetchone() == (0,)
