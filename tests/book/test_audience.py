# SPDX-License-Identifier: EUPL-1.2
"""Who sees which log, in every way there is to look."""

from __future__ import annotations

import hashlib
import json

import pytest

from stelsel.book.audience import ANYONE, Asker
from stelsel.book.book import Book
from stelsel.book.position import Position
from stelsel.register.log import LogName
from tests.book.shelves import (
    DAY,
    GOVERNMENT,
    OF_ONE,
    OF_TWO_IN_GOVERNMENT,
    ONE,
    add,
    country,
    entry,
    library,
    log,
    titles,
)
from tests.kernel.samples import KINDS, THING

PUBLIC = {"one public", "two public"}
GOV = {"one gov", "two gov"}
SEES = [
    (ANYONE, PUBLIC),
    (GOVERNMENT, PUBLIC | GOV),
    (OF_ONE, PUBLIC | {"one own", "one gov"}),
    (OF_TWO_IN_GOVERNMENT, PUBLIC | GOV | {"two own"}),
    (Asker(name="somebody"), PUBLIC),
    (Asker(publishers=frozenset({"three", ""})), PUBLIC),
]


@pytest.mark.parametrize(("asker", "seen"), SEES)
def test_an_asker_sees_the_same_in_rows_tables_counts_searches_and_histories(asker: Asker, seen: set[str]) -> None:
    book = library(country()).book(asker)
    assert titles(book) == seen
    table = book.table(THING)
    assert set(table["title"]) == seen
    assert {title.replace(" ", "/thing/") for title in seen} == set(table["_id"])
    assert book.count(THING) == len(seen)
    for publisher in ("one", "two"):
        for audience in ("own", "public", "gov"):
            address, there = f"{publisher}/thing/{audience}", f"{publisher} {audience}" in seen
            assert (book.get(address) is not None) == there
            assert len(book.history(address)) == there
    for word in ("own", "gov", "public", "two"):
        found = book.search(word)
        assert set(found.ids) <= {title.replace(" ", "/thing/") for title in seen}
        assert sum(found.facets.get("kind", {}).values()) == found.total <= len(seen)
    assert book.search("").total == len(seen)
    assert {view.log.origin for view in book.views} == {log(*title.split(" ")).origin for title in seen}  # type: ignore[arg-type]


@pytest.mark.parametrize("audience", ["own", "public", "gov", "x/agreement", "", "PUBLIC"])
def test_an_audience_that_nobody_declared_is_for_its_publisher_only(audience: str) -> None:
    name = LogName("o", ONE, audience, ONE)  # type: ignore[arg-type]
    assert ANYONE.may_see(name) == (audience == "public")
    assert GOVERNMENT.may_see(name) == (audience in ("public", "gov"))
    assert OF_ONE.may_see(name)
    assert OF_TWO_IN_GOVERNMENT.may_see(name) == (audience in ("public", "gov"))


def test_a_book_with_a_log_that_its_asker_may_not_see_is_never_made() -> None:
    shelf = library(country())
    views = shelf.book(OF_ONE).views
    with pytest.raises(AssertionError):
        Book(views, KINDS, ANYONE, shelf, DAY)


def test_a_position_is_cited_by_a_hash_that_anybody_can_compute() -> None:
    logs = country()
    book = library(logs).book(OF_ONE)
    pairs = sorted([name.origin, size] for name, size in logs.sizes().items() if OF_ONE.may_see(name))
    text = json.dumps(pairs, separators=(",", ":"), ensure_ascii=False)
    assert book.position.logs == tuple((origin, size) for origin, size in pairs)
    assert book.position.hash == hashlib.sha256(text.encode()).hexdigest()
    assert book.position.entries == 4
    assert Position(()).hash == hashlib.sha256(b"[]").hexdigest()
    with pytest.raises(AssertionError):
        Position((("b", 1), ("a", 1)))


def test_a_position_changes_only_for_those_who_see_the_change() -> None:
    logs = country()
    shelf = library(logs)
    before = {asker: shelf.book(asker).position.hash for asker, _ in SEES}
    add(logs, "own", entry(ONE, "more"))
    after = {asker: shelf.book(asker).position.hash for asker, _ in SEES}
    assert {asker for asker in before if before[asker] != after[asker]} == {OF_ONE}


def test_a_memo_is_made_once_for_a_position_and_never_shared_with_another() -> None:
    logs = country()
    shelf = library(logs)
    made: list[frozenset[str]] = []

    def look(asker: Asker) -> frozenset[str]:
        book = shelf.book(asker)

        def make() -> frozenset[str]:
            made.append(frozenset(titles(book)))
            return made[-1]

        return book.memo("titles", make)

    assert {asker: look(asker) for asker, _ in SEES} == {asker: frozenset(seen) for asker, seen in SEES}
    assert len(made) == 4, "three askers stand at the same position"
    assert {asker: look(asker) for asker, _ in SEES} == {asker: frozenset(seen) for asker, seen in SEES}
    assert len(made) == 4
    add(logs, "gov", entry(ONE, "new", "one new"))
    assert "one new" not in look(ANYONE)
    assert "one new" in look(GOVERNMENT)
    assert len(made) == 5


def test_memos_of_old_positions_and_of_many_names_are_dropped() -> None:
    logs = country()
    shelf = library(logs)
    first = shelf.book(ANYONE)
    first.memo("x", lambda: 1)
    for number in range(20):
        add(logs, "public", entry(ONE, f"n{number}"))
        shelf.book(ANYONE).memo("x", lambda: 2)
    assert first.memo("x", lambda: 3) == 3
    for number in range(1000):
        first.memo(f"day {number}", lambda: bytes(10))
    assert len(shelf._memos) <= 16 + 256
    assert first.memo("day 999", lambda: b"made anew") == bytes(10)


def test_a_memo_may_be_made_from_another() -> None:
    book = library(country()).book(ANYONE)
    assert book.memo("outer", lambda: book.memo("inner", lambda: 1) + 1) == 2


def test_a_memo_that_fails_is_tried_again() -> None:
    book = library(country()).book(ANYONE)
    with pytest.raises(ZeroDivisionError):
        book.memo("x", lambda: 1 // 0)
    assert book.memo("x", lambda: 1) == 1
