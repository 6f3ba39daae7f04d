# SPDX-License-Identifier: EUPL-1.2
"""How many are made where: whole numbers that add up exactly, and options that cannot be are refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from stelsel.engines.synthetic import Marginals, Options
from stelsel.engines.synthetic.plan import LEAST_IN_UNIT, MOST_IN_UNIT, plan
from stelsel.kernel.problem import BadInput


@pytest.mark.parametrize("persons", [1_000, 12_345, 1_000_000, 18_000_000])
def test_the_units_ask_exactly_the_number(marginals: Marginals, persons: int) -> None:
    units = plan(marginals, Options(persons))
    assert sum(unit.asked for unit in units) == pytest.approx(persons, abs=1e-6)
    assert {unit.town for unit in units} == set(range(342))
    assert all(LEAST_IN_UNIT <= unit.people.sum() <= MOST_IN_UNIT for unit in units)


def test_rounding_holds_rows_and_columns(marginals: Marginals) -> None:
    units = plan(marginals, Options(18_000_000))
    made = np.zeros_like(marginals.people)
    for unit in units:
        assert not unit.drawn
        made[unit.town] += unit.people
    wanted = marginals.people * 18_000_000 / marginals.population.sum()
    assert np.abs(made.sum(axis=1) - wanted.sum(axis=1)).max() <= 1
    assert np.abs(made - wanted).max() <= 3
    assert np.abs(made.sum(axis=0) - wanted.sum(axis=0)).max() <= 25


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"persons": 999}, "synthetic-persons"),
        ({"persons": 18_000_001}, "synthetic-persons"),
        ({"persons": 1_000, "seed": -1}, "synthetic-seed"),
        ({"persons": 1_000, "seed": 2**63}, "synthetic-seed"),
        ({"persons": 1_000, "on": date(2020, 12, 31)}, "synthetic-day"),
        ({"persons": 1_000, "on": date(2036, 1, 1)}, "synthetic-day"),
    ],
)
def test_options_that_cannot_be_are_refused(given: dict[str, Any], code: str) -> None:
    with pytest.raises(BadInput) as refused:
        Options(**given)
    finding = refused.value.findings[0]
    assert finding.code == code
    assert finding.cure.nl
    assert finding.cure.en
