# SPDX-License-Identifier: EUPL-1.2
"""Reading: lines, exact numbers, both spellings, and refusals within bounds."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from stelsel.engines.rules import read_rules
from stelsel.engines.rules.model import Cond, Const, ForEach, Op, Param
from stelsel.kernel.problem import BadInput
from tests.engines.rules.texts import article, fact, law, laws, raw


def first(expression: Any) -> Any:
    """The model of an expression."""
    made = law(
        "wet", article(output=[{"name": "uit", "type": "number"}], actions=[{"output": "uit", "value": expression}])
    )
    return read_rules(raw(made), "wet.yaml").articles[0].actions[0].value


def test_numbers_are_exact() -> None:
    made = first(0.01896)
    assert made == Const(Fraction(1896, 100_000), made.line)


def test_every_node_knows_its_line_and_article() -> None:
    expression = {"operation": "ADD", "values": [1, {"operation": "MULTIPLY", "values": [2, "$a"]}]}
    made = first(expression)
    output = [{"name": "uit", "type": "number"}]
    text = law("wet", article(output=output, actions=[{"output": "uit", "value": expression}]))
    lines = raw(text).decode().splitlines()
    assert "operation: ADD" in lines[made.line - 1]
    assert "operation: MULTIPLY" in lines[made.args[1].line - 1]
    assert (made.basis.law, made.basis.bwb_id, made.basis.article) == ("Wet", "BWBR0000001", "1")


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (
            {"operation": "GREATER_OR_EQUAL", "values": ["$a", 1]},
            {"operation": "GREATER_THAN_OR_EQUAL", "subject": "$a", "value": 1},
        ),
        (
            {"operation": "IF", "conditions": [{"test": "$a", "then": 1}, {"else": 2}]},
            {"operation": "IF", "cases": [{"when": "$a", "then": 1}], "default": 2},
        ),
        (
            {"operation": "NOT_NULL", "subject": "$a"},
            {"operation": "NOT", "value": {"operation": "IS_NULL", "subject": "$a"}},
        ),
        ({"operation": "AND", "values": ["$a", "$b"]}, {"operation": "AND", "conditions": ["$a", "$b"]}),
        (
            {"operation": "ADD_DATE", "unit": "weeks", "values": ["$a", 2]},
            {"operation": "DATE_ADD", "date": "$a", "weeks": 2},
        ),
    ],
)
def test_both_formats_come_to_the_same(older: Any, newer: Any) -> None:
    assert shape(first(older)) == shape(first(newer))


def shape(expr: Any) -> Any:
    """An expression without its lines."""
    if isinstance(expr, Op):
        return (expr.name, *map(shape, expr.args))
    if isinstance(expr, Cond):
        return ("IF", [tuple(map(shape, case)) for case in expr.cases], shape(expr.default))
    return expr.value if isinstance(expr, Const) else expr.name


def test_our_extensions() -> None:
    made = first({"parameter": {"name": "norm", "on": "year"}})
    assert made == Param("norm", "BWBR0000001", "year", made.line)
    each = first(
        {"operation": "FOREACH", "subject": "$a", "as": "kind", "where": "$kind.b", "value": 1, "combine": "COUNT"}
    )
    assert isinstance(each, ForEach)
    assert first({"operation": "ROUND", "value": "$a", "to": 100}).args[1].value == 100
    assert first({"operation": "ROUND", "value": "$a", "precision": 2}).args[1].value == Fraction(1, 100)
    one = {"number": "1", "summary": {"nl": "Kort.", "en": "Short."}, "url": "https://example.nl"}
    example = {"name": "A", "on": "2025-01-01", "facts": {}, "expect": {"uit": 1}, "source": "Kamerstuk"}
    text = read_rules(raw(law("wet", one, grade="O", examples=[example])), "wet.yaml")
    assert text.articles[0].summary is not None
    assert (text.grade, text.examples[0].expect, text.articles[0].text_hash) == ("O", {"uit": 1}, "")


Change = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda text: text.pop("url"), "“url” is missing"),
        (lambda text: text.update(regulatory_layer="AFSPRAAK"), "know no layer"),
        (lambda text: text.update(valid_from="2025-02-01", valid_to="2025-01-01"), "before the first"),
        (lambda text: text.update(grade="A"), "no grade"),
        (lambda text: text.update(articles={}), "has to be a list"),
        (lambda text: text["articles"].append("los"), "mapping belongs"),
        (lambda text: text["articles"][0].pop("text"), "“text” is missing"),
        (lambda text: formal(text)["execution"]["output"].append({"name": "uit", "type": "number"}), "there twice"),
        (lambda text: formal(text)["execution"]["actions"].append({"output": "uit", "value": 1}), "there twice"),
        (lambda text: formal(text)["execution"]["actions"].append({"output": "x"}), "“value” is missing"),
    ],
)
def test_what_is_broken_is_refused(change: Change, reason: str) -> None:
    text = law(
        "wet",
        article(
            input=[fact("a")], output=[{"name": "uit", "type": "number"}], actions=[{"output": "uit", "value": "$a"}]
        ),
    )
    change(text)
    with pytest.raises(BadInput) as problem:
        read_rules(raw(text), "wet.yaml")
    assert reason in problem.value.findings[0].what.en
    assert problem.value.findings[0].where.startswith("wet.yaml line ")


def formal(text: dict[str, Any]) -> dict[str, Any]:
    """The formal part of the first article."""
    found: dict[str, Any] = text["articles"][0]["machine_readable"]
    return found


@pytest.mark.parametrize(
    "expression",
    [
        {"operation": "ADD"},
        {"operation": "ADD", "values": []},
        {"operation": "EQUALS", "values": [1, 2, 3]},
        {"operation": "ROUND", "value": 1, "to": 0},
        {"operation": "IF", "cases": {}},
        {"operation": "IF", "cases": [{"when": True}]},
        {"operation": "DATE_ADD", "values": ["$a"], "unit": "years"},
        {"operation": "FOREACH", "subject": "$a"},
        {"operation": ["ADD"]},
        {"parameter": {"name": "x", "on": "decade"}},
        {"parameter": {"naam": "x"}},
        "$a-b",
        "$",
    ],
)
def test_an_expression_that_lacks_a_part_is_refused(expression: Any) -> None:
    with pytest.raises(BadInput):
        first(expression)


def test_hostile_files_are_refused() -> None:
    deep: Any = 1
    for _ in range(60):
        deep = {"operation": "NOT", "value": deep}
    bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}]\n"
        for a, b in ("ab", "bc", "cd", "de", "ef")
    )
    hostile = {
        "nested deeper": raw(law("wet", article(actions=[{"output": "uit", "value": deep}]))),
        "more than 60000 parts": bomb.encode(),
        "larger than": b"#" * 2_000_001,
        "points to itself": b"a: &a [*a]\n",
        "do not read the type": b"a: !!python/object/apply:os.system [ls]\n",
        "no rule text": b"a: 1\n",
    }
    for reason, content in hostile.items():
        with pytest.raises(BadInput) as problem:
            read_rules(content, "wet.yaml")
        assert reason in problem.value.findings[0].what.en


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(["$a", "ADD", "IF", "1.5"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "operation value values subject cases when then default parameter name on to as output".split()
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(anything)
def test_any_expression_is_read_or_refused(expression: Any) -> None:
    assert refusal(lambda: first(expression)).startswith("wet.yaml")


def refusal(read: Callable[[], object]) -> str:
    """Where a file is refused; only its name when it is read."""
    try:
        read()
    except BadInput as problem:
        return problem.findings[0].where
    return "wet.yaml"


def test_a_damaged_file_is_read_or_refused(shared_data: Path) -> None:
    dice = random.Random(7)
    for _, content in list(laws(shared_data))[::6]:
        lines = content.decode().splitlines(keepends=True)
        for _ in range(6):
            at = dice.randrange(len(lines))
            change = dice.choice(
                [[], [lines[at]] * 2, [lines[at].replace(":", "")], [lines[dice.randrange(len(lines))]]]
            )
            twin = "".join([*lines[:at], *change, *lines[at + 1 :]]).encode()
            assert refusal(lambda twin=twin: read_rules(twin, "wet.yaml")).startswith("wet.yaml")


def test_the_yaml_of_a_value_is_not_run() -> None:
    made = raw(law("wet", article(actions=[{"output": "uit", "value": "gewone tekst"}])))
    assert yaml.safe_load(made)["$id"] == read_rules(made, "wet.yaml").id == "wet"
