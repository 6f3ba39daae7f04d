# SPDX-License-Identifier: EUPL-1.2
"""Ours for the claim `refinement`: from the plain form to a verdict, pair by pair, in one thread.

Reads {"taxonomy", "pairs"}; its last line is {"verdicts", "acts", "ms"}: `acts` are the counterexamples of each pair.
"""

from __future__ import annotations

import json
import sys
from time import perf_counter

from stelsel.engines.refinement import check, rules_of, taxonomy_from


def main() -> None:
    """Measures and prints."""
    work = json.load(sys.stdin)
    taxonomy = taxonomy_from(work["taxonomy"])
    verdicts, acts, times = [], [], []
    for base, domain in work["pairs"]:
        started = perf_counter()
        found = check(rules_of(base), rules_of(domain), taxonomy)
        times.append((perf_counter() - started) * 1000)
        verdicts.append(found.verdict)
        acts.append([one.act for one in found.conflicts])
    print(json.dumps({"verdicts": verdicts, "acts": acts, "ms": times}))


if __name__ == "__main__":
    main()
