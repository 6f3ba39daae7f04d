# SPDX-License-Identifier: EUPL-1.2
"""Whatever is not right with people in files: each thing is named once, with how often and examples over all pieces,
and the rest is computed where that is asked, without a silent default."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from stelsel.kernel.problem import BadInput
from stelsel.node.population import Wish, ranges, run
from stelsel.node.population.source import source_of
from tests.node.plain_people import files, tables
from tests.node.test_population import LAWS, program, results

PROGRAM = program(*LAWS[1])
Change = Callable[[Path], Any]


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """People in a folder of Parquet and one of CSV."""
    folder = tmp_path_factory.mktemp("people")
    file = tables(folder, PROGRAM, 1_000, missing=False)
    for kind in ("parquet", "csv"):
        files(file, folder / kind, kind)
    return folder


@pytest.fixture(autouse=True)
def _pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three pieces, so that what is wrong counts together."""
    monkeypatch.setattr(ranges, "PERSONS_IN_PIECE", 300)


def sql(statement: str, table: str = "persons") -> Change:
    """Changes a table `t` in a Parquet file."""

    def change(folder: Path) -> None:
        with duckdb.connect() as base:
            base.execute(f"CREATE TABLE t AS FROM '{folder}/{table}.parquet'")
            base.execute(statement)
            base.execute(f"COPY t TO '{folder}/{table}.parquet'")

    return change


def split(statement: str) -> Change:
    """Makes two files of the persons, and changes the second."""

    def change(folder: Path) -> None:
        with duckdb.connect() as base:
            base.execute(f"CREATE TABLE t AS FROM '{folder}/persons.parquet'")
            base.execute(f"COPY (FROM t WHERE household % 2 = 0) TO '{folder}/persons-1.parquet'")
            base.execute(f"DELETE FROM t WHERE household % 2 = 0; {statement}")
            base.execute(f"COPY t TO '{folder}/persons-2.parquet'")
        (folder / "persons.parquet").unlink()

    return change


def text(change: Callable[[str], str], encoding: str = "utf-8", name: str = "persons.csv") -> Change:
    """Changes the text of a CSV file."""
    return lambda folder: (folder / name).write_bytes(change((folder / name).read_text()).encode(encoding))


def raw(change: Callable[[bytes], bytes], name: str = "persons.parquet") -> Change:
    """Changes the bytes of a file."""
    return lambda folder: (folder / name).write_bytes(change((folder / name).read_bytes()))


def cells(change: Callable[[str], str], separator: str = ";") -> Callable[[str], str]:
    """Changes the incomes of a CSV text."""

    def changed(whole: str) -> str:
        head, *lines = (line.split(",") for line in whole.strip().split("\n"))
        at = head.index("jaarinkomen")
        for line in lines:
            line[at] = change(line[at]) if line[at] else ""
        return "\n".join(separator.join(line) for line in (head, *lines)) + "\n"

    return changed


def every_fortieth(whole: str) -> str:
    lines = whole.split("\n")
    return "\n".join(line.replace(",", ";") if at % 40 == 39 else line for at, line in enumerate(lines))


PARQUET: dict[str, tuple[Change, str, str, int]] = {
    "a column is not there": (
        sql("ALTER TABLE t DROP jaarinkomen"), "persons.jaarinkomen", "not there and the rule asks it", 0),
    "euros with cents": (
        sql("ALTER TABLE t ALTER jaarinkomen TYPE DECIMAL(12,2) USING jaarinkomen / 100.0 + 0.25"),
        "persons.jaarinkomen", r"In \d\d\d cells there is no whole number: 1: \d+\.25, ", 0),
    "an amount out of bounds": (
        sql("UPDATE t SET rendementsgrondslag = -5 WHERE role = 'aanvrager' AND household % 7 = 0"),
        "persons.rendementsgrondslag (aanvrager)",
        "66 households: it does not lie between 0 and 1000000000000. For example 7: -5, 14: -5, 21: -5", 66),
    "no number of a household": (
        sql("UPDATE t SET household = NULL WHERE household % 300 = 0"),
        "persons.household", r"In \d rows the number of the household is empty", 0),
    "no role": (
        sql("UPDATE t SET role = NULL WHERE household % 100 = 1 AND role = 'partner'"),
        "persons.role", r"\d households: the role of somebody is empty", 3),
    "somebody twice": (
        sql("INSERT INTO t FROM t WHERE household % 100 = 0"),
        "persons.role", "4 households: somebody is there twice in one role. For example 100, 200, 300", 4),
    "nobody is the applicant": (
        sql("DELETE FROM t WHERE role = 'aanvrager' AND household % 50 = 1"),
        "persons.household", r"\d households: nobody is the applicant", 6),
    "a household twice": (
        sql("INSERT INTO t FROM t WHERE household % 100 = 0", "households"),
        "households.household", "4 households: the household is there twice. For example 100, 200, 300", 4),
    "another number than rows": (
        sql("UPDATE t SET kinderen = kinderen + 1 WHERE role = 'aanvrager' AND household % 50 = 0"),
        "persons.kinderen (aanvrager)",
        r"9 households: kinderen says another number than there are rows .*For example 50: \d / \d, 100: ", 9),
    "rows and an unknown number": (
        sql("UPDATE t SET kinderen = NULL WHERE kinderen = 3"),
        "persons.kinderen (aanvrager)", r"\d+ households: kinderen says another number .*\? / 3", 11),
    "a day written otherwise": (
        sql("ALTER TABLE t ALTER geboortedatum TYPE VARCHAR USING strftime(geboortedatum, '%d-%m-%Y')", "kinderen"),
        "kinderen.geboortedatum", r"In \d\d\d cells there is no day: \d+: \d\d-\d\d-\d\d\d\d", 0),
    "a day that cannot be": (
        sql("UPDATE t SET geboortedatum = DATE '0001-01-01' WHERE household % 10 = 0", "kinderen"),
        "kinderen.geboortedatum (aanvrager)", "the day lies after 2026-01-01, or more than 130 years before it", 11),
    "no table of a list": (
        lambda folder: (folder / "kinderen.parquet").unlink(), "kinderen", "The table of this list is not there", 0),
    "several types": (
        split("ALTER TABLE t ALTER jaarinkomen TYPE VARCHAR USING 'EUR ' || jaarinkomen"),
        "persons.jaarinkomen", r"In \d\d\d cells there is no whole number: 1: EUR \d+", 0),
    "a column that one file lacks": (
        split("ALTER TABLE t DROP jaarinkomen"),
        "persons.jaarinkomen", r"not there in 1 of the files: persons-2\.parquet", 0),
    "one of the files is broken": (
        lambda folder: (folder / "persons-2.parquet").write_bytes(b"PAR1 en verder niets"),
        "persons-2.parquet", "This file cannot be read", 0),
}  # fmt: skip

CSV: dict[str, tuple[Change, str, str, int]] = {
    "a decimal comma": (
        text(cells(lambda one: f"{one[:-2]},{one[-2:]}")),
        "persons.jaarinkomen", r"In \d\d\d cells there is no whole number: 1: \d+,\d\d", 0),
    "points between thousands": (
        text(cells(lambda one: f"{int(one) // 100:,}".replace(",", "."))),
        "persons.jaarinkomen", r"In \d\d\d cells there is no whole number: 1: \d+\.\d\d\d", 0),
    "several separators": (
        text(every_fortieth), "persons.csv", r"\d\d lines have too few fields: line 40, 80, 120", -1),
    "a field too many": (
        text(lambda whole: whole.replace("\n5,aanvrager", "\n5,x,aanvrager")),
        "persons.csv", r"1 lines have too many fields: line \d+", -1),
    "another encoding": (
        text(lambda whole: whole.replace("corporatie", "coöperatie"), "latin-1"),
        "persons.csv", r"\d\d\d lines are not written in UTF-8", -1),
    "other words for yes": (
        text(lambda whole: whole.replace("true", "waar"), name="kinderen.csv"),
        "kinderen.ontvangt_kinderbijslag", r"In \d\d\d cells there is no yes or no: \d+: waar", 0),
}  # fmt: skip


def changed(people: Path, to: Path, change: Change) -> Path:
    shutil.copytree(people, to)
    change(to)
    return to


@pytest.mark.parametrize(
    ("kind", "change", "where", "said", "left_out"),
    [("parquet", *one) for one in PARQUET.values()] + [("csv", *one) for one in CSV.values()],
    ids=[*PARQUET, *CSV],
)
def test_it_is_named_and_the_rest_runs(
    people: Path, tmp_path: Path, kind: str, change: Change, where: str, said: str, left_out: int
) -> None:
    source = source_of(changed(people / kind, tmp_path / "in", change))
    with pytest.raises(BadInput) as refused:
        run(Wish(PROGRAM, source, tmp_path / "uit"))
    found = {one.where: one.what.en for one in refused.value.findings}
    assert where in found
    assert re.search(said, found[where]), found[where]
    assert [one.where for one in refused.value.findings].count(where) == 1
    assert not list((tmp_path / "uit").iterdir())
    ran = run(Wish(PROGRAM, source, tmp_path / "door", go_on=True))
    assert {one.where: one.what.en for one in ran.findings}[where] == found[where]
    assert ran.households > 150
    if left_out >= 0:
        assert ran.left_out == left_out


REFUSED: dict[str, tuple[str, Change, str]] = {
    "no households": ("parquet", sql("ALTER TABLE t RENAME household TO nummer"),
                      r"persons\.household: This column is needed\. Add it; there are now: nummer, role"),
    "no roles": ("parquet", sql("ALTER TABLE t DROP role"), r"persons\.role: This column is needed"),
    "cut off": ("parquet", raw(lambda whole: whole[:-500]), r"persons\.parquet: This file cannot be read"),
    "damaged inside": ("parquet", raw(lambda whole: whole[:800] + bytes(4_000) + whole[4_800:]),
                       r"persons\.parquet: This (file )?cannot be read"),
    "nothing in it": ("parquet", raw(lambda whole: b""), r"persons\.parquet: This file cannot be read"),
    "an empty text": ("csv", text(lambda whole: ""), r"persons\.csv: This file cannot be read: .*0 bytes"),
    "only names of columns": ("csv", text(lambda whole: whole.partition("\n")[0] + "\n"), "There are no people in it"),
    "no names of columns": ("csv", text(lambda whole: whole.partition("\n")[2]), r"persons\.household: .* is needed"),
    "two bytes a letter": ("csv", text(lambda whole: whole, "utf-16"), r"persons\.csv: .*no UTF-8"),
    "a picture": ("csv", raw(lambda whole: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "persons.csv"),
                  r"persons\.csv: .*no UTF-8"),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "change", "said"), list(REFUSED.values()), ids=list(REFUSED))
@pytest.mark.parametrize("go_on", [False, True])
def test_without_people_nothing_runs(
    people: Path, tmp_path: Path, kind: str, change: Change, said: str, go_on: bool
) -> None:
    source = source_of(changed(people / kind, tmp_path / "in", change))
    with pytest.raises(BadInput, match=said):
        run(Wish(PROGRAM, source, tmp_path / "uit", go_on=go_on))
    assert not list((tmp_path / "uit").iterdir())


TOLD: dict[str, tuple[Change, str, str]] = {
    "a partner is not there": (sql("DELETE FROM t WHERE role = 'partner' AND household % 10 = 0"),
                               "population-partner", r"\d\d households: there is a partner and no row"),
    "another role": (sql("UPDATE t SET role = 'Partner' WHERE role = 'partner' AND household % 10 = 0"),
                     "population-unread", r"\d\d rows have another role: Partner"),
    "a child of nobody": (sql("INSERT INTO t SELECT * REPLACE (-household AS household) FROM t", "kinderen"),
                          "population-unread", r"\d\d\d households: there are rows here for somebody"),
    "whole euros": (sql("UPDATE t SET jaarinkomen = jaarinkomen // 100"),
                    "population-euros",
                    r"These look like euros: of \d\d\d amounts the middle one is \d{5}, which .* € \d\d\d\.\d\d"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "code", "said"), list(TOLD.values()), ids=list(TOLD))
def test_what_is_doubtful_is_told_and_computed(
    people: Path, tmp_path: Path, change: Change, code: str, said: str
) -> None:
    ran = run(Wish(PROGRAM, source_of(changed(people / "parquet", tmp_path / "in", change)), tmp_path / "uit"))
    assert ran.left_out == 0
    assert any(re.search(said, one.what.en) for one in ran.findings if one.code == code), ran.findings


def test_good_people_give_nothing_to_tell(people: Path, tmp_path: Path) -> None:
    assert run(Wish(PROGRAM, source_of(people / "parquet"), tmp_path)).findings == ()


def test_a_list_that_is_not_there_is_unknown_and_not_empty(people: Path, tmp_path: Path) -> None:
    whole = results(run(Wish(PROGRAM, source_of(people / "parquet"), tmp_path / "heel")))
    folder = changed(people / "parquet", tmp_path / "in", lambda folder: (folder / "kinderen.parquet").unlink())
    found = results(run(Wish(PROGRAM, source_of(folder), tmp_path / "uit", go_on=True)))
    with duckdb.connect() as base:
        query = f"SELECT household FROM '{folder}/persons.parquet' WHERE role = 'aanvrager' AND kinderen > 0"
        parents = {row[0] for row in base.execute(query).fetchall()}
    pairs = [(one, other) for one, other in zip(found, whole, strict=True) if one["household"] in parents]
    unknown = [one for one, _ in pairs if "aanvrager.kinderen" in one["missing"]]
    assert len(unknown) > 50
    assert all(one in unknown or (one["value"], one["missing"]) == (other["value"], "") for one, other in pairs)
    assert [one for one in found if one["household"] not in parents] == [
        one for one in whole if one["household"] not in parents
    ]


def test_who_is_left_out_changes_nothing_for_the_others(people: Path, tmp_path: Path) -> None:
    whole = results(run(Wish(PROGRAM, source_of(people / "parquet"), tmp_path / "heel")))
    change = sql("UPDATE t SET rendementsgrondslag = 9223372036854775807 WHERE household % 7 = 0")
    source = source_of(changed(people / "parquet", tmp_path / "in", change))
    found = results(run(Wish(PROGRAM, source, tmp_path / "uit", go_on=True)))
    assert found == [one for one in whole if one["household"] % 7]


def test_a_table_that_no_rule_asks_may_be_broken(people: Path, tmp_path: Path) -> None:
    folder = changed(people / "parquet", tmp_path / "in", lambda one: (one / "auto.parquet").write_bytes(b"stuk"))
    assert run(Wish(PROGRAM, source_of(folder), tmp_path / "uit")).findings == ()


CONTRADICTORY = """household,role,geboortedatum,heeft_aow_leeftijd
1,aanvrager,1980-01-01,true
2,aanvrager,1950-01-01,false
3,aanvrager,1980-01-01,false
4,aanvrager,2031-09-09,false
5,aanvrager,1950-01-01,
"""


def test_what_one_case_refuses_is_left_out_for_all(tmp_path: Path) -> None:
    (tmp_path / "people").mkdir()
    (tmp_path / "people" / "persons.csv").write_text(CONTRADICTORY)
    asked, source = program("participatiewet", "bijstand_per_maand"), source_of(tmp_path / "people")
    ran = run(Wish(asked, source, tmp_path / "uit", go_on=True))
    said = " ".join(f"{one.where} {one.what.en}" for one in ran.findings)
    assert "1 households: Who has this date of birth has not reached pension age yet. For example 1" in said
    assert "1 households: Who has this date of birth has reached pension age already. For example 2" in said
    assert "the day lies after 2026-01-01" in said
    assert [row["household"] for row in results(ran)] == [3, 5]
    assert ran.left_out == 3


def test_a_contradiction_stops_where_nothing_is_said_of_going_on(tmp_path: Path) -> None:
    program_of = program("participatiewet", "bijstand_per_maand")
    assert program_of.impossible
    columns = {one.field for one in program_of.columns if one.person == "aanvrager"}
    cells = {"geboortedatum": "1980-01-01", "heeft_aow_leeftijd": "true"}
    (tmp_path / "people").mkdir()
    names = sorted(columns)
    rows = [["1", "aanvrager", *(cells.get(one, "") for one in names)]]
    text = "\n".join(",".join(row) for row in [["household", "role", *names], *rows])
    (tmp_path / "people" / "persons.csv").write_text(text + "\n")
    with pytest.raises(BadInput, match="has not reached pension age yet"):
        run(Wish(program_of, source_of(tmp_path / "people"), tmp_path / "uit"))
    assert not list((tmp_path / "uit").glob("*.parquet"))
