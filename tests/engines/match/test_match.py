# SPDX-License-Identifier: EUPL-1.2
"""Three-valued logic, counting under reasons, and the front."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.engines.match import NO, UNKNOWN, YES, Requirement, at_least, equal, filter_all, front
from stelsel.engines.match.tri import at_most, certain, known

VERDICTS = st.sampled_from([YES, UNKNOWN, NO])


def test_unknown_is_neither_yes_nor_no() -> None:
    assert at_least(np.array([4.0, 2.0, np.nan]), 4).tolist() == [YES, NO, UNKNOWN]
    assert equal(np.array([0, 1, -1]), 0).tolist() == [YES, NO, UNKNOWN]
    assert equal(np.array([0, 1, -1]), 9).tolist() == [NO, NO, UNKNOWN]
    assert at_most(np.array([0, 3, -1]), 1).tolist() == [YES, NO, UNKNOWN]
    assert known(np.array([True, False])).tolist() == [YES, UNKNOWN]
    assert certain(np.array([True, False])).tolist() == [YES, NO]


@given(st.lists(st.lists(VERDICTS, min_size=6, max_size=6), min_size=1, max_size=5))
def test_every_candidate_is_counted_under_its_reasons(rows: list[list[int]]) -> None:
    found = filter_all([Requirement(str(at), np.array(row, dtype=np.int8)) for at, row in enumerate(rows)], 6)
    columns = list(zip(*rows, strict=True))
    assert found.fitting.tolist() == [at for at, column in enumerate(columns) if set(column) == {YES}]
    assert found.out.tolist() == [at for at, column in enumerate(columns) if NO in column]
    assert len(found.fitting) + len(found.only_unknown) + len(found.out) == 6
    for place, counted in enumerate(found.counts):
        lone = [column for column in columns if sum(value != YES for value in column) == 1]
        assert (counted.no, counted.unknown) == (rows[place].count(NO), rows[place].count(UNKNOWN))
        assert counted.no_alone == sum(column[place] == NO for column in lone)
        assert counted.unknown_alone == sum(column[place] == UNKNOWN for column in lone)
    for candidate, column in enumerate(columns):
        assert found.unmet_keys(candidate) == [(str(at), value) for at, value in enumerate(column) if value != YES]


@given(st.lists(st.lists(VERDICTS, min_size=8, max_size=8), min_size=1, max_size=4))
def test_groups_share_exactly_what_they_miss(rows: list[list[int]]) -> None:
    found = filter_all([Requirement(str(at), np.array(row, dtype=np.int8)) for at, row in enumerate(rows)], 8)
    groups = found.groups(found.only_unknown)
    assert sorted(member for _, members in groups for member in members.tolist()) == found.only_unknown.tolist()
    assert [len(members) for _, members in groups] == sorted((len(members) for _, members in groups), reverse=True)
    for missing, members in groups:
        for member in members:
            assert [int(key) for key, _ in found.unmet_keys(int(member))] == list(missing)


def test_without_requirements_everything_fits() -> None:
    assert filter_all([], 3).fitting.tolist() == [0, 1, 2]


def test_a_verdict_of_another_length_is_a_mistake_of_ours() -> None:
    with pytest.raises(AssertionError):
        filter_all([Requirement("a", np.array([YES], dtype=np.int8))], 2)


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 5)), max_size=12))
def test_nobody_on_the_front_is_beaten(pairs: list[tuple[int, int]]) -> None:
    cost = np.array([pair[0] for pair in pairs], dtype=np.int64)
    score = np.array([pair[1] for pair in pairs], dtype=np.float64)
    best = set(front(cost, score).tolist())
    for place, (price, worth) in enumerate(pairs):
        beaten = any(
            (other <= price and value >= worth and (other, -value) != (price, -worth)) for other, value in pairs
        )
        twin = any(pairs[earlier] == (price, worth) for earlier in range(place))
        assert (place in best) == (not beaten and not twin)
