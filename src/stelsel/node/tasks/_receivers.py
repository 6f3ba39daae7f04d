# SPDX-License-Identifier: EUPL-1.2
"""Whose inbox a task is in: account, role, mandate, substitution; and who may do what it asks."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q

from stelsel.book.permission import OPERATIONS
from stelsel.node import clock
from stelsel.node.identity import ROLES, Person, person_for
from stelsel.node.models import Mandate, Membership, Substitution, Task, TaskRule
from stelsel.node.permission import may, where
from stelsel.nouns.task import TASK_KINDS, Receiver, substitutes


def mandates_of(person: Person) -> tuple[tuple[str, str], ...]:
    """The mandates this person holds today, as (publisher, operation); one that names no operation is for every one."""
    if not person.id:
        return ()
    today = clock.today()
    held = Mandate.objects.filter(
        Q(end=None) | Q(end__gte=today),
        Q(revoked_on=None) | Q(revoked_on__gt=today),
        user_id=person.id,
        publisher__in=person.roles,
        start__lte=today,
    )
    return tuple(
        (publisher, name)
        for publisher, operation in sorted(set(held.values_list("publisher", "operation")))
        for name in ((operation,) if operation else OPERATIONS)
    )


def addresses(person: Person) -> frozenset[str]:
    """Every receiver that means this person: its account, its roles and those below them, its mandates."""
    found = {Receiver("account", person.name)}
    for publisher, role in person.roles.items():
        found |= {
            Receiver("role", lower, publisher) for lower in (ROLES[: ROLES.index(role) + 1] if role in ROLES else ())
        }
    found |= {Receiver("mandate", name, publisher) for publisher, name in mandates_of(person)}
    return frozenset(str(one) for one in found)


def replaced_by(person: Person, today: date) -> frozenset[tuple[str, str]]:
    """Whom this person stands in for today, as (publisher, account); also through others."""
    rows = Substitution.objects.filter(first_day__lte=today, last_day__gte=today, ended=False)
    by_publisher: dict[str, list[tuple[str, str, date, date]]] = {}
    for one in rows:
        by_publisher.setdefault(one.publisher, []).append((one.replaced, one.by, one.first_day, one.last_day))
    return frozenset(
        (publisher, replaced)
        for publisher, pairs in by_publisher.items()
        for replaced in {pair[0] for pair in pairs}
        if person.name in substitutes(pairs, replaced, today)
    )


@dataclass(frozen=True, slots=True)
class Reach:
    """Which tasks a person reaches on a day: every receiver that means it, whom it stands in for as (publisher,
    account), and where it manages tasks. Read once for all tasks of an inbox."""

    receivers: frozenset[str]
    replaced: frozenset[tuple[str, str]]
    manages: frozenset[str]


def reach(person: Person, today: date) -> Reach:
    """What this person reaches today. Two queries."""
    manages = frozenset(where(person, "manage-tasks"))
    return Reach(addresses(person), replaced_by(person, today) if person.name else frozenset(), manages)


def waits_for(person: Person, found: Reach) -> Q:
    """The tasks that wait for this person, or for somebody it stands in for."""
    if person.operator:
        return Q()
    if not person.name:
        return Q(pk__in=())
    mine = Q(receiver__in=found.receivers) | Q(escalated=True, publisher__in=found.manages)
    for publisher, replaced in found.replaced:
        mine |= Q(receiver=str(Receiver("account", replaced)), publisher=publisher)
    return mine


def instead_of(person: Person, task: Task, found: Reach) -> str:
    """The account that this person stands in for with this task; empty when the task waits for itself."""
    receiver = Receiver.read(task.receiver)
    itself = task.receiver in found.receivers or person.operator
    escalated = task.escalated and task.publisher in found.manages
    if receiver.kind != "account" or itself or escalated:
        return ""
    return receiver.name if (task.publisher, receiver.name) in found.replaced else ""


def allowed(person: Person, task: Task) -> bool:
    """Whether the role of this person allows what the task asks for."""
    if person.operator:
        return True
    kind, change = TASK_KINDS[task.kind], task.change or {}
    about = (change.get("audience", ""), change.get("type", "").partition("/")[0])
    return may(person, "decide-task", task.publisher) and may(person, kind.operation, task.publisher, *about)


def account(name: str) -> Person | None:
    """The person behind an active account of this name."""
    user: Any = get_user_model().objects.filter(username=name, is_active=True).first()
    return person_for(user) if user else None


def candidates(task: Task) -> tuple[str, ...]:
    """The accounts at the publisher to whom this task can be delegated, by name."""
    found = Membership.objects.filter(publisher=task.publisher, user__is_active=True).select_related("user")
    people = [person_for(one.user) for one in found.order_by("user__username")]
    return tuple(one.name for one in people if allowed(one, task))


def rule(publisher: str, kind: str) -> TaskRule:
    """What a publisher wants of a kind of task; what it never said is no."""
    found = TaskRule.objects.filter(publisher=publisher, kind=kind).first()
    return found or TaskRule(publisher=publisher, kind=kind)
