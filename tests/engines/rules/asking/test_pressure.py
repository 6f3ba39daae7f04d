# SPDX-License-Identifier: EUPL-1.2
"""Marginal pressure over several benefits, and the cliffs on the way."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bench.interview_ours import PERSON
from bench.interview_rules import DAY, our_own
from stelsel.engines.rules import Facts, evaluate
from stelsel.engines.rules.asking import Benefit, pressure
from stelsel.engines.rules.asking.case import changed
from stelsel.kernel.problem import BadInput
from stelsel.priorities.services.figures import figures

LIBRARY = our_own()[0].library
CHILD = {"geboortedatum": "2017-01-03", "ontvangt_kinderbijslag": True, "woont_buiten_eer": False}
HOUSEHOLD = {"kale_huur": 70_000, "aantal_personen": 2, "heeft_inwonend_kind": True, "heeft_handicap": False}
FACTS = Facts(
    {
        "personen": {"aanvrager": {**PERSON, "heeft_toeslagpartner": False}},
        "huishouden": {**HOUSEHOLD, "medebewoners": [], "kinderen": [CHILD]},
    }
)
CARE = Benefit("wet_op_de_zorgtoeslag", "zorgtoeslag_per_jaar")
CHILDREN = Benefit("wet_op_het_kindgebonden_budget", "kindgebonden_budget_per_jaar")
RENT = Benefit("wet_op_de_huurtoeslag", "huurtoeslag_per_maand", 12)
INCOME, WEALTH = "aanvrager.jaarinkomen", "aanvrager.rendementsgrondslag"


def curve(benefits, key, span, facts=FACTS):
    return pressure(LIBRARY, benefits, facts, DAY, key, span, figures=figures())


def test_each_point_is_the_sum_of_the_outcomes_per_year_and_the_rate_what_is_lost_per_step() -> None:
    found = curve([CARE, CHILDREN, RENT], INCOME, range(3_000_000, 3_500_001, 100_000))
    for point in found.points:
        facts = changed(FACTS, {INCOME: point.at})
        for benefit, part in zip(found.benefits, point.parts, strict=True):
            alone = evaluate(LIBRARY, benefit.rule, benefit.output, facts, DAY, figures=figures())
            assert part == alone.value * benefit.times
        assert point.total == sum(point.parts)
    assert found.points[0].rate is None
    for before, after in zip(found.points, found.points[1:], strict=False):
        assert after.rate == Fraction(before.total - after.total, 100_000)
    assert all(0 < point.rate < 1 for point in found.points[1:])
    assert found.cliffs == ()


def test_the_limit_on_wealth_is_a_cliff_to_the_cent_with_its_article() -> None:
    (cliff,) = curve([CARE], WEALTH, range(0, 20_000_001, 5_000_000)).cliffs
    before, after = (
        evaluate(LIBRARY, CARE.rule, CARE.output, changed(FACTS, {WEALTH: at}), DAY, figures=figures()).value
        for at in (cliff.at, cliff.at + 1)
    )
    assert (before - after, after) == (cliff.drop, 0)
    assert (cliff.basis.article, cliff.basis.law) == ("3", "Wet op de zorgtoeslag")
    assert cliff.said.nl == (
        "Bij iets meer dan € 146.011,00 daalt “zorgtoeslag per jaar” ineens met € 1.550,00 per jaar "
        "(artikel 3 lid 1, Wet op de zorgtoeslag)."
    )
    assert cliff.said.en.startswith("At just over € 146,011.00 “zorgtoeslag per jaar” falls at once by € 1,550.00")


def test_the_least_amount_that_is_awarded_is_a_small_cliff() -> None:
    (cliff,) = curve([CARE], INCOME, range(4_000_000, 4_200_001, 100_000)).cliffs
    assert (cliff.at, cliff.drop, cliff.basis.article) == (4_085_725, 2_400, "14")


def test_a_curve_that_is_provisional_says_so() -> None:
    assert not curve([CARE], INCOME, range(3_000_000, 3_200_001, 100_000)).provisional
    advance = Benefit("wet_op_de_zorgtoeslag", "zorgtoeslag_voorschot_per_maand", 12)
    assert curve([advance], INCOME, range(3_000_000, 3_200_001, 100_000)).provisional


@pytest.mark.parametrize(
    ("benefits", "span", "code"),
    [
        ([], range(0, 10, 1), "asking-span"),
        ([CARE], range(1), "asking-span"),
        ([CARE], range(0, 10_000_000, 1), "asking-span"),
        ([CARE], range(100, 0, -10), "asking-span"),
        ([Benefit("wet_op_de_zorgtoeslag", "is_verzekerde")], range(0, 100, 10), "asking-amount"),
    ],
)
def test_a_range_or_benefit_that_cannot_be_is_refused(benefits, span, code) -> None:
    with pytest.raises(BadInput) as refused:
        curve(benefits, INCOME, span)
    assert refused.value.findings[0].code == code


def test_missing_facts_are_named() -> None:
    with pytest.raises(BadInput) as refused:
        curve([CARE], INCOME, range(0, 100, 10), Facts({}))
    assert "aanvrager.is_verzekerd" in refused.value.findings[0].where
