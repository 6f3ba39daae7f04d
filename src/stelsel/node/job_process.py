# SPDX-License-Identifier: EUPL-1.2
"""The worker as a process of its own: `python -m stelsel.node.job_process HOME`, started beside the pages and started
again when it dies. It stops when its standard input closes, that is when whoever started it is gone, however it went.

No job runs where pages are served: a worker may be killed, or use all it can get, and visitors only see it is later.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog

import stelsel
from stelsel.node import clock
from stelsel.node.signing.process import stops_on_signals, stops_with

NICER = 5
"""The worker steps aside for the pages when both want the processor (see nice(2))."""
_SECONDS_TO_STOP = 20
"""More than a worker gives its jobs to stop."""
_PAUSES = (0.2, 1.0, 5.0, 30.0)
"""Seconds before a worker that died is started again; the longest from then on."""
_LIVED_SECONDS = 60.0
"""A worker that lived this long was well: the pauses begin again."""
say = structlog.get_logger("stelsel.jobs")


def run(threads: int = 2, stop: threading.Event | None = None) -> bool:
    """Run jobs in this process until `stop` is set, SIGTERM or SIGINT comes. False when a thread is still busy: end the
    process then, what it did was handed back."""
    from stelsel.node.background import SCHEDULE
    from stelsel.node.jobs import Worker

    told = stop or threading.Event()
    stops_on_signals(told)
    os.nice(NICER)
    return Worker(threads=threads, schedule=SCHEDULE).work(told)


def main(home: Path) -> None:
    """Run as somebody's child."""
    os.environ["STELSEL_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stelsel.node.settings")
    import django

    django.setup()
    stop = threading.Event()
    stops_with(sys.stdin.fileno(), stop)
    if not run(stop=stop):
        os._exit(0)  # a thread that does not listen would hold the process


@contextmanager
def beside(home: Path) -> Iterator[None]:
    """A worker beside what runs inside; one that dies is started again."""
    stop = threading.Event()
    keeper = threading.Thread(target=_keep, args=(home, stop), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        stop.set()
        keeper.join(_SECONDS_TO_STOP + 2)


def _keep(home: Path, stop: threading.Event) -> None:
    died = 0
    while not stop.is_set():
        begun = clock.monotonic()
        child = _start(home)
        ended = threading.Thread(target=child.wait, daemon=True)
        ended.start()
        while ended.is_alive() and not stop.wait(0.1):
            pass
        if stop.is_set():
            _end(child)
            return
        died = 1 if clock.monotonic() - begun > _LIVED_SECONDS else died + 1
        say.error("job-worker-died", code=child.returncode)
        stop.wait(_PAUSES[min(died, len(_PAUSES)) - 1])


def _start(home: Path) -> "subprocess.Popen[bytes]":
    paths = os.pathsep.join((str(Path(stelsel.__file__).parents[1]), os.environ.get("PYTHONPATH", "")))
    return subprocess.Popen(
        [sys.executable, "-m", "stelsel.node.job_process", str(home)],
        stdin=subprocess.PIPE,
        start_new_session=True,  # Ctrl+C is for whoever started it, who then lets it go
        env={**os.environ, "PYTHONPATH": paths.rstrip(os.pathsep)},
    )


def _end(child: "subprocess.Popen[bytes]") -> None:
    assert child.stdin is not None, "it was started with a pipe"
    child.stdin.close()
    try:
        child.wait(_SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
