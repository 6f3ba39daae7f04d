# SPDX-License-Identifier: EUPL-1.2
"""One run of one job, and what its end means."""

from typing import Any

import structlog
from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from stelsel.kernel.problem import BadInput, Broken, NotAllowed
from stelsel.node.audit import audit
from stelsel.node.jobs import lease as leases
from stelsel.node.jobs.lease import Lease
from stelsel.node.jobs.stops import Cancelled, HandedBack, Lost
from stelsel.node.jobs.words import frames, unforeseen, unknown_work
from stelsel.node.jobs.work import work_for
from stelsel.node.serve import Unavailable

say = structlog.get_logger("stelsel.jobs")


def run(row: DBTaskResult, lease: Lease) -> None:
    """Run it to its end, whichever that is. Only a fault of the database itself leaves here."""
    try:
        _call(row, lease)
    except Cancelled:
        _end(leases.end_cancelled, lease)
        audit("job-cancelled", "", str(lease.id))
    except HandedBack:
        _end(leases.hand_back, lease)
    except Lost:
        say.warning("job-lost", job=str(lease.id))
    except (BadInput, NotAllowed, Broken) as problem:
        _end(leases.set_aside, lease, list(problem.findings))
        audit("job-set-aside", "", str(lease.id), "failed", code=problem.findings[0].code)
    except Exception as error:
        _failed(lease, error)


def _call(row: DBTaskResult, lease: Lease) -> None:
    try:
        task, result = row.task, row.task_result
    except (ImportError, SuspiciousOperation):
        raise BadInput(unknown_work(row.task_path)) from None
    if not task.atomic:
        leases.finish(lease, task.call(work_for(result, lease), *result.args, **result.kwargs))
        return
    with transaction.atomic():
        lease.write()  # from here to the end nobody takes it over
        leases.finish(lease, task.call(work_for(result, lease), *result.args, **result.kwargs))


def _failed(lease: Lease, error: Exception) -> None:
    found = error.finding if isinstance(error, Unavailable) else unforeseen(error)
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    last = _end(leases.fail, lease, [found], kind, frames(error))
    say.warning("job-failed", job=str(lease.id), error=kind, set_aside=bool(last))
    if last:
        audit("job-set-aside", "", str(lease.id), "failed", code=found.code)


def _end(step: Any, lease: Lease, *rest: Any) -> Any:
    """Let it go; who lost it meanwhile has nothing to say."""
    try:
        return step(lease, *rest)
    except Lost:
        return None
