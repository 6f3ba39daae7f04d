# SPDX-License-Identifier: EUPL-1.2
"""Ours for `jobs`: ask for so many, work, kill -9 in the middle, work on. The last line is JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

KILLS = 3


def main(jobs: int) -> dict[str, object]:
    """Everything, then count."""
    with tempfile.TemporaryDirectory(prefix="stelsel-jobs-") as place:
        home = str(Path(place) / "home")
        os.environ |= {"STELSEL_HOME": home, "DJANGO_SETTINGS_MODULE": "stelsel.node.settings"}
        import django

        django.setup()
        from django.db import connection

        from bench.jobs_work import mark
        from stelsel.node.jobs import ask
        from stelsel.node.serve import migrate

        migrate()
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE mark (number integer NOT NULL)")
        for number in range(jobs):
            ask(mark, key=str(number), number=number)
        return _measure(home, jobs, mark)


def _measure(home: str, jobs: int, mark: object) -> dict[str, object]:
    from stelsel.node.jobs import ask
    from stelsel.node.jobs.lease import running
    from stelsel.node.models import Job

    done = Job.objects.filter(end="done")
    worker = _worker(home)
    _until(done.exists)  # the start of a process is not work
    begun, at_kill, left = time.perf_counter(), list[int](), 0
    for kill in range(1, KILLS + 1):
        _until(lambda goal=jobs * kill // (KILLS + 1): done.count() >= goal)
        worker.kill()
        worker.wait()
        at_kill.append(done.count())
        left = len(running())
        worker = _worker(home)
    _until(lambda: done.count() >= jobs - left)
    working = time.perf_counter() - begun
    _until(lambda: done.count() == jobs)
    seconds = time.perf_counter() - begun
    asked = time.perf_counter()
    last = ask(mark, number=jobs).id  # type: ignore[arg-type]
    _until(lambda: done.filter(pk=last).exists(), 0.005)
    begins = 1000 * (time.perf_counter() - asked)
    worker.terminate()
    worker.wait()
    return {
        "seconds": seconds,
        "working_s": working,
        "done": done.count() - 1,
        "done_at_kill": at_kill,
        "left_running": left,
        "taken_over_s": seconds - working,
        "begins_ms": begins,
        **_marks(jobs),
    }


def _marks(jobs: int) -> dict[str, int]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT number, count(*) FROM mark GROUP BY number")
        found = dict(cursor.fetchall())
    return {"lost": jobs - sum(number in found for number in range(jobs)), "twice": sum(n > 1 for n in found.values())}


def _worker(home: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "bench.jobs_work", home])


def _until(holds: object, pause: float = 0.05) -> None:
    end = time.monotonic() + 600
    while not holds():  # type: ignore[operator]
        if time.monotonic() > end:
            raise SystemExit("the jobs were not done within ten minutes")
        time.sleep(pause)


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
