# SPDX-License-Identifier: EUPL-1.2
"""Organisations on a day: counted in words, with who came after, by address or code, and provisional where it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from stelsel.book.answer import Answer
from stelsel.book.book import Book
from stelsel.book.question import Budget
from stelsel.kernel.problem import BadInput
from stelsel.nouns.organisation import ORGANISATIONS_ON_DAY
from tests.priorities.services.books import country


@pytest.fixture(scope="module")
def book(root: Path) -> Book:
    return country(root)


def ask(book: Book, **plain: Any) -> Answer:
    inputs = ORGANISATIONS_ON_DAY.from_plain(plain)
    return ORGANISATIONS_ON_DAY.answer(book, inputs, Budget(60, 10**9, lambda: 0.0))


def test_the_headline_counts_in_the_plural(book: Book) -> None:
    found = ask(book, datum="2020-01-01", soortOrganisatie="municipality")
    assert found.headline.nl == "Op 1 januari 2020 waren er 355 gemeenten."
    assert found.headline.en == "On 1 January 2020 there were 355 municipalities."
    assert "organisaties." in ask(book).headline.nl
    assert found.notes == ()


def test_the_table_names_who_came_after(book: Book) -> None:
    (table,) = ask(book, datum="2020-01-01", soortOrganisatie="municipality").tables
    rows = {row[0].text.nl: row for row in table.rows}
    assert table.columns[-1].words.nl == "opvolgers"
    assert "Gemeente Vught" in rows["Gemeente Haaren"][-1].nl
    assert rows["Gemeente Utrecht"][-1].nl == "–"


@pytest.mark.parametrize("typed", ["gm0788", "GM0788", " https://identifier.overheid.nl/tooi/id/gemeente/gm0788 "])
def test_a_code_is_as_good_as_an_address(book: Book, typed: str) -> None:
    found = ask(book, tooi=typed, datum="2020-01-01")
    assert found.verdict == "yes"
    assert found.headline.nl.startswith("Gemeente Haaren bestond op 1 januari 2020. Nu staat daarvoor: ")


def test_a_code_that_nobody_published_is_refused(book: Book) -> None:
    with pytest.raises(BadInput) as caught:
        ask(book, tooi="gm9999")
    assert caught.value.findings[0].code == "unknown-organisation"


@pytest.mark.parametrize("day", ["2030-01-01", "1999-01-01"])
def test_a_day_to_come_or_long_ago_is_provisional(book: Book, day: str) -> None:
    assert ask(book, datum=day).notes[0].nl.startswith("Voorlopig: ")
    assert ask(book, datum=day, tooi="gm0344").notes[0].en.startswith("Provisional: ")
