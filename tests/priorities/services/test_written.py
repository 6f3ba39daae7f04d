# SPDX-License-Identifier: EUPL-1.2
"""Sixty services written out, half of them for entrepreneurs: whole in both languages, and plain."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from stelsel.book.book import Book
from stelsel.kernel import personal_data
from stelsel.priorities.services.kinds import PUBLIC_SERVICE
from stelsel.priorities.services.sayings import code_of, sayings
from stelsel.priorities.services.written import written
from tests.priorities.services.books import ask, country

LONGEST = 22
EVENTS = {"birth", "moving", "death", "divorce", "debts", "turning-18", "retirement", "losing-work", "building",
          "starting-business", "staff", "event-permit", "moving-business"}  # fmt: skip


@pytest.fixture(scope="module")
def book(root: Path) -> Book:
    return country(root)


def test_sixty_are_written_and_half_are_for_entrepreneurs(book: Book) -> None:
    business = {code_of(body.identifier) for _, body in book.rows(PUBLIC_SERVICE) if "entrepreneur" in body.addressee}
    assert len(written()) >= 60
    assert len(written().keys() & business) >= 30
    assert written().keys() <= sayings().keys()
    assert {event for one in written().values() for event in one.events} >= EVENTS


@pytest.mark.parametrize("code", sorted(written()))
def test_each_is_whole_and_plain(code: str) -> None:
    one = written()[code]
    for said, text in one.lines():
        for language in ("nl", "en"):
            assert text.to(language).strip(), said
            for sentence in re.split(r"(?<=[.!?]) ", text.to(language)):
                assert len(sentence.split()) <= LONGEST or ";" in sentence, sentence
    assert len(one.how) >= 3
    assert all(fact.says and fact.source for fact in one.facts)
    assert personal_data.find({"lines": [text.nl for _, text in one.lines()]}) == []


def test_who_is_sure_of_the_service_reads_how_to_arrange_it(book: Book) -> None:
    answer = ask(book, zaak="ik ga verhuizen", woonplaats="Utrecht")
    (how,) = (table for table in answer.tables if table.title.nl.startswith("Zo regelt u het"))
    said = {part.nl: text.nl for part, text in how.rows}  # type: ignore[union-attr]
    assert "gratis" in said["Kosten"]
    assert "Stap 1" in said
    unsure = ask(book, zaak="ik wil iets regelen")
    assert not any(table.title.nl.startswith("Zo regelt u het") for table in unsure.tables)
