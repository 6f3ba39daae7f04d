# SPDX-License-Identifier: EUPL-1.2
"""Our own laws for a whole population: each household gets what `evaluate` gives it, to the eurocent, with the same
facts missing, grade and lines of doubt. The households are worked examples with facts changed and taken away, and
households at random with the edges of all brackets."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from stelsel.engines.rules.population import Cells, Program, compile_rule
from stelsel.priorities.services.figures import RULES, figures
from tests.conftest import IN_CAMPAIGN
from tests.engines.rules.population.households import Case, at_edges, cases, computed, differences, near
from tests.engines.rules.population.test_sql import in_duckdb, in_postgresql
from tests.priorities.services.rules.test_evaluated import LIBRARY

CELLS = Cells(limits={"uurprijs": (0, 100_000), "uren_per_maand": (0, 1_000)})
"""Eurocents for an hour and hours in a month of childcare."""
RESULTS = {
    ("wet_op_de_zorgtoeslag", "zorgtoeslag_per_jaar"): (2024, 2025, 2026),
    ("wet_op_het_kindgebonden_budget", "kindgebonden_budget_per_jaar"): (2024, 2025, 2026),
    ("wet_op_de_huurtoeslag", "huurtoeslag_per_jaar"): (2026,),
    ("algemene_kinderbijslagwet", "kinderbijslag_per_kwartaal"): (2024, 2025, 2026),
    ("besluit_kinderopvangtoeslag", "kinderopvangtoeslag_per_maand"): (2026,),
    ("participatiewet", "bijstand_per_maand"): (2024, 2025, 2026),
    ("participatiewet", "individuele_inkomenstoeslag"): (2024, 2025, 2026),
    ("algemene_ouderdomswet", "aow_bruto_per_maand"): (2024, 2025, 2026),
    ("uitvoeringsregeling_invorderingswet_1990", "kwijtschelding"): (2024, 2025, 2026),
}
EACH = [(law, output, year) for (law, output), years in RESULTS.items() for year in years]


def program(law: str, output: str, year: int) -> Program:
    return compile_rule(LIBRARY, law, output, date(year, 12, 1), figures=figures(), cells=CELLS)


def bases(law: str, year: int) -> list[dict[str, Any]]:
    """The facts of the worked examples of a law and year."""
    raw = json.loads((RULES / law / f"examples-{year}.json").read_text(encoding="utf-8"))
    return [one["facts"] for one in raw["examples"]]


def some_of(made: Program, law: str, year: int, number: int) -> list[Case]:
    return [*near(made, bases(law, year), number), *cases(made, number // 3)]


@pytest.mark.parametrize(("law", "output", "year"), EACH, ids=str)
def test_a_kernel_says_what_one_case_says(law: str, output: str, year: int, campaign: bool) -> None:
    made = program(law, output, year)
    some = some_of(made, law, year, 30_000 if campaign else 75)
    answers = computed(made, some)
    assert differences(made, LIBRARY, some, answers, figures()) == []
    assert len({one.value for one in answers}) > 3


@pytest.mark.parametrize(("law", "output", "year"), EACH, ids=str)
def test_every_edge_of_a_bracket_is_where_it_is_for_one_case(law: str, output: str, year: int, campaign: bool) -> None:
    made = program(law, output, year)
    for base in bases(law, year)[:: 1 if campaign else 20]:
        some = list(at_edges(made, base))[:: 1 if campaign else 41]
        assert differences(made, LIBRARY, some, computed(made, some), figures()) == []


IN_DUCKDB = [one for one in RESULTS if IN_CAMPAIGN or one[0] != "besluit_kinderopvangtoeslag"]
"""DuckDB plans the childcare allowance for twenty seconds; in `make test` only tests/node/test_kernel_engine.py has it
do that."""


@pytest.mark.campaign
@pytest.mark.parametrize(("law", "output"), IN_DUCKDB, ids=str)
def test_duckdb_says_what_one_case_says(law: str, output: str, campaign: bool) -> None:
    year = RESULTS[law, output][-1]
    made = program(law, output, year)
    some = some_of(made, law, year, 3_000 if campaign else 30)
    assert differences(made, LIBRARY, some, in_duckdb(made, some), figures()) == []


def test_postgresql_says_what_one_case_says(postgresql: str, campaign: bool) -> None:
    for law, output in RESULTS if campaign else [("wet_op_het_kindgebonden_budget", "kindgebonden_budget_per_jaar")]:
        year = RESULTS[law, output][-1]
        made = program(law, output, year)
        some = some_of(made, law, year, 3_000 if campaign else 30)
        assert differences(made, LIBRARY, some, in_postgresql(postgresql)(made, some), figures()) == []


def test_the_compiled_kernel_is_the_same_function() -> None:
    made = program("wet_op_de_zorgtoeslag", "zorgtoeslag_per_jaar", 2025)
    some = some_of(made, "wet_op_de_zorgtoeslag", 2025, 300)
    assert computed(made, some) == computed(made, some)


def test_every_output_of_our_own_texts_compiles() -> None:
    for version in LIBRARY.versions:
        day = max(version.text.valid_from, date(2026, 1, 1))
        for output in version.promised:
            compile_rule(LIBRARY, version.text.id, output, day, figures=figures(), cells=CELLS)
