# SPDX-License-Identifier: EUPL-1.2
"""How long and how often: every number of the background work in one place."""

from datetime import timedelta

PAUSES = (timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10))
"""The pause after each failure in a row; after one more the job is set aside."""
MOST_FAILURES = len(PAUSES) + 1
LONGEST_PAUSE = PAUSES[-1]
BEAT_SECONDS = 2.0
"""A running job shows this often that it lives, and looks whether it should stop."""
LEASE_SECONDS = 30.0
"""Whoever sees the same beat this long, on a clock of its own that only runs forward, takes the job over."""
POLL_SECONDS = 0.5
"""How long an idle thread waits before it looks again."""
GRACE_SECONDS = 15.0
"""What a job gets to stop by itself when its worker is asked to stop; then it is handed back."""
SCHEDULE_SECONDS = 30.0
"""How often the schedule is looked at; the first time this long after the start, so that a start is quick."""
THREADS = 2
"""Jobs that run at once in one worker."""
KEPT_DAYS = 30
"""A job that ended stays in the list this long."""
