# SPDX-License-Identifier: EUPL-1.2
"""Ours for the claim `rules-sql`. Its last line is `{"ours_s", "peer_s", "full_s", "households", "different",
"decided"}`."""

from __future__ import annotations

import json
from pathlib import Path
from time import perf_counter

import duckdb

from bench.rules_people import allowance, people
from stelsel.engines.rules.population.sql import query

HOUSEHOLDS, ROUNDS = 1_000_000, 5
BY_HAND = Path(__file__).parent / "queries" / "health_care_allowance_2025.sql"


def main() -> None:
    """Measures in turns, on one thread, and prints the quickest of each."""
    program = allowance()
    texts = {
        "peer_s": BY_HAND.read_text(encoding="utf-8"),
        "ours_s": query(program, "duckdb", answers=("value",)).text,
        "full_s": query(program, "duckdb").text,
    }
    best = dict.fromkeys(texts, float("inf"))
    with duckdb.connect(config={"threads": 1}) as base:
        people(base, HOUSEHOLDS)
        for _ in range(ROUNDS):
            for name, text in texts.items():
                started = perf_counter()
                base.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {text}")
                best[name] = min(best[name], perf_counter() - started)
        different, decided = base.execute(
            "SELECT count(*) FILTER (WHERE allowance IS DISTINCT FROM value), count(value) "
            "FROM peer_s JOIN ours_s USING (household)"
        ).fetchall()[0]
    print(json.dumps({**best, "households": HOUSEHOLDS, "different": different, "decided": decided}))


if __name__ == "__main__":
    main()
