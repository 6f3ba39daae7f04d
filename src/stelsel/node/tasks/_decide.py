# SPDX-License-Identifier: EUPL-1.2
"""Deciding a task: approve, refuse, delegate, take back. Every step is kept; of two who decide at once one wins,
and the other hears who did and when."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text
from stelsel.node.audit import audit
from stelsel.node.identity import Person
from stelsel.node.models import Task, TaskDecision
from stelsel.node.node import Node
from stelsel.node.tasks._changes import apply_change, stands
from stelsel.node.tasks._inbox import Waiting, find
from stelsel.node.tasks._receivers import account, allowed
from stelsel.node.tasks._refusals import decided, refusal
from stelsel.node.tasks._steps import write_step
from stelsel.nouns.task import MOST_REASON, TASK_KINDS, Receiver

_AUDITED = {"approve": "approved", "refuse": "refused", "delegate": "delegated", "close": "taken-back"}
LEFT_BUSY = timedelta(minutes=2)
"""After this time a task that was being published is looked at anew: the process may have died."""


def approve(node: Node, person: Person, number: int, why: str) -> Task:
    """Approve, with a reason. The last approval that is needed decides; a held change is then published. BadInput says
    what stands in the way; a change that can no longer be published leaves the task open and says why."""
    seen = _waiting(node, person, number, decides=True)
    reason = _reason(why)
    last = len(seen.given) + 1 >= seen.task.needed
    state = "open" if not last else "busy" if seen.task.change is not None else "approved"
    task = _step(seen, "approve", person, reason, state=state)
    return _publish(node, task, person) if state == "busy" else task


def refuse(node: Node, person: Person, number: int, why: str) -> Task:
    """Refuse, with a reason; what was asked does not happen and a held change goes."""
    seen = _waiting(node, person, number, decides=True, refuses=True)
    return _step(seen, "refuse", person, _reason(why), state="refused", change=None)


def delegate(node: Node, person: Person, number: int, to: str, why: str) -> Task:
    """Hand the task to one account, with a reason: from now on it waits for that one. BadInput when it may not do this
    task (whether there is such an account is not told), could not sign it, or is the person itself."""
    seen = _waiting(node, person, number, decides=False)
    reason, target = _reason(why), account(to.strip())
    if to.strip() == person.name:
        raise refusal("to-oneself", "aan")
    if target is None or not allowed(target, seen.task):
        raise refusal("cannot-do-this", "aan")
    asked = {seen.task.asked_by} if seen.task.needed > 1 else set()
    if target.name in asked | {one.by for one in seen.given}:
        raise refusal("signed-already", "aan")
    receiver = str(Receiver("account", target.name))
    if receiver == seen.task.receiver:
        raise refusal("there-already", "aan")
    return _step(seen, "delegate", person, reason, to=receiver, receiver=receiver)


def take_back(node: Node, person: Person, number: int, why: str) -> Task:
    """Take back what one asked for, with a reason, as long as it is open."""
    seen = find(person, number)
    if seen is None or not person.name or seen.task.asked_by != person.name:
        raise refusal("no-task", str(number))
    if seen.task.state != "open":
        raise decided(seen.task)
    return _step(seen, "close", person, _reason(why), state="closed", change=None)


def settle(node: Node) -> int:
    """Finish what a crash left between approving and publishing: what stands in the log was approved, anything else
    waits again. How many tasks that were."""
    before, count = timezone.now() - LEFT_BUSY, 0
    for task in Task.objects.filter(state="busy"):
        last = task.steps.last()
        if last is not None and last.at < before:
            _settle(node, task, last)
            count += 1
    return count


def _settle(node: Node, task: Task, last: TaskDecision) -> None:
    if stands(node, task.change, last.at):
        _finish(task)
    else:
        write_step(task, "fail", "", refusal("cut-off", str(task.pk)).findings[0].what.nl, state="open")


def _publish(node: Node, task: Task, person: Person) -> Task:
    try:
        receipt = apply_change(node, task.change, person.name)
    except BadInput as problem:
        write_step(task, "fail", "", " ".join(one.line("nl") for one in problem.findings), state="open")
        audit("change-failed", person.name, task.about, "failed", task=task.pk)
        raise
    _finish(task)
    audit(
        f"{(task.kind.partition('-')[0])}-approved",
        person.name,
        receipt.id,
        asked_by=task.asked_by,
        task=task.pk,
        log=receipt.origin,
        index=receipt.index,
    )
    return task


def _finish(task: Task) -> None:
    Task.objects.filter(pk=task.pk, state="busy").update(state="approved", change=None, open_key=None)
    task.refresh_from_db()


def _waiting(node: Node, person: Person, number: int, decides: bool, refuses: bool = False) -> Waiting:
    """The task, when it waits for this person and it may act; BadInput says why not."""
    settle(node)
    seen = find(person, number)
    if seen is None:
        raise refusal("no-task", str(number))
    obstacle = seen.obstacle
    if obstacle == "decided":
        raise decided(seen.task)
    if obstacle and not (obstacle in ("again", "own-request") and not decides):
        raise refusal("again" if refuses and obstacle == "again" else obstacle, str(number))
    if decides and not TASK_KINDS[seen.task.kind].decided_here:
        raise refusal("not-here", str(number))
    return seen


def _step(seen: Waiting, step: str, person: Person, why: str, to: str = "", **becomes: Any) -> Task:
    task = write_step(seen.task, step, person.name, why, seen.instead_of, to, **becomes)
    facts = {"publisher": task.publisher, "asked_by": task.asked_by, "instead_of": seen.instead_of, "to": to}
    audit(f"task-{_AUDITED[step]}", person.name, str(task.pk), **facts)
    return task


def _reason(why: str) -> str:
    said = why.strip()
    if not said:
        raise refusal("no-reason", "redenen")
    if len(said) > MOST_REASON:
        raise bad_input(
            "long-reason",
            "redenen",
            Text(nl=f"De reden is langer dan {MOST_REASON} tekens.", en=f"The reason is over {MOST_REASON} long."),
            Text(nl="Maak de reden korter.", en="Make the reason shorter."),
        )
    return said
