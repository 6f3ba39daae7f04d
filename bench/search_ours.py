# SPDX-License-Identifier: EUPL-1.2
"""Ours for the claim `search`: a process of its own that builds, searches one question at a time, and checks a sample.

Reads `{"audiences", "questions"}` on stdin; its last line is `{"build_s", "ms", "totals", "agrees", "peak_mb"}`.
"""

from __future__ import annotations

import json
import resource
import sys
from time import perf_counter

from stelsel.engines.search import Document, Hits, Index, search
from tests.engines.search.oracle import Oracle

PAGE = 20
SAMPLE_EVERY = 50


def main() -> None:
    """Measures and prints."""
    work = json.load(sys.stdin)
    audiences = [[Document(*fields) for fields in entries] for entries in work["audiences"]]
    started = perf_counter()
    indexes = [Index(documents) for documents in audiences]
    build_s = perf_counter() - started
    search(indexes, "warm", {}, PAGE, 0)
    times, answers = [], []
    for _, text, facets in work["questions"]:
        started = perf_counter()
        answers.append(search(indexes, text, facets, PAGE, 0))
        times.append((perf_counter() - started) * 1000)
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    agrees = _agrees(audiences, work["questions"][::SAMPLE_EVERY], answers[::SAMPLE_EVERY])
    totals = [answer.total for answer in answers]
    print(json.dumps({"build_s": build_s, "ms": times, "totals": totals, "agrees": agrees, "peak_mb": peak_mb}))


def _agrees(audiences: list[list[Document]], questions: list[list], answers: list[Hits]) -> bool:
    """True where totals, counts and the whole first page are what the naive search finds."""
    oracle = Oracle(audiences)
    for (_, text, facets), ours in zip(questions, answers, strict=True):
        naive = oracle.search(text, facets, PAGE, 0)
        if (ours.total, ours.ids, ours.facets) != (naive.total, naive.ids, naive.facets):
            print(f"differs from the naive search: {text!r} {facets}", file=sys.stderr)
            return False
    return True


if __name__ == "__main__":
    main()
