# SPDX-License-Identifier: EUPL-1.2
"""Asking for a job, stopping one, and trying one again. Quick: a page may call these."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from stelsel.node.jobs.backend import JobTask
from stelsel.node.jobs.words import not_stopped, other_work, too_late
from stelsel.node.models import Job


@dataclass(frozen=True)
class Asked:
    """The job; `fresh` when it was not there before."""

    id: UUID
    fresh: bool


def ask(work: JobTask, key: str = "", **arguments: str | int | bool | None) -> Asked:
    """Let a job wait for a worker. With a key (per job and publisher) a second time gives the same job, whether it
    waits, runs or is done; only one that was cancelled or set aside is tried again. Inside a transaction the job begins
    with its commit. BadInput when the key belongs to other arguments."""
    if not key:
        return Asked(_enqueue(work, None, arguments), True)
    full = f"{work.wire}/{arguments.get('publisher', '')}/{key}"
    assert len(full) <= 200, "a key has at most 100 characters or so"
    if (known := _known(full, arguments)) is not None:
        return known
    try:
        with transaction.atomic():
            return Asked(_enqueue(work, full, arguments), True)
    except IntegrityError:  # somebody was first
        known = _known(full, arguments)
        assert known is not None, "a key that is taken has a job"
        return known


def _enqueue(work: JobTask, key: str | None, arguments: dict[str, Any]) -> UUID:
    with transaction.atomic():
        made = UUID(work.enqueue(**arguments).id)
        if key is not None:
            Job.objects.filter(pk=made).update(key=key)
    return made


def _known(key: str, arguments: dict[str, Any]) -> Asked | None:
    job = Job.objects.filter(key=key).select_related("result").first()
    if job is None:
        return None
    if job.result.args_kwargs["kwargs"] != arguments:
        raise other_work(key)
    if job.end in ("cancelled", "set-aside"):
        again(job.pk)
    return Asked(job.pk, False)


def cancel(id: UUID) -> None:
    """Stop a job: at once when it waits, within seconds at a place of its own choice when it runs. BadInput when it
    ended."""
    with transaction.atomic():
        row = _locked(id)
        if row.status == TaskResultStatus.READY:
            DBTaskResult.objects.filter(pk=id).update(status=TaskResultStatus.FAILED, finished_at=timezone.now())
            Job.objects.filter(pk=id).update(end="cancelled", cancel_asked=True)
        elif row.status == TaskResultStatus.RUNNING:
            Job.objects.filter(pk=id).update(cancel_asked=True)
        else:
            raise too_late(str(id))


def again(id: UUID) -> None:
    """Let a job that was cancelled or set aside wait again, from its saved place on, with its failures forgotten; one
    that pauses after a failure goes now. BadInput otherwise."""
    with transaction.atomic():
        row = _locked(id)
        job = Job.objects.get(pk=id)
        pausing = row.status == TaskResultStatus.READY and job.failures
        if job.end not in ("cancelled", "set-aside") and not pausing:
            raise not_stopped(str(id))
        Job.objects.filter(pk=id).update(failures=0, end="", cancel_asked=False, findings=[])
        now = timezone.now()
        DBTaskResult.objects.filter(pk=id).update(status=TaskResultStatus.READY, run_after=now, finished_at=None)


def _locked(id: UUID) -> DBTaskResult:
    return DBTaskResult.objects.select_for_update().get(pk=id)
