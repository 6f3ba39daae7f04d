# SPDX-License-Identifier: EUPL-1.2
"""The public counts that the synthetic country is made to fit: per municipality, people by age and sex and indicators.

Source: CBS StatLine 83502NED (people by five-year age group and sex) and 85039NED (key figures of districts and
neighbourhoods), 1 January 2021, CC BY 4.0, brought to the municipalities of 2023.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stelsel.kernel.documents import table
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text

AGES = tuple(range(0, 100, 5))
"""The first year of each age group; the last is 95 and older."""
SEXES = ("m", "v")
CELLS = tuple(f"{sex}{age}" for sex in SEXES for age in AGES)
FILE = "population-marginals-2021.csv"
ATTRIBUTION = "CBS StatLine 83502NED, 85039NED; CC BY 4.0; adapted"

_HOUSEHOLD = (
    ("huishoudgrootte", "household_size_mean", 3),
    ("eenpersoons_pct", "single_person_households_pct", 2),
    ("inkomen_std_keur", "household_income_std_keur", 2),
    ("vermogen_mediaan_keur", "household_wealth_median_keur", 2),
    ("sociaal_minimum_pct", "households_at_social_minimum_pct", 2),
    ("tot_110_pct", "households_to_110_social_minimum_pct", 2),
    ("tot_120_pct", "households_to_120_social_minimum_pct", 2),
    ("woz_keur", "woz_mean_keur", 1),
    ("koop_pct", "owner_occupied_pct", 1),
    ("huur_pct", "rental_pct", 1),
    ("corporatie_pct", "housing_corporation_pct", 1),
)
_PERSON = (
    ("laagste_40_pct", "persons_in_national_bottom40_income_pct", 2),
    ("hoogste_20_pct", "persons_in_national_top20_income_pct", 2),
    ("bijstand_per_1000", "bijstand_per_1000", 2),
    ("ao_per_1000", "ao_benefit_per_1000", 2),
    ("ww_pct", "ww_benefit_pct_of_inhabitants", 2),
    ("arbeid_pct", "net_labour_participation_pct", 1),
    ("zelfstandig_pct", "self_employed_pct", 1),
    ("inkomen_per_inwoner_keur", "income_per_inhabitant_keur", 2),
)
INDICATORS = tuple(name for name, _, _ in (*_HOUSEHOLD, *_PERSON))
"""Percentages in percent, money in thousands of euros, as CBS publishes them."""
COLUMNS = ("code", "naam", "inwoners", *CELLS, *INDICATORS)


@dataclass(frozen=True)
class Marginals:
    """Municipalities in the order of their code: `people` is (municipalities, 40) in the order of CELLS, scaled to
    `population`; an indicator is one number a municipality."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    population: NDArray[np.int64]
    people: NDArray[np.float64]
    indicators: Mapping[str, NDArray[np.float64]]


def read(raw: bytes, file: str = FILE) -> Marginals:
    """The table as arrays. BadInput when it is not the table that `derive` writes."""
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8"))))
    if not rows or tuple(rows[0]) != COLUMNS:
        raise _wrong(file, "1")
    try:
        people = np.array([[float(row[cell]) for cell in CELLS] for row in rows])
        indicators = {name: np.array([float(row[name]) for row in rows]) for name in INDICATORS}
        population = np.array([int(row["inwoners"]) for row in rows], dtype=np.int64)
    except (TypeError, ValueError):
        raise _wrong(file, "?") from None
    if (people < 0).any() or (people.sum(axis=1) <= 0).any() or (population <= 0).any():
        raise _wrong(file, "?")
    people *= (population / people.sum(axis=1))[:, None]
    codes, names = (tuple(row[name] for row in rows) for name in ("code", "naam"))
    return Marginals(codes, names, population, people, indicators)


def derive(age_sex: bytes, indicators: bytes) -> bytes:
    """The compact table from the two collected files. Municipalities that merged since are one row: counts are added,
    shares and means weighted with people or households. A figure that is missing takes the weighted mean of all."""
    people: dict[str, list[int]] = {}
    for row in _rows(age_sex):
        people.setdefault(row["code"], []).extend(int(cell) for cell in list(row.values())[4:])
    parts: dict[str, list[Mapping[str, str]]] = {}
    every = list(_rows(indicators))
    for row in every:
        parts.setdefault(row["code_2023"], []).append(row)
    names = {row["code"]: row["name"] for row in _rows(age_sex)}
    overall = {source: _mean(every, source, homes) for _, source, _, homes in _all()}
    lines: list[Sequence[object]] = []
    for code in sorted(people):
        some = parts[code]
        cells = [round(_mean(some, source, homes, overall[source]), digits) for _, source, digits, homes in _all()]
        lines.append((code, names[code], sum(int(row["population"]) for row in some), *people[code], *cells))
    return table(COLUMNS, ([str(cell) for cell in line] for line in lines))


def _all() -> Iterable[tuple[str, str, int, bool]]:
    yield from ((*one, True) for one in _HOUSEHOLD)
    yield from ((*one, False) for one in _PERSON)


def _mean(rows: Sequence[Mapping[str, str]], source: str, homes: bool, missing: float = 0.0) -> float:
    known = [row for row in rows if row[source] != ""]
    if not known:
        return missing
    weights = [float(row["population"]) / (float(row["household_size_mean"]) if homes else 1.0) for row in known]
    return float(np.average([float(row[source]) for row in known], weights=weights))


def _rows(raw: bytes) -> Iterable[dict[str, str]]:
    return csv.DictReader(io.StringIO(raw.decode("utf-8")))


def _wrong(file: str, line: str) -> BadInput:
    return bad_input("synthetic-marginals", f"{file} line {line}", _WRONG, _WRONG_CURE)


_WRONG = Text(
    nl="Dit is niet de tabel met inwoners per gemeente die we verwachten.",
    en="This is not the table of inhabitants per municipality that we expect.",
)
_WRONG_CURE = Text(
    nl="Maak de tabel opnieuw met tools/derive_population.py.",
    en="Make the table anew with tools/derive_population.py.",
)
