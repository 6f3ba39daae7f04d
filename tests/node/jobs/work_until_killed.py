# SPDX-License-Identifier: EUPL-1.2
"""A worker as a process, for tests that kill it: `python work_until_killed.py HOME [make NUMBER]`.

`make` prepares the tables and asks for so many short jobs and one long one; without it, it works.
"""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[3]), str(Path(__file__).resolve().parents[3] / "src")]
os.environ["STELSEL_HOME"] = sys.argv[1]
os.environ["DJANGO_SETTINGS_MODULE"] = "stelsel.node.settings"

import django  # noqa: E402

django.setup()

from stelsel.node.job_process import stops_on_signals  # noqa: E402
from stelsel.node.jobs import Worker, ask  # noqa: E402
from stelsel.node.serve import migrate  # noqa: E402
from tests.node.jobs import works  # noqa: E402


def main(arguments: list[str]) -> None:
    """Make, or work."""
    if arguments[:1] == ["make"]:
        migrate()
        ask(works.count, key="long", name="long", steps=60, pause_ms=50)
        for number in range(int(arguments[1])):
            ask(works.short, key=str(number), name=f"k{number}")
        return
    stop = threading.Event()
    stops_on_signals(stop)
    os.write(1, b"ready\n")
    Worker(threads=2, beat_seconds=0.2, lease_seconds=2.0, grace_seconds=5).work(stop)


if __name__ == "__main__":
    main(sys.argv[2:])
