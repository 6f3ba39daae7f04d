# SPDX-License-Identifier: EUPL-1.2
"""Claim `jobs`: short jobs a minute on two cores, with kill -9 of the worker three times on the way: none lost,
none with its effect twice.

A short job writes one row. The peer is the worker that django-tasks-db brings, on the same queue, the same SQLite
settings and the same job, with two processes where ours has two threads; it is killed in the same way.
"""

from __future__ import annotations

from bench.harness import Bar, Claim, Result, ours, peer

CLAIM = Claim(
    name="jobs",
    what="short jobs a minute with kill -9 of the worker on the way, none lost, none twice",
    unit="/min",
    bar=Bar(1_000, on="ours", side="at least"),
)
JOBS = 2_000


def run() -> Result:
    """Measures ours, then the peer."""
    mine = ours("bench.jobs_ours", str(JOBS))
    theirs = peer("django-tasks-db", "jobs.py", str(JOBS))
    said = (
        f"{mine['left_running']} jobs ran when it was killed, the last done {mine['taken_over_s']:.0f} s after the rest"
    )
    print(f"  ours: {said}; without that wait {60 * JOBS / mine['working_s']:.0f} a minute")
    print(f"  peer: lost {theirs['lost']}, twice {theirs['twice']} of {JOBS}")
    return Result(
        ours=60 * JOBS / mine["seconds"],
        peer=60 * (JOBS - theirs["lost"]) / theirs["seconds"],
        seen=f"a job that nothing stands before begins within {mine['begins_ms']:.0f} ms",
        conditions={
            "every job is done": mine["done"] == JOBS,
            "no job is lost": mine["lost"] == 0,
            "no job had its effect twice": mine["twice"] == 0,
            "the worker was killed while it worked": all(0 < done < JOBS for done in mine["done_at_kill"]),
        },
    )
