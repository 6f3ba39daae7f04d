# SPDX-License-Identifier: EUPL-1.2
"""What if: both outcomes and where they part."""

from __future__ import annotations

import pytest

from bench.interview_ours import PERSON
from bench.interview_rules import DAY, our_own
from stelsel.engines.rules import Facts
from stelsel.engines.rules.asking import what_if
from stelsel.kernel.problem import BadInput
from stelsel.priorities.services.figures import figures

LIBRARY = our_own()[0].library
ALONE = Facts({"personen": {"aanvrager": {**PERSON, "heeft_toeslagpartner": False}}})


def change(**changes):
    keys = {f"aanvrager.{name}": value for name, value in changes.items()}
    return what_if(LIBRARY, "wet_op_de_zorgtoeslag", "zorgtoeslag_per_jaar", ALONE, DAY, keys, figures=figures())


def test_more_income_is_told_with_the_articles_and_figures_it_passes() -> None:
    found = change(jaarinkomen=3_500_000)
    assert (found.before.value, found.after.value) == (155_000, 82_800)
    assert not found.same
    assert found.turns[0].said.nl == (
        "“zorgtoeslag per jaar” was € 1.550,00 en wordt € 828,00 (artikel 2 lid 1, Wet op de zorgtoeslag)."
    )
    assert found.turns[0].said.en == (
        "“zorgtoeslag per jaar” was € 1,550.00 and becomes € 828.00 (article 2(1), Wet op de zorgtoeslag)."
    )
    norm = next(one for one in found.turns if one.name == "normpremie")
    assert "BWBR0018451 normpremie_pct_above_drempel" in norm.figures
    assert norm.basis.article == "2"
    assert [one.name for one in found.turns][-1] == "toetsingsinkomen"
    assert "vermogen_boven_grens" not in {one.name for one in found.turns}


def test_what_is_not_needed_any_more_is_said() -> None:
    found = change(is_verzekerd=False)
    names = {one.name: one for one in found.turns}
    assert found.after.value == 0
    assert names["is_verzekerde"].after.value is False
    assert names["normpremie"].after is None
    assert names["normpremie"].said.nl.endswith("en wordt niet nodig (artikel 2 lid 3, Wet op de zorgtoeslag).")


def test_a_change_that_makes_no_difference_turns_nothing() -> None:
    found = change(jaarinkomen=2_000_100)
    assert found.same
    assert all(one.name in ("toetsingsinkomen", "gezamenlijk_toetsingsinkomen") for one in found.turns)


def test_a_fact_may_be_made_unknown() -> None:
    assert change(jaarinkomen=None).after.missing == ("aanvrager.jaarinkomen",)


def test_an_impossible_change_is_refused_and_names_the_fact() -> None:
    with pytest.raises(BadInput) as refused:
        change(jaarinkomen="veel")
    assert refused.value.findings[0].where == "aanvrager.jaarinkomen"
