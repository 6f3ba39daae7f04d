# SPDX-License-Identifier: EUPL-1.2
"""What is too much is refused in time: nobody can hang a page with an agreement. And what was not read is told."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from stelsel.engines.refinement import check, contradictions, form_of, rules_of, taxonomy_from, taxonomy_of
from stelsel.kernel.problem import BadInput
from tests.engines.refinement.texts import BASE, compared, is_, permits


def pigeons(count: int) -> dict[str, Any]:
    """So many pigeons in one hole less: never possible, and hard to see for a search."""
    holes = [str(hole) for hole in range(count - 1)]
    attributes = {f"p{pigeon}-{hole}": "boolean" for pigeon in range(count) for hole in holes}
    somewhere = [
        {"id": f"d{pigeon}", "must": {"or": [is_(f"p{pigeon}-{hole}", True) for hole in holes]}}
        for pigeon in range(count)
    ]
    alone = [
        {"id": f"v{hole}-{one}-{other}", "when": {"and": [is_(f"p{one}-{hole}", True), is_(f"p{other}-{hole}", True)]}}
        for hole in holes
        for one, other in combinations(range(count), 2)
    ]
    return {"default": "permit", "prohibitions": alone, "duties": somewhere, "attributes": attributes}


def test_a_small_puzzle_is_solved_and_a_large_one_is_refused() -> None:
    deny = {"default": "deny", "attributes": pigeons(5)["attributes"]}
    assert check(rules_of(deny), rules_of(pigeons(5))).verdict == "IN LINE", "it allows nothing"
    large = rules_of(pigeons(14))
    for hard in (lambda: check(rules_of({"default": "deny"}), large), lambda: contradictions(large)):
        with pytest.raises(BadInput, match="too tangled"):
            hard()
    with pytest.raises(BadInput, match="too tangled"):
        form_of(rules_of({**pigeons(14), "duties": pigeons(14)["duties"][1:]}))


def test_a_taxonomy_that_is_too_deep_is_refused() -> None:
    chain = taxonomy_from({"broader": {str(one): str(one + 1) for one in range(5_000)}})
    with pytest.raises(BadInput, match="too deep"):
        chain.above("0")
    wide = taxonomy_of({str(one): ["top"] for one in range(20_000)})
    assert len(wide.below("top")) == 20_001


def test_concepts_of_another_taxonomy_come_where_they_stand() -> None:
    known = taxonomy_from({"purposes": {"broader": {"care": [], "home-care": ["care"]}}})
    other = taxonomy_of({f"x{one}": [f"x{one + 1}"] for one in range(50)} | {"x50": ["home-care"], "alone": []})
    both = known.with_those_below(other)
    assert both.above("x0") >= {"x50", "home-care", "care"}
    assert "alone" not in both
    assert "x0" in both.schemes["purposes"]
    assert known.with_those_below(taxonomy_of({"alone": []})) is known


def test_an_attribute_by_name_alone() -> None:
    for declared in (["level", {"name": "purpose", "values": ["a"]}], {"level": None, "purpose": ["a"]}):
        base = {"permissions": [{"id": "p", "when": is_("level", 3, "gteq")}], "attributes": declared}
        assert compared(permits(is_("level", 4)), base).verdict == "IN LINE"
        assert compared(permits(is_("level", 2)), base).verdict == "CONFLICT"


def test_numbers_of_a_list_are_all_there_are() -> None:
    base = {
        "permissions": [{"id": "p", "when": is_("n", 3)}],
        "attributes": {"n": {"type": "integer", "values": [1, 3]}},
    }
    assert compared(permits(is_("n", 2, "gteq")), base).verdict == "IN LINE"
    bounded = {**base, "attributes": {"n": {"type": "integer", "domain": [1, 3]}}}
    assert compared(permits(is_("n", 2, "gteq")), bounded).counterexample == {"n": 2}


def test_a_base_that_declares_nothing_keeps_its_own_values() -> None:
    base = {"permissions": [{"id": "p", "when": is_("recipient", "abroad")}]}
    domain = permits(is_("recipient", "abroad"), attributes={"recipient": {"values": ["here", "there"]}})
    assert compared(domain, base).verdict == "IN LINE"


def test_keys_that_nobody_reads_are_told() -> None:
    text = {"default": "deny", "prohibitions": [{"id": "v", "except": True}], "remark": 1, "duties": [{"must": True}]}
    assert rules_of(text).ignored == ("/remark", "/prohibitions/0/except")
    assert rules_of(BASE).ignored == ()
