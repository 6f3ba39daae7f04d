# SPDX-License-Identifier: EUPL-1.2
"""An agreement as a rule text: it reads, has no findings, and says of every act what the agreement says."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import msgspec
import pytest

from bench.refinement_pairs import TAXONOMY, pairs
from stelsel.engines.refinement import Rules, Taxonomy, rules_of, ruling, taxonomy_from
from stelsel.engines.rules import Facts, Library, Unknown, check, evaluate, read_rules
from stelsel.kernel.problem import BadInput
from stelsel.nouns.agreement import (
    PROFILES,
    AgreedPermission,
    Agreement,
    example,
    rules_in,
    taxonomy_in,
    with_rules,
)
from stelsel.nouns.rule_text import RULE_TEXT
from stelsel.priorities.data.exchange import rule_text

CONCEPTS = taxonomy_from(TAXONOMY)
DAY = date(2026, 11, 28)


def outcome(library: Library, body: Agreement, rules: Rules, act: dict[str, Any]) -> bool | None:
    """What the rule text says of an act."""
    facts = Facts(rule_text.facts_of(rules, act))
    found = evaluate(library, rule_text.identifier(body), rule_text.OUTPUT, facts, DAY)
    assert not found.troubles
    return None if isinstance(found.value, Unknown) else bool(found.value)


def acts(rules: Rules, concepts: Taxonomy, dice: random.Random, count: int) -> list[dict[str, Any]]:
    """Acts near what the rules speak of; one in eight values is not told."""
    near: dict[str, list[Any]] = {}
    for atom in rules.atoms():
        near.setdefault(atom.attribute, []).extend(atom.values)
    found = []
    for _ in range(count):
        act: dict[str, Any] = {}
        for name, one in rules.attributes.items():
            if one.type in ("integer", "number"):
                values: list[Any] = [int(it) + step for it in near.get(name, [0]) for step in (-1, 0, 1)]
            elif one.type == "boolean":
                values = [True, False]
            elif one.type == "date":
                values = ["2025-12-31", "2026-01-01", "2026-06-01", *(str(it) for it in near.get(name, []))]
            else:
                values = [
                    *one.values,
                    *map(str, near.get(name, [])),
                    *(concepts.broader if one.type == "concept" else ()),
                ]
            act[name] = dice.choice(values or ["iets"]) if dice.random() > 0.12 else None
        found.append(act)
    return found


@pytest.mark.parametrize("name", ["grondregels", "levering-adressen", *PROFILES])
def test_an_example_executes_as_it_rules(name: str) -> None:
    body, base = example(name), example("grondregels")
    raw = rule_text.write(body, "https://voorbeeld.example/a", base)
    assert raw == rule_text.write(body, "https://voorbeeld.example/a", base)
    library = Library([read_rules(raw, f"{name}.yaml")])
    assert not check(library)
    rules, concepts = rules_in(body), taxonomy_in(base).joined(taxonomy_in(body))
    wide = (
        msgspec.structs.replace(body, attributes=(*base.attributes, *body.attributes))
        if name != "grondregels"
        else body
    )
    seen = set()
    for act in acts(rules_in(wide), concepts, random.Random(1), 200):
        wanted = ruling(rules, act, concepts).allowed
        assert outcome(library, body, rules, act) == wanted, act
        seen.add(wanted)
    assert {False, None} <= seen


def test_made_up_rules_execute_as_they_rule() -> None:
    dice, seen = random.Random(7), set()
    for number, (plain, _) in enumerate(pairs(31, 60)):
        rules = rules_of(plain)
        body = with_rules({"identifier": f"a-{number}", "version": "1", "title": "t"}, rules, CONCEPTS)
        library = Library([read_rules(rule_text.write(body), "a.yaml")])
        for act in acts(rules, CONCEPTS, dice, 30):
            wanted = ruling(rules, act, CONCEPTS).allowed
            assert outcome(library, body, rules, act) == wanted, (number, act)
            seen.add(wanted)
    assert seen == {True, False, None}


def test_the_law_and_the_article_come_along_and_it_can_be_published() -> None:
    body = example("levering-adressen")
    raw = rule_text.write(body, base=example("grondregels"))
    text = read_rules(raw, "a.yaml")
    assert {(one.basis.bwb_id, one.basis.article) for article in text.articles for one in article.actions} == {
        ("BWBR0033715", "3.2")
    }
    assert RULE_TEXT.convert({"regeltekst": raw.decode()}).body.identifier == "voorbeeld_levering_adressen"


def test_names_that_facts_cannot_have_get_others() -> None:
    permission = AgreedPermission("p", '"Doel A" = x and "doel-a" = y and bsn = true and "1e" >= 2')
    body = Agreement(identifier="A", version="1", title="t", permissions=(permission,))
    rules = rules_in(body)
    names = rule_text.fact_names(rules)
    assert len(set(names.values())) == 4
    assert "bsn" not in names.values()
    library = Library([read_rules(rule_text.write(body), "a.yaml")])
    act = {"Doel A": "x", "doel-a": "y", "bsn": True, "1e": 2}
    assert outcome(library, body, rules, act) is True
    assert outcome(library, body, rules, {**act, "doel-a": "x"}) is False
    assert outcome(library, body, rules, {**act, "1e": None}) is None


@pytest.mark.parametrize(
    "line", ["a isAllOf (1, 2)", "a isAllOf (1, 1)", "never", "always", "not always", "a hasPart zorg"]
)
def test_corners_execute_as_they_rule(line: str) -> None:
    body = Agreement(identifier="a", version="1", title="t", permissions=(AgreedPermission("p", line),))
    library, rules = Library([read_rules(rule_text.write(body), "a.yaml")]), rules_in(body)
    for value in (1, 2) if "(" in line else ("zorg", "x"):
        assert outcome(library, body, rules, {"a": value}) == ruling(rules, {"a": value}, Taxonomy()).allowed


def test_a_dollar_sign_cannot_be_held() -> None:
    body = Agreement(identifier="a", version="1", title="t", permissions=(AgreedPermission("p", 'a = "$b"'),))
    with pytest.raises(BadInput, match="dollar"):
        rule_text.write(body)
