# SPDX-License-Identifier: EUPL-1.2
"""The backend for django-tasks: the queue of django-tasks-db, with a row of ours beside each of its rows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django_tasks import task
from django_tasks.base import Task
from django_tasks_db.backend import DatabaseBackend

from stelsel.kernel.text import Text
from stelsel.node import clock

if TYPE_CHECKING:
    from django_tasks_db.models import DBTaskResult


@dataclass(frozen=True, slots=True, kw_only=True)
class JobTask(Task[Any, Any]):
    """A function that can run in the background. `title`: what it is called on screen. `atomic`: everything it does in
    the database and the mark that it is done stand together or not at all; only for what takes well under a second,
    since SQLite has one writer."""

    title: Text
    atomic: bool = False

    @property
    def wire(self) -> str:
        """Its name outside the code: check_book -> check-book."""
        return self.name.replace("_", "-")


class JobBackend(DatabaseBackend):
    """Every task that is enqueued is a job: it has progress, a lease, and a place in the list."""

    task_class = JobTask

    def _task_to_db_task(self, task: Any, args: Any, kwargs: Any) -> "DBTaskResult":
        """The row of the queue and ours, both or neither."""
        from stelsel.node.models import Job

        with transaction.atomic():
            made: DBTaskResult = super()._task_to_db_task(task, args, kwargs)
            Job.objects.create(result=made, name=task.wire, publisher=str(kwargs.get("publisher", "")))
        return made

    def _get_id(self) -> UUID:
        return ordered_id()


def job(title: Text, atomic: bool = False) -> Callable[[Callable[..., Any]], JobTask]:
    """Declare a function `f(context: Work, **arguments)` as a job. Its arguments are ids and words, never personal data
    or secrets: they stand in the database and in the list. `publisher` says for whom it works (empty: the node). What
    it returns is JSON."""
    made: Callable[[Callable[..., Any]], JobTask] = task(takes_context=True, title=title, atomic=atomic)  # type: ignore[call-overload]
    return made


def ordered_id() -> UUID:
    """A UUID version 7 (RFC 9562, sections 5.7 and 6.2 method 3): 48 bits of milliseconds, 12 of their fraction, then
    random ones, so that rows come in the order of asking."""
    milliseconds, rest = divmod(clock.nanoseconds(), 1_000_000)
    fraction = rest * 4096 // 1_000_000
    random = int.from_bytes(clock.salt(8)) & (1 << 62) - 1
    return UUID(int=milliseconds << 80 | 7 << 76 | fraction << 64 | 0b10 << 62 | random)
