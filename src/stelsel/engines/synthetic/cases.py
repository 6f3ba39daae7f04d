# SPDX-License-Identifier: EUPL-1.2
"""A synthetic household as the facts of one case, in the form that the rules engine reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

import polars as pl

from stelsel.engines.synthetic.columns import COLUMNS, Of

Person = Mapping[str, object]
_CARE = ("soort_opvang", "uren_per_maand", "uurprijs")
_RESIDENT = ("geboortedatum", "is_kind", "jaarinkomen")


def _names(of: Of) -> tuple[str, ...]:
    return tuple(column.name for column in COLUMNS if column.of == of and column.fact)


_PERSON, _HOUSEHOLD = _names("person"), _names("household")
_CHILD = ("geboortedatum", *(name for name in _names("child") if name not in _CARE))


def households(frame: pl.DataFrame) -> Iterator[tuple[dict[str, object], ...]]:
    """The rows of each household of a frame of `synthesise`, the applicant first."""
    for _, some in groupby(frame.iter_rows(named=True), lambda row: row["huishouden"]):
        yield tuple(some)


def facts_of(household: Sequence[Person], on: date, today: date | None = None) -> dict[str, object]:
    """The facts of a household as JSON, about its `aanvrager`. What a column leaves empty is not there: unknown.
    Children of the family are the list `kinderen`, those in childcare `kinderen_opvang`; everyone else of 18 and older,
    and a child that is not of the heads, is in `medebewoners`. `on`: the day that says who is 18; who is born after
    `today` is not there yet."""
    household = [row for row in household if today is None or _born(row) <= today]
    applicant = household[0]
    people = {str(row["rol"]): row for row in household if row["rol"] in ("aanvrager", "partner")}
    young = [row for row in household if row["rol"] == "kind" and _age(row, on) < 18]
    others = [row for row in household[len(people) :] if row not in young]
    return {
        "personen": {role: _part(row, _PERSON) for role, row in people.items()},
        "huishouden": {
            **_part(applicant, _HOUSEHOLD),
            "kinderen": [_part(row, _CHILD) for row in young],
            "kinderen_opvang": [_part(row, _CARE) for row in young if row["soort_opvang"] is not None],
            "medebewoners": [_part(row, _RESIDENT) for row in others],
        },
        **_part(applicant, ("gemeente", "waterschap")),
    }


def _part(row: Person, names: Sequence[str]) -> dict[str, object]:
    return {name: _plain(row[name]) for name in names if row[name] is not None}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _born(row: Person) -> date:
    born = row["geboortedatum"]
    assert isinstance(born, date), "a date of birth is never left out"
    return born


def _age(row: Person, on: date) -> int:
    born = _born(row)
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
