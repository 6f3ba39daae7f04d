# SPDX-License-Identifier: EUPL-1.2
"""The same short jobs by two processes of django-tasks-db's own db_worker, killed in the middle and started again.
`jobs.py NUMBER`; the last line is JSON. `jobs.py work FILE` is one worker."""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import django
from django.conf import settings

KILLS = 3
BEGIN = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"


def prepare(file):
    """Django on this SQLite file, with the settings of our node."""
    options = {"transaction_mode": "IMMEDIATE", "timeout": 30, "init_command": BEGIN}
    settings.configure(
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": file,
                "OPTIONS": options,
                "CONN_MAX_AGE": None,
            }
        },
        INSTALLED_APPS=["django_tasks", "django_tasks_db"],
        TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}},
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )
    django.setup()


def worker(file):
    """One db_worker, as two of them share two cores."""
    return subprocess.Popen(
        [sys.executable, __file__, "work", file], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def main(jobs):
    """Ask, work, kill, work on until nothing waits, count."""
    from django.core.management import call_command
    from django.db import connection
    from django_tasks_db.models import DBTaskResult
    from marks import mark

    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE mark (number integer NOT NULL)")
    for number in range(jobs):
        mark.enqueue(number=number)
    file, done = connection.settings_dict["NAME"], DBTaskResult.objects.successful()
    workers = [worker(file) for _ in range(2)]
    while not done.exists():
        time.sleep(0.05)
    begun = time.perf_counter()
    for kill in range(1, KILLS + 1):
        while done.count() < jobs * kill // (KILLS + 1):
            time.sleep(0.05)
        for one in workers:
            one.kill()
            one.wait()
        workers = [worker(file) for _ in range(2)]
    while DBTaskResult.objects.ready().exists():
        time.sleep(0.05)
    seconds = time.perf_counter() - begun
    for one in workers:
        one.terminate()
        one.wait()
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, count(*) FROM mark GROUP BY number")
        found = dict(cursor.fetchall())
    return {
        "seconds": seconds,
        "lost": jobs - done.count(),
        "twice": sum(count > 1 for count in found.values()),
    }


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    if sys.argv[1] == "work":
        prepare(sys.argv[2])
        from django.core.management import call_command

        call_command("db_worker", interval=0.05, startup_delay=False, reload=False, verbosity=0)
    else:
        with tempfile.TemporaryDirectory(prefix="peer-jobs-") as place:
            prepare(os.path.join(place, "peer.sqlite3"))
            print(json.dumps(main(int(sys.argv[1]))))
