# SPDX-License-Identifier: EUPL-1.2
"""Bands around what people said, and where they stopped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.priorities.services.experience import Stop, experience_of, mean, share

SCREENS = ("plaats", "dag", "married", "antwoord")


def test_the_band_of_wilson_by_the_book() -> None:
    """Ten of ten lies between 72% and 100%; 15 of 20 between 53% and 89% (Newcombe 1998 gives such figures)."""
    assert share(10, 10).low == pytest.approx(0.7225, abs=1e-4)
    assert share(10, 10).high == pytest.approx(1)
    band = share(15, 20)
    assert (band.low, band.high) == (pytest.approx(0.5313, abs=1e-4), pytest.approx(0.8881, abs=1e-4))


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_band_holds_its_share_and_stays_within_bounds(pair: tuple[int, int]) -> None:
    band = share(*pair)
    assert 0 <= band.low <= band.value + 1e-12
    assert band.value <= band.high + 1e-12
    assert band.high <= 1


@given(st.lists(st.integers(1, 5), min_size=2, max_size=50))
def test_a_mean_lies_in_its_band(said: list[int]) -> None:
    band = mean({value: said.count(value) for value in range(1, 6)})
    assert 1 <= band.low <= band.value + 1e-9
    assert band.value <= band.high + 1e-9 <= 5 + 1e-9


def test_few_answers_are_not_told_and_many_are() -> None:
    few = experience_of({"found-yes": 3, "found-no": 1, "effort-2": 4}, SCREENS)
    assert (few.answered, few.found, few.effort) == (4, None, None)
    many = experience_of({"found-yes": 30, "found-no": 10, "effort-2": 20, "effort-4": 20}, SCREENS)
    assert many.found is not None
    assert many.found.value == 0.75
    assert many.effort is not None
    assert many.effort.value == 3


def test_where_people_stop_counts_who_saw_no_later_screen() -> None:
    found = experience_of({"at-plaats": 100, "at-dag": 60, "at-married": 20, "at-antwoord": 55}, SCREENS)
    assert (found.begun, found.finished) == (100, 55)
    assert found.stops == (Stop("plaats", 100, 40), Stop("dag", 60, 5))


def test_nothing_is_nothing() -> None:
    assert experience_of({}, SCREENS).stops == ()
    with pytest.raises(ValueError, match="share"):
        share(0, 0)
    with pytest.raises(ValueError, match="mean"):
        mean({1: 1})
