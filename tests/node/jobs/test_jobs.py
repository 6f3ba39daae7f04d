# SPDX-License-Identifier: EUPL-1.2
"""Asking, keys, failing with pauses, setting aside, cancelling, trying again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from stelsel.kernel.problem import BadInput
from stelsel.node.jobs import Asked, Worker, again, ask, cancel
from stelsel.node.jobs.limits import MOST_FAILURES, PAUSES
from stelsel.node.models import Job
from tests.node.jobs import works
from tests.node.jobs.conftest import Time

Row = Callable[[Any], Job]


def test_a_job_waits_runs_and_keeps_its_result(worker: Worker, row: Row) -> None:
    asked = ask(works.count, name="a", steps=3, publisher="wolk")
    assert row(asked.id).publisher == "wolk"
    assert row(asked.id).result.status == "READY"
    assert works.effects("a-0") == 0, "asking does nothing yet"
    assert worker.run_one() is True
    job = row(asked.id)
    assert (job.end, job.done, job.total, job.message_nl, job.message_en) == ("done", 3, 3, "Stap 3", "Step 3")
    assert job.result.return_value == {"from": 0, "steps": 3}
    assert job.token == ""
    assert worker.run_one() is False


def test_jobs_run_in_the_order_of_asking(worker: Worker) -> None:
    ids = [ask(works.short, name=f"n{number}").id for number in range(5)]
    assert ids == sorted(ids), "ids grow with time"
    assert {(one.version, one.variant) for one in ids} == {(7, "specified in RFC 4122")}
    for one in ids:
        assert worker.run_one()
        assert Job.objects.get(pk=one).end == "done"


def test_the_same_key_is_one_job_and_gives_its_result(worker: Worker, row: Row) -> None:
    first = ask(works.short, key="k", name="b", publisher="wolk")
    assert ask(works.short, key="k", name="b", publisher="wolk") == Asked(first.id, False)
    worker.run_one()
    again_asked = ask(works.short, key="k", name="b", publisher="wolk")
    assert again_asked.id == first.id
    assert row(again_asked.id).result.return_value == {"name": "b"}
    assert worker.run_one() is False
    assert works.effects("b") == 1


def test_a_key_is_of_one_publisher_and_one_request(worker: Worker) -> None:
    first = ask(works.short, key="k", name="c", publisher="wolk")
    assert ask(works.short, key="k", name="c", publisher="buur").id != first.id
    with pytest.raises(BadInput, match="key"):
        ask(works.short, key="k", name="anders", publisher="wolk")


def test_asking_inside_a_transaction_that_fails_leaves_nothing(db: None) -> None:
    from django.db import transaction

    with transaction.atomic():
        ask(works.short, key="k", name="d")
        transaction.set_rollback(True)
    assert not Job.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_a_failure_pauses_longer_each_time_and_then_sets_the_job_aside(worker: Worker, row: Row, time: Time) -> None:
    bad = ask(works.poison).id
    for number, pause in enumerate(PAUSES, start=1):
        assert worker.run_one()
        job = row(bad)
        assert (job.failures, job.end, job.result.status) == (number, "", "READY")
        assert job.result.run_after == time.wall + pause
        assert worker.run_one() is False, "it pauses"
        good = ask(works.short, name=f"beside-{number}").id
        assert worker.run_one()
        assert row(good).end == "done", "a job that pauses blocks nobody"
        time.passes(seconds=pause.total_seconds())
    assert worker.run_one()
    job = row(bad)
    assert (job.failures, job.end, job.result.status) == (MOST_FAILURES, "set-aside", "FAILED")
    assert job.findings[0]["code"] == "failed"
    assert "RuntimeError" in job.findings[0]["what"]["nl"]
    assert "works.py" in job.result.traceback
    time.passes(days=1)
    assert worker.run_one() is False, "it is never tried again by itself"


def test_the_text_of_an_unforeseen_error_is_not_kept(worker: Worker, row: Row) -> None:
    job = ask(works.poison).id
    worker.run_one()
    kept = row(job)
    assert "geheim" not in f"{kept.findings}{kept.result.traceback}{kept.result.exception_class_path}"


def test_bad_input_is_set_aside_at_once_with_its_cure(worker: Worker, row: Row) -> None:
    job = ask(works.unusable).id
    worker.run_one()
    kept = row(job)
    assert (kept.end, kept.failures) == ("set-aside", 1)
    assert kept.findings[0]["cure"] == {"nl": "Laat het.", "en": "Leave it."}


def test_a_result_that_cannot_be_kept_is_a_failure(worker: Worker, row: Row) -> None:
    job = ask(works.no_json).id
    worker.run_one()
    assert (row(job).failures, row(job).end) == (1, "")


def test_work_of_another_version_is_set_aside(worker: Worker, row: Row) -> None:
    job = ask(works.short, name="e").id
    DBTaskResult.objects.filter(pk=job).update(task_path="tests.node.jobs.works.gone")
    worker.run_one()
    assert row(job).findings[0]["code"] == "unknown-work"
    DBTaskResult.objects.filter(pk=job).update(task_path="os.system", status="READY")
    Job.objects.filter(pk=job).update(end="")
    worker.run_one()
    assert row(job).end == "set-aside", "only what was declared as a job runs"


def test_cancelling_what_waits_is_at_once(worker: Worker, row: Row) -> None:
    job = ask(works.short, name="f").id
    cancel(job)
    assert (row(job).end, row(job).result.status) == ("cancelled", "FAILED")
    assert worker.run_one() is False
    assert works.effects("f") == 0
    with pytest.raises(BadInput, match="ended"):
        cancel(job)


def test_trying_again_goes_on_from_the_saved_place(worker: Worker, row: Row) -> None:
    job = ask(works.count, name="g", steps=4).id
    Job.objects.filter(pk=job).update(checkpoint=2, done=2)
    cancel(job)
    again(job)
    worker.run_one()
    assert row(job).result.return_value == {"from": 2, "steps": 4}
    with pytest.raises(BadInput):
        again(job)


def test_asking_again_with_the_key_of_what_was_set_aside_tries_again(worker: Worker, row: Row) -> None:
    job = ask(works.unusable, key="k").id
    worker.run_one()
    assert ask(works.unusable, key="k") == Asked(job, False)
    assert row(job).result.status == "READY"
    assert row(job).failures == 0


def test_who_retries_does_not_wait_for_the_pause(worker: Worker, row: Row, time: Time) -> None:
    job = ask(works.poison).id
    worker.run_one()
    assert worker.run_one() is False
    again(job)
    assert worker.run_one() is True
