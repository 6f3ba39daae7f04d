# SPDX-License-Identifier: EUPL-1.2
"""Workers that die, pause, or meet a clock that was set: a job is taken over once, and only its holder writes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from stelsel.node.jobs import Worker, ask, cancel
from stelsel.node.jobs.lease import Lease, claim, finish, hand_back
from stelsel.node.jobs.limits import MOST_FAILURES
from stelsel.node.jobs.stops import Cancelled, HandedBack, Lost
from stelsel.node.jobs.work import work_for
from stelsel.node.models import Job
from tests.node.jobs import works
from tests.node.jobs.conftest import Time

Row = Callable[[Any], Job]


def started(name: str = "x", steps: int = 4) -> tuple[Any, Lease]:
    """A job that some worker has taken."""
    ask(works.count, name=name, steps=steps)
    taken = claim("gone")
    assert taken is not None
    return taken


def test_one_job_is_taken_once(worker: Worker) -> None:
    started()
    assert claim("other") is None


def test_a_job_of_a_dead_worker_is_taken_over_from_its_place(worker: Worker, row: Row, time: Time) -> None:
    queued, lease = started()
    work = work_for(queued.task_result, lease)
    with work.saving(2, 2, 4):
        works.effect("x-1")
    worker.sweep()
    time.passes(seconds=9)
    worker.sweep()
    assert worker.run_one() is False, "it may live still"
    time.passes(seconds=2)
    worker.sweep()
    assert row(lease.id).findings[0]["code"] == "worker-gone"
    assert worker.run_one()
    job = row(lease.id)
    assert (job.end, job.result.return_value) == ("done", {"from": 2, "steps": 4})
    assert [works.effects(f"x-{number}") for number in range(4)] == [0, 1, 1, 1]
    assert len(job.result.worker_ids) == 2


def test_a_beat_keeps_a_job(worker: Worker, time: Time) -> None:
    _, lease = started()
    for _ in range(10):
        worker.sweep()
        time.passes(seconds=9)
        lease.write()
    worker.sweep()
    assert worker.run_one() is False


def test_tending_lets_leases_live_and_tells_of_a_cancel(worker: Worker, row: Row) -> None:
    _, lease = started()
    worker._held[lease.id] = lease
    before = row(lease.id).beat
    worker.tend()
    assert row(lease.id).beat == before + 1
    lease.look()
    cancel(lease.id)
    worker.tend()
    with pytest.raises(Cancelled):
        lease.look()


@pytest.mark.parametrize("jump", [{"days": 400}, {"days": -400}])
def test_a_clock_that_is_set_takes_nothing_away_and_hides_nothing(
    worker: Worker, row: Row, time: Time, jump: dict[str, float]
) -> None:
    _, lease = started()
    worker.sweep()
    time.jumps(**jump)
    worker.sweep()
    assert row(lease.id).token == lease.token, "the job that runs goes on"
    waiting = ask(works.short, name="y").id
    assert worker.run_one()
    assert row(waiting).end == "done", "what waits still begins"
    time.passes(seconds=11)
    worker.sweep()
    assert row(lease.id).token == "", "a dead worker is still found"


@pytest.mark.parametrize("jump", [{"days": 400}, {"days": -400}])
def test_a_pause_ends_whatever_the_clock_does(worker: Worker, row: Row, time: Time, jump: dict[str, float]) -> None:
    job = ask(works.poison).id
    worker.run_one()
    time.jumps(**jump)
    assert worker.run_one(), "no pause is longer than the longest"
    assert row(job).failures == 2


def test_who_lost_a_job_writes_nothing(worker: Worker, row: Row, time: Time) -> None:
    queued, lease = started()
    work = work_for(queued.task_result, lease)
    worker.sweep()
    time.passes(seconds=11)
    worker.sweep()
    with pytest.raises(Lost), work.saving(3, 3, 4):
        works.effect("late")
    for step in (lambda: finish(lease, "late"), lambda: hand_back(lease), lambda: work.report(4, 4)):
        with pytest.raises(Lost):
            step()
    assert works.effects("late") == 0
    assert row(lease.id).result.status == "READY"
    assert worker.run_one()
    worker._held[lease.id] = lease
    worker.tend()
    assert lease.stop is Lost


def test_a_while_in_which_everything_stood_still_takes_nothing_away(row: Row, time: Time, db: None) -> None:
    _, lease = started()
    worker = Worker(beat_seconds=2, lease_seconds=10)
    worker.sweep()
    time.passes(hours=3)  # the machine slept
    worker.sweep()
    assert row(lease.id).token == lease.token
    for _ in range(5):
        time.passes(seconds=2)
        worker.sweep()
    assert row(lease.id).token == "", "a job whose worker does not come back is taken over"


def test_two_sweepers_take_over_once(db: None, row: Row, time: Time) -> None:
    _, lease = started()
    workers = [Worker(beat_seconds=20, lease_seconds=10) for _ in range(2)]
    for _ in range(2):
        for one in workers:
            one.sweep()
        time.passes(seconds=11)
    assert row(lease.id).failures == 1


def test_a_job_that_brings_its_worker_down_is_set_aside(worker: Worker, row: Row, time: Time) -> None:
    _, lease = started()
    for number in range(MOST_FAILURES):
        worker.sweep()
        time.passes(seconds=11)
        worker.sweep()
        assert (claim("gone") is None) == (number == MOST_FAILURES - 1)
    job = row(lease.id)
    assert (job.end, job.failures) == ("set-aside", MOST_FAILURES)


def test_a_long_job_that_comes_further_each_time_survives_many_kills(worker: Worker, row: Row, time: Time) -> None:
    queued, lease = started(steps=20)
    for number in range(12):
        work_for(queued.task_result, lease).save(number + 1, number + 1, 20)
        worker.sweep()
        time.passes(seconds=11)
        worker.sweep()
        taken = claim("gone")
        assert taken is not None, "it came further, so it may go on"
        queued, lease = taken
    work_for(queued.task_result, lease).save(1, 1, 20)
    assert row(lease.id).failures == 1, "going back to an earlier place forgets nothing"


def test_a_dead_job_that_was_cancelled_ends(worker: Worker, row: Row, time: Time) -> None:
    _, lease = started()
    cancel(lease.id)
    worker.sweep()
    time.passes(seconds=11)
    worker.sweep()
    assert row(lease.id).end == "cancelled"
    assert worker.run_one() is False


def test_handing_back_is_no_failure(worker: Worker, row: Row) -> None:
    ask(works.count, name="h", steps=2)
    taken = claim("stopping")
    assert taken is not None
    queued, lease = taken
    work_for(queued.task_result, lease).save(1, 1, 2)
    lease.stop = HandedBack
    with pytest.raises(HandedBack):
        lease.look()
    hand_back(lease)
    assert (row(lease.id).failures, row(lease.id).result.status) == (0, "READY")
    worker.run_one()
    assert row(lease.id).result.return_value == {"from": 1, "steps": 2}
