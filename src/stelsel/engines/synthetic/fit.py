# SPDX-License-Identifier: EUPL-1.2
"""How well the people that were made fit the public counts: per measure the mean and the largest deviation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import polars as pl
from numpy.typing import NDArray

from stelsel.engines.synthetic.assumptions import number
from stelsel.engines.synthetic.marginals import AGES, Marginals
from stelsel.engines.synthetic.plan import LEAST_IN_UNIT, Options

_USED = (
    *("gemeente", "rol", "soort_huishouden", "geslacht", "geboortedatum", "inkomensbron", "woning"),
    *("standaardinkomen", "jaarinkomen", "heeft_inkomsten_uit_werk", "aantal_personen", "vermogen"),
    "overwaarde_woning",
)
Town = Callable[["Piece"], float]


@dataclass(frozen=True)
class Piece:
    """The people of one municipality as columns, with the one row a private household `homes`; `index` is how much
    incomes and `worth` how much wealth grew since the counts, homes apart."""

    people: pl.DataFrame
    homes: pl.DataFrame
    years: int

    def income(self, name: str, of: pl.DataFrame) -> NDArray[np.float64]:
        """A column of eurocents as thousands of euros of the year of the counts."""
        grown = float(number("income_growth") ** self.years)
        return of[name].to_numpy() / 100_000 / grown

    def share(self, of: pl.DataFrame, which: pl.Expr) -> float:
        """The percentage of the rows for which it holds."""
        return 100.0 * (of.select(which.sum()).item() or 0) / max(len(of), 1)


@dataclass(frozen=True)
class Deviation:
    """One measure: whether it is fitted or only looked at, in what unit, mean and largest absolute deviation over the
    municipalities that are made whole, in which municipality, and how far the country as a whole is off."""

    name: str
    unit: str
    fitted: bool
    mean: float
    largest: float
    where: str
    overall: float


def _under(limit: float) -> Callable[[Piece], float]:
    return lambda piece: 100.0 * float((piece.income("standaardinkomen", piece.homes) <= limit / 1000 + 1e-9).mean())


def _wealth(piece: Piece) -> float:
    fallen = number("wealth_growth") ** piece.years, number("home_value_growth") ** piece.years
    own = piece.homes["vermogen"].to_numpy() / fallen[0] + piece.homes["overwaarde_woning"].to_numpy() / fallen[1]
    return float(np.median(own)) / 100_000


def _working(piece: Piece) -> float:
    able = piece.people.filter((pl.col("leeftijd") >= 15) & (pl.col("leeftijd") < 75))
    return piece.share(able, pl.col("heeft_inkomsten_uit_werk"))


def _source(name: str, times: float) -> Callable[[Piece], float]:
    return lambda piece: times * piece.share(piece.people, pl.col("inkomensbron") == name)


def _tenure(name: str) -> Callable[[Piece], float]:
    return lambda piece: piece.share(piece.homes, pl.col("woning") == name)


def _housed(piece: Piece) -> pl.DataFrame:
    return piece.people.filter(pl.col("soort_huishouden") != "instelling")


def _cut(name: str, above: bool) -> Callable[[Piece], float]:
    def share(piece: Piece) -> float:
        own = piece.income("standaardinkomen", _housed(piece)) * 1000
        return 100.0 * float(((own > number(name) + 0.5) if above else (own <= number(name) + 0.5)).mean())

    return share


_MINIMUM = number("social_minimum")
MEASURES: tuple[tuple[str, str, str, bool, Town], ...] = (
    ("huishoudgrootte", "mean household size", "people", True, lambda one: len(_housed(one)) / max(len(one.homes), 1)),
    (
        "eenpersoons_pct",
        "households of one person",
        "% points",
        True,
        lambda one: one.share(one.homes, pl.col("aantal_personen") == 1),
    ),
    (
        "inkomen_std_keur",
        "mean standardised household income",
        "1,000 euro",
        True,
        lambda one: float(one.income("standaardinkomen", one.homes).mean()),
    ),
    (
        "laagste_40_pct",
        "people in the national lowest 40% of income",
        "% points",
        True,
        _cut("income_cut_40", above=False),
    ),
    (
        "hoogste_20_pct",
        "people in the national highest 20% of income",
        "% points",
        True,
        _cut("income_cut_80", above=True),
    ),
    ("sociaal_minimum_pct", "households at the social minimum", "% points", True, _under(_MINIMUM)),
    ("tot_110_pct", "households to 110% of it", "% points", True, _under(1.1 * _MINIMUM)),
    ("tot_120_pct", "households to 120% of it", "% points", True, _under(1.2 * _MINIMUM)),
    ("vermogen_mediaan_keur", "median household wealth", "1,000 euro", True, _wealth),
    ("bijstand_per_1000", "people on social assistance", "per 1,000", True, _source("bijstand", 10)),
    ("ao_per_1000", "people on a disability benefit", "per 1,000", True, _source("ao", 10)),
    ("ww_pct", "people on an unemployment benefit", "% points", True, _source("ww", 1)),
    ("arbeid_pct", "people of 15 to 74 who work", "% points", True, _working),
    ("koop_pct", "homes owned", "% points", True, _tenure("koop")),
    ("corporatie_pct", "homes of housing corporations", "% points", True, _tenure("corporatie")),
    (
        "inkomen_per_inwoner_keur",
        "mean gross income per inhabitant",
        "1,000 euro",
        False,
        lambda one: float(one.income("jaarinkomen", one.people).mean()),
    ),
)
"""Indicators by their name in the marginals, in words, in what unit, whether they are fitted per municipality, and how
they are measured in what was made."""


def fit(frames: Iterable[pl.DataFrame], marginals: Marginals, options: Options) -> tuple[Deviation, ...]:
    """The table of deviations. Frames as `synthesise` gives them, in order and without facts left out; one municipality
    is held at a time."""
    index = {code: place for place, code in enumerate(marginals.codes)}
    towns, cells, measured, sizes = [], [], [], []
    for code, piece in _pieces(frames, options):
        towns.append(index[code])
        sizes.append(len(piece.people))
        cells.append(_cells(piece.people))
        measured.append([measure(piece) for *_, measure in MEASURES])
    place = np.array(towns)
    expected = options.persons * marginals.population[place] / marginals.population.sum()
    whole = expected >= LEAST_IN_UNIT
    weights = np.array(sizes, dtype=np.float64)
    found = [_people(np.array(cells), marginals, place, options, whole)]
    for column, (name, words, unit, fitted, _) in enumerate(MEASURES):
        known = marginals.indicators[name][place]
        if name in ("koop_pct", "corporatie_pct"):
            rented = marginals.indicators["huur_pct"][place] + marginals.indicators["koop_pct"][place]
            known = 100 * known / rented
        off = np.array([row[column] for row in measured]) - known
        found.append(_deviation(words, unit, fitted, off, whole, weights, [marginals.names[one] for one in place]))
    return tuple(found)


def _people(
    cells: NDArray[np.int64], marginals: Marginals, place: NDArray[np.int64], options: Options, whole: NDArray[np.bool_]
) -> Deviation:
    wanted = marginals.people[place] * options.persons / marginals.population.sum()
    off = np.abs(cells - wanted)
    far = np.where(whole[:, None], off, 0.0)
    town = int(far.max(axis=1).argmax())
    overall = np.abs(cells.sum(axis=0) - marginals.people.sum(axis=0) * options.persons / marginals.population.sum())
    mean = float(off[whole].mean()) if whole.any() else float("nan")
    name = marginals.names[place[town]] if whole.any() else ""
    return Deviation("age and sex, 40 cells", "people", True, mean, float(far.max()), name, float(overall.max()))


def _deviation(
    name: str,
    unit: str,
    fitted: bool,
    off: NDArray[np.float64],
    whole: NDArray[np.bool_],
    weights: NDArray[np.float64],
    names: list[str],
) -> Deviation:
    overall = float(np.average(off, weights=weights))
    if not whole.any():
        return Deviation(name, unit, fitted, float("nan"), float("nan"), "", overall)
    far = np.where(whole, np.abs(off), 0.0)
    return Deviation(
        name, unit, fitted, float(np.abs(off[whole]).mean()), float(far.max()), names[int(far.argmax())], overall
    )


def _pieces(frames: Iterable[pl.DataFrame], options: Options) -> Iterator[tuple[str, Piece]]:
    born = pl.col("geboortedatum")
    on = pl.lit(options.on)
    past = _in_year(born) > _in_year(on)
    age = options.on.year - born.dt.year() - past.cast(pl.Int32)
    years = options.on.year - int(number("start_year"))
    for code, some in groupby(frames, lambda frame: str(frame["gemeente"][0])):
        people = pl.concat([frame.select(_USED) for frame in some]).with_columns(leeftijd=age)
        homes = people.filter((pl.col("rol") == "aanvrager") & (pl.col("soort_huishouden") != "instelling"))
        yield code, Piece(people, homes, years)


def _in_year(day: pl.Expr) -> pl.Expr:
    return day.dt.month().cast(pl.Int32) * 100 + day.dt.day()


def _cells(people: pl.DataFrame) -> NDArray[np.int64]:
    group = np.minimum(people["leeftijd"].to_numpy() // 5, len(AGES) - 1)
    woman = (people["geslacht"].cast(pl.String) == "v").to_numpy().astype(np.int64)
    return np.bincount(woman * len(AGES) + group, minlength=2 * len(AGES))
