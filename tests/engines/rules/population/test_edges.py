# SPDX-License-Identifier: EUPL-1.2
"""At the edges of what a database computes every engine says what `evaluate` says."""

from __future__ import annotations

import pytest

from stelsel.engines.rules.population import compile_rule
from tests.engines.rules.population.edges import RULES, households
from tests.engines.rules.population.households import computed, differences
from tests.engines.rules.population.test_sql import in_duckdb, in_postgresql
from tests.engines.rules.texts import DAY


@pytest.mark.parametrize("name", RULES)
def test_duckdb_and_the_kernel_at_the_edges(name: str) -> None:
    program = compile_rule(RULES[name], "wet", "uit", DAY)
    some = households(program)
    assert differences(program, RULES[name], some, in_duckdb(program, some), None) == []
    assert differences(program, RULES[name], some, computed(program, some), None) == []
    assert name == "constant" or len(some) > 10


def test_postgresql_at_the_edges(postgresql: str) -> None:
    for name, texts in RULES.items():
        program = compile_rule(texts, "wet", "uit", DAY)
        some = households(program)
        assert differences(program, texts, some, in_postgresql(postgresql)(program, some), None) == [], name
