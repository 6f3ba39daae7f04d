# SPDX-License-Identifier: EUPL-1.2
"""Every operation, for many households at once: what `evaluate` says of each, also of what is unknown."""

from __future__ import annotations

from typing import Any

import pytest

from stelsel.engines.rules.population import compile_rule
from tests.engines.rules.population.households import cases, computed, differences
from tests.engines.rules.texts import DAY, article, fact, law, library, one

A, B, C = "$a", "$b", "$c"
NUMBERS = (fact("a"), fact("b", min=0), fact("c", min=-5, max=40))
OTHERS = (fact("j", "boolean"), fact("k", "boolean"), fact("d", "date"), fact("e", "date"), fact("s", "string"))
KINDS = fact("kinderen", "array")
HOME = fact("woning", "object")


def op(name: str, *values: Any) -> dict[str, Any]:
    return {"operation": name, "values": list(values)}


def cond(when: Any, then: Any, otherwise: Any = None) -> dict[str, Any]:
    made = {"operation": "IF", "cases": [{"when": when, "then": then}]}
    return made if otherwise is None else {**made, "default": otherwise}


def each(value: Any, combine: str, where: Any = None) -> dict[str, Any]:
    made = {"operation": "FOREACH", "subject": "$kinderen", "as": "kind", "value": value, "combine": combine}
    return made if where is None else {**made, "where": where}


def below(subject: Any, value: Any) -> dict[str, Any]:
    return {"operation": "LESS_THAN", "subject": subject, "value": value}


YOUNG = below("$kind.leeftijd", 18)
NUMERIC: dict[str, Any] = {
    "add": op("ADD", A, B, 1, 0.25),
    "subtract": op("SUBTRACT", A, B, C),
    "multiply": op("MULTIPLY", A, B, C),
    "multiply-two": op("MULTIPLY", 0.5, B, -3),
    "divide": op("DIVIDE", A, 7),
    "divide-by-fact": op("DIVIDE", A, C),
    "divide-twice": op("DIVIDE", op("DIVIDE", B, C), A),
    "divided-and-rounded": {
        "operation": "ROUND", "value": op("MULTIPLY", op("DIVIDE", op("ADD", 0.2, C), C), 1234), "to": 1,
    },
    "sum-of-quotients": op("ADD", op("DIVIDE", A, C), op("DIVIDE", 1, B)),
    "min": op("MIN", A, B, C),
    "max": op("MAX", A, B, C, 3),
    "max-of-bounds": op("MAX", 20, C),
    "round": {"operation": "ROUND", "value": op("DIVIDE", A, 4), "to": 1},
    "round-multiple": {"operation": "ROUND", "value": A, "to": 100},
    "ceil": {"operation": "CEIL", "value": op("DIVIDE", A, 3), "precision": 1},
    "floor": {"operation": "FLOOR", "value": op("DIVIDE", A, 3), "to": 2.5},
    "if": cond(below(A, 3), B, C),
    "if-without-default": cond("$j", A),
    "add-nothing": op("ADD", cond("$j", A), 1),
    "multiply-nothing": op("MULTIPLY", cond("$j", A), B),
    "max-nothing": op("MAX", cond("$j", A), B),
    "if-alike": cond("$j", op("MAX", 0, C), op("MAX", C, 0)),
    "if-three": {
        "operation": "IF",
        "cases": [{"when": "$j", "then": 1}, {"when": "$k", "then": B}, {"when": below(A, 2), "then": 1}],
        "default": C,
    },
    "coalesce": op("COALESCE", cond("$j", A), cond("$k", B), C),
    "get": {"operation": "GET", "subject": "$s", "values": {"een": 1, "twee": 2.5}},
    "years": {"operation": "DATE_DIFF", "from": "$d", "to": "$e", "in": "years"},
    "months": {"operation": "DATE_DIFF", "from": "$d", "to": "$e", "in": "months"},
    "weeks": {"operation": "DATE_DIFF", "from": "$d", "to": "$e", "in": "weeks"},
    "days": {"operation": "DATE_DIFF", "from": "$d", "to": "$calculation_date", "in": "days"},
    "month-of-day": op("ADD", "$d.year", "$d.month", "$d.day"),
    "each-add": each("$kind.leeftijd", "ADD"),
    "each-add-where": each(op("ADD", "$kind.leeftijd", B), "ADD", YOUNG),
    "each-min": each("$kind.leeftijd", "MIN", YOUNG),
    "each-max": each(op("MAX", 3, "$kind.leeftijd"), "MAX"),
    "each-count": each(1, "COUNT", YOUNG),
    "each-of-each": each(op("ADD", "$kind.leeftijd", each("$kind.uren", "MAX")), "ADD"),
    "part": op("ADD", "$woning.huur", A),
    "part-of-part": op("MAX", "$woning.adres.nummer", 3),
    "each-part": each("$kind.school.uren", "ADD"),
    "length": {"operation": "LENGTH", "subject": "$kinderen"},
    "months-of-year": {
        "operation": "FOREACH", "subject": {"operation": "LIST", "items": [1, 2, 3]}, "as": "maand",
        "where": below("$maand", A), "value": op("MULTIPLY", "$maand", B), "combine": "ADD",
    },
}  # fmt: skip
BOOLEAN: dict[str, Any] = {
    "and": {"operation": "AND", "conditions": ["$j", "$k", below(A, 3)]},
    "or": {"operation": "OR", "conditions": ["$j", below(B, 0), {"operation": "NOT", "value": "$k"}]},
    "if-truth": cond("$j", "$k", below(A, 2)),
    "not-nothing": {"operation": "NOT", "value": cond("$j", "$k")},
    "and-nothing": {"operation": "AND", "conditions": [cond("$j", "$k"), below(A, 2)]},
    "less": below(B, op("MULTIPLY", C, -1)),
    "at-least": {"operation": "GREATER_THAN_OR_EQUAL", "subject": op("DIVIDE", C, 3), "value": 13},
    "at-most": {"operation": "LESS_THAN_OR_EQUAL", "subject": op("ADD", B, C), "value": -5},
    "less-quotient": below(op("DIVIDE", A, C), op("DIVIDE", B, 3)),
    "equal": {"operation": "EQUALS", "subject": C, "value": 4},
    "equal-numbers": {"operation": "EQUALS", "subject": A, "value": B},
    "equal-truth": {"operation": "EQUALS", "subject": "$j", "value": "$k"},
    "equal-text": {"operation": "EQUALS", "subject": "$s", "value": "een"},
    "equal-nothing": {"operation": "EQUALS", "subject": cond("$j", A), "value": 3},
    "equal-day": {"operation": "EQUALS", "subject": "$d", "value": "2025-06-01"},
    "days": {"operation": "GREATER_THAN", "subject": "$d", "value": "$e"},
    "in": {"operation": "IN", "subject": "$s", "values": ["een", "twee"]},
    "in-numbers": {"operation": "IN", "subject": A, "values": [1, 2.5, 3]},
    "is-null": {"operation": "IS_NULL", "subject": cond("$j", A)},
    "exists": {"operation": "EXISTS", "subject": "$kinderen"},
    "each-or": each("$kind.thuis", "OR"),
    "each-and": each(YOUNG, "AND", "$kind.thuis"),
    "each-equal": each(
        {"operation": "EQUALS", "subject": "$kind.leeftijd", "value": each("$kind.leeftijd", "MAX")}, "OR"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", [*NUMERIC, *(f"?{one}" for one in BOOLEAN)])
def test_an_operation_for_all_is_the_operation_for_one(name: str, campaign: bool) -> None:
    truth = name.startswith("?")
    expression = BOOLEAN[name[1:]] if truth else NUMERIC[name]
    texts = one(expression, *NUMBERS, *OTHERS, KINDS, HOME, kind="boolean" if truth else "number")
    program = compile_rule(texts, "wet", "uit", DAY)
    some = cases(program, 20_000 if campaign else 150)
    answers = computed(program, some)
    assert differences(program, texts, some, answers, None) == []
    assert len({str((one.value, one.missing)) for one in answers}) > 1


def test_a_term_of_the_place_is_a_choice_by_place() -> None:
    term = {"id": "bedrag", "type": "number", "required": True}
    national = law("wet", article(open_terms=[term], output=[{"name": "uit", "type": "number"}],
                                  actions=[{"output": "uit", "value": op("ADD", "$bedrag", 1)}]))  # fmt: skip
    texts = library(
        national,
        *(
            law(
                name,
                article(
                    implements=[{"law": "wet", "article": "1", "open_term": "bedrag"}],
                    input=[fact("a")],
                    output=[{"name": "bedrag", "type": "number"}],
                    actions=[{"output": "bedrag", "value": value}],
                ),
                regulatory_layer="GEMEENTELIJKE_VERORDENING",
                gemeente_code=place,
            )
            for name, place, value in (("een", "GM0344", 10), ("twee", "GM0363", "$a"))
        ),
    )
    program = compile_rule(texts, "wet", "uit", DAY)
    some = cases(program, 200)
    answers = computed(program, some)
    assert differences(program, texts, some, answers, None) == []
    assert {one.standing for one in answers} == {"provisional", "refused"}
    assert any(one.missing == ("gemeente",) for one in answers)
