# SPDX-License-Identifier: EUPL-1.2
"""What runs in the background on this node: every job in one list, and what comes back every day or hour.

A new job is a file here, its name in JOBS and, when it comes back by itself, in SCHEDULE. `desk` is where pages, API
and command line ask for one; `node.job_process` is the worker that runs them.
"""

from stelsel.node.background.book_check import check_book
from stelsel.node.background.dossiers import clean_dossiers
from stelsel.node.background.effects import compute_effects
from stelsel.node.background.expired import clear_expired
from stelsel.node.background.old_jobs import forget_jobs
from stelsel.node.background.recording import record_attachment, record_path
from stelsel.node.background.sealing import seal_day
from stelsel.node.background.waiting import tell_what_waits
from stelsel.node.jobs import JobTask, Scheduled

JOBS: tuple[JobTask, ...] = (
    check_book,
    record_attachment,
    record_path,
    compute_effects,
    seal_day,
    clear_expired,
    clean_dossiers,
    tell_what_waits,
    forget_jobs,
)
"""Everything that can run here."""

SCHEDULE = (
    Scheduled(seal_day, "day"),
    Scheduled(clear_expired, "day"),
    Scheduled(forget_jobs, "day"),
    Scheduled(clean_dossiers, "day"),
    Scheduled(tell_what_waits, "day"),
)
"""What comes back by itself. State roots are committed within the hour by `node.keeper`, beside the pages."""

TITLES = {one.wire: one.title for one in JOBS}
"""Name outside the code -> what it is called on screen."""

__all__ = [
    "JOBS",
    "SCHEDULE",
    "TITLES",
    "check_book",
    "clean_dossiers",
    "clear_expired",
    "compute_effects",
    "forget_jobs",
    "record_attachment",
    "record_path",
    "seal_day",
    "tell_what_waits",
]
