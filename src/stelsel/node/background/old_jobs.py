# SPDX-License-Identifier: EUPL-1.2
"""Jobs that ended leave the list after some time."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from stelsel.kernel.text import Text
from stelsel.node.background.effects import clear_left
from stelsel.node.background.outcome import outcome
from stelsel.node.jobs import Work, job
from stelsel.node.jobs.limits import KEPT_DAYS


@job(Text(nl="Vergeet oud werk", en="Forget old work"))
def forget_jobs(context: Work) -> dict[str, Any]:
    """What was done or cancelled goes; what was set aside waits for a person, however long. What they left of
    households goes as soon as they ended."""
    before = timezone.now() - timedelta(days=KEPT_DAYS)
    gone = DBTaskResult.objects.filter(finished_at__lt=before, job__end__in=("done", "cancelled"))
    count = gone.count()
    gone.delete()
    clear_left()
    said = Text(nl=f"Vergeten: {count}.", en=f"Forgotten: {count}.")
    return outcome(said, forgotten=count)
