# SPDX-License-Identifier: EUPL-1.2
"""The table of public counts: the same as its sources, small, and refused when it is another table."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from stelsel.engines.synthetic import Marginals, derive, read
from stelsel.kernel.problem import BadInput
from tests.engines.synthetic.conftest import SHIPPED

NAMES = ("municipality-age-sex-2021.csv", "municipality-indicators-2021.csv")


@pytest.fixture(scope="module")
def sources(shared_data: Path) -> tuple[bytes, bytes]:
    age_sex, indicators = ((shared_data / "ground" / "population" / name).read_bytes() for name in NAMES)
    return age_sex, indicators


def test_what_ships_is_derived_from_the_sources(sources: tuple[bytes, bytes]) -> None:
    assert derive(*sources) == SHIPPED.read_bytes(), "run tools/derive_population.py"
    assert SHIPPED.stat().st_size < 300_000


def test_people_and_places_are_those_of_the_sources(sources: tuple[bytes, bytes], marginals: Marginals) -> None:
    rows = list(csv.DictReader(sources[1].decode().splitlines()))
    assert marginals.population.sum() == sum(int(row["population"]) for row in rows) == 17_475_415
    assert len(marginals.codes) == len({row["code_2023"] for row in rows}) == 342
    assert np.allclose(marginals.people.sum(axis=1), marginals.population)


def test_a_merged_municipality_lies_between_its_parts(sources: tuple[bytes, bytes], marginals: Marginals) -> None:
    rows = [row for row in csv.DictReader(sources[1].decode().splitlines()) if row["code_2023"] == "GM1992"]
    parts = [float(row["household_income_std_keur"]) for row in rows]
    place = marginals.codes.index("GM1992")
    assert len(parts) == 3
    assert min(parts) <= marginals.indicators["inkomen_std_keur"][place] <= max(parts)


@pytest.mark.parametrize(
    "raw",
    [
        b"code,naam\nGM0001,Adorp\n",
        SHIPPED.read_bytes().replace(b"Groningen,2", b"Groningen,x2"),
        SHIPPED.read_bytes().replace(b"Groningen,2", b"Groningen,-2"),
        b"",
    ],
)
def test_another_table_is_refused(raw: bytes) -> None:
    with pytest.raises(BadInput) as refused:
        read(raw)
    assert refused.value.findings[0].code == "synthetic-marginals"
