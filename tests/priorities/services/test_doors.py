# SPDX-License-Identifier: EUPL-1.2
"""How often the right service stands first, on 110 questions of our own; `closed` ones were not looked at when
words alone decided; their figures were seen since.
And `trap` texts, which share words with a service and are about something else."""

from __future__ import annotations

import csv
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from stelsel.book.book import Book
from stelsel.priorities.services.kinds import PUBLIC_SERVICE
from tests.priorities.services.books import ask, country

FLOORS = {"open": (0.95, 0.97), "closed": (0.88, 0.94)}
"""Part -> at least this share of questions has a right service first, and among the first three."""

MOST_TRAPPED, UNKNOWN_TRAPS, MOST_WRONG, MOST_HEARD = 5, 16, 1, 2
"""Of the texts that only share words with a service: at most so many get a yes, at least so many stay unknown (for some
a service is no bad answer: who has a broken washing machine and no money). Of each part: so many sure and wrong, and so
many texts without a subject that get a service."""


@dataclass
class Score:
    """Counts over questions with a right service, and over those that must stay unsure."""

    asked: int = 0
    first: int = 0
    three: int = 0
    sure: int = 0
    sure_wrong: int = 0
    nonsense: int = 0
    unsure: int = 0


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with (Path(__file__).parent / "doors.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def book(root: Path) -> Book:
    return country(root)


def test_the_set_is_labelled_with_services_of_the_list(rows: list[dict[str, str]], book: Book) -> None:
    titles = {body.title for _, body in book.rows(PUBLIC_SERVICE)} | {"unsure"}
    assert len(rows) >= 60
    assert len({row["text"] for row in rows}) == len(rows)
    assert {name for row in rows for name in row["expected"].split("|")} <= titles


@pytest.mark.parametrize("part", sorted(FLOORS))
def test_the_right_service_stands_first(
    part: str, rows: list[dict[str, str]], book: Book, capsys: pytest.CaptureFixture[str]
) -> None:
    score = Score()
    for row in rows:
        if row["part"] == part:
            _count(score, book, row["text"], row["expected"].split("|"))
    first, three = score.first / score.asked, score.three / score.asked
    with capsys.disabled():
        sys.stdout.write(f"\nwhich door, {part}: top-1 {first:.1%}, top-3 {three:.1%}; {score}\n")
    at_first, at_three = FLOORS[part]
    assert first >= at_first, score
    assert three >= at_three, score
    assert score.sure_wrong <= MOST_WRONG, score
    assert score.unsure >= score.nonsense - MOST_HEARD, score


def test_texts_that_share_words_with_a_service_hardly_ever_get_a_yes(
    rows: list[dict[str, str]], book: Book, capsys: pytest.CaptureFixture[str]
) -> None:
    traps = [row["text"] for row in rows if row["part"] == "trap"]
    verdicts = {text: ask(book, zaak=text, woonplaats="Utrecht").verdict for text in traps}
    wrong = [text for text, verdict in verdicts.items() if verdict == "yes"]
    unknown = sum(verdict == "unknown" for verdict in verdicts.values())
    with capsys.disabled():
        sys.stdout.write(f"\nwhich door, {len(traps)} traps: {len(wrong)} yes, {unknown} unknown\n")
    assert len(traps) >= 30
    assert len(wrong) <= MOST_TRAPPED, wrong
    assert unknown >= UNKNOWN_TRAPS, verdicts


def _count(score: Score, book: Book, text: str, expected: list[str]) -> None:
    answer = ask(book, zaak=text)
    titles = [service["title"] for service in answer.result["services"][:3]]
    if expected == ["unsure"]:
        score.nonsense += 1
        score.unsure += answer.verdict == "unknown"
        return
    right = bool(titles) and titles[0] in expected
    score.asked += 1
    score.first += right
    score.three += any(title in expected for title in titles)
    score.sure += answer.result["sureService"]
    score.sure_wrong += answer.result["sureService"] and not right
