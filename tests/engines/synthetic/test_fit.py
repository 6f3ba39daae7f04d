# SPDX-License-Identifier: EUPL-1.2
"""The people fit the public counts, for several seeds, within stated bounds; a wrong country is seen."""

from __future__ import annotations

import polars as pl
import pytest

from stelsel.engines.synthetic import Marginals, Options, synthesise
from stelsel.engines.synthetic.fit import Deviation, fit

MOST = {
    "age and sex, 40 cells": (1.0, 3.0, 100.0),
    "mean household size": (0.035, 0.05, 0.02),
    "households of one person": (0.2, 0.6, 0.2),
    "mean standardised household income": (0.05, 1.0, 0.2),
    "people in the national lowest 40% of income": (0.4, 1.5, 0.3),
    "people in the national highest 20% of income": (0.4, 1.5, 0.3),
    "households at the social minimum": (0.2, 0.6, 0.2),
    "households to 110% of it": (0.2, 0.6, 0.2),
    "households to 120% of it": (0.2, 0.6, 0.2),
    "median household wealth": (0.3, 8.0, 1.0),
    "people on social assistance": (0.6, 3.0, 0.5),
    "people on a disability benefit": (0.5, 1.5, 0.5),
    "people on an unemployment benefit": (0.1, 0.3, 0.1),
    "people of 15 to 74 who work": (0.2, 0.6, 0.3),
    "homes owned": (0.2, 0.6, 0.5),
    "homes of housing corporations": (0.2, 0.6, 0.5),
}
"""Mean, largest, and whole country: the most that a deviation may be at 200,000 people."""


def table(frames: list[pl.DataFrame], marginals: Marginals, options: Options) -> dict[str, Deviation]:
    """The deviations by name."""
    return {one.name: one for one in fit(frames, marginals, options)}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_fitted_count_holds(marginals: Marginals, seed: int) -> None:
    options = Options(200_000, seed)
    found = table(list(synthesise(marginals, options)), marginals, options)
    assert {name for name, one in found.items() if one.fitted} == set(MOST)
    for name, (mean, largest, overall) in MOST.items():
        one = found[name]
        assert one.mean <= mean, one
        assert one.largest <= largest, one
        assert abs(one.overall) <= overall, one


def test_a_small_country_fits_as_a_whole(marginals: Marginals) -> None:
    options = Options(20_000, 5)
    found = table(list(synthesise(marginals, options)), marginals, options)
    assert found["age and sex, 40 cells"].overall <= 150
    assert abs(found["mean household size"].overall) <= 0.05
    assert abs(found["households of one person"].overall) <= 1.0
    assert abs(found["people on social assistance"].overall) <= 4.0


def test_a_country_that_does_not_fit_is_seen(marginals: Marginals) -> None:
    options = Options(20_000)
    frames = [
        frame.with_columns(standaardinkomen=pl.col("standaardinkomen") * 2, geslacht=pl.lit("m", pl.Enum(("m", "v"))))
        for frame in synthesise(marginals, options)
    ]
    found = table(frames, marginals, options)
    assert found["mean standardised household income"].overall > 20
    assert found["age and sex, 40 cells"].overall > 300
