# SPDX-License-Identifier: EUPL-1.2
"""The pieces of a curve against the evaluation itself: for every x that is tried, the very same value."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.engines.rules import Facts, Library, evaluate
from stelsel.engines.rules.outcome import NoFigures
from stelsel.engines.rules.proofs._cases import Cases, Question
from stelsel.engines.rules.proofs._curve import Curve
from stelsel.engines.rules.proofs._run import Piece, Run, sides, split, stairs
from stelsel.engines.rules.values import Unknown
from tests.engines.rules.texts import DAY, fact, one

FIRST, LAST = -60, 340
NAMES = ("x", "ja", "soort")


def numbers() -> st.SearchStrategy[Any]:
    """Expressions of a number that use the varying fact `x`, a yes-or-no and a choice."""
    leaves = st.one_of(
        st.just("$x"),
        st.integers(-200, 200),
        st.fractions(min_value=-2, max_value=2, max_denominator=8).map(float),
    )

    def more(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        two = st.lists(inner, min_size=2, max_size=3)
        plain = st.builds(
            lambda name, values: {"operation": name, "values": values},
            st.sampled_from(["ADD", "SUBTRACT", "MIN", "MAX", "MULTIPLY"]),
            two,
        )
        rounded = st.builds(
            lambda name, value, to: {"operation": name, "value": value, "to": to},
            st.sampled_from(["ROUND", "CEIL", "FLOOR"]),
            inner,
            st.sampled_from([1, 5, 10, 100]),
        )
        divided = st.builds(
            lambda value, by: {"operation": "DIVIDE", "values": [value, by]}, inner, st.sampled_from([2, 3, -4, 0])
        )
        chosen = st.builds(
            lambda cases, default: {
                "operation": "IF",
                "cases": [{"when": when, "then": then} for when, then in cases],
                **({"default": default} if default is not None else {}),
            },
            st.lists(st.tuples(conditions(inner), inner), min_size=1, max_size=3),
            st.one_of(st.none(), inner),
        )
        first = st.builds(lambda values: {"operation": "COALESCE", "values": values}, two)
        return st.one_of(plain, rounded, divided, chosen, first)

    return st.recursive(leaves, more, max_leaves=12)


def conditions(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Conditions over such numbers."""
    compared = st.builds(
        lambda name, subject, value: {"operation": name, "subject": subject, "value": value},
        st.sampled_from(["EQUALS", "GREATER_THAN", "LESS_THAN", "GREATER_THAN_OR_EQUAL", "LESS_THAN_OR_EQUAL"]),
        inner,
        inner,
    )
    among = st.builds(
        lambda subject, values: {"operation": "IN", "subject": subject, "values": values},
        inner,
        st.lists(st.integers(-5, 5), min_size=1, max_size=3),
    )
    leaf = st.one_of(
        compared, among, st.just("$ja"), st.just({"operation": "EQUALS", "subject": "$soort", "value": "a"})
    )
    joined = st.builds(
        lambda name, some: {"operation": name, "conditions": some},
        st.sampled_from(["AND", "OR"]),
        st.lists(leaf, min_size=1, max_size=3),
    )
    return st.one_of(leaf, joined, joined.map(lambda one: {"operation": "NOT", "value": one}))


def library(expression: Any) -> Library:
    return one(expression, fact("x"), fact("ja", "boolean"), fact("soort", "string", enum=["a", "b"]))


def compare(lib: Library, xs: list[int], first: int = FIRST, last: int = LAST) -> int:
    """Every leaf of the cases against the evaluation; how many values were compared."""
    version = lib.find("wet", "", "uit", DAY, None)
    assert version
    cases = Cases(Question(lib, "wet", ("uit",), NoFigures(), DAY, None, {}), version, "aanvrager.x", (first, last))
    compared = 0
    for leaf in cases.leaves():
        assert not leaf.refused
        value = leaf.values["uit"]
        for x in xs:
            person = {**leaf.facts["personen"]["aanvrager"], "x": x}
            expected = evaluate(lib, "wet", "uit", Facts({"personen": {"aanvrager": person}}), DAY).value
            found = value.at(x) if isinstance(value, Curve) else value
            if isinstance(found, Unknown):  # it says that something stands in the way, which is no claim
                assert found.troubles, (x, found, expected)
                assert not found.missing
                continue
            assert type(found) is type(expected), (x, found, expected)
            assert found == expected, x
            compared += 1
    return compared


@given(numbers(), st.lists(st.integers(FIRST, LAST), min_size=3, max_size=8))
def test_every_piece_gives_what_the_evaluation_gives(expression: Any, xs: list[int]) -> None:
    compare(library(expression), [FIRST, LAST, *xs])


@pytest.mark.parametrize("seed", range(5))
def test_a_taper_with_rounding_is_followed_over_a_long_way(seed: int) -> None:
    rest = {
        "operation": "SUBTRACT",
        "values": [
            211_200,
            {"operation": "MULTIPLY", "values": [0.13679, {"operation": "SUBTRACT", "values": ["$x", 2_839_800]}]},
        ],
    }
    rounded = {"operation": "ROUND", "value": {"operation": "MAX", "values": [0, rest]}, "to": 100}
    expression = {
        "operation": "IF",
        "cases": [{"when": {"operation": "LESS_THAN", "subject": rounded, "value": 2_400}, "then": 0}],
        "default": rounded,
    }
    chosen = random.Random(seed)
    xs = [chosen.randrange(0, 5_000_000) for _ in range(40)] + [2_839_800, 2_839_801, 4_366_000, 4_366_100]
    assert compare(library(expression), xs, 0, 5_000_000) >= 40


def test_few_pieces_say_it_all() -> None:
    rounded = {"operation": "ROUND", "value": {"operation": "MULTIPLY", "values": [0.3, "$x"]}, "to": 100}
    lib = library({"operation": "MIN", "values": [rounded, 1_000_000]})
    version = lib.find("wet", "", "uit", DAY, None)
    assert version
    question = Question(lib, "wet", ("uit",), NoFigures(), DAY, None, {})
    (leaf,) = Cases(question, version, "aanvrager.x", (0, 10_000_000)).leaves()
    first, last = leaf.values["uit"].pieces
    assert isinstance(first.value, Run)
    assert first.value.slope == Fraction(3, 10)
    assert (last.value, first.last + 1) == (1_000_000, last.first)


@given(
    st.fractions(-3, 3, max_denominator=20).filter(bool),
    st.fractions(-500, 500, max_denominator=7),
    st.lists(
        st.one_of(
            st.tuples(st.sampled_from(["ROUND", "CEIL", "FLOOR"]), st.sampled_from([1, 7, 100])),
            st.tuples(st.just("times"), st.fractions(-2, 2, max_denominator=5).filter(bool)),
            st.tuples(st.just("plus"), st.integers(-50, 50)),
        ),
        max_size=3,
    ),
    st.integers(-300, 300),
)
def test_a_run_goes_one_way_and_its_limits_are_exact(
    slope: Fraction, start: Fraction, chain: list[tuple[str, Any]], limit: int
) -> None:
    run = Run(slope, start, tuple(chain))
    values = [run.at(x) for x in range(-200, 201)]
    assert values == sorted(values, reverse=run.direction < 0)
    for piece in sides(run, -200, 200, limit):
        for x in (piece.first, piece.last):
            assert piece.value == (run.at(x) > limit) - (run.at(x) < limit)
    assert max(abs(one - other) for one, other in zip(values, values[9:], strict=False)) <= run.reach(9)
    parts = split(run, -200, 200, lambda value: value >= limit)
    assert (parts[0].first, parts[-1].last) == (-200, 200)
    steps = stairs(run, -200, 200)
    if steps is not None:
        assert [step.value for step in steps for _ in range(step.first, step.last + 1)] == values


def test_pieces_follow_one_another() -> None:
    curve = Curve([Piece(0, 4, 1), Piece(5, 9, Run(2, 0))])
    assert [curve.at(x) for x in (0, 4, 5, 9)] == [1, 1, 10, 18]
    assert (curve.first, curve.last) == (0, 9)
