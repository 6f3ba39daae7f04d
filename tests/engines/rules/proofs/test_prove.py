# SPDX-License-Identifier: EUPL-1.2
"""Each property on small rules: proved where it holds, refuted with facts that show it, else not proved."""

from __future__ import annotations

from typing import Any

import pytest

from stelsel.engines.rules import Facts, Figures, Library, Proof, evaluate, plain, prove
from stelsel.engines.rules.outcome import NoFigures
from stelsel.kernel.problem import BadInput
from tests.engines.rules.texts import DAY, Absent, Table, article, fact, law, library, one

CENTS = {"unit": "eurocent"}
INCOME = "aanvrager.inkomen"


def proofs(
    lib: Library, facts: Any = None, figures: Figures | None = None, **along: tuple[int, int] | None
) -> dict[str, Proof]:
    """The proofs along the income, by property; every counterexample is run."""
    keys = {f"aanvrager.{name}": span for name, span in along.items()} or {INCOME: (0, 10_000)}
    found = prove(lib, "wet", "uit", figures or NoFigures(), DAY, facts=facts, along=keys)
    for proof in found:
        shown(lib, proof)
    return {proof.property: proof for proof in found}


def shown(lib: Library, proof: Proof) -> None:
    """What a counterexample says is what the evaluation gives; only a refutation has one."""
    assert (proof.verdict == "refuted") == bool(proof.counterexample), proof
    assert (proof.verdict == "not-proved") <= bool(proof.why), proof
    for witness in proof.counterexample:
        outcome = evaluate(lib, proof.rule, witness.output, Facts(witness.facts), proof.on)
        assert plain(outcome.value) == witness.value


def amount(expression: Any, *inputs: dict[str, Any]) -> Library:
    """A rule that gives an amount in eurocents from an income."""
    output = [{"name": "uit", "type": "amount", "type_spec": CENTS}]
    return library(
        law(
            "wet",
            article(
                input=[fact("inkomen", "amount", **CENTS), *inputs],
                output=output,
                actions=[{"output": "uit", "value": expression}],
            ),
        )
    )


def less(subject: Any, value: Any) -> dict[str, Any]:
    return {"operation": "LESS_THAN", "subject": subject, "value": value}


def chosen(*cases: tuple[Any, Any], default: Any = None) -> dict[str, Any]:
    made: dict[str, Any] = {"operation": "IF", "cases": [{"when": when, "then": then} for when, then in cases]}
    return made if default is None else {**made, "default": default}


TAPER = {
    "operation": "MAX",
    "values": [0, {"operation": "SUBTRACT", "values": [1_000, {"operation": "MULTIPLY", "values": [0.5, "$inkomen"]}]}],
}


def test_a_taper_is_proved_throughout() -> None:
    found = proofs(amount(TAPER))
    assert {name: one.verdict for name, one in found.items()} == {
        "not-negative": "proved",
        "monotone": "proved",
        "no-gap": "proved",
        "no-cliff": "proved",
    }
    assert found["monotone"].direction == "falls"
    assert (found["monotone"].first, found["monotone"].last, found["monotone"].cases) == (0, 10_000, 1)
    assert found["monotone"].says.en.startswith("Proved: “uit” never rises when")
    assert found["monotone"].says.nl.startswith("Bewezen: “uit” gaat nooit omhoog")


def test_what_can_be_negative_is_shown() -> None:
    found = proofs(amount(TAPER["values"][1]))
    (witness,) = found["not-negative"].counterexample
    assert witness.value == -4_000
    assert witness.facts["personen"]["aanvrager"]["inkomen"] == 10_000


def test_what_goes_both_ways_shows_a_rise_and_a_fall() -> None:
    found = proofs(amount(chosen((less("$inkomen", 1_000), 500), (less("$inkomen", 2_000), 300), default=400)))
    before, after, high, low = found["monotone"].counterexample
    assert (before.value, after.value, high.value, low.value) == (300, 400, 500, 300)
    assert after.facts["personen"]["aanvrager"]["inkomen"] == 2_000
    assert found["monotone"].direction == ""


def test_a_gap_between_brackets_is_shown() -> None:
    low, high = less("$inkomen", 1_000), {"operation": "GREATER_THAN", "subject": "$inkomen", "value": 1_000}
    found = proofs(amount(chosen((low, 500), (high, 300))))
    (witness,) = found["no-gap"].counterexample
    assert witness.facts["personen"]["aanvrager"]["inkomen"] == 1_000
    assert witness.value is None
    assert proofs(amount(chosen((low, 500), (high, 300), default=400)))["no-gap"].verdict == "proved"


def test_brackets_that_overlap_are_shown_and_a_staircase_is_not() -> None:
    def within(low: int, high: int) -> dict[str, Any]:
        above = {"operation": "GREATER_THAN_OR_EQUAL", "subject": "$inkomen", "value": low}
        return {"operation": "AND", "conditions": [above, less("$inkomen", high)]}

    apart = amount(chosen((within(0, 1_000), 3), (within(1_000, 2_000), 2), default=1))
    assert proofs(apart)["no-overlap"].verdict == "proved"
    found = proofs(amount(chosen((within(0, 1_000), 3), (within(999, 2_000), 2), default=1)))
    assert found["no-overlap"].counterexample[0].facts["personen"]["aanvrager"]["inkomen"] == 999
    stairs = amount(chosen((less("$inkomen", 1_000), 3), (less("$inkomen", 2_000), 2), default=1))
    assert proofs(stairs)["no-overlap"].verdict == "proved"
    covered = chosen((within(0, 1_000), 3), (less(999, "$inkomen"), 2), (within(500, 1_500), 9), default=1)
    assert proofs(amount(covered))["no-overlap"].verdict == "refuted"


def test_a_cliff_has_its_place_its_loss_and_its_article() -> None:
    (cliff,) = proofs(amount(chosen((less("$inkomen", 5_000), 2_000), default=100)))["no-cliff"].cliffs
    assert (cliff.first, cliff.last, cliff.before, cliff.after, cliff.loss) == (4_900, 4_999, 2_000, 100, 1_900)
    assert cliff.where.startswith("wet-0.yaml line ")
    assert cliff.basis.article == "1"


def test_a_taper_of_more_than_all_is_one_long_cliff() -> None:
    steep = {"operation": "SUBTRACT", "values": [30_000, {"operation": "MULTIPLY", "values": [1.5, "$inkomen"]}]}
    (cliff,) = proofs(amount(steep))["no-cliff"].cliffs
    assert (cliff.first, cliff.last, cliff.loss) == (0, 9_900, 150)


@pytest.mark.parametrize(("share", "verdict"), [(0.4, "proved"), (1.2, "refuted")])
def test_rounding_to_whole_euros_is_no_cliff_by_itself(share: float, verdict: str) -> None:
    loses = {"operation": "MULTIPLY", "values": [share, "$inkomen"]}
    rounded = {"operation": "ROUND", "value": {"operation": "SUBTRACT", "values": [900_000, loses]}, "to": 100}
    assert proofs(amount(rounded))["no-cliff"].verdict == verdict


def test_every_answer_to_yes_or_no_is_gone_through() -> None:
    less_twice = {"operation": "MULTIPLY", "values": [2, "$inkomen"]}
    rule = amount(chosen(("$ja", "$inkomen"), default=less_twice), fact("ja", "boolean"))
    found = proofs(rule)["monotone"]
    assert (found.verdict, found.direction, found.cases, found.varied) == ("proved", "rises", 2, ("aanvrager.ja",))
    given = proofs(rule, {"personen": {"aanvrager": {"ja": True}}})["monotone"]
    assert (given.cases, given.varied, given.fixed) == (1, (), ("aanvrager.ja",))


def test_a_choice_is_gone_through_and_another_number_has_examples() -> None:
    rule = amount(
        chosen(
            ({"operation": "EQUALS", "subject": "$soort", "value": "a"}, "$inkomen"),
            default={"operation": "SUBTRACT", "values": ["$ander", "$inkomen"]},
        ),
        fact("soort", "string", enum=["a", "b"]),
        fact("ander", "amount", **CENTS),
    )
    found = proofs(rule)["monotone"]
    assert (found.verdict, found.varied, found.fixed) == ("refuted", ("aanvrager.soort",), ("aanvrager.ander",))
    assert found.cases == 3


def test_granted_exactly_with_an_amount() -> None:
    def both(test: str) -> Library:
        output = [{"name": "uit", "type": "amount", "type_spec": CENTS}, {"name": "heeft_recht", "type": "boolean"}]
        right = {"output": "heeft_recht", "value": {"operation": test, "subject": "$uit", "value": 0}}
        inputs = [fact("inkomen", "amount", **CENTS)]
        return library(
            law("wet", article(input=inputs, output=output, actions=[{"output": "uit", "value": TAPER}, right]))
        )

    assert proofs(both("GREATER_THAN"))["agrees"].verdict == "proved"
    amount_then, right_then = proofs(both("GREATER_THAN_OR_EQUAL"))["agrees"].counterexample
    assert (amount_then.value, right_then.value) == (0, True)
    assert amount_then.facts["personen"]["aanvrager"]["inkomen"] == 2_000


def test_what_cannot_be_followed_is_not_proved_and_says_where() -> None:
    squared = amount({"operation": "MULTIPLY", "values": ["$inkomen", "$inkomen"]})
    found = proofs(squared)["not-negative"]
    assert found.verdict == "not-proved"
    assert found.why[0].code == "rules-proof"
    assert found.why[0].where.startswith("wet-0.yaml line ")
    assert "MULTIPLY" in found.why[0].what.en
    assert proofs(squared, inkomen=(0, 300))["monotone"].direction == "rises"  # short enough to try each


def test_a_missing_figure_is_not_proved_and_is_named() -> None:
    rule = amount({"operation": "ADD", "values": ["$inkomen", {"parameter": {"name": "toeslag", "on": "year"}}]})
    found = proofs(rule, figures=Table())["not-negative"]
    assert (found.verdict, found.why[0].code, found.why[0].where) == (
        "not-proved",
        "rules-figure",
        "BWBR0000001 toeslag",
    )
    assert Absent().why.en in found.why[0].what.en


def test_numbers_are_found_by_themselves() -> None:
    rule = amount(chosen(("$ja", "$inkomen"), default="$jaren"), fact("ja", "boolean"), fact("jaren", unit="years"))
    found = prove(rule, "wet", "uit", NoFigures(), DAY)
    assert {(one.input, one.first, one.last) for one in found} == {
        (INCOME, 0, 100_000_000),
        ("aanvrager.jaren", 0, 120),
    }


def test_bounds_of_a_fact_are_kept_to() -> None:
    rule = one("$x", fact("x", min=-5, max=7))
    found = prove(rule, "wet", "uit", NoFigures(), DAY)
    assert {(each.first, each.last) for each in found} == {(-5, 7)}
    assert {each.property: each.verdict for each in found}["not-negative"] == "refuted"
    (outside, *_) = prove(rule, "wet", "uit", NoFigures(), DAY, along={"aanvrager.x": (0, 10)})
    assert outside.verdict == "not-proved"


def test_a_fact_in_a_list_can_vary() -> None:
    each = {"operation": "FOREACH", "subject": "$kinderen", "as": "kind", "value": "$kind.inkomen", "combine": "ADD"}
    facts = {"huishouden": {"kinderen": [{"inkomen": 1}, {"inkomen": 5}]}}
    key = "aanvrager.kinderen[1].inkomen"
    rule = amount(each, fact("kinderen", "array"))
    found = {
        one.property: one for one in prove(rule, "wet", "uit", NoFigures(), DAY, facts=facts, along={key: (-3, 9)})
    }
    (witness,) = found["not-negative"].counterexample
    assert witness.facts["huishouden"]["kinderen"] == [{"inkomen": 1}, {"inkomen": -3}]
    shown(rule, found["not-negative"])
    assert found["monotone"].direction == "rises"


def test_too_many_questions_is_not_proved() -> None:
    names = [f"ja{at}" for at in range(12)]
    some = {"operation": "ADD", "values": ["$inkomen", *(chosen((f"${name}", 1), default=2) for name in names)]}
    found = proofs(amount(some, *(fact(name, "boolean") for name in names)))["not-negative"]
    assert (found.verdict, found.why[-1].code) == ("not-proved", "rules-cases")


@pytest.mark.parametrize(("rule", "output"), [("weg", "uit"), ("wet", "weg")])
def test_a_rule_or_output_that_is_not_there_is_refused(rule: str, output: str) -> None:
    with pytest.raises(BadInput, match="rule"):
        prove(amount(TAPER), rule, output, NoFigures(), DAY)
