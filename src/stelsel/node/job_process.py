# SPDX-License-Identifier: EUPL-1.2
"""The worker as a process of its own: `python -m stelsel.node.job_process HOME PARENT`, started beside the pages and
started again when it dies. It stops on SIGTERM, and when whoever started it is gone, however it went.

No job runs where pages are served: a worker may be killed, or use all it can get, and visitors only see it is later.
"""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog

import stelsel
from stelsel.node import clock
from stelsel.node.signing.process import stops_on_signals

NICER = 5
"""The worker steps aside for the pages when both want the processor (see nice(2))."""
_LOOK_SECONDS = 0.1
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


def main(home: Path, parent: int) -> None:
    """Run as the child of this process."""
    os.environ["STELSEL_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stelsel.node.settings")
    import django

    django.setup()
    stop = threading.Event()
    threading.Thread(target=_stop_without, args=(parent, stop), daemon=True).start()
    if not run(stop=stop):
        os._exit(0)  # a thread that does not listen would hold the process


def _stop_without(parent: int, stop: threading.Event) -> None:
    while os.getppid() == parent and not stop.wait(_LOOK_SECONDS):
        pass
    stop.set()


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
        while (code := _ended(child)) is None and not stop.wait(_LOOK_SECONDS):
            pass
        if code is None:
            _end(child)
            return
        died = 1 if clock.monotonic() - begun > _LIVED_SECONDS else died + 1
        say.error("job-worker-died", code=code)
        stop.wait(_PAUSES[min(died, len(_PAUSES)) - 1])


def _start(home: Path) -> int:
    """Start a child, in a group of its own: Ctrl+C is for whoever started it. Not by `subprocess`, which waits on a
    pipe that the server of the pages, forking at the same moment, would keep open."""
    paths = os.pathsep.join((str(Path(stelsel.__file__).parents[1]), os.environ.get("PYTHONPATH", "")))
    return os.posix_spawn(
        sys.executable,
        [sys.executable, "-m", "stelsel.node.job_process", str(home), str(os.getpid())],
        {**os.environ, "PYTHONPATH": paths.rstrip(os.pathsep)},
        file_actions=[(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0)],
        setpgroup=0,
    )


def _ended(child: int) -> int | None:
    """The exit code (a signal as a negative number); None while it runs."""
    found, status = os.waitpid(child, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if found else None


def _end(child: int) -> None:
    os.kill(child, signal.SIGTERM)
    end = clock.monotonic() + _SECONDS_TO_STOP
    pause = threading.Event()
    while _ended(child) is None:
        if clock.monotonic() > end:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return
        pause.wait(_LOOK_SECONDS)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
