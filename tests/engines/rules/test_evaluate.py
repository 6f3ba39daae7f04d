# SPDX-License-Identifier: EUPL-1.2
"""One case: lazy, three-valued, over several laws, in versions, with grades, within limits."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest

from stelsel.engines.rules import Facts, Library, Outcome, Step, Unknown, evaluate, read_rules
from stelsel.kernel.problem import BadInput
from tests.engines.rules.texts import DAY, Figure, Table, article, asked, fact, law, library, one, raw, run, value_of

PARTNER_INCOME = {
    "operation": "IF",
    "cases": [{"when": "$heeft_partner", "then": {"operation": "ADD", "values": ["$inkomen", "$inkomen_partner"]}}],
    "default": "$inkomen",
}


def inputs_used(step: Step) -> set[str]:
    """The facts in a tree."""
    found = {step.name} if step.kind == "fact" else set()
    return found.union(*(inputs_used(child) for child in step.children))


def household(**facts: Any) -> Outcome:
    lib = library(
        law(
            "inkomenswet",
            article(
                input=[fact("loon")],
                output=[{"name": "inkomen", "type": "number"}],
                actions=[{"output": "inkomen", "value": "$loon"}],
            ),
        ),
        law(
            "toeslagwet",
            article(
                input=[
                    fact("heeft_partner", "boolean"),
                    fact("partner", "string"),
                    asked("inkomen", "inkomenswet", "inkomen"),
                    {
                        **asked("inkomen_partner", "inkomenswet", "inkomen"),
                        "source": {"regulation": "inkomenswet", "output": "inkomen", "parameters": {"bsn": "$partner"}},
                    },
                ],
                output=[{"name": "samen", "type": "number"}],
                actions=[{"output": "samen", "value": PARTNER_INCOME}],
            ),
        ),
    )
    return evaluate(lib, "toeslagwet", "samen", Facts({"personen": facts}), DAY)


def test_the_income_of_the_partner_is_asked_only_with_a_partner() -> None:
    alone = household(aanvrager={"heeft_partner": False, "loon": 100})
    assert alone.value == 100
    assert alone.missing == ()
    assert "partner" not in inputs_used(alone.tree)
    together = household(aanvrager={"heeft_partner": True, "loon": 100, "partner": "partner"}, partner={"loon": 50})
    assert together.value == 150
    assert together.facts == {
        "aanvrager.heeft_partner": True,
        "aanvrager.loon": 100,
        "aanvrager.partner": "partner",
        "partner.loon": 50,
    }
    assert household(aanvrager={"heeft_partner": True, "loon": 100, "partner": "partner"}).missing == ("partner.loon",)
    assert household(aanvrager={"heeft_partner": True, "loon": 100}).missing == ("aanvrager.partner",)


def test_without_a_person_there_is_nothing_of_that_person() -> None:
    found = household(aanvrager={"heeft_partner": True, "loon": 100, "partner": []})
    assert [one.code for one in found.troubles] == ["nothing"]
    assert found.standing == "refused"


@pytest.mark.parametrize("known", [True, False])
def test_and_and_or_are_decided_by_one(known: bool) -> None:
    name, decisive = ("OR", True) if known else ("AND", False)
    lib = one(
        {"operation": name, "conditions": ["$a", "$b"]}, fact("a", "boolean"), fact("b", "boolean"), kind="boolean"
    )
    assert run(lib, b=decisive).value is decisive
    assert run(lib, a=decisive).value is decisive
    assert run(lib, a=not decisive).missing == ("aanvrager.b",)
    assert run(lib).missing == ("aanvrager.a", "aanvrager.b")
    assert run(lib, a=not decisive, b=not decisive).value is (not decisive)
    assert run(lib, a=decisive).tree.children[0].skip == "decided"


def test_a_choice_that_does_not_matter_is_known() -> None:
    same = {"operation": "IF", "cases": [{"when": "$a", "then": 5}], "default": "$b"}
    lib = one(same, fact("a", "boolean"), fact("b"))
    assert run(lib, b=5).value == 5
    assert run(lib, b=6).missing == ("aanvrager.a",)
    assert run(lib).missing == ("aanvrager.a", "aanvrager.b")
    between = run(lib, b=9).value
    assert (between.low, between.high) == (5, 9)


def test_bounds_of_a_fact_decide_a_comparison() -> None:
    above = {"operation": "GREATER_THAN", "subject": {"operation": "ADD", "values": ["$a", 1]}, "value": 0}
    assert run(one(above, fact("a", min=0), kind="boolean")).value is True
    assert run(one(above, fact("a"), kind="boolean")).missing == ("aanvrager.a",)


def test_zero_times_anything_needs_nothing_more() -> None:
    found = run(one({"operation": "MULTIPLY", "values": ["$a", "$b"]}, fact("a"), fact("b")), a=0)
    assert found.value == 0
    assert found.tree.children[0].skip == "zero"


def test_a_list_is_gone_through() -> None:
    children = [{"leeftijd": 4, "bedrag": 10}, {"leeftijd": 12, "bedrag": 20}, {"leeftijd": 19, "bedrag": 40}]
    young = {"operation": "LESS_THAN", "subject": "$kind.leeftijd", "value": 18}
    each = {"operation": "FOREACH", "subject": "$kinderen", "as": "kind", "where": young, "value": "$kind.bedrag"}
    for combine, found in (("ADD", 30), ("MIN", 10), ("MAX", 20), ("COUNT", 2), ("LIST", (10, 20))):
        assert value_of({**each, "combine": combine}, kinderen=children) == found
    assert value_of({**each, "combine": "ADD"}, kinderen=[]) == 0
    gap = run(one({**each, "combine": "ADD"}, fact("kinderen", "array")), kinderen=[*children, {"leeftijd": 3}])
    assert gap.missing == ("aanvrager.kinderen[3].bedrag",)


def test_another_law_is_asked_for_each_item() -> None:
    lib = library(
        law(
            "brp",
            article(
                input=[fact("leeftijd")],
                output=[{"name": "jong", "type": "boolean"}],
                actions=[{"output": "jong", "operation": "LESS_THAN", "subject": "$leeftijd", "value": 18}],
            ),
        ),
        law(
            "wet",
            article(
                input=[
                    fact("kinderen", "array"),
                    {
                        "name": "jong",
                        "type": "boolean",
                        "source": {"regulation": "brp", "output": "jong", "parameters": {"bsn": "$kind"}},
                    },
                ],
                output=[{"name": "uit", "type": "number"}],
                actions=[
                    {
                        "output": "uit",
                        "operation": "FOREACH",
                        "subject": "$kinderen",
                        "as": "kind",
                        "where": "$jong",
                        "value": 1,
                        "combine": "COUNT",
                    }
                ],
            ),
        ),
    )
    people = {"aanvrager": {"kinderen": ["kind-1", "kind-2"]}, "kind-1": {"leeftijd": 4}, "kind-2": {"leeftijd": 20}}
    assert evaluate(lib, "wet", "uit", Facts({"personen": people}), DAY).value == 1
    del people["kind-2"]
    assert evaluate(lib, "wet", "uit", Facts({"personen": people}), DAY).missing == ("kind-2.leeftijd",)


def constant(value: Any, **formal: Any) -> dict[str, Any]:
    return article(output=[{"name": "uit", "type": "number"}], actions=[{"output": "uit", "value": value}], **formal)


def test_the_version_that_holds_and_was_known() -> None:
    lib = library(
        law("wet", constant(1), valid_from="2024-01-01"),
        law("wet", constant(2), valid_from="2025-01-01", valid_to="2025-12-31", publication_date="2024-12-20"),
    )
    assert run(lib, on=date(2024, 12, 31)).value == 1
    assert run(lib, on=date(2025, 1, 1)).value == 2
    early = evaluate(lib, "wet", "uit", Facts({}), DAY, known_at=date(2024, 12, 19))
    assert early.value == 1
    for day in (date(2023, 12, 31), date(2026, 1, 1)):  # before the first, and past the end: the older does not return
        with pytest.raises(BadInput, match="from 2024-01-01 and from 2025-01-01 up to 2025-12-31"):
            run(lib, on=day)


def test_a_term_is_filled_in_by_the_place_the_nation_or_a_default() -> None:
    term = {"id": "afstand", "type": "number", "delegated_to": "gemeenteraad"}
    national = law(
        "wet",
        constant("$afstand", open_terms=[{**term, "default": {"actions": [{"output": "afstand", "value": 200}]}}]),
    )
    local = law(
        "verordening",
        article(
            "2",
            implements=[{"law": "wet", "article": "1", "open_term": "afstand"}],
            output=[{"name": "afstand", "type": "number"}],
            actions=[{"output": "afstand", "value": 100}],
        ),
        gemeente_code="GM0363",
        regulatory_layer="GEMEENTELIJKE_VERORDENING",
    )
    lib = library(national, local)
    assert evaluate(lib, "wet", "uit", Facts({"gemeente": "GM0363"}), DAY).value == 100
    assert evaluate(lib, "wet", "uit", Facts({"gemeente": "GM0344"}), DAY).value == 200
    assert evaluate(lib, "wet", "uit", Facts({}), DAY).missing == ("gemeente",)
    alone = library(law("wet", constant("$afstand", open_terms=[term])))
    assert [one.code for one in run(alone).troubles] == ["term"]
    assert run(library(law("wet", constant("$afstand", open_terms=[{**term, "required": False}])))).value is None


def test_a_special_law_goes_before_a_general_one_and_hooks_join_a_decision() -> None:
    weken = {"output": [{"name": "weken", "type": "number"}]}
    general = law(
        "awb",
        article(
            "6:7",
            **weken,
            actions=[{"output": "weken", "value": 6}],
            hooks=[{"hook_point": "post_actions", "applies_to": {"legal_character": "BESCHIKKING"}}],
        ),
    )
    special = law(
        "vw",
        article(
            "69",
            **weken,
            actions=[{"output": "weken", "value": 4}],
            overrides=[{"law": "awb", "article": "6:7", "output": "weken"}],
        ),
    )
    plain = law("wet", constant(1, produces={"legal_character": "BESCHIKKING"}))
    lib = library(general, special, plain)
    assert run(lib, "awb", "weken").value == 6
    assert run(lib, "vw", "weken").value == 4
    assert run(lib, "wet", "weken").value == 6


def param(name: str = "norm", on: str = "year") -> dict[str, Any]:
    return {"parameter": {"name": name, "on": on}}


def test_figures_carry_their_grade_to_the_outcome() -> None:
    lib = library(law("wet", constant({"operation": "ADD", "values": [param(), 1]}), grade="L"))
    table = Table((2025, Figure("norm", Fraction(211200))), (2024, Figure("norm", Fraction(198700), grade="S")))
    found = evaluate(lib, "wet", "uit", Facts({}), DAY, figures=table)
    assert (found.value, found.grade, found.standing) == (211201, "L", "official")
    assert table.asked == [("BWBR0000001", "norm", date(2025, 1, 1))]
    assert dict(found.figures) == {"BWBR0000001 norm": "wet"}
    old = evaluate(lib, "wet", "uit", Facts({}), date(2024, 3, 1), figures=table)
    assert (old.grade, old.standing) == ("S", "provisional")
    none = evaluate(lib, "wet", "uit", Facts({}), date(2026, 3, 1), figures=table)
    assert none.standing == "refused"
    assert [(one.code, one.where) for one in none.troubles] == [("figure", "BWBR0000001 norm")]


def test_only_what_was_used_counts_for_the_grade() -> None:
    choice = {"operation": "IF", "cases": [{"when": "$a", "then": param("goed")}], "default": param("zwak")}
    output = [{"name": "uit", "type": "number"}]
    action = {"output": "uit", **choice}
    lib = library(law("wet", article(input=[fact("a", "boolean")], output=output, actions=[action]), grade="L"))
    table = Table(
        (2025, Figure("goed", Fraction(1))), (2025, Figure("zwak", Fraction(2), grade="I", uncertain=("kb-3",)))
    )
    grades = {}
    for a in (True, False):
        found = evaluate(lib, "wet", "uit", Facts({"personen": {"aanvrager": {"a": a}}}), DAY, figures=table)
        grades[a] = (found.standing, found.uncertain)
    assert grades == {True: ("official", ()), False: ("provisional", ("kb-3",))}


def test_an_uncertain_line_makes_provisional_who_touches_it() -> None:
    output = [{"name": "uit", "type": "number"}]
    doubtful = law(
        "wet", article(output=output, actions=[{"output": "uit", "value": 1, "uncertain": ["kb-7"]}]), grade="L"
    )
    found = run(library(doubtful))
    assert (found.grade, found.standing, found.uncertain) == ("L", "provisional", ("kb-7",))
    assert run(library(law("wet", constant(1), grade="L"))).standing == "official"
    assert run(library(law("wet", constant(1)))).standing == "provisional"  # nobody says it was checked


def test_a_circle_is_named_and_ends() -> None:
    output = [{"name": "uit", "type": "number"}, {"name": "in", "type": "number"}]
    lib = library(
        law(
            "wet",
            article(output=output, actions=[{"output": "uit", "value": "$in"}, {"output": "in", "value": "$uit"}]),
        )
    )
    found = run(lib)
    assert [one.code for one in found.troubles] == ["cycle"]
    assert "uit > in > uit" in found.troubles[0].what.en


def test_doubling_over_and_over_costs_no_more_than_its_length() -> None:
    names = [f"n{at}" for at in range(40)]
    actions = [{"output": "n0", "value": 1}]
    actions += [{"output": b, "operation": "ADD", "values": [f"${a}", f"${a}"]} for a, b in pairwise(names)]
    output = [{"name": name, "type": "number"} for name in names]
    assert run(library(law("wet", article(output=output, actions=actions))), output="n39").value == 2**39


def test_too_long_a_chain_and_too_many_steps_are_refused() -> None:
    names = [f"n{at}" for at in range(60)]
    actions = [{"output": "n0", "value": 1}] + [{"output": b, "value": f"${a}"} for a, b in pairwise(names)]
    output = [{"name": name, "type": "number"} for name in names]
    with pytest.raises(BadInput, match="too large or too deep"):
        run(library(law("wet", article(output=output, actions=actions))), output="n59")
    inner: Any = 1
    for level in range(4):
        inner = {"operation": "FOREACH", "subject": "$veel", "as": f"i{level}", "value": inner, "combine": "ADD"}
    with pytest.raises(BadInput, match="too large or too deep"):
        run(one(inner, fact("veel", "array")), veel=list(range(100)))


def test_what_is_not_there_is_said() -> None:
    with pytest.raises(BadInput, match="This rule is not there"):
        run(one(1), rule="geen")
    with pytest.raises(BadInput, match="does not give this output"):
        run(one(1), output="geen")
    gone = run(
        library(
            law(
                "wet",
                article(
                    input=[asked("a", "weg", "b")],
                    output=[{"name": "uit", "type": "number"}],
                    actions=[{"output": "uit", "value": "$a"}],
                ),
            )
        )
    )
    assert [(one.code, one.where) for one in gone.troubles] == [("version", "wet-0.yaml line 14")]
    assert [one.code for one in run(one("$niets")).troubles] == ["reference"]


def test_the_receipt_names_facts_and_texts() -> None:
    found = run(one({"operation": "ADD", "values": ["$a", "$a"]}, fact("a"), fact("b")), a=1, b=2)
    assert dict(found.facts) == {"aanvrager.a": 1}
    assert list(found.texts) == ["wet-0.yaml"]
    assert all(len(value) == 64 for value in found.texts.values())
    assert isinstance(run(one("$a", fact("a"))).value, Unknown)


def test_a_list_with_something_unknown_names_it() -> None:
    found = run(one(["$a", 1], fact("a"), kind="array"))
    assert found.missing == ("aanvrager.a",)
    assert found.value[1] == 1


def test_a_filter_that_is_no_yes_or_no_is_a_trouble() -> None:
    each = {"operation": "FOREACH", "subject": "$a", "where": 5, "value": 1, "combine": "COUNT"}
    found = run(one(each, fact("a", "array")), a=[1])
    assert [one.code for one in found.troubles] == ["kind"]


def test_an_item_that_may_count_leaves_the_sum_open() -> None:
    where = {"operation": "LESS_THAN", "subject": "$i.leeftijd", "value": 18}
    each = {"operation": "FOREACH", "subject": "$a", "as": "i", "where": where, "value": 1}
    lib = one({**each, "combine": "ADD"}, fact("a", "array"))
    assert run(lib, a=[{"leeftijd": 3}, {}]).missing == ("aanvrager.a[1].leeftijd",)
    some = one({**each, "value": True, "combine": "OR"}, fact("a", "array"), kind="boolean")
    assert run(some, a=[{"leeftijd": 3}, {}]).value is True


def test_lists_in_lists_do_not_grow_without_end() -> None:
    names = [f"n{at}" for at in range(40)]
    actions: list[dict[str, Any]] = [{"output": "n0", "value": [1, 2]}]
    actions += [{"output": b, "operation": "LIST", "items": [f"${a}", f"${a}"]} for a, b in pairwise(names)]
    output = [{"name": name, "type": "array"} for name in names]
    lib = library(law("wet", article(output=output, actions=actions)))
    with pytest.raises(BadInput, match="too large or too deep"):
        run(lib, output="n39")


def test_requirements_of_the_older_format_stand_before_every_output() -> None:
    older = {
        "law": "wet",
        "service": "DIENST",
        "name": "Wet",
        "valid_from": "2024-01-01",
        "properties": {
            "parameters": [{"name": "LEEFTIJD", "type": "number"}],
            "output": [{"name": "bedrag", "type": "number"}],
        },
        "requirements": [{"all": [{"subject": "$LEEFTIJD", "operation": "GREATER_OR_EQUAL", "value": 18}]}],
        "actions": [{"output": "bedrag", "value": 5}],
    }
    lib = Library([read_rules(raw(older), "wet.yaml")])
    assert run(lib, output="bedrag", leeftijd=18).value == 5
    assert run(lib, output="bedrag", leeftijd=17).value is None
    assert run(lib, output="bedrag").missing == ("aanvrager.leeftijd",)
    assert run(lib, output="bedrag", leeftijd=17).tree.children[0].name == "DEMAND"
