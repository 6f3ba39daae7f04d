# SPDX-License-Identifier: EUPL-1.2
"""A rule for everyone in a folder: each household gets what it gets as one case, and what is not right is named."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from stelsel.engines.rules import Facts, evaluate
from stelsel.engines.rules.population import Cells, Program, compile_rule
from stelsel.engines.rules.values import Unknown
from stelsel.engines.synthetic import Options
from stelsel.engines.synthetic.cases import facts_of, households
from stelsel.kernel.problem import BadInput
from stelsel.node import synthetic
from stelsel.node.population import Ran, Wish, numbers, run
from stelsel.node.population.numbers import Group, _protected
from stelsel.node.population.reform import reform
from stelsel.node.population.source import source_of
from stelsel.nouns.rule_text import shipped_rules

ON = date(2026, 1, 1)
RULES = shipped_rules()
CELLS = Cells(limits={"uurprijs": (0, 100_000), "uren_per_maand": (0, 1_000)})
LAWS = [
    ("wet_op_de_zorgtoeslag", "zorgtoeslag_per_jaar"),
    ("wet_op_het_kindgebonden_budget", "kindgebonden_budget_per_jaar"),
    ("wet_op_de_huurtoeslag", "huurtoeslag_per_maand"),
    ("algemene_kinderbijslagwet", "kinderbijslag_per_kwartaal"),
    ("besluit_kinderopvangtoeslag", "kinderopvangtoeslag_per_maand"),
    ("participatiewet", "bijstand_per_maand"),
    ("participatiewet", "individuele_inkomenstoeslag"),
    ("algemene_ouderdomswet", "aow_bruto_per_maand"),
]
PEOPLE = """household,role,geboortedatum,is_verzekerd,heeft_toeslagpartner,zelfde_partner_hele_jaar,verandert_dit_jaar,maanden_met_recht,woont_in_verdragsland,rendementsgrondslag,jaarinkomen
1,aanvrager,1980-01-01,true,false,,false,,false,0,2800000
2,aanvrager,1980-01-01,true,false,,false,,false,0,
3,aanvrager,1980-01-01,true,true,true,false,,false,0,2000000
3,partner,1981-01-01,true,true,true,false,,false,0,1000000
"""  # noqa: E501


def program(law: str = LAWS[0][0], output: str = LAWS[0][1]) -> Program:
    return compile_rule(RULES.library, law, output, ON, figures=RULES.figures, cells=CELLS)


def results(ran: Ran) -> list[dict[str, Any]]:
    found = duckdb.sql(f"SELECT * FROM read_parquet({[str(one) for one in ran.files]}) ORDER BY household")
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


@pytest.fixture(scope="module", params=[False, True], ids=["all known", "facts left out"])
def land(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("land") / "land"
    synthetic.write(Options(1_500, 7, ON, request.param), folder)
    return folder


def one_by_one(land: Path, law: str, output: str) -> Iterable[tuple[Any, tuple[str, ...], bool]]:
    for rows in households(pl.read_parquet(land / "synthetic-persons-*.parquet")):
        outcome = evaluate(RULES.library, law, output, Facts(facts_of(rows, ON)), ON, figures=RULES.figures)
        value = None if type(outcome.value) is Unknown else outcome.value
        yield value, outcome.missing, bool(outcome.troubles)


@pytest.mark.parametrize(("law", "output"), LAWS, ids=[output for _, output in LAWS])
def test_everyone_gets_what_one_case_gets(land: Path, tmp_path: Path, law: str, output: str) -> None:
    found = results(run(Wish(program(law, output), source_of(land), tmp_path / "uit")))
    cases = list(one_by_one(land, law, output))
    assert len(found) == len(cases) > 500
    for row, (value, missing, stuck) in zip(found, cases, strict=True):
        told = None if row["value"] is None else Fraction(row["value"], row["per"])
        named = {re.sub(r"\[\d+\]", "[]", one).replace("huishouden.", "aanvrager.") for one in missing}
        assert (told, row["missing"], bool(row["troubles"])) == (value, ", ".join(sorted(named)), stuck), row


def folder(tmp_path: Path, people: str = PEOPLE) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "persons.csv").write_text(people)
    return tmp_path / "in"


def wish(tmp_path: Path, people: str = PEOPLE, **more: Any) -> Wish:
    return Wish(program(), source_of(folder(tmp_path, people)), tmp_path / "uit", **more)


def test_a_folder_of_csv_is_computed_with_what_is_missing(tmp_path: Path) -> None:
    found = results(run(wish(tmp_path)))
    assert [one["value"] for one in found] == [
        evaluate_one("2800000"),
        None,
        found[2]["value"],
    ]
    assert (found[1]["missing"], found[1]["standing"]) == ("aanvrager.jaarinkomen", "unknown")
    assert found[2]["value"] > 0


def evaluate_one(income: str) -> Any:
    facts = {
        "geboortedatum": "1980-01-01", "is_verzekerd": True, "heeft_toeslagpartner": False,
        "verandert_dit_jaar": False, "woont_in_verdragsland": False, "rendementsgrondslag": 0,
        "jaarinkomen": int(income),
    }  # fmt: skip
    given = Facts({"personen": {"aanvrager": facts}})
    return evaluate(RULES.library, *LAWS[0], given, ON, figures=RULES.figures).value


@pytest.mark.parametrize(
    ("people", "where", "said"),
    [
        (PEOPLE.replace(",jaarinkomen\n", ",inkomen\n"), "persons.jaarinkomen", "not there and the rule asks it"),
        (
            PEOPLE.replace("2800000", "28000.50"),
            "persons.jaarinkomen",
            "In 1 cells there is no whole number: 1: 28000.50",
        ),
        (PEOPLE.replace("2800000", "veel"), "persons.jaarinkomen", "veel"),
        (
            PEOPLE + "1,aanvrager,1980-01-01,true,false,,false,,false,0,1\n",
            "persons.role",
            "1 households: somebody is there",
        ),
        (PEOPLE.replace("2,aanvrager", "2,partner"), "persons.household", "nobody is the applicant. For example 2"),
        (
            PEOPLE.replace(",0,2800000", ",-5,2800000"),
            "persons.rendementsgrondslag (aanvrager)",
            "does not lie between 0",
        ),
    ],
)
def test_what_is_not_right_is_named_with_counts_and_the_rest_runs_when_asked(
    tmp_path: Path, people: str, where: str, said: str
) -> None:
    asked = wish(tmp_path, people)
    with pytest.raises(BadInput) as refused:
        run(asked)
    assert [(one.where, said in one.what.en) for one in refused.value.findings] == [(where, True)]
    assert not list((tmp_path / "uit").glob("*.parquet"))
    ran = run(Wish(asked.program, asked.source, tmp_path / "door", go_on=True))
    assert where in {one.where for one in ran.findings}
    assert ran.households + ran.left_out == 3


def test_a_partner_who_is_not_there_is_told_and_unknown(tmp_path: Path) -> None:
    ran = run(wish(tmp_path, PEOPLE.rpartition("3,partner")[0]))
    assert [one.code for one in ran.findings] == ["population-partner"]
    assert "1 households" in ran.findings[0].what.en
    assert "partner.jaarinkomen" in results(ran)[2]["missing"]


@pytest.mark.parametrize("content", [b"PAR1 broken", b""])
def test_a_broken_file_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "persons.parquet").write_bytes(content)
    with pytest.raises(BadInput, match=r"persons\.parquet: This file cannot be read"):
        run(Wish(program(), source_of(tmp_path), tmp_path / "uit"))


def test_a_folder_without_people_or_that_is_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "losse.csv").write_text("household,role\n")
    for where in (tmp_path, tmp_path / "weg", tmp_path / "losse.csv"):
        with pytest.raises(BadInput, match="folder"):
            source_of(where)


def test_a_run_that_was_cut_off_goes_on_and_another_one_is_refused(tmp_path: Path) -> None:
    asked = wish(tmp_path)
    first = run(asked)
    before = first.files[0].stat().st_mtime_ns
    assert run(asked).files[0].stat().st_mtime_ns == before
    with pytest.raises(BadInput, match="results of something else"):
        run(Wish(program(*LAWS[3]), asked.source, asked.to, go_on=True))


def test_numbers_by_group_hide_small_groups_and_what_gives_them_away(tmp_path: Path, land: Path) -> None:
    ran = run(Wish(program(), source_of(land), tmp_path / "uit", by=("soort_huishouden", "gemeente")))
    found = numbers(ran.files, ("soort_huishouden",))
    assert sum(one.households for one in found.groups) == found.whole.households == ran.households
    told = [one for one in found.groups if not one.few]
    assert sum(one.total for one in told) <= found.whole.total
    assert len(told) > 1
    assert len(found.groups) - len(told) != 1, "one group that is not told follows from the whole"
    small = numbers(ran.files, ("gemeente",))
    assert any(one.hidden and (one.households, one.total) == (0, 0) for one in small.groups)
    assert all(one.hidden or one.households >= 5 for one in small.groups)
    groups = [Group("a", 3, 3, 3, Fraction(9)), Group("b", 6, 6, 6, Fraction(9)), Group("c", 9, 9, 9, Fraction(9))]
    assert [one.hidden for one in _protected(groups)] == [True, True, False]


def test_a_column_to_count_by_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="“kleur” is not there"):
        run(wish(tmp_path, by=("kleur",)))


def test_a_reform_tells_who_gains_and_who_loses(tmp_path: Path, land: Path) -> None:
    people, by = source_of(land), ("soort_huishouden",)
    sides = []
    for year in (2025, 2026):
        made = compile_rule(RULES.library, *LAWS[0], date(year, 1, 1), figures=RULES.figures)
        sides.append(run(Wish(made, people, tmp_path / str(year), by)))
    found = reform(sides[0].files, sides[1].files, by)
    pairs = [(a["value"], b["value"]) for a, b in zip(results(sides[0]), results(sides[1]), strict=True)]
    both = [(a, b) for a, b in pairs if a is not None and b is not None]
    whole = found.whole
    assert (whole.households, whole.undecided) == (len(pairs), len(pairs) - len(both))
    assert (whole.before, whole.after) == (sum(a for a, _ in both), sum(b for _, b in both))
    assert whole.gain.households == sum(b > a for a, b in both) > 5
    assert whole.lose.households == sum(b < a for a, b in both) > 5
    assert whole.after - whole.before == whole.gain.total - whole.lose.total
    assert whole.same == sum(a == b for a, b in both)
    assert {one.name for one in found.groups} == {row["soort_huishouden"] for row in results(sides[0])}
    for one in found.changes:
        count = sum(one.low < (b - a if one.gains else a - b) <= (one.high or 10**9) for a, b in both)
        assert one.households == (None if 0 < count < 5 else count)


def test_a_few_who_gain_are_not_told(tmp_path: Path) -> None:
    for name, third in (("voor", 100), ("na", 101)):
        rows = ", ".join(f"({at}, {third if at == 3 else 100}, 1)" for at in range(9))
        query = f"SELECT * FROM (VALUES {rows}) t(household, value, per)"
        duckdb.sql(f"COPY ({query}) TO '{tmp_path / name}.parquet' (FORMAT parquet)")
    found = reform([tmp_path / "voor.parquet"], [tmp_path / "na.parquet"])
    assert found.whole.few
    assert (found.whole.after, found.whole.gain.households) == (0, 0)
    assert next(one.households for one in found.changes if one.gains) is None


def test_a_household_may_have_a_name_and_a_changed_file_is_another_source(tmp_path: Path) -> None:
    asked = wish(tmp_path, PEOPLE.replace("1,aan", "een,aan").replace("\n2,", "\ntwee,").replace("\n3,", "\ndrie,"))
    assert [one["household"] for one in results(run(asked))] == ["drie", "een", "twee"]
    file = asked.source.files["persons"][0]
    file.write_text(file.read_text().replace("2800000", "2900000"))  # as long as before
    with pytest.raises(BadInput, match="results of something else"):
        run(asked)


def test_a_run_that_goes_on_tells_again_what_was_not_right(tmp_path: Path) -> None:
    asked = wish(tmp_path, PEOPLE.replace("2,aanvrager", "2,partner"), go_on=True)
    first, again = run(asked), run(asked)
    assert (again.findings, again.left_out) == (first.findings, 1)


def test_a_few_who_get_something_are_not_told(tmp_path: Path) -> None:
    rows = ", ".join(f"({at}, {int(at < 3)}, 1, '', '', 'official')" for at in range(9))
    names = "household, value, per, missing, troubles, standing"
    duckdb.sql(f"COPY (SELECT * FROM (VALUES {rows}) t({names})) TO '{tmp_path}/a.parquet' (FORMAT parquet)")
    whole = numbers([tmp_path / "a.parquet"]).whole
    assert (whole.households, whole.few, whole.getting, whole.total) == (9, True, 0, 0)


def test_who_stands_in_one_result_only_is_undecided(tmp_path: Path) -> None:
    for name, last in (("voor", 9), ("na", 8)):
        rows = ", ".join(f"({at}, 100, 1)" for at in range(last))
        query = f"SELECT * FROM (VALUES {rows}) t(household, value, per)"
        duckdb.sql(f"COPY ({query}) TO '{tmp_path / name}.parquet' (FORMAT parquet)")
    found = reform([tmp_path / "voor.parquet"], [tmp_path / "na.parquet"]).whole
    assert (found.households, found.veiled, found.rest) == (9, True, 9)
