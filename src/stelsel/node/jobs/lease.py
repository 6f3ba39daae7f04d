# SPDX-License-Identifier: EUPL-1.2
"""Who runs a job: taking it, holding it, letting it go. Every step is one transaction that only counts for whoever
holds the token, so that two workers can run the same job and only one can write.

No clock of the machine decides who holds a job. Whoever runs it lets its `beat` grow; who sees the same beat for
LEASE_SECONDS on a clock that only runs forward takes it over. Each step locks the row of the queue first.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from stelsel.kernel.problem import Finding
from stelsel.node.jobs.limits import LONGEST_PAUSE, MOST_FAILURES, PAUSES
from stelsel.node.jobs.stops import Lost, Stopped
from stelsel.node.jobs.words import plain, worker_gone
from stelsel.node.models import Job

BACKEND = "default"


@dataclass
class Lease:
    """The right to run a job: its id and the token. `stop` is set from another thread when the job should stop."""

    id: UUID
    token: str
    stop: type[Stopped] | None = field(default=None)

    def look(self) -> None:
        """Raise why this run should stop; nothing when it should go on. Costs nothing."""
        if self.stop is not None:
            raise self.stop

    def write(self, **values: Any) -> None:
        """Change our row, and show that the job lives. Lost when another one holds it. Within a transaction the row
        stays locked to its end, so nobody takes the job over meanwhile."""
        if not _mine(self.id, self.token).update(beat=F("beat") + 1, **values):
            raise Lost


@dataclass(frozen=True)
class Seen:
    """A job that somebody runs, as another worker sees it."""

    id: UUID
    token: str
    beat: int


def claim(worker: str) -> tuple[DBTaskResult, Lease] | None:
    """Take the next job that waits: the most urgent, then the longest waiting. None when nothing waits."""
    if not _ready().exists():  # without the lock of a writer
        return None
    with transaction.atomic():
        row = _ready().get_locked()
        if row is None:
            return None
        row.claim(worker)
        lease = Lease(row.pk, secrets.token_hex(16))
        Job.objects.filter(pk=row.pk).update(token=lease.token, beat=F("beat") + 1)
    return row, lease


def _ready() -> Any:
    """What may be taken now. No pause is longer than the longest: what should wait longer was written by a clock that
    has been set back since, or has no moment to wait for at all."""
    now = timezone.now()
    rows = DBTaskResult.objects.filter(status=TaskResultStatus.READY, backend_name=BACKEND)
    return rows.filter(Q(run_after__lte=now) | Q(run_after__gt=now + LONGEST_PAUSE))


def finish(lease: Lease, value: Any) -> None:
    """It is done, with this result."""
    queue = {"status": TaskResultStatus.SUCCESSFUL, "finished_at": timezone.now(), "return_value": value}
    _leave(lease, {**queue, "exception_class_path": "", "traceback": ""}, {"end": "done", "findings": []})


def end_cancelled(lease: Lease) -> None:
    """It stopped because somebody asked."""
    _leave(lease, _failed_now(), {"end": "cancelled"})


def hand_back(lease: Lease) -> None:
    """It waits again, from its saved place on; no failure."""
    _leave(lease, _waiting(), {})


def set_aside(lease: Lease, findings: list[Finding]) -> None:
    """Trying again would not help: it needs a person."""
    _leave(lease, _failed_now(), {"end": "set-aside", "findings": plain(findings), "failures": F("failures") + 1})


def fail(lease: Lease, findings: list[Finding], kind: str, frames: str) -> bool:
    """It failed: it waits for its pause, or is set aside after the last one (True)."""
    with transaction.atomic():
        _locked(lease.id)
        queue, ours = _after_failure(Job.objects.get(pk=lease.id).failures, plain(findings))
        _leave(lease, {**queue, "exception_class_path": kind, "traceback": frames}, ours)
    return "end" in ours


def running() -> list[Seen]:
    """Every job that somebody runs now."""
    rows = Job.objects.filter(end="", result__status=TaskResultStatus.RUNNING)
    return [Seen(*one) for one in rows.values_list("pk", "token", "beat")]


def take_over(seen: Seen) -> bool:
    """Let a job whose worker is gone wait again, which counts as a failure, since a job can also bring its worker down.
    False when it turned out to live."""
    with transaction.atomic():
        _locked(seen.id)
        job = _mine(seen.id, seen.token).filter(beat=seen.beat).first()
        if job is None:
            return False
        if job.cancel_asked:
            queue, ours = _failed_now(), {"end": "cancelled"}
        else:
            queue, ours = _after_failure(job.failures, plain([worker_gone()]), lambda failures: _waiting())
        _leave(Lease(seen.id, seen.token), queue, ours)
    return True


def _after_failure(
    before: int, findings: list[Any], again: Callable[[int], dict[str, Any]] | None = None
) -> tuple[dict[str, Any], dict[str, Any]]:
    failures = before + 1
    ours: dict[str, Any] = {"failures": failures, "findings": findings}
    if failures >= MOST_FAILURES:
        return _failed_now(), {**ours, "end": "set-aside"}
    return (again or _pause)(failures), ours


def _pause(failures: int) -> dict[str, Any]:
    return {**_waiting(), "run_after": timezone.now() + PAUSES[failures - 1]}


def _waiting() -> dict[str, Any]:
    return {"status": TaskResultStatus.READY, "run_after": timezone.now()}


def _failed_now() -> dict[str, Any]:
    return {"status": TaskResultStatus.FAILED, "finished_at": timezone.now()}


def _leave(lease: Lease, queue: dict[str, Any], ours: dict[str, Any]) -> None:
    with transaction.atomic():
        _locked(lease.id)
        if not _mine(lease.id, lease.token).update(token="", beat=F("beat") + 1, **ours):
            raise Lost
        DBTaskResult.objects.filter(pk=lease.id).update(**queue)


def _locked(id: UUID) -> None:
    DBTaskResult.objects.select_for_update().filter(pk=id).first()


def _mine(id: UUID, token: str) -> QuerySet[Job]:
    return Job.objects.filter(pk=id, token=token)
