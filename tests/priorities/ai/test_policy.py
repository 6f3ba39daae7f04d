# SPDX-License-Identifier: EUPL-1.2
"""The decision aid as rule data: its examples, what a broken tree does, and that it is the published one."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from stelsel.kernel.problem import BadInput
from stelsel.priorities.ai.exchange import RULES as RULE_FILE
from stelsel.priorities.ai.exchange import decision_aid
from stelsel.priorities.ai.policy import RULES, Tree, tree, tree_of
from stelsel.priorities.ai.questions._outcome import outcome
from stelsel.priorities.ai.questions._walk import walk


def rule_files() -> tuple[dict[str, Any], dict[str, Any]]:
    return tuple(json.loads((RULES / name).read_text()) for name in (RULE_FILE, "ai-act-words.json"))


def complete_paths(aid: Tree) -> list[tuple[tuple[tuple[str, str], ...], str]]:
    """Every complete path as ((question, answer) ..., conclusion)."""
    found = []

    def on(at: str, labels: frozenset[str], path: tuple[tuple[str, str], ...]) -> None:
        if at in aid.conclusions:
            found.append((path, at))
            return
        for option in aid.steps[at].options:
            on(option.follow(labels), labels | option.labels, (*path, (at, option.key)))

    on(aid.first, frozenset(), ())
    return found


@pytest.mark.parametrize("path", sorted((RULES / "good").glob("*.json")), ids=lambda path: path.stem)
def test_good_examples_lead_where_they_say(path: Path) -> None:
    example = json.loads(path.read_text())
    assert walk(tree(), tree().given(example["answers"])).outcome == example["outcome"]


@pytest.mark.parametrize("path", sorted((RULES / "bad").glob("*.json")), ids=lambda path: path.stem)
def test_bad_examples_are_refused_for_the_reason_they_name(path: Path) -> None:
    example = json.loads(path.read_text())
    with pytest.raises(BadInput) as caught:
        tree().given(example["answers"])
    finding = caught.value.findings[0]
    assert finding.code == example["code"]
    assert finding.cure.nl
    assert finding.cure.en


def test_every_path_ends_and_every_conclusion_is_reached() -> None:
    paths = complete_paths(tree())
    assert len(paths) == 3140
    assert {end for _, end in paths} == set(tree().conclusions)
    assert max(len(path) for path, _ in paths) <= 19
    for path, _ in paths:
        assert len({question for question, _ in path}) == len(path)


@pytest.mark.parametrize("spoil", ["loose-end", "loop", "unknown-article", "words-missing", "an-answer-less"])
def test_a_broken_tree_is_refused(spoil: str) -> None:
    structure, words = (copy.deepcopy(one) for one in rule_files())
    if spoil == "loose-end":
        structure["questions"][0]["answers"][0]["next"] = [{"to": "99"}]
    elif spoil == "loop":
        structure["questions"][2]["answers"][0]["next"] = [{"to": "1.1"}]
    elif spoil == "unknown-article":
        structure["conclusions"][0]["articles"] = ["999"]
    elif spoil == "words-missing":
        del words["questions"]["2.1"]
    else:
        words["questions"]["2.1"]["answers"].pop()
    with pytest.raises(BadInput) as caught:
        tree_of(structure, words)
    assert caught.value.findings[0].code == "tree"


def test_every_answer_has_a_key_of_its_own() -> None:
    for step in tree().steps.values():
        assert len({option.key for option in step.options}) == len(step.options)


def test_the_shipped_structure_is_the_published_one(shared_data: Path) -> None:
    raw = (shared_data / "ai" / decision_aid.FILE).read_bytes()
    fresh = decision_aid.rule_file(decision_aid.structure(decision_aid.load(raw, decision_aid.FILE)))
    assert (RULES / RULE_FILE).read_bytes() == fresh, "run tools/derive_ai.py"


def test_our_words_for_a_conclusion_say_what_the_published_text_says(shared_data: Path) -> None:
    raw = (shared_data / "ai" / decision_aid.FILE).read_bytes()
    for one in decision_aid.load(raw, decision_aid.FILE).conclusions:
        ours, theirs = outcome(one.conclusion_id), one.conclusion.replace("hoog risico", "hoog-risico")
        assert ours.applies is ("niet op jou van toepassing" not in theirs and "niet voor jou" not in theirs)
        if not ours.applies:
            continue
        role = ours.words.nl.partition("u bent ")[2].partition(" van ")[0]
        assert set(role.split(" en ")) <= set(theirs.replace(".", "").split()), one.conclusion_id
        assert ("verboden" in ours.words.nl) == ("verboden" in theirs)
        assert ("zonder hoog risico" in ours.words.nl) == ("niet-hoog-risico" in theirs)
        assert ("hoog risico" in ours.words.nl) == ("hoog-risico" in theirs)
        assert ("open te zijn" in ours.words.nl) == ("transparantieverplichting" in theirs)
        for kind in ("AI-systeem voor algemene doeleinden", "AI-model voor algemene doeleinden"):
            assert (kind in ours.words.nl) == (kind in theirs)


def test_our_words_are_not_copied(shared_data: Path) -> None:
    raw = (shared_data / "ai" / decision_aid.FILE).read_bytes()
    for one in decision_aid.load(raw, decision_aid.FILE).questions:
        step = tree().steps[one.question_id]
        assert step.words.nl != one.question
        assert step.explain.nl not in (one.explanation or "-")
