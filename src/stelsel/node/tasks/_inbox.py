# SPDX-License-Identifier: EUPL-1.2
"""What waits for a person, what it asked for, and one task for whom it concerns."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import F, Q, QuerySet

from stelsel.node import clock
from stelsel.node.identity import Person
from stelsel.node.models import Task
from stelsel.node.tasks._receivers import Reach, allowed, instead_of, reach, waits_for
from stelsel.nouns.task import Signature, may_approve

Obstacle = Literal["", "again", "own-request", "role", "elsewhere", "lapsed", "decided"]
"""Why this person cannot decide now. elsewhere: it waits for somebody else. again: gave its approval already.
own-request: asked for it. role: lacks the role. lapsed: the last day is over. decided: somebody did."""
MOST = 500
"""Tasks of one inbox that are shown and counted, those with the nearest last day first."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A task as one person sees it: for whom it stands in (empty: itself), whether the last day is over, the approvals
    that were given, and what keeps it from deciding."""

    task: Task
    instead_of: str
    overdue: bool
    given: tuple[Signature, ...]
    obstacle: Obstacle


def inbox(person: Person, publisher: str = "") -> tuple[Waiting, ...]:
    """What this person can decide now, nearest last day first; those without a last day come last."""
    today = clock.today()
    reached = reach(person, today)
    rows = _ordered(Task.objects.filter(waits_for(person, reached), state="open", **_at(publisher)))
    return tuple(one for one in (seen(person, task, today, reached) for task in rows) if not one.obstacle)


def waiting_count(person: Person) -> int:
    """How many tasks this person can decide now. Every page asks it, so one quick query answers where nothing is
    open."""
    if not person.name or not Task.objects.filter(state="open").exists():
        return 0
    return len(inbox(person))


def waiting_at(publisher: str) -> tuple[int, int]:
    """How many tasks wait at a publisher, and of how many the last day is over."""
    rows = Task.objects.filter(publisher=publisher, state="open")
    return rows.count(), rows.filter(due__lt=clock.today()).count()


def asked(person: Person) -> tuple[Task, ...]:
    """What this person asked for, newest first."""
    return tuple(Task.objects.filter(asked_by=person.name).order_by("-pk")[:MOST]) if person.name else ()


def find(person: Person, number: int) -> Waiting | None:
    """One task: for whom it waits or waited, for who asked, and for who decided a step. None for everybody else."""
    today = clock.today()
    reached = reach(person, today)
    task = Task.objects.filter(waits_for(person, reached), pk=number).first()
    if task is not None:
        return seen(person, task, today, reached)
    theirs = Q(asked_by=person.name) | Q(steps__by=person.name)
    task = Task.objects.filter(theirs, pk=number).distinct().first() if person.name else None
    return seen(person, task, today, reached, here=False) if task else None


def seen(person: Person, task: Task, today: date, reached: Reach, here: bool = True) -> Waiting:
    """A task through the eyes of one person and what it reaches; `here`: it waits for this person, or for somebody it
    stands in for."""
    given = signatures(task)
    stands_in, overdue = instead_of(person, task, reached), task.due is not None and task.due < today
    return Waiting(task, stands_in, overdue, given, _obstacle(person, task, given, overdue, here))


def signatures(task: Task) -> tuple[Signature, ...]:
    """The approvals that count: those after the last failure to publish, and of a held change that of who asked."""
    found = [Signature(task.asked_by)] if task.change is not None else []
    for step in task.steps.all():
        if step.step == "fail":
            found = found[:1] if task.change is not None else []
        elif step.step == "approve":
            found.append(Signature(step.by, step.instead_of))
    return tuple(found)


def _obstacle(person: Person, task: Task, given: tuple[Signature, ...], overdue: bool, here: bool) -> Obstacle:
    if task.state != "open":
        return "decided"
    if task.lapses and overdue:
        return "lapsed"
    if not here:
        return "elsewhere"
    if not allowed(person, task):
        return "role"
    if task.change is not None and person.name == task.asked_by:
        return "own-request"
    return may_approve(person.name, given, task.needed, task.asked_by)


def _at(publisher: str) -> dict[str, str]:
    return {"publisher": publisher} if publisher else {}


def _ordered(rows: "QuerySet[Task]") -> list[Task]:
    return list(rows.order_by(F("due").asc(nulls_last=True), "pk").prefetch_related("steps")[:MOST])
