# SPDX-License-Identifier: EUPL-1.2
"""The short job of `jobs`, and a worker with the product's own times: `python -m bench.jobs_work HOME`."""

from __future__ import annotations

import os
import sys
import threading

if __name__ == "__main__":
    os.environ |= {"STELSEL_HOME": sys.argv[1], "DJANGO_SETTINGS_MODULE": "stelsel.node.settings"}
    import django

    django.setup()

from django.db import connection

from stelsel.kernel.text import same
from stelsel.node.jobs import Work, Worker, job


@job(same("mark"), atomic=True)
def mark(context: Work, number: int) -> None:
    """One row."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO mark (number) VALUES (%s)", [number])


if __name__ == "__main__":
    Worker().work(threading.Event())
