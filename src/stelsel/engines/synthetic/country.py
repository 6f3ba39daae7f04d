# SPDX-License-Identifier: EUPL-1.2
"""The synthetic country, unit by unit: the same version, seed, size and day give the same people, however it is cut."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from stelsel.engines.synthetic._facts import facts, numbered
from stelsel.engines.synthetic._families import families
from stelsel.engines.synthetic._homes import Rows, drawn, rows
from stelsel.engines.synthetic._income import income
from stelsel.engines.synthetic._roles import people, roles
from stelsel.engines.synthetic._wealth import wealth
from stelsel.engines.synthetic.assumptions import assumptions, missing_shares
from stelsel.engines.synthetic.columns import COLUMNS, SCHEMA
from stelsel.engines.synthetic.marginals import Marginals
from stelsel.engines.synthetic.plan import Options, Unit, plan, random

FOLK, MONEY, FACTS, DRAWING, MISSING = range(5)
"""What a stream of random numbers is for: leaving facts out does not change who is made."""


def synthesise(marginals: Marginals, options: Options) -> Iterator[pl.DataFrame]:
    """Frames of at most some 60,000 people, whole households, in the order of the municipalities; columns as in
    COLUMNS. Together they hold exactly `options.persons` people. Nothing is kept between frames but three numbers."""
    units = plan(marginals, options)
    last = max((unit.number for unit in units if unit.drawn), default=-1)
    home, person, owed = 1, 1, 0.0
    for unit in units:
        owed += unit.asked if unit.drawn else 0.0
        made, columns, keep = _unit(marginals, options, unit, owed, unit.number == last)
        if unit.drawn:
            owed -= len(made.age)
        if not len(made.age):
            continue
        found = numbered(made, home, person)
        frame = pl.DataFrame({**{name: one.filter(keep) for name, one in columns.items()}, **found})
        code = marginals.codes[unit.town]
        frame = frame.with_columns(gemeente=pl.lit(code), waterschap=pl.lit(_water_board(code), dtype=pl.String))
        yield frame.select(pl.col(name).cast(type_) for name, type_ in SCHEMA.items())
        home, person = home + len(made.kind), person + len(made.age)


def _unit(
    marginals: Marginals, options: Options, unit: Unit, owed: float, last: bool
) -> tuple[Rows, dict[str, pl.Series], pl.Series]:
    town = {name: float(values[unit.town]) for name, values in marginals.indicators.items()}
    stream = random(options.seed, unit.number, FOLK)
    folk = people(stream, unit.people)
    placed = roles(stream, folk, town["huishoudgrootte"], town["eenpersoons_pct"] / 100)
    made = rows(stream, folk, placed, families(stream, folk, placed))
    stream = random(options.seed, unit.number, MONEY)
    money = income(stream, made, town, options.on.year)
    owns = wealth(stream, made, money.rank, town, options.on.year)
    columns = facts(random(options.seed, unit.number, FACTS), made, money, owns, options.on)
    found = {name: one if isinstance(one, pl.Series) else pl.Series(one) for name, one in columns.items()}
    if options.missing:
        _leave_out(random(options.seed, unit.number, MISSING), made, found)
    if not unit.drawn:
        return made, found, pl.Series(np.ones(len(made.age), dtype=bool))
    homes = drawn(random(options.seed, unit.number, DRAWING), made, owed, last)
    return made.only(homes), found, pl.Series(homes[made.home])


def _water_board(town: str) -> str | None:
    board, *towns = assumptions()["water_board"].value.split()
    return board if town in towns else None


def _leave_out(stream: np.random.Generator, made: Rows, columns: dict[str, pl.Series]) -> None:
    """Facts left out in the shares of the assumptions: those of a household for all of it."""
    of = {column.name: column.of for column in COLUMNS}
    for name, share in missing_shares().items():
        if of[name] == "household":
            gone = (stream.random(len(made.kind)) < share)[made.home]
        else:
            gone = stream.random(len(made.age)) < share
        columns[name] = columns[name].set(pl.Series(gone), None)
