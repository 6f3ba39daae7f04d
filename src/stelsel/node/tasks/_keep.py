# SPDX-License-Identifier: EUPL-1.2
"""Keeping a new task: by when it must be decided, and by how many."""

from datetime import date
from typing import Any

import msgspec
from django.db import IntegrityError, transaction
from django.utils import timezone

from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.working_days import ends
from stelsel.node import clock
from stelsel.node.models import Task
from stelsel.node.tasks._receivers import rule
from stelsel.nouns.task import TASK_KINDS, NewTask

_PROVISIONAL = Text(
    nl="De lengte van deze termijn is een voorstel (voorlopig).",
    en="The length of this term is a proposal (provisional).",
)


def open_task(new: NewTask, change: dict[str, Any] | None = None) -> Task:
    """Keep a task; the one that is open already when it has the same key. `change` is what is published at approval:
    then who asks counts as the first of two pairs of eyes. BadInput for a last day that is over."""
    today = clock.today()
    due, calculation = _last_day(new, today)
    if due is not None and due < today:
        raise bad_input(
            "past-term",
            due.isoformat(),
            Text(nl="De laatste dag van deze taak is al voorbij.", en="The last day of this task is over already."),
            Text(nl="Kies vandaag of een latere dag.", en="Choose today or a later day."),
        )
    four = change is None and rule(new.publisher, new.kind).four_eyes
    task = Task(
        kind=new.kind,
        publisher=new.publisher,
        receiver=str(new.receiver),
        title=msgspec.to_builtins(new.title),
        reasons=msgspec.to_builtins(new.reasons),
        about=new.about,
        open_key=new.key or None,
        asked_by=new.asked_by,
        asked_at=timezone.now(),
        due=due,
        calculation=calculation,
        lapses=new.lapses,
        needed=2 if four or change is not None else 1,
        change=change,
    )
    try:
        with transaction.atomic():
            task.save()
    except IntegrityError:
        there = Task.objects.filter(open_key=new.key).first()
        if there is None:
            raise
        return there
    return task


def _last_day(new: NewTask, today: date) -> tuple[date | None, Any]:
    term = new.term or TASK_KINDS[new.kind].term
    if new.due is not None or term is None:
        return new.due, None
    found = ends(today, term)
    words = found.words
    if new.term is None:
        words = Text(nl=f"{words.nl} {_PROVISIONAL.nl}", en=f"{words.en} {_PROVISIONAL.en}")
    return found.last_day, msgspec.to_builtins(words)
