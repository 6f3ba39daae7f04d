# SPDX-License-Identifier: EUPL-1.2
"""A log folded: growing equals folding at once, no view changes, what is old is upgraded, what is wrong is seen."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any, Literal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.book.answer import ref
from stelsel.book.audience import ANYONE, Asker
from stelsel.book.columns import columns
from stelsel.book.library import Library
from stelsel.book.view import LogView, empty_frame, kinds_by_name
from stelsel.kernel.kept import Kept, Remembered
from stelsel.kernel.kind import Body, Kind
from stelsel.kernel.problem import BadInput, Broken
from stelsel.kernel.retention import UNDECIDED
from stelsel.kernel.text import same
from stelsel.register.log import Stored, Submission
from stelsel.register.tree import leaf_hash
from tests.book.shelves import DAY, OF_ONE, ONE, TWO, add, country, entry, library, log, titles
from tests.kernel.samples import KINDS, THING, Thing
from tests.register.memory import SOURCE, MemoryLogs, publish

LOG = log(ONE, "public")


def fresh(view: LogView) -> dict[str, Any]:
    """Everything a view says, in values of our own."""
    return {
        "size": view.size,
        "current": {name: {one: record.index for one, record in there.items()} for name, there in view.current.items()},
        "history": {one: [record.index for record in records] for one, records in view.history.items()},
        "bodies": [(record.id, body) for record, body in view.bodies(THING)],
        "frame": view.frame(THING).to_dicts(),
    }


def by_id(state: dict[str, Any]) -> dict[str, Any]:
    """The state without the order of rows, which a view grown in steps may give another."""
    return {
        **state,
        "bodies": sorted(state["bodies"], key=lambda row: row[0]),
        "frame": sorted(state["frame"], key=lambda row: row["_id"]),
    }


@st.composite
def histories(draw: st.DrawFn) -> list[Submission]:
    """Puts, corrections, withdrawals and puts again of a few entries."""
    present: set[str] = set()
    made: list[Submission] = []
    for number, name in enumerate(draw(st.lists(st.sampled_from("abcd"), min_size=1, max_size=12))):
        if name not in present:
            made.append(entry(ONE, name, f"put {number}", recorded=draw(st.booleans())))
            present.add(name)
        elif draw(st.booleans()):
            made.append(entry(ONE, name, f"better {number}", "correct"))
        else:
            made.append(entry(ONE, name, op="withdraw"))
            present.remove(name)
    return made


@given(histories(), st.lists(st.integers(0, 12), max_size=4), st.lists(st.booleans(), min_size=5, max_size=5))
def test_growing_in_any_steps_equals_folding_at_once_and_changes_no_older_view(
    submissions: list[Submission], cuts: list[int], looks: list[bool]
) -> None:
    logs = MemoryLogs()
    publish(logs, *submissions, log=LOG)
    leaves = list(logs.stored(LOG.origin, 0, len(submissions)))
    steps = sorted({0, len(leaves), *(cut for cut in cuts if cut < len(leaves))})
    view, older = LogView(LOG, KINDS), []
    for start, end, look in zip(steps, steps[1:], looks, strict=False):
        if look:
            older.append((view, fresh(view)))
        view = view.grown(leaves[start:end])
    assert by_id(fresh(view)) == by_id(fresh(LogView(LOG, KINDS).grown(leaves)))
    for before, state in older:
        assert fresh(before) == state


def test_withdrawn_and_put_again() -> None:
    logs = MemoryLogs()
    shelf = library(logs)
    add(logs, "public", entry(ONE, "a", "eerst"))
    first = shelf.book(ANYONE)
    add(logs, "public", entry(ONE, "a", op="withdraw"))
    second = shelf.book(ANYONE)
    add(logs, "public", entry(ONE, "a", "weer"))
    third = shelf.book(ANYONE)
    assert [titles(book) for book in (first, second, third)] == [{"eerst"}, set(), {"weer"}]
    assert [book.count(THING) for book in (first, second, third)] == [1, 0, 1]
    assert [book.search("").total for book in (first, second, third)] == [1, 0, 1]
    assert second.get("one/thing/a") is None
    assert [record.envelope.rev for record in third.history("one/thing/a")] == [1, 2, 3]
    assert [record.envelope.op for record in second.history("one/thing/a")] == ["put", "withdraw"]
    assert third.body(third.get("one/thing/a")).title == "weer"  # type: ignore[arg-type]


def test_an_entry_in_two_logs_is_told_in_order_of_time() -> None:
    logs = MemoryLogs()
    add(logs, "own", entry(ONE, "a", "concept"), at="2026-11-24T10:00:00Z")
    add(logs, "public", entry(ONE, "a", "openbaar"), at="2026-11-24T11:00:00Z")
    add(logs, "own", entry(ONE, "a", "concept 2", "correct"), at="2026-11-24T12:00:00Z")
    book = library(logs).book(OF_ONE)
    assert [book.body(record).title for record in book.history("one/thing/a")] == ["concept", "openbaar", "concept 2"]
    assert book.body(book.get("one/thing/a")).title == "concept 2"  # type: ignore[arg-type]
    everyone = library(logs).book(ANYONE)
    assert [everyone.body(record).title for record in everyone.history("one/thing/a")] == ["openbaar"]


def test_an_older_major_is_upgraded_when_read() -> None:
    logs = MemoryLogs()
    old = Submission("put", "thing/1", "one/thing/old", b'{"naam":"Oud","aantal":"7"}', ONE)
    older = replace(old, type="thing/2", id="one/thing/older", payload=b'{"titel":"Ouder","aantal":"8"}')
    add(logs, "public", old, older, entry(ONE, "new", "Nieuw"))
    book = library(logs).book(ANYONE)
    assert titles(book) == {"Oud", "Ouder", "Nieuw"}
    assert sorted(book.table(THING)["quantity"]) == [1, 7, 8]
    assert book.body(book.get("one/thing/old")) == Thing(title="Oud", quantity=7)  # type: ignore[arg-type]
    assert "one/thing/old" in book.search("Oud").ids


def test_a_kind_or_major_that_this_version_does_not_know_hinders_nobody_else() -> None:
    logs = MemoryLogs()
    strange = Submission("put", "strange/1", "one/strange/a", b'{"wat":1}', ONE)
    add(logs, "public", strange, entry(ONE, "a", "gewoon"))
    book = library(logs).book(ANYONE)
    assert titles(book) == {"gewoon"}
    assert book.get("one/strange/a") is not None
    later = MemoryLogs()
    add(later, "public", Submission("put", "thing/4", "one/thing/a", b'{"titel":"x"}', ONE))
    record = library(later).book(ANYONE).get("one/thing/a")
    assert record is not None
    with pytest.raises(BadInput) as caught:
        record.body(THING)
    assert caught.value.findings[0].code == "unknown-major"


def test_a_record_says_who_said_it_and_where() -> None:
    logs = MemoryLogs()
    add(logs, "public", entry(ONE, "a"), entry(ONE, "b", recorded=True))
    book = library(logs).book(ANYONE)
    record = book.get("one/thing/b")
    assert record is not None
    found = ref(record)
    assert (found.log, found.index, found.mode, found.publisher, found.org) == (LOG.origin, 1, "recorded", ONE, ONE)
    assert found.hash == leaf_hash(logs.leaves[LOG.origin][1][1].leaf).hex()
    assert (found.source, record.source) == ("Bron, 2026-11-23", SOURCE)
    assert book.table(THING)["_mode"].to_list() == ["stated", "recorded"]
    assert book.table(THING)["_log"].unique().to_list() == [LOG.origin]


def test_a_payload_that_was_changed_is_never_shown() -> None:
    for change in ({"payload": b'{"titel":"vals"}'}, {"salt": b""}, {"salt": b"", "payload": b'{"titel":"vals"}'}):
        logs = country()
        envelope, stored = logs.leaves[LOG.origin][0]
        logs.leaves[LOG.origin][0] = (envelope, replace(stored, **change))  # type: ignore[arg-type]
        with pytest.raises(Broken):
            library(logs).book(ANYONE)


def test_what_is_erased_is_not_current_and_hinders_nobody() -> None:
    logs = country()
    envelope, stored = logs.leaves[LOG.origin][0]
    logs.leaves[LOG.origin][0] = (envelope, replace(stored, salt=b"", payload=b""))
    book = library(logs).book(ANYONE)
    assert titles(book) == {"two public"}
    assert book.get("one/thing/public") is None
    assert len(book.history("one/thing/public")) == 1


def test_leaves_out_of_order_are_never_folded() -> None:
    logs = MemoryLogs()
    add(logs, "public", entry(ONE, "a"), entry(ONE, "b"))
    leaves: list[Stored] = list(logs.stored(LOG.origin, 0, 2))
    for wrong in (leaves[::-1], leaves[1:], [leaves[0], leaves[0]]):
        with pytest.raises(AssertionError):
            LogView(LOG, KINDS).grown(wrong)


def test_frames_have_the_columns_of_the_kind_and_nothing_from_another_log() -> None:
    book = library(country()).book(ANYONE)
    names = [column.name for column in columns(THING)]
    assert book.table(THING).columns == [*names, "_id", "_index", "_mode", "_org", "_log"]
    assert "price.amount" in names
    assert "minimum_seal" not in names
    assert all(LOG.origin.replace("public", "own") not in str(row) for row in book.table(THING).to_dicts())


def test_an_empty_book_has_an_empty_table_with_the_same_columns() -> None:
    nothing = library(MemoryLogs()).book(ANYONE)
    full = library(country()).book(ANYONE)
    assert nothing.table(THING).schema == full.table(THING).schema == empty_frame(THING).schema
    assert (nothing.count(THING), len(nothing.table(THING)), nothing.search("x").total) == (0, 0, 0)
    assert nothing.position.logs == ()


def test_what_a_caller_does_to_a_table_stays_with_the_caller() -> None:
    book = library(country()).book(ANYONE)
    only_one = library(MemoryLogs())
    logs = MemoryLogs()
    add(logs, "public", entry(ONE, "a"))
    for one in (book, library(logs).book(ANYONE), only_one.book(ANYONE)):
        table = one.table(THING)
        table.insert_column(0, pl.Series("mine", [1] * len(table), dtype=pl.Int64))
        table.columns = [name.upper() for name in table.columns]
        assert "title" in one.table(THING).columns
        one.rows(THING).clear()
        one.history("one/thing/public").clear()
    assert titles(book) == {"one public", "two public"}


class Odd(Body, frozen=True):
    """Fields that are rare."""

    level: Literal[1, 2] | None = None
    status: tuple[Literal["a", "b"], ...] = ()
    certificates: tuple[int, ...] = ()


ODD = Kind("odd", 1, Odd, "raar", "raren", same("o"), same("o"), same("o"), "test", lambda body: same("o"),
           ((same("A"), ("level", "status", "certificates")),), UNDECIDED)  # fmt: skip


def test_columns_have_the_type_of_their_field() -> None:
    assert {column.name: column.type for column in columns(ODD)} == {"level": pl.Int64, "status": pl.List(pl.String)}
    assert empty_frame(ODD).schema["level"] == pl.Int64


def test_two_kinds_of_one_name_are_refused() -> None:
    assert kinds_by_name([THING]) == KINDS
    with pytest.raises(AssertionError, match="declared twice"):
        kinds_by_name([THING, THING])


def test_readers_in_threads_see_whole_books_while_a_writer_appends() -> None:
    logs = MemoryLogs()
    for publisher in (ONE, TWO):
        add(logs, "public", entry(publisher, "start"))
    shelf = library(logs)
    wrong: list[str] = []
    done = threading.Event()

    def look(asker: Asker) -> None:
        last = 0
        while not done.is_set():
            book = shelf.book(asker)
            counts = {book.count(THING), len(book.rows(THING)), len(book.table(THING)), book.position.entries}
            counts.add(book.memo("count", lambda book=book: book.count(THING)))
            if len(counts) != 1 or book.count(THING) < last:
                wrong.append(f"{counts} after {last}")
            last = book.count(THING)

    readers = [threading.Thread(target=look, args=(asker,)) for asker in (ANYONE, OF_ONE, ANYONE)]
    for reader in readers:
        reader.start()
    try:
        for number in range(40):
            add(logs, "public", entry(ONE if number % 2 else TWO, f"n{number}"))
    finally:
        done.set()
        for reader in readers:
            reader.join()
    assert wrong == []
    assert shelf.book(ANYONE).count(THING) == 42


def test_a_library_has_one_place_for_a_name_and_hands_it_to_every_book() -> None:
    logs, asked = country(), list[str]()

    def kept(name: str) -> Kept:
        asked.append(name)
        return Remembered()

    lent = Library(logs, KINDS, lambda: DAY, kept)
    assert lent.book(OF_ONE).kept("x") is lent.book(ANYONE).kept("x")
    assert lent.book(ANYONE).kept("y") is not lent.kept("x")
    assert asked == ["x", "y"]


def test_without_a_place_of_its_own_a_library_remembers() -> None:
    one, other = library(country()), library(country())
    one.kept("x").put({"a": b"1"})
    assert one.book(ANYONE).kept("x").get(["a", "b"]) == {"a": b"1"}
    assert not other.kept("x").get(["a"])
