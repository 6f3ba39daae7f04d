# SPDX-License-Identifier: EUPL-1.2
"""One step of a task: kept together with what it makes of the task, and only by who comes first."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from stelsel.node.audit import audit
from stelsel.node.models import Task, TaskDecision
from stelsel.node.tasks._refusals import decided

_OVER = ("approved", "refused", "closed")


def write_step(task: Task, step: str, by: str, why: str, instead_of: str = "", to: str = "", **becomes: Any) -> Task:
    """Keep a step and what it makes of the task; BadInput, with by whom and when, for who comes second."""
    if becomes.get("state") in _OVER:
        becomes["open_key"] = None
    turn, expected = task.turn + 1, "busy" if step == "fail" else "open"
    with transaction.atomic():
        mine = Task.objects.filter(pk=task.pk, turn=task.turn, state=expected).update(turn=turn, **becomes)
        if mine:
            TaskDecision.objects.create(
                task=task, turn=turn, step=step, by=by, instead_of=instead_of, at=timezone.now(), why=why, to=to
            )
    task = Task.objects.get(pk=task.pk)
    if not mine:
        raise decided(task)
    return task


def close(key: str, why: str, by: str = "") -> None:
    """Close the open task with this key: what it asks was done where it is about, or is no longer needed."""
    task = Task.objects.filter(open_key=key, state="open").first()
    if task is not None:
        write_step(task, "close", by, why, state="closed", change=None)
        audit("task-closed", by, str(task.pk), publisher=task.publisher)
