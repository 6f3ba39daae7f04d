# SPDX-License-Identifier: EUPL-1.2
"""What a running job gets as `context`: where it was, and how it says where it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Case, F, Value, When
from django.db.models.functions import Greatest
from django_tasks import TaskContext

from stelsel.kernel.text import Text
from stelsel.node import clock
from stelsel.node.jobs.lease import Lease
from stelsel.node.models import Job

_REPORT_SECONDS = 0.5


@dataclass(frozen=True, kw_only=True)
class Work(TaskContext):
    """A run of a job. Each method raises `Stopped` when the run should end: let it pass.

    `checkpoint` is the JSON value that was saved last, None the first time; `done` how far that was.
    """

    lease: Lease
    checkpoint: Any = None
    done: int = 0
    last: list[float]

    def look(self) -> None:
        """Ask whether to stop. Costs nothing: call it often, at least once a second."""
        self.lease.look()

    def report(self, done: int, total: int, message: Text | None = None) -> None:
        """Show how far it is, in units of the job's own choice; `total` 0 is unknown. Written at most twice a
        second."""
        self.look()
        now = clock.monotonic()
        if now - self.last[0] < _REPORT_SECONDS and done != total:
            return
        self.last[0] = now
        self.lease.write(done=done, total=total, **_said(message))

    def save(self, checkpoint: Any, done: int, total: int, message: Text | None = None) -> None:
        """Remember the place from which a next run goes on."""
        with self.saving(checkpoint, done, total, message):
            pass

    @contextmanager
    def saving(self, checkpoint: Any, done: int, total: int, message: Text | None = None) -> Iterator[None]:
        """The same in one transaction with what is written to the database inside: both stand, or neither. Going
        further than ever before forgets the failures: a long job may meet more than a few kills on its way."""
        self.look()
        further = Case(When(furthest__lt=done, then=Value(0)), default=F("failures"))
        with transaction.atomic():
            self.lease.write(
                checkpoint=checkpoint,
                done=done,
                total=total,
                failures=further,
                furthest=Greatest(F("furthest"), Value(done)),
                **_said(message),
            )
            yield


def work_for(result: Any, lease: Lease) -> Work:
    """The context of a run."""
    job = Job.objects.get(pk=lease.id)
    return Work(task_result=result, lease=lease, checkpoint=job.checkpoint, done=job.done, last=[0.0])


def _said(message: Text | None) -> dict[str, str]:
    return {"message_nl": message.nl[:200], "message_en": message.en[:200]} if message else {}
