# SPDX-License-Identifier: EUPL-1.2
"""A disk that is full, broken or read-only, a clock that jumps, a second writer: nothing acknowledged is lost, nothing
is signed over what is not there."""

from __future__ import annotations

import errno
import threading
from collections.abc import Callable, Iterator

import pytest
from django.db import OperationalError, connection, connections

from stelsel.book.audience import ANYONE
from stelsel.kernel.draft import Draft
from stelsel.kernel.entry import decode_envelope
from stelsel.kernel.problem import Broken
from stelsel.node.disk import Disk
from stelsel.node.fsck import check_node
from stelsel.node.keeper import keep
from stelsel.node.log_files import LogFiles
from stelsel.node.node import Node, node
from stelsel.nouns.supplier import SUPPLIER, Supplier
from stelsel.register.append import append
from stelsel.register.log import Submission, head
from stelsel.register.tree import leaf_hash
from tests.register.memory import MemoryLogs, salt


class Failing(Disk):
    """A disk that raises at a chosen step."""

    def __init__(self, step: str, number: int) -> None:
        self.step, self.number, self.broken = step, number, False

    def write(self, handle: int, content: bytes) -> None:
        """ENOSPC after half of the bytes."""
        if self.broken and self.step == "write":
            super().write(handle, content[: len(content) // 2])
            raise OSError(self.number, "write")
        super().write(handle, content)

    def sync(self, handle: int) -> None:
        """EIO."""
        if self.broken and self.step == "sync":
            raise OSError(self.number, "sync")
        super().sync(handle)


@pytest.fixture
def made(transactional_db: None) -> Iterator[Node]:
    """A node with an entry."""
    node.cache_clear()
    here = node()
    here.enrol("proef")
    publish(here, "eerste")
    yield here
    node.cache_clear()


def publish(here: Node, name: str) -> None:
    """One entry."""
    here.publish_drafts("proef", "public", [Draft(SUPPLIER, name, Supplier(name=name))])


def origin(here: Node) -> str:
    """Of the public log."""
    return next(log.origin for log in here.logs.sizes() if log.audience == "public")


@pytest.mark.parametrize(("step", "number"), [("write", errno.ENOSPC), ("sync", errno.EIO), ("write", errno.EROFS)])
def test_what_is_acknowledged_outlives_a_disk_that_fails(made: Node, step: str, number: int) -> None:
    disk = Failing(step, number)
    files: LogFiles = made.logs.files(origin(made))
    made.logs._disk = files._disk = disk
    publish(made, "voor")
    disk.broken = True
    publish(made, "acknowledged")  # durable in the queue; its files do not come
    assert files.folder.size() == 2
    assert head(made.logs, origin(made)).size == 3
    assert made.book(ANYONE).get("proef/supplier/acknowledged") is not None
    with pytest.raises(OSError, match=step):
        publish(made, "refused")
    assert head(made.logs, origin(made)).size == 3, "nothing is signed while the files cannot follow"
    disk.broken = False
    publish(made, "daarna")
    assert files.folder.size() == 4
    assert all(one.holds for one in check_node(made))
    assert not list(files.path.rglob("*.half"))


def test_nothing_is_signed_when_the_queue_cannot_be_written(made: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    ask = made.signing.ask
    monkeypatch.setattr(made.signing, "ask", lambda request, kind: (asked.append(request), ask(request, kind))[1])
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TRIGGER full BEFORE INSERT ON node_queued BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END"
            if connection.vendor == "sqlite"
            else "ALTER TABLE node_queued ADD CONSTRAINT full_disk CHECK (false) NOT VALID"
        )
    with pytest.raises(Exception, match=r"disk I/O error|full_disk"):
        publish(made, "refused")
    assert asked == []
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TRIGGER full"
            if connection.vendor == "sqlite"
            else "ALTER TABLE node_queued DROP CONSTRAINT full_disk"
        )
    publish(made, "daarna")
    assert head(made.logs, origin(made)).size == 2


def test_a_crash_between_signing_and_storing_is_mended(made: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(made.logs, "commit", lambda *given: (_ for _ in ()).throw(OperationalError("killed")))
    with pytest.raises(OperationalError, match="killed"):
        publish(made, "tussen")
    monkeypatch.undo()
    assert head(made.logs, origin(made)).size == 1
    assert len(made.logs.staged(origin(made))) == 1
    keep(made)
    assert head(made.logs, origin(made)).size == 2
    publish(made, "daarna")
    assert all(one.holds for one in check_node(made))


def test_a_clock_that_jumps_a_day_changes_no_order(made: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    for at in ("2026-11-26T12:00:00Z", "2026-11-25T12:00:00Z", "2030-01-01T00:00:00Z"):
        monkeypatch.setattr("stelsel.node.clock.now", lambda at=at: at)
        publish(made, f"om-{at[:10]}-{at[11:13]}")
    assert all(one.holds for one in check_node(made))
    assert head(made.logs, origin(made)).size >= 4


def test_a_second_writer_with_the_same_key_is_refused(made: Node) -> None:
    """Another store of the same log, as after a copy of the node was started: it signs once, or not at all."""
    store = made.logs
    before = store.note(origin(made))
    publish(made, "echt")
    log = next(log for log in store.sizes() if log.origin == origin(made))
    twin = MemoryLogs()
    twin.add(log)
    (first,) = store.stored(log.origin, 0, 1)
    twin.leaves[log.origin] = [(decode_envelope(first.leaf), first)]
    twin.tiles[log.origin, 0, 0] = leaf_hash(first.leaf)
    twin.notes[log.origin] = before or ""
    change = Submission("put", SUPPLIER.type, "proef/supplier/vals", SUPPLIER.encode(Supplier(name="Vals")), "proef")
    with pytest.raises(Broken) as caught:
        append(twin, log, made.signer("proef"), [change], "2026-11-25T12:00:00Z", salt)
    assert caught.value.findings[0].code == "ledger-store-behind"
    assert len(twin.leaves[log.origin]) == 1


def test_two_writers_on_one_store_take_turns(made: Node) -> None:
    def many(name: str) -> Callable[[], None]:
        def write() -> None:
            mine = Node(made.home, made.origin, made.signing)
            for number in range(10):
                publish(mine, f"{name}-{number}")
            connections.close_all()

        return write

    threads = [threading.Thread(target=many(name)) for name in ("een", "twee", "drie")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert head(made.logs, origin(made)).size == 31
    assert all(one.holds for one in check_node(made))
