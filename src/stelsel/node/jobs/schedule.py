# SPDX-License-Identifier: EUPL-1.2
"""Work of every day or hour. A period that was missed is made up once: when the node runs again, the newest period is
asked for and the ones before it are not. Each period is asked for once, whatever clocks and workers do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import structlog
from django.db import IntegrityError, transaction
from django.utils import timezone

from stelsel.node.jobs.ask import ask
from stelsel.node.jobs.backend import JobTask
from stelsel.node.models import LastRun

say = structlog.get_logger("stelsel.jobs")


@dataclass(frozen=True)
class Scheduled:
    """A job without arguments, every day or hour in UTC."""

    work: JobTask
    every: Literal["day", "hour"]

    def period(self, now: datetime) -> str:
        """The day or hour that a moment (with zone UTC) lies in."""
        return now.strftime("%Y-%m-%d" if self.every == "day" else "%Y-%m-%dT%H")


def ask_due(schedule: Sequence[Scheduled], now: datetime | None = None) -> list[str]:
    """Ask for what was not asked for in this period; the names of what was."""
    moment = now or timezone.now()
    last = dict(LastRun.objects.values_list("name", "period"))
    due = [one for one in schedule if last.get(one.work.wire) != one.period(moment)]
    return [one.work.wire for one in due if _ask(one, one.period(moment))]


def _ask(one: Scheduled, period: str) -> bool:
    try:
        with transaction.atomic():
            asked = ask(one.work, key=period)
            LastRun.objects.update_or_create(name=one.work.wire, defaults={"period": period, "job_id": asked.id})
    except IntegrityError:  # another worker was first
        return False
    say.info("job-scheduled", name=one.work.wire, period=period)
    return asked.fresh
