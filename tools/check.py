# SPDX-License-Identifier: EUPL-1.2
"""`make test`: everything that must hold, in order of speed; the tests come last and so does their count.

Every step runs, also after one that failed, so that one run tells all. With STELSEL_CI=1 a missing tool is a failure;
without it the tests that need that tool are skipped and named at the end.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tools.environment import ROOT, Trouble, say
from tools.memory_folder import temporary_files_in_memory
from tools.node_tools import ensure_node_tools
from tools.postgresql import Cluster

PURE_FLOORS = ("kernel", "register", "book", "engines", "nouns", "priorities", "programme", "catalogue.py")
BIN = Path(sys.executable).parent
MOST_JOBS = 4
"""Each test process has a browser of its own."""


@dataclass(frozen=True)
class Step:
    """One check: its name and the command that must end with exit code 0."""

    name: str
    command: tuple[str, ...]


def python(*arguments: str) -> tuple[str, ...]:
    """A command for the interpreter that runs this."""
    return (sys.executable, *arguments)


def lint_steps() -> tuple[Step, ...]:
    """Style, types, floors and licences."""
    pure = [str(place) for name in PURE_FLOORS if (place := ROOT / "src" / "stelsel" / name).exists()]
    return (
        Step("style (ruff)", python("-m", "ruff", "check", "--quiet", ".")),
        Step("types below node (mypy --strict)", python("-m", "mypy", "--no-error-summary", *pure)),
        Step("floors (import-linter)", (str(BIN / "lint-imports"), "--no-cache")),
    )


def ready_tools() -> list[str]:
    """Makes Node.js, Chromium, SoftHSM and PostgreSQL ready and tells the tests where they are; returns what failed."""
    failed = []
    try:
        os.environ["STELSEL_NODE_TOOLS"] = str(ensure_node_tools())
    except Trouble as trouble:
        failed.append(f"Node.js tools: {trouble}")
    for name in ("Chromium", "SoftHSM", "PostgreSQL"):
        script = ROOT / "tools" / f"install_{name.lower()}.sh"
        if subprocess.run(["sh", str(script)], check=False).returncode:
            failed.append(f"{name} is missing (see above)")
    for line in failed:
        say(line)
    return failed if os.environ.get("STELSEL_CI") == "1" else []


def run_step(step: Step) -> bool:
    """Runs one step quietly; its output shows only where it fails."""
    started = time.monotonic()
    run = subprocess.run(
        step.command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    say(f"{'ok    ' if run.returncode == 0 else 'FAILED'} {step.name} ({time.monotonic() - started:.1f} s)")
    if run.returncode:
        say(run.stdout.rstrip())
    return run.returncode == 0


def run_tests(arguments: list[str]) -> bool:
    """Runs pytest; its own last line closes a good run."""
    sys.stdout.flush()
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *arguments], cwd=ROOT, stdin=subprocess.DEVNULL, check=False
    )
    return run.returncode == 0


def run_on_postgresql(arguments: list[str]) -> bool:
    """Runs once more the tests that ask a database, with PostgreSQL under the node; without a server only CI fails."""
    try:
        with Cluster() as cluster:
            os.environ["STELSEL_DATABASE"] = cluster.url()
            say("Once more, on PostgreSQL: the tests that ask a database")
            return run_tests(arguments)
    except Trouble as trouble:
        say(f"Not tested on PostgreSQL: {trouble}")
        return os.environ.get("STELSEL_CI") != "1"
    finally:
        os.environ.pop("STELSEL_DATABASE", None)


def run_on_spark() -> list[str]:
    """Runs the tests on a cluster of Apache Spark; returns what failed. A missing Java is a failure, in CI or not."""
    if subprocess.run(["sh", str(ROOT / "tools" / "install_java.sh")], check=False).returncode:
        return ["Java is missing (see above)"]
    return [] if run_tests(wanted_tests("spark", 1)) else ["tests on Apache Spark (pytest)"]


def wanted_tests(only: str, jobs: int) -> list[str]:
    """pytest's arguments for this kind of run."""
    arguments = ["-n", str(jobs), "--dist", "loadfile", "--no-loadscope-reorder"] if jobs > 1 else []
    if only == "spark":
        os.environ["STELSEL_SPARK"] = "1"
        return ["-m", "spark"]
    if only == "campaign":
        os.environ["STELSEL_CAMPAIGN"] = "1"
        arguments += ["-m", "campaign"]
    return arguments


def run_both(only: str, jobs: int) -> list[str]:
    """Runs the tests on SQLite and then on PostgreSQL; returns what failed."""
    tests, failed = wanted_tests(only, jobs), []
    if only != "postgres" and not run_tests(tests):
        failed.append("tests (pytest)")
    if not run_on_postgresql(tests):
        failed.append("tests on PostgreSQL (pytest)")
    return failed


def main() -> int:
    """Runs the steps asked for and returns the exit code."""
    parser = argparse.ArgumentParser(prog="make test")
    parser.add_argument("--only", choices=("lint", "campaign", "postgres", "spark"), default="")
    parser.add_argument("--jobs", type=int, default=0, help="test processes side by side; 0: one per processor")
    asked = parser.parse_args()
    jobs = asked.jobs or min(os.cpu_count() or 1, MOST_JOBS)
    os.chdir(ROOT)
    os.environ.pop("STELSEL_DATABASE", None)  # the tests bring databases of their own
    failed = [step.name for step in lint_steps() if not run_step(step)] if asked.only in ("", "lint") else []
    if asked.only == "spark":
        failed += run_on_spark()
    elif asked.only != "lint":
        failed += ready_tools()
        with temporary_files_in_memory():
            failed += run_both(asked.only, jobs)
    if failed:
        say("FAILED: " + "; ".join(failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
