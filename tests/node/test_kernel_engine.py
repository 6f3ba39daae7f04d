# SPDX-License-Identifier: EUPL-1.2
"""A run through the kernel gives what a run in DuckDB gives, byte for byte, whatever households are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from stelsel.engines.rules.population import Program, compile_rule
from stelsel.engines.synthetic import Options
from stelsel.kernel.problem import BadInput
from stelsel.node import synthetic
from stelsel.node.population import Wish, run
from stelsel.node.population.engine import DUCKDB, ENGINES, KERNEL, engine_of
from stelsel.node.population.source import source_of
from tests.engines.rules.texts import DAY, fact, one
from tests.node.test_population import LAWS, PEOPLE, program, results


def same(asked: Program, people: Path, to: Path, rows: int) -> None:
    """Both engines write the same files."""
    here = run(Wish(asked, source_of(people), to / "kernel", engine=KERNEL))
    there = run(Wish(asked, source_of(people), to / "duckdb", engine=DUCKDB))
    assert len(results(here)) == rows
    assert [one.read_bytes() for one in here.files] == [one.read_bytes() for one in there.files]


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("land") / "people"
    synthetic.write(Options(persons=3_000, seed=7), folder)
    return folder


@pytest.mark.parametrize(("law", "output"), LAWS, ids=str)
def test_the_kernel_writes_what_duckdb_writes(country: Path, tmp_path: Path, law: str, output: str) -> None:
    rows = run(Wish(program(law, output), source_of(country), tmp_path / "first")).households
    assert rows > 1_000
    same(program(law, output), country, tmp_path, rows)


@pytest.mark.parametrize(
    ("first", "second"), [("een", "twee"), ("9223372036854775807", "-9223372036854775808"), ("1", "1000000000000"),
                          ("b1a7e8f0-0000-4000-8000-000000000001", "b1a7e8f0-0000-4000-8000-000000000002")],
)  # fmt: skip
def test_households_may_be_called_anything(tmp_path: Path, first: str, second: str) -> None:
    (tmp_path / "people").mkdir()
    (tmp_path / "people" / "persons.csv").write_text(
        PEOPLE.replace("\n1,", f"\n{first},").replace("\n2,", f"\n{second},")
    )
    same(program(), tmp_path / "people", tmp_path, 3)


def test_a_text_comes_back_as_it_was_said(tmp_path: Path) -> None:
    library = one({"operation": "IF", "cases": [{"when": "$j", "then": "$s"}], "default": "geen"},
                  fact("s", "string"), fact("j", "boolean"), kind="string")  # fmt: skip
    (tmp_path / "people").mkdir()
    rows = ['1,aanvrager,"zo, gezegd",true', "2,aanvrager,anders,false", "3,aanvrager,,true", '4,aanvrager,"geen",true',
            "5,partner,van een ander,true", "5,aanvrager,é,true"]  # fmt: skip
    (tmp_path / "people" / "persons.csv").write_text("household,role,s,j\n" + "\n".join(rows) + "\n")
    asked = compile_rule(library, next(iter(library.versions)).text.id, "uit", DAY)
    same(asked, tmp_path / "people", tmp_path, 5)
    ran = run(Wish(asked, source_of(tmp_path / "people"), tmp_path / "again"))
    assert [row["value"] for row in results(ran)] == ["zo, gezegd", "geen", None, "geen", "é"]


def test_the_kernel_is_what_computes_when_nothing_is_asked() -> None:
    assert list(ENGINES) == ["kernel", "duckdb"]
    assert engine_of("kernel") is KERNEL is Wish.engine


@pytest.mark.parametrize("name", ["order", "left", "full"])
def test_a_fact_that_is_a_word_of_sql_is_refused_with_what_to_do(tmp_path: Path, name: str) -> None:
    library = one(f"${name}", fact(name, "amount"))
    (tmp_path / "people").mkdir()
    (tmp_path / "people" / "persons.csv").write_text(f"household,role,{name}\n1,aanvrager,5\n")
    asked = compile_rule(library, next(iter(library.versions)).text.id, "uit", DAY)
    with pytest.raises(BadInput, match=f"{name}: This is a word of SQL.*like {name}_number"):
        run(Wish(asked, source_of(tmp_path / "people"), tmp_path / "uit"))
