# SPDX-License-Identifier: EUPL-1.2
"""What the public counts do not hold and is therefore assumed: ONE table, read by the maker and part of its output."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stelsel.kernel.text import Text

TABLE = Path(__file__).parent / "assumptions.csv"
MISSING = "missing:"
"""Assumptions of this beginning say what share of a column is left out when the option for missing facts is on."""


@dataclass(frozen=True)
class Assumption:
    """One row: a number, several, or a curve of `at:value` pairs; its unit, why, and its source or "assumed"."""

    name: str
    value: str
    unit: str
    source: str
    why: Text

    def numbers(self) -> tuple[float, ...]:
        """The numbers of the value."""
        return tuple(map(float, self.value.split()))

    def points(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The pairs of a curve: where, and what it is there."""
        pairs = np.array([[float(part) for part in pair.split(":")] for pair in self.value.split()])
        return pairs[:, 0], pairs[:, 1]


@cache
def assumptions() -> dict[str, Assumption]:
    """Every assumption by its name, in the order of the table."""
    rows = csv.DictReader(io.StringIO(TABLE.read_text(encoding="utf-8")))
    return {
        row["name"]: Assumption(
            row["name"], row["value"], row["unit"], row["source"], Text(nl=row["why_nl"], en=row["why_en"])
        )
        for row in rows
    }


@cache
def number(name: str) -> float:
    """An assumption of one number."""
    (found,) = assumptions()[name].numbers()
    return found


@cache
def numbers(name: str) -> tuple[float, ...]:
    """An assumption of several numbers."""
    return assumptions()[name].numbers()


def by_age(name: str, age: NDArray[np.int64]) -> NDArray[np.float64]:
    """A curve read at ages in whole years, straight between its points and flat beyond them."""
    found: NDArray[np.float64] = _ages(name)[age]
    return found


@cache
def _ages(name: str) -> NDArray[np.float64]:
    found: NDArray[np.float64] = np.interp(np.arange(130.0), *assumptions()[name].points())
    return found


def curve(name: str, at: NDArray[np.float64], *, inverse: bool = False) -> NDArray[np.float64]:
    """A curve read at any numbers, or the other way round."""
    xs, ys = assumptions()[name].points()
    found: NDArray[np.float64] = np.interp(at, ys, xs) if inverse else np.interp(at, xs, ys)
    return found


def missing_shares() -> dict[str, float]:
    """The share of each column that is left out when the option for missing facts is on."""
    return {name.removeprefix(MISSING): number(name) for name in assumptions() if name.startswith(MISSING)}
