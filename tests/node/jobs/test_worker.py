# SPDX-License-Identifier: EUPL-1.2
"""A worker with its threads: a cancel within seconds, a stop that hands back, one that does not listen."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from stelsel.node.jobs import Worker, ask, cancel
from stelsel.node.jobs.schedule import Scheduled
from stelsel.node.models import Job, LastRun
from tests.node.jobs import works

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("shared_database")]
SOON = 20


@contextmanager
def working(worker: Worker) -> Iterator[threading.Event]:
    """The worker runs; the event stops it."""
    stop = threading.Event()
    ended: list[bool] = []
    thread = threading.Thread(target=lambda: ended.append(worker.work(stop)))
    thread.start()
    yield stop
    stop.set()
    thread.join(SOON)
    assert ended, "the worker stopped"
    stop.result = ended[0]  # type: ignore[attr-defined]


def until(holds: Callable[[], Any]) -> None:
    """Wait for something that must come."""
    pause = threading.Event()
    for _ in range(SOON * 20):
        if holds():
            return
        pause.wait(0.05)
    raise AssertionError("it did not come")


def job(id: Any) -> Job:
    """The row now."""
    return Job.objects.select_related("result").get(pk=id)


def quick(**more: Any) -> Worker:
    """A worker that looks often."""
    return Worker(beat_seconds=0.05, **more)


def test_several_threads_run_every_job_once() -> None:
    ids = [ask(works.short, name=f"t{number}").id for number in range(40)]
    with working(quick(threads=4)):
        until(lambda: not Job.objects.exclude(end="done").exists())
    assert {works.effects(f"t{number}") for number in range(40)} == {1}
    assert len(ids) == Job.objects.count()


def test_a_cancel_is_seen_while_it_runs() -> None:
    asked = ask(works.hold).id
    with working(quick()):
        assert works.RUNNING.wait(SOON)
        cancel(asked)
        until(lambda: job(asked).end == "cancelled")
    assert job(asked).result.status == "FAILED"


def test_a_stop_hands_back_what_runs() -> None:
    asked = ask(works.hold).id
    with working(quick()) as stop:
        assert works.RUNNING.wait(SOON)
        stop.set()
    assert stop.result is True  # type: ignore[attr-defined]
    assert (job(asked).result.status, job(asked).failures, job(asked).token) == ("READY", 0, "")
    works.HELD.set()
    assert Worker().run_one()
    assert job(asked).end == "done"


def test_who_does_not_listen_is_handed_back_and_can_write_no_more() -> None:
    asked = ask(works.deaf).id
    with working(quick(grace_seconds=0.2)) as stop:
        assert works.RUNNING.wait(SOON)
        stop.set()
    assert stop.result is False, "its thread is still busy"  # type: ignore[attr-defined]
    assert job(asked).result.status == "READY"
    works.HELD.set()
    until(Worker().run_one)
    assert (job(asked).end, job(asked).checkpoint) == ("done", "late")
    assert job(asked).failures == 0


def test_the_worker_asks_for_what_the_schedule_says() -> None:
    with working(quick(schedule=(Scheduled(works.idle, "day"),), schedule_seconds=0.1)):
        until(lambda: Job.objects.filter(name="idle", end="done").exists())
    assert LastRun.objects.get().job.end == "done"
    assert Job.objects.count() == 1


def test_a_database_that_fails_stops_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import OperationalError

    from stelsel.node.jobs import worker as module

    real, failed = module.claim, []

    def claim(name: str) -> Any:
        if len(failed) < 2:
            failed.append(1)
            raise OperationalError("database is locked")
        return real(name)

    monkeypatch.setattr(module, "claim", claim)
    asked = ask(works.short, name="u").id
    with working(quick(threads=1)):
        until(lambda: job(asked).end == "done")
    assert len(failed) == 2
