# SPDX-License-Identifier: EUPL-1.2
"""Few classes; ties stay together; unknown stays unknown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stelsel.nouns.geography import classes


def test_five_classes_of_as_many_areas() -> None:
    found = classes({str(n): n for n in range(100)})
    assert found.counts == (20, 20, 20, 20, 20)
    assert found.bounds == ((0, 19), (20, 39), (40, 59), (60, 79), (80, 99))


def test_unknown_and_ties() -> None:
    found = classes({"a": None, "b": 0, "c": 0, "d": 0, "e": 7})
    assert found.of == {"a": None, "b": 0, "c": 0, "d": 0, "e": 1}
    assert (found.bounds, found.counts, found.unknown) == (((0, 0), (7, 7)), (3, 1), 1)


def test_nothing_known() -> None:
    found = classes({"a": None})
    assert (found.of, found.bounds, found.unknown) == ({"a": None}, (), 1)
    assert classes({}).of == {}


@given(st.dictionaries(st.text(), st.none() | st.integers(-1000, 1000)), st.integers(1, 7))
def test_classes_are_ordered_and_whole(values: dict[str, int | None], n: int) -> None:
    found = classes(values, n)
    assert len(found.bounds) <= n
    assert sum(found.counts) + found.unknown == len(values)
    assert all(low <= high for low, high in found.bounds)
    assert all(one[1] < other[0] for one, other in zip(found.bounds, found.bounds[1:], strict=False))
    for area, value in values.items():
        at = found.of[area]
        assert (at is None) == (value is None)
        assert at is None or value is None or found.bounds[at][0] <= value <= found.bounds[at][1]
