# SPDX-License-Identifier: EUPL-1.2
"""In line, conflict or unknown, case by case."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from stelsel.engines.refinement import Term, rules_of, ruling, taxonomy_from
from stelsel.kernel.problem import BadInput
from tests.engines.refinement.texts import BASE, CONCEPTS, SAFE, both, compared, is_, permits


def test_a_narrower_purpose_that_keeps_the_duties_is_in_line() -> None:
    assert compared(permits(is_("purpose", "treatment"), SAFE)).verdict == "IN LINE"


def test_a_base_is_in_line_with_itself_in_any_order() -> None:
    turned = copy.deepcopy(BASE)
    turned["duties"].reverse()
    assert compared(turned).verdict == "IN LINE"


def test_a_duty_left_out_is_dropped_and_the_counterexample_shows_it() -> None:
    domain = copy.deepcopy(BASE)
    domain["duties"] = [one for one in domain["duties"] if one["id"] != "log"]
    found = compared(domain)
    assert found.verdict == "CONFLICT"
    assert [(one.what, one.rule) for one in found.conflicts] == [("duty", "log")]
    act = found.counterexample
    assert act is not None
    assert act["logged"] is False
    assert set(act) == set(BASE["attributes"]), "a value for every attribute"
    concepts = taxonomy_from(CONCEPTS)
    assert ruling(rules_of(domain), act, concepts).allowed is True
    there = ruling(rules_of(BASE), act, concepts)
    assert there.allowed is False
    assert "log" in there.duties


def test_what_the_base_calls_waivable_may_be_left_out() -> None:
    domain = copy.deepcopy(BASE)
    domain["duties"] = [one for one in domain["duties"] if one["id"] != "strong"]
    assert compared(domain).verdict == "IN LINE"
    strict = copy.deepcopy(BASE)
    strict["duties"][1]["waivable"] = False
    assert compared(domain, strict).verdict == "CONFLICT"


def test_a_waivable_part_of_a_condition_may_be_left_out() -> None:
    base = {
        "permissions": [{"id": "p", "when": both(is_("purpose", "care"), is_("logged", True) | {"waivable": True})}],
        "attributes": BASE["attributes"],
    }
    assert compared(permits(is_("purpose", "care")), base).verdict == "IN LINE"
    assert compared(permits(is_("logged", True)), base).verdict == "CONFLICT"


def test_a_permission_outside_that_of_the_base() -> None:
    found = compared(permits(is_("purpose", "any", "isA"), SAFE))
    assert [one.what for one in found.conflicts] == ["permission"]
    assert found.conflicts[0].act["purpose"] in ("any", "research")
    assert "recipient" not in found.conflicts[0].act or found.conflicts[0].act["recipient"] != "abroad"


def test_an_exception_of_the_base_counts() -> None:
    strong = both(is_("recipient", "abroad"), is_("level", 4, "gteq"))
    assert compared(permits(is_("purpose", "care"), is_("logged", True), strong)).verdict == "IN LINE"
    weak = both(is_("recipient", "abroad"), is_("level", 3, "gteq"))
    found = compared(permits(is_("purpose", "care"), is_("logged", True), weak))
    assert found.verdict == "CONFLICT"
    assert found.counterexample is not None
    assert found.counterexample["level"] == 3


def test_own_words_with_a_meaning() -> None:
    domain = permits(is_("doel", "behandeling"), SAFE)
    domain["terms"] = {"doel": "purpose", "behandeling": "treatment"}
    assert compared(domain).verdict == "IN LINE"
    domain["terms"]["behandeling"] = "research"
    assert compared(domain).verdict == "CONFLICT"


def test_an_own_concept_below_one_of_the_base() -> None:
    domain = permits(is_("purpose", "wijkverpleging"), SAFE)
    domain["terms"] = {"wijkverpleging": {"broader": "home-care"}}
    assert compared(domain).verdict == "IN LINE"
    domain["terms"] = {"wijkverpleging": {"broader": "research"}}
    assert compared(domain).verdict == "CONFLICT"


@pytest.mark.parametrize("told", ["doel", "purpose"])
def test_an_unknown_term_on_which_it_depends(told: str) -> None:
    found = compared(permits(is_(told, "behandeling" if told == "purpose" else "treatment"), SAFE))
    assert found.verdict == "UNKNOWN"
    assert found.missing == (Term("purpose", "behandeling") if told == "purpose" else Term("doel"),)
    assert not found.conflicts


def test_an_unknown_term_on_which_nothing_depends() -> None:
    narrowed = compared(permits(is_("purpose", "care"), is_("zaaktype", "x"), SAFE))
    assert narrowed.verdict == "IN LINE"
    assert narrowed.unmapped == (Term("zaaktype"),)
    unlogged = compared(permits(is_("purpose", "behandeling"), is_("logged", False)))
    assert unlogged.verdict == "CONFLICT", "whatever the purpose means, it is not logged"
    assert unlogged.counterexample is not None
    assert unlogged.counterexample["purpose"] == "behandeling"
    beside = permits(is_("purpose", "behandeling"), SAFE)
    beside["permissions"].append({"id": "q", "when": is_("purpose", "research")})
    assert compared(beside).verdict == "CONFLICT"


def test_it_is_a_conflict_whichever_rule_is_broken() -> None:
    base = copy.deepcopy(BASE)
    base["duties"][0]["when"] = is_("purpose", "care", "isA")
    base["prohibitions"] = []
    found = compared(permits(is_("purpose", "behandeling"), is_("logged", False)), base)
    assert found.verdict == "CONFLICT"
    assert found.conflicts[0].what == "one of these"


def test_a_domain_that_denies_all_is_in_line() -> None:
    assert compared({"default": "deny"}).verdict == "IN LINE"
    assert compared({"default": "permit"}).verdict == "CONFLICT"


def test_numbers_lie_between_others_only_where_there_are() -> None:
    def told(type_: str) -> str:
        base = {"permissions": [{"id": "p", "when": is_("n", 4, "gteq")}], "attributes": {"n": type_}}
        return compared(permits(is_("n", 3, "gt")), base).verdict

    assert told("integer") == "IN LINE"
    assert told("number") == "CONFLICT"


def test_days_are_days() -> None:
    base = {"permissions": [{"id": "p", "when": is_("day", "2026-07-01", "gteq")}], "attributes": {"day": "date"}}
    assert compared(permits(is_("day", "2026-06-30", "gt")), base).verdict == "IN LINE"
    found = compared(permits(is_("day", "2026-06-29", "gt")), base)
    assert found.counterexample == {"day": "2026-06-30"}


def test_without_declarations_the_texts_tell() -> None:
    base = {"permissions": [{"id": "p", "when": is_("purpose", "care", "isA")}]}
    assert compared(permits(is_("purpose", "home-care")), base).verdict == "IN LINE"
    assert compared(permits(is_("purpose", "research")), base).verdict == "CONFLICT"
    assert compared(permits(is_("colour", "blue")), base).verdict == "CONFLICT"


@pytest.mark.parametrize(
    ("base", "code"),
    [
        ({"permissions": [{"id": "p", "when": is_("porpuse", "care")}]}, "unknown-attribute"),
        ({"permissions": [{"id": "p", "when": is_("purpose", "coffee")}]}, "unknown-value"),
        ({"permissions": [{"id": "p", "when": is_("level", "care", "isA")}]}, "wrong-operator"),
        ({"permissions": [{"id": "p", "when": is_("recipient", "hospital", "lt")}]}, "wrong-operator"),
    ],
)
def test_a_base_that_does_not_hold_together_is_refused(base: dict[str, Any], code: str) -> None:
    with pytest.raises(BadInput) as caught:
        compared({"default": "deny"}, {**base, "attributes": BASE["attributes"]})
    assert code in {one.code for one in caught.value.findings}
    assert all(one.where.startswith("/permissions/0") for one in caught.value.findings)


def test_unknown_never_passes_for_yes_in_a_ruling() -> None:
    found = ruling(rules_of(BASE), {"purpose": "care", "logged": True}, taxonomy_from(CONCEPTS))
    assert found.allowed is None
    assert set(found.missing) == {"recipient", "level"}
