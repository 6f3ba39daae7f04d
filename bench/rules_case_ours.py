# SPDX-License-Identifier: EUPL-1.2
"""Ours for the claim `rules-case`. Its last line is
`{"ms", "row_ms", "large_ms", "words_ms", "steps", "value", "laws"}`: the case with its facts at hand; with its facts
read from a database of one household beside the texts alone, and of 100,000 beside 100,000 other texts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from time import perf_counter
from typing import Any

from msgspec import structs

from bench.rules_load_ours import files
from stelsel.engines.rules import Facts, Library, Outcome, RuleText, Step, evaluate, explanation, load

DAY, ROUNDS, EACH, CROWD = date(2025, 6, 1), 15, 100, 100_000
ZERO = (
    "uitkeringen_en_pensioenen winst_uit_onderneming resultaat_overige_werkzaamheden eigen_woning reguliere_voordelen "
    "vervreemdingsvoordelen buitenlands_inkomen beleggingen onroerend_goed schulden"
)
PERSON: dict[str, Any] = {
    "polis_status": "ACTIEF",
    "verdragsinschrijving": False,
    "partnerschap_type": "GEEN",
    "loon_uit_dienstbetrekking": 2_500_000,
    "spaargeld": 1_000_000,
    **dict.fromkeys(ZERO.split(), 0),
}


def steps(root: Step) -> int:
    """The number of nodes in a tree, each counted once."""
    waiting, seen = [root], set[int]()
    while waiting:
        one = waiting.pop()
        if id(one) not in seen:
            seen.add(id(one))
            waiting += one.children
    return len(seen)


def quickest(work: Callable[[], object]) -> float:
    """Milliseconds for one, in the best of some rounds."""
    found = []
    for _ in range(ROUNDS):
        started = perf_counter()
        for _ in range(EACH):
            work()
        found.append((perf_counter() - started) / EACH * 1000)
    return min(found)


def case(library: Library, person: dict[str, Any]) -> Outcome:
    """The outcome for one person alone."""
    facts = Facts({"personen": {"aanvrager": person}})
    return evaluate(library, "wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag", facts, DAY)


def database(count: int) -> sqlite3.Connection:
    """A register of so many households, each its facts as JSON by its number."""
    made = sqlite3.connect(":memory:")
    made.execute("CREATE TABLE household (number INTEGER PRIMARY KEY, facts BLOB)")
    raw = json.dumps(PERSON)
    made.executemany("INSERT INTO household VALUES (?, ?)", ((at, raw) for at in range(1, count + 1)))
    return made


def crowd(texts: Sequence[RuleText], count: int) -> Iterator[RuleText]:
    """So many other small rule texts, each an ordinance of its own with one article."""
    small = min(texts, key=lambda one: len(one.articles))
    few = structs.replace(small, articles=small.articles[:1], examples=(), untranslatable=())
    for at in range(count):
        yield structs.replace(few, id=f"verordening_{at}", file=f"verordening_{at}.yaml")


def row_case(library: Library, register: sqlite3.Connection, number: int) -> Outcome:
    """The outcome for one household of a database."""
    raw = register.execute("SELECT facts FROM household WHERE number = ?", (number,)).fetchone()[0]
    return case(library, json.loads(raw))


def main() -> None:
    """Measures and prints."""
    texts, _ = load(files())
    library, crowded = Library(texts), Library([*texts, *crowd(texts, CROWD)])
    one, many = database(1), database(CROWD)
    outcome = case(library, PERSON)
    assert row_case(crowded, many, CROWD // 2).value == outcome.value
    found = {
        "ms": quickest(lambda: case(library, PERSON)),
        "row_ms": quickest(lambda: row_case(library, one, 1)),
        "large_ms": quickest(lambda: row_case(crowded, many, CROWD // 2)),
        "words_ms": quickest(lambda: explanation(outcome)),
        "steps": steps(outcome.tree),
        "value": int(outcome.value),
        "laws": len(outcome.texts),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
