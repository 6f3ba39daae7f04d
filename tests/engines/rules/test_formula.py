# SPDX-License-Identifier: EUPL-1.2
"""Formulas as lines: what is short stands in one line, cases and lists have lines below them, and no line is long."""

from __future__ import annotations

from fractions import Fraction

import pytest

from stelsel.engines.rules.formula import MOST_LINES, Line, formula
from stelsel.engines.rules.model import Cond, Const, Expr, ForEach, Gap, Op, Param, Ref
from stelsel.kernel.text import Text
from stelsel.nouns.rule_text import shipped_rules

A, B = Ref("inkomen", (), 1), Ref("grens", (), 1)


def c(value: object) -> Const:
    return Const(value, 1)  # type: ignore[arg-type]


def op(name: str, *args: Expr) -> Op:
    return Op(name, args, 1)


@pytest.mark.parametrize(
    ("expr", "nl", "en"),
    [
        (op("ADD", A, B), "inkomen + grens", "inkomen + grens"),
        (op("MULTIPLY", op("SUBTRACT", A, B), c(Fraction(1, 2))), "(inkomen − grens) × 0,5", "(inkomen − grens) × 0.5"),
        (op("MAX", c(0), A), "het hoogste van 0 en inkomen", "the highest of 0 and inkomen"),
        (op("LESS_THAN", A, B), "inkomen is minder dan grens", "inkomen is less than grens"),
        (op("NOT", A), "niet: inkomen", "not: inkomen"),
        (Param("premie", "BWBR1", "year", 1), "premie", "premie"),
        (Ref("kind", ("leeftijd",), 1), "leeftijd (kind)", "leeftijd (kind)"),
        (Gap(Text(nl="kan niet", en="cannot"), 1), "kan niet", "cannot"),
        (op("DATE", Ref("referencedate", ("year",), 1), c(12), c(31)), "31-12 van referencedate.year", ""),
        (op("DATE", A, Ref("referencedate", ("month",), 1), c(1)), "de eerste dag van de maand", ""),
        (op("DATE_ADD", A, c(0), c(0), c(0), c(-1)), "inkomen (-1 dagen)", "inkomen (-1 days)"),
        (op("ROUND", A, c(100)), "inkomen, afgerond", "inkomen, rounded"),
    ],
)
def test_one_line(expr: Expr, nl: str, en: str) -> None:
    line = formula(expr)
    assert line.below == ()
    assert line.said.nl == nl
    assert not en or line.said.en == en


def test_cases_stand_below() -> None:
    line = formula(Cond(((A, c(0)),), op("ADD", A, B), 1))
    assert line.said.nl == "Het eerste geval dat geldt:"
    assert [one.said.nl for one in line.below] == ["Als “inkomen”, dan 0", "Anders: inkomen + grens"]
    assert [one.said.en for one in line.below] == ["If “inkomen”, then 0", "Otherwise: inkomen + grens"]


def test_a_list_is_gone_through() -> None:
    line = formula(ForEach(A, "kind", op("LESS_THAN", B, c(18)), c(1), "ADD", 1))
    assert line.said.nl == "De som, voor elk van inkomen, van:"
    assert [one.said.nl for one in line.below] == ["Alleen als: grens is minder dan 18", "1"]


def test_names_are_called_as_asked() -> None:
    assert formula(A, lambda name: Text(nl="het inkomen", en="the income")).said == Text(
        nl="het inkomen", en="the income"
    )


def count(line: Line) -> int:
    return 1 + sum(count(one) for one in line.below)


def test_a_huge_formula_stays_small() -> None:
    expr: Expr = A
    for _ in range(30):
        expr = Cond(((A, expr),), expr, 1)
    assert count(formula(expr)) < 10 * MOST_LINES


def test_every_shipped_action_can_be_told() -> None:
    for version in shipped_rules().library.versions:
        for scope in version.scopes:
            for action in scope.article.actions:
                line = formula(action.value)
                assert line.said.nl
                assert "{" not in line.said.nl
