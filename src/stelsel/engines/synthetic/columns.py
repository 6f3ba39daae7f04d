# SPDX-License-Identifier: EUPL-1.2
"""The columns of the synthetic people: what each is, in what unit, of whom, and whether the rule texts ask it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

import polars as pl

from stelsel.kernel.text import Text

TABLE = Path(__file__).parent / "columns.csv"
Of = Literal["frame", "person", "household", "child", "co-resident"]
"""What a column is of: the frame of the country, or a fact of a person, of the household (the same on all its rows), of
a child (list `kinderen` or `kinderen_opvang`), or of everyone in the list of co-residents."""

_TYPES: Mapping[str, pl.DataType] = {
    "yes or no": pl.Boolean(),
    "whole number, 64 bits": pl.Int64(),
    "whole number, 32 bits": pl.Int32(),
    "whole number, 16 bits": pl.Int16(),
    "day": pl.Date(),
    "code": pl.Categorical(),
}
_ONE_OF = "one of "


@dataclass(frozen=True)
class Column:
    """One column. `fact` says that the rule texts ask it under this name; `kind` is its type in words."""

    name: str
    of: Of
    type: pl.DataType
    kind: str
    unit: str
    fact: bool
    about: Text


def _column(row: Mapping[str, str]) -> Column:
    kind = row["type"]
    known = pl.Enum(kind.removeprefix(_ONE_OF).split()) if kind.startswith(_ONE_OF) else _TYPES[kind]
    about = Text(nl=row["about_nl"], en=row["about_en"])
    return Column(row["name"], cast(Of, row["of"]), known, kind, row["unit"], row["fact"] == "yes", about)


COLUMNS: tuple[Column, ...] = tuple(map(_column, csv.DictReader(io.StringIO(TABLE.read_text(encoding="utf-8")))))
SCHEMA: Mapping[str, pl.DataType] = {column.name: column.type for column in COLUMNS}
