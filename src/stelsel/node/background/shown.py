# SPDX-License-Identifier: EUPL-1.2
"""A job as people see it, and lists of them. What an error said by itself is not here: only its class and place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args
from uuid import UUID

import msgspec
from django.db.models import Q
from django.utils import timezone
from django_tasks import TaskResultStatus

from stelsel.kernel.problem import Finding, bad_input
from stelsel.kernel.text import Text, same
from stelsel.node.jobs.words import findings_of
from stelsel.node.models import Job

State = Literal["waiting", "running", "stopping", "pausing", "done", "cancelled", "set-aside"]
"""stopping: somebody asked to cancel it. pausing: it failed and waits to try again. set-aside: it needs a person."""
STATES: tuple[State, ...] = get_args(State)
STATE_WORDS: dict[State, Text] = {
    "waiting": Text(nl="wacht", en="waits"),
    "running": Text(nl="loopt", en="runs"),
    "stopping": Text(nl="stopt", en="stopping"),
    "pausing": Text(nl="mislukt, wordt opnieuw geprobeerd", en="failed, will be tried again"),
    "done": Text(nl="klaar", en="done"),
    "cancelled": Text(nl="gestopt op verzoek", en="cancelled"),
    "set-aside": Text(nl="opzijgezet na fouten", en="set aside after failures"),
}
"""What people call each state."""
ENDED: frozenset[State] = frozenset({"done", "cancelled", "set-aside"})


@dataclass(frozen=True)
class Shown:
    """A job: what, for whom (empty: the node), how far (`total` 0: unknown), when (in UTC), how often it failed, what
    is wrong, what came out (a `report` of a rule for everyone has a page of its own), and for the operator where an
    error came from."""

    id: UUID
    name: str
    title: Text
    publisher: str
    state: State
    done: int
    total: int
    message: Text | None
    asked: datetime
    started: datetime | None
    finished: datetime | None
    next_try: datetime | None
    failures: int
    findings: tuple[Finding, ...]
    said: Text | None
    found: int
    figures: dict[str, int]
    place_of_error: str
    arguments: dict[str, Any]
    report: dict[str, Any] | None = None

    @property
    def ended(self) -> bool:
        """Whether it runs no more by itself."""
        return self.state in ENDED

    @property
    def can_stop(self) -> bool:
        """Whether somebody may ask to cancel it."""
        return not self.ended and self.state != "stopping"

    @property
    def can_retry(self) -> bool:
        """Whether somebody may try it again."""
        return self.state in ("cancelled", "set-aside", "pausing")


@dataclass(frozen=True)
class Page:
    """A part of the list, and how many there are in all."""

    jobs: tuple[Shown, ...]
    total: int


def listed(publishers: Sequence[str] | None, page: int = 1, size: int = 50, state: str = "") -> Page:
    """Jobs of these publishers (None: of everybody), the newest first."""
    rows = Job.objects.select_related("result").order_by("-pk")
    if publishers is not None:
        rows = rows.filter(publisher__in=publishers)
    if state:
        rows = rows.filter(_in_state(state))
    first = (page - 1) * size
    return Page(tuple(_shown(one) for one in rows[first : first + size]), rows.count())


def shown(id: UUID) -> Shown | None:
    """One job, or None."""
    row = Job.objects.select_related("result").filter(pk=id).first()
    return _shown(row) if row else None


def state_of(job: Job) -> State:
    """In which state a job is."""
    if job.end:
        found: State = job.end
        return found
    if job.result.status == TaskResultStatus.RUNNING:
        return "stopping" if job.cancel_asked else "running"
    return "pausing" if job.failures and job.result.run_after > timezone.now() else "waiting"


def _in_state(state: str) -> Q:
    if state not in STATES:
        raise bad_input(
            "state",
            "toestand",
            Text(nl=f"De toestand “{state[:20]}” bestaat niet.", en=f"There is no state “{state[:20]}”."),
            Text(nl=f"Kies uit: {', '.join(STATES)}.", en=f"Choose from: {', '.join(STATES)}."),
        )
    if state in ENDED:
        return Q(end=state)
    if state in ("running", "stopping"):
        return Q(end="", result__status=TaskResultStatus.RUNNING, cancel_asked=state == "stopping")
    pausing = Q(failures__gt=0, result__run_after__gt=timezone.now())
    return Q(end="", result__status=TaskResultStatus.READY) & (pausing if state == "pausing" else ~pausing)


def _shown(job: Job) -> Shown:
    from stelsel.node.background import TITLES

    row, state = job.result, state_of(job)
    left = row.return_value if state == "done" and isinstance(row.return_value, dict) else {}
    said = msgspec.convert(left["said"], Text) if left.get("said") else None
    return Shown(
        id=job.pk,
        name=job.name,
        title=TITLES.get(job.name) or same(job.name),
        publisher=job.publisher,
        state=state,
        done=job.done,
        total=job.total,
        message=Text(nl=job.message_nl, en=job.message_en) if job.message_nl and job.message_en else None,
        asked=row.enqueued_at,
        started=row.started_at,
        finished=row.finished_at,
        next_try=row.run_after if state == "pausing" else None,
        failures=job.failures,
        findings=findings_of(left.get("findings") or job.findings),
        said=said,
        found=int(left.get("found", 0)),
        figures=dict(left.get("figures", {})),
        place_of_error=row.traceback if state != "done" else "",
        arguments=dict(row.args_kwargs["kwargs"]),
        report=left.get("report"),
    )
