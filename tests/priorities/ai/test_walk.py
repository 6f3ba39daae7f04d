# SPDX-License-Identifier: EUPL-1.2
"""The walk against a naive reader of the published tree, which evaluates its conditions as they are written."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from stelsel.priorities.ai.exchange import decision_aid
from stelsel.priorities.ai.policy import UNKNOWN, tree
from stelsel.priorities.ai.questions._walk import walk

Path_ = tuple[tuple[str, int], ...]


@pytest.fixture(scope="module")
def naive(shared_data: Path) -> list[tuple[Path_, str]]:
    """Every complete path as ((question, place of the answer) ..., conclusion)."""
    raw = yaml.safe_load((shared_data / "ai" / decision_aid.FILE).read_text())
    questions = {one["questionId"]: one for one in raw["questions"]}
    found: list[tuple[Path_, str]] = []

    def holds(condition: str, labels: frozenset[str]) -> bool:
        python = condition.replace("&&", " and ").replace("||", " or ")
        return bool(eval(re.sub(r"!(?=\()", " not ", python), {"labels": labels}))

    def target(one: dict[str, Any]) -> str:
        return one.get("nextQuestionId") or one["nextConclusionId"]

    def on(at: str, labels: frozenset[str], path: Path_) -> None:
        if at not in questions:
            found.append((path, at))
            return
        for place, answer in enumerate(questions[at]["answers"]):
            after = labels | set(answer.get("labels") or ())
            steps = answer.get("redirects") or [answer]
            step = next(one for one in steps if "if" not in one or holds(one["if"], after))
            on(target(step), after, (*path, (at, place)))

    on(raw["questions"][0]["questionId"], frozenset(), ())
    return found


def keyed(path: Path_) -> dict[str, str]:
    return {question: tree().steps[question].options[place].key for question, place in path}


def test_every_complete_path_ends_in_the_same_conclusion(naive: list[tuple[Path_, str]]) -> None:
    assert len(naive) == 3140
    for path, end in naive:
        assert walk(tree(), keyed(path)).outcome == end


def test_what_stays_possible_is_what_the_naive_reader_leaves_possible(naive: list[tuple[Path_, str]]) -> None:
    draw = random.Random(11)
    paths = [(keyed(path), end) for path, end in naive]
    settled = 0
    for _ in range(400):
        chosen, _ = draw.choice(paths)
        given = {
            question: UNKNOWN if draw.random() < 0.1 else key
            for question, key in chosen.items()
            if draw.random() < 0.97
        }
        firm = {question: key for question, key in given.items() if key != UNKNOWN}
        expected = {end for path, end in paths if all(path.get(q, key) == key for q, key in firm.items())}
        walked = walk(tree(), given)
        assert walked.possible == expected
        assert (walked.outcome is not None) == (len(expected) == 1)
        settled += walked.outcome is not None
    assert 50 < settled < 400


def test_asking_on_until_the_end_always_ends(naive: list[tuple[Path_, str]]) -> None:
    draw = random.Random(12)
    for _ in range(200):
        given: dict[str, str] = {}
        for _ in range(40):
            walked = walk(tree(), given)
            if walked.next is None:
                break
            assert walked.next.id not in given
            options = [*(option.key for option in walked.next.options), UNKNOWN]
            given[walked.next.id] = draw.choice(options)
        assert walked.next is None
        assert walked.possible


def test_answers_that_did_not_come_up_are_named() -> None:
    walked = walk(tree(), {"1.1": "nee", "2.9": "ja"})
    assert walked.outcome == "11.0"
    assert walked.unused == ("2.9=ja",)
