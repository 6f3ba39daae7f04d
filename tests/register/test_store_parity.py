# SPDX-License-Identifier: EUPL-1.2
"""The database keeps the same log as memory does, whatever is appended in whatever portions."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from stelsel.node.models import Log, Revision
from stelsel.node.store import StoredLogs
from stelsel.register.append import append
from stelsel.register.log import Latest, LogName, Submission, head
from tests.register.memory import AT, DEMO, KEYS, PUBLIC, SOURCE, MemoryLogs, publish, put

GOV = LogName("stelsel.example/demo/gov", "demo", "gov", DEMO)


def counting() -> Any:
    """Salts for one store: the same sequence for each."""

    def numbers() -> Iterator[int]:
        number = 0
        while True:
            number += 1
            yield number

    sequence = numbers()
    return lambda size: next(sequence).to_bytes(size, "big")


def portions(seed: int) -> Iterator[list[Submission]]:
    """Portions of puts, corrections and withdrawals, as a publisher would send them."""
    dice = random.Random(seed)
    present: set[str] = set()
    for _ in range(12):
        portion: list[Submission] = []
        for _ in range(dice.choice([1, 2, 60, 130])):
            name = f"n{dice.randrange(200)}"
            body = f'{{"titel":"{dice.random()}"}}'.encode()
            if name not in present:
                portion.append(put(name, body, source=dice.choice([None, SOURCE])))
                present.add(name)
            elif dice.random() < 0.5:
                portion.append(put(name, body, op="correct", why="Beter."))
            else:
                portion.append(put(name, b"{}", op="withdraw", why="Weg."))
                present.remove(name)
        yield portion


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(3))
def test_the_same_appends_give_the_same_leaves_tiles_and_heads(seed: int, tmp_path: Path) -> None:
    stores: list[Any] = [MemoryLogs(), StoredLogs(tmp_path)]
    grains = [counting() for _ in stores]
    for store in stores:
        store.add(PUBLIC)
        store.add(GOV)
    for number, portion in enumerate(portions(seed)):
        for log, entries in [(PUBLIC, portion), (GOV, [put(f"g{number}", portion[0].payload)])]:
            memory, sql = (
                append(store, log, KEYS, entries, AT, grain) for store, grain in zip(stores, grains, strict=True)
            )
            assert memory == sql
    memory_store, sql_store = stores
    assert memory_store.sizes() == sql_store.sizes()
    for log, size in memory_store.sizes().items():
        assert head(memory_store, log.origin) == head(sql_store, log.origin)
        assert list(memory_store.stored(log.origin, 0, size)) == list(sql_store.stored(log.origin, 0, size))
        assert list(memory_store.stored(log.origin, 3, 5)) == list(sql_store.stored(log.origin, 3, 5))
        names = [f"demo/thing/n{number}" for number in range(205)]
        assert memory_store.latest(log.origin, names) == sql_store.latest(log.origin, names)
        for (origin, level, tile), content in memory_store.tiles.items():
            assert sql_store.tile(origin, level, tile) == content


@pytest.mark.django_db(transaction=True)
def test_latest_of_more_addresses_than_one_query_takes(tmp_path: Path) -> None:
    store = StoredLogs(tmp_path)
    publish(store, *(put(f"n{number}") for number in range(900)))  # type: ignore[arg-type]
    names = [f"demo/thing/n{number}" for number in range(1000)]
    found = store.latest(PUBLIC.origin, names)
    assert found == {f"demo/thing/n{number}": Latest(number, 1, "put") for number in range(900)}
    assert store.latest(PUBLIC.origin, []) == {}


@pytest.mark.django_db(transaction=True)
def test_a_log_is_made_once_and_found_by_publisher_and_audience(tmp_path: Path) -> None:
    store = StoredLogs(tmp_path)
    store.add(PUBLIC)
    store.add(PUBLIC)
    assert Log.objects.count() == 1
    assert store.named("demo", "public") == PUBLIC
    assert store.named("demo", "gov") is None
    assert store.named("other", "public") is None
    assert store.tile(PUBLIC.origin, 0, 0) == b""
    with pytest.raises(Log.DoesNotExist):
        store.tile("no.such/log/here", 0, 0)


@pytest.mark.django_db(transaction=True)
def test_a_place_in_a_log_is_taken_once(tmp_path: Path) -> None:
    store = StoredLogs(tmp_path)
    publish(store, put("a"))  # type: ignore[arg-type]
    row = Revision.objects.get()
    with pytest.raises(Exception, match=r"(?i)unique|duplicate"), transaction.atomic():
        Revision.objects.bulk_create([Revision(log_id=row.log_id, index=0, entry="x", rev=1, op="put")])
    assert Revision.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_is_acknowledged_is_on_disk() -> None:
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SHOW synchronous_commit")
            assert cursor.fetchone()[0] in ("on", "remote_write", "remote_apply", "local")
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        assert cursor.fetchone()[0] == 2, "FULL"
