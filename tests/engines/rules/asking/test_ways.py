# SPDX-License-Identifier: EUPL-1.2
"""What it would take: exact at its edge, and honest where nothing does."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.interview_ours import PERSON
from bench.interview_rules import DAY, our_own
from stelsel.engines.rules import Facts, evaluate
from stelsel.engines.rules.asking import Wanted, would_take
from stelsel.engines.rules.asking.case import changed
from stelsel.kernel.problem import BadInput
from stelsel.priorities.services.figures import figures
from tests.engines.rules.texts import DAY as DAY_2025
from tests.engines.rules.texts import fact, one

LIBRARY = our_own()[0].library
LAW = ("wet_op_de_zorgtoeslag", "zorgtoeslag_per_jaar")


def ways(wanted, **facts):
    people = {"aanvrager": {**PERSON, "heeft_toeslagpartner": False, **facts}}
    return would_take(LIBRARY, *LAW, Facts({"personen": people}), DAY, wanted, figures=figures())


def small(expression, wanted, *inputs, kind="number", **facts):
    lib = one(expression, *inputs, kind=kind)
    return would_take(lib, "wet", "uit", Facts({"personen": {"aanvrager": facts}}), DAY_2025, wanted)


def test_the_income_at_which_an_allowance_begins_is_exact_to_the_cent() -> None:
    best = ways(Wanted(">", 0), jaarinkomen=5_000_000)[0]
    assert (best.keys, best.found) == (("aanvrager.jaarinkomen",), "reached")
    (change,) = best.changes
    assert (change.before, change.unit) == (5_000_000, "eurocent")

    def at(income):
        people = {"aanvrager": {**PERSON, "heeft_toeslagpartner": False, "jaarinkomen": income}}
        return evaluate(LIBRARY, *LAW, Facts({"personen": people}), DAY, figures=figures()).value

    assert at(change.after) > 0
    assert at(change.after + 1) == 0
    assert best.said.nl == (
        "Als “jaarinkomen (aanvrager)” € 40.857,25 is in plaats van € 50.000,00, dan is de uitkomst € 24,00."
    )
    assert best.said.en == "If “jaarinkomen (aanvrager)” is € 40,857.25 instead of € 50,000.00, the outcome is € 24.00."


def test_a_fact_that_alone_does_nothing_is_said_to_do_nothing() -> None:
    found = {one.keys: one for one in ways(Wanted(">", 0), jaarinkomen=5_000_000)}
    assert found["aanvrager.is_verzekerd",].found == "none"
    assert found["aanvrager.geboortedatum",].found == "none"
    assert found["aanvrager.heeft_toeslagpartner",].found == "open"
    assert "jaarinkomen (partner)" in found["aanvrager.heeft_toeslagpartner",].said.nl


def test_where_no_fact_does_alone_a_pair_that_does_is_found() -> None:
    found = ways(Wanted(">", 0), jaarinkomen=5_000_000, is_verzekerd=False)
    reached = [one for one in found if one.found == "reached"]
    assert [one.keys for one in reached] == [("aanvrager.is_verzekerd", "aanvrager.jaarinkomen")]
    assert [one.after for one in reached[0].changes] == [True, 4_085_725]
    assert all(one.found != "reached" for one in found if len(one.keys) == 1)


def test_a_day_is_found_to_the_day() -> None:
    best = ways(Wanted("=", 0, ("aanvrager.geboortedatum",)))[0]
    assert best.changes[0].after == date(2008, 2, 29)
    assert best.changes[0].before == date(1980, 5, 15)


def test_an_outcome_that_is_as_wanted_takes_nothing_and_missing_facts_are_refused() -> None:
    assert ways(Wanted(">", 0)) == ()
    with pytest.raises(BadInput) as refused:
        would_take(LIBRARY, *LAW, Facts({}), DAY, Wanted(">", 0), figures=figures())
    assert "aanvrager.is_verzekerd" in refused.value.findings[0].where


@settings(max_examples=40, deadline=None)
@given(
    limit=st.integers(0, 60),
    rate=st.integers(1, 9),
    now=st.integers(0, 60),
    wanted=st.tuples(st.sampled_from([">", ">=", "<", "<=", "="]), st.integers(0, 180)),
)
def test_the_nearest_value_is_the_nearest_of_all_values(limit, rate, now, wanted) -> None:
    over = {"operation": "MAX", "values": [0, {"operation": "SUBTRACT", "values": ["$a", limit]}]}
    expression = {"operation": "MULTIPLY", "values": [rate, over]}
    bounds = fact("a", "number", min=0, max=60)
    wish = Wanted(*wanted)
    lib = one(expression, bounds)
    holds = [
        at
        for at in range(61)
        if wish.holds(evaluate(lib, "wet", "uit", Facts({"personen": {"aanvrager": {"a": at}}}), DAY_2025))
    ]
    found = small(expression, wish, bounds, a=now)
    if now in holds:
        assert found == ()
    elif not holds:
        assert found[0].found in ("none", "not-found")
    elif found[0].found == "reached":
        assert abs(found[0].changes[0].after - now) == min(abs(at - now) for at in holds)
    else:
        assert wanted[0] == "="  # a single value between two that were tried may be missed, and is not denied
        assert found[0].found == "not-found"


def test_every_way_that_is_told_gives_what_was_wanted() -> None:
    facts = Facts({"personen": {"aanvrager": {**PERSON, "heeft_toeslagpartner": False, "jaarinkomen": 5_000_000}}})
    for one_way in would_take(LIBRARY, *LAW, facts, DAY, Wanted(">=", 50_000), figures=figures()):
        if one_way.found == "reached":
            after = changed(facts, {each.key: each.after for each in one_way.changes})
            assert evaluate(LIBRARY, *LAW, after, DAY, figures=figures()).value >= 50_000


def test_a_choice_and_a_yes_or_no_are_tried_one_by_one() -> None:
    expression = {
        "operation": "IF",
        "cases": [{"when": {"operation": "EQUALS", "subject": "$s", "value": "B"}, "then": 9}],
        "default": 1,
    }
    best = small(expression, Wanted("=", 9), fact("s", "string", enum=["A", "B", "C"]), s="A")[0]
    assert best.changes[0].after == "B"
    none = small(expression, Wanted("=", 7), fact("s", "string", enum=["A", "B", "C"]), s="A")[0]
    assert none.found == "none"
    assert none.said.en == "No change of “s (aanvrager)” alone gives this."
