# SPDX-License-Identifier: EUPL-1.2
"""A worker for tests, and time that moves when a test says so."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from stelsel.node.jobs import Worker
from stelsel.node.models import Job
from stelsel.node.serve import migrate
from tests.databases import on_file
from tests.node.jobs import works


@pytest.fixture(autouse=True)
def _fresh_events() -> Iterator[None]:
    works.HELD.clear()
    works.RUNNING.clear()
    yield
    works.HELD.set()


@pytest.fixture
def worker(db: None) -> Worker:
    """A worker whose steps a test takes one by one."""
    return Worker(beat_seconds=20, lease_seconds=10)


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any) -> Path:
    """An SQLite file with every table and no rows."""
    path = tmp_path_factory.mktemp("tables") / "empty.sqlite3"
    with django_db_blocker.unblock(), on_file(path):
        migrate()
    return path


@pytest.fixture
def shared_database(request: pytest.FixtureRequest, transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """A database for several threads: PostgreSQL where this run has it, else an SQLite file."""
    if connection.vendor != "sqlite":
        yield
        return
    path = tmp_path / "node.sqlite3"
    shutil.copy(request.getfixturevalue("tables"), path)
    with on_file(path):
        yield


@pytest.fixture
def row() -> Callable[[Any], Job]:
    """The row of a job as it is now."""
    return lambda job: Job.objects.select_related("result").get(pk=job)


class Time:
    """The two clocks that jobs read: the one of the machine, and the one that only runs forward."""

    def __init__(self) -> None:
        self.wall = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)
        self.forward = 1000.0

    def passes(self, **amount: float) -> None:
        """Time as people know it."""
        self.wall += timedelta(**amount)
        self.forward += timedelta(**amount).total_seconds()

    def jumps(self, **amount: float) -> None:
        """Somebody set the clock of the machine."""
        self.wall += timedelta(**amount)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    """Both clocks, in the hand of the test."""
    made = Time()
    monkeypatch.setattr("django.utils.timezone.now", lambda: made.wall)
    monkeypatch.setattr("stelsel.node.clock.monotonic", lambda: made.forward)
    return made
