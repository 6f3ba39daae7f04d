# SPDX-License-Identifier: EUPL-1.2
"""Every product of the list has one plain sentence and the ways in which people say it; the questions that measure the
router are blind to them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from stelsel.book.book import Book
from stelsel.engines.route import Meaning, model
from stelsel.kernel import personal_data
from stelsel.priorities.services.kinds import PUBLIC_SERVICE
from stelsel.priorities.services.sayings import MEANING, all_ways, code_of, elsewhere, sayings
from tests.priorities.services.books import country

SETS = Path(__file__).parent / "route"
MOST_WORDS, RUN = 26, 4


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def book(root: Path) -> Book:
    return country(root)


def test_every_product_of_the_list_is_said(book: Book) -> None:
    assert {code_of(body.identifier) for _, body in book.rows(PUBLIC_SERVICE)} == set(sayings())


def test_each_has_a_plain_sentence_and_several_ways() -> None:
    for one in (*sayings().values(), *elsewhere().values()):
        assert len(one.said) >= 8, one.code
        assert len({way.lower() for way in one.said}) == len(one.said), one.code
        for text in (one.sentence.nl, one.sentence.en):
            assert len(text.split()) <= MOST_WORDS, text
            assert text.endswith((".", "!")), text


def test_no_saying_holds_personal_data() -> None:
    assert personal_data.find({"ways": list(all_ways())}) == []


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


@pytest.mark.parametrize("name", ["questions", "off-topic", "ambiguous"])
def test_no_question_shares_a_run_of_words_with_a_saying_of_a_product(name: str) -> None:
    said = {run for one in sayings().values() for way in one.ways for run in runs(way)}
    assert [row["text"] for row in rows(name) if runs(row["text"]) & said] == []


def test_the_questions_are_many_and_of_many_products() -> None:
    asked = rows("questions")
    assert len(asked) >= 300
    assert len({row["products"][0] for row in asked}) >= 150
    assert {code for row in asked for code in row["products"]} <= set(sayings())
    assert {row["part"] for row in asked} == {"seen", "unseen"}


def test_what_is_kept_of_meaning_is_that_of_the_sayings() -> None:
    kept, encode, ways = Meaning.read(MEANING), model(), all_ways()
    assert len(kept.rows) == len(ways)
    assert encode is not None
    for at in range(0, len(ways), len(ways) // 25):
        assert int(np.argmax(kept.alike(encode([ways[at]])[0]))) == at or kept.alike(encode([ways[at]])[0])[at] > 0.95
