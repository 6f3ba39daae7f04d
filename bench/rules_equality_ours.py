# SPDX-License-Identifier: EUPL-1.2
"""Ours for the claim `rules-equality`. Its last line is `{"different", "households", "edges", "decided", "all",
"seconds"}`."""

from __future__ import annotations

import json
from time import perf_counter

from stelsel.priorities.services.figures import figures
from tests.engines.rules.population.households import at_edges, computed, differences
from tests.priorities.services.rules.test_population import LIBRARY, bases, program, some_of

LAW, OUTPUT, YEAR, NUMBER = "wet_op_de_zorgtoeslag", "zorgtoeslag_per_jaar", 2025, 75_000


def main() -> None:
    """Compares and prints."""
    started = perf_counter()
    made = program(LAW, OUTPUT, YEAR)
    some = some_of(made, LAW, YEAR, NUMBER)
    edges = [case for base in bases(LAW, YEAR)[::4] for case in at_edges(made, base)]
    answers = computed(made, [*some, *edges])
    different = len(differences(made, LIBRARY, [*some, *edges], answers, figures()))
    decided = sum(one.value is not None for one in answers)
    print(json.dumps({
        "different": different, "households": len(some), "edges": len(edges), "decided": decided,
        "all": len(answers), "seconds": perf_counter() - started,
    }))  # fmt: skip


if __name__ == "__main__":
    main()
