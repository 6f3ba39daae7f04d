# SPDX-License-Identifier: EUPL-1.2
"""What one computation keeps of another: an answer by what was asked and how sure that is, bounds only where they are
of the same thing."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from stelsel.engines.rules import Facts, evaluate
from tests.engines.rules.texts import DAY, Figure, Table, article, asked, fact, law, library, one, run


def test_one_value_asked_with_two_doubts_is_asked_twice() -> None:
    """The answer to the first question is not the answer to the second, though the value is the same."""
    texts = library(
        law(
            "wet",
            article(
                input=[
                    asked("een", None, "dubbel", bedrag="$zeker"),
                    asked("twee", None, "dubbel", bedrag="$onzeker"),
                ],
                output=[{"name": name, "type": "number"} for name in ("zeker", "onzeker", "uit")],
                actions=[
                    {"output": "zeker", "value": 5},
                    {"output": "onzeker", "value": 5, "uncertain": ["twijfel"]},
                    {"output": "uit", "value": {"operation": "ADD", "values": ["$een", "$twee"]}},
                ],
            ),
            article(
                "2",
                parameters=[{"name": "bedrag", "type": "number"}],
                output=[{"name": "dubbel", "type": "number"}],
                actions=[{"output": "dubbel", "value": {"operation": "MULTIPLY", "values": ["$bedrag", 2]}}],
            ),
        )
    )
    outcome = run(texts)
    assert outcome.value == 20
    assert outcome.uncertain == ("twijfel",)


def test_the_bounds_of_an_amount_are_not_those_of_its_band() -> None:
    class Bands(Table):
        def band(self, bwb_id: str, family: str, at: Fraction, day: date) -> Figure:
            return Figure(family, Fraction(1, 2))

    banded = {"parameter": {"band": "deel", "at": "$inkomen", "on": "year"}}
    texts = one({"operation": "GREATER_THAN", "subject": banded, "value": 1}, fact("inkomen", min=5), kind="boolean")
    for inkomen, missing in ((None, ("aanvrager.inkomen",)), (7, ())):
        facts = Facts({"personen": {"aanvrager": {"inkomen": inkomen}}})
        assert evaluate(texts, "wet", "uit", facts, DAY, figures=Bands()).missing == missing
    absent = {"operation": "IF", "cases": [{"when": False, "then": 1}]}
    nothing = evaluate(
        one({"parameter": {"band": "deel", "at": absent, "on": "year"}}), "wet", "uit", Facts({}), DAY, figures=Bands()
    )
    assert [trouble.code for trouble in nothing.troubles] == ["nothing"]
