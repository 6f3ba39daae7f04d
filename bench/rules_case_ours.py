# SPDX-License-Identifier: EUPL-1.2
"""Ours for the claim `rules-case`. Its last line is `{"ms", "large_ms", "words_ms", "steps", "value", "laws"}`."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from time import perf_counter
from typing import Any

from bench.rules_load_ours import files
from stelsel.engines.rules import Facts, Library, Outcome, Step, evaluate, explanation, load

DAY, ROUNDS, EACH = date(2025, 6, 1), 15, 100
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


def case(library: Library, register: dict[str, dict[str, Any]]) -> Outcome:
    """The outcome for one household of a register."""
    facts = Facts({"personen": {"aanvrager": register["000001"]}})
    return evaluate(library, "wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag", facts, DAY)


def main() -> None:
    """Measures and prints."""
    texts, _ = load(files())
    library = Library(texts)
    small = {"000001": PERSON}
    large = {f"{at:06}": PERSON for at in range(100_000)}
    outcome = case(library, small)
    found = {
        "ms": quickest(lambda: case(library, small)),
        "large_ms": quickest(lambda: case(library, large)),
        "words_ms": quickest(lambda: explanation(outcome)),
        "steps": steps(outcome.tree),
        "value": int(outcome.value),
        "laws": len(outcome.texts),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
