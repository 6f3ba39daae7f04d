# SPDX-License-Identifier: EUPL-1.2
"""Home, rent, savings and debts of the households of one unit, fitted to the indicators of its municipality."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from stelsel.engines.synthetic._drawing import Floats, Ints, chance, pick
from stelsel.engines.synthetic._homes import INSTITUTION, Rows
from stelsel.engines.synthetic.assumptions import by_age, number, numbers

TENURES = ("koop", "corporatie", "particulier", "instelling")
OWNED, CORPORATION, PRIVATE, NO_HOME = range(4)


@dataclass(frozen=True)
class Wealth:
    """Of households, euros of the day asked: tenure, basic rent a month (0 without), savings, debts, home equity."""

    tenure: Ints
    rent: Floats
    savings: Floats
    debt: Floats
    equity: Floats


def wealth(random: np.random.Generator, made: Rows, rank: Floats, town: Mapping[str, float], year: int) -> Wealth:
    """The wealth of each household; the median of the private ones is that of the municipality."""
    homes = len(rank)
    tenure = tenures(random, made, rank, town)
    owned = tenure == OWNED
    score = rank - 0.5
    spread = number("home_value_spread")
    value = (
        town["woz_keur"]
        * 1000
        * np.exp(random.normal(-spread * spread / 2, spread, homes) + number("home_value_by_rank") * score)
    )
    least, most = numbers("mortgage_spread")
    mortgage = by_age("mortgage_share", made.age[made.head]) * random.uniform(least, most, homes)
    equity = np.where(owned, value * np.clip(1 - mortgage, 0.0, 1.0), 0.0)
    median, spread, slope = numbers("savings")
    savings = median * np.exp(random.normal(0.0, spread, homes) + slope * score)
    median, spread = numbers("debt")
    debt = np.where(chance(random, number("debt_share"), homes), median * np.exp(random.normal(0.0, spread, homes)), 0)
    private, floor = made.kind != INSTITUTION, number("least_wealth")
    target = town["vermogen_mediaan_keur"] * 1000
    for _ in range(6):
        now = float(np.median((equity + np.maximum(savings - debt, floor))[private])) if private.any() else target
        factor = float(np.clip((target + 2000) / max(now + 2000, 500.0), 0.3, 3.0))
        equity, savings = np.minimum(equity * factor, value), savings * factor
    years = year - number("start_year")
    up, up_home = number("wealth_growth") ** years, number("home_value_growth") ** years
    rent = np.round(_rents(random, made, tenure) * number("rent_growth") ** (year - 2026))
    return Wealth(tenure, rent, np.round(savings * up), np.round(debt * up), np.round(equity * up_home))


def tenures(random: np.random.Generator, made: Rows, rank: Floats, town: Mapping[str, float]) -> Ints:
    """Own home, housing corporation or private rent, in the shares of the municipality."""
    private = made.kind != INSTITUTION
    known = max(town["koop_pct"] + town["huur_pct"], 1.0)
    tenure = np.full(len(rank), PRIVATE, dtype=np.int64)
    weight = np.where(private, np.exp(number("owner_by_rank") * rank), 0.0)
    weight *= np.where(made.age[made.head] < 25, number("owner_under_25"), 1.0)
    tenure[pick(random, weight, round(town["koop_pct"] / known * private.sum()))] = OWNED
    renting = private & (tenure == PRIVATE)
    weight = np.where(renting, np.exp(number("corporation_by_rank") * rank), 0.0)
    count = min(round(town["corporatie_pct"] / known * private.sum()), int(renting.sum()))
    tenure[pick(random, weight, count)] = CORPORATION
    tenure[~private] = NO_HOME
    return tenure


def _rents(random: np.random.Generator, made: Rows, tenure: Ints) -> Floats:
    least, each, most = numbers("rent_by_size")
    room = least + each * np.minimum(made.size, most)
    found = np.zeros(len(tenure))
    for which, name in ((CORPORATION, "rent_corporation"), (PRIVATE, "rent_private")):
        median, spread = numbers(name)
        rents = median * room * np.exp(random.normal(0.0, spread, len(tenure)))
        found = np.where(tenure == which, rents, found)
    return found
