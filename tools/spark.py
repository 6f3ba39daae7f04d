# SPDX-License-Identifier: EUPL-1.2
"""A standalone Apache Spark cluster for tests: a master and workers, each a process of its own, on loopback only.

The processes belong to a guard, as those of `tools/postgresql.py` do: it ends them and removes their folder when its
standard input closes. `python -m tools.spark` starts a cluster by hand and prints its address; end it with Ctrl+D.
Who talks to the cluster needs its secret, which stands in `conf/` in that folder (set SPARK_CONF_DIR to it).
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from stelsel.kernel.problem import BadInput
from stelsel.node.population.spark import java
from tools.environment import ROOT, Trouble

LOOPBACK = "127.0.0.1"
WORKERS = 2
MEMORY_GB = 2
SECONDS_TO_START = 90
MASTER, WORKER = "org.apache.spark.deploy.master.Master", "org.apache.spark.deploy.worker.Worker"
SETTINGS = {
    "spark.authenticate": "true",
    "spark.executor.cores": "1",
    "spark.executor.memory": f"{MEMORY_GB}g",
    "spark.driver.memory": "1g",
    "spark.master.rest.enabled": "false",
    "spark.master.ui.decommission.allow.mode": "DENY",
}
_ADDRESS = re.compile(r"Starting Spark master at (spark://\S+)")


def program() -> Path:
    """The script of the PySpark package that starts a part of Spark. Trouble where PySpark or Java is missing."""
    try:
        java()
    except BadInput as problem:
        raise Trouble("There is no Java of version 17 or newer. Install it: tools/install_java.sh") from problem
    found = importlib.util.find_spec("pyspark")
    if found is None or found.origin is None:
        raise Trouble("PySpark is not installed here. `make spark` makes an environment that has it.")
    return Path(found.origin).parent / "bin" / "spark-class"


class Cluster:
    """A running cluster, seen from whoever uses it: `master` is its address, `conf` the folder with its settings,
    `processes` the numbers of master and workers."""

    def __init__(self, workers: int = WORKERS) -> None:
        self._workers = workers

    def __enter__(self) -> Cluster:
        command = [sys.executable, "-m", "tools.spark", str(self._workers)]
        self._guard = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True, start_new_session=True
        )
        assert self._guard.stdout is not None
        said = json.loads(self._guard.stdout.readline() or '{"trouble": "Spark did not start"}')
        if "trouble" in said:
            raise Trouble(said["trouble"])
        self.master, self.folder = said["master"], Path(said["folder"])
        self.conf = self.folder / "conf"
        self.processes: tuple[int, ...] = tuple(said["processes"])
        return self

    def __exit__(self, *_: object) -> None:
        assert self._guard.stdin is not None
        assert self._guard.stdout is not None
        self._guard.stdin.close()
        self._guard.wait(SECONDS_TO_START)
        self._guard.stdout.close()


class Processes:
    """Master and workers, seen from their guard."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.master = ""
        self._program = program()
        self._running: list[subprocess.Popen[bytes]] = []
        (folder / "conf").mkdir(mode=0o700)
        settings = folder / "conf" / "spark-defaults.conf"
        settings.touch(mode=0o600)
        words = {**SETTINGS, "spark.authenticate.secret": secrets.token_hex(24)}
        settings.write_text("".join(f"{name} {value}\n" for name, value in words.items()))

    def start(self, workers: int) -> None:
        """Start all, and wait until the master knows every worker. Trouble when that fails."""
        log = self._start("master", MASTER, "--port", "0")
        self.master = self._said(log, _ADDRESS)[0]
        for at in range(workers):
            place = self.folder / f"worker-{at + 1}"
            place.mkdir()
            self._start(
                place.name, WORKER, "--cores", "1", "--memory", f"{MEMORY_GB}g", "--work-dir", str(place), self.master
            )
        self._said(log, re.compile(r"Registering worker \S+"), workers)

    @property
    def pids(self) -> list[int]:
        """The numbers of the processes, the master first."""
        return [one.pid for one in self._running]

    def _start(self, name: str, part: str, *arguments: str) -> Path:
        log = self.folder / f"{name}.log"
        surroundings = {
            **os.environ,
            "SPARK_CONF_DIR": str(self.folder / "conf"),
            "SPARK_LOCAL_IP": LOOPBACK,
            "SPARK_LOCAL_DIRS": str(self.folder / "local"),
            "SPARK_DAEMON_MEMORY": "512m",
        }
        for taken in ("SPARK_HOME", "SPARK_MASTER_HOST", "SPARK_MASTER_PORT"):
            surroundings.pop(taken, None)
        with log.open("ab") as written:
            self._running.append(
                subprocess.Popen(
                    [str(self._program), part, "--host", LOOPBACK, "--webui-port", "0", *arguments],
                    stdin=subprocess.DEVNULL,
                    stdout=written,
                    stderr=written,
                    cwd=self.folder,
                    env=surroundings,
                )
            )
        return log

    def _said(self, log: Path, what: re.Pattern[str], times: int = 1) -> list[str]:
        """What a log says, once it says that so many times."""
        end = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < end and all(one.poll() is None for one in self._running):
            found = what.findall(log.read_text(encoding="utf-8", errors="replace"))
            if len(found) >= times:
                return found
            time.sleep(0.1)
        logs = "".join(one.read_text(encoding="utf-8", errors="replace")[-500:] for one in self.folder.glob("*.log"))
        raise Trouble(f"Spark does not start: {logs}")

    def stop(self) -> None:
        """End the workers, which end what they started, and then the master."""
        for one in reversed(self._running):
            one.send_signal(signal.SIGTERM)
        for one in self._running:
            try:
                one.wait(20)
            except subprocess.TimeoutExpired:
                one.kill()
                one.wait()


def guard(workers: int) -> int:
    """Keep a cluster as long as standard input is open."""
    folder = Path(tempfile.mkdtemp(prefix="stelsel-spark-"))
    running = None
    try:
        running = Processes(folder)
        running.start(workers)
        said = {"master": running.master, "folder": str(folder), "processes": running.pids}
        print(json.dumps(said), flush=True)
        sys.stdin.read()
        return 0
    except Trouble as trouble:
        print(json.dumps({"trouble": str(trouble)}), flush=True)
        return 1
    except (KeyboardInterrupt, BrokenPipeError):
        return 0
    finally:
        if running is not None:
            running.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _interrupted(*_: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _interrupted)
    sys.exit(guard(int(sys.argv[1]) if len(sys.argv) > 1 else WORKERS))
