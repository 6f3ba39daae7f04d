# SPDX-License-Identifier: EUPL-1.2
"""What a publisher wants per kind of task: four eyes, and when an expired task goes to the administrators too."""

from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.working_days import Term, ends
from stelsel.node import clock
from stelsel.node.audit import audit
from stelsel.node.identity import Person
from stelsel.node.models import Task, TaskRule
from stelsel.node.permission import require
from stelsel.node.tasks._receivers import rule as rule_of
from stelsel.node.tasks._steps import write_step
from stelsel.nouns.task import TASK_KINDS

MOST_DAYS = 250
_WHY = Text(nl="De laatste dag is voorbij ({day}).", en="The last day is over ({day}).")

__all__ = ["escalate", "escalate_one", "rule_of", "rules_of", "set_rule"]


def rules_of(publisher: str) -> tuple[TaskRule, ...]:
    """What this publisher wants of every kind of task."""
    return tuple(rule_of(publisher, kind) for kind in TASK_KINDS)


def set_rule(person: Person, publisher: str, kind: str, four_eyes: bool, escalate_after: int | None) -> TaskRule:
    """Say what a publisher wants of a kind of task. `escalate_after`: working days after the last day; None: never.
    NotAllowed unless one is administrator there. It holds for tasks that come after it."""
    require(person, "manage-tasks", publisher)
    if kind not in TASK_KINDS or (four_eyes and not TASK_KINDS[kind].decided_here):
        raise bad_input(
            "rule-kind",
            "soort",
            Text(nl="Voor deze soort taak kan dit niet.", en="This is not possible for this kind of task."),
            Text(nl="Kies een soort die hier wordt goedgekeurd.", en="Choose a kind that is approved here."),
        )
    if escalate_after is not None and not 0 <= escalate_after <= MOST_DAYS:
        raise bad_input(
            "rule-days",
            "doorNaWerkdagen",
            Text(nl="Dit aantal werkdagen kan niet.", en="This number of working days is not possible."),
            Text(nl=f"Kies 0 tot {MOST_DAYS}, of niets.", en=f"Choose 0 to {MOST_DAYS}, or nothing."),
        )
    made, _ = TaskRule.objects.update_or_create(
        publisher=publisher, kind=kind, defaults={"four_eyes": four_eyes, "escalate_after": escalate_after}
    )
    days = "" if escalate_after is None else escalate_after
    said = {"publisher": publisher, "four_eyes": int(four_eyes), "escalate_after": days}
    audit("task-rule", person.name, f"{publisher}/{kind}", **said)
    return made


def escalate() -> int:
    """Let every expired task whose publisher wants so also wait for the administrators there; how many. For a daily
    job: a second time on a day changes nothing."""
    today, count = clock.today(), 0
    for task in Task.objects.filter(state="open", escalated=False, due__lt=today):
        after = rule_of(task.publisher, task.kind).escalate_after
        if after is None or task.due is None:
            continue
        until = ends(task.due, Term(after, "working-days")).last_day if after else task.due
        if today > until:
            count += _escalate(task)
    return count


def escalate_one(key: str) -> None:
    """Let the open task with this key wait for the administrators too, whatever their publisher wants of its kind."""
    task = Task.objects.filter(open_key=key, state="open", escalated=False).first()
    if task is not None:
        _escalate(task)


def _escalate(task: Task) -> int:
    why = _WHY.fill(day=str(task.due)).nl
    try:
        write_step(task, "escalate", "", why, escalated=True)
    except BadInput:  # decided at this moment
        return 0
    audit("task-escalated", "", str(task.pk), publisher=task.publisher)
    return 1
