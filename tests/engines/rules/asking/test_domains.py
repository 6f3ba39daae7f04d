# SPDX-License-Identifier: EUPL-1.2
"""The answers that stand for all: one in each part that the computation makes, found by computing again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.engines.rules import Facts
from stelsel.engines.rules.asking.case import Case
from stelsel.engines.rules.asking.domains import Domains, Likely, between
from stelsel.engines.rules.asking.fields import FactField
from tests.engines.rules.texts import fact, one

DAY = date(2025, 6, 1)


def domain(lib, key="aanvrager.a", document=None):
    case = Case(lib, "wet", "uit", DAY)
    domains = Domains(case, Likely())
    domains.see(case.outcome(Facts(document or {})))
    return domains.of(key)


@pytest.mark.parametrize(
    ("expression", "cuts"),
    [
        ({"operation": "GREATER_THAN", "subject": "$a", "value": 500}, (500,)),
        ({"operation": "GREATER_THAN_OR_EQUAL", "subject": "$a", "value": 500}, (499,)),
        ({"operation": "LESS_THAN", "subject": 500, "value": "$a"}, (500,)),
        ({"operation": "EQUALS", "subject": "$a", "value": 500}, (499, 500)),
        (
            {"operation": "GREATER_THAN", "subject": {"operation": "SUBTRACT", "values": ["$a", 30]}, "value": 70},
            (100,),
        ),
        (
            {"operation": "GREATER_THAN", "subject": {"operation": "ROUND", "value": "$a", "to": 100}, "value": 700},
            (749,),
        ),
        ({"operation": "LESS_THAN", "subject": {"operation": "DIVIDE", "values": ["$a", 12]}, "value": 10}, (119,)),
    ],
)
def test_a_cut_is_the_last_value_before_a_comparison_turns(expression, cuts) -> None:
    found = domain(one(expression, fact("a", "amount", unit="eurocent"), kind="boolean"))
    assert found.cuts == cuts
    assert found.exact
    assert len(found.values) == len(cuts) + 1


def test_the_highest_of_two_turns_where_they_cross() -> None:
    above = {"operation": "MAX", "values": [0, {"operation": "SUBTRACT", "values": ["$a", 2_000]}]}
    found = domain(one(above, fact("a", "amount", unit="eurocent")))
    assert found.cuts in ((1_999,), (2_000,))
    assert not found.exact


@pytest.mark.parametrize("years", [1, 18, 67])
def test_an_age_is_cut_at_the_birthday(years) -> None:
    age = {"operation": "AGE", "date_of_birth": "$a", "reference_date": "$calculation_date"}
    lib = one({"operation": "GREATER_THAN_OR_EQUAL", "subject": age, "value": years}, fact("a", "date"), kind="boolean")
    found = domain(lib)
    birthday = date(2025 - years, 6, 1)
    assert [date.fromordinal(cut) for cut in found.cuts] == [birthday]
    assert [born <= birthday for born in found.values] == [True, False]
    assert found.exact


@given(
    cuts=st.sets(st.integers(-50, 5_000), max_size=5),
    low=st.sampled_from([None, 0]),
    high=st.sampled_from([None, 4_000]),
)
def test_there_is_one_number_in_each_part(cuts, low, high) -> None:
    field = FactField("aanvrager.a", "a", "number", low=low, high=high)
    some = between(cuts, field)
    assert list(some) == sorted(some)
    assert all((low is None or low <= each) and (high is None or each <= high) for each in some)
    inside = [cut for cut in cuts if (low is None or cut >= low) and (high is None or cut < high)]
    if inside:
        assert len({sum(each > cut for cut in inside) for each in some}) == len(inside) + 1


def test_what_may_be_absent_has_absence_among_its_answers() -> None:
    lib = one({"operation": "IS_NULL", "subject": "$a"}, fact("a", "date"), kind="boolean")
    assert domain(lib).values[0] == ()


def test_days_far_apart_stay_days() -> None:
    later = {"operation": "DATE_ADD", "date": "$a", "months": 6}
    lib = one({"operation": "GREATER_THAN", "subject": later, "value": "2025-03-01"}, fact("a", "date"), kind="boolean")
    (cut,) = domain(lib).cuts
    assert date.fromordinal(cut) + timedelta(days=1) == date(2024, 9, 2)
