# SPDX-License-Identifier: EUPL-1.2
"""Unknown names, circles, clashes and drift: each is found, and nothing in a good text."""

from __future__ import annotations

import hashlib
from itertools import pairwise
from typing import Any

import pytest

from stelsel.engines.rules import CHECKS, check
from stelsel.engines.rules.checks.references import cycles, unknown_references
from stelsel.engines.rules.checks.texts import text_drift, type_clashes
from tests.engines.rules.texts import article, asked, fact, law, library, one

CENTS = {"unit": "eurocent"}


def test_a_good_text_has_no_findings() -> None:
    add = {"operation": "ADD", "values": ["$a", "$a", 1]}
    assert check(one(add, fact("a"))) == ()
    assert list(CHECKS[:4]) == [unknown_references, cycles, type_clashes, text_drift]


def test_a_term_that_another_text_does_not_leave_open_is_found() -> None:
    filled = {"law": "wet", "article": "1", "open_term": "bedragg"}
    lib = library(
        law("wet", article(open_terms=[{"id": "bedrag", "type": "number"}])),
        law("regel", article(implements=[filled, {**filled, "law": "wett"}, {**filled, "open_term": "bedrag"}])),
    )
    found = [(one.severity, one.what.en, one.cure.en) for one in unknown_references(lib)]
    assert found[0] == ("fault", "“wet” does not leave the term “bedragg” open.", "It leaves open: bedrag.")
    assert found[1][:2] == ("warning", "The rule “wett” is not there.")
    assert len(found) == 2


def test_unknown_references_are_found() -> None:
    lib = library(
        law(
            "wet",
            article(
                input=[asked("a", "weg", "b"), asked("c", None, "d"), asked("e", "wet", "uit")],
                output=[{"name": "uit", "type": "number"}, {"name": "niet", "type": "number"}],
                actions=[{"output": "uit", "operation": "ADD", "values": ["$a", "$c", "$niets"]}],
            ),
        )
    )
    said = [finding.what.en for finding in unknown_references(lib)]
    assert said == [
        "Nothing in this text has the name “niets”.",
        "The rule “weg” is not there.",
        "“wet” gives no “d”.",
        "“niet” is promised and computed nowhere.",
    ]
    assert all(finding.where.startswith("wet-0.yaml line ") for finding in unknown_references(lib))


def test_a_circle_over_two_laws_is_found_once() -> None:
    def half(name: str, other: str) -> dict[str, Any]:
        output = [{"name": name, "type": "number"}]
        return law(
            f"wet_{name}",
            article(
                input=[asked("x", f"wet_{other}", other)], output=output, actions=[{"output": name, "value": "$x"}]
            ),
        )

    found = cycles(library(half("a", "b"), half("b", "a")))
    assert [finding.what.en for finding in found] == ["This needs itself: a > b > a."]
    assert cycles(library(half("a", "b"))) == ()


def test_an_input_with_the_name_of_an_output_is_no_circle() -> None:
    text = law(
        "wet",
        article(
            input=[fact("uit")],
            output=[{"name": "uit", "type": "number"}],
            actions=[{"output": "uit", "value": "$uit"}],
        ),
    )
    assert cycles(library(text)) == ()


@pytest.mark.parametrize(
    ("expression", "inputs"),
    [
        ({"operation": "ADD", "values": ["$a", "$b"]}, [fact("a", "amount"), fact("b", unit="years")]),
        ({"operation": "MULTIPLY", "values": ["$a", "$b"]}, [fact("a", "amount"), fact("b", "amount")]),
        ({"operation": "ADD", "values": ["$a", True]}, [fact("a")]),
        ({"operation": "GREATER_THAN", "subject": "$a", "value": "$b"}, [fact("a"), fact("b", "date")]),
        ({"operation": "EQUALS", "subject": "$a", "value": "ja"}, [fact("a", "boolean")]),
        ({"operation": "AND", "conditions": ["$a", "$a"]}, [fact("a")]),
        ({"operation": "IF", "cases": [{"when": "$a", "then": 1}], "default": "nee"}, [fact("a", "boolean")]),
        ({"operation": "IF", "cases": [{"when": "$a", "then": 1}]}, [fact("a")]),
        ({"operation": "NOT", "value": "$a"}, [fact("a", "string")]),
        ({"operation": "FOREACH", "subject": "$a", "value": "x", "combine": "ADD"}, [fact("a", "array")]),
    ],
)
def test_types_and_units_that_clash_are_found(expression: Any, inputs: list[dict[str, Any]]) -> None:
    found = type_clashes(one(expression, *inputs, kind="object"))
    assert found
    assert {finding.code for finding in found} == {"rules-type"}


@pytest.mark.parametrize(
    ("expression", "kind"),
    [
        ({"operation": "MULTIPLY", "values": ["$cent", 2]}, "amount"),
        ({"operation": "DIVIDE", "values": ["$cent", "$cent"]}, "number"),
        ({"operation": "MAX", "values": [0, "$cent"]}, "amount"),
        ({"operation": "GREATER_THAN", "subject": "$dag", "value": "2025-01-01"}, "boolean"),
        ({"operation": "IF", "cases": [{"when": "$ja", "then": "$cent"}]}, "amount"),
        ({"operation": "ROUND", "value": "$cent", "to": 100}, "amount"),
    ],
)
def test_what_fits_is_left_alone(expression: Any, kind: str) -> None:
    inputs = [fact("cent", "amount", **CENTS), fact("dag", "date"), fact("ja", "boolean")]
    assert type_clashes(one(expression, *inputs, kind=kind)) == ()


def test_an_output_that_is_something_else_than_declared_is_found() -> None:
    assert [one.what.en for one in type_clashes(one("$a", fact("a"), kind="boolean"))] == [
        "In uit, yes or no and number do not go together."
    ]


def test_drift_of_the_article_is_found() -> None:
    good, drifted = article("1"), article("2")
    good["text_hash"] = hashlib.sha256(good["text"].encode()).hexdigest()
    drifted["text_hash"] = good["text_hash"]
    found = text_drift(library(law("wet", good, drifted)))
    assert [finding.code for finding in found] == ["rules-drift"]


def test_a_long_chain_is_checked_without_end_of_stack() -> None:
    names = [f"n{at}" for at in range(3_000)]
    actions = [{"output": b, "value": f"${a}"} for a, b in reversed(list(pairwise(names)))]
    output = [{"name": "n0", "type": "number"}]
    text = law("wet", article(output=output, actions=[*actions, {"output": "n0", "value": 1}]))
    assert check(library(text)) == ()
