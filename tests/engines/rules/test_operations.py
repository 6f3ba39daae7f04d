# SPDX-License-Identifier: EUPL-1.2
"""Operations: exact, and with unknown values never wrong."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.engines.rules.operations import OPERATIONS, apply, half_up
from stelsel.engines.rules.values import Unknown

OPEN = Unknown(frozenset({"aanvrager.x"}))


@pytest.mark.parametrize(
    ("name", "values", "found"),
    [
        ("ADD", (1, Fraction(1, 2)), Fraction(3, 2)),
        ("SUBTRACT", (10, 3, 2), 5),
        ("SUBTRACT", (10,), 10),
        ("MULTIPLY", (3, Fraction(1, 3)), 1),
        ("DIVIDE", (10, 4), Fraction(5, 2)),
        ("MIN", (3, 1, 2), 1),
        ("MAX", (3, 1, 2), 3),
        ("EQUALS", ("a", "a"), True),
        ("EQUALS", (None, 0), False),
        ("EQUALS", (None, None), True),
        ("EQUALS", (date(2025, 1, 31), "2025-01-31"), True),
        ("GREATER_THAN", (2, 2), False),
        ("GREATER_THAN_OR_EQUAL", (2, 2), True),
        ("LESS_THAN", ("2024-12-31", date(2025, 1, 1)), True),
        ("LESS_THAN_OR_EQUAL", (3, 2), False),
        ("IN", ("a", ("a", "b")), True),
        ("IN", ("c", ("a", "b")), False),
        ("IN", ("c", ()), False),
        ("NOT", (True,), False),
        ("IS_NULL", (None,), True),
        ("EXISTS", ((),), False),
        ("EXISTS", ((1,),), True),
        ("LENGTH", ((1, 2),), 2),
        ("CEIL", (Fraction(21, 10), 1), 3),
        ("FLOOR", (Fraction(-21, 10), 1), -3),
        ("ROUND", (250, 100), 300),
        ("ROUND", (Fraction(1235, 1000), Fraction(1, 100)), Fraction(124, 100)),
        ("DATE", (2024, 2, 29), date(2024, 2, 29)),
        ("DATE_ADD", (date(2024, 2, 29), 1, 0, 0, 0), date(2025, 2, 28)),
        ("DATE_ADD", (date(2025, 1, 31), 0, 1, 1, 1), date(2025, 3, 8)),
        ("DATE_ADD", (date(2024, 2, 29), 1, 1, 0, 0), date(2025, 3, 28)),  # years first, as RegelRecht has it
        ("DATE_ADD", (date(2025, 3, 31), 0, -1, 0, 0), date(2025, 2, 28)),
        ("DATE_DIFF", (date(1990, 6, 2), date(2025, 6, 1), "years"), 34),
        ("DATE_DIFF", (date(1990, 6, 1), date(2025, 6, 1), "years"), 35),
        ("DATE_DIFF", (date(2025, 1, 10), date(2025, 1, 1), "days"), -9),
        ("DATE_DIFF", (date(2025, 1, 1), date(2025, 1, 15), "weeks"), 2),
        ("DAY_OF_WEEK", (date(2025, 6, 2),), 0),
        ("CONCAT", ("a", None, 1), "a1"),
        ("GET", (2, {"1": "een", "2": "twee"}), "twee"),
        ("GET", (9, {"1": "een"}), None),
    ],
)
def test_what_it_gives(name: str, values: tuple[Any, ...], found: object) -> None:
    given = apply(name, values)
    assert given == found
    assert type(given) is type(found) or isinstance(found, Fraction)


@pytest.mark.parametrize(
    ("name", "values", "code"),
    [
        ("ADD", (1, None), "nothing"),
        ("ADD", (1, True), "kind"),
        ("ADD", (1, "2"), "kind"),
        ("DIVIDE", (1, 0), "zero"),
        ("EQUALS", (1, True), "kind"),
        ("GREATER_THAN", (None, 1), "nothing"),
        ("NOT", (1,), "kind"),
        ("DATE", (2025, 2, 29), "kind"),
        ("DATE", (10**30, 1, 1), "kind"),
        ("DATE_ADD", (date(2025, 1, 1), 10**30, 0, 0, 0), "kind"),
        ("DATE_ADD", (date(2025, 1, 1), 0, 0, 0, 10**30), "kind"),
        ("DATE_ADD", (date(2025, 1, 1), -3000, 0, 0, 0), "kind"),
        ("CONCAT", ("a", True), "kind"),
        ("CONCAT", ("a", (1,)), "kind"),
        ("DATE_ADD", ("morgen", 0, 0, 0, 1), "kind"),
        ("DATE_DIFF", (date(2025, 1, 1), None, "days"), "nothing"),
    ],
)
def test_what_does_not_fit_is_a_trouble_and_no_exception(name: str, values: tuple[Any, ...], code: str) -> None:
    found = apply(name, values)
    assert isinstance(found, Unknown)
    assert [one.code for one in found.troubles] == [code]


def test_numbers_and_texts_do_not_grow_without_end() -> None:
    large = 2**1500
    assert [one.code for one in apply("MULTIPLY", (large, large)).troubles] == ["size"]
    assert [one.code for one in apply("CONCAT", ("a" * 9_000, "b" * 9_000)).troubles] == ["size"]


def test_sums_of_many_odd_fractions_end() -> None:
    odd = [Fraction(1, 10**90 + at) for at in range(20)]
    assert [one.code for one in apply("ADD", odd).troubles] == ["size"]
    assert [one.code for one in apply("SUBTRACT", odd).troubles] == ["size"]


def test_lists_that_may_be_equal_are_not_decided() -> None:
    assert apply("EQUALS", ((1, OPEN), (1, 2))).missing == OPEN.missing
    assert apply("EQUALS", ((1, 2), (1, 2))) is True


def test_halves_go_away_from_zero() -> None:
    assert [half_up(Fraction(one, 2)) for one in (1, 3, -1, -3, 5)] == [1, 2, -1, -2, 3]


def test_what_an_unknown_value_does_not_matter_for_is_known() -> None:
    positive = Unknown(OPEN.missing, low=0)
    assert apply("MULTIPLY", (0, OPEN)) == 0
    assert apply("MAX", (0, Unknown(OPEN.missing, high=-1))) == 0
    assert apply("MIN", (0, positive)) == 0
    assert apply("GREATER_THAN_OR_EQUAL", (positive, 0)) is True
    assert apply("LESS_THAN", (positive, 0)) is False
    assert apply("EQUALS", (positive, -1)) is False
    assert apply("IN", (OPEN, ())) is False


numbers = st.fractions(min_value=-5, max_value=5, max_denominator=2)


@st.composite
def partly_known(draw: st.DrawFn) -> tuple[list[Any], list[Any]]:
    """Values of which some are unknown, and what they could be: true to their bounds."""
    actual = draw(st.lists(numbers, min_size=2, max_size=2))
    shown: list[Any] = []
    for value in actual:
        if draw(st.booleans()):
            shown.append(value)
            continue
        low = draw(st.none() | numbers.map(lambda by, value=value: value - abs(by)))
        high = draw(st.none() | numbers.map(lambda by, value=value: value + abs(by)))
        shown.append(Unknown(OPEN.missing, low=low, high=high))
    return shown, actual


NUMERIC = [name for name, one in OPERATIONS.items() if one.partial and one.takes in ("number", "ordered", "alike")]


@given(st.sampled_from(NUMERIC), partly_known())
def test_what_is_decided_with_unknowns_holds_for_every_value_they_could_have(
    name: str, both: tuple[list[Any], list[Any]]
) -> None:
    shown, actual = both
    if name in ("ROUND", "CEIL", "FLOOR"):
        shown, actual = [shown[0], Fraction(1, 2)], [actual[0], Fraction(1, 2)]
    given, truth = apply(name, shown), apply(name, actual)
    if isinstance(truth, Unknown):  # divided by zero
        return
    if isinstance(given, Unknown):
        assert given.low is None or given.low <= truth
        assert given.high is None or truth <= given.high
        assert given.missing == OPEN.missing or given.troubles
    else:
        assert given == truth
