# SPDX-License-Identifier: EUPL-1.2
"""The public counts that ship, and countries that several tests look at."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import polars as pl
import pytest

from stelsel.engines import synthetic

ROOT = Path(__file__).resolve().parents[3]
SHIPPED = ROOT / "src" / "stelsel" / "node" / "example" / "data" / synthetic.FILE


@cache
def counts() -> synthetic.Marginals:
    """The counts that ship with the product."""
    return synthetic.read(SHIPPED.read_bytes())


@cache
def country(persons: int, seed: int = 1, missing: bool = False) -> pl.DataFrame:
    """One frame of everyone."""
    return pl.concat(synthetic.synthesise(counts(), synthetic.Options(persons, seed, missing=missing)))


@pytest.fixture(scope="session")
def marginals() -> synthetic.Marginals:
    """The counts that ship with the product."""
    return counts()
