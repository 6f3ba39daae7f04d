# SPDX-License-Identifier: EUPL-1.2
"""Memos are made once, nobody waits for what he did not ask for, and nobody waits for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from stelsel.book.audience import ANYONE
from stelsel.book.book import Book
from stelsel.book.memos import Memos
from tests.book.shelves import GOVERNMENT, OF_ONE, ONE, add, country, entry, library

SOON = 20
"""Seconds within which a thread is done that waits for nobody."""


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as pool:
        yield pool


class Slow:
    """A value that is being made until `go`."""

    def __init__(self) -> None:
        self.begun, self.go = threading.Event(), threading.Event()
        self.made = 0

    def __call__(self) -> int:
        self.made += 1
        self.begun.set()
        assert self.go.wait(SOON)
        return self.made


def test_who_asks_another_thing_does_not_wait_for_a_slow_one(threads: ThreadPoolExecutor) -> None:
    logs, slow = country(), Slow()
    shelf = library(logs)
    book = shelf.book(ANYONE)
    first = threads.submit(book.memo, "slow", slow)
    assert slow.begun.wait(SOON)

    def others() -> list[object]:
        add(logs, "public", entry(ONE, "new"))
        newer = shelf.book(ANYONE)
        return [book.memo("x", lambda: 1), shelf.book(OF_ONE).memo("slow", lambda: 2), newer.memo("slow", lambda: 3),
                shelf.book(GOVERNMENT).search("new").total, shelf.kept("y").get([])]  # fmt: skip

    try:
        assert threads.submit(others).result(SOON)[:3] == [1, 2, 3]
        assert not first.done()
    finally:
        slow.go.set()
    assert first.result(SOON) == 1
    assert book.memo("slow", lambda: 4) == 1


def test_who_asks_the_same_waits_and_it_is_made_once(threads: ThreadPoolExecutor) -> None:
    memos, slow = Memos(), Slow()
    asked = [threads.submit(memos.get, "here", "slow", slow) for _ in range(6)]
    assert slow.begun.wait(SOON)
    while len(memos._waits) < 5:
        threading.Event().wait(0.01)
    slow.go.set()
    assert [one.result(SOON) for one in asked] == [1] * 6
    assert (slow.made, len(memos)) == (1, 1)


def test_a_value_that_was_dropped_meanwhile_still_goes_to_who_waited(threads: ThreadPoolExecutor) -> None:
    memos, slow = Memos(), Slow()
    asked = [threads.submit(memos.get, "here", "slow", slow) for _ in range(2)]
    assert slow.begun.wait(SOON)
    memos.clear()
    slow.go.set()
    assert [one.result(SOON) for one in asked] == [1, 1]


def test_what_goes_wrong_is_seen_by_its_maker_and_the_next_makes_it(threads: ThreadPoolExecutor) -> None:
    memos, begun, go = Memos(), threading.Event(), threading.Event()

    def wrong() -> int:
        begun.set()
        assert go.wait(SOON)
        raise ValueError("no")

    first = threads.submit(memos.get, "here", "x", wrong)
    assert begun.wait(SOON)
    second = threads.submit(memos.get, "here", "x", lambda: 2)
    while not memos._waits:
        threading.Event().wait(0.01)
    go.set()
    with pytest.raises(ValueError, match="no"):
        first.result(SOON)
    assert second.result(SOON) == memos.get("here", "x", lambda: 3) == 2


@pytest.mark.parametrize("size", [2, 3])
def test_values_that_ask_for_each_other_in_several_threads_end(size: int, threads: ThreadPoolExecutor) -> None:
    memos, together = Memos(), threading.Barrier(size)

    def make(at: int) -> Callable[[], int]:
        def asks() -> int:
            together.wait(SOON)
            return memos.get("here", str((at + 1) % size), lambda: -1)

        return asks

    asked: list[Future[int]] = [threads.submit(memos.get, "here", str(at), make(at)) for at in range(size)]
    assert {one.result(SOON) for one in asked} == {-1}
    assert not memos._waits
    assert not memos._makings


def test_a_value_that_asks_for_itself_is_made_inside(threads: ThreadPoolExecutor) -> None:
    memos = Memos()
    assert threads.submit(memos.get, "a", "x", lambda: memos.get("a", "x", lambda: 1) + 1).result(SOON) == 2


def test_a_book_has_the_memos_of_its_library() -> None:
    book: Book = library(country()).book(ANYONE)
    assert book.memo("x", lambda: 1) == book.memo("x", lambda: 2) == 1
