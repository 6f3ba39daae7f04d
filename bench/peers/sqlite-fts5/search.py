# SPDX-License-Identifier: EUPL-1.2
"""The peer for the claim `search`: SQLite's FTS5, one table per audience in memory, facets counted by GROUP BY.

Same entries, questions and page; accents and capitals folded, prefix indexes, title weighed three times. It has no
stemming for Dutch and forgives no typing errors, which only makes it quicker.
"""

from __future__ import annotations

import json
import re
import sqlite3
import sys
from time import perf_counter

PAGE = 20
WORD = re.compile(r"[^\W_]+")


def build(connection: sqlite3.Connection, audiences: list[list]) -> list[str]:
    """Fills one full-text table and one table of facets per audience; returns the facet names."""
    names = list(audiences[0][0][3])
    columns = ", ".join(f'"{name}" TEXT' for name in names)
    for at, entries in enumerate(audiences):
        connection.execute(
            f"CREATE VIRTUAL TABLE words{at} USING fts5(title, text, content='', "
            "tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
        )
        connection.execute(f"CREATE TABLE entry{at} (row INTEGER PRIMARY KEY, id TEXT, {columns})")
        connection.executemany(
            f"INSERT INTO words{at} (rowid, title, text) VALUES (?, ?, ?)",
            ((row, title, text) for row, (_, title, text, _) in enumerate(entries)),
        )
        marks = ", ".join("?" * (len(names) + 2))
        connection.executemany(
            f"INSERT INTO entry{at} VALUES ({marks})",
            ((row, key, *(facets[name] for name in names)) for row, (key, _, _, facets) in enumerate(entries)),
        )
        connection.execute(f"INSERT INTO words{at}(words{at}) VALUES ('optimize')")
    connection.execute(f"CREATE TEMP TABLE hit (id TEXT, score REAL, {columns})")
    connection.execute("ANALYZE")
    return names


def ask(connection: sqlite3.Connection, audiences: int, names: list[str], text: str, facets: dict) -> int:
    """One question: every hit once into a temporary table, then the page and the counts. Returns the total."""
    words = WORD.findall(text)
    match = " AND ".join([f'"{word}"' for word in words]) + "*" if words else ""
    kept = ", ".join(f'"{name}"' for name in names)
    connection.execute("DELETE FROM hit")
    for at in range(audiences):
        if match:
            found = (
                f"SELECT id, bm25(words{at}, 3.0, 1.0), {kept} FROM words{at} JOIN entry{at} ON row = words{at}.rowid"
            )
            connection.execute(f"INSERT INTO hit {found} WHERE words{at} MATCH ?", (match,))
        else:
            connection.execute(f"INSERT INTO hit SELECT id, 0, {kept} FROM entry{at}")
    where, values = condition(facets)
    connection.execute(f"SELECT id FROM hit WHERE {where} ORDER BY score, id LIMIT {PAGE}", values).fetchall()
    for name in names:
        but, rest = condition({other: chosen for other, chosen in facets.items() if other != name})
        connection.execute(
            f'SELECT "{name}", count(*) FROM hit WHERE {but} GROUP BY 1 ORDER BY 2 DESC, 1', rest
        ).fetchall()
    return connection.execute(f"SELECT count(*) FROM hit WHERE {where}", values).fetchone()[0]


def condition(facets: dict) -> tuple[str, list[str]]:
    """The WHERE of the facets asked for, with its values."""
    parts = [f'"{name}" IN ({", ".join("?" * len(values))})' for name, values in facets.items()]
    return " AND ".join(parts) or "1", [value for values in facets.values() for value in values]


def main() -> None:
    """Measures and prints `{"build_s", "ms", "totals"}`."""
    work = json.load(sys.stdin)
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("PRAGMA temp_store = MEMORY")
    started = perf_counter()
    connection.execute("BEGIN")
    names = build(connection, work["audiences"])
    connection.execute("COMMIT")
    build_s = perf_counter() - started
    times, totals = [], []
    for _, text, facets in work["questions"]:
        started = perf_counter()
        connection.execute("BEGIN")
        totals.append(ask(connection, len(work["audiences"]), names, text, facets))
        connection.execute("COMMIT")
        times.append((perf_counter() - started) * 1000)
    print(json.dumps({"build_s": build_s, "ms": times, "totals": totals}))


if __name__ == "__main__":
    main()
