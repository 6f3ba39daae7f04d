# SPDX-License-Identifier: EUPL-1.2
"""The plain form, and conditions as lines: what reads, what is refused and where."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.refinement_pairs import pairs
from stelsel.engines.refinement import (
    Atom,
    Meaning,
    condition_from,
    contradictions,
    form_of,
    rules_of,
    taxonomy_from,
    written,
)
from stelsel.kernel.problem import BadInput
from tests.engines.refinement.texts import BASE, CONCEPTS, both, is_


@pytest.mark.parametrize(
    ("plain", "code", "where"),
    [
        ([], "not-rules", ""),
        ({"name": "nothing"}, "not-rules", ""),
        ({"default": "perhaps"}, "no-default", "/default"),
        ({"duties": [{"id": "a", "must": is_("x", 1, "~")}]}, "unknown-operator", "/duties/0/must/op"),
        ({"duties": [{"id": "a", "when": True}]}, "no-must", "/duties/0"),
        ({"duties": "all"}, "no-list", "/duties"),
        ({"duties": [3]}, "no-rule", "/duties/0"),
        ({"permissions": [{"id": "a", "when": {"foo": 1}}]}, "unknown-key", "/permissions/0/when/foo"),
        ({"permissions": [{"id": "a", "when": {"attr": "x"}}]}, "no-value", "/permissions/0/when/value"),
        ({"permissions": [{"id": "a", "when": {"op": "eq", "value": 1}}]}, "no-attribute", "/permissions/0/when"),
        ({"permissions": [{"id": "a", "when": is_("x", [1, 2], "lt")}]}, "one-value", "/permissions/0/when/value"),
        ({"permissions": [{"id": "a"}, {"id": "a"}]}, "double-id", "/permissions/1/id"),
        ({"default": "deny", "attributes": {"x": "colour"}}, "unknown-type", "/attributes/x/type"),
        ({"default": "deny", "attributes": 3}, "no-attributes", "/attributes"),
        ({"default": "deny", "terms": 3}, "no-terms", "/terms"),
    ],
)
def test_what_does_not_read_is_told_with_its_place(plain: Any, code: str, where: str) -> None:
    with pytest.raises(BadInput) as caught:
        rules_of(plain)
    assert (code, where) in [(one.code, one.where) for one in caught.value.findings]


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(BadInput) as caught:
        rules_of({"default": "x", "duties": [{"id": "a"}], "permissions": [3]})
    assert {one.code for one in caught.value.findings} == {"no-default", "no-must", "no-rule"}


def test_conditions_deeper_than_anyone_reads_are_refused() -> None:
    deep: Any = is_("x", 1)
    for _ in range(100):
        deep = {"not": deep}
    with pytest.raises(BadInput, match="deeper"):
        rules_of({"permissions": [{"id": "a", "when": deep}]})


def test_other_names_for_the_same() -> None:
    odrl = {"leftOperand": "x", "operator": "odrl:lteq", "rightOperand": {"@value": 3}}
    plain = {"permissions": [{"id": "a", "when": odrl}]}
    assert (
        rules_of(plain).permissions[0].when
        == rules_of({"permissions": [{"id": "a", "when": is_("x", 3, "<=")}]}).permissions[0].when
    )


def test_terms_in_every_shape() -> None:
    want = {("", "a"): Meaning(("b",)), ("purpose", "c"): Meaning(("d", "e")), ("", "f"): Meaning(("g",), True)}
    told = {"a": "b", "purpose": {"c": ["d", "e"]}, "f": {"broader": "g"}, "nothing": None}
    assert rules_of({"default": "deny", "terms": told}).terms == want
    rows = [
        {"term": "a", "base": "b"},
        {"term": "c", "attr": "purpose", "to": ["d", "e"]},
        {"term": "f", "broader": "g"},
        "nothing",
    ]
    assert rules_of({"default": "deny", "terms": rows}).terms == want


@pytest.mark.parametrize(
    "plain",
    [
        {"care": [], "treatment": ["care"], "home-care": "care"},
        {"broader": {"treatment": "care", "home-care": "care"}},
        {"narrower": {"care": ["treatment", "home-care"]}},
        {"care": ["treatment", "home-care"], "treatment": []},
        {"care": {"treatment": {}, "home-care": {}}},
        [{"id": "care"}, {"id": "treatment", "broader": "care"}, {"id": "home-care", "broader": ["care"]}],
        {"purposes": {"care": None, "treatment": "care", "home-care": "care"}},
    ],
)
def test_a_taxonomy_in_every_shape(plain: Any) -> None:
    found = taxonomy_from(plain)
    assert found.below("care") == {"care", "treatment", "home-care"}
    assert found.above("treatment") == {"care", "treatment"}


def test_concepts_in_a_circle_are_named() -> None:
    with pytest.raises(BadInput, match=r"a < b < a|b < a < b"):
        taxonomy_from({"broader": {"a": "b", "b": "a"}})


def test_a_condition_as_a_line_says_the_same() -> None:
    for base, _ in pairs(21, 60):
        rules = rules_of(base)
        for condition in rules.conditions():
            line = written(condition)
            assert written(condition_from(line)) == line
    line = 'purpose isA care and (level >= 2 or recipient in (municipality, "the hospital")) and not logged = false'
    assert written(condition_from(line)) == line
    assert written(condition_from("doel = zorg en niet niveau < 2")) == "doel = zorg and not niveau < 2"
    assert condition_from('"and" = "3"') == Atom("and", "eq", ("3",))


LINES = (
    *("", "x", "x =", "x = 1 or", "(x = 1", "x ?? 1", 'x = "1', "x in (1 2)", "x=1) y", "x < (1, 2)"),
    "not " * 99 + "x = 1",
)


@pytest.mark.parametrize("line", LINES)
def test_a_line_that_does_not_read_says_at_which_character(line: str) -> None:
    with pytest.raises(BadInput, match=r"Character [0-9]+"):
        condition_from(line, "plichten[0].moet")


@given(st.text(max_size=60))
def test_any_line_is_read_or_refused(line: str) -> None:
    try:
        found = condition_from(line)
    except BadInput:
        return
    assert written(condition_from(written(found))) == written(found)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["and", "or", "not", "attr", "op", "value", "id", "when", "must"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["default", "permissions", "duties", "attributes", "terms", "taxonomy"]), _JSON))
def test_any_values_are_read_or_refused(plain: Any) -> None:
    with suppress(BadInput):
        form_of(rules_of(plain))


def test_the_same_meaning_has_one_form() -> None:
    def hash_of(condition: Any, **more: Any) -> str:
        text = {"permissions": [{"id": "p", "when": condition}], "attributes": BASE["attributes"], **more}
        return form_of(rules_of(text), taxonomy_from(CONCEPTS)).hash

    plain = is_("level", 3, "gteq")
    assert hash_of(plain) == hash_of({"and": [plain]}) == hash_of({"or": [plain]}) == hash_of({"not": {"not": plain}})
    assert hash_of(plain) == hash_of(is_("level", 2, "gt")) == hash_of(is_("level", [3, 4, 5], "in"))
    assert hash_of(plain) == hash_of({"or": [both(plain, is_("logged", True)), both(plain, is_("logged", False))]})
    assert hash_of(plain) != hash_of(is_("level", 3, "gt"))
    assert hash_of(plain) != hash_of(plain, default="permit")
    duty = [{"id": "d", "must": is_("logged", True)}]
    assert hash_of(plain, duties=duty) == hash_of(both(plain, is_("logged", True)))
    assert hash_of(plain, duties=duty) != hash_of(plain, duties=[{**duty[0], "waivable": True}])
    assert json.loads(json.dumps(form_of(rules_of(BASE), taxonomy_from(CONCEPTS)).allows))


def test_contradictions_are_named() -> None:
    text = {
        "permissions": [{"id": "p", "when": both(is_("level", 2, "lt"), is_("level", 3, "gt"))}],
        "prohibitions": [{"id": "v", "when": both(is_("logged", True), is_("logged", False))}],
        "duties": [{"id": "d", "when": is_("level", 2, "lt"), "must": is_("level", 4, "gteq")}],
        "attributes": BASE["attributes"],
    }
    assert contradictions(rules_of(text), taxonomy_from(CONCEPTS)) == (
        ("permission never holds", "p"),
        ("prohibition never holds", "v"),
        ("duty cannot be met", "d"),
        ("allows nothing", ""),
    )
    assert contradictions(rules_of(BASE), taxonomy_from(CONCEPTS)) == ()
