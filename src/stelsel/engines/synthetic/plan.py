# SPDX-License-Identifier: EUPL-1.2
"""How many people of which age and sex are made where: whole numbers that add up, in units that are made one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from stelsel.engines.synthetic.marginals import Marginals
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text

VERSION = 1
"""Of the maker: the same version, seed, size and day give the same country."""
LEAST, MOST = 1_000, 18_000_000
MOST_IN_UNIT = 60_000
LEAST_IN_UNIT, DRAWN_FROM = 500, 600
"""Below the first a municipality is made with the second number of people, of whom households are drawn."""
FIRST_DAY, LAST_DAY = date(2021, 1, 1), date(2035, 12, 31)


@dataclass(frozen=True)
class Options:
    """What is asked: number of people, seed, the day of ages and amounts, and whether facts are left out as in
    reality. BadInput for what cannot be made."""

    persons: int
    seed: int = 1
    on: date = date(2026, 1, 1)
    missing: bool = False

    def __post_init__(self) -> None:
        if not LEAST <= self.persons <= MOST:
            raise bad_input("synthetic-persons", f"persons {self.persons}", _PERSONS, _PERSONS_CURE)
        if not 0 <= self.seed < 2**63:
            raise bad_input("synthetic-seed", f"seed {self.seed}", _SEED, _SEED_CURE)
        if not FIRST_DAY <= self.on <= LAST_DAY:
            raise bad_input("synthetic-day", f"on {self.on}", _DAY, _DAY_CURE)


@dataclass(frozen=True)
class Unit:
    """A piece of one municipality (index `town`): `people` are the 40 counts to make. Where `drawn`, the unit is larger
    than asked and households are drawn until `asked` people are there."""

    number: int
    town: int
    people: NDArray[np.int64]
    asked: float
    drawn: bool


def plan(marginals: Marginals, options: Options) -> tuple[Unit, ...]:
    """The units in the order of the municipalities; together they ask exactly the number of people."""
    exact = options.persons * marginals.population / marginals.population.sum()
    drawn = exact < LEAST_IN_UNIT
    asked = np.where(drawn, exact, 0.0)
    asked[~drawn] = _whole(exact[~drawn], options.persons - exact[drawn].sum())
    if drawn.any():
        asked[np.flatnonzero(drawn)[-1]] += options.persons - asked.sum()
    towns = list(_pieces(asked, drawn))
    sizes = np.array([size for _, size in towns])
    shares = marginals.people / marginals.people.sum(axis=1, keepdims=True)
    counts = _rounded(shares[[town for town, _ in towns]] * sizes[:, None])
    return tuple(
        Unit(number, town, counts[number], float(asked[town]) if drawn[town] else float(size), bool(drawn[town]))
        for number, (town, size) in enumerate(towns)
    )


def random(seed: int, unit: int, purpose: int = 0) -> np.random.Generator:
    """The stream of numbers of one unit: it depends on nothing but seed, unit and purpose."""
    return np.random.Generator(np.random.Philox(key=np.array([seed, unit * 16 + purpose], dtype=np.uint64)))


def _pieces(asked: NDArray[np.float64], drawn: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    for town, size in enumerate(asked):
        if drawn[town]:
            yield town, DRAWN_FROM
            continue
        count = -(-int(size) // MOST_IN_UNIT)
        for piece in range(count):
            yield town, int(size) * (piece + 1) // count - int(size) * piece // count


def _whole(exact: NDArray[np.float64], total: float) -> NDArray[np.float64]:
    """Whole numbers by the largest remainders."""
    found = np.floor(exact)
    short = int(np.floor(total + 1e-9) - found.sum())
    found[np.argsort(-(exact - found), kind="stable")[: max(short, 0)]] += 1
    return found


def _rounded(exact: NDArray[np.float64]) -> NDArray[np.int64]:
    """Controlled rounding: each row adds up to its own total; what is rounded off in a column is carried to the next
    row, so that a column stays within a few people of its total."""
    found = np.empty(exact.shape, dtype=np.int64)
    carried = np.zeros(exact.shape[1])
    for row, wanted in enumerate(exact):
        goal = np.maximum(wanted + carried, 0.0)
        goal *= wanted.sum() / goal.sum()
        found[row] = _whole(goal, round(wanted.sum()))
        carried += wanted - found[row]
        np.clip(carried, -1.0, 1.0, out=carried)
    return found


_PERSONS = Text(nl="Dit aantal mensen kunnen we niet maken.", en="We cannot make this number of people.")
_PERSONS_CURE = Text(nl=f"Kies {LEAST} tot en met {MOST} mensen.", en=f"Choose {LEAST} to {MOST} people.")
_SEED = Text(nl="Dit begingetal kunnen we niet gebruiken.", en="We cannot use this seed.")
_SEED_CURE = Text(nl="Kies een heel getal van 0 of hoger.", en="Choose a whole number of 0 or more.")
_DAY = Text(nl="Voor deze dag kunnen we geen land maken.", en="We cannot make a country for this day.")
_DAY_CURE = Text(
    nl=f"Kies een dag van {FIRST_DAY} tot en met {LAST_DAY}.", en=f"Choose a day from {FIRST_DAY} to {LAST_DAY}."
)
