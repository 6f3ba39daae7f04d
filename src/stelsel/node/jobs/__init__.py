# SPDX-License-Identifier: EUPL-1.2
"""Long work in the background: asked for by a page in a moment, done by a worker that is another process.

    @job(Text(nl="Tel alles", en="Count everything"))
    def count_everything(context: Work, publisher: str) -> dict[str, int]:
        for number in range(context.checkpoint or 0, 1000):
            ...
            context.save(number + 1, number + 1, 1000)
        return {"counted": 1000}

    asked = ask(count_everything, key="2026", publisher="importeur")

The queue and its rows are those of django-tasks-db; what it lacks stands beside each row (`models.Job`): progress,
a saved place, a lease, a key, failures, a request to stop. A job may run again from its saved place after a crash, so
what it does outside `context.saving(...)` must be harmless twice. `backend` declares, `ask` asks, `lease` holds, `run`
runs once, `worker` runs many, `schedule` asks every day. `node.background` says what runs here.
"""

from stelsel.node.jobs.ask import Asked, again, ask, cancel
from stelsel.node.jobs.backend import JobTask, job
from stelsel.node.jobs.schedule import Scheduled, ask_due
from stelsel.node.jobs.stops import Stopped
from stelsel.node.jobs.work import Work
from stelsel.node.jobs.worker import Worker

__all__ = ["Asked", "JobTask", "Scheduled", "Stopped", "Work", "Worker", "again", "ask", "ask_due", "cancel", "job"]
