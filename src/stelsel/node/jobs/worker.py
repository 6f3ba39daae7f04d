# SPDX-License-Identifier: EUPL-1.2
"""A worker: threads that run jobs, and one that keeps them: it lets their leases live, tells them to stop, takes over
from workers that are gone, and asks for what the schedule says."""

import contextlib
import secrets
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

import structlog
from django.db import DatabaseError, close_old_connections, connections
from django.db.models import F

from stelsel.node import clock
from stelsel.node.jobs import limits
from stelsel.node.jobs.lease import Lease, Seen, claim, hand_back, running, take_over
from stelsel.node.jobs.run import run
from stelsel.node.jobs.schedule import Scheduled, ask_due
from stelsel.node.jobs.stops import Cancelled, HandedBack, Lost
from stelsel.node.models import Job

say = structlog.get_logger("stelsel.jobs")


@dataclass
class Worker:
    """Runs jobs with so many threads; the rest are times in seconds, which tests shorten."""

    threads: int = limits.THREADS
    schedule: Sequence[Scheduled] = ()
    beat_seconds: float = limits.BEAT_SECONDS
    lease_seconds: float = limits.LEASE_SECONDS
    grace_seconds: float = limits.GRACE_SECONDS
    schedule_seconds: float = limits.SCHEDULE_SECONDS
    name: str = field(default_factory=lambda: secrets.token_hex(8))
    _held: dict[UUID, Lease] = field(default_factory=dict)
    _seen: dict[UUID, tuple[Seen, float]] = field(default_factory=dict)
    _swept_at: float = field(default_factory=clock.monotonic)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def run_one(self) -> bool:
        """Run the next job that waits, to its end; False when nothing waits."""
        taken = claim(self.name)
        if taken is None:
            return False
        row, lease = taken
        with self._guard:
            self._held[lease.id] = lease
        try:
            run(row, lease)
        finally:
            with self._guard:
                self._held.pop(lease.id, None)
        return True

    def work(self, stop: threading.Event) -> bool:
        """Run jobs until `stop` is set. Then what runs gets a while to stop at a place of its own choice, and is
        handed back where it does not. False when a thread is still busy: end the process, it cannot write any more."""
        ended = threading.Event()
        threads = [threading.Thread(target=self._loop, args=(stop,), daemon=True) for _ in range(self.threads)]
        keeper = threading.Thread(target=self._keep, args=(ended,), daemon=True)
        for one in (*threads, keeper):
            one.start()
        stop.wait()
        self._tell_all()
        end = clock.monotonic() + self.grace_seconds
        for one in threads:
            one.join(max(0.0, end - clock.monotonic()))
        ended.set()
        self._hand_back()
        keeper.join(self.beat_seconds)
        return not any(one.is_alive() for one in threads)

    def _loop(self, stop: threading.Event) -> None:
        while not stop.is_set():
            close_old_connections()
            try:
                found = self.run_one()
            except Exception as error:  # a database that is busy, full or away: what was taken is taken over later
                say.warning("job-queue", error=type(error).__name__)
                found = False
            if not found:
                stop.wait(limits.POLL_SECONDS)
        connections.close_all()

    def _keep(self, ended: threading.Event) -> None:
        scheduled_at = clock.monotonic()
        while not ended.wait(self.beat_seconds):
            close_old_connections()
            try:
                self.tend()
                self.sweep()
                if clock.monotonic() - scheduled_at >= self.schedule_seconds:
                    scheduled_at = clock.monotonic()
                    ask_due(self.schedule)
            except DatabaseError as error:
                say.warning("job-keeper", error=type(error).__name__)
        connections.close_all()

    def tend(self) -> None:
        """Let what runs here live on, and tell it when it should stop."""
        with self._guard:
            held = dict(self._held)
        if not held:
            return
        tokens = [one.token for one in held.values()]
        Job.objects.filter(pk__in=held, token__in=tokens).update(beat=F("beat") + 1)
        for job, token, cancelled in Job.objects.filter(pk__in=held).values_list("pk", "token", "cancel_asked"):
            if token != held[job].token:
                held[job].stop = Lost
            elif cancelled and held[job].stop is None:
                held[job].stop = Cancelled

    def sweep(self) -> None:
        """Take over every job whose beat stood still too long, by the clock of this process that only runs forward.
        A while in which this process itself stood still hardly counts: then the others may have stood still too."""
        now = clock.monotonic()
        passed, self._swept_at = min(now - self._swept_at, 2 * self.beat_seconds), now
        fresh: dict[UUID, tuple[Seen, float]] = {}
        for one in running():
            if one.id in self._held:
                continue
            before, still = self._seen.get(one.id, (None, 0.0))
            fresh[one.id] = (one, still + passed if before == one else 0.0)
            if fresh[one.id][1] >= self.lease_seconds and take_over(one):
                say.warning("job-taken-over", job=str(one.id))
        self._seen = fresh

    def _tell_all(self) -> None:
        """Ask every job that runs here to stop where it can."""
        with self._guard:
            for lease in self._held.values():
                lease.stop = lease.stop or HandedBack

    def _hand_back(self) -> None:
        with self._guard:
            held = list(self._held.values())
        for lease in held:
            with contextlib.suppress(Lost, DatabaseError):
                hand_back(lease)
