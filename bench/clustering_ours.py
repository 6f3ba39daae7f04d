# SPDX-License-Identifier: EUPL-1.2
"""Ours for the claim `clustering`: groups both halves, points at causes, and times one question among 5,000 reports.
Its last line is JSON: for each half a group number and a cause for each text, or the times."""

from __future__ import annotations

import json
import random
import re
import sys
from time import perf_counter
from typing import Any

from stelsel.engines.cluster import cause, known, propose, read, similar

SEED, REPORTS, QUESTIONS, MOST_SENTENCES = 20_261_128, 5_000, 200, 3


def main() -> None:
    """Reads `{"seen": [text], "unseen": [text]}`; prints `groups` or `times`, as it is asked."""
    work = json.load(sys.stdin)
    if sys.argv[1] == "groups":
        print(json.dumps({half: grouped(work[half]) for half in ("seen", "unseen")}))
    else:
        print(json.dumps(timed(work["seen"])))


def grouped(texts: list[str]) -> dict[str, Any]:
    """A group number for each text, its own where it is alone; and the first cause, or None where unknown."""
    numbers = list(range(len(texts)))
    for group in propose(texts):
        for member in group.members:
            numbers[member] = group.members[0]
    pointed = [cause(text) for text in texts]
    return {
        "groups": numbers,
        "causes": [None if one.unknown else one.causes[0].cause for one in pointed],
        "first": [one.causes[0].cause if one.causes else None for one in pointed],
    }


def timed(texts: list[str]) -> dict[str, Any]:
    """Milliseconds of questions among reports put together from the sentences of the seen half, once all are read."""
    dice = random.Random(SEED)
    sentences = [one for text in texts for one in re.split(r"(?<=[.!?])\s+", text)]
    reports = [
        f"{' '.join(dice.sample(sentences, dice.randint(1, MOST_SENTENCES)))} ({number})" for number in range(REPORTS)
    ]
    started = perf_counter()
    shelf = known(reports)
    ready_s = perf_counter() - started
    asked = read(dice.sample(texts, QUESTIONS))
    times = []
    for one in asked:
        begun = perf_counter()
        similar(one, shelf)
        times.append((perf_counter() - begun) * 1000)
    times.sort()
    return {"reports": REPORTS, "ready_s": ready_s, "p50_ms": times[len(times) // 2],
            "p95_ms": times[int(len(times) * 0.95)]}  # fmt: skip


if __name__ == "__main__":
    main()
