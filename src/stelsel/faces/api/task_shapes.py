# SPDX-License-Identifier: EUPL-1.2
"""What the API sends and takes about tasks, with Dutch names from the vocabulary."""

from typing import Literal

import msgspec

from stelsel.faces.api.shapes import BASE, Day, Links, Moment
from stelsel.kernel.text import Text
from stelsel.kernel.time import instant
from stelsel.kernel.values import Value
from stelsel.node import tasks
from stelsel.node.models import Substitution, TaskDecision
from stelsel.nouns.task import TASK_KINDS, TaskReason


class TaakReden(Value, frozen=True):
    """Why the task came to you: words, with the entry or the rule and article."""

    text: Text
    entry: str = ""
    article: Text | None = None


class TaakStap(Value, frozen=True):
    """A step that was decided: which, by whom (empty: the node), instead of whom, when, why and to whom."""

    step: Literal["approve", "refuse", "delegate", "escalate", "fail", "close"]
    by_account: str
    at: Moment
    why: str
    instead_of: str = ""
    to_whom: str = ""


class Taak(Value, frozen=True):
    """A task: what, for whom (`account:`, `role:` or `mandate:`), about what, by when and how that was counted, why,
    what was decided, and what keeps you from deciding (empty: nothing)."""

    task: int
    kind: str
    title: Text
    publisher: str
    receiver: str
    task_about: str
    task_state: Literal["open", "busy", "approved", "refused", "closed"]
    asked_at: Moment
    overdue: bool
    needed: int
    due: Day | None = None
    calculation: Text | None = None
    asked_by: str = ""
    instead_of: str = ""
    escalated: bool = False
    obstacle: Literal["", "again", "own-request", "role", "elsewhere", "lapsed", "decided"] = ""
    reasons: tuple[TaakReden, ...] = ()
    steps: tuple[TaakStap, ...] = ()
    links: Links = msgspec.field(default_factory=dict, name="_links")


class Taken(Value, frozen=True):
    """What you can decide now, nearest last day first."""

    total: int
    tasks: tuple[Taak, ...]
    links: Links = msgspec.field(default_factory=dict, name="_links")


class Taakbesluit(Value, frozen=True, forbid_unknown_fields=True):
    """What you decide, why, and for a delegation to which account."""

    decision: Literal["approve", "refuse", "delegate", "take-back"]
    reasons: str
    to_whom: str = ""


class NieuweVervanging(Value, frozen=True, forbid_unknown_fields=True):
    """Who stands in for whom at a publisher, from day to day, both included."""

    publisher: str
    replaced_account: str
    substitute: str
    first_day: Day
    last_day: Day


class Vervanging(Value, frozen=True):
    """A substitution that counts, now or later."""

    publisher: str
    replaced_account: str
    substitute: str
    first_day: Day
    last_day: Day


class Vervangingen(Value, frozen=True):
    """Those of yourself, by yourself, and of organisations where you are administrator."""

    substitutions: tuple[Vervanging, ...]
    links: Links = msgspec.field(default_factory=dict, name="_links")


def taak(seen: tasks.Waiting) -> Taak:
    """A task as one person sees it."""
    task = seen.task
    return Taak(
        task=task.pk,
        kind=TASK_KINDS[task.kind].wire,
        title=Text(**task.title),
        publisher=task.publisher,
        receiver=task.receiver,
        task_about=task.about,
        task_state=task.state,  # type: ignore[arg-type]
        asked_at=instant(task.asked_at),
        overdue=seen.overdue and task.state == "open",
        needed=task.needed,
        due=task.due.isoformat() if task.due else None,
        calculation=Text(**task.calculation) if task.calculation else None,
        asked_by=task.asked_by,
        instead_of=seen.instead_of,
        escalated=task.escalated,
        obstacle=seen.obstacle,
        reasons=tuple(_reason(msgspec.convert(one, TaskReason)) for one in task.reasons),
        steps=tuple(_step(one) for one in task.steps.all()),
        links={"self": f"{BASE}/taken/{task.pk}"},
    )


def vervanging(one: Substitution) -> Vervanging:
    """A substitution on the wire."""
    return Vervanging(one.publisher, one.replaced, one.by, one.first_day.isoformat(), one.last_day.isoformat())


def _reason(one: TaskReason) -> TaakReden:
    return TaakReden(one.text, one.entry, one.article)


def _step(one: TaskDecision) -> TaakStap:
    return TaakStap(one.step, one.by, instant(one.at), one.why, one.instead_of, one.to)  # type: ignore[arg-type]
